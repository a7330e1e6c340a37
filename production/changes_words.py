"""A change of a call sheet as one sentence in the reader's language, for page, paper and mail.

``describe`` gives "Adolfo Videla: call 07:00 → 06:30"; ``told`` gives all of them under headings.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from itertools import groupby
from typing import Any

from babel import Locale, dates
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from production import labels
from production.clock import format_eighths, format_minutes
from production.pdf.call_sheet_content import (
    AdvanceDay,
    AdvanceRow,
    Change,
    Contact,
    Contributor,
    CrewCall,
    Row,
    Vehicle,
)

LONGEST_VALUE = 80

SECTIONS = {
    "header": gettext_lazy("The day"),
    "place": gettext_lazy("Places"),
    "row": gettext_lazy("Running order"),
    "contributor": gettext_lazy("Contributors"),
    "crew": gettext_lazy("Crew"),
    "rest": gettext_lazy("Transport, notes and advance schedule"),
}

# At the beginning of a sentence: what belongs to the day as a whole.
OF_THE_DAY = {
    "film": gettext_lazy("Film"),
    "company": gettext_lazy("Company"),
    "on": gettext_lazy("Date"),
    "zone": gettext_lazy("Time zone"),
    "day_type": gettext_lazy("Kind of day"),
    "number": gettext_lazy("Day number"),
    "of": gettext_lazy("Number of shoot days"),
    "unit": gettext_lazy("Unit"),
    "logo": gettext_lazy("Logo"),
    "paper": gettext_lazy("Paper"),
    "general_call": gettext_lazy("General call"),
    "shooting_call": gettext_lazy("Shooting call"),
    "breakfast": gettext_lazy("Breakfast"),
    "lunch": gettext_lazy("Lunch"),
    "lunch_minutes": gettext_lazy("Length of lunch"),
    "estimated_wrap": gettext_lazy("Estimated wrap"),
    "wrap_overridden": gettext_lazy("Wrap set by hand"),
    "directors": gettext_lazy("Directors"),
    "heads": gettext_lazy("Heads of production"),
    "production_office": gettext_lazy("Production office"),
    "emergency_number": gettext_lazy("Emergency number"),
    "safety_line": gettext_lazy("Safety line"),
    "confidentiality": gettext_lazy("Confidentiality line"),
    "script_draft": gettext_lazy("Script draft"),
    "closed_set": gettext_lazy("Closed set"),
    "weather": gettext_lazy("Weather"),
    "weather_at": gettext_lazy("Time of the weather report"),
    "sun_place": gettext_lazy("Place of the sun times"),
    "sunrise": gettext_lazy("Sunrise"),
    "sunset": gettext_lazy("Sunset"),
    "civil_dawn": gettext_lazy("Civil dawn"),
    "civil_dusk": gettext_lazy("Civil dusk"),
    "morning_golden_end": gettext_lazy("End of the morning's golden hour"),
    "evening_golden_start": gettext_lazy("Start of the evening's golden hour"),
    "polar": gettext_lazy("Polar day or night"),
    "show_eighths": gettext_lazy("Page eighths shown"),
    "radio": gettext_lazy("Radio channels"),
    "kit": gettext_lazy("Kit arriving"),
    "safety": gettext_lazy("Safety bulletin"),
    "approvals": gettext_lazy("Approvals"),
}

# In the middle of a sentence, after the name of the place, row, person or vehicle.
OF_A_THING = {
    "name": gettext_lazy("name"),
    "sets": gettext_lazy("sets"),
    "address": gettext_lazy("address"),
    "latitude": gettext_lazy("latitude"),
    "longitude": gettext_lazy("longitude"),
    "zone": gettext_lazy("time zone"),
    "entrance": gettext_lazy("entrance"),
    "crew_parking": gettext_lazy("crew parking"),
    "unit_parking": gettext_lazy("unit parking"),
    "base": gettext_lazy("base"),
    "holding": gettext_lazy("holding area"),
    "catering": gettext_lazy("catering"),
    "toilets": gettext_lazy("toilets"),
    "load_in": gettext_lazy("load-in"),
    "hours": gettext_lazy("opening hours"),
    "rules": gettext_lazy("house rules"),
    "contact": gettext_lazy("contact on site"),
    "hospital_name": gettext_lazy("hospital"),
    "hospital_address": gettext_lazy("hospital address"),
    "hospital_phone": gettext_lazy("hospital phone"),
    "emergency_number": gettext_lazy("emergency number"),
    "permits": gettext_lazy("permits"),
    "kind": gettext_lazy("kind"),
    "start": gettext_lazy("start"),
    "minutes": gettext_lazy("length"),
    "scene": gettext_lazy("scene"),
    "int_ext": gettext_lazy("INT/EXT"),
    "day_night": gettext_lazy("time of day"),
    "set_name": gettext_lazy("set"),
    "description": gettext_lazy("description"),
    "eighths": gettext_lazy("page eighths"),
    "people": gettext_lazy("people"),
    "place": gettext_lazy("place"),
    "place_name": gettext_lazy("place"),
    "destination": gettext_lazy("destination"),
    "notes": gettext_lazy("notes"),
    "fixed": gettext_lazy("fixed start"),
    "overrun_minutes": gettext_lazy("overrun of the fixed start"),
    "number": gettext_lazy("number"),
    "said": gettext_lazy("how to say the name"),
    "addressed": gettext_lazy("form of address"),
    "line": gettext_lazy("description"),
    "status": gettext_lazy("status code"),
    "pick_up": gettext_lazy("pick-up"),
    "pick_up_place": gettext_lazy("pick-up place"),
    "arrival": gettext_lazy("arrival"),
    "ready": gettext_lazy("ready"),
    "release_by": gettext_lazy("free by"),
    "agreed_minutes": gettext_lazy("length agreed"),
    "met_by": gettext_lazy("met by"),
    "languages": gettext_lazy("languages"),
    "interpreter_needed": gettext_lazy("interpreter needed"),
    "companion": gettext_lazy("companion"),
    "access": gettext_lazy("access needs"),
    "diet": gettext_lazy("diet"),
    "release": gettext_lazy("release"),
    "release_detail": gettext_lazy("release details"),
    "remarks": gettext_lazy("remarks"),
    "wear": gettext_lazy("what to wear"),
    "language": gettext_lazy("language of the sheet"),
    "first_place": gettext_lazy("first place"),
    "items": gettext_lazy("items"),
    "department": gettext_lazy("department"),
    "position": gettext_lazy("position"),
    "call": gettext_lazy("call"),
    "own_call": gettext_lazy("own call"),
    "phone": gettext_lazy("phone"),
    "email": gettext_lazy("e-mail"),
    "note": gettext_lazy("note"),
    "driver": gettext_lazy("driver"),
    "passengers": gettext_lazy("passengers"),
    "on": gettext_lazy("date"),
    "day_type": gettext_lazy("kind of day"),
    "general_call": gettext_lazy("general call"),
    "rows": gettext_lazy("items"),
}

_CODES: Mapping[str, Mapping[str, object]] = {
    "kind": labels.ITEM_KINDS,
    "int_ext": labels.INT_EXT,
    "day_night": labels.DAY_NIGHT,
    "department": labels.DEPARTMENTS,
    "day_type": labels.DAY_TYPES,
    "release": labels.RELEASE_STANDINGS,
    "polar": {"day": gettext_lazy("polar day"), "night": gettext_lazy("polar night")},
    "paper": {"a4": "A4", "letter": "Letter"},
    "items": labels.ITEM_KINDS,  # a row of which nothing was written is called by its kind
}
_LENGTHS = {"minutes", "lunch_minutes", "agreed_minutes", "overrun_minutes"}


def told(changes: Iterable[Change], language: str) -> list[tuple[str, list[str]]]:
    """The sentences of all changes under the headings of their sections, in order."""
    with override(language):
        return [
            (str(SECTIONS[section]), [_sentence(change, _locale(language)) for change in group])
            for section, group in groupby(changes, key=lambda change: change.section)
        ]


def describe(change: Change, language: str) -> str:
    """The sentence of one change."""
    with override(language):
        return _sentence(change, _locale(language))


def _locale(language: str) -> Locale:
    return Locale.parse(language.replace("-", "_"))


def _sentence(change: Change, locale: Locale) -> str:
    subject = _subject(change, change.subject, locale)
    if change.kind == "added":
        return _("Added: %(thing)s") % {"thing": _whole(change.after, subject)}
    if change.kind == "removed":
        return _("Removed: %(thing)s") % {"thing": _whole(change.before, subject)}
    if change.kind == "moved" and not change.after:
        return _("Moved: %(thing)s, now first") % {"thing": subject}
    if change.kind == "moved":
        words = {"thing": subject, "previous": _subject(change, change.after, locale)}
        return _("Moved: %(thing)s, now after %(previous)s") % words
    return _changed(change, subject, locale)


def _subject(change: Change, subject: str, locale: Locale) -> str:
    """What the change is about; codes and dates are worded, typed words stay."""
    if change.section == "row":
        return str(labels.ITEM_KINDS.get(subject, _short(subject)))
    listed = str(change.key).partition(":")[0] if change.section == "rest" else ""
    if listed == "department_notes":
        department = labels.DEPARTMENTS.get(subject, subject)
        return _("Note for %(department)s") % {"department": department}
    if listed == "advance":
        day = dates.format_date(date.fromisoformat(subject), "full", locale=locale)
        return _("Advance schedule of %(day)s") % {"day": day}
    return _short(subject) or _("without a name")


def _whole(thing: Any, subject: str) -> str:
    """What was added or removed, with the time that a reader asks for first."""
    match thing:
        case Row():
            words = {"thing": subject, "time": _clock(thing.start), "length": format_minutes(thing.minutes)}
            return _("%(thing)s %(time)s, %(length)s") % words
        case CrewCall(own_call=True):
            return _("%(person)s, %(position)s, own call") % {"person": subject, "position": thing.position}
        case CrewCall(call=datetime() as call):
            words = {"person": subject, "position": thing.position, "time": _clock(call)}
            return _("%(person)s, %(position)s, call %(time)s") % words
        case Contributor(arrival=datetime() as arrival):
            return _("%(person)s, arrival %(time)s") % {"person": subject, "time": _clock(arrival)}
        case Vehicle(pick_up=datetime() as pick_up):
            return _("%(vehicle)s, pick-up %(time)s") % {"vehicle": subject, "time": _clock(pick_up)}
        case AdvanceDay(general_call=datetime() as call):
            return _("%(day)s, general call %(time)s") % {"day": subject, "time": _clock(call)}
    return subject


def _changed(change: Change, subject: str, locale: Locale) -> str:
    of_a_thing = change.section != "header" and change.key != change.field
    names = OF_A_THING if of_a_thing else OF_THE_DAY
    before, after = _values(change, locale)
    words = {"thing": subject, "field": names[change.field], "before": before, "after": after}
    return _pattern(of_a_thing, before, after) % words


def _pattern(of_a_thing: bool, before: str, after: str) -> str:
    if before == after:  # long texts that differ further on, pictures, whole lists
        return _("%(thing)s: %(field)s changed") if of_a_thing else _("%(field)s changed")
    if not before:
        return _("%(thing)s: %(field)s now %(after)s") if of_a_thing else _("%(field)s: now %(after)s")
    if not after:
        return (
            _("%(thing)s: %(field)s removed (was %(before)s)")
            if of_a_thing
            else _("%(field)s removed (was %(before)s)")
        )
    return (
        _("%(thing)s: %(field)s %(before)s → %(after)s")
        if of_a_thing
        else _("%(field)s: %(before)s → %(after)s")
    )


def _values(change: Change, locale: Locale) -> tuple[str, str]:
    before, after = change.before, change.after
    if isinstance(before, datetime) and isinstance(after, datetime):
        return _clocks(before, after, locale)
    return _value(change.field, before, locale), _value(change.field, after, locale)


def _clocks(before: datetime, after: datetime, locale: Locale) -> tuple[str, str]:
    """Both times; with their dates where these differ, with their offsets where only those do."""
    if before.date() != after.date():
        return _dated_clock(before, locale), _dated_clock(after, locale)
    if _clock(before) == _clock(after):
        return _offset_clock(before), _offset_clock(after)
    return _clock(before), _clock(after)


def _dated_clock(moment: datetime, locale: Locale) -> str:
    day = dates.format_skeleton("MMMd", moment, locale=locale)
    return _("%(time)s (%(day)s)") % {"time": _clock(moment), "day": day}


def _offset_clock(moment: datetime) -> str:
    return f"{_clock(moment)} (UTC{moment.isoformat()[-6:]})"


def _clock(moment: datetime) -> str:
    return f"{moment:%H:%M}"


def _value(field: str, value: Any, locale: Locale) -> str:
    """A value in words; empty where there is none, and for what words cannot show."""
    match value:
        case bool():
            return _("yes") if value else _("no")
        case datetime():
            return _clock(value)
        case date():
            return str(dates.format_date(value, "full", locale=locale))
        case int():
            return _number(field, value)
        case Contact():
            return _short(", ".join(filter(None, (value.name, _role(value.role), value.phone))))
        case tuple():
            return _short(_listed(field, value, locale))
        case str() if field != "logo":
            return _short(_coded(field, value, locale))
    return ""


def _number(field: str, value: int) -> str:
    if field in _LENGTHS:
        return format_minutes(value)
    return format_eighths(value) if field == "eighths" else str(value)


def _role(role: str) -> str:
    return str(labels.HEADER_ROLES.get(role, role))


def _coded(field: str, value: str, locale: Locale) -> str:
    if field in ("languages", "language"):
        return str(locale.languages.get(value, value))
    return str(_CODES.get(field, {}).get(value, value))


def _listed(field: str, values: tuple[Any, ...], locale: Locale) -> str:
    if any(isinstance(value, AdvanceRow) for value in values):
        return ""
    separator = "; " if any(isinstance(value, Contact) for value in values) else ", "
    return separator.join(_value(field, value, locale) for value in values)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_VALUE else f"{text[: LONGEST_VALUE - 1].rstrip()}…"
