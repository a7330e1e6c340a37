"""Tables for spreadsheets, as CSV and as a workbook: no cell is taken for a formula, none is cut off."""

from __future__ import annotations

import csv as csv_module
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Any

from production.formats.tables import guarded
from production.formats.texts import as_xml

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST = 32_000  # characters of a cell; a spreadsheet cuts off in silence what is longer
_LIKE_A_SIGN = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # as workbooks write a sign that XML can't


def csv(table: Iterable[Sequence[Any]]) -> Iterator[str]:
    """Row by row, the headings first as the table has them."""
    yield "\ufeff"  # spreadsheets take a file without this mark for their own code page
    buffer = io.StringIO()
    writer = csv_module.writer(buffer)
    for row in table:
        writer.writerow([guarded(cell) if isinstance(cell, str) else cell for cell in row])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def xlsx(table: Iterable[Sequence[Any]], *, widths: Sequence[int] = ()) -> bytes:
    """Of cells that are text, numbers, and dates.

    With the widths of its columns it is laid out for reading: words wrap, the headings stay in sight.
    """
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "A2" if widths else None
    wrapped, bold = Alignment(wrap_text=True, vertical="top"), Font(bold=True)
    for number, row in enumerate(fitted(map(_escaped, table))):
        cells = []
        for value in row:
            cell = WriteOnlyCell(sheet, value=value)
            if isinstance(value, str):
                cell.data_type = "s"  # never a formula
            if widths:
                cell.alignment = wrapped
            if widths and not number:
                cell.font = bold
            cells.append(cell)
        sheet.append(cells)
    body = io.BytesIO()
    book.save(body)
    return body.getvalue()


def _escaped(row: Sequence[Any]) -> list[Any]:
    return [_LIKE_A_SIGN.sub("_x005F_", as_xml(cell)) if isinstance(cell, str) else cell for cell in row]


def fitted(table: Iterable[Sequence[Any]]) -> Iterator[Sequence[Any]]:
    """The rows of a table; what doesn't fit into a cell goes on in the row below."""
    for row in table:
        if any(isinstance(cell, str) and len(cell) > LONGEST for cell in row):
            yield from zip_longest(
                *(pieces(cell) if isinstance(cell, str) else [cell] for cell in row), fillvalue=""
            )
        else:
            yield row


def pieces(text: str) -> list[str]:
    """A text in pieces that fit into a spreadsheet's cell, parted between words where there are any."""
    parted = []
    while len(text) > LONGEST:
        end = text.rfind(" ", 1, LONGEST + 1)
        end = end if end > 0 else LONGEST
        parted.append(text[:end])
        text = text[end:].removeprefix(" ")
    return [*parted, text]
