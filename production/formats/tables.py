"""Tables out of text: the CSV of every program, read row by row, each repair told by its line.

Nothing is mended in silence and nothing is swallowed: a quote that is never closed is a sign on its
line, a short row is filled up, what stands beyond the last column is told. Cells are text; what they
mean is the business of who asked for them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from production.formats import texts

SEPARATORS = (",", ";", "\t", "|")
MOST_COLUMNS = 300
MOST_ROWS = 100_000
LONGEST_CELL = 50_000  # characters; spreadsheets end at 32,767
MOST_REPAIRS = 500  # that are told one by one
_HEADING_WITHIN = 20  # rows
_MOST_PARTED = 10_000  # cells of one line; what is wider is refused anyway

_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_CLOSING = re.compile('"+')
_DATA = re.compile(r"[0-9]{3}|@|^[-+]?[0-9]+([.,:/][0-9]+)*$")


class Refused(ValueError):
    """What is no table that can be read; `code` says why, `facts` name what the reader must know."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(f"{code} {facts}")
        self.code = code
        self.facts = facts


@dataclass(frozen=True)
class Repair:
    """What was mended in a line, or what in it could not be kept."""

    line: int
    code: str
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Row:
    line: int  # where it begins in the file
    cells: list[str]


@dataclass
class Table:
    """Headings, and rows as they are asked for; `repairs` grows with them."""

    columns: list[str]
    rows: Iterator[Row]
    repairs: list[Repair] = field(default_factory=list)
    repaired: int = 0  # repairs in all, also those beyond MOST_REPAIRS
    reading: dict[str, Any] = field(default_factory=dict)  # how it was read, guessed or chosen

    def repair(self, line: int, code: str, **facts: Any) -> None:
        self.repaired += 1
        if len(self.repairs) < MOST_REPAIRS:
            self.repairs.append(Repair(line, code, facts))


def read(data: bytes, *, encoding: str = "", separator: str = "", heading: bool | None = None) -> Table:
    """The table in a text; what isn't given is guessed and stands in `reading`."""
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise Refused("empty")
    found = texts.chosen(data, encoding) if encoding else texts.guess(data)
    if texts.is_binary(data, found):
        raise Refused("binary")
    table = Table([], iter(()))
    table.reading = {"encoding": found.name, "encoding_is_sure": found.is_sure}
    lines = _clean(texts.lines(data, found), table)
    first = list(islice(lines, 40))
    separator, said = _separator(first, separator)
    table.reading["separator"] = separator
    raw = _records(_chained(first[said:], lines, 1 + said), separator, table)
    return tidy(table, raw, heading=heading)


def _clean(lines: Iterable[str], table: Table) -> Iterator[str]:
    """Without what no cell may hold; one letter in a line that no encoding has is told once."""
    for number, line in enumerate(lines, start=1):
        if "\0" in line:
            line = line.replace("\0", "")
            table.repair(number, "nul")
        if "\ufffd" in line:
            table.repair(number, "letters")
        yield line.removesuffix("\x1a") if number > 1 else line.removeprefix("\ufeff")


def _chained(first: list[str], rest: Iterator[str], number: int) -> Iterator[tuple[int, str]]:
    for line in first:
        yield number, line
        number += 1
    for line in rest:
        yield number, line
        number += 1


# -- separators ----------------------------------------------------------------------------------


def _separator(lines: list[str], wanted: str) -> tuple[str, int]:
    """The sign between cells, and how many lines said so: spreadsheets write ``sep=;`` first."""
    said = re.fullmatch(r'"?sep=(.)"?[,;\t]*', lines[0], re.IGNORECASE) if lines else None
    if said:
        return wanted or said[1], 1
    return wanted or max(SEPARATORS, key=lambda sign: _evidence(lines, sign)), 0


def _evidence(lines: list[str], sign: str) -> tuple[float, int]:
    """How steadily a sign parts the lines, then into how many cells."""
    scratch = Table([], iter(()))
    counts = Counter(
        len(cells) for _line, cells in _records(_chained(lines, iter(()), 1), sign, scratch) if any(cells)
    )
    most, times = max(counts.items(), key=lambda pair: (pair[1] * (pair[0] > 1), pair[0]), default=(1, 0))
    return (times / counts.total(), most) if most > 1 else (0, 1)


# -- quotes --------------------------------------------------------------------------------------

Numbered = tuple[int, str]


class _Reader:
    """Lines that may be given back, for when a quote turns out to be never closed."""

    def __init__(self, lines: Iterator[Numbered]) -> None:
        self.lines = lines
        self.back: list[Numbered] = []

    def next(self) -> Numbered | None:
        return self.back.pop() if self.back else next(self.lines, None)


def _records(lines: Iterator[Numbered], sign: str, table: Table) -> Iterator[tuple[int, list[str]]]:
    reader = _Reader(lines)
    while (entry := reader.next()) is not None:
        number, line = entry
        if '"' not in line:
            yield number, line.split(sign, _MOST_PARTED)
        else:
            yield number, _quoted(number, line, sign, reader, table)


def _quoted(number: int, line: str, sign: str, reader: _Reader, table: Table) -> list[str]:
    """The cells of a line with quotes in it, and of those that follow it inside a quoted cell."""
    cells: list[str] = []
    at = 0
    while at <= len(line) and len(cells) <= _MOST_PARTED:
        begins = at
        while line.startswith(" ", begins):
            begins += 1
        if not line.startswith('"', begins):
            end = line.find(sign, at)
            end = len(line) if end < 0 else end
            cells.append(line[at:end])
            at = end + len(sign)
            continue
        line, end = _closed(line, begins, sign, reader)
        if end >= 0:
            cells.append(line[begins + 1 : end].replace('""', '"'))
            at = _after(line, end, sign)
            continue
        table.repair(number, "quote")  # never closed, or closed in the middle of a word
        end = line.find(sign, at)
        end = len(line) if end < 0 else end
        cells.append(line[at:end])
        at = end + len(sign)
    return cells


def _closed(line: str, begins: int, sign: str, reader: _Reader) -> tuple[str, int]:
    """The line, longer by those that its quoted cell takes in, and where that cell ends; -1: nowhere.

    A quote closes a cell only in front of a separator or of the end of a line.
    """
    taken: list[Numbered] = []
    pieces, before, at = [line], 0, begins + 1
    while True:
        found = _CLOSING.search(pieces[-1], at)
        if found is not None:
            at, is_pair = found.end(), len(found.group()) % 2 == 0  # two of them are one in the text
            is_empty = not taken and found.start() == begins + 1
            if (not is_pair or is_empty) and _ends(pieces[-1], at, sign):
                return "\n".join(pieces), before + at - 1
            if is_pair:
                continue
        too_long = before + at > LONGEST_CELL + begins
        more = None if found is not None or too_long else reader.next()
        if more is None:
            reader.back.extend(reversed(taken))
            return line, -1
        taken.append(more)
        before += len(pieces[-1]) + 1
        pieces.append(more[1])
        at = 0


def _ends(text: str, at: int, sign: str) -> bool:
    rest = text[at : at + 40].lstrip(" ") if sign != " " else text[at:]
    return not rest or rest.startswith(sign)


def _after(line: str, end: int, sign: str) -> int:
    found = line.find(sign, end + 1)
    return len(line) + 1 if found < 0 else found + len(sign)


# -- headings and rows ---------------------------------------------------------------------------


def tidy(
    table: Table, raw: Iterator[tuple[int, list[str]]], *, heading: bool | None = None, fills: bool = False
) -> Table:
    """Tell the headings from the rows, and bring every row to their number.

    Where a format leaves empty cells at the end of a row away, `fills` says that a short row is whole.
    """
    first = list(islice(((n, cells) for n, cells in raw if any(map(str.strip, cells))), _HEADING_WITHIN))
    if not first:
        raise Refused("empty")
    at = next((i for i, (_n, cells) in enumerate(first) if sum(map(bool, cells)) > 1), 0)
    if len(first[at][1]) > MOST_COLUMNS:
        raise Refused("columns", found=len(first[at][1]), most=MOST_COLUMNS)
    for number, cells in first[:at]:
        table.repair(number, "above", text=" ".join(filter(None, cells))[:200])
    has_heading = not _is_data(first[at][1]) if heading is None else heading
    table.reading["heading"] = has_heading
    if has_heading:
        table.columns = _headings(first[at][1], first[at][0], table)
        at += 1
    else:
        table.columns = [""] * max(len(cells) for _n, cells in first[at:])
    table.rows = _rows(first[at:], raw, table, fills)
    return table


def _is_data(cells: list[str]) -> bool:
    """A first row with an address or a number in it is no heading."""
    return any(_DATA.search(cell.strip()) for cell in cells if cell)


def _headings(cells: list[str], line: int, table: Table) -> list[str]:
    """Each heading once; a second of the same name gets a number, which is told."""
    while cells and not cells[-1].strip():
        cells = cells[:-1]
    seen: Counter[str] = Counter()
    columns = []
    for cell in cells:
        name = " ".join(unguarded(cell).split())[:200]
        seen[name.casefold()] += 1
        if name and (again := seen[name.casefold()]) > 1:
            table.repair(line, "doubled", column=name)
            name = f"{name} ({again})"
        columns.append(name)
    return columns


def _rows(
    first: list[tuple[int, list[str]]], raw: Iterator[tuple[int, list[str]]], table: Table, fills: bool
) -> Iterator[Row]:
    count = 0
    for source in (first, raw):
        for line, cells in source:
            if not any(cells) or not any(map(str.strip, cells)):
                continue
            count += 1
            if count > MOST_ROWS:
                raise Refused("rows", most=MOST_ROWS)
            yield Row(line, _fitted(cells, line, table, fills))


def _fitted(cells: list[str], line: int, table: Table, fills: bool) -> list[str]:
    width = len(table.columns)
    if len(cells) > width:
        if any(beyond := [cell for cell in cells[width:] if cell.strip()]):
            table.repair(line, "long", beyond=", ".join(beyond)[:200])
        cells = cells[:width]
    elif len(cells) < width:
        if not fills:
            table.repair(line, "short", missing=width - len(cells))
        cells = [*cells, *[""] * (width - len(cells))]
    return [_cell(cell, line, table) for cell in cells]


def _cell(text: str, line: int, table: Table) -> str:
    text = text.strip()
    if len(text) > LONGEST_CELL:
        table.repair(line, "cut", most=LONGEST_CELL)
        text = text[:LONGEST_CELL]
    return unguarded(text) if text.startswith("'") else text


# -- formulas ------------------------------------------------------------------------------------


def guarded(text: str) -> str:
    """Text that a spreadsheet would take for a formula gets an apostrophe in front."""
    return f"'{text}" if text[:1] in tuple("=+-@\t\r") or _GUARDED.match(text) else text


def unguarded(text: str) -> str:
    """The text without the apostrophe that :func:`guarded` put in front."""
    return text[1:] if _GUARDED.match(text) else text
