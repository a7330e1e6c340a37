"""Day-out-of-days: one letter per person, crew member or location and calendar date.

SW first day, W work, WF last day, SWF the only day, H held between, T travel, R rehearsal or
recce. Only those who may be held are held, and never on a company day off. Work wins over travel
in the cell, travel over rehearsal; both work and travel count in the totals.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class DayOutOfDays:
    """One row of the report; dates without a code are not in ``cells``."""

    cells: dict[date, str]  # in order of date
    work: int
    held: int
    travel: int


def day_out_of_days(
    work: Collection[date],
    *,
    travel: Collection[date] = (),
    rehearsal: Collection[date] = (),
    days_off: Collection[date] = (),
    may_be_held: bool = False,
) -> DayOutOfDays:
    """The row with its totals."""
    cells = codes(work, travel=travel, rehearsal=rehearsal, days_off=days_off, may_be_held=may_be_held)
    held = sum(code == "H" for code in cells.values())
    return DayOutOfDays(cells, work=len(set(work)), held=held, travel=len(set(travel)))


def codes(
    work: Collection[date],
    *,
    travel: Collection[date] = (),
    rehearsal: Collection[date] = (),
    days_off: Collection[date] = (),
    may_be_held: bool = False,
) -> dict[date, str]:
    """The code of each date that has one, in order of date."""
    cells: dict[date, str] = {}
    if may_be_held:
        cells |= dict.fromkeys(set(_between(work)) - set(days_off), "H")
    cells |= dict.fromkeys(rehearsal, "R")
    cells |= dict.fromkeys(travel, "T")
    cells |= dict.fromkeys(work, "W")
    if work:
        cells[min(work)] = "SW"
        cells[max(work)] = "WF" if min(work) != max(work) else "SWF"
    return dict(sorted(cells.items()))


def _between(work: Collection[date]) -> Iterator[date]:
    """Dates after the first and before the last of them."""
    if work:
        first, last = min(work), max(work)
        yield from (first + timedelta(days=n) for n in range(1, (last - first).days))
