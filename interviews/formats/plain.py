"""Transcripts typed into a text file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from interviews.formats import blocks, opening
from interviews.formats.cues import MOST_CUES, Reading, Refused
from production.formats import texts
from production.timecode import Rate

MOST_LINES = 1_000_000  # CRLF counts twice
_TIMED = re.compile(rb"(?m)^[\[(<{]?[0-9]{1,4}[:;][0-9]{1,2}[:;][0-9]")


def read(data: bytes, *, encoding: str = "", rate: Rate | None = None) -> Reading:
    reading = Reading(format="txt")
    found = opening.look(data, encoding, reading)
    if data.count(b"\n") + data.count(b"\r") > MOST_LINES:
        raise Refused("lines", most=MOST_LINES)
    if sum(1 for _line in islice(_TIMED.finditer(data), MOST_CUES + 1)) > MOST_CUES:
        raise Refused("too_many", most=MOST_CUES)  # at once, not after all of them were read
    return blocks.read(_lines(data, found, reading), reading, rate)


def _lines(data: bytes, encoding: texts.Encoding, reading: Reading) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(texts.lines(data, encoding), start=1):
        if "\ufffd" in line:
            reading.mend(number, "letters")
        yield number, line
