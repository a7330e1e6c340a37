"""Day-out-of-days on paper: wide pages, as many dates on each as are easy to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from django.utils import translation
from django.utils.translation import gettext as _

from .layout import GREY, Style
from .report import ReportSheet
from .report_content import Grid, GridRow
from .rows import Column, Gap, Piece, Row, lines, rich
from .sheet import GRID, GRID_STRONG, SIDE, SMALL, STRONG, TEXT, caps
from .wording import Words

NAME = 150.0
DATE = (20.0, 36.0)  # the least and the most that a date is given
TOTAL = 26.0
CODE = replace(GRID_STRONG, align="center")
HELD = Style(8.4, 10.4, align="center", colour=GREY)
FIGURE = replace(GRID, align="right")


def group_name(code: str) -> str:
    names = {"contributors": _("Contributors"), "crew": _("Crew"), "locations": _("Locations")}
    return names[code]


def legend() -> list[tuple[str, str]]:
    return [
        ("SW", _("first day")),
        ("W", _("work")),
        ("WF", _("last day")),
        ("SWF", _("only day")),
        ("H", _("held between")),
        ("T", _("travel")),
        ("R", _("recce or preparation")),
    ]


def notes(grid: Grid) -> list[str]:
    return [_("Stretches of more than 14 days without a day of the film are left out.")] * grid.is_folded


def render(grid: Grid, words: Words, *, paper: str | None = None) -> bytes:
    with translation.override(words.language):
        sheet = ReportSheet(grid.head, _("Day-out-of-days"), words, paper=paper, is_wide=True)
        sheet.add_title()
        key = [part for code, meaning in legend() for part in ((code, True), (meaning + "   ", False))]
        sheet.paragraph(rich(key, SMALL, sheet.width))
        if not grid.groups:
            sheet.paragraph(lines(_("Nothing to report yet."), TEXT, sheet.width))
        else:
            for number, part in enumerate(parts(len(grid.dates), sheet.width)):
                if number:
                    sheet.flow.new_page()
                _add_part(sheet, grid, part)
        for note in notes(grid):
            sheet.paragraph(lines(note, SMALL, sheet.width))
        return sheet.finish()


def parts(count: int, width: float) -> list[range]:
    """The dates of each page, about as many on each; the last has the totals beside them."""
    room = int((width - NAME - 3 * TOTAL) // DATE[0])
    pages = -(-count // room)
    edges = [round(count * number / pages) for number in range(pages + 1)]
    return [range(first, last) for first, last in pairwise(edges)]


def _add_part(sheet: ReportSheet, grid: Grid, part: range) -> None:
    dates = grid.dates[part.start : part.stop]
    has_totals = part.stop == len(grid.dates)
    rooms = _rooms(sheet, len(dates), has_totals=has_totals)
    span = (sheet.words.short_day(dates[0]), sheet.words.short_day(dates[-1]))
    title = _("%(first)s to %(last)s") % {"first": span[0], "last": span[1]} if len(dates) > 1 else span[0]
    sheet.paragraph(lines(title, STRONG, sheet.width), kind="H2", keep=True)
    with sheet.flow.table(_header(sheet, rooms, dates, has_totals=has_totals)):
        for code, rows in grid.groups:
            words = lines(group_name(code), STRONG, sheet.width)
            heading = Row(
                [Column(SIDE, rooms[-1].x + rooms[-1].width - SIDE)],
                [words],
                tags=(f"TH:{len(rooms)}",),
                above=6,
                below=2,
                rule=0.6,
                keep=True,
            )
            sheet.flow.add(heading)
            for row in rows:
                cells = list(_cells(row, part, rooms, has_totals=has_totals))
                tags = ("TH", *("TD" for _cell in cells[1:]))
                sheet.flow.add(Row(rooms, cells, tags=tags, above=1.8, below=1.8, rule=0.3))


def _rooms(sheet: ReportSheet, count: int, *, has_totals: bool) -> list[Column]:
    totals = 3 if has_totals else 0
    wide = min(DATE[1], (sheet.width - NAME - 3 * TOTAL) / count)
    rooms = [Column(SIDE, NAME - 6)]
    x = SIDE + NAME
    for width in (*(wide for _n in range(count)), *(TOTAL for _n in range(totals))):
        rooms.append(Column(x, width))
        x += width
    return rooms


def _header(sheet: ReportSheet, rooms: Sequence[Column], dates: Sequence[date], *, has_totals: bool) -> Row:
    style = Style(6.6, 8.2, colour=GREY, align="center")
    strong = Style(8.4, 10, bold=True, align="center")
    cells: list[list[Piece]] = [[]]
    for number, (on, room) in enumerate(zip(dates, rooms[1:], strict=False)):
        month, day, weekday = sheet.words.date_heading(on)
        is_new = not number or dates[number - 1].month != on.month
        top: list[Piece] = lines(caps(month), style, room.width) if is_new else [Gap(style.leading)]
        cells.append([*top, *lines(day, strong, room.width), *lines(weekday, style, room.width)])
    if has_totals:
        label = replace(strong, align="right")
        for word, room in zip(("W", "H", "T"), rooms[-3:], strict=True):
            cells.append([Gap(style.leading), *lines(word, label, room.width)])
    return Row(rooms, cells, tags=("TH",) * len(cells), above=2, below=2, rule=0.6)


def _cells(row: GridRow, part: range, rooms: Sequence[Column], *, has_totals: bool) -> Iterator[list[Piece]]:
    name = rich([(row.number, True), (row.name, False)], GRID, rooms[0].width)
    yield [*name, *lines(row.detail, Style(7, 8.6, colour=GREY), rooms[0].width)]
    for code, room in zip(row.cells[part.start : part.stop], rooms[1:], strict=False):
        yield lines(code, HELD if code == "H" else CODE, room.width)
    if has_totals:
        for total, room in zip((row.work, row.held, row.travel), rooms[-3:], strict=True):
            yield lines(str(total), FIGURE, room.width)
