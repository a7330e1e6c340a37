"""What a reader of text looks at before it reads: whether there is any, how much, and in which encoding."""

from __future__ import annotations

from interviews.formats.cues import Reading, Refused
from production.formats import texts

MOST_BYTES = 60_000_000


def measure(data: bytes) -> None:
    if len(data) > MOST_BYTES:
        raise Refused("too_big", most=MOST_BYTES)
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise Refused("empty")


def look(data: bytes, encoding: str, reading: Reading) -> texts.Encoding:
    measure(data)
    try:
        found = texts.chosen(data, encoding) if encoding else texts.guess(data)
    except LookupError:
        raise Refused("encoding", found=encoding) from None
    if texts.is_binary(data, found):
        raise Refused("binary")
    reading.encoding, reading.encoding_is_sure = found.name, found.is_sure
    return found
