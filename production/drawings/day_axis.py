"""The picture of a shoot day: a time axis with sun, windows of the places, items and people.

Only geometry, in whole numbers: the template draws it, the style sheet colours it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from production.clock import DAY, instant
from production.models import Location, Permit, RunningItem
from production.running_order import DayPlan, PersonCall, PlannedItem
from production.sun import SunTimes, sun_times

WIDTH, LEFT, RIGHT = 960, 150, 22
TOP, ITEM_ROW, ROW = 44, 40, 24
LETTER = 7  # about the width of a letter of a label
MOST_TICKS = 24
HOUR = timedelta(hours=1)
STEPS = (1, 2, 3, 6, 12, 24, 48, 96, 240)


@dataclass(frozen=True)
class Bar:
    x: int
    width: int
    css: str
    label: str = ""  # as much as fits
    title: str = ""

    @property
    def label_x(self) -> int:
        return self.x + 5


@dataclass(frozen=True)
class Line:
    x: int
    label: str
    css: str = ""


@dataclass(frozen=True)
class Row:
    y: int
    height: int
    label: str
    css: str
    bars: tuple[Bar, ...]
    title: str = ""

    @property
    def middle(self) -> int:
        return self.y + self.height // 2 + 4

    @property
    def bar_y(self) -> int:
        return self.y + 3

    @property
    def bar_height(self) -> int:
        return self.height - 6


@dataclass(frozen=True)
class Axis:
    height: int
    hours: tuple[Line, ...]
    marks: tuple[Line, ...]  # general call, wrap, sunrise, sunset
    shades: tuple[Bar, ...]  # night, twilight, golden hour, meals: over the whole height
    rows: tuple[Row, ...] = field(default_factory=tuple)
    width: int = WIDTH
    left: int = LEFT
    top: int = TOP

    @property
    def bottom(self) -> int:
        return self.height - 4

    @property
    def rows_height(self) -> int:
        return self.bottom - self.top

    @property
    def hours_y(self) -> int:
        return self.top - 10

    @property
    def rule(self) -> int:
        return self.top - 6


@dataclass(frozen=True)
class Scale:
    """From moments to places on the axis."""

    begin: datetime
    end: datetime

    def x(self, moment: datetime) -> int:
        share = (_utc(moment) - self.begin) / (self.end - self.begin)
        return LEFT + round(min(max(share, 0.0), 1.0) * (WIDTH - LEFT - RIGHT))

    def bar(self, start: datetime, end: datetime, css: str, label: str = "", title: str = "") -> Bar:
        x = self.x(start)
        width = max(self.x(end) - x, 2)
        return Bar(x, width, css, fit(label, width), title)


def fit(label: str, width: int) -> str:
    room = (width - 8) // LETTER
    if len(label) <= room:
        return label
    return f"{label[: room - 1].rstrip()}…" if room > 2 else ""


def day_axis(plan: DayPlan, permits: Iterable[Permit], *, own: int | None = None) -> Axis | None:
    """The picture, or None where nothing is planned yet; `own` is whose row comes first."""
    if not plan.items:
        return None
    scale = _scale(plan)
    sun = _sun(plan)
    rows = list(_rows(plan, scale, list(permits), own))
    height = TOP + sum(row.height for row in rows) + 8
    return Axis(
        height=height,
        hours=tuple(_hours(scale, plan.zone)),
        marks=tuple(_marks(plan, scale, sun)),
        shades=(*_daylight(scale, sun), *_meals(plan, scale)),
        rows=tuple(_placed(rows)),
    )


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)


def _scale(plan: DayPlan) -> Scale:
    moments = [*(i.start for i in plan.items), *(i.end for i in plan.items)]
    moments += [plan.start] if plan.start else []
    for call in plan.calls.values():
        moments += [m for m in (call.time, call.pick_up) if m is not None]
    moments += [plan.wrap] if plan.wrap else []
    first, last = min(map(_utc, moments)), max(map(_utc, moments))
    begin = first.replace(minute=0) - (HOUR if first.minute < 15 else timedelta(0))
    return Scale(begin, last.replace(minute=0) + HOUR * (2 if last.minute > 45 else 1))


def _hours(scale: Scale, zone: str) -> Iterator[Line]:
    span = int((scale.end - scale.begin) / HOUR)
    step = next((step for step in STEPS if span <= step * MOST_TICKS), span)
    for n in range(0, span + 1, step):
        moment = scale.begin + n * HOUR
        yield Line(scale.x(moment), f"{moment.astimezone(ZoneInfo(zone)):%H:%M}")


# Sun


def _sun(plan: DayPlan) -> tuple[SunTimes, ...]:
    """The sun over the first place that has coordinates, from the evening before to the next morning."""
    place = next((p for p in plan.places if p.latitude is not None), None)
    if place is None or place.latitude is None or place.longitude is None:
        return ()
    where = float(place.latitude), float(place.longitude)
    days = range(-1, 2 + _span_days(plan))
    return tuple(sun_times(*where, plan.day.date + timedelta(days=n), plan.zone) for n in days)


def _span_days(plan: DayPlan) -> int:
    last = plan.last_end or plan.wrap
    return min(max((last.date() - plan.day.date).days, 0), 30) if last else 0


def _daylight(scale: Scale, days: tuple[SunTimes, ...]) -> Iterator[Bar]:
    """Night from dusk to dawn, the twilights beside it, and the golden hours."""
    for evening, morning in pairwise(days):
        dusk, dawn = evening.civil_dusk or evening.sunset, morning.civil_dawn or morning.sunrise
        yield from _shade(scale, dusk, dawn, "is-night")
    if days and all(sun.polar == "night" for sun in days):
        yield from _shade(scale, scale.begin, scale.end, "is-night")
    for sun in days:
        yield from _shade(scale, sun.civil_dawn, sun.sunrise, "is-twilight")
        yield from _shade(scale, sun.sunset, sun.civil_dusk, "is-twilight")
        yield from _shade(scale, sun.sunrise, sun.morning_golden_end, "is-golden")
        yield from _shade(scale, sun.evening_golden_start, sun.sunset, "is-golden")


def _shade(scale: Scale, start: datetime | None, end: datetime | None, css: str) -> Iterator[Bar]:
    if start and end and scale.x(end) > scale.x(start):
        yield scale.bar(start, end, css)


def _meals(plan: DayPlan, scale: Scale) -> Iterator[Bar]:
    for item in plan.items:
        if item.item.kind == RunningItem.Kind.MEAL:
            yield scale.bar(item.start, item.end, "is-meal")


def _marks(plan: DayPlan, scale: Scale, days: tuple[SunTimes, ...]) -> Iterator[Line]:
    for sun in days:
        for moment, sign in ((sun.sunrise, "↑"), (sun.sunset, "↓")):
            if moment and scale.begin < _utc(moment) < scale.end:
                yield Line(scale.x(moment), f"☀{sign} {moment:%H:%M}", "is-sun")
    if plan.start:
        yield Line(scale.x(plan.start), "", "is-call")
    if plan.wrap:
        yield Line(scale.x(plan.wrap), "", "is-wrap")


# Rows


def _placed(rows: list[Row]) -> Iterator[Row]:
    y = TOP
    for row in rows:
        yield Row(y, row.height, row.label, row.css, row.bars, row.title)
        y += row.height


def _rows(plan: DayPlan, scale: Scale, permits: list[Permit], own: int | None) -> Iterator[Row]:
    yield Row(0, ITEM_ROW, "", "is-items", tuple(_item_bar(item, scale) for item in plan.items))
    for place in plan.places:
        theirs = [permit for permit in permits if permit.location_id == place.pk]
        bars = tuple(_windows(plan, place, theirs, scale))
        if bars:
            yield Row(0, ROW, fit(place.name, LEFT - 10), "is-place", bars, place.name)
    calls = sorted(plan.calls.values(), key=lambda call: call.person.pk != own)
    for call in calls:
        name = f"{call.person.number}  {call.person.name}" if call.person.number else call.person.name
        css = "is-own" if call.person.pk == own else "is-person"
        yield Row(0, ROW, fit(name, LEFT - 10), css, tuple(_person_bars(plan, call, scale)), call.person.name)


def _item_bar(item: PlannedItem, scale: Scale) -> Bar:
    css = f"kind-{item.item.kind}" + (" is-overrun" if item.overrun_minutes else "")
    number = item.item.scene.number if item.item.scene else ""
    words = " ".join(filter(None, (number, _words(item))))
    title = f"{item.start:%H:%M}–{item.end:%H:%M} {words}"
    return scale.bar(item.start, item.end, css, words, title)


def _words(item: PlannedItem) -> str:
    record = item.item
    return record.title or (record.scene.title if record.scene else str(record.get_kind_display()))


def _person_bars(plan: DayPlan, call: PersonCall, scale: Scale) -> Iterator[Bar]:
    """The whole stay, lightly, and on it the items."""
    arrives = call.time or call.suggested_arrival or call.first
    leaves = (call.release_by or call.last) if call.is_contributor_today else plan.wrap
    if arrives and leaves and _utc(leaves) > _utc(arrives):
        yield scale.bar(arrives, leaves, "is-stay" if call.time else "is-stay is-unsure")
    for item in call.items:
        yield scale.bar(item.start, item.end, f"kind-{item.item.kind}", title=_words(item))


def _windows(plan: DayPlan, place: Location, permits: list[Permit], scale: Scale) -> Iterator[Bar]:
    """When the place is open, and when a permit holds."""
    if place.opens and place.closes and not place.is_closed_on(plan.day.date):
        start, end = (hand.hour * 60 + hand.minute for hand in (place.opens, place.closes))
        yield _window(plan, place, (start, end), scale, "is-open")
    for permit in permits:
        start, end = 0, DAY
        if permit.daily_from and permit.daily_until:
            start, end = (hand.hour * 60 + hand.minute for hand in (permit.daily_from, permit.daily_until))
            end += DAY if end <= start else 0
        yield _window(plan, place, (start, end), scale, "is-permit", str(permit))


def _window(
    plan: DayPlan, place: Location, span: tuple[int, int], scale: Scale, css: str, title: str = ""
) -> Bar:
    start, end = (instant(plan.day.date, minutes, place.zone) for minutes in span)
    return scale.bar(start, end, css, title, title)
