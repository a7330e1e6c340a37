"""A transcript as a table for spreadsheets: both countings of its times, who speaks, the words."""

from __future__ import annotations

import csv as csv_module
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from interviews.formats.lines import Line, Words, as_xml, clock
from production.formats.tables import fitted, guarded

HEADINGS = ("In", "Out", "Start", "End", "Speaker", "Text", "Translation")

_LIKE_A_SIGN = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def rows(
    lines: Iterable[Line], *, words: Words = Words.BOTH, headings: Sequence[str] = HEADINGS
) -> Iterator[list[str]]:
    """The headings, then a row for each line; `headings` gives them in the reader's language."""
    has_original, has_translation = words != Words.TRANSLATION, words != Words.ORIGINAL
    kept = [True] * 5 + [has_original, has_translation]
    yield [heading for heading, is_kept in zip(headings, kept, strict=True) if is_kept]
    for line in lines:
        cells = [line.source_in, line.source_out, clock(line.start), clock(line.end), line.speaker]
        yield [*cells, *([line.text] * has_original), *([line.translation] * has_translation)]


def csv(
    lines: Iterable[Line], *, words: Words = Words.BOTH, headings: Sequence[str] = HEADINGS
) -> Iterator[str]:
    yield "\ufeff"  # spreadsheets take a file without this mark for their own code page
    buffer = io.StringIO()
    writer = csv_module.writer(buffer)
    for row in rows(lines, words=words, headings=headings):
        writer.writerow([guarded(cell) for cell in row])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def xlsx(lines: Iterable[Line], *, words: Words = Words.BOTH, headings: Sequence[str] = HEADINGS) -> bytes:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "A2"
    for place, width in enumerate([14, 14, 14, 14, 22, 80, 80]):
        sheet.column_dimensions["ABCDEFG"[place]].width = width
    wrapped, bold = Alignment(wrap_text=True, vertical="top"), Font(bold=True)
    written = rows(lines, words=words, headings=headings)
    escaped = ([_LIKE_A_SIGN.sub("_x005F_", as_xml(text)) for text in row] for row in written)
    for number, row in enumerate(fitted(escaped)):
        cells = []
        for text in row:
            cell = WriteOnlyCell(sheet, value=text)
            cell.data_type = "s"  # never a formula
            cell.alignment = wrapped
            if not number:
                cell.font = bold
            cells.append(cell)
        sheet.append(cells)
    body = io.BytesIO()
    book.save(body)
    return body.getvalue()
