"""The location report in the reader's words: all about a place, and the light on its shooting dates."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from babel.dates import format_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from production import labels

from .location_content import Consent, Locations, Permission, Place, ShootingDate
from .production_report import SCENES
from .report_tables import Cell, Column
from .sections import Paperwork, Photo, Section, render
from .wording import Words

__all__ = ["lay_out", "render"]

FACILITIES = {
    "crew_parking": gettext_lazy("Crew parking"),
    "unit_parking": gettext_lazy("Unit parking"),
    "base": gettext_lazy("Base"),
    "holding": gettext_lazy("Holding"),
    "catering": gettext_lazy("Catering"),
    "toilets": gettext_lazy("Toilets"),
    "load_in": gettext_lazy("Load-in"),
}
CONSENTS = {
    "location": gettext_lazy("Location release"),
    "crowd": gettext_lazy("Crowd notice"),
    "heritage": gettext_lazy("Heritage permit"),
}
MONDAY = date(2001, 1, 1)


def lay_out(found: Locations, words: Words, *, address: Callable[[int], str] = lambda key: "") -> Paperwork:
    """``address`` says where a page shows a picture."""
    sections = tuple(section for place in found.places for section in _place(place, words, address))
    dates = {on.on for place in found.places for on in place.dates}
    summary = (
        (_("Locations"), str(len(found.places))),
        (_("Shooting dates"), str(len(dates))),
    )
    return Paperwork(_("Location report"), found.head, sections, summary)


def _place(place: Place, words: Words, address: Callable[[int], str]) -> Iterator[Section]:
    facts = tuple((label, value) for label, value in _facts(place, words) if value)
    yield Section(
        place.name,
        facts=facts,
        alarms=tuple(_alarms(place, words)),
        latitude=place.latitude,
        longitude=place.longitude,
        is_large=True,
    )
    columns: tuple[Column, ...]
    if place.permits:
        columns = (Column(_("Permit"), 1.0), Column(_("Dates"), 150), Column(_("Conditions"), 1.2))
        yield Section(_("Permits"), columns, tuple(_permit(permit, words) for permit in place.permits))
    if place.consents:
        columns = (Column(_("Of the place"), 1.0), Column(_("State"), 110), Column(_("Limits"), 1.2))
        yield Section(_("Releases"), columns, tuple(_consent(one, words) for one in place.consents))
    if place.scenes:
        columns = (
            Column(_("Scene"), 40),
            Column(_("What"), 1.2),
            Column(_("Set"), 0.8),
            Column(_("Status"), 90),
        )
        rows = tuple(
            (
                Cell(s.number, is_strong=True),
                Cell(s.title),
                Cell(s.set_name),
                Cell(str(SCENES.get(s.status, ""))),
            )
            for s in place.scenes
        )
        yield Section(_("Scenes"), columns, rows)
    yield _dates(place, words)
    if place.pictures:
        photos = tuple(Photo(p.digest, p.caption, address(p.key)) for p in place.pictures)
        yield Section(_("Photographs"), photos=photos)


def _facts(place: Place, words: Words) -> Iterator[tuple[str, str]]:
    yield _("Address"), place.address
    yield _("Coordinates"), f"{place.latitude}, {place.longitude}" if place.latitude else ""
    yield _("Entrance"), place.entrance
    yield _("Contact"), " · ".join(filter(None, (place.contact, place.contact_phone)))
    yield _("Hours"), place.hours
    yield _("Closed on"), ", ".join(_weekday(day, words) for day in place.closed_weekdays)
    yield _("Rules of the house"), place.rules
    for code, value in place.facilities:
        yield str(FACILITIES[code]), value
    yield _("Sets"), ", ".join(place.sets)
    yield _("Nearest hospital"), " · ".join(place.hospital)
    yield _("Emergency number"), place.emergency_number


def _weekday(day: int, words: Words) -> str:
    return str(format_date(MONDAY + timedelta(days=day), "EEEE", locale=words.locale))


def _alarms(place: Place, words: Words) -> Iterator[str]:
    if not place.hospital:
        yield _("No hospital is noted.")
    lacking = [on.on for on in place.dates if not on.has_permit]
    if lacking:
        yield _("No permit covers: %(dates)s") % {"dates": ", ".join(map(words.short_day, lacking))}


def _permit(permit: Permission, words: Words) -> tuple[Cell, ...]:
    span = _("%(first)s to %(last)s") % {
        "first": words.short_day(permit.first),
        "last": words.short_day(permit.last),
    }
    return Cell(permit.name, is_strong=True), Cell(span, permit.window), Cell(permit.conditions)


def _consent(one: Consent, words: Words) -> tuple[Cell, ...]:
    until = _("until %(date)s") % {"date": words.short_day(one.until)} if one.until else ""
    return (
        Cell(str(CONSENTS[one.kind])),
        Cell(words.label(labels.RELEASE_STANDINGS, one.standing), until, is_strong=True),
        Cell(one.limits),
    )


def _dates(place: Place, words: Words) -> Section:
    columns = (
        Column(_("Date"), 1.0),
        Column(_("We are there"), 76),
        Column(_("Civil dawn"), 50),
        Column(_("Sunrise"), 50),
        Column(_("Golden until"), 54),
        Column(_("Golden from"), 54),
        Column(_("Sunset"), 50),
        Column(_("Civil dusk"), 50),
    )
    rows = tuple(_date(on, words.of(on.on)) for on in place.dates)
    return Section(_("Shooting dates and light"), columns, rows, empty=_("Nothing is planned here yet."))


def _date(on: ShootingDate, words: Words) -> tuple[Cell, ...]:
    number = _("Day %(number)d") % {"number": on.number} if on.number else ""
    there = f"{words.clock(on.since)}–{words.clock(on.until)}"
    closed = _("closed that day") if on.is_closed else _("outside opening hours") if on.outside else ""
    rise = words.clock(on.sunrise) or {"day": _("never sets"), "night": _("never rises"), "": "–"}[on.polar]
    times = (on.civil_dawn, None, on.golden_until, on.golden_from, on.sunset, on.civil_dusk)
    dawn, _rise, until, since, sunset, dusk = (Cell(words.time(at) or "–") for at in times)
    return (
        Cell(words.short_day(on.on), " · ".join(filter(None, (number, on.unit))), is_strong=True),
        Cell(there, closed),
        dawn,
        Cell(rise),
        until,
        since,
        sunset,
        dusk,
    )
