"""What warns about people: their releases, whether they can come, and whether they are in one place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import combinations
from typing import Any

from django.utils.functional import Promise, lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from production.labels import RELEASE_STANDINGS
from production.models import Person
from production.readiness.picture import MINUTE, Picture, utc
from production.readiness.points import Link, Point, warning
from production.running_order import DayPlan, PersonCall, PlannedItem
from production.templatetags.dates import year_date

# Releases


def release_missing(picture: Picture) -> Iterator[Point]:
    for person in picture.on_camera():
        standing = picture.standing(person)
        if not standing.is_clear and standing.code != "estate":
            yield warning(
                "release_missing",
                _("No release on file for %(person)s, who is on camera (%(standing)s)."),
                _releases_of(person),
                subject=f"person:{person.pk}",
                facts=(standing.code,),
                words={"person": person.name, "standing": RELEASE_STANDINGS[standing.code]},
            )


def estate_open(picture: Picture) -> Iterator[Point]:
    for person in picture.on_camera():
        standing = picture.standing(person)
        if standing.code == "estate":
            yield warning(
                "estate_open",
                _("The release by the estate of %(person)s is open (%(signed)s heirs have signed)."),
                _releases_of(person),
                subject=f"person:{person.pk}",
                facts=(standing.detail,),
                words={"person": person.name, "signed": standing.detail},
            )


def _releases_of(person: Person) -> Link:
    return Link("person-detail", {"person": person.pk}, "releases")


# People


def no_interpreter(picture: Picture) -> Iterator[Point]:
    interpreters = [call.person for call in picture.called() if call.person.is_interpreter]
    for call in picture.contributors():
        person = call.person
        if person.interpreter_needed and not any(_speaks_with(one, person) for one in interpreters):
            yield warning(
                "no_interpreter",
                _("%(person)s needs an interpreter, and none of their language is called."),
                Link("day-detail", {"day": picture.day.pk}, "calls"),
                subject=f"person:{person.pk}",
                facts=tuple(sorted(person.languages)),
                words={"person": person.name},
            )


def _speaks_with(interpreter: Person, person: Person) -> bool:
    """They share a language; where nobody wrote down what the person speaks, any interpreter will do."""
    if interpreter.pk == person.pk:
        return False
    return not person.languages or bool(_spoken(interpreter) & _spoken(person))


def _spoken(person: Person) -> set[str]:
    return {code.casefold().replace("_", "-").split("-")[0] for code in person.languages}


def unavailable(picture: Picture) -> Iterator[Point]:
    for call in picture.called():
        person = call.person
        if person.pk in picture.unavailable:
            text = _("%(person)s is marked unavailable on this date.")
        elif not person.is_on_film(picture.day.date):
            text = _("%(person)s doesn't work on the film on this date: it lies outside their dates.")
        else:
            continue
        yield warning(
            "unavailable",
            text,
            Link("person-detail", {"person": person.pk}, "unavailable"),
            subject=f"person:{person.pk}",
            facts=(picture.day.date,),
            words={"person": person.name},
        )


def short_turnaround(picture: Picture) -> Iterator[Point]:
    """One point for each day before, naming everybody whose rest is too short."""
    least = timedelta(hours=picture.film.turnaround_hours)
    for before in (plan for plan in picture.near if plan.day.date < picture.day.date):
        rests = {call.person: rest for call in picture.called() if (rest := _rest(call, before)) is not None}
        tired = {person: rest for person, rest in rests.items() if rest < least}
        if tired:
            yield _turnaround(picture, before, tired)


def _rest(call: PersonCall, before: DayPlan) -> timedelta | None:
    """Real time between somebody's wrap on the day before and their call; None where there is no both."""
    wrap = _wrap_of(call.person, before)
    return utc(call.time) - utc(wrap) if call.time and wrap else None


def _wrap_of(person: Person, plan: DayPlan) -> datetime | None:
    """Contributors leave after their last item, or when they are released; the crew at wrap."""
    call = plan.calls.get(person.pk)
    if call is None:
        return None
    return call.release_by or call.last if call.is_contributor_today else plan.wrap


def _turnaround(picture: Picture, before: DayPlan, tired: dict[Person, timedelta]) -> Point:
    worst = min(tired.values())
    text = ngettext_lazy(
        "%(people)s has %(rest)s between the wrap of %(date)s and this call; the least is %(least)s h.",
        "%(people)s have as little as %(rest)s between the wrap of %(date)s and this call; "
        "the least is %(least)s h.",
        len(tired),
    )
    return warning(
        "short_turnaround",
        text,
        Link("day-detail", {"day": picture.day.pk}, "calls"),
        subject=f"day:{before.day.pk}",
        facts=tuple(sorted((person.name, int(rest / MINUTE)) for person, rest in tired.items())),
        words={
            "people": _some(sorted(person.name for person in tired)),
            "rest": _length(worst),
            "date": _worded_date(before.day.date),
            "least": picture.film.turnaround_hours,
        },
    )


_worded_date = lazy(year_date, str)  # worded where it is read


def _some(names: list[str]) -> str | Promise:
    """Three names, and how many more."""
    if len(names) <= 4:
        return ", ".join(names)
    return format_lazy(_("{names} and {more} more"), names=", ".join(names[:3]), more=len(names) - 3)


def _length(span: timedelta) -> str:
    hours, minutes = divmod(int(span / MINUTE), 60)
    return f"{hours} h {minutes:02d}" if minutes else f"{hours} h"


# In two places


def two_places(picture: Picture) -> Iterator[Point]:
    for call in picture.called():
        clash = _clash(call, picture)
        if clash:
            first, second = clash
            yield warning(
                "two_places",
                _("%(person)s is in two places: %(first)s and %(second)s."),
                Link("day-detail", {"day": picture.day.pk}, "running-order"),
                subject=f"person:{call.person.pk}",
                facts=tuple(str(_utc_span(span)) for span in clash),
                words={
                    "person": call.person.name,
                    "first": _presence_words(picture, first),
                    "second": _presence_words(picture, second),
                },
            )


# where somebody is, from when to when, and how that place is called
Presence = tuple[datetime, datetime, Any, str]


def _clash(call: PersonCall, picture: Picture) -> tuple[Presence, Presence] | None:
    """Two stays that share time at different places, one of them on this day."""
    here = [_at_item(item, picture.plan) for item in call.items]
    pairs = list(combinations(here, 2))
    for other in picture.near:
        if call.person.pk in other.calls:
            there = _stays(other.calls[call.person.pk], other)
            pairs += [(one, two) for one in _stays(call, picture.plan) for two in there]
    return next((pair for pair in pairs if _overlap(*pair)), None)


def _stays(call: PersonCall, plan: DayPlan) -> list[Presence]:
    """Contributors are there for their items; the crew from call to wrap."""
    if call.is_contributor_today or call.time is None or plan.wrap is None:
        return [_at_item(item, plan) for item in call.items]
    places = [place.pk for place in plan.places]
    where = places[0] if len(places) == 1 else f"day:{plan.day.pk}"
    return [(call.time, plan.wrap, where, plan.day.unit)]


def _at_item(item: PlannedItem, plan: DayPlan) -> Presence:
    if item.place is None:
        return (item.start, item.end, f"day:{plan.day.pk}", plan.day.unit)
    return (item.start, item.end, item.place.pk, item.place.name)


def _overlap(one: Presence, two: Presence) -> bool:
    (start, end), (begins, ends) = _utc_span(one), _utc_span(two)
    return one[2] != two[2] and max(start, begins) < min(end, ends)


def _utc_span(presence: Presence) -> tuple[datetime, datetime]:
    return utc(presence[0]), utc(presence[1])


def _presence_words(picture: Picture, presence: Presence) -> str:
    start, end, _place, name = presence
    return f"{name} {picture.time(start)}–{picture.time(end)}"
