"""The running order's times: each item starts when the one before it ends, in real elapsed minutes.

A fixed start later than that leaves a gap. A fixed start that the cascade overruns stays where it
was fixed and says by how much: it never moves silently. What follows waits for whichever ends last.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from production.clock import instant


@dataclass(frozen=True, slots=True)
class Step:
    """One item: ``fixed`` is a day time in ``zone``, the zone of the item's place."""

    key: int
    minutes: int
    fixed: int | None = None
    zone: str = "UTC"


@dataclass(frozen=True, slots=True)
class Timed:
    """An item with its times, both on the clock of its own place."""

    key: int
    start: datetime
    end: datetime
    gap_minutes: int = 0  # free before it, because its start is fixed
    overrun_minutes: int = 0  # what comes before it ends so many minutes after its fixed start


@dataclass(frozen=True, slots=True)
class Span:
    """From start up to, not including, end, of one person or thing; ``item`` says which of theirs."""

    key: Hashable
    start: datetime
    end: datetime
    item: int = 0


def cascade(on: date, start: int, zone: str, steps: Iterable[Step]) -> list[Timed]:
    """Times of a day's items, from the first call (a day time in the day's zone) onwards."""
    free = instant(on, start, zone).astimezone(UTC)
    timed = []
    for step in steps:
        begins = free if step.fixed is None else instant(on, step.fixed, step.zone).astimezone(UTC)
        ends = begins + timedelta(minutes=step.minutes)
        shift = int((begins - free) / timedelta(minutes=1))
        local = ZoneInfo(step.zone)
        timed.append(
            Timed(step.key, begins.astimezone(local), ends.astimezone(local), max(shift, 0), max(-shift, 0))
        )
        free = max(free, ends)
    return timed


def estimated_wrap(timed: Sequence[Timed]) -> datetime | None:
    """The latest end of all. Compared in UTC: two clocks of one zone compare by their hands alone."""
    return max((item.end for item in timed), key=_utc, default=None)


def overlaps(spans: Iterable[Span]) -> list[tuple[Span, Span]]:
    """Clashes: pairs of spans of the same key that share time, the earlier one first.

    Each span is paired with one earlier span only, the one that lasts longest, so that ten items
    at one time give nine pairs and not forty-five; every span that clashes is in some pair.
    """
    longest: dict[Hashable, Span] = {}
    clashes = []
    lasting = (span for span in spans if _utc(span.start) < _utc(span.end))
    for span in sorted(lasting, key=lambda span: (_utc(span.start), _utc(span.end))):
        earlier = longest.setdefault(span.key, span)
        if earlier is not span and _utc(span.start) < _utc(earlier.end):
            clashes.append((earlier, span))
        if _utc(span.end) > _utc(earlier.end):
            longest[span.key] = span
    return clashes


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)
