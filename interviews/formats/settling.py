"""From what a file says to cues in order: missing ends found, odd ones mended, each told by its line."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from interviews.formats.cues import MOST_CUES, Cue, Reading, Refused, Word

PACE = 130  # words a minute, as scripts are timed
MOST_HOURS = 10_000
LONGEST_TEXT = 200_000  # letters of one cue

_NO_SIGN = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


class Said(NamedTuple):
    """A cue as the file has it; None where it doesn't say."""

    start: int | None
    end: int | None
    text: str
    speaker: str = ""
    words: tuple[Word, ...] = ()
    line: int = 0


def settle(
    reading: Reading, said: Iterable[Said], *, others: Iterable[int] = (), ends_are_told: bool = True
) -> Reading:
    """Put the cues in order into the reading.

    An end that is missing or wrong is whatever comes next: a start, or one of the `others`. Typed
    transcripts know no other ends, so that a missing one is told of only where nothing comes next.
    """
    kept = _in_order(reading, _with_starts(reading, said))
    starts = sorted({start for start, _said in kept}.union(others))
    latest = before = 0
    for start, item in kept:
        end = _end(reading, start, item, starts, ends_are_told=ends_are_told)
        if start < latest and (start, end) != (before, latest):  # several who speak in one
            reading.mend(item.line, "overlaps")
        before, latest = start, max(latest, end)
        reading.cues.append(Cue(start, end, item.text, item.speaker, item.words, line=item.line))
    return reading


def spoken(text: str) -> int:
    """How long so many words take, in ms, by whole seconds."""
    return max(1, -(-len(text.split()) * 60 // PACE)) * 1000


def clean(text: str, line: int, reading: Reading) -> str:
    """Without what no text may hold; line ends become line feeds."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _NO_SIGN.search(text):
        reading.mend(line, "nul" if "\0" in text else "signs")
        text = _NO_SIGN.sub("", text)
    return text


def _with_starts(reading: Reading, said: Iterable[Said]) -> list[tuple[int, Said]]:
    kept: list[tuple[int, Said]] = []
    before = 0
    for item in said:
        if len(kept) >= MOST_CUES:
            raise Refused("too_many", item.line, most=MOST_CUES)
        if len(item.text) > LONGEST_TEXT:
            raise Refused("long_text", item.line, most=LONGEST_TEXT)
        start = item.start
        if start is None:
            reading.mend(item.line, "no_start")
            start = before
        kept.append((start, item))
        before = max(start, item.end or 0)
    return kept


def _in_order(reading: Reading, kept: list[tuple[int, Said]]) -> list[tuple[int, Said]]:
    latest = 0
    for start, item in kept:
        if start < latest:
            reading.mend(item.line, "unsorted")
        latest = max(latest, start)
    return sorted(kept, key=lambda pair: pair[0])


def _end(reading: Reading, start: int, item: Said, starts: list[int], *, ends_are_told: bool) -> int:
    if item.end is not None and item.end > start:
        return item.end
    if item.end is not None:
        reading.mend(item.line, "end_before_start" if item.end < start else "no_length")
    after = bisect_right(starts, start)
    if after < len(starts):
        if item.end is None and ends_are_told:
            reading.mend(item.line, "no_end")
        return starts[after]
    if item.end is None:
        reading.mend(item.line, "no_last_end", seconds=spoken(item.text) // 1000)
    return start + spoken(item.text)
