"""The axis of a historical timeline: years as wide as what happened in them needs, gaps broken.

A true scale would lay 1937 to 1940 on top of each other between 1924 and 2003. Here each cell
(a year; months or days in a short span, decades in a long one) is as wide as it has marks, and a
run of cells without any becomes one break that says what it leaves out. Inside a cell time runs
evenly. Pure geometry, in whole numbers.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from production.historic_dates import HistoricDate, Stated
from production.historic_words import format_date

EMPTY, MARKED, MORE, MOST_MORE = 1.0, 2.0, 1.4, 8  # widths: without marks, with one, for each further
BREAK = 1.2
LONGEST_RUN = 2  # cells without marks that stay before a gap is broken
MOST_DAYS, MOST_MONTHS, MOST_YEARS = 62, 40, 160


@dataclass(frozen=True, slots=True)
class Cell:
    first: date
    last: date
    x: int
    width: int
    label: str
    is_break: bool = False

    @property
    def middle(self) -> int:
        return self.x + self.width // 2


@dataclass(frozen=True)
class Axis:
    """From days to places."""

    cells: tuple[Cell, ...]

    def x(self, day: date) -> int:
        """Where a day begins."""
        index = max(bisect_right(self._firsts, day) - 1, 0)
        cell = self.cells[index]
        whole = (cell.last - cell.first).days + 1
        share = min(max((day - cell.first).days / whole, 0.0), 1.0)
        return cell.x + round(share * cell.width)

    def end(self, day: date) -> int:
        """Where a day ends."""
        return self.x(day + timedelta(days=1))

    @property
    def _firsts(self) -> list[date]:
        return [cell.first for cell in self.cells]

    @property
    def left(self) -> int:
        return self.cells[0].x

    @property
    def right(self) -> int:
        return self.cells[-1].x + self.cells[-1].width

    @property
    def spans(self) -> list[tuple[date, date]]:
        """The runs of cells between the breaks: what one may look at more closely."""
        runs: list[tuple[date, date]] = []
        is_open = False
        for cell in self.cells:
            if cell.is_break:
                is_open = False
            elif is_open:
                runs[-1] = (runs[-1][0], cell.last)
            else:
                runs.append((cell.first, cell.last))
                is_open = True
        return runs


Bounds = tuple[date, date]


def axis(spans: Iterable[Bounds], *, left: int, right: int, language: str) -> Axis:
    """The axis on which spans of days, at least one, are drawn."""
    ends = [day for span in spans for day in span]
    stated = list(_cells(min(ends), max(ends)))
    marks = _counted(stated, ends)
    parts = list(_parts(stated, marks))
    room, whole = right - left, sum(weight for _first, _last, weight, _label in parts)
    cells, done = [], 0.0
    for first, last, weight, label in parts:
        x = left + round(room * done / whole)
        done += weight
        width = left + round(room * done / whole) - x
        words = format_date(label, language, short=True)
        is_break = label.end is not None
        cells.append(Cell(first, last, x, width, words, is_break))
    return Axis(tuple(cells))


def _cells(first: date, last: date) -> Iterator[Stated]:
    """Days, months, years or decades, whichever the span asks for."""
    months = 12 * (last.year - first.year) + last.month - first.month + 1
    if (last - first).days < MOST_DAYS:
        for number in range((last - first).days + 1):
            day = first + timedelta(days=number)
            yield Stated(day.year, day.month, day.day)
    elif months <= MOST_MONTHS:
        for number in range(first.month - 1, first.month - 1 + months):
            yield Stated(first.year + number // 12, number % 12 + 1)
    elif last.year - first.year < MOST_YEARS:
        yield from (Stated(year) for year in range(first.year, last.year + 1))
    else:
        decades = range(first.year // 10 * 10, last.year + 1, 10)
        yield from (Stated(year, decade=True) for year in decades)


def _counted(stated: list[Stated], ends: list[date]) -> Counter[int]:
    """How many marks begin or end in each cell."""
    firsts = [cell.bounds[0] for cell in stated]
    return Counter(max(bisect_right(firsts, day) - 1, 0) for day in ends)


def _parts(stated: list[Stated], marks: Counter[int]) -> Iterator[tuple[date, date, float, HistoricDate]]:
    """Cells with their weight; a long run of empty ones as one break."""
    run: list[Stated] = []
    for number, cell in enumerate(stated):
        if not marks[number]:
            run.append(cell)
            continue
        yield from _gap(run)
        run = []
        weight = MARKED + MORE * min(marks[number] // 2, MOST_MORE)
        yield *cell.bounds, weight, HistoricDate(cell)
    yield from _gap(run)


def _gap(run: list[Stated]) -> Iterator[tuple[date, date, float, HistoricDate]]:
    if len(run) > LONGEST_RUN:
        yield run[0].bounds[0], run[-1].bounds[1], BREAK, HistoricDate(run[0], run[-1])
    else:
        for cell in run:
            yield *cell.bounds, EMPTY, HistoricDate(cell)
