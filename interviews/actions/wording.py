"""The words of a cue and their times: what stays when the text changes, and where a cue is parted."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Any

from interviews.models import Cue

MOST = 2_000  # words that are compared one by one
_WORD = re.compile(r"\S+")

Times = list[list[int] | None]


def kept_times(was: str, now: str, times: Times | None) -> Times | None:
    """The times of the words that stand in both texts; the others have none."""
    if not times:
        return None
    old, new = was.split(), now.split()
    times = [*times, *[None] * len(old)][: len(old)]
    kept: Times = [None] * len(new)
    head = _same(old, new)
    tail = _same(old[head:][::-1], new[head:][::-1])
    kept[:head] = times[:head]
    if tail:
        kept[-tail:] = times[-tail:]
    middle = slice(head, len(old) - tail), slice(head, len(new) - tail)
    if max(len(old), len(new)) - head - tail <= MOST:
        for a, b, size in SequenceMatcher(None, old[middle[0]], new[middle[1]], False).get_matching_blocks():
            kept[head + b : head + b + size] = times[head + a : head + a + size]
    return kept if any(kept) else None


def _same(one: list[str], other: list[str]) -> int:
    """How many words both begin with."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def moved_times(times: Times | None, by: int, length: int) -> Times | None:
    """As many frames later within a cue; a word that no longer lies in it has none."""
    if not times:
        return None
    moved: Times = [[t[0] + by, t[1] + by] if t else None for t in times]
    inside: Times = [t if t and t[0] >= 0 and t[1] <= length else None for t in moved]
    return inside if any(inside) else None


def parted(text: str, word: int) -> tuple[str, str]:
    """The text before a word, and from it on."""
    at = [found.start() for found in _WORD.finditer(text)][word]
    return text[:at].rstrip(), text[at:]


def frame_at(cue: Cue, word: int) -> int:
    """Where a word begins: by its time, by the end of the one before, else by its share of the letters."""
    times: Any = cue.word_times or []
    if len(times) > word and times[word]:
        return int(cue.in_frame + times[word][0])
    if 0 < word <= len(times) and times[word - 1]:
        return int(cue.in_frame + times[word - 1][1])
    words = cue.text.split()
    before, whole = (sum(map(len, part)) for part in (words[:word], words))
    return cue.in_frame + round((cue.out_frame - cue.in_frame) * before / max(whole, 1))


def word_at(cue: Cue, frame: int) -> int:
    """The first word that begins at a frame or after it, never the first of all."""
    count = len(cue.text.split())
    return next((word for word in range(1, count) if frame_at(cue, word) >= frame), count - 1)
