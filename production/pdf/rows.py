"""Rows of cells that know their height: what every document is made of.

A cell is a stack of pieces: lines of text, gaps, pictures. Everything on paper is a row; a
paragraph is a row of one cell. A row that must be split is split between pieces.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from .layout import BLACK, HAIR, Colour, Page, Style
from .tags import Element
from .text import Line, Run, text_width, wrap, wrap_after, wrap_runs

BAR_GAP = 6.0  # of a change bar from the text
BAR_WIDTH = 1.8
BLEED = 4.0  # of a tint or a frame beyond the text
SPLIT_LINES = 2  # at the least this many lines stand before a split


@dataclass(frozen=True, slots=True)
class Column:
    x: float
    width: float


def columns(x: float, total: float, widths: Sequence[float], gap: float = 8.0) -> tuple[Column, ...]:
    """Columns side by side; a width below 1.5 is a share of what the fixed ones leave."""
    fixed = sum(width for width in widths if width >= 1.5)
    shares = sum(width for width in widths if width < 1.5)
    rest = total - fixed - gap * (len(widths) - 1)
    found = []
    for width in widths:
        real = width if width >= 1.5 else rest * width / shares
        found.append(Column(x, real))
        x += real + gap
    return tuple(found)


class Piece:
    """Something in a cell that is never cut: its height, and how it is drawn."""

    __slots__ = ("height",)
    height: float
    is_blank = False  # nothing that a reader would be told

    def draw(self, page: Page, x: float, top: float, width: float) -> None:
        """Draw with the upper left corner at (x, top)."""


class Gap(Piece):
    __slots__ = ()
    is_blank = True

    def __init__(self, height: float) -> None:
        self.height = height


class Stroke(Piece):
    """A rule as wide as its cell, to sign on."""

    __slots__ = ()
    is_blank = True

    def __init__(self) -> None:
        self.height = 1.0

    def draw(self, page: Page, x: float, top: float, width: float) -> None:
        page.rule(x, top, width, 0.5, BLACK)


class TextLine(Piece):
    __slots__ = ("line", "link", "style")

    def __init__(self, line: Line, style: Style, link: str = "") -> None:
        self.line = line
        self.style = style
        self.height = style.leading
        self.link = link

    def draw(self, page: Page, x: float, top: float, width: float) -> None:
        style = self.style
        # The baseline that centres capitals in the leading.
        page.text(x, top - style.leading * 0.5 - style.size * 0.33, self.line, style, width)


class Figure(Piece):
    """A picture or a code, with words for those who do not see it."""

    __slots__ = ("alternative",)
    alternative: str


Cell = Sequence[Piece]


def lines(text: str, style: Style, width: float, link: str = "") -> list[Piece]:
    """A text as pieces of a cell; a blank text is none."""
    if not text or text.isspace():
        return []
    # Tracked capitals are about 0.6 of their size wide.
    room = width / (1 + style.tracking / (0.6 * style.size)) if style.tracking else width
    return [TextLine(line, style, link) for line in wrap(text, style.bold, style.size, room)]


def rich(runs: Sequence[Run], style: Style, width: float) -> list[Piece]:
    """A text of mixed weight as pieces of a cell."""
    runs = [(text, bold) for text, bold in runs if text and not text.isspace()]
    return [TextLine(line, style) for line in wrap_runs(runs, style.size, width)] if runs else []


def labelled(label: str, text: str, style: Style, width: float) -> list[Piece]:
    """A short bold label and its words as pieces of a cell."""
    if not text or text.isspace():
        return lines(label, _strong(style), width)
    return [TextLine(line, style) for line in wrap_after(label, text, style.size, width)]


@cache
def _strong(style: Style) -> Style:
    return replace(style, bold=True)


def one_line(text: str, style: Style) -> float:
    """The width that a short word of ours takes on one line, a little air included."""
    return text_width(text, style.bold, style.size) + style.tracking * len(text) + 1.0


class Row:
    """Cells side by side. ``tag`` is TR for a row of a table, "" for cells that stand alone."""

    __slots__ = (
        "above", "again", "bar", "below", "cells", "columns", "elements", "frame", "keep", "left",
        "resumed", "rule", "rule_above", "splits", "starts", "tag", "tags", "tint",
    )  # fmt: skip

    def __init__(
        self,
        columns: Sequence[Column],
        cells: Sequence[Cell],
        *,
        tag: str = "TR",
        tags: Sequence[str] = (),
        above: float = 2.5,
        below: float = 2.5,
        rule: float = 0.0,
        rule_above: float = 0.0,
        tint: Colour | None = None,
        frame: float = 0.0,
        bar: bool = False,
        keep: bool = False,
        splits: bool = False,
        again: Row | None = None,
        resumed: Cell | None = None,
    ) -> None:
        self.columns = columns
        self.cells = cells
        self.tag = tag
        self.tags = tags or ("TD" if tag else "P",) * len(cells)
        self.above = above
        self.below = below
        self.rule = rule
        self.rule_above = rule_above
        self.tint = tint
        self.frame = frame
        self.bar = bar
        self.keep = keep  # on one page with the row that follows
        self.splits = splits  # may be split though it would fit on a page of its own
        self.again = again  # heading to repeat where this row begins a page or a column
        self.resumed = resumed  # what its first cell says where the row goes on on another page
        self.starts = [0] * len(cells)
        self.left = [sum([piece.height for piece in cell]) for cell in cells]  # height of each cell
        self.elements: list[Element | None] = []  # of the cells; none in furniture

    def bind(self, parent: Element) -> None:
        """Take a place in the reading order."""
        owner = Element(self.tag, parent) if self.tag else parent
        self.elements = [
            Element(kind, owner) if cell or self.tag else None
            for kind, cell in zip(self.tags, self.cells, strict=True)
        ]

    @property
    def height(self) -> float:
        """Of what is left to draw."""
        return self.above + max(self.left, default=0.0) + self.below

    @property
    def least(self) -> float:
        """The height of the first lines, which a split leaves together."""
        first = max((sum(piece.height for piece in cell[:SPLIT_LINES]) for cell in self.cells), default=0.0)
        return self.above + first + self.below

    def take(self, room: float) -> Row | None:
        """Split off what fits into the room; this row keeps the rest. None where too little fits."""
        inner = room - self.above - self.below
        reached = [_reach(cell, start, inner) for cell, start in zip(self.cells, self.starts, strict=True)]
        ends = [end for end, _height in reached]
        if max((end - start for end, start in zip(ends, self.starts, strict=True)), default=0) < SPLIT_LINES:
            return None
        head = Row(
            self.columns,
            [cell[start:end] for cell, start, end in zip(self.cells, self.starts, ends, strict=True)],
            tag=self.tag, tags=self.tags, above=self.above, below=self.below, rule_above=self.rule_above,
            tint=self.tint, frame=self.frame, bar=self.bar,
        )  # fmt: skip
        head.elements = self.elements
        self.starts = ends
        self.left = [left - height for left, (_end, height) in zip(self.left, reached, strict=True)]
        self.rule_above = 0.0
        if self.resumed is not None:
            self.cells = [self.resumed, *self.cells[1:]]
            self.starts = [0, *ends[1:]]
            self.left[0] = sum(piece.height for piece in self.resumed)
        return head

    def draw(self, page: Page, dx: float, top: float, height: float, *, repeated: bool = False) -> None:
        """Draw with the top edge at ``top``; what is repeated is furniture, and read only once."""
        self._ground(page, dx, top, height)
        elements: Sequence[Element | None] = self.elements
        if repeated or not elements:
            elements = [None] * len(self.cells)
            page.body.append("/Artifact BMC")
        for column, cell, start, element in zip(self.columns, self.cells, self.starts, elements, strict=True):
            if cell:
                pieces = cell[start:] if start else cell
                _draw_cell(page, pieces, element, dx + column.x, top - self.above, column.width)
        if repeated or not self.elements:
            page.body.append("EMC")

    def _ground(self, page: Page, dx: float, top: float, height: float) -> None:
        left = dx + self.columns[0].x
        width = dx + self.columns[-1].x + self.columns[-1].width - left
        if self.tint is not None:
            page.tint(left - BLEED, top - height, width + 2 * BLEED, height, self.tint)
        if self.frame:
            page.frame(left - BLEED, top - height, width + 2 * BLEED, height, self.frame)
        if self.bar:
            page.bar(left - BAR_GAP - BAR_WIDTH, top - height + 1, BAR_WIDTH, height - 2)
        if self.rule:
            page.rule(left, top - height, width, self.rule, BLACK if self.rule > 0.5 else HAIR)
        if self.rule_above:
            page.rule(left, top, width, self.rule_above, BLACK if self.rule_above > 0.5 else HAIR)


def _draw_cell(page: Page, pieces: Cell, element: Element | None, x: float, top: float, width: float) -> None:
    """Draw a stack of pieces, as marked content of the element."""
    is_open = False
    for piece in pieces:
        if element is not None and not piece.is_blank:
            apart = _apart(piece, element)
            if is_open and apart is not None:
                page.close()
                is_open = False
            if not is_open:
                page.open(element if apart is None else apart)
                is_open = True
            piece.draw(page, x, top, width)
            if apart is not None:
                page.close()
                is_open = False
                if isinstance(piece, TextLine):
                    right = x + min(width, piece.line[1])
                    page.link(apart, piece.link, (x, top - piece.height, right, top))
        else:
            piece.draw(page, x, top, width)
        top -= piece.height
    if is_open:
        page.close()


def _apart(piece: Piece, element: Element) -> Element | None:
    """An element of its own for a link or a picture within the cell."""
    if isinstance(piece, TextLine):
        return Element("Link", element) if piece.link else None
    return Element("Figure", element, piece.alternative) if isinstance(piece, Figure) else None


def _reach(cell: Cell, start: int, limit: float) -> tuple[int, float]:
    """How far the pieces from ``start`` reach within a limit, and their height."""
    used = 0.0
    for at in range(start, len(cell)):
        taller = used + cell[at].height
        if taller > limit + 0.01:
            return at, used
        used = taller
    return len(cell), used
