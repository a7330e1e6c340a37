"""Reports on paper: a title, one table in groups, a foot that numbers the pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from django.utils import translation
from django.utils.translation import gettext as _

from .flow import Flow
from .layout import HAIR, PALE, Document, Page, Style, plain
from .report_content import Head
from .report_tables import Cell, Column, Group, Report
from .rows import Column as Room
from .rows import Piece, Row, columns, lines, rich
from .sheet import (
    EDGE,
    FOOTER,
    FURNITURE,
    GRID,
    GRID_STRONG,
    LABEL,
    PLACE,
    SIDE,
    SMALL,
    STRONG,
    TEXT,
    caps,
    stack,
)
from .text import clean, fit, in_visual_order, text_width
from .wording import Words

TITLE = Style(20, 24, bold=True)


class ReportSheet:
    """A document in the making: its page, its title, its foot."""

    def __init__(
        self, head: Head, title: str, words: Words, *, paper: str | None = None, is_wide: bool = False
    ) -> None:
        self.head, self.title, self.words = head, title, words
        self.document = Document(
            title=_("%(title)s – %(film)s") % {"title": title, "film": head.film},
            language=words.language,
            paper=paper or head.paper,
            furniture=self._furnish,
            is_wide=is_wide,
        )
        self.width = self.document.width - 2 * SIDE
        self.flow = Flow(self.document, top=self.document.height - EDGE, bottom=EDGE + FOOTER)

    @property
    def as_of(self) -> str:
        return _("As of %(date)s") % {"date": self.words.short_day(self.head.as_of)}

    def columns(self, *widths: float, gap: float = 8.0) -> tuple[Room, ...]:
        return columns(SIDE, self.width, widths, gap)

    def add_title(self, summary: Sequence[tuple[str, str]] = (), warning: str = "") -> None:
        left, right = self.columns(1.0, 150, gap=16)
        film = stack(left.width).text(self.title, TITLE).text(self.head.film, PLACE)
        aside = replace(TEXT, align="right")
        beside = stack(right.width).text(self.head.company, aside).text(self.as_of, aside)
        cells = (film.pieces, beside.pieces)
        self.flow.add(
            Row((left, right), cells, tag="", tags=("H1", "P"), above=0, below=6, rule=1.2, splits=True)
        )
        if warning:
            self.paragraph(lines(warning, STRONG, self.width))
        facts = [part for label, value in summary for part in ((label, False), (value + "   ", True))]
        if facts:
            self.paragraph(rich(facts, TEXT, self.width))
        self.flow.space(4)

    def paragraph(self, pieces: list[Piece], *, kind: str = "P", keep: bool = False) -> None:
        if pieces:
            room = self.columns(1.0)
            self.flow.add(Row(room, [pieces], tag="", tags=(kind,), splits=not keep, keep=keep))

    def header(self, rooms: Sequence[Room], labels: Sequence[tuple[str, str]]) -> Row:
        cells = [
            lines(caps(label), replace(LABEL, align=align), room.width)
            for room, (label, align) in zip(rooms, labels, strict=True)
        ]
        return Row(rooms, cells, tags=("TH",) * len(cells), above=3, below=1.5, rule=0.6)

    def finish(self) -> bytes:
        return self.flow.finish()

    def _furnish(self, page: Page, number: int, total: int) -> None:
        y = EDGE + FOOTER - 10
        page.rule(SIDE, y + 10, self.width, 0.4, HAIR)
        count = _("Page %(number)d of %(total)d") % {"number": number, "total": total}
        used = text_width(clean(count), True, FURNITURE.size)
        style = replace(FURNITURE, bold=True)
        page.text(SIDE + self.width - used, y, plain(in_visual_order(count), True), style)
        words = " · ".join((self.head.film, self.title, self.as_of))
        page.text(SIDE, y, plain(fit(words, False, FURNITURE.size, self.width - used - 12)), FURNITURE)
        if self.head.confidentiality:
            line = fit(self.head.confidentiality, False, FURNITURE.size, self.width)
            page.text(SIDE, y - 9.5, plain(line), FURNITURE)


def render(lay_out: Callable[[Words], Report], words: Words, *, paper: str | None = None) -> bytes:
    """The document in the reader's language."""
    with translation.override(words.language):
        report = lay_out(words)
        sheet = ReportSheet(report.head, report.title, words, paper=paper)
        sheet.add_title(report.summary, report.warning)
        if report.groups:
            _add_table(sheet, report)
        else:
            sheet.paragraph(lines(_("Nothing to report yet."), TEXT, sheet.width))
        for note in report.notes:
            sheet.paragraph(lines(note, SMALL, sheet.width))
        return sheet.finish()


def _add_table(sheet: ReportSheet, report: Report) -> None:
    rooms = sheet.columns(*(column.width for column in report.columns))
    header = sheet.header(rooms, [(column.label, column.align) for column in report.columns])
    with sheet.flow.table(header):
        for group in report.groups:
            _add_group(sheet, report.columns, rooms, group)


def _add_group(sheet: ReportSheet, layout: Sequence[Column], rooms: Sequence[Room], group: Group) -> None:
    whole = sheet.columns(1.0)
    across = f":{len(rooms)}"
    if group.heading:
        words = lines(group.heading, STRONG, sheet.width)
        sheet.flow.add(Row(whole, [words], tags=("TH" + across,), above=6, below=2, rule=0.6, keep=True))
    last = len(group.rows) - 1
    for number, cells in enumerate(group.rows):
        drawn = [_drawn(cell, column, room) for cell, column, room in zip(cells, layout, rooms, strict=True)]
        # what closes a day never stands alone on the next page
        keep = number == last and bool(group.facts or group.closing)
        sheet.flow.add(Row(rooms, drawn, rule=0.2, above=2, below=2, keep=keep))
    if group.facts:
        facts = stack(sheet.width)
        for label, value in group.facts:
            facts.pair(label, value, GRID)
        row = Row(whole, [facts.pieces], tags=("TD" + across,), keep=bool(group.closing), splits=True)
        sheet.flow.add(row)
    if group.closing:
        words = lines(group.closing, STRONG, sheet.width)
        sheet.flow.add(Row(whole, [words], tags=("TH" + across,), tint=PALE, above=3, below=3, rule=0.6))


def _drawn(cell: Cell, column: Column, room: Room) -> list[Piece]:
    style = GRID_STRONG if cell.is_strong else GRID
    if column.align != "left":
        style = replace(style, align=column.align)
    pieces = lines(cell.text, style, room.width, link=cell.link)
    return [*pieces, *lines(cell.detail, replace(SMALL, align=column.align), room.width)]
