"""The two-column script: what is seen to the left, what is heard to the right, row beside row."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from django.utils import translation
from django.utils.translation import gettext as _

from production.pdf.rows import Column, Piece, Row, lines
from production.pdf.wording import Words
from script.pdf.content import Row as Line
from script.pdf.content import Scene, Script, short
from script.pdf.elements import Wish
from script.pdf.sheet import INCH, LENGTH, NUMBER, NUMBERS, STAR, ScriptSheet, labels_row
from script.pdf.text import led, set_in

PICTURE_SHARE = 0.44
GUTTER = 16.0
TALL = 180.0  # a row that is taller may begin on one page and end on the next
PLAIN = Wish()


class Sheet(ScriptSheet):
    """The rows of a two-column paper."""

    numbers = NUMBERS
    first = ""  # heading of the column of numbers

    @cached_property
    def picture(self) -> Column:
        return Column(INCH, (self.width - GUTTER) * PICTURE_SHARE)

    @cached_property
    def sound(self) -> Column:
        x = self.picture.width + GUTTER
        return Column(INCH + x, self.width - x)

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        found = (self.numbers, self.picture, self.sound)
        return (*found, self.stars) if self.is_marked else found

    def header(self) -> Row:
        names = [self.first, _("Picture"), _("Sound"), *([""] if self.is_marked else [])]
        return labels_row(self.columns, names)

    def margin(self, row: Line) -> list[Piece]:
        """Its number, and how long it lasts: with ≈ where not all of it is measured."""
        number = lines(row.number, NUMBER, self.numbers.width) if self.wish.numbers else []
        if not row.lasts[0]:
            return led(number, 3)
        is_guess = row.measured != row.lasts and row.measured_seconds != row.seconds
        length = f"≈ {short(row.seconds)}" if is_guess else short(row.seconds)
        return led([*number, *lines(length, LENGTH, self.numbers.width)], 3)

    def row(self, row: Line) -> Row:
        picture, sound = self.wording.columns(row)
        cells: list[Sequence[Piece]] = [
            self.margin(row),
            set_in(picture, self.picture.width),
            set_in(sound, self.sound.width),
        ]
        if self.is_marked:
            cells.append(led(lines("*", STAR, self.stars.width), 3) if row.is_changed else [])
        found = Row(self.columns, cells, above=1, below=4.5, rule=0.2)
        if found.height > TALL:
            found.splits = True
            again = lines(_("%(number)s cont.") % {"number": row.number}, LENGTH, self.numbers.width)
            found.resumed = led(again, 3) if self.wish.numbers else None
        return found

    def add_scene(self, scene: Scene) -> None:
        self.flow.add(self.scene_row(scene))
        if not scene.is_omitted:
            for row in self.script.rows_of.get(scene.key, ()):
                self.flow.add(self.row(row))


def render(script: Script, words: Words, *, wish: Wish = PLAIN, paper: str | None = None) -> bytes:
    with translation.override(words.language):
        sheet = Sheet(script, _("Two-column script"), words, wish=wish, paper=paper)
        sheet.add_title(*_legend(sheet))
        if not sheet.scenes:
            sheet.add_nothing(_("No scene is written yet."))
            return sheet.finish()
        with sheet.flow.table(sheet.header()):
            for scene in sheet.scenes:
                sheet.add_scene(scene)
        return sheet.finish()


def _legend(sheet: Sheet) -> list[str]:
    """What the signs in the margins say."""
    found = [_("≈ in the margin: not all of the row is measured.")]
    if sheet.is_marked:
        found.append(_("* in the right margin: changed since the draft before."))
    return [" ".join(found)]
