"""The stripboard: all days with their strips, the pool of what waits, and what clashes on them.

The number of questions to the database is the same for one day and for sixty. What clashes is
asked of the same rules as a day's readiness, so the board and the panel never disagree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.utils import timezone

from production.clock import day_time, format_day_time
from production.models import (
    Film,
    Permit,
    Person,
    RunningItem,
    Scene,
    Set,
    ShootDay,
    TravelTime,
    Unavailability,
)
from production.readiness import amber, amber_people, red
from production.readiness.picture import Picture
from production.readiness.points import Point
from production.running_order import DayPlan, PlannedItem, day_numbers, people_of, plans

OF_THE_DAY = (amber_people.two_places, amber_people.unavailable, amber.short_move, amber.dark_exterior)
# asked of each item by itself, so that only the strip at fault is marked
OF_A_PLACE = (amber.closed_place, red.outside_permit)


@dataclass(frozen=True)
class Strip:
    """An item of a day or of the pool, or a scene that waits as a whole."""

    item: RunningItem | None
    scene: Scene | None
    people: tuple[Person, ...]
    planned: PlannedItem | None = None
    day: date | None = None
    warnings: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return f"item-{self.item.pk}" if self.item else f"scene-{self.scene.pk if self.scene else 0}"

    @property
    def kind(self) -> str:
        return self.item.kind if self.item else self.scene.kind if self.scene else ""

    @property
    def kind_words(self) -> str:
        record = self.item or self.scene
        return str(record.get_kind_display()) if record else ""

    @property
    def number(self) -> str:
        return self.scene.number if self.scene else ""

    @property
    def title(self) -> str:
        typed = self.item.title if self.item else ""
        return typed or (self.scene.title if self.scene else self.kind_words)

    @property
    def minutes(self) -> int:
        return self.item.minutes if self.item else self.scene.planned_minutes if self.scene else 0

    @property
    def at_set(self) -> Set | None:
        return self.item.at_set if self.item else self.scene.set if self.scene else None

    @property
    def place(self) -> str:
        """The set, or the location where there is none."""
        if self.at_set is not None:
            return self.at_set.name
        return self.item.place.name if self.item and self.item.place else ""

    @property
    def light(self) -> str:
        """INT/EXT × D/N as a code, for the other preset of colours."""
        if self.scene is None or not (self.scene.int_ext and self.scene.day_night):
            return "none"
        day = "night" if self.scene.day_night == Scene.DayNight.NIGHT else "day"
        return f"{day}-{'int' if self.scene.int_ext == Scene.IntExt.INT else 'ext'}"

    @property
    def start(self) -> str:
        return self._clock(self.planned.start) if self.planned else ""

    @property
    def overrun(self) -> int:
        return self.planned.overrun_minutes if self.planned else 0

    @property
    def refs(self) -> str:
        """People by number, as call sheets have them."""
        return ", ".join(person.ref for person in self.people)

    def _clock(self, moment: datetime) -> str:
        return format_day_time(day_time(moment, self.day or moment.date(), str(moment.tzinfo)))


@dataclass(frozen=True)
class BoardDay:
    plan: DayPlan
    number: int | None
    of: int | None
    strips: tuple[Strip, ...]
    hidden: int = 0  # strips that the filter leaves out

    @property
    def day(self) -> ShootDay:
        return self.plan.day


@dataclass(frozen=True)
class Board:
    days: tuple[BoardDay, ...]
    pool: tuple[Strip, ...]
    hidden: int = 0

    def about(self, dates: Collection[date]) -> tuple[BoardDay, ...]:
        """Days on which a change of these dates may be seen: clashes reach to the days beside."""
        near = {on + timedelta(days=n) for on in dates for n in (-1, 0, 1)}
        return tuple(day for day in self.days if day.plan.day.date in near)


@dataclass(frozen=True)
class Wanted:
    """What the reader filters by; empty lets everything through."""

    unit: str = ""
    kind: str = ""
    person: int | None = None

    def lets(self, strip: Strip) -> bool:
        if self.kind and strip.kind != self.kind:
            return False
        return self.person is None or any(person.pk == self.person for person in strip.people)


EVERYTHING = Wanted()


def board(film: Film, *, wanted: Wanted = EVERYTHING, private: Collection[str] = ()) -> Board:
    """The film's board; clashes that tell of a private field are left out."""
    timed = plans(film.shoot_days.with_running_order())
    numbers = day_numbers(film)
    pictures = _pictures(film, timed, private)
    days = []
    for picture in pictures:
        plan = picture.plan
        if wanted.unit and plan.day.unit != wanted.unit:
            continue
        strips = tuple(_strips(picture))
        shown = tuple(filter(wanted.lets, strips))
        number, of = numbers.get(plan.day.pk, (None, None))
        days.append(BoardDay(plan, number, of, shown, len(strips) - len(shown)))
    waiting = tuple(pool(film))
    shown = tuple(filter(wanted.lets, waiting))
    return Board(tuple(days), shown, len(waiting) - len(shown))


def pool(film: Film) -> Iterator[Strip]:
    """Scenes that wait as a whole, in their order, then what was parked."""
    parked = film.running_items.pool().select_related("scene__set__location", "set__location", "location")
    parked = list(parked.order_by("position", "pk").prefetch_related("people", "scene__people"))
    taken = {item.scene_id for item in parked}
    scenes = film.scenes.unscheduled().select_related("set__location").prefetch_related("people")
    for scene in scenes:
        if scene.pk not in taken:
            yield Strip(None, scene, tuple(scene.people.all()))
    for item in parked:
        yield Strip(item, item.scene, people_of(item))


# Clashes


def _pictures(film: Film, timed: list[DayPlan], private: Collection[str]) -> list[Picture]:
    by_date: dict[date, list[DayPlan]] = defaultdict(list)
    for plan in timed:
        by_date[plan.day.date].append(plan)
    places = {place.pk for plan in timed for place in plan.places}
    permits: dict[int, list[Permit]] = defaultdict(list)
    for permit in Permit.objects.filter(location__in=places):
        permits[permit.location_id].append(permit)
    travel: dict[frozenset[int], int] = {}
    for way in TravelTime.objects.filter(origin__in=places, destination__in=places):
        pair = frozenset((way.origin_id, way.destination_id))
        travel[pair] = max(way.minutes, travel.get(pair, 0))
    away = [] if "unavailable" in private else list(Unavailability.objects.filter(person__film=film))
    return [
        Picture(
            film=film,
            day=plan.day,
            plan=plan,
            near=tuple(_near(plan, by_date)),
            permits=permits,
            travel=travel,
            releases={},
            unavailable=frozenset(
                gone.person_id for gone in away if gone.first_date <= plan.day.date <= gone.last_date
            ),
            accepted={},
            now=timezone.now(),
        )
        for plan in timed
    ]


def _near(plan: DayPlan, by_date: dict[date, list[DayPlan]]) -> Iterator[DayPlan]:
    for n in (-1, 0, 1):
        for other in by_date.get(plan.day.date + timedelta(days=n), ()):
            if other is not plan:
                yield other


def _strips(picture: Picture) -> Iterator[Strip]:
    warnings = _warnings(picture)
    for planned in picture.plan.items:
        yield Strip(
            item=planned.item,
            scene=planned.item.scene,
            people=planned.people,
            planned=planned,
            day=picture.day.date,
            warnings=tuple(warnings[planned.item.pk]),
        )


def _warnings(picture: Picture) -> dict[int, list[str]]:
    """What the rules say, by the item on whose strip it stands."""
    warnings: dict[int, list[str]] = defaultdict(list)
    for rule in OF_THE_DAY:
        for point in rule(picture):
            for item in _items_of(point, picture.plan):
                warnings[item.item.pk].append(point.message)
    for item in picture.plan.items:
        alone = replace(picture, plan=replace(picture.plan, items=(item,)))
        for rule in OF_A_PLACE:
            warnings[item.item.pk] += [point.message for point in rule(alone)]
    return warnings


def _items_of(point: Point, plan: DayPlan) -> Iterable[PlannedItem]:
    subject, _, key = point.subject.partition(":")
    if subject == "person":
        call = plan.calls.get(int(key))
        return call.items if call else ()
    return [item for item in plan.items if item.item.pk == int(key or 0)]
