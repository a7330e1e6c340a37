"""The two-column script: what is seen to the left, what is heard to the right, row beside row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from django.utils import translation
from django.utils.translation import gettext as _

from production.pdf.layout import GREY, Page, Style
from production.pdf.rows import Column, Piece, Row, TextLine, lines, rich
from production.pdf.text import is_right_to_left
from production.pdf.wording import Words
from script.pdf.content import Row as Line
from script.pdf.content import Scene, Script
from script.pdf.elements import Told, Wish, short
from script.pdf.sheet import INCH, LENGTH, NUMBER, NUMBERS, STAR, ScriptSheet, labels_row

SPOKEN = Style(10, 12.5)
SPEAKER = Style(9.2, 12.5, bold=True)
ELEMENT = Style(8.8, 11.5)
REFERENCE = Style(7.4, 9.2, colour=GREY)
MARK = Style(8.2, 10.2, bold=True)
NOTE = Style(8.6, 10.8)
PICTURE_SHARE = 0.44
GUTTER = 16.0
TALL = 180.0  # a row that is taller may begin on one page and end on the next
PLAIN = Wish()

STYLES = {
    "spoken": SPOKEN, "translation": replace(SPOKEN, colour=GREY), "element": ELEMENT, "screen": SPOKEN,
    "note": NOTE, "speaker": SPEAKER, "reference": REFERENCE, "mark": MARK,
}  # fmt: skip
BEFORE = {"speaker": 3.0, "element": 3.0, "screen": 3.0, "reference": 2.0, "translation": 2.0, "note": 3.0}


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
    def is_marked(self) -> bool:
        return self.wish.marks and any(row.is_changed for row in self.script.rows)

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
        if not row.seconds:
            return led(number, 3)
        is_guess = row.measured_seconds != row.seconds
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
        self.flow.add(self.scene_row(scene, is_marked=self.is_marked))
        if not scene.is_omitted:
            for row in self.script.rows_of.get(scene.key, ()):
                self.flow.add(self.row(row))


class Led(TextLine):
    """The first line of a paragraph, with air above that a page break never parts from it."""

    __slots__ = ("before",)

    def __init__(self, line: TextLine, before: float) -> None:
        super().__init__(line.line, line.style, line.link)
        self.before = before
        self.height += before

    def draw(self, page: Page, x: float, top: float, width: float) -> None:
        super().draw(page, x, top - self.before, width)


def led(pieces: list[Piece], before: float) -> list[Piece]:
    if pieces and isinstance(pieces[0], TextLine):
        pieces[0] = Led(pieces[0], before)
    return pieces


def set_in(told: Sequence[Told], width: float) -> list[Piece]:
    """The paragraphs of a cell as lines; a little air before each that begins something."""
    pieces: list[Piece] = []
    for one in told:
        style = STYLES[one.kind]
        if is_right_to_left(one.text):
            style = replace(style, align="right")
        if one.label:
            found = rich([(one.label, True), (one.text, False)], style, width)
        else:
            found = lines(one.text, style, width)
        before = BEFORE.get(one.kind)
        pieces += led(found, before) if before else found
    return pieces


def render(script: Script, words: Words, *, wish: Wish = PLAIN, paper: str | None = None) -> bytes:
    with translation.override(words.language):
        sheet = Sheet(script, _("Two-column script"), words, wish=wish, paper=paper)
        sheet.add_title(*_legend(sheet))
        if not sheet.scenes:
            sheet.paragraph(_("No scene is written yet."))
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
