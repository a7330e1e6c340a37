"""The paper edit: what is said, in the order of the script, with where it lies, themes and rating."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from production.pdf.layout import PALE
from production.pdf.rows import Column, Piece, Row, columns, lines
from production.pdf.sheet import SMALL, STRONG
from production.pdf.wording import Words
from script.pdf.content import Cell, Scene, Script, clock, short
from script.pdf.content import Row as Line
from script.pdf.elements import Told, Wish
from script.pdf.sheet import ASIDE, HEADING, INCH, LENGTH, NUMBER, NUMBERS, ScriptSheet, labels_row
from script.pdf.text import led, set_in

SOURCE = 148.0
TALL = 180.0
PLAIN = Wish()
STARS = 5


def render(script: Script, words: Words, *, wish: Wish = PLAIN, paper: str | None = None) -> bytes:
    with translation.override(words.language):
        sheet = ScriptSheet(script, _("Paper edit"), words, wish=wish, paper=paper)
        found = [(scene, list(_bites(script, scene))) for scene in sheet.scenes if not scene.is_omitted]
        found = [(scene, bites) for scene, bites in found if bites]
        every = [cell for _scene, bites in found for _row, cell in bites]
        told = ngettext("%(count)d soundbite, %(time)s", "%(count)d soundbites, %(time)s", len(every))
        sheet.add_title(told % {"count": len(every), "time": clock(_sum(every))})
        if not found:
            sheet.add_nothing(_("No soundbite is taken yet."))
            return sheet.finish()
        rooms = (NUMBERS, *columns(INCH, sheet.width, (SOURCE, 1.0), 14.0))
        with sheet.flow.table(labels_row(rooms, ("", _("Source"), _("Words")))):
            for scene, bites in found:
                _add_scene(sheet, scene, bites)
                for row, cell in bites:
                    _add(sheet, rooms, row, cell)
        return sheet.finish()


def _bites(script: Script, scene: Scene) -> Iterator[tuple[Line, Cell]]:
    for row in script.rows_of.get(scene.key, ()):
        for cell in script.cells_of.get(row.key, ()):
            if cell.element == "soundbite":
                yield row, cell


def _sum(cells: Iterable[Cell]) -> Fraction:
    return sum((cell.seconds for cell in cells), Fraction())


def _add_scene(sheet: ScriptSheet, scene: Scene, bites: list[tuple[Line, Cell]]) -> None:
    aside = clock(_sum(cell for _row, cell in bites))
    title, time = columns(INCH, sheet.width, (1.0, 60), 8.0)
    cells = [
        lines(scene.number, NUMBER, NUMBERS.width),
        lines(scene.title.upper() or "–", HEADING, title.width),
        lines(aside, ASIDE, time.width),
    ]
    row = Row((NUMBERS, title, time), cells, tags=("TH", "TH", "TD"), above=4, below=3, rule=0.4, keep=True)
    row.tint = PALE
    sheet.flow.add(row)


def _add(sheet: ScriptSheet, rooms: tuple[Column, ...], line: Line, cell: Cell) -> None:
    number, source, said = rooms
    margin = lines(line.number, NUMBER, number.width) if sheet.wish.numbers else []
    margin += lines(short(cell.seconds), LENGTH, number.width)
    row = Row(
        rooms,
        [led(margin, 3), led(_source(sheet, cell, source.width), 3), set_in(_said(sheet, cell), said.width)],
        above=1,
        below=5,
        rule=0.2,
    )
    row.splits = row.height > TALL
    sheet.flow.add(row)


def _source(sheet: ScriptSheet, cell: Cell, width: float) -> list[Piece]:
    """Who and where; the gist, rating and themes as the logger wrote them."""
    medium = sheet.script.media_by_key.get(cell.medium) if cell.medium else None
    pieces = lines(", ".join(cell.speakers) or _("Voice not named"), STRONG, width)
    pieces += lines(medium.name if medium else "", SMALL, width)
    for part in cell.parts:
        pieces += lines(f"{part.source_in} – {part.source_out}", SMALL, width)
    rating = min(max(cell.rating, 0), STARS)
    if rating:
        pieces += lines("★" * rating + "☆" * (STARS - rating), SMALL, width)
    pieces += lines(" · ".join(cell.themes), SMALL, width)
    return pieces


def _said(sheet: ScriptSheet, cell: Cell) -> list[Told]:
    """Its gist, then its words; the source stands beside them."""
    told = [one for one in sheet.wording.told(cell) if one.kind not in ("speaker", "reference")]
    return [Told("gist", cell.title), *told] if cell.title else told
