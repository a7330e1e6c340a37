"""The rows of a transcript as every writer takes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple


class Line(NamedTuple):
    start: int  # ms
    end: int  # ms, exclusive
    text: str = ""
    speaker: str = ""
    translation: str = ""
    source_in: str = ""  # labels of the source timecode
    source_out: str = ""
    written: str = ""  # both times as the format that is written had them when it was read


class Words(StrEnum):
    ORIGINAL = "original"
    TRANSLATION = "translation"
    BOTH = "both"


class Times(StrEnum):
    RUNNING = "running"
    SOURCE = "source"


def said(line: Line, words: Words) -> str:
    """What is written of a line; where both are wanted, the translation stands below."""
    wanted = {
        Words.ORIGINAL: [line.text],
        Words.TRANSLATION: [line.translation],
        Words.BOTH: [line.text, line.translation],
    }[words]
    return "\n".join(row for text in wanted for row in rows(text))


def rows(text: str) -> list[str]:
    """The lines of a text that have something in them: a blank one ends a cue in every format."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return [row for row in text.split("\n") if row.strip()]


def clock(ms: int, sign: str = ".") -> str:
    """``01:02:03.004``; hours may have more than two figures."""
    seconds, rest = divmod(ms, 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}{sign}{rest:03d}"


def ins_and_outs(line: Line, times: Times) -> tuple[str, str]:
    """Both times of a line in the wanted counting; running time where it has no source timecode."""
    if times == Times.SOURCE and line.source_in:
        return line.source_in, line.source_out
    return clock(line.start), clock(line.end)


class Placed(NamedTuple):
    """A line with how the next one follows: 0 at once, 1 after a gap, -1 before this one ends."""

    line: Line
    gap: int


def placed(lines: Iterable[Line]) -> Iterator[Placed]:
    """The lines with what follows them; nothing after the last is a gap."""
    for line, after in pairwise([*lines, None]):
        if line is not None:
            gap = 1 if after is None else (after.start > line.end) - (after.start < line.end)
            yield Placed(line, gap)
