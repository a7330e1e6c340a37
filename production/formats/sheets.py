"""Tables out of XLSX workbooks, looked at before they are opened and read row by row.

A workbook is a zip: what it says of its size, how far it is packed and what it declares is checked
first, since a few kilobytes may unpack to gigabytes. Cells come out as the text that a person would type.
"""

from __future__ import annotations

import io
import math
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import time
from typing import Any
from xml.parsers import expat

from production.formats.tables import MOST_COLUMNS, Refused, Table, tidy

ENTRIES = 2_000
UNPACKED = 50_000_000  # bytes of all that is no sheet: texts, styles
SHEETS = 250_000_000  # bytes of the sheets, which are read as they come
RATIO = 200  # unpacked to packed
_SMALL = 100_000  # bytes that may be packed however tightly
_CHUNK = 65_536
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")

_OTHERS = [  # what people send instead, by its first bytes
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "xls"),
    (b"%PDF-", "pdf"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG", "png"),
    (b"GIF8", "gif"),
    (b"{\\rtf", "rtf"),
    (b"\x1f\x8b", "gzip"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf", "7z"),
]


def is_zip(data: bytes) -> bool:
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def foreign(data: bytes) -> str:
    """A word for a well-known kind of file that holds no table we read; "" for none of them."""
    return next((word for mark, word in _OTHERS if data.startswith(mark)), "")


def read(data: bytes, *, sheet: str = "", heading: bool | None = None, seconds: bool = False) -> Table:
    """The table in a workbook's sheet: the one named, else the first that has something in it.

    Times of day come as hours and minutes, unless the table counts `seconds`.
    """
    _look_before(data)
    book = _opened(data)
    names = [s.title for s in book.worksheets if s.sheet_state == "visible"] or book.sheetnames
    for name in [sheet] if sheet in names else names:
        table = Table([], iter(()))
        table.reading = {"sheet": name, "sheets": names[:100]}
        try:
            return tidy(table, _read(book, book[name], table, seconds), heading=heading, fills=True)
        except Refused as refusal:
            if refusal.code != "empty" or name == names[-1] or name == sheet:
                raise
    raise Refused("empty")


def _look_before(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _measure(entries)
            _declare_nothing(archive, entries)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        if isinstance(error, Refused):
            raise
        raise Refused("damaged") from error


def _measure(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > ENTRIES:
        raise Refused("entries", most=ENTRIES)
    names = {entry.filename for entry in entries}
    if "xl/workbook.xml" not in names:
        raise Refused("not_a_workbook")
    sheets = sum(e.file_size for e in entries if _is_sheet(e))
    if sheets > SHEETS or sum(e.file_size for e in entries) - sheets > UNPACKED:
        raise Refused("unpacked")
    if any(e.file_size > max(_SMALL, RATIO * e.compress_size) for e in entries):
        raise Refused("unpacked")


def _is_sheet(entry: zipfile.ZipInfo) -> bool:
    return entry.filename.startswith("xl/worksheets/")


def _declare_nothing(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
    """No part of a workbook has a DOCTYPE; one that has wants to unfold entities."""
    for entry in entries:
        if entry.filename.endswith((".xml", ".rels")):
            with archive.open(entry) as part:
                head = part.read(4_096).replace(b"\0", b"")
            if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                raise Refused("entities")


def _opened(data: bytes) -> Any:
    from openpyxl import load_workbook

    try:
        return load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except Exception as error:  # whatever a damaged part leads the library to
        raise Refused("damaged") from error


def _read(book: Any, sheet: Any, table: Table, seconds: bool) -> Iterator[tuple[int, list[str]]]:
    """The lines that have something in them. The library would fill every gap that a sheet claims."""
    try:
        with book._archive.open(sheet._worksheet_path) as part:
            cells = Cells(book, sheet, table, seconds=seconds)
            while chunk := part.read(_CHUNK):
                cells.parser.Parse(chunk, False)
                yield from cells.taken()
            cells.parser.Parse(b"", True)
            yield from cells.taken()
    except (expat.ExpatError, zipfile.BadZipFile, OSError, EOFError, KeyError, zlib.error) as error:
        raise Refused("damaged") from error


class Cells:
    """The cells of a sheet's part, as text, line by line while it is read."""

    def __init__(self, book: Any, sheet: Any, table: Table, *, seconds: bool = False) -> None:
        self.strings = sheet._shared_strings
        self.dates, self.spans, self.epoch = book._date_formats, book._timedelta_formats, book.epoch
        self.table, self.seconds = table, seconds
        self.done: list[tuple[int, list[str]]] = []
        self.line, self.column = 0, -1
        self.cells: list[str] = []
        self.kind = self.style = ""
        self.text: list[str] | None = None
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.said

    def taken(self) -> list[tuple[int, list[str]]]:
        done, self.done = self.done, []
        return done

    def start(self, name: str, facts: dict[str, str]) -> None:
        match name.rpartition(" ")[2]:
            case "c":
                self.column = _column(facts.get("r", ""), self.column)
                self.kind, self.style = facts.get("t", "n"), facts.get("s", "0")
            case "v" | "t":
                self.text = []
            case "row":
                said = facts.get("r", "")
                self.line = int(said) if said.isdecimal() and len(said) < 8 else self.line + 1
                self.cells, self.column = [], -1
            case "rPh":  # how a word is spoken is no part of it
                self.kind = "spoken"

    def said(self, text: str) -> None:
        if self.text is not None:
            self.text.append(text)

    def end(self, name: str) -> None:
        if self.text is not None and name.endswith((" v", " t")):
            text, self.text = "".join(self.text), None
            if text and 0 <= self.column <= MOST_COLUMNS:
                self.put(self.worded(text))
        elif name.endswith(" row"):
            while self.cells and not self.cells[-1]:
                self.cells.pop()
            if self.cells:
                self.done.append((self.line, self.cells))

    def put(self, text: str) -> None:
        missing = self.column + 1 - len(self.cells)
        if missing > 0:
            self.cells.extend([""] * missing)
        self.cells[self.column] += text  # a cell's text may come in runs

    def worded(self, text: str) -> str:
        """A cell as a person would type it: dates year first, whole numbers without a point."""
        match self.kind:
            case "s":
                place = int(text) if text.isdecimal() and len(text) < 9 else -1
                return _plain(str(self.strings[place])) if 0 <= place < len(self.strings) else ""
            case "inlineStr" | "str":
                return _plain(text)
            case "b":
                return "true" if text == "1" else "false"
            case "e":
                self.table.repair(self.line, "error_cell", found=text[:20])
                return ""
            case "d":
                return text.replace("T00:00:00", "").replace("T", " ")[:32]
            case "n":
                return self.number(text)
        return ""

    def number(self, text: str) -> str:
        try:
            value = float(text)
        except ValueError:
            return _plain(text)
        if self.style.isdecimal() and (style := int(self.style)) in self.dates:
            return self.moment(value, is_span=style in self.spans)
        return format(value, ".15g") if math.isfinite(value) else text

    def moment(self, value: float, *, is_span: bool) -> str:
        from openpyxl.utils.datetime import from_excel

        if self.seconds and (is_span or 0 <= value < 1):
            return _clock(round(value * 86_400_000)) if 0 <= value < 10_000 else str(value)
        if is_span or not 0 <= value < 2_958_466:  # the last day of the year 9999
            minutes = round(value * 1440)
            return f"{minutes // 60:02d}:{minutes % 60:02d}" if 0 <= minutes < 60_000 else str(value)
        found = from_excel(value, self.epoch)
        if isinstance(found, time):
            return found.isoformat("minutes")
        return found.date().isoformat() if found.time() == time() else found.isoformat(" ", "minutes")


def _clock(ms: int) -> str:
    seconds, rest = divmod(ms, 1000)
    text = f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    return f"{text}.{rest:03d}" if rest else text


def _column(reference: str, before: int) -> int:
    """Counted from 0; beyond every sheet where a reference is none."""
    if not reference:
        return before + 1
    column = 0
    for letter in reference[:4]:
        if not "A" <= letter <= "Z":
            break
        column = 26 * column + ord(letter) - 64
    return column - 1


def _plain(text: str) -> str:
    """XML has no way to write control characters, so workbooks escape them."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text).replace("\0", "")
