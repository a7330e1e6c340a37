"""A call sheet's codes and times in the reader's words, as on paper; ``words`` is pdf.wording.Words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import quote

from django import template

from production import labels, revision_colours
from production.clock import format_eighths
from production.pdf.call_sheet_content import Place
from production.pdf.wording import Words, is_located, phone_link

register = template.Library()

NAMES: dict[str, Mapping[str, Any]] = {
    "department": labels.DEPARTMENTS,
    "kind": labels.ITEM_KINDS,
    "int_ext": labels.INT_EXT,
    "day_night": labels.DAY_NIGHT,
    "day_type": labels.DAY_TYPES,
    "role": labels.HEADER_ROLES,
    "release": labels.RELEASE_STANDINGS,
}


@register.filter
def word(code: str, kind: str) -> Any:
    """``{{ row.kind|word:"kind" }}``; what is no code was typed, and stays."""
    return NAMES[kind].get(code, code)


@register.filter
def at(moment: datetime | None, words: Words) -> str:
    """07:00; 00:30 next day."""
    return words.time(moment)


@register.filter
def clock(moment: datetime | None) -> str:
    """07:00, where the date stands beside it."""
    return f"{moment:%H:%M}" if moment else ""


@register.filter
def in_full(on: date | datetime | None, words: Words) -> str:
    """The date in words, with its time where it has one."""
    if on is None:
        return ""
    return words.moment(on) if isinstance(on, datetime) else words.day(on)


@register.filter
def lasting(minutes: int | None, words: Words) -> str:
    return words.minutes(minutes)


@register.filter
def spoken(codes: Iterable[str], words: Words) -> str:
    """Languages by their names."""
    return words.languages(codes)


@register.filter
def eighths(value: int | None) -> str:
    return "" if value is None else format_eighths(value)


@register.filter
def tint(colour: str) -> str:
    """The style class of a revision colour."""
    return f"tint-{revision_colours.name(colour) or 'unknown'}"


@register.filter
def tel(phone: str) -> str:
    """An address to tap; "" where the words are not plainly a number. Emergency numbers are short."""
    is_short = phone.isascii() and phone.isdigit() and len(phone) < 7
    return f"tel:{phone}" if is_short else phone_link(phone)


@register.filter
def on_map(place: Place) -> str:
    """A map on the web; by coordinates, else by the address."""
    if is_located(place.latitude, place.longitude):
        where = f"{place.latitude}&mlon={place.longitude}#map=17/{place.latitude}/{place.longitude}"
        return f"https://www.openstreetmap.org/?mlat={where}"
    return f"https://www.openstreetmap.org/search?query={quote(place.address)}" if place.address else ""


@register.filter
def by_key(values: Mapping[Any, Any], key: Any) -> Any:
    return values.get(key, "")
