"""What warns: it may be meant so, and then somebody says why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from production.models import Location, RunningItem, Scene
from production.readiness.amber_people import (
    estate_open,
    no_interpreter,
    release_missing,
    short_turnaround,
    two_places,
    unavailable,
)
from production.readiness.picture import MINUTE, Picture, utc
from production.readiness.points import Link, Point, warning
from production.running_order import PlannedItem
from production.sun import SunTimes, sun_times

Kind = RunningItem.Kind

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
    yield warning(
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
    yield warning(
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
            yield warning(
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
    return warning(
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
            yield warning(
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
