"""Who can work when: everybody's dates of a month, by what stands in the register and in the schedule."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from production.access import Access
from production.labels import DEPARTMENTS
from production.models import Call, Film, Person, RunningItem, ShootDay, Unavailability
from production.running_order import people_of

CALLED, BOOKED, AWAY, OUTSIDE, CLASH, FREE = "C", "B", "U", "O", "!", ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One person on one date."""

    on: date
    code: str = FREE
    day: int | None = None  # the shoot day that wants them
    reason: str = ""  # why they are away


@dataclass(frozen=True, slots=True)
class Line:
    person: Person
    cells: tuple[Cell, ...]

    @property
    def wanted(self) -> int:
        return sum(cell.day is not None for cell in self.cells)

    @property
    def clashes(self) -> int:
        return sum(cell.code == CLASH for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Availability:
    dates: tuple[date, ...]
    shoots: frozenset[date]  # dates on which the film works
    groups: tuple[tuple[str, tuple[Line, ...]], ...]  # by department; "" are the contributors
    hides: bool = False  # why and when people are away isn't shown to this reader

    @property
    def lines(self) -> Iterable[Line]:
        return (line for _code, lines in self.groups for line in lines)


def month_to_open(film: Film, today: date) -> date:
    """The first of the month that matters now: of the next day of the film, else of its last."""
    dates = film.shoot_days.exclude(day_type=ShootDay.Type.OFF)
    following = dates.filter(date__gte=today).order_by("date").values_list("date", flat=True).first()
    last = dates.order_by("-date").values_list("date", flat=True).first()
    return (following or last or today).replace(day=1)


def availability(film: Film, first: date, *, access: Access, department: str = "") -> Availability:
    """Of everybody who lives, for one month; `department` may be a code or "contributors"."""
    count = monthrange(first.year, first.month)[1]
    dates = tuple(first + timedelta(days=n) for n in range(count))
    people = _people(film, department)
    wanted, shoots = _wanted(film, dates)
    spans = _spans(film, dates)
    found: dict[str, list[Line]] = {code: [] for code in ("", *DEPARTMENTS)}
    hides = False
    for person in people:
        hidden = "unavailable" in access.hidden_fields(person)
        hides = hides or hidden
        away = {} if hidden else spans[person.pk]
        cells = tuple(_cell(person, on, wanted[person.pk], away) for on in dates)
        code = person.department if person.is_crew and person.department in DEPARTMENTS else ""
        found[code].append(Line(person, cells))
    groups = tuple((code, tuple(lines)) for code, lines in found.items() if lines)
    return Availability(dates, shoots, groups, hides)


def _people(film: Film, department: str) -> Iterable[Person]:
    people = film.people.filter(died=None).order_by("number", "name", "pk")
    if department == "contributors":
        return people.filter(is_contributor=True)
    return people.filter(is_crew=True, department=department) if department else people


def _wanted(
    film: Film, dates: tuple[date, ...]
) -> tuple[dict[int, dict[date, tuple[str, int]]], frozenset[date]]:
    """By person and date: called or booked, and by which day; the dates on which the film works."""
    days = film.shoot_days.filter(date__range=(dates[0], dates[-1])).exclude(day_type=ShootDay.Type.OFF)
    found: dict[int, dict[date, tuple[str, int]]] = defaultdict(dict)
    items = RunningItem.objects.filter(day__in=days).select_related("day", "scene")
    for item in items.prefetch_related("people", "scene__people"):
        for person in people_of(item):
            found[person.pk][item.day.date] = (BOOKED, item.day_id)
    for call in Call.objects.filter(day__in=days).select_related("day"):
        found[call.person_id][call.day.date] = (CALLED, call.day_id)
    return found, frozenset(day.date for day in days)


def _spans(film: Film, dates: tuple[date, ...]) -> dict[int, dict[date, str]]:
    """By person: the dates on which they are away, with the reason."""
    spans = Unavailability.objects.filter(
        person__film=film, first_date__lte=dates[-1], last_date__gte=dates[0]
    )
    found: dict[int, dict[date, str]] = defaultdict(dict)
    for span in spans:
        for on in dates:
            if span.first_date <= on <= span.last_date:
                found[span.person_id][on] = span.reason
    return found


def _cell(person: Person, on: date, wanted: dict[date, tuple[str, int]], away: dict[date, str]) -> Cell:
    code, day = wanted.get(on, (FREE, None))
    bars = AWAY if on in away else "" if person.is_on_film(on) else OUTSIDE
    if bars:
        return Cell(on, CLASH if code else bars, day, away.get(on, ""))
    return Cell(on, code, day)
