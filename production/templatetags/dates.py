"""Dates and times in the reader's language, as a production writes them: in words, 24 hours."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.core import Locale
from babel.dates import format_date, format_datetime, format_skeleton
from django import template
from django.utils.translation import get_language

from production import historic_dates, historic_words
from production.clock import format_day_time, format_minutes, format_offset

register = template.Library()


@lru_cache
def _locale(language: str) -> Locale:
    # English here is for crews of everywhere: day before month, as a call sheet has it.
    return Locale.parse("en-GB" if language == "en" else language, sep="-")


@lru_cache(maxsize=4096)
def _words(value: date, style: str, language: str) -> str:
    locale = _locale(language)
    if style == "short":
        return format_skeleton("EdMMM", value, locale=locale)
    if style == "month":
        return format_skeleton("yMMMM", value, locale=locale)
    if style == "year":
        return format_skeleton("yMMMd", value, locale=locale)
    return format_date(value, "full", locale=locale)


def _language() -> str:
    return get_language() or "en"


@register.filter
def long_date(value: date | None) -> str:
    """Tuesday 17 June 2003; martes, 17 de junio de 2003."""
    return _words(value, "long", _language()) if value else ""


@register.filter
def short_date(value: date | None) -> str:
    """Tue, 17 Jun: where the year is plain from the page."""
    return _words(value, "short", _language()) if value else ""


@register.filter
def year_date(value: date | None) -> str:
    """17 Jun 2003: in lists."""
    return _words(value, "year", _language()) if value else ""


@register.filter
def historic_date(value: str, style: str = "long") -> str:
    """A date of history as typed, in the reader's words: ``{{ event.date|historic_date:"short" }}``."""
    if not value:
        return ""
    dated = historic_dates.parse(value)
    return historic_words.format_date(dated, _language(), short=style == "short")


@register.filter
def month_words(value: date | None) -> str:
    """June 2003; junio de 2003."""
    return _words(value, "month", _language()) if value else ""


@register.filter
def moment(value: datetime | None, zone: str = "UTC") -> str:
    """A moment by the clock of a zone, in words: ``{{ sheet.issued_at|moment:film.time_zone }}``."""
    if value is None:
        return ""
    local = value.astimezone(ZoneInfo(zone))
    return format_datetime(local, "d MMM y, HH:mm", locale=_locale(_language()))


@register.filter
def day_time(minutes: int | None) -> str:
    """07:00, 01:30 +1."""
    return "" if minutes is None else format_day_time(minutes)


@register.filter
def offset(minutes: int | None) -> str:
    """-0:30, +1:15."""
    return "" if minutes is None else format_offset(minutes)


@register.filter
def duration(minutes: int | None) -> str:
    """40 min, 6 h 40."""
    return "" if minutes is None else format_minutes(minutes)
