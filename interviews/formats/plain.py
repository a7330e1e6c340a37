"""Transcripts typed into a text file."""

from __future__ import annotations

from collections.abc import Iterator

from interviews.formats import blocks, opening
from interviews.formats.cues import Reading
from production.formats import texts
from production.timecode import Rate


def read(data: bytes, *, encoding: str = "", rate: Rate | None = None) -> Reading:
    reading = Reading(format="txt")
    found = opening.look(data, encoding, reading)
    return blocks.read(_lines(data, found, reading), reading, rate)


def _lines(data: bytes, encoding: texts.Encoding, reading: Reading) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(texts.lines(data, encoding), start=1):
        if "\ufffd" in line:
            reading.mend(number, "letters")
        yield number, line
