"""Two wordings of a text: which words came and which went.

Short texts are compared exactly; longer ones between words that stand once in each, so that a
line of thousands of words answers at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from production.order import rising

MOST = 16_000  # pairs of words that are compared one by one
STAYS, CAME, WENT = "", "in", "out"

Words = Sequence[str]
Block = tuple[int, int, int, int]  # from, to in the old words; from, to in the new


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that follow each other and share their fate."""

    text: str
    kind: str = STAYS


def pieces(old: str, new: str) -> list[Piece]:
    """The new text with what went, in reading order; what went stands before what came for it."""
    before, after = old.split(), new.split()
    found: list[Piece] = []
    at = 0  # in the new words
    for start, end, first, last in _blocks(before, after, 0, 0):
        _add(found, after[at:first], STAYS)
        _add(found, before[start:end], WENT)
        _add(found, after[first:last], CAME)
        at = last
    _add(found, after[at:], STAYS)
    return found


def _add(found: list[Piece], words: Words, kind: str) -> None:
    if not words:
        return
    text = " ".join(words)
    if found and found[-1].kind == kind:
        text = f"{found.pop().text} {text}"
    found.append(Piece(text, kind))


def _blocks(before: Words, after: Words, at: int, to: int) -> Iterator[Block]:
    """The places where they differ, in order; `at` and `to` are those of their first words."""
    start, end = _alike(before, after)
    before, after = before[start : len(before) - end], after[start : len(after) - end]
    at, to = at + start, to + start
    if not before or not after:
        if before or after:
            yield at, at + len(before), to, to + len(after)
        return
    if len(before) * len(after) <= MOST:
        for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
            if kind != "equal":
                yield at + a, at + b, to + c, to + d
        return
    anchors = _anchors(before, after)
    if not anchors:
        yield at, at + len(before), to, to + len(after)
        return
    a = c = 0
    for b, d in [*anchors, (len(before), len(after))]:
        yield from _blocks(before[a:b], after[c:d], at + a, to + c)
        a, c = b + 1, d + 1


def _alike(before: Words, after: Words) -> tuple[int, int]:
    """How many words both begin with, and how many they end with."""
    shorter = min(len(before), len(after))
    start = 0
    while start < shorter and before[start] == after[start]:
        start += 1
    end = 0
    while end < shorter - start and before[-1 - end] == after[-1 - end]:
        end += 1
    return start, end


def _anchors(before: Words, after: Words) -> list[tuple[int, int]]:
    """The places of words that stand once in each and in the same order."""
    counts, others = Counter(before), Counter(after)
    places = {word: place for place, word in enumerate(after) if others[word] == 1}
    pairs = [(at, places[word]) for at, word in enumerate(before) if counts[word] == 1 and word in places]
    return [pairs[n] for n in rising([to for _at, to in pairs])]
