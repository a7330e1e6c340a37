"""What the progress of a week says: frozen, plain words, numbers and dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .report_content import Head


@dataclass(frozen=True, slots=True)
class ProgressDay:
    """A day of the week; what it brought is known once it is closed."""

    on: date
    number: int | None = None
    unit: str = ""
    is_closed: bool = False
    planned: int | None = None  # minutes, lunch left out
    worked: int | None = None
    done: int = 0
    part: int = 0
    not_done: int = 0
    added: int = 0
    shots: int = 0
    gigabytes: Decimal = Decimal()
    recorded: int = 0
    releases: int = 0
    overtime: int = 0
    short_rests: tuple[str, ...] = ()
    incidents: str = ""
    unsafe: tuple[str, ...] = ()  # cards in one place


@dataclass(frozen=True, slots=True)
class Count:
    done: int = 0
    part: int = 0
    total: int = 0

    @property
    def left(self) -> int:
        return self.total - self.done


@dataclass(frozen=True, slots=True)
class Progress:
    head: Head
    year: int
    week: int
    first: date
    last: date
    days: tuple[ProgressDay, ...] = ()
    scenes: Count = Count()
    musts: Count = Count()
    nice: Count = Count()
    days_left: int = 0
    finished: tuple[tuple[date, int], ...] = ()  # scenes shot up to each closed day of the film

    @property
    def closed(self) -> tuple[ProgressDay, ...]:
        return tuple(day for day in self.days if day.is_closed)
