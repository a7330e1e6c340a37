"""What the readers of SRT and WebVTT do before and after: the text of a file; its cues in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from operator import le

from interviews.formats.cues import MOST_CUES, Cue, Reading, Refused, Repair
from interviews.formats.opening import look
from interviews.formats.times import NO_END
from production.formats import texts

MOST_BYTES = 16_000_000  # far more than 200,000 cues need; a text takes four times as much in memory
MOST_LETTERS = 200_000  # in one cue
GUESSED = 3_000  # ms that a cue gets which has no end, nor any after it
DAY = 86_400_000
NO_SIGN = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f]")
_LOW_SIGNS = bytes(code for code in range(128) if NO_SIGN.match(chr(code)))
_HIGH_SIGN = re.compile(b"\xc2[\x80-\x9f]")
TOLD = 60  # characters of what was found


def opened(data: bytes, encoding: str, reading: Reading) -> str:
    """The text of a file with LF between its lines; how its bytes were read is noted."""
    found = look(data, encoding, reading)
    width = 4 if "32" in found.name else 2 if "16" in found.name else 1
    if len(data) > MOST_BYTES * width:
        raise Refused("too_big", most=MOST_BYTES * width)
    text = data[found.mark :].decode(found.name, "replace")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip(" \t\n\0\x1a"):
        raise Refused("empty")
    _tell_lost(data, found, text, reading)
    return _without_signs(text, reading)


def _tell_lost(data: bytes, found: texts.Encoding, text: str, reading: Reading) -> None:
    """Bytes that mean nothing in the encoding stand as U+FFFD; a file may have that sign of its own."""
    if "\ufffd" not in text:
        return
    try:
        data[found.mark :].decode(found.name)
    except UnicodeDecodeError:
        for line, count in _lines_with("\ufffd", text):
            reading.mend(line, "unreadable", count=count)


def _without_signs(text: str, reading: Reading) -> str:
    """Without the signs that steer old machines: no text of ours may hold them."""
    if not _has_signs(text):
        return text
    for number, line in enumerate(rows(text), start=1):
        if found := NO_SIGN.findall(line):
            reading.mend(number, "nul" if "\0" in found else "signs", count=len(found))
    return NO_SIGN.sub("", text)


def _has_signs(text: str) -> bool:
    """Whether NO_SIGN is anywhere; bytes are looked through in half the time."""
    data = text.encode()
    return len(data.translate(None, _LOW_SIGNS)) < len(data) or _HIGH_SIGN.search(data) is not None


def _lines_with(sign: str, text: str) -> Iterator[tuple[int, int]]:
    for number, line in enumerate(rows(text), start=1):
        if sign in line:
            yield number, line.count(sign)


def rows(text: str) -> Iterator[str]:
    """The lines of a text one by one: a list of millions would take far more than the text."""
    at = 0
    while (end := text.find("\n", at)) >= 0:
        yield text[at:end]
        at = end + 1
    yield text[at:]


class Habits:
    """What a whole file does in its own way: told once, where it first does, with how often."""

    def __init__(self) -> None:
        self.found: dict[str, tuple[int, int]] = {}

    def note(self, code: str, line: int) -> None:
        first, count = self.found.get(code, (line, 0))
        self.found[code] = first, count + 1

    def tell(self, reading: Reading) -> None:
        for code, (line, count) in self.found.items():
            reading.repairs.append(Repair(line, code, {"count": count}))


def settle(reading: Reading) -> None:
    """Put the cues in order, give an end to those that have none or a wrong one, and tell what is odd."""
    cues = reading.cues
    _check_number(cues)
    starts = [cue[0] for cue in cues]
    ends = [cue[1] for cue in cues]
    if starts != sorted(starts):
        _sort(reading)
    if any(map(le, ends, starts)):
        _give_ends(reading)
    _tell_overlaps(reading)
    past = [cue for cue in cues if cue[1] > DAY]
    if past:
        reading.mend(past[0].line, "past_a_day", count=len(past))
    reading.repairs.sort(key=lambda repair: repair.line)


def _check_number(cues: list[Cue]) -> None:
    if not cues:
        raise Refused("no_cues")
    if len(cues) > MOST_CUES:
        raise Refused("too_many", cues[MOST_CUES].line, most=MOST_CUES)
    if max([len(cue[2]) for cue in cues]) > MOST_LETTERS:
        line = next(cue.line for cue in cues if len(cue[2]) > MOST_LETTERS)
        raise Refused("long_text", line, most=MOST_LETTERS)


def _sort(reading: Reading) -> None:
    latest = 0
    for cue in reading.cues:
        if cue.start < latest:
            reading.mend(cue.line, "unsorted")
        latest = max(latest, cue.start)
    reading.cues.sort(key=lambda cue: cue.start)


def _give_ends(reading: Reading) -> None:
    """From the last cue to the first: each that needs an end gets the start of the next."""
    cues = reading.cues
    start = after = NO_END  # where the cue after begins; where the first that begins later does
    mended: list[tuple[Cue, int]] = []
    for at in range(len(cues) - 1, -1, -1):
        cue = cues[at]
        if cue.start != start:
            start, after = cue.start, start
        if cue.end <= cue.start:
            end = after if after != NO_END else cue.start + GUESSED
            mended.append((cue, end))
            cues[at] = cue._replace(end=end, written="")
    for cue, end in sorted(mended, key=lambda pair: pair[0].line):
        code = "no_end" if cue.end == NO_END else "no_length" if cue.end == cue.start else "end_before_start"
        reading.mend(cue.line, code, start=cue.start, found=max(cue.end, 0), end=end)


def _tell_overlaps(reading: Reading) -> None:
    """Once for each cue that begins before the one before it is over; voices of one cue don't count."""
    for before, cue in pairwise(reading.cues):
        if cue[0] < before[1] and cue.line != before.line:
            reading.mend(cue.line, "overlaps", other=before.line)
