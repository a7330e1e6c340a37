"""What the crew sheet and the courtesy sheet share: the grid, the styles, the furniture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from production import labels

from .call_sheet_content import CallSheet, Issue, Place
from .flow import Flow
from .layout import GREY, HAIR, Colour, Document, Page, Style, plain
from .pictures import Code
from .rows import Cell, Column, Piece, Row, columns, lines, rich
from .text import clean, fit, in_visual_order, text_width
from .wording import Words, is_located, map_link, phone_link

SIDE = 36.0  # left and right margin; change bars stand in it
EDGE = 28.0  # above the band and below the footer
BAND = 21.0
FOOTER = 26.0

TEXT = Style(9, 11)
STRONG = Style(9, 11, bold=True)
SMALL = Style(8.2, 10)
GRID = Style(8.4, 10.4)
GRID_STRONG = Style(8.4, 10.4, bold=True)
LABEL = Style(6.6, 9.4, colour=GREY, tracking=0.55)
FURNITURE = Style(7.4, 9.5, colour=GREY)
SECTION = Style(10.5, 13, bold=True)
PLACE = Style(10, 12.5, bold=True)

WATERMARK: Colour = (0.94, 0.94, 0.94)
LIGHTEST_TINT = 0.55  # of luminance: black words stay easy to read on it


def luminance(colour: Colour) -> float:
    channels = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]


def tint(colour: str) -> Colour:
    """A revision colour for the band, lightened until black words stand out on it."""
    try:
        red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    except ValueError:
        return (1.0, 1.0, 1.0)
    found = (red, green, blue)
    while luminance(found) < LIGHTEST_TINT:
        found = tuple(c + (1 - c) * 0.15 for c in found)  # type: ignore[assignment]
    return found


def caps(text: str) -> str:
    return text.upper()


Pictures = Mapping[str, bytes]  # files by their SHA-256


@dataclass(frozen=True, slots=True)
class Stack:
    """Fills a cell of a known width, piece by piece."""

    width: float
    pieces: list[Piece]

    def label(self, text: str, style: Style = LABEL) -> Stack:
        self.pieces.extend(lines(caps(text), style, self.width))
        return self

    def text(self, text: str, style: Style = TEXT) -> Stack:
        self.pieces.extend(lines(text, style, self.width))
        return self

    def pair(self, label: str, value: str, style: Style = TEXT) -> Stack:
        """A bold label and its words; nothing where there are none."""
        if value and not value.isspace():
            self.pieces.extend(rich([(label, True), (value, False)], style, self.width))
        return self

    def phone(self, phone: str, style: Style = STRONG) -> Stack:
        self.pieces.extend(lines(phone, style, self.width, link=phone_link(phone)))
        return self

    def add(self, *pieces: Piece) -> Stack:
        self.pieces.extend(pieces)
        return self


def stack(width: float) -> Stack:
    return Stack(width, [])


class Sheet:
    """A document of the call sheet: its content, its words and the flow that it is written into."""

    heading = SECTION

    def __init__(
        self,
        content: CallSheet,
        issue: Issue,
        *,
        language: str,
        paper: str | None,
        title: str,
    ) -> None:
        self.content, self.issue = content, issue
        self.words = Words(language, content.on)
        self.document = Document(
            title=title, language=language, paper=paper or content.paper, furniture=self._furnish
        )
        self.left = SIDE
        self.width = self.document.width - 2 * SIDE
        top = self.document.height - EDGE
        self.flow = Flow(self.document, top=top - BAND - 12, bottom=EDGE + FOOTER, first_top=top)
        zones = {place.zone for place in content.places if place.zone} | {content.zone}
        self.many_zones = len(zones) > 1

    # Words of the day

    @property
    def day_words(self) -> str:
        """Day 3 of 9; TRAVEL DAY where the day is not counted."""
        content = self.content
        if content.number is None:
            return _("%(type)s day") % {"type": self.words.label(labels.DAY_TYPES, content.day_type)}
        if content.of is None:
            return _("Day %(number)d") % {"number": content.number}
        return _("Day %(number)d of %(of)d") % {"number": content.number, "of": content.of}

    @property
    def version_words(self) -> str:
        """The word of the revision, large: BLUE, or DRAFT."""
        if self.issue.is_draft:
            return caps(_("Draft"))
        colour = caps(self.issue.colour)
        return colour or _("Version %(version)d") % {"version": self.issue.version or 0}

    @property
    def issued_words(self) -> str:
        """Version, time of issue and by whom."""
        issue = self.issue
        if issue.is_draft:
            return _("Not issued. Everything may change.")
        values = {
            "version": issue.version,
            "moment": self.words.moment(issue.issued_at) if issue.issued_at else "",
            "name": issue.issued_by,
        }
        if issue.issued_at and issue.issued_by:
            return _("Version %(version)d, issued %(moment)s by %(name)s") % values
        if issue.issued_at:
            return _("Version %(version)d, issued %(moment)s") % values
        return _("Version %(version)d") % values

    # Furniture

    def band(self) -> Row:
        """The header band of the first page, which is content: it says what this document is."""
        text = Stack(self.width - 80, [])
        text.add(*rich([(self.version_words, True), (self.issued_words, False)], Style(9.5, 12), text.width))
        draft = self.issue.is_draft
        return Row(
            [Column(self.left, self.width)],
            [text.pieces],
            tag="",
            above=(BAND - 12) / 2,
            below=(BAND - 12) / 2,
            tint=None if draft else tint(self.issue.tint),
            frame=1.2 if draft else 0.6,
        )

    def _furnish(self, page: Page, number: int, total: int) -> None:
        top = self.document.height - EDGE
        if self.issue.is_draft:
            page.stamp(self.version_words, 130, WATERMARK)
        if number > 1:
            self._furnish_band(page, top)
        count = _("Page %(number)d of %(total)d") % {"number": number, "total": total}
        self._right(page, top - BAND / 2 - 3, count, Style(9.5, 12, bold=True))
        self._furnish_footer(page)

    def _furnish_band(self, page: Page, top: float) -> None:
        left, width = self.left - 4, self.width + 8
        if self.issue.is_draft:
            page.frame(left, top - BAND, width, BAND, 1.2)
        else:
            page.tint(left, top - BAND, width, BAND, tint(self.issue.tint))
            page.frame(left, top - BAND, width, BAND, 0.6)
        baseline = top - BAND / 2 - 3
        word = fit(self.version_words, True, 9.5, 150)
        page.text(self.left, baseline, plain(word, True), Style(9.5, 12, bold=True))
        x = self.left + text_width(word + " ", True, 9.5)
        issued = fit(self.issued_words, False, 9.5, self.left + self.width - 80 - x)
        page.text(x, baseline, plain(issued), Style(9.5, 12))

    def _furnish_footer(self, page: Page) -> None:
        content = self.content
        y = EDGE + FOOTER - 10
        page.rule(self.left, y + 10, self.width, 0.4, HAIR)
        right = self.version_words
        if self.issue.version is not None and self.issue.colour:
            right = _("%(colour)s · version %(version)d") % {"colour": right, "version": self.issue.version}
        used = self._right(page, y, fit(right, False, FURNITURE.size, self.width / 2), FURNITURE)
        left = " · ".join(filter(None, (content.film, self.day_words, self.words.day(content.on))))
        self._left(page, y, fit(left, False, FURNITURE.size, self.width - used - 12))
        if content.confidentiality:
            self._left(page, y - 9.5, fit(content.confidentiality, False, FURNITURE.size, self.width))

    @property
    def confidentiality_is_long(self) -> bool:
        words = clean(self.content.confidentiality)
        return "\n" in words or text_width(words, False, FURNITURE.size) > self.width

    def _left(self, page: Page, y: float, text: str) -> None:
        page.text(self.left, y, plain(text), FURNITURE)

    def _right(self, page: Page, y: float, text: str, style: Style) -> float:
        width = text_width(clean(text), style.bold, style.size)
        page.text(self.left + self.width - width, y, plain(in_visual_order(text), style.bold), style)
        return width

    # Building blocks

    def columns(self, *widths: float, gap: float = 8.0) -> tuple[Column, ...]:
        return columns(self.left, self.width, widths, gap)

    def section(self, title: str, note: str = "") -> None:
        """A heading with a rule beneath, kept with what follows."""
        self.flow.space(10)
        runs = lines(title, self.heading, self.width)
        (column,) = self.columns(1.0)
        self.flow.add(Row([column], [runs], tag="", tags=("H2",), above=0, below=2, rule=0.9, keep=True))
        if note:
            self.paragraph(lines(note, SMALL, self.width), keep=True, above=3)

    def paragraph(
        self,
        pieces: Cell,
        *,
        keep: bool = False,
        above: float = 2,
        below: float = 2,
        kind: str = "P",
        bar: bool = False,
    ) -> None:
        if pieces:
            (column,) = self.columns(1.0)
            self.flow.add(
                Row(
                    [column],
                    [pieces],
                    tag="",
                    tags=(kind,),
                    above=above,
                    below=below,
                    keep=keep,
                    splits=True,
                    bar=bar,
                )
            )

    def header(self, cells: Sequence[tuple[Column, str, str]]) -> Row:
        """The labels of a table."""
        found = []
        for column, label, align in cells:
            style = Style(LABEL.size, LABEL.leading, colour=GREY, tracking=LABEL.tracking, align=align)
            found.append(lines(caps(label), style, column.width))
        kinds = ("TH",) * len(cells)
        return Row([c for c, _l, _a in cells], found, tags=kinds, above=3, below=1.5, rule=0.4)

    def code(self, place: Place, side: float) -> list[Piece]:
        if not is_located(place.latitude, place.longitude):
            return []
        words = _("Map of %(place)s") % {"place": place.name}
        return [Code(map_link(place.latitude, place.longitude), side, words)]
