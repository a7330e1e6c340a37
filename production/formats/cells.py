"""What a spreadsheet puts on the clipboard: cells between tabs, rows between line ends.

A cell that holds a tab, a line end or a quotation mark of its own may come in quotation marks; one
that merely begins with one is taken as it is, so that nothing after it is swallowed.
"""

from __future__ import annotations

import re

MOST_ROWS = 300
MOST_COLUMNS = 30
LONGEST = 200_000  # letters

_CELL = re.compile(r'"((?:[^"]|"")*)"(?=[\t\r\n]|\Z)|([^\t\r\n]*)')
_LINE_END = re.compile(r"\r\n|\r|\n")


class TooMuch(Exception):
    """More than anybody types into one list."""


def read(text: str) -> list[list[str]]:
    """The rows of a block of cells, blank ones at its end left out."""
    if len(text) > LONGEST:
        raise TooMuch
    rows: list[list[str]] = [[]]
    at = 0
    while True:
        cell = _CELL.match(text, at)
        assert cell is not None  # noqa: S101  # the second half matches nothing too
        quoted, plain = cell.groups()
        rows[-1].append(plain if quoted is None else " ".join(quoted.replace('""', '"').split()))
        at = cell.end()
        if at >= len(text):
            break
        if text[at] == "\t":
            at += 1
            continue
        at = _LINE_END.match(text, at).end()  # type: ignore[union-attr]
        rows.append([])
    return _bounded(rows)


def _bounded(rows: list[list[str]]) -> list[list[str]]:
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    if len(rows) > MOST_ROWS or any(len(row) > MOST_COLUMNS for row in rows):
        raise TooMuch
    return rows
