"""What the rules look at, read in a number of queries that doesn't grow with the day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from production.clock import day_time, format_day_time
from production.models import (
    AcceptedWarning,
    Film,
    Location,
    Permit,
    Person,
    Release,
    RunningItem,
    ShootDay,
    Standing,
    TravelTime,
    Unavailability,
    standing,
)
from production.readiness.points import Point
from production.running_order import DayPlan, PersonCall, PlannedItem, plans

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Picture:
    """One day with what lies about it."""

    film: Film
    day: ShootDay
    plan: DayPlan
    near: tuple[DayPlan, ...]  # the evening before, the same date in other units, the next morning
    permits: dict[int, list[Permit]]  # by location
    travel: dict[frozenset[int], int]  # minutes between two locations, whichever way it was given
    releases: dict[int, list[Release]]  # by person
    unavailable: frozenset[int]
    accepted: dict[tuple[str, str, str], AcceptedWarning]
    now: datetime

    @property
    def general_call(self) -> datetime | None:
        return self.plan.start

    def time(self, moment: datetime) -> str:
        """A moment by its own clock, as day times are written: 07:00, 01:30 +1."""
        zone = str(moment.tzinfo)
        return format_day_time(day_time(moment, self.day.date, zone))

    def at(self, place: Location) -> list[PlannedItem]:
        """What happens at a place; on the way there is not yet there."""
        moves = RunningItem.Kind.MOVE
        return [i for i in self.plan.items if i.place and i.place.pk == place.pk and i.item.kind != moves]

    def called(self) -> Iterator[PersonCall]:
        """Everybody wanted on the day."""
        return iter(self.plan.calls.values())

    def contributors(self) -> Iterator[PersonCall]:
        return (call for call in self.called() if call.is_contributor_today)

    def on_camera(self) -> Iterator[Person]:
        kinds = RunningItem.ON_CAMERA
        people = (p for i in self.plan.items if i.item.kind in kinds for p in i.people if p.is_contributor)
        yield from {person.pk: person for person in people}.values()

    def standing(self, person: Person) -> Standing:
        return standing(person, self.releases.get(person.pk, []), self.day.date)


def utc(moment: datetime) -> datetime:
    """For comparing: two clocks of one zone compare by their hands alone."""
    return moment.astimezone(UTC)


def look_at(day: ShootDay, *, now: datetime) -> Picture:
    film = day.film
    dates = [day.date + timedelta(days=n) for n in (-1, 0, 1)]
    timed = plans(film.shoot_days.with_running_order().filter(date__in=dates))
    plan = next(p for p in timed if p.day.pk == day.pk)
    places = {i.place.pk for i in plan.items if i.place}
    people = {p.pk for i in plan.items for p in i.people} | set(plan.calls)
    return Picture(
        film=film,
        day=plan.day,
        plan=plan,
        near=tuple(p for p in timed if p is not plan),
        permits=_by_location(Permit.objects.filter(location__in=places)),
        travel=_travel(TravelTime.objects.filter(origin__in=places, destination__in=places)),
        releases=_by_person(Release.objects.filter(person__in=people).prefetch_related("heirs")),
        unavailable=frozenset(
            Unavailability.objects.filter(
                person__in=plan.calls, first_date__lte=day.date, last_date__gte=day.date
            ).values_list("person_id", flat=True)
        ),
        accepted={
            (w.rule, w.subject, w.facts): w for w in day.accepted_warnings.select_related("accepted_by")
        },
        now=now,
    )


def _by_location(permits: Iterable[Permit]) -> dict[int, list[Permit]]:
    grouped = defaultdict(list)
    for permit in permits:
        grouped[permit.location_id].append(permit)
    return dict(grouped)


def _by_person(releases: Iterable[Release]) -> dict[int, list[Release]]:
    grouped = defaultdict(list)
    for release in releases:
        if release.person_id is not None:
            grouped[release.person_id].append(release)
    return dict(grouped)


def _travel(times: Iterable[TravelTime]) -> dict[frozenset[int], int]:
    minutes: dict[frozenset[int], int] = {}
    for time in times:
        pair = frozenset((time.origin_id, time.destination_id))
        minutes[pair] = max(time.minutes, minutes.get(pair, 0))
    return minutes


def accepted(picture: Picture, point: Point) -> AcceptedWarning | None:
    return picture.accepted.get(point.key)
