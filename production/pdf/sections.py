"""Reports of several parts: headings with facts, tables, words, pictures; on a page and on paper alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from django.utils import translation
from django.utils.translation import gettext as _

from .layout import BLACK, HAIR, Colour, Page, Style
from .pictures import Code, picture
from .report import ReportSheet
from .report_content import Head
from .report_tables import Cell, Column
from .rows import Column as Room
from .rows import Figure, Gap, Piece, Row, Stroke, lines
from .sheet import GRID, GRID_STRONG, SECTION, SMALL, STRONG, TEXT, WATERMARK, stack
from .wording import Words, is_located, map_link

LARGE = Style(14, 18, bold=True)
CODE = 62.0
PHOTO = (250.0, 170.0)
CHART = 96.0
DONE: Colour = (0.25, 0.25, 0.25)
LEFT: Colour = (0.86, 0.86, 0.86)


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture by the digest of its file; the bytes come apart."""

    digest: str
    caption: str = ""
    address: str = ""  # where a page shows it


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    value: int


@dataclass(frozen=True, slots=True)
class Chart:
    """What is done up to each date, against all there is: a column for each."""

    words: str  # the same, for those who do not see it
    bars: tuple[Bar, ...]
    total: int

    def columns(self, width: float, height: float) -> Iterator[tuple[Bar, float, float, float]]:
        """Each bar with its left edge, its width and its height in a room of this size."""
        step = width / max(len(self.bars), 1)
        wide = min(step * 0.7, 46.0)
        for number, bar in enumerate(self.bars):
            tall = height * bar.value / self.total if self.total else 0.0
            yield bar, number * step + (step - wide) / 2, wide, tall

    @property
    def drawn(self) -> list[dict[str, str]]:
        """The columns as the page's picture has them, in a room of 600 by 120."""
        return [
            {
                "label": bar.label,
                "x": f"{left:.1f}",
                "middle": f"{left + wide / 2:.1f}",
                "width": f"{wide:.1f}",
                "y": f"{122 - tall:.1f}",
                "height": f"{tall:.1f}",
            }
            for bar, left, wide, tall in self.columns(600, 120)
        ]


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    columns: tuple[Column, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    texts: tuple[str, ...] = ()
    alarms: tuple[str, ...] = ()  # what must be seen first
    photos: tuple[Photo, ...] = ()
    latitude: str = ""
    longitude: str = ""
    chart: Chart | None = None
    is_large: bool = False  # the sections after it belong to it
    empty: str = ""  # what stands here where there is nothing

    @property
    def cells(self) -> list[list[tuple[Column, Cell]]]:
        return [list(zip(self.columns, row, strict=True)) for row in self.rows]

    @property
    def is_located(self) -> bool:
        return is_located(self.latitude, self.longitude)


@dataclass(frozen=True, slots=True)
class Paperwork:
    title: str
    head: Head
    sections: tuple[Section, ...]
    summary: tuple[tuple[str, str], ...] = ()
    dated: str = ""  # of which day or week; else as of when
    warning: str = ""
    stamp: str = ""  # across every page of a draft
    signatures: tuple[tuple[str, str], ...] = ()  # what is signed, and by whom, where it is


class Sheet(ReportSheet):
    def __init__(self, report: Paperwork, words: Words, *, paper: str | None = None) -> None:
        self.report = report
        super().__init__(report.head, report.title, words, paper=paper)

    @property
    def as_of(self) -> str:
        return self.report.dated or super().as_of

    def _furnish(self, page: Page, number: int, total: int) -> None:
        if self.report.stamp:
            page.stamp(self.report.stamp, 130, WATERMARK)
        super()._furnish(page, number, total)


def render(
    lay_out: Callable[[Words], Paperwork],
    words: Words,
    *,
    paper: str | None = None,
    pictures: Mapping[str, bytes] | None = None,
) -> bytes:
    """The document in the reader's language; ``pictures`` are files by their digest."""
    with translation.override(words.language):
        report = lay_out(words)
        sheet = Sheet(report, words, paper=paper)
        sheet.add_title(report.summary, report.warning)
        if not report.sections:
            sheet.paragraph(lines(_("Nothing to report yet."), TEXT, sheet.width))
        for section in report.sections:
            _add(sheet, section, pictures or {})
        if report.signatures:
            _add_signatures(sheet, report.signatures)
        return sheet.finish()


def _add(sheet: Sheet, section: Section, pictures: Mapping[str, bytes]) -> None:
    sheet.flow.space(12 if section.is_large else 8)
    style, kind = (LARGE, "H2") if section.is_large else (SECTION, "H3")
    room = sheet.columns(1.0)
    heading = lines(section.title, style, sheet.width)
    rule = 1.2 if section.is_large else 0.6
    sheet.flow.add(Row(room, [heading], tag="", tags=(kind,), above=0, below=2, rule=rule, keep=True))
    for alarm in section.alarms:
        sheet.paragraph(lines(alarm, STRONG, sheet.width))
    _add_facts(sheet, section)
    if section.rows:
        _add_table(sheet, section)
    for text in section.texts:
        sheet.paragraph(lines(text, TEXT, sheet.width))
    if section.chart:
        figure: list[Piece] = [Bars(section.chart)]
        sheet.flow.add(Row(room, [figure], tag="", tags=("P",), above=4, below=4))
    _add_photos(sheet, section, pictures)
    if section.empty and not (section.rows or section.texts or section.facts):
        sheet.paragraph(lines(section.empty, SMALL, sheet.width))


def _add_facts(sheet: Sheet, section: Section) -> None:
    if not section.facts and not section.is_located:
        return
    code = CODE if section.is_located else 0.0
    rooms = sheet.columns(1.0, code, gap=12) if code else sheet.columns(1.0)
    facts = stack(rooms[0].width)
    for label, value in section.facts:
        facts.pair(label, value)
    cells: list[list[Piece]] = [facts.pieces]
    if code:
        words = _("Map of %(place)s") % {"place": section.title}
        cells.append([Code(map_link(section.latitude, section.longitude), CODE, words)])
    sheet.flow.add(Row(rooms, cells, tag="", tags=("P",) * len(cells), above=2, below=2, splits=not code))


def _add_table(sheet: Sheet, section: Section) -> None:
    rooms = sheet.columns(*(column.width for column in section.columns))
    header = sheet.header(rooms, [(column.label, column.align) for column in section.columns])
    with sheet.flow.table(header):
        for cells in section.rows:
            drawn = [_drawn(*pair) for pair in zip(cells, section.columns, rooms, strict=True)]
            sheet.flow.add(Row(rooms, drawn, rule=0.2, above=2, below=2))


def _drawn(cell: Cell, column: Column, room: Room) -> list[Piece]:
    style = replace(GRID_STRONG if cell.is_strong else GRID, align=column.align)
    pieces = lines(cell.text, style, room.width, link=cell.link)
    return [*pieces, *lines(cell.detail, replace(SMALL, align=column.align), room.width)]


def _add_photos(sheet: Sheet, section: Section, pictures: Mapping[str, bytes]) -> None:
    """Two beside each other; what is no picture that we print is left out."""
    rooms = sheet.columns(1.0, 1.0, gap=12)
    drawn = []
    for photo in section.photos:
        data = pictures.get(photo.digest)
        words = photo.caption or section.title
        found = (
            picture(sheet.document, data, min(PHOTO[0], rooms[0].width), PHOTO[1], words) if data else None
        )
        if found is not None:
            drawn.append([found, *lines(photo.caption, SMALL, rooms[0].width)])
    for at in range(0, len(drawn), 2):
        pair: list[list[Piece]] = [*drawn[at : at + 2], []][:2]
        sheet.flow.add(Row(rooms, pair, tag="", tags=("P", "P"), above=4, below=4))


def _add_signatures(sheet: Sheet, signatures: tuple[tuple[str, str], ...]) -> None:
    sheet.flow.space(24)
    rooms = sheet.columns(*(1.0 for _signature in signatures), gap=24)
    cells = []
    for room, (label, value) in zip(rooms, signatures, strict=True):
        blank: list[Piece] = [] if value else [Gap(24)]
        cells.append([*lines(value, STRONG, room.width), *blank, Stroke(), *lines(label, SMALL, room.width)])
    sheet.flow.add(Row(rooms, cells, tag="", tags=("P",) * len(cells)))


class Bars(Figure):
    """A chart, drawn of rectangles."""

    __slots__ = ("chart",)

    def __init__(self, chart: Chart) -> None:
        self.chart = chart
        self.height = CHART + 14
        self.alternative = chart.words

    def draw(self, page: Page, x: float, top: float, width: float) -> None:
        floor = top - CHART
        page.rule(x, top, width, 0.6, BLACK)  # all there is
        page.rule(x, floor, width, 0.6, HAIR)
        for bar, left, wide, tall in self.chart.columns(width, CHART):
            page.tint(x + left, floor, wide, CHART, LEFT)
            page.tint(x + left, floor, wide, tall, DONE)
            label = lines(bar.label, replace(SMALL, align="center", size=6.6), wide + 30)
            for piece in label[:1]:
                piece.draw(page, x + left - 15, floor - 2, wide + 30)
