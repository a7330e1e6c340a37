"""The film's records become the content of its reports, in a number of queries that doesn't grow."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise

from django.utils import timezone

from production.day_out_of_days import DayOutOfDays, day_out_of_days
from production.labels import DEPARTMENTS
from production.models import Film, Location, Permit, Person, ShootDay, Shot
from production.pdf import report_content as content
from production.running_order import DayPlan, PlannedItem, day_numbers, plans

Type = ShootDay.Type
FOLDED = 14  # so many dates without a day, and a grid leaves them out
PRIVATE = ("diet", "access_needs", "companion", "emergency_contact")  # never on the list for everybody


def head(film: Film) -> content.Head:
    return content.Head(
        film=film.title,
        as_of=timezone.localdate(),
        company=film.company,
        paper=film.paper,
        confidentiality=film.confidentiality,
    )


# One-liner and shooting schedule


def schedule(film: Film, *, with_permits: bool = False, with_shots: bool = False) -> content.Schedule:
    """Every day that has work or is more than a day off, in order."""
    planned = _plans(film)
    numbers = day_numbers(film)
    permits = _permits(planned) if with_permits else {}
    shots = _shots(film) if with_shots else {}
    units = {plan.day.unit for plan in planned}
    return content.Schedule(
        head(film),
        tuple(_day(plan, numbers, permits, shots, several_units=len(units) > 1) for plan in planned),
    )


def _shots(film: Film) -> dict[int, list[Shot]]:
    """The shots of each scene that were not dropped."""
    found: dict[int, list[Shot]] = defaultdict(list)
    for shot in film.shots.exclude(status=Shot.Status.DROPPED):
        if shot.scene_id is not None:
            found[shot.scene_id].append(shot)
    return found


def _plans(film: Film) -> list[DayPlan]:
    timed = plans(film.shoot_days.with_running_order())
    return [plan for plan in timed if plan.items or plan.day.day_type != Type.OFF]


def _permits(planned: Iterable[DayPlan]) -> dict[int, list[Permit]]:
    places = {place.pk for plan in planned for place in plan.places}
    found = defaultdict(list)
    for permit in Permit.objects.filter(location__in=places):
        found[permit.location_id].append(permit)
    return found


def _day(
    plan: DayPlan,
    numbers: dict[int, tuple[int, int]],
    permits: dict[int, list[Permit]],
    shots: dict[int, list[Shot]],
    *,
    several_units: bool,
) -> content.Day:
    day = plan.day
    return content.Day(
        on=day.date,
        day_type=day.day_type,
        strips=tuple(_strip(item, shots, day) for item in plan.items),
        number=numbers[day.pk][0] if day.pk in numbers else None,
        unit=day.unit if several_units else "",
        general_call=plan.start,
        wrap=plan.wrap if plan.items else None,
        kit=day.kit,
        safety=day.safety,
        permits=tuple(
            f"{place.name}: {permit}"
            for place in plan.places
            for permit in permits.get(place.pk, ())
            if permit.first_date <= day.date <= permit.last_date
        ),
    )


def _strip(planned: PlannedItem, shots: dict[int, list[Shot]], day: ShootDay) -> content.Strip:
    item, scene = planned.item, planned.item.scene
    return content.Strip(
        kind=item.kind,
        start=planned.start,
        minutes=item.minutes,
        scene=scene.number if scene else "",
        int_ext=scene.int_ext if scene else "",
        day_night=scene.day_night if scene else "",
        set_name=item.at_set.name if item.at_set else "",
        place=planned.place.name if planned.place else "",
        description=item.title or (scene.title if scene else ""),
        people=tuple(person.ref for person in planned.people),
        names=tuple(" ".join(filter(None, (_number(p), p.name))) for p in planned.people),
        notes=item.notes,
        shots=tuple(
            (shot.number, shot.size, shot.description)
            for shot in shots.get(item.scene_id or 0, ())
            if shot.status in Shot.OPEN or shot.shot_on_id == day.pk
        ),
    )


def _number(person: Person) -> str:
    return "" if person.number is None else str(person.number)


# Day-out-of-days


def grid(film: Film, *, with_locations: bool = True) -> content.Grid:
    """Contributors, crew and locations against the calendar."""
    planned = plans(film.shoot_days.with_running_order())
    off = _days_off(planned)
    people, places = _dates(planned)
    shown = tuple(_calendar([plan.day.date for plan in planned]))
    groups: list[tuple[str, tuple[content.GridRow, ...]]] = []
    rows = list(people.values())
    for code, theirs in (
        ("contributors", [row for row in rows if row[0].is_contributor]),
        ("crew", [row for row in rows if not row[0].is_contributor]),
    ):
        groups.append((code, _in_use(_person_row(p, dates, shown, off) for p, dates in theirs)))
    if with_locations:
        found = sorted(places.values(), key=lambda row: (min(row[1][Type.SHOOT] or [date.max]), row[0].name))
        groups.append(("locations", _in_use(_place_row(p, dates, shown) for p, dates in found)))
    return content.Grid(
        head(film),
        shown,
        tuple(group for group in groups if group[1]),
        is_folded=any((later - earlier).days > 1 for earlier, later in pairwise(shown)),
    )


Dates = dict[str, set[date]]  # of one row, by the type of the day


def _dates(
    planned: Iterable[DayPlan],
) -> tuple[dict[int, tuple[Person, Dates]], dict[int, tuple[Location, Dates]]]:
    """Work is an item, for crew a call is enough; to travel, to prepare and to look, a call is for all."""
    people: dict[int, tuple[Person, Dates]] = {}
    places: dict[int, tuple[Location, Dates]] = {}
    for plan in planned:
        kind, on = plan.day.day_type, plan.day.date
        for call in plan.calls.values():
            person = call.person
            if person.is_contributor and kind == Type.SHOOT and not call.items:
                continue
            people.setdefault(person.pk, (person, defaultdict(set)))[1][kind].add(on)
        for place in plan.places:
            places.setdefault(place.pk, (place, defaultdict(set)))[1][kind].add(on)
    return dict(sorted(people.items(), key=lambda row: _line_up(row[1][0]))), places


def _line_up(person: Person) -> tuple[int, int, int, int]:
    """Contributors by number; crew by department, in the order in which they were entered."""
    order = list(DEPARTMENTS)
    department = order.index(person.department) if person.department in order else len(order)
    if person.is_contributor:
        return (0, person.number is None, person.number or 0, person.pk)
    return (1, department, 0, person.pk)


def _days_off(planned: Iterable[DayPlan]) -> set[date]:
    """Dates that are off for every unit."""
    days: dict[bool, set[date]] = {True: set(), False: set()}
    for plan in planned:
        days[plan.day.day_type == Type.OFF].add(plan.day.date)
    return days[True] - days[False]


def _calendar(days: Collection[date]) -> Iterator[date]:
    """All dates from the first day to the last, without the long stretches that have none."""
    previous = None
    for on in sorted(set(days)):
        gap = (on - previous).days if previous else 0
        if previous and 1 < gap <= FOLDED:
            yield from (previous + timedelta(days=n) for n in range(1, gap))
        yield on
        previous = on


def _row(dates: Dates, off: set[date], *, may_be_held: bool) -> DayOutOfDays:
    return day_out_of_days(
        dates[Type.SHOOT],
        travel=dates[Type.TRAVEL],
        rehearsal=dates[Type.RECCE] | dates[Type.PREP],
        days_off=off,
        may_be_held=may_be_held,
    )


def _person_row(person: Person, dates: Dates, shown: tuple[date, ...], off: set[date]) -> content.GridRow:
    row = _row(dates, off, may_be_held=person.may_be_held)
    return content.GridRow(
        name=person.name,
        cells=tuple(row.cells.get(on, "") for on in shown),
        work=row.work,
        held=row.held,
        travel=row.travel,
        number=_number(person) if person.is_contributor else "",
        detail="" if person.is_contributor else person.position,
    )


def _in_use(rows: Iterable[content.GridRow]) -> tuple[content.GridRow, ...]:
    return tuple(row for row in rows if any(row.cells))


def _place_row(place: Location, dates: Dates, shown: tuple[date, ...]) -> content.GridRow:
    row = _row(dates, set(), may_be_held=False)
    cells = tuple(row.cells.get(on, "") for on in shown)
    return content.GridRow(place.name, cells, work=row.work, held=0, travel=row.travel)


# Contact list


def contacts(film: Film, *, is_private: bool = False) -> content.Contacts:
    """Everybody by department; what the film calls private only on the private list."""
    hidden = frozenset() if is_private else frozenset((*film.private_fields, *PRIVATE))
    found: dict[str, list[content.Contact]] = {code: [] for code in (*DEPARTMENTS, "")}
    for person in sorted(film.people.all(), key=_line_up):
        if person.died is None:
            code = person.department if person.is_crew and person.department in DEPARTMENTS else ""
            found[code].append(_contact(person, hidden))
    return content.Contacts(
        head(film),
        tuple((code, tuple(entries)) for code, entries in found.items() if entries),
        is_private=is_private,
    )


def _contact(person: Person, hidden: Collection[str]) -> content.Contact:
    def shown(name: str) -> str:
        return "" if name in hidden else str(getattr(person, name))

    return content.Contact(
        name=person.name,
        role=(person.position if person.is_crew else "") or person.line,
        phone=shown("phone"),
        second_phone=shown("second_phone"),
        email=shown("email"),
        diet=shown("diet"),
        access=shown("access_needs"),
        companion=shown("companion"),
        emergency=shown("emergency_contact"),
    )
