"""The historical timeline on paper: pictures of what happened when, then the events in a table.

What nothing covers is drawn hollow and says so in words, so that
a copy in black and white loses nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from production import labels
from production.drawings import timeline as drawing
from production.historic_words import format_date

from .layout import BLACK, GREY, PALE, Colour, Page, Style, plain
from .report import ReportSheet
from .rows import Column, Figure, Piece, Row, lines
from .sheet import GRID, GRID_STRONG, SMALL, STRONG, TEXT
from .text import fit, text_width
from .timeline_content import Event, Timeline, picture
from .wording import Words

AT_ONCE = 24  # events of one picture
WIDTHS = (92.0, 1.4, 0.7, 0.9, 1.0, 1.1)
DARK, LIGHT, FAINT, WHITE = ((grey, grey, grey) for grey in (0.25, 0.8, 0.86, 1.0))


def render(found: Timeline, words: Words, *, paper: str | None = None) -> bytes:
    with translation.override(words.language):
        sheet = ReportSheet(found.head, _("Timeline"), words, paper=paper, is_wide=True)
        counts = ((_("Events"), len(found.events)), (_("Not covered"), found.uncovered))
        sheet.add_title([(label, str(count)) for label, count in counts])
        if not found.events:
            sheet.paragraph(lines(_("Nothing to report yet."), TEXT, sheet.width))
        else:
            _add_pictures(sheet, found)
            _add_table(sheet, found)
        return sheet.finish()


# The picture


def _add_pictures(sheet: ReportSheet, found: Timeline) -> None:
    for at in range(0, len(found.events), AT_ONCE):
        drawn = picture(found.lanes, found.events[at : at + AT_ONCE], sheet.words)
        if drawn is not None:
            piece = TimelinePiece(drawn, sheet.width, sheet.flow.page_height if at else sheet.flow.room)
            sheet.flow.add(Row(sheet.columns(1.0), [[piece]], tag="", tags=("P",), above=4, below=4))
    legend = _("◆ that day · ▬ lasted · pale: some time within · dashed: not covered")
    sheet.paragraph(lines(legend, SMALL, sheet.width))


class TimelinePiece(Figure):
    """A picture as large as the page allows."""

    __slots__ = ("drawn", "scale")

    def __init__(self, drawn: drawing.Picture, width: float, most: float) -> None:
        self.drawn = drawn
        self.scale = min(width / drawn.width, (most - 40) / drawn.height)
        self.height = self.scale * drawn.height
        self.alternative = _("The timeline as a picture; the table says the same")

    def draw(self, page: Page, x: float, top: float, width: float) -> None:
        pen = _Pen(page, x, top, self.scale)
        for cell in self.drawn.breaks:
            pen.box(cell.x, 24, cell.width, self.drawn.bottom - 24, fill=PALE)
        for cell in self.drawn.ticks:
            pen.line(cell.x, 24, cell.x, self.drawn.bottom)
            pen.words(cell.middle, 16, cell.label, cell.width * 2, align="center")
        for lane in self.drawn.lanes:
            self._lane(pen, lane)
        for mark in self.drawn.marks:
            _mark(pen, mark)

    def _lane(self, pen: _Pen, lane: drawing.Lane) -> None:
        pen.line(0, lane.y, self.drawn.width, lane.y)
        pen.words(2, lane.text_y, lane.words, self.drawn.left - 6, bold=True)
        for sign in lane.signs:
            pen.box(
                sign.x, sign.box_y, sign.width, sign.box_height, fill=WHITE, edge=True, dashed=lane.is_bare
            )
            pen.words(sign.middle, sign.text_y, sign.label, sign.width, align="center")


def _mark(pen: _Pen, mark: drawing.Mark) -> None:
    is_bare = not mark.event.is_covered
    fill = None if is_bare else LIGHT if mark.shape == "within" else DARK
    if mark.shape == "point":
        pen.diamond(mark.middle, mark.y + drawing.LEVEL // 2, drawing.POINT // 2 + 1, fill=fill)
    else:
        pen.box(mark.x, mark.mark_y, mark.width, mark.mark_height, fill=fill, edge=True, dashed=is_bare)
    align = "right" if mark.is_before else "left"
    room = len(mark.label) * drawing.LETTER + 6
    pen.words(mark.label_x, mark.text_y, mark.label, room, align=align, bold=is_bare)


class _Pen:
    """Draws in the picture's own measure, from its upper left corner."""

    def __init__(self, page: Page, x: float, top: float, scale: float) -> None:
        self.page, self.x, self.top, self.scale = page, x, top, scale

    def _at(self, x: float, y: float) -> tuple[float, float]:
        return self.x + self.scale * x, self.top - self.scale * y

    def line(self, x: float, y: float, right: float, bottom: float) -> None:
        self.page.path([self._at(x, y), self._at(right, bottom)], edge=FAINT, weight=0.4)

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: Colour | None = None,
        edge: bool = False,
        dashed: bool = False,
    ) -> None:
        corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)]
        points = [self._at(*corner) for corner in corners]
        self.page.path(points, fill=fill, edge=DARK if edge else None, weight=0.6, dashed=dashed)

    def diamond(self, x: float, y: float, r: float, *, fill: Colour | None) -> None:
        corners = [(x - r, y), (x, y - r), (x + r, y), (x, y + r), (x - r, y)]
        points = [self._at(*corner) for corner in corners]
        self.page.path(points, fill=fill, edge=DARK, weight=0.8, dashed=fill is None)

    def words(
        self, x: float, y: float, text: str, room: float, *, align: str = "left", bold: bool = False
    ) -> None:
        """At a place of the picture, or ending there, or around it."""
        size = 11 * self.scale
        style = Style(size, size, bold=bold, align=align, colour=GREY if align == "center" else BLACK)
        wide = self.scale * room
        at, baseline = self._at(x, y)
        at -= {"left": 0.0, "right": wide, "center": wide / 2}[align]
        said = fit(text, bold, size, wide)
        self.page.text(at, baseline, plain(said, bold, text_width(said, bold, size)), style, wide)


# The table


def _add_table(sheet: ReportSheet, found: Timeline) -> None:
    rooms = sheet.columns(*WIDTHS)
    names = (_("Date"), _("Event"), _("Place"), _("Who"), _("Covered by"), _("Sources"))
    with sheet.flow.table(sheet.header(rooms, [(name, "left") for name in names])):
        for event in found.events:
            sheet.flow.add(
                Row(rooms, _cells(event, found.lanes, rooms, sheet.words), rule=0.2, above=2, below=2)
            )


def _cells(event: Event, lanes: Sequence[Any], rooms: Sequence[Column], words: Words) -> list[list[Piece]]:
    covered = "\n".join(
        f"{lane}: {', '.join(signs)}" for lane, signs in zip(lanes, event.covers, strict=True) if signs
    )
    if not event.is_covered:
        covered = f"✕ {_('not covered')}"
    certainty = words.label(labels.CERTAINTIES, event.certainty)
    texts = (
        (format_date(event.date, words.language, short=True), GRID),
        (event.title, GRID_STRONG),
        (event.place, GRID),
        (event.who, GRID),
        (covered, GRID if event.is_covered else STRONG),
        ("; ".join(event.sources) or _("none yet"), SMALL),
    )
    cells = [lines(text, style, room.width) for (text, style), room in zip(texts, rooms, strict=True)]
    cells[1] += lines(certainty, SMALL, rooms[1].width)
    return cells
