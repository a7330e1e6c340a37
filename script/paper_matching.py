"""Find what was retyped from a transcript: which part of which transcript a paragraph is.

All that was said goes by once. Of each cue is noted which of the paragraphs' words and pairs of words it
has; those that stand everywhere tell nothing and are let go of. Where several lie close together, the
paragraph is laid over what was said there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from script.word_alignment import Alignment, Text, align, text_of

EVERYWHERE = 80  # cues: a pair of words in more of them tells nothing
OFTEN = 30  # cues: neither does a single word
MOST_GRAMS = 400  # of one paragraph, from both its ends
MOST_WINDOWS = 3  # places where one paragraph is looked for
WORTH = 0.4  # of the best place; others below aren't looked at
AROUND = 3  # cues before and after those that were found
FEW_WORDS = 4  # a paragraph of fewer may stand anywhere
AS_LIKELY = 0.96  # of the best one
AMBIGUOUS = 50  # the most that is believed where it stands in several places alike

Track = Hashable
Gram = str | tuple[str, str]


@dataclass(frozen=True, slots=True)
class Cue:
    """What was said in a stretch, [start, end) in frames; `times` of each token, after the start."""

    key: int
    start: int
    end: int
    text: str
    times: Any = None
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Window:
    """Cues of a track, by their places in it; last inclusive."""

    track: Track
    first: int
    last: int
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """Where a paragraph stands."""

    track: Track
    ranges: tuple[tuple[int, int], ...]  # frames
    confidence: int
    asked: tuple[tuple[str, bool], ...]  # pieces of the paragraph, and whether they were said so
    said: tuple[tuple[str, bool], ...]  # and of what was said
    speaker: str = ""
    by: str = "words"  # or "cues": whole ones, since their words have no times


def grams(words: Sequence[str]) -> list[Gram]:
    """Pairs of words and single ones, each once."""
    half = MOST_GRAMS // 4
    if len(words) > 2 * half:
        words = (*words[:half], *words[-half:])
    return [*dict.fromkeys([*pairwise(words), *words])]  # type: ignore[list-item]


@dataclass
class Search:
    """Paragraphs that are looked for, and what was seen so far of what was said."""

    paragraphs: Sequence[Text]
    seen: dict[Gram, list[tuple[Track, int, int]] | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.grams = [grams(text.words) for text in self.paragraphs]
        self.seen = {gram: [] for found in self.grams for gram in found}

    def look(self, track: Track, cues: Iterable[tuple[int, str]]) -> int:
        """Take note of a track's cues in order: their places and folded words; how many words there were."""
        seen, offset, before = self.seen, 0, ""
        for place, folded in cues:
            words = folded.split(" ") if folded else []
            # a pair may lie over the end of a cue
            here: set[Gram] = {
                gram for gram in (*zip((before, *words), words, strict=False), *words) if gram in seen
            }
            for gram in here:
                noted = seen[gram]
                if noted is not None:
                    noted.append((track, place, offset))
                    if len(noted) > (OFTEN if isinstance(gram, str) else EVERYWHERE):
                        seen[gram] = None
            offset += len(words)
            before = words[-1] if words else before
        return offset

    def windows(self, number: int) -> list[Window]:
        """The likeliest places of a paragraph, the best first."""
        votes: dict[Track, dict[int, list[float]]] = defaultdict(dict)
        for gram in self.grams[number]:
            noted = self.seen[gram]
            for track, place, offset in noted or ():
                votes[track].setdefault(place, [offset, 0.0])[1] += (1 if isinstance(gram, str) else 2) / len(
                    noted or ()
                )
        reach = 2 * len(self.paragraphs[number].words) + 40
        found = [window for track, places in votes.items() for window in _clusters(track, places, reach)]
        found.sort(key=lambda window: -window.score)
        return [one for one in found[:MOST_WINDOWS] if one.score >= WORTH * found[0].score]


def _clusters(track: Track, places: dict[int, list[float]], reach: int) -> list[Window]:
    """Stretches of a track no longer than a reach of words, those with most in them first."""
    order = sorted(places.items())
    windows, first, score = [], 0, 0.0
    for place, (offset, weight) in order:
        score += weight
        while offset - order[first][1][0] > reach:
            score -= order[first][1][1]
            first += 1
        windows.append(Window(track, order[first][0], place, score))
    kept: list[Window] = []
    for window in sorted(windows, key=lambda one: (-one.score, one.last - one.first)):
        if all(window.last < one.first or window.first > one.last for one in kept):
            kept.append(window)
            if len(kept) == MOST_WINDOWS:
                break
    return kept


def lay_over(text: Text, track: Track, cues: Sequence[Cue]) -> Found | None:
    """A paragraph over the cues of a window; None where nothing of it was said there."""
    tokens = [(at, n, token) for at, cue in enumerate(cues) for n, token in enumerate(cue.text.split())]
    said = text_of([token for _at, _n, token in tokens])
    alignment = align(text.words, said.words)
    if not alignment.pairs:
        return None
    stretches = [(said.owner[first], said.owner[last]) for first, last in alignment.stretches]
    ranges, by = _ranges(cues, [(tokens[first], tokens[last]) for first, last in stretches])
    confidence = alignment.confidence * min(len(text.words), FEW_WORDS) // FEW_WORDS
    return Found(
        track,
        ranges,
        confidence,
        pieces(text, {i for i, _j in alignment.pairs}),
        pieces(said, {j for _i, j in alignment.pairs}, stretches),
        _speaker(cues, tokens, stretches),
        by,
    )


def choose(found: Sequence[Found], bonus: Sequence[int] = ()) -> list[Found]:
    """The likeliest first; where another is as likely, neither is believed.

    A bonus makes one likelier by what else is known of it.
    """
    likely = [one.confidence + more for one, more in zip(found, bonus or [0] * len(found), strict=True)]
    order = sorted(range(len(found)), key=lambda at: -likely[at])
    if len(order) < 2 or likely[order[1]] < AS_LIKELY * likely[order[0]]:
        return [found[at] for at in order]
    doubted = AS_LIKELY * likely[order[0]]
    return [
        replace(found[at], confidence=min(found[at].confidence, AMBIGUOUS))
        if likely[at] >= doubted
        else found[at]
        for at in order
    ]


Token = tuple[int, int, str]


def _ranges(
    cues: Sequence[Cue], stretches: Iterable[tuple[Token, Token]]
) -> tuple[tuple[tuple[int, int], ...], str]:
    """Frames of stretches; those that touch are one."""
    found: list[tuple[int, int]] = []
    by = "words"
    for (at, n, _first), (last, m, _last) in stretches:
        start, end = _start(cues[at], n), _end(cues[last], m)
        if start is None or end is None:
            by = "cues"
        start = cues[at].start if start is None else start
        end = cues[last].end if end is None else end
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        elif start < end:
            found.append((start, end))
    return tuple(found), by


def _start(cue: Cue, n: int) -> int | None:
    """Where a token begins; without a time of its own, with the one before it that has one."""
    if not cue.times:
        return None
    before = next((one for one in reversed(cue.times[: n + 1]) if one is not None), None)
    return cue.start if before is None else cue.start + int(before[0])


def _end(cue: Cue, n: int) -> int | None:
    if not cue.times:
        return None
    after = next((one for one in cue.times[n:] if one is not None), None)
    return cue.end if after is None else cue.start + int(after[1])


def pieces(
    text: Text, same: set[int], stretches: Iterable[tuple[int, int]] | None = None
) -> tuple[tuple[str, bool], ...]:
    """Tokens run together as long as they are the same, or differ; stretches apart by two strokes."""
    differs = {owner for at, owner in enumerate(text.owner) if at not in same}
    found: list[tuple[list[str], bool]] = []
    for number, (first, last) in enumerate(stretches or [(0, len(text.tokens) - 1)]):
        if number:
            found.append((["//"], True))
        for at in range(first, last + 1):
            is_same = at not in differs
            if found and found[-1][1] == is_same:
                found[-1][0].append(text.tokens[at])
            else:
                found.append(([text.tokens[at]], is_same))
    return tuple((" ".join(tokens), is_same) for tokens, is_same in found)


def _speaker(cues: Sequence[Cue], tokens: Sequence[Token], stretches: Iterable[tuple[int, int]]) -> str:
    names = [cues[tokens[at][0]].speaker for first, last in stretches for at in range(first, last + 1)]
    return max(dict.fromkeys(filter(None, names)), key=names.count, default="")


__all__ = ["Alignment", "Cue", "Found", "Search", "Window", "choose", "lay_over", "text_of"]
