"""Two orders of the same things: which of them moved. Knows nothing of what the things are."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Sequence
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def rising(numbers: Sequence[int]) -> list[int]:
    """The places of a longest run that rises, in order; in n log n."""
    ends: list[int] = []  # the smallest last number of a run of each length
    lengths = []
    for number in numbers:
        length = bisect_left(ends, number)
        ends[length : length + 1] = [number]
        lengths.append(length)
    places = []
    wanted = len(ends) - 1
    for place in range(len(numbers) - 1, -1, -1):
        if lengths[place] == wanted:
            places.append(place)
            wanted -= 1
    return places[::-1]


def not_falling(numbers: Sequence[int]) -> list[int]:
    """The places of a longest run that never falls: of two alike the latter counts as more."""
    ranks = sorted(range(len(numbers)), key=lambda place: numbers[place])
    rank = {place: at for at, place in enumerate(ranks)}
    return rising([rank[place] for place in range(len(numbers))])


def moved(before: Sequence[T], after: Sequence[T]) -> set[T]:
    """The fewest things whose moving explains the new order: all but a longest rising run."""
    position = {thing: at for at, thing in enumerate(before)}
    staying = set(rising([position[thing] for thing in after]))
    return {thing for at, thing in enumerate(after) if at not in staying}
