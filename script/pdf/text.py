"""Paragraphs of a script as lines of a cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from production.pdf.layout import GREY, Page, Style
from production.pdf.rows import Piece, TextLine, labelled, lines
from production.pdf.text import is_right_to_left
from script.pdf.elements import Told

SPOKEN = Style(10.5, 13)
SPEAKER = Style(9.6, 13, bold=True)
ELEMENT = Style(9.2, 11.8)
REFERENCE = Style(8.2, 10, colour=GREY)
SOURCE = Style(8.6, 10.8)
MARK = Style(8.6, 10.6, bold=True)
NOTE = Style(9.2, 11.4)

STYLES = {
    "spoken": SPOKEN, "translation": replace(SPOKEN, colour=GREY), "element": ELEMENT, "screen": SPOKEN,
    "source": SOURCE, "note": NOTE, "speaker": SPEAKER, "reference": REFERENCE, "mark": MARK, "gist": MARK,
}  # fmt: skip
BEFORE = {
    "speaker": 3.0,
    "element": 3.0,
    "screen": 3.0,
    "reference": 2.0,
    "translation": 2.0,
    "note": 3.0,
    "gist": 3.0,
}


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


def turned(text: str, style: Style) -> Style:
    """What is read from the right stands at the right."""
    return replace(style, align="right") if is_right_to_left(text) else style


def set_in(told: Sequence[Told], width: float) -> list[Piece]:
    """The paragraphs of a cell; a little air before each that begins something."""
    pieces: list[Piece] = []
    for one in told:
        style = turned(one.text, STYLES[one.kind])
        found = labelled(one.label, one.text, style, width) if one.label else lines(one.text, style, width)
        before = BEFORE.get(one.kind)
        pieces += led(found, before) if before else found
    return pieces
