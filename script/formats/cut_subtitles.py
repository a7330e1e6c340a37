"""Subtitles of a cut: what is said, at the moments of the record at which it is heard.

What is said is broken into pieces of two lines, and never reworded: what is too long, too short or too
fast to read is flagged. A piece begins with its first word, where that has a time; else what is said
shares its time by its letters.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import accumulate

LINES = 2
_ENDS = ".?!…"
_PAUSES = ",;:–—"


@dataclass(frozen=True, slots=True)
class Rules:
    """Of reading: what a line holds, how long a piece may stand (ms), how fast it may be read."""

    characters: int = 42
    shortest: int = 1000
    longest: int = 7000
    per_second: int = 17


@dataclass(frozen=True, slots=True)
class Word:
    text: str
    start: Fraction | None = None  # seconds of the record
    end: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """Something said without a break, between two moments of the record."""

    start: Fraction
    end: Fraction
    words: tuple[Word, ...]
    speaker: str = ""
    language: str = ""
    row: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A subtitle. `flags`: long (longer than a line or than two), short, slow (stands too long), fast."""

    start: int  # ms from the record's first frame
    end: int
    text: str
    speaker: str = ""
    language: str = ""
    row: str = ""
    flags: tuple[str, ...] = ()

    @property
    def letters(self) -> int:
        return len(self.text.replace("\n", " "))

    @property
    def per_second(self) -> Fraction:
        return Fraction(1000 * self.letters, self.end - self.start) if self.end > self.start else Fraction()


@dataclass(frozen=True, slots=True)
class Reading:
    """The rules of each language; `otherwise` for those that have none of their own."""

    otherwise: Rules = Rules()
    of: Mapping[str, Rules] = field(default_factory=dict)

    def rules(self, language: str) -> Rules:
        return self.of.get(language, self.otherwise)


def blocks(passages: Iterable[Passage], reading: Reading | None = None) -> Iterator[Block]:
    """The subtitles of a cut in its order."""
    reading = reading or Reading()
    for passage in passages:
        rules = reading.rules(passage.language)
        pieces = _pieces([word.text for word in passage.words], rules)
        for start, end, lines in _timed(passage, pieces):
            yield _block(passage, rules, start, end, lines)


def plain(text: str) -> tuple[Word, ...]:
    return tuple(Word(word) for word in text.split())


def _block(passage: Passage, rules: Rules, start: Fraction, end: Fraction, lines: Sequence[str]) -> Block:
    first, last = _ms(start), _ms(end)
    block = Block(first, last, "\n".join(lines), passage.speaker, passage.language, passage.row)
    lasts = last - first
    flags = [
        ("long", len(lines) > LINES or any(len(line) > rules.characters for line in lines)),
        ("short", lasts < rules.shortest),
        ("slow", lasts > rules.longest),
        ("fast", block.letters * 1000 > rules.per_second * lasts),
    ]
    return Block(
        first,
        last,
        block.text,
        block.speaker,
        block.language,
        block.row,
        tuple(code for code, is_so in flags if is_so),
    )


def _ms(seconds: Fraction) -> int:
    return (2000 * seconds.numerator + seconds.denominator) // (2 * seconds.denominator)


# -- what fits into two lines --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Piece:
    first: int  # of the passage's words
    end: int
    lines: tuple[str, ...]


def _pieces(words: Sequence[str], rules: Rules) -> list[_Piece]:
    """Each as much as two lines hold; rather up to the end of a sentence or a pause than to the brim."""
    found, at = [], 0
    while at < len(words):
        end = _as_much(words, at, rules)
        if end < len(words):
            end = _better(words, at, end)
        found.append(_Piece(at, end, tuple(_broken(words[at:end], rules.characters))))
        at = end
    return found


def _as_much(words: Sequence[str], at: int, rules: Rules) -> int:
    """The index after the last word that still fits; one word always does."""
    line, used = 1, 0
    for end in range(at, len(words)):
        length = len(words[end])
        if used and used + 1 + length > rules.characters:
            line, used = line + 1, length
        else:
            used += length + (1 if used else 0)
        if (line > LINES or used > rules.characters) and end > at:
            return end
    return len(words)


def _better(words: Sequence[str], at: int, end: int) -> int:
    """An earlier end after a sentence, else after a pause, that leaves at least a third of the words."""
    for signs in (_ENDS, _PAUSES):
        for cut in range(end, at + max(1, (end - at) // 3), -1):
            if words[cut - 1].rstrip("\"'»”’)")[-1:] in signs and words[cut - 1]:
                return cut
    return end


def _broken(words: Sequence[str], characters: int) -> list[str]:
    """One line, or two that are as alike as they can be, the lower rather the longer."""
    text = " ".join(words)
    if len(text) <= characters or len(words) == 1:
        return [text]
    ways = [
        (abs(len(upper) - len(lower)), len(upper) > len(lower), [upper, lower])
        for cut in range(1, len(words))
        if max(len(upper := " ".join(words[:cut])), len(lower := " ".join(words[cut:]))) <= characters
    ]
    if ways:
        return min(ways)[2]
    return textwrap.wrap(text, characters, break_long_words=False, break_on_hyphens=False)


# -- when it stands ------------------------------------------------------------------------------


def _timed(
    passage: Passage, pieces: Sequence[_Piece]
) -> Iterator[tuple[Fraction, Fraction, tuple[str, ...]]]:
    starts = list(accumulate((_start(passage, piece) for piece in pieces), max))
    for number, piece in enumerate(pieces):
        start = starts[number]
        until = starts[number + 1] if number + 1 < len(pieces) else passage.end
        last = passage.words[piece.end - 1].end
        end = last if last is not None and start < last < until else until
        yield start, end, piece.lines


def _start(passage: Passage, piece: _Piece) -> Fraction:
    if piece.first == 0:
        return passage.start
    at = passage.words[piece.first].start
    if at is not None and passage.start <= at < passage.end:
        return at
    before = sum(len(word.text) + 1 for word in passage.words[: piece.first])
    whole = sum(len(word.text) + 1 for word in passage.words)
    return passage.start + (passage.end - passage.start) * before / whole
