"""Avid log exchange (ALE): tabbed rows of clips below what is said of all of them."""

from __future__ import annotations

import re

_BREAK = rb"(?:\r\n|\r|\n)"
_TOP = re.compile(rb"(?:\xef\xbb\xbf)?Heading[ \t]*" + _BREAK)
_COLUMN = re.compile(_BREAK + rb"Column[ \t]*(?=[\r\n])")
_DATA = re.compile(_BREAK + rb"Data[ \t]*(?=[\r\n])")
_HEAD = 65_536  # bytes in which the rows must begin
_WORDS = re.compile(rb"[^\r\n]+")


def as_table(data: bytes) -> bytes | None:
    """Headings and rows alone, on the lines on which they stood; None where it is no ALE."""
    if not _TOP.match(data):
        return None
    column = _COLUMN.search(data, 0, _HEAD)
    rows = _DATA.search(data, column.end(), _HEAD) if column else None
    if column is None or rows is None:
        return None
    above = _WORDS.sub(b"", data[: column.end()])
    between = _WORDS.sub(b"", data[rows.start() : rows.end()])
    return above + data[column.end() : rows.start()] + between + data[rows.end() :]
