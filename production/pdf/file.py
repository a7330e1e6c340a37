"""The file itself: ReportLab's objects, and after them the structure tree in one sweep.

A tagged document has an object for every cell. ReportLab's bookkeeping per object would cost
more than the drawing, so the tree is written without it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject
from reportlab.pdfbase.pdfdoc import format as written

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"

LateObjects = Callable[[int], Iterable[bytes]]


class Raw(PDFObject):
    """A PDF object that is already written."""

    def __init__(self, data: bytes = b"null") -> None:
        self.data = data

    def format(self, document: PDFDocument) -> bytes:
        return self.data


class File(PDFDocument):
    """Numbers objects as ReportLab does, and writes them."""

    def number(self, thing: PDFObject) -> int:
        """The number of an object, given now if it has none."""
        return int(self.idToObjectNumberAndVersion[self.Reference(thing).name][0])

    def write(self, late: LateObjects) -> bytes:
        """The bytes of the file. ``late`` makes the last objects, the structure's root first, when
        the number of the first of them is known."""
        catalog = self.number(self.Catalog)
        info = self.number(self.info)
        objects: dict[int, bytes] = {}
        number = 1
        while number in self.numberToId:  # writing an object may number further ones
            if number != catalog:
                objects[number] = self._object(number)
            number += 1
        self.Catalog.StructTreeRoot = f"{number} 0 R"
        objects[catalog] = self._object(catalog)
        for at, data in enumerate(late(number), start=number):
            objects[at] = b"%d 0 obj\n%b\nendobj\n" % (at, data)
        return _assembled(objects, catalog, info)

    def _object(self, number: int) -> bytes:
        data = written(self.idToObject[self.numberToId[number]], self, toplevel=1)
        return b"%d 0 obj\n%b\nendobj\n" % (number, data)


def _assembled(objects: dict[int, bytes], catalog: int, info: int) -> bytes:
    """All objects by number, the table of where they stand, the trailer."""
    parts = [HEADER]
    table = [b"0000000000 65535 f \n"]
    at = len(HEADER)
    for number in range(1, len(objects) + 1):
        data = objects[number]
        parts.append(data)
        table.append(b"%010d 00000 n \n" % at)
        at += len(data)
    size = len(table)
    parts.append(b"xref\n0 %d\n" % size)
    parts.extend(table)
    parts.append(b"trailer\n<</Size %d /Root %d 0 R /Info %d 0 R>>\n" % (size, catalog, info))
    parts.append(b"startxref\n%d\n%%%%EOF\n" % at)
    return b"".join(parts)


def text_string(text: str) -> str:
    """A string of the file's own dictionaries: any character, nothing to escape."""
    return f"<FEFF{text.encode('utf-16-be', 'replace').hex().upper()}>"
