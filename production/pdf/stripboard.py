"""The stripboard on paper: strips in order, each day closed by its end, and what waits after them.

A strip's colour only helps to find it; what it is stands on it in words, so that a copy in black
and white loses nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _

from production import labels
from production.clock import format_minutes

from .layout import Colour, Style
from .report import ReportSheet
from .report_content import Schedule, Strip
from .report_tables import end_of, light_of, totals
from .rows import Column, Piece, Row, lines
from .sheet import GRID, GRID_STRONG, SMALL, STRONG, TEXT
from .wording import Words

WHITE: Colour = (1.0, 1.0, 1.0)
END: Colour = (0.84, 0.84, 0.84)
PLAIN: Colour = (0.95, 0.945, 0.925)
KINDS: dict[str, Colour] = {
    "interview": (0.863, 0.922, 0.969),
    "actuality": (0.878, 0.941, 0.863),
    "b_roll": (0.992, 0.953, 0.780),
    "reconstruction": (0.965, 0.875, 0.910),
    "move": (0.925, 0.902, 0.863),
    "meal": (0.976, 0.902, 0.827),
}
LIGHT: dict[tuple[bool, bool], Colour] = {  # inside, at night
    (True, False): WHITE,
    (False, False): (0.984, 0.914, 0.541),
    (True, True): (0.737, 0.839, 0.933),
    (False, True): (0.749, 0.878, 0.722),
}
WIDTHS = (40.0, 34.0, 84.0, 78.0, 1.3, 1.0, 84.0, 50.0)
FIGURE = Style(GRID.size, GRID.leading, align="right")


@dataclass(frozen=True, slots=True)
class Stripboard:
    schedule: Schedule
    pool: tuple[Strip, ...] = ()
    by_light: bool = False  # coloured by INT/EXT and day or night instead of by kind


def colour_of(strip: Strip, *, by_light: bool) -> Colour:
    """Day interior white, day exterior yellow, night interior blue, night exterior green."""
    if not by_light:
        return KINDS.get(strip.kind, PLAIN)
    if not (strip.int_ext and strip.day_night):
        return PLAIN
    return LIGHT[strip.int_ext == "int", strip.day_night == "night"]


def render(board: Stripboard, words: Words, *, paper: str | None = None) -> bytes:
    with translation.override(words.language):
        sheet = ReportSheet(board.schedule.head, _("Stripboard"), words, paper=paper, is_wide=True)
        colours = _("By INT/EXT and day/night") if board.by_light else _("By kind")
        sheet.add_title(((_("Colours"), colours), *totals(board.schedule)))
        if not board.schedule.days and not board.pool:
            sheet.paragraph(lines(_("Nothing to report yet."), TEXT, sheet.width))
        else:
            _add_strips(sheet, board)
        return sheet.finish()


def _add_strips(sheet: ReportSheet, board: Stripboard) -> None:
    rooms = sheet.columns(*WIDTHS)
    names = [
        (_("Time"), "left"),
        (_("Scene"), "left"),
        (_("Kind"), "left"),
        (_("INT/EXT"), "left"),
        (_("What"), "left"),
        (_("Where"), "left"),
        (_("People"), "left"),
        (_("Length"), "right"),
    ]
    with sheet.flow.table(sheet.header(rooms, names)):
        for day in board.schedule.days:
            _add(sheet, rooms, day.strips, board, sheet.words.of(day.on))
            _add_bar(sheet, len(rooms), end_of(day, sheet.words))
        if board.pool:
            minutes = sum(strip.minutes for strip in board.pool)
            words = _("Not scheduled (%(count)d) — %(length)s") % {
                "count": len(board.pool),
                "length": format_minutes(minutes),
            }
            _add_bar(sheet, len(rooms), words, opens=True)
            _add(sheet, rooms, board.pool, board, sheet.words)


def _add_bar(sheet: ReportSheet, count: int, words: str, *, opens: bool = False) -> None:
    """The end of a day, or the head of what waits: that one stays with the strip after it."""
    cell = lines(words, STRONG, sheet.width)
    tags = (f"TH:{count}",)
    sheet.flow.add(
        Row(sheet.columns(1.0), [cell], tags=tags, tint=END, above=3, below=3, rule=0.8, keep=opens)
    )


def _add(
    sheet: ReportSheet, rooms: Sequence[Column], strips: Sequence[Strip], board: Stripboard, words: Words
) -> None:
    for number, strip in enumerate(strips, start=1):
        tint = colour_of(strip, by_light=board.by_light)
        cells = _cells(strip, rooms, words)
        keep = number == len(strips) and strips is not board.pool  # a day's end never stands alone
        sheet.flow.add(Row(rooms, cells, tint=tint, above=2.5, below=2.5, rule=0.5, keep=keep))


def _cells(strip: Strip, rooms: Sequence[Column], words: Words) -> list[list[Piece]]:
    kind = words.label(labels.ITEM_KINDS, strip.kind)
    title = strip.description or kind
    place = " – ".join(filter(None, (strip.place, strip.set_name)))
    length = format_minutes(strip.minutes) if strip.minutes else ""
    texts = (
        (words.time(strip.start), GRID),
        (strip.scene, GRID_STRONG),
        (kind, GRID),
        (light_of(strip, words), GRID),
        (title, GRID_STRONG if strip.scene else GRID),
        (place, GRID),
        (", ".join(strip.people), SMALL),
        (length, FIGURE),
    )
    return [lines(text, style, room.width) for (text, style), room in zip(texts, rooms, strict=True)]
