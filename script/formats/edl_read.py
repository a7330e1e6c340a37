"""What editors send back: edit lists, read with patience, each repair told by its line.

An event on several channels is one :class:`ReadEvent` for each track. Black is a gap: it has neither
reel, file nor name, but may bring back our ids. A dissolve is a cut at its beginning. Where a comment
says which card stands behind a shortened reel, the card is told.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import TextIO

from production.formats import texts
from production.timecode import BadTimecode, Rate
from script.formats.cut import ReadCut, Refused
from script.formats.edl_reading import Reading

MOST_BYTES = 60_000_000
MOST_LINES = 1_000_000
LONGEST_LINE = 2_000
MOST_BEFORE = 5_000  # lines without any event, after which none is looked for

_RATE = re.compile(r"RODAJE: rate=([0-9]{1,6})/([0-9]{1,6})(DF)?")


def read(data: bytes | str, rate: Rate | None = None) -> ReadCut:
    """A list at a rate; where none is given, at the one that our own comment says.

    The flag of the file wins over that of the rate: DROP FRAME counts so even with colons. Refuses what
    is no list (kind), holds no event (empty), isn't text (unreadable), is far too large (size), or can't
    be of the rate (rate).
    """
    told = hint(data)
    if rate is None and told is None:
        raise Refused("rate")
    reading = Reading(rate or told or Rate(25))
    if rate and told and not rate.runs_as(told):
        reading.mend("other_rate", 0, told.key)
    stream = _opened(data, reading)
    for number, line in enumerate(_lines(stream, reading), 1):
        if number > MOST_LINES:
            raise Refused("size", most=MOST_BYTES)
        reading.line(number, line)
        if number == MOST_BEFORE and not reading.has_begun:
            break
    reading.flush()
    if stream.newlines not in (None, "\n", "\r\n"):
        reading.mend("line_ends", 0)
    return reading.told()


def hint(data: bytes | str) -> Rate | None:
    """The rate that a list of ours says in a comment of its first event."""
    if isinstance(data, bytes):
        found = texts.guess(data[:65_536])
        data = data[found.mark : 65_536].decode(found.name, "replace")
    told = _RATE.search(data[:65_536])
    if told is None:
        return None
    try:
        return Rate(int(told[1]), int(told[2]), bool(told[3]))
    except BadTimecode:
        return None


def _opened(data: bytes | str, reading: Reading) -> TextIO:
    if len(data) > MOST_BYTES:
        raise Refused("size", most=MOST_BYTES)
    if not data.strip():
        raise Refused("empty")
    if isinstance(data, str):
        return io.StringIO(data.removeprefix("\ufeff"), newline=None)
    found = texts.guess(data)
    if texts.is_binary(data, found):
        raise Refused("unreadable")
    if found.name != "utf-8" or not found.is_sure:
        reading.mend("encoding", 0, texts.ENCODINGS.get(found.name, found.name))
    return texts.opened(data, found)


def _lines(stream: TextIO, reading: Reading) -> Iterator[str]:
    """Lines without the signs that no list means, each bounded."""
    for number, line in enumerate(stream, 1):
        if "\0" in line or "\x1a" in line:
            line = line.replace("\0", "").replace("\x1a", "")
            reading.mend("signs", number)
        if "\ufffd" in line:
            reading.mend("letters", number)
        if len(line) > LONGEST_LINE:
            line = line[:LONGEST_LINE]
            reading.mend("long_line", number)
        yield line.strip()
