"""What warns: it may be meant so, and then somebody says why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import combinations
from typing import Any

from django.utils.functional import Promise, lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from production.labels import RELEASE_STANDINGS
from production.models import Location, Person, RunningItem, Scene
from production.readiness.picture import Picture, utc
from production.readiness.points import AMBER, Link, Point, digest
from production.running_order import DayPlan, PersonCall, PlannedItem
from production.sun import SunTimes, sun_times
from production.templatetags.dates import year_date

Kind = RunningItem.Kind
MINUTE = timedelta(minutes=1)


def _amber(
    rule: str,
    text: str | Promise,
    link: Link,
    *,
    facts: tuple[Any, ...],
    subject: str = "",
    words: dict[str, Any] | None = None,
) -> Point:
    return Point(AMBER, rule, text, link, words=words or {}, subject=subject, facts=digest(rule, *facts))


# Releases


def release_missing(picture: Picture) -> Iterator[Point]:
    for person in picture.on_camera():
        standing = picture.standing(person)
        if not standing.is_clear and standing.code != "estate":
            yield _amber(
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
            yield _amber(
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
            yield _amber(
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
        yield _amber(
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
    return _amber(
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
            yield _amber(
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


# The day


def late_lunch(picture: Picture) -> Iterator[Point]:
    """A day that is over within those hours needs no lunch."""
    call, wrap = picture.general_call, picture.plan.wrap
    if call is None or wrap is None:
        return
    due = utc(call) + timedelta(hours=picture.film.lunch_within_hours)
    meals = [i.start for i in picture.plan.items if i.item.kind == Kind.MEAL and utc(i.start) >= utc(call)]
    if utc(wrap) <= due or any(utc(start) <= due for start in meals):
        return
    yield _amber(
        "late_lunch",
        _("No lunch within %(hours)s h of general call: it is due at %(due)s."),
        Link("day-detail", {"day": picture.day.pk}, "running-order"),
        facts=(due, sorted(map(utc, meals))),
        words={
            "hours": picture.film.lunch_within_hours,
            "due": picture.time(due.astimezone(call.tzinfo)),
        },
    )


def issued_late(picture: Picture) -> Iterator[Point]:
    call, hours = picture.general_call, picture.film.issue_hours
    if call is None or picture.now <= utc(call) - timedelta(hours=hours):
        return
    yield _amber(
        "issued_late",
        _("This goes out later than %(hours)s h before general call."),
        Link("day-edit", {"day": picture.day.pk}),
        facts=(utc(call), hours),
        words={"hours": hours},
    )


def dark_exterior(picture: Picture) -> Iterator[Point]:
    for item in picture.plan.items:
        sun = _sun_over(item)
        if sun is not None and not _in_daylight(item, sun):
            yield _amber(
                "dark_exterior",
                _("%(item)s, a day exterior, lies outside sunrise and sunset (%(sunrise)s–%(sunset)s)."),
                Link("day-detail", {"day": picture.day.pk}, f"item-{item.item.pk}"),
                subject=f"item:{item.item.pk}",
                facts=(utc(item.start), utc(item.end)),
                words={
                    "item": str(item.item),
                    "sunrise": picture.time(sun.sunrise) if sun.sunrise else "–",
                    "sunset": picture.time(sun.sunset) if sun.sunset else "–",
                },
            )


def _sun_over(item: PlannedItem) -> SunTimes | None:
    """The sun of a day exterior at its own place, on the date when it begins there."""
    scene, place = item.item.scene, item.place
    if scene is None or scene.int_ext == Scene.IntExt.INT or not scene.int_ext:
        return None
    if scene.day_night != Scene.DayNight.DAY or place is None or place.latitude is None:
        return None
    on: date = item.start.date()
    return sun_times(float(place.latitude), float(place.longitude), on, place.zone)  # type: ignore[arg-type]


def _in_daylight(item: PlannedItem, sun: SunTimes) -> bool:
    if sun.polar:
        return sun.polar == "day"
    risen = sun.sunrise is None or utc(sun.sunrise) <= utc(item.start)
    return risen and (sun.sunset is None or utc(item.end) <= utc(sun.sunset))


# Places


def short_move(picture: Picture) -> Iterator[Point]:
    here: Location | None = None
    left: datetime | None = None
    for n, item in enumerate(picture.plan.items):
        there = item.place or (_next_place(picture.plan.items[n:]) if item.item.kind == Kind.MOVE else None)
        if there is None:
            continue
        needed = picture.travel.get(frozenset((here.pk, there.pk))) if here else None
        if here is not None and needed is not None and (spare := _spare(item, left)) < needed:
            yield _short_move(picture, item, here, there, (spare, needed))
        here, left = there, item.end


def _next_place(items: tuple[PlannedItem, ...]) -> Location | None:
    return next((item.place for item in items if item.place), None)


def _spare(item: PlannedItem, left: datetime | None) -> int:
    """Minutes for the way: those of the move, or what lies between two items at two places."""
    if item.item.kind == Kind.MOVE:
        return int(item.item.minutes)
    return int((utc(item.start) - utc(left)) / MINUTE) if left else 0


def _short_move(
    picture: Picture, item: PlannedItem, here: Location, there: Location, minutes: tuple[int, int]
) -> Point:
    return _amber(
        "short_move",
        _("%(origin)s → %(destination)s takes %(needed)s min; the day leaves %(spare)s."),
        Link("day-detail", {"day": picture.day.pk}, f"item-{item.item.pk}"),
        subject=f"item:{item.item.pk}",
        facts=(here.name, there.name, *minutes),
        words={
            "origin": here.name,
            "destination": there.name,
            "spare": max(minutes[0], 0),  # less than none where the item before overruns
            "needed": minutes[1],
        },
    )


def closed_place(picture: Picture) -> Iterator[Point]:
    for place in picture.plan.places:
        shut = [item for item in picture.at(place) if not _is_open(place, item)]
        if shut:
            yield _amber(
                "closed_place",
                _("%(place)s is closed at %(time)s."),
                Link("location-detail", {"location": place.pk}),
                subject=f"location:{place.pk}",
                facts=tuple((utc(item.start), utc(item.end)) for item in shut),
                words={"place": place.name, "time": picture.time(shut[0].start)},
            )


def _is_open(place: Location, item: PlannedItem) -> bool:
    if place.is_closed_on(item.start.date()):
        return False
    if place.opens is None or place.closes is None:
        return True
    same_date = item.start.date() == item.end.date()
    return same_date and place.opens <= item.start.time() and item.end.time() <= place.closes


RULES = (
    release_missing,
    estate_open,
    no_interpreter,
    late_lunch,
    short_turnaround,
    dark_exterior,
    two_places,
    unavailable,
    short_move,
    closed_place,
    issued_late,
)
