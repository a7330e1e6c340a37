"""The as-broadcast script: what was seen and heard, with the timecode of the record beside each row."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from django.utils import translation
from django.utils.translation import gettext as _

from production.pdf.layout import Style
from production.pdf.rows import Column, Piece, lines
from production.pdf.wording import Words
from script.pdf import two_column
from script.pdf.content import Row as Line
from script.pdf.content import Script
from script.pdf.elements import Wish
from script.pdf.record import Place, how_placed, label, places
from script.pdf.sheet import NUMBER
from script.pdf.text import led

IN = Style(8.2, 13, bold=True, align="right")
OUT = Style(8.2, 10, align="right")
ROW = replace(NUMBER, size=8.2, leading=10, bold=False)
PLAIN = Wish()


class Sheet(two_column.Sheet):
    numbers = Column(18.0, 47.0)

    @cached_property
    def places(self) -> dict[int, Place]:
        return places(self.script)

    def margin(self, row: Line) -> list[Piece]:
        """In and out of the record; its number, marked where they are reckoned."""
        place, width = self.places[row.key], self.numbers.width
        number = f"{row.number} ≈" if place.is_reckoned else row.number
        pieces = lines(label(self.script, place.start), IN, width)
        pieces += lines(label(self.script, place.end), OUT, width)
        if self.wish.numbers or place.is_reckoned:
            pieces += lines(number if self.wish.numbers else "≈", ROW, width)
        return led(pieces, 3)


def render(script: Script, words: Words, *, wish: Wish = PLAIN, paper: str | None = None) -> bytes:
    """Clean: without notes, references, marks and warnings, whatever was wished."""
    clean = replace(wish, notes=False, references=False, states=False, marks=False)
    with translation.override(words.language):
        sheet = Sheet(script, _("As-broadcast script"), words, wish=clean, paper=paper)
        sheet.add_title(how_placed(script))
        if not sheet.scenes:
            sheet.add_nothing(_("No scene is written yet."))
            return sheet.finish()
        with sheet.flow.table(sheet.header()):
            for scene in sheet.scenes:
                if not scene.is_omitted:
                    sheet.add_scene(scene)
        return sheet.finish()
