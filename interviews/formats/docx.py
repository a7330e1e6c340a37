"""Transcripts typed in a word processor: their paragraphs and rows, then the rules of typed ones.

The file is a zip from somebody else: its directory is looked at before anything is unpacked, and what
is unpacked is counted, since a directory may lie. Only the text of the document is read; what it
refers to elsewhere is never fetched. The line of a repair is the number of the paragraph.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO
from xml.parsers import expat

from interviews.formats import blocks
from interviews.formats.cues import Reading, Refused
from production.timecode import Rate

ENTRIES = 2_000
UNPACKED = 50_000_000  # bytes
RATIO = 200  # unpacked to packed
MOST_PARAGRAPHS = 100_000
_SMALL = 100_000  # bytes that may be packed however tightly
_CHUNK = 65_536
_DOCUMENT = "word/document.xml"

_SPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main ",
    "http://purl.oclc.org/ooxml/wordprocessingml/main ",
)
_FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
# what is no text, or none any more
_LEFT_OUT = frozenset({"pPr", "rPr", "tblPr", "sectPr", "del", "moveFrom", "instrText"})
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}

Line = tuple[int, str]


def read(data: bytes, *, encoding: str = "", rate: Rate | None = None) -> Reading:
    reading = Reading(format="docx", encoding="utf-8")
    return blocks.read(lines(data), reading, rate)


def lines(data: bytes) -> Iterator[Line]:
    """The lines of the paragraphs with their numbers; the cells of a row stand between tabs."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _look_before(archive)
            with archive.open(_DOCUMENT) as part:
                yield from _document(part)
    except expat.ExpatError as error:
        raise Refused("damaged_xml", line=error.lineno) from None
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError) as error:
        if isinstance(error, Refused):
            raise
        raise Refused("damaged" if zipfile.is_zipfile(io.BytesIO(data)) else "not_docx") from error


def _look_before(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    if len(entries) > ENTRIES:
        raise Refused("entries", most=ENTRIES)
    if _DOCUMENT not in archive.namelist():
        raise Refused("not_docx")
    if sum(entry.file_size for entry in entries) > UNPACKED:
        raise Refused("unpacked")
    if any(entry.file_size > max(_SMALL, RATIO * entry.compress_size) for entry in entries):
        raise Refused("unpacked")
    for entry in entries:
        if entry.filename.endswith((".xml", ".rels")) and entry.filename != _DOCUMENT:
            with archive.open(entry) as part:
                head = part.read(4_096).replace(b"\0", b"")
            if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                raise Refused("entities")


def _document(part: IO[bytes]) -> Iterator[Line]:
    text = _Text()
    unpacked = 0
    while chunk := part.read(_CHUNK):
        unpacked += len(chunk)
        if unpacked > UNPACKED:
            raise Refused("unpacked")
        text.parser.Parse(chunk, False)
        yield from text.taken()
    text.parser.Parse(b"", True)
    yield from text.taken()


class _Text:
    """The lines of a document's part, as they are read."""

    def __init__(self) -> None:
        self.done: list[Line] = []
        self.count = 0  # paragraphs
        self.open: list[list[str]] = []  # a text box is a paragraph inside another
        self.rows: list[list[list[Line]]] = []  # tables inside tables; of each row its cells
        self.left_out = 0  # how deep inside what is no text
        self.is_text = False
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = _no_entities
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.said

    def taken(self) -> list[Line]:
        done, self.done = self.done, []
        return done

    def start(self, name: str, _facts: dict[str, str]) -> None:
        word = _local(name)
        if self.left_out or word in _LEFT_OUT or name == _FALLBACK:
            self.left_out += 1
        elif word == "p":
            self.begin()
        elif word == "tr":
            self.rows.append([])
        elif word == "tc" and self.rows:
            self.rows[-1].append([])
        elif word == "t":
            self.is_text = True
        elif word in _SIGNS and self.open:
            self.open[-1].append(_SIGNS[word])

    def begin(self) -> None:
        self.count += 1
        if self.count > MOST_PARAGRAPHS:
            raise Refused("paragraphs", most=MOST_PARAGRAPHS)
        self.open.append([])

    def said(self, text: str) -> None:
        if self.is_text and self.open:
            self.open[-1].append(text)

    def end(self, name: str) -> None:
        if self.left_out:
            self.left_out -= 1
            return
        match _local(name):
            case "t":
                self.is_text = False
            case "p" if self.open:
                self.put([(self.count, line) for line in "".join(self.open.pop()).split("\n")])
            case "tr" if self.rows:
                self.put(_row(self.rows.pop()))

    def put(self, found: list[Line]) -> None:
        if self.rows and self.rows[-1]:
            self.rows[-1][-1].extend(found)
        else:
            self.done.extend(found)


def _row(cells: list[list[Line]]) -> list[Line]:
    """A row's cells on one line; what stands in one cell only, and further lines of the last, as they are."""
    said = [cell for cell in ([line for line in cell if line[1].strip()] for cell in cells) if cell]
    if len(said) < 2:
        return said[0] if said else []
    first = "\t".join([*(" ".join(text for _n, text in cell) for cell in said[:-1]), said[-1][0][1]])
    return [(said[0][0][0], first), *said[-1][1:]]


def _local(name: str) -> str:
    for space in _SPACES:
        if name.startswith(space):
            return name[len(space) :]
    return ""


def _no_entities(*_declared: object) -> None:
    raise Refused("entities")
