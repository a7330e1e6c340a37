"""Transcripts typed into a text file."""

from __future__ import annotations

from collections.abc import Iterator

from interviews.formats import blocks
from interviews.formats.cues import Reading, Refused
from production.formats import texts
from production.timecode import Rate

MOST_BYTES = 60_000_000


def read(data: bytes, *, encoding: str = "", rate: Rate | None = None) -> Reading:
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise Refused("empty")
    if len(data) > MOST_BYTES:
        raise Refused("too_big", most=MOST_BYTES // 1_000_000)
    found = texts.chosen(data, encoding) if encoding else texts.guess(data)
    if texts.is_binary(data, found):
        raise Refused("binary")
    reading = Reading(format="txt", encoding=found.name, encoding_is_sure=found.is_sure)
    return blocks.read(_lines(data, found, reading), reading, rate)


def _lines(data: bytes, encoding: texts.Encoding, reading: Reading) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(texts.lines(data, encoding), start=1):
        if "\ufffd" in line:
            reading.mend(number, "letters")
        yield number, line
