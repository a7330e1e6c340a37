"""How long something is spoken of, or somebody speaks: what lies at the same time counts once.

Points are whole ticks on the clock of an interview, which its cameras share; a tick is so short that
a frame of every rate is a whole number of them. So all sums are exact, and rounded once, when shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from fractions import Fraction
from math import lcm
from typing import NamedTuple, TypeVar

from production.timecode import RATES, Rate

TICKS = lcm(*(rate.num for rate in RATES.values()))  # in a second

Key = TypeVar("Key", bound=Hashable)


class Stretch(NamedTuple):
    """[start, end) of an interview, in ticks."""

    interview: int
    start: int
    end: int


def stretch(interview: int, in_frame: int, out_frame: int, rate: Rate, sync_offset: int = 0) -> Stretch:
    """A range of frames of a recording that begins so many of its frames after the interview's first."""
    tick = TICKS // rate.num * rate.den
    return Stretch(interview, (in_frame + sync_offset) * tick, (out_frame + sync_offset) * tick)


def union(stretches: Iterable[Stretch]) -> Fraction:
    """Seconds that lie in at least one of them."""
    total, now, reached = 0, None, 0
    for interview, start, end in sorted(stretches):
        if interview != now:
            now, reached = interview, start
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return Fraction(total, TICKS)


def lengths(stretches: Iterable[tuple[Key, Stretch]]) -> dict[Key, Fraction]:
    """Of each key, the seconds that lie in at least one stretch of its own."""
    found: dict[Key, list[Stretch]] = defaultdict(list)
    for key, one in stretches:
        found[key].append(one)
    return {key: union(ones) for key, ones in found.items()}


def share(part: Fraction, most: Fraction, steps: int) -> int:
    """How dark a cell is drawn: 0 for nothing, `steps` for the longest of all."""
    if not part or not most:
        return 0
    return max(1, -(-part * steps // most))
