"""A shoot day as it will run: its items with their times, and who is wanted when.

The one place where a running order gets its times. Pages, the stripboard and call sheets all
read these plans; `plans` asks the database the same number of times for one day and for sixty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from production.cascade import Step, Timed, cascade, estimated_wrap
from production.clock import instant
from production.labels import DEPARTMENTS
from production.models import Call, Film, Location, Person, RunningItem, ShootDay

Kind = RunningItem.Kind

ASSUMED_CALL = 8 * 60  # what times are counted from while a day has no general call
ARRIVES_BEFORE = timedelta(minutes=30)  # a contributor's suggested arrival before their first item
_DEPARTMENT_ORDER = {code: n for n, code in enumerate(DEPARTMENTS)}


@dataclass(frozen=True)
class PlannedItem:
    """One item with its times, both on the clock of its own place."""

    item: RunningItem
    start: datetime
    end: datetime
    zone: str
    place: Location | None = None  # for a company move: where it leads
    overrun_minutes: int = 0  # >0: what comes before ends so long after the fixed start
    gap_minutes: int = 0
    people: tuple[Person, ...] = ()  # contributors by number, then crew as they line up

    @property
    def minutes(self) -> int:
        return self.item.minutes


@dataclass(frozen=True)
class PersonCall:
    """When somebody is wanted, on the day's clock. `time` is None for own call, and where unknown."""

    person: Person
    call: Call | None
    time: datetime | None
    own_call: bool
    pick_up: datetime | None
    ready: datetime | None
    release_by: datetime | None
    suggested_arrival: datetime | None  # before their first item; of contributors only
    is_contributor_today: bool
    items: tuple[PlannedItem, ...] = ()

    @property
    def first(self) -> datetime | None:
        return min((item.start for item in self.items), key=_utc, default=None)

    @property
    def last(self) -> datetime | None:
        return max((item.end for item in self.items), key=_utc, default=None)


@dataclass(frozen=True)
class DayPlan:
    day: ShootDay
    zone: str
    start: datetime | None  # general call
    items: tuple[PlannedItem, ...]
    shooting_call: datetime | None
    lunch: PlannedItem | None
    wrap: datetime | None  # typed, else the latest end
    last_end: datetime | None
    total_minutes: int
    calls: dict[int, PersonCall] = field(default_factory=dict)  # by person, in order of the call sheet

    @property
    def general_call(self) -> datetime | None:
        return self.start

    @property
    def is_assumed(self) -> bool:
        """There is no general call: the times below are counted from an assumed one."""
        return self.start is None

    @property
    def places(self) -> tuple[Location, ...]:
        """Each once, in order of use."""
        return tuple({item.place.pk: item.place for item in self.items if item.place}.values())

    @property
    def overruns(self) -> tuple[PlannedItem, ...]:
        return tuple(item for item in self.items if item.overrun_minutes)

    def moment(self, day_time: int | None) -> datetime | None:
        """A day time of this day, on its own clock."""
        return None if day_time is None else instant(self.day.date, day_time, self.zone)


def plans(days: Iterable[ShootDay]) -> list[DayPlan]:
    """The plans of days that come from ``with_running_order()``."""
    return [plan(day) for day in days]


def plan(day: ShootDay) -> DayPlan:
    items = list(day.running_items.all())
    zones = _zones(day, items)
    zone = _zone(day, items)
    timed = _timed(day, items, zones, zone)
    planned = tuple(
        PlannedItem(
            item=item,
            start=times.start,
            end=times.end,
            zone=zones[item.pk],
            place=item.place,
            overrun_minutes=times.overrun_minutes,
            gap_minutes=times.gap_minutes,
            people=people_of(item),
        )
        for item, times in zip(items, timed, strict=True)
    )
    start = _moment(day, day.general_call, zone)
    last_end = estimated_wrap(timed)
    return DayPlan(
        day=day,
        zone=zone,
        start=start,
        items=planned,
        shooting_call=_moment(day, day.shooting_call, zone) or _first_shot(planned),
        lunch=next((p for p in planned if p.item.kind == Kind.MEAL), None),
        wrap=_moment(day, day.wrap_override, zone) or (last_end and last_end.astimezone(ZoneInfo(zone))),
        last_end=last_end,
        total_minutes=sum(item.minutes for item in items),
        calls=_calls(day, zone, start, planned),
    )


def day_numbers(film: Film) -> dict[int, tuple[int, int]]:
    """“Day X of Y” by day: shoot days only, in order of date and unit."""
    days = film.shoot_days.counted().order_by("date", "unit", "pk").values_list("pk", flat=True)
    order = list(days)
    return {key: (number, len(order)) for number, key in enumerate(order, start=1)}


def _moment(day: ShootDay, minutes: int | None, zone: str) -> datetime | None:
    return None if minutes is None else instant(day.date, minutes, zone)


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)


# Zones and times


def _zone_of(place: Location, film: Film) -> str:
    place.film = film  # where a place has no zone of its own, the film's holds: no query for it
    return place.zone


def _zone(day: ShootDay, items: list[RunningItem]) -> str:
    """The day's own zone, else that of its first place, else the film's."""
    if day.time_zone:
        return day.time_zone
    first = next((item.place for item in items if item.place), None)
    return _zone_of(first, day.film) if first else day.film.time_zone


def _zones(day: ShootDay, items: list[RunningItem]) -> dict[int, str]:
    """The zone of each item: its place's. A move leaves by the clock of where it starts; what has
    no place goes by the clock of what came before."""
    zones, here = {}, _zone(day, items)
    for item in items:
        place = item.place
        if place is not None and item.kind != Kind.MOVE:
            here = _zone_of(place, day.film)
        zones[item.pk] = here
        if place is not None:
            here = _zone_of(place, day.film)
    return zones


def _timed(day: ShootDay, items: list[RunningItem], zones: dict[int, str], zone: str) -> list[Timed]:
    start = day.general_call
    if start is None:
        start = next((item.fixed_start for item in items[:1] if item.fixed_start is not None), ASSUMED_CALL)
    steps = [Step(item.pk, item.minutes, item.fixed_start, zones[item.pk]) for item in items]
    return cascade(day.date, start, zone, steps)


def _first_shot(items: tuple[PlannedItem, ...]) -> datetime | None:
    shots = (item.start for item in items if item.item.kind in RunningItem.ON_CAMERA)
    return min(shots, key=_utc, default=None)


# People


def people_of(item: RunningItem) -> tuple[Person, ...]:
    """The item's own people and those of its scene, each once."""
    found = {person.pk: person for person in item.people.all()}
    if item.scene is not None:
        found |= {person.pk: person for person in item.scene.people.all()}
    return tuple(sorted(found.values(), key=_order))


def _order(person: Person) -> tuple[bool, bool, int, int, str, int]:
    """Contributors by number, then crew by department, in the order in which they were entered."""
    return (
        not person.is_contributor,
        person.number is None,
        person.number or 0,
        _DEPARTMENT_ORDER.get(person.department, len(_DEPARTMENT_ORDER)),
        person.name if person.is_contributor else "",
        person.pk,
    )


def is_alive(person: Person, day: ShootDay) -> bool:
    """A scene may be about the dead; they are not called."""
    return person.died is None or person.died >= day.date


def _calls(
    day: ShootDay, zone: str, start: datetime | None, items: tuple[PlannedItem, ...]
) -> dict[int, PersonCall]:
    """Everybody wanted: the people of the items, and whoever has a call."""
    records = {call.person_id: call for call in day.calls.all()}
    people = {person.pk: person for item in items for person in item.people}
    people |= {call.person_id: call.person for call in records.values()}
    theirs: dict[int, list[PlannedItem]] = {key: [] for key in people}
    for item in items:
        for person in item.people:
            theirs[person.pk].append(item)
    wanted = sorted((p for p in people.values() if is_alive(p, day)), key=_order)
    return {p.pk: _call(day, zone, start, p, records.get(p.pk), tuple(theirs[p.pk])) for p in wanted}


def _call(
    day: ShootDay,
    zone: str,
    start: datetime | None,
    person: Person,
    record: Call | None,
    items: tuple[PlannedItem, ...],
) -> PersonCall:
    contributes = person.is_contributor and (not person.is_crew or any(_on_camera(items)))
    time = start if not contributes else None
    if record is not None:
        time = _moment(day, record.time(day.general_call), zone)
    first = min((item.start for item in items), key=_utc, default=None)
    suggested = (_utc(first) - ARRIVES_BEFORE).astimezone(ZoneInfo(zone)) if first and contributes else None
    return PersonCall(
        person=person,
        call=record,
        time=time,
        own_call=record is not None and record.mode == Call.Mode.OWN,
        pick_up=_moment(day, record.pick_up, zone) if record else None,
        ready=_moment(day, record.ready, zone) if record else None,
        release_by=_moment(day, record.release_by, zone) if record else None,
        suggested_arrival=suggested,
        is_contributor_today=contributes,
        items=items,
    )


def _on_camera(items: tuple[PlannedItem, ...]) -> Iterator[bool]:
    return (item.item.kind in RunningItem.ON_CAMERA for item in items)
