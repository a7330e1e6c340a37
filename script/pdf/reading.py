"""The reading script: one column, as a screenplay is read; without references and timecodes."""

from __future__ import annotations

from dataclasses import replace

from django.utils import translation
from django.utils.translation import gettext as _

from production.pdf.layout import Style
from production.pdf.rows import Column, Piece, Row, labelled, lines, rich
from production.pdf.wording import Words
from script.pdf.content import Cell, Scene, Script
from script.pdf.content import Row as Line
from script.pdf.elements import Wish, capitals
from script.pdf.sheet import INCH, NUMBERS, STAR, ScriptSheet, setting
from script.pdf.text import turned

BODY = Style(12, 14.5)
SPEAKER = Style(12, 14.5)
SLUG = Style(12, 14.5, bold=True)
NUMBER = Style(10, 14.5, align="right")
SMALL = Style(9, 11)
SAID_IN, SAID_WIDTH = 82.0, 270.0  # from the left edge of the text
NAME_IN = 150.0
KEPT_LINES = 12  # a longer paragraph is parted from its note rather than moved
PLAIN = Wish()


class Sheet(ScriptSheet):
    """Where each kind of paragraph stands; the columns are made once for all rows."""

    def __init__(self, script: Script, words: Words, *, wish: Wish, paper: str | None) -> None:
        super().__init__(script, _("Reading script"), words, wish=wish, paper=paper)
        self.said = Column(INCH + SAID_IN, SAID_WIDTH)
        self.name_of = Column(INCH + NAME_IN, self.width - NAME_IN)
        self.labels = {
            "archive": _("Archive:"),
            "still": _("Still:"),
            "card": _("Title card:"),
            "lower_third": _("Name on the screen:"),
            "music": _("Music:"),
            "natural_sound": _("Sound:"),
        }

    def action(self, line: Line, text: str, label: str = "", *, keep: bool = False) -> None:
        style = turned(text, BODY)
        pieces = labelled(label, text, style, self.width) if label else lines(text, style, self.width)
        cells, columns = [pieces], [self.body]
        if self.is_marked and line.is_changed:
            columns.append(self.stars)
            cells.append(lines("*", STAR, self.stars.width))
        if pieces:
            self._place(columns, cells, above=6, keep=keep)

    def speech(self, line: Line, who: str, text: str, beside: str = "", *, keep: bool = False) -> None:
        """A name, and what is said: never parted; a long speech may go on on the next page."""
        cells, columns = [lines(who, SPEAKER, self.name_of.width)], [self.name_of]
        if self.is_marked and line.is_changed:
            columns.append(self.stars)
            cells.append(lines("*", STAR, self.stars.width))
        if self.wish.numbers:
            columns.insert(0, NUMBERS)
            cells.insert(0, lines(line.number, NUMBER, NUMBERS.width))
        self.flow.add(Row(columns, cells, tag="", above=6, below=0, keep=True))
        pieces = lines(text, turned(text, BODY), SAID_WIDTH)
        pieces += lines(f"({beside})" if beside else "", BODY, SAID_WIDTH)
        self._place([self.said], [pieces], above=0, keep=keep)

    def _place(self, columns: list[Column], cells: list[list[Piece]], *, above: float, keep: bool) -> None:
        keep = keep and all(len(pieces) <= KEPT_LINES for pieces in cells)
        self.flow.add(Row(columns, cells, tag="", above=above, below=6, splits=True, keep=keep))

    def note(self, text: str, *, keep: bool) -> None:
        pieces = rich([(_("NOTE:"), True), (text, False)], SMALL, self.width)
        self.flow.add(Row([self.body], [pieces], tag="", splits=True, keep=keep))


def render(script: Script, words: Words, *, wish: Wish = PLAIN, paper: str | None = None) -> bytes:
    with translation.override(words.language):
        sheet = Sheet(script, words, wish=wish, paper=paper)
        sheet.add_title()
        if not sheet.scenes:
            sheet.add_nothing(_("No scene is written yet."))
        for scene in sheet.scenes:
            _add_scene(sheet, scene)
        return sheet.finish()


def _add_scene(sheet: Sheet, scene: Scene) -> None:
    rows = [] if scene.is_omitted else sheet.script.rows_of.get(scene.key, [])
    title = capitals(_("Omitted")) if scene.is_omitted else capitals(scene.title)
    where = "" if scene.is_omitted else capitals(setting(scene))
    slug = " – ".join(filter(None, (title, where))) or "–"
    cells = [lines(scene.number, replace(SLUG, align="right"), NUMBERS.width), lines(slug, SLUG, sheet.width)]
    columns = [NUMBERS, sheet.body]
    tags = ["P", "H2"]
    if sheet.is_marked and scene.is_changed:
        columns.append(sheet.stars)
        cells.append(lines("*", STAR, sheet.stars.width))
        tags.append("P")
    sheet.flow.add(Row(columns, cells, tag="", tags=tags, above=14, below=4, keep=bool(rows)))
    if rows and not any(sheet.script.cells_of.get(row.key) for row in rows):
        sheet.flow.add(Row([sheet.body], [lines("–", BODY, sheet.width)], tag=""))
    for row in rows:
        _add_row(sheet, row)


def _add_row(sheet: Sheet, row: Line) -> None:
    """A note stands with what it is about: what precedes it in its row, else what follows."""
    cells = _in_reading_order(sheet, row)
    for cell, after in zip(cells, [*cells[1:], None], strict=True):
        if cell.element == "note":
            keep = cell is cells[0] and after is not None
        else:
            keep = after is not None and after.element == "note"
        _add(sheet, row, cell, keep=keep)


def _in_reading_order(sheet: Sheet, row: Line) -> list[Cell]:
    """What is seen comes before what is heard; without what isn't read."""
    unread = {"subtitle"} if sheet.wish.notes else {"subtitle", "note"}
    cells = [cell for cell in sheet.script.cells_of.get(row.key, []) if cell.element not in unread]
    return sorted(cells, key=lambda cell: cell.column != "picture")


def _add(sheet: Sheet, row: Line, cell: Cell, *, keep: bool) -> None:
    if cell.element == "soundbite":
        _add_bite(sheet, row, cell, keep=keep)
    elif cell.element == "narration":
        sheet.speech(row, sheet.wording.labels["narration"], cell.text or _("To be written"), keep=keep)
    elif cell.element == "note":
        sheet.note(cell.text, keep=keep)
    else:
        sheet.action(row, _shown(cell), sheet.labels.get(cell.element, ""), keep=keep)


def _add_bite(sheet: Sheet, row: Line, cell: Cell, *, keep: bool) -> None:
    who = sheet.wording.speakers(cell)
    who = who if cell.on_camera else sheet.wording.labels["voice over"] % {"name": who}
    said, told = cell.words.replace(" // ", " … "), cell.translation.replace(" // ", " … ")
    if sheet.wish.words == "translation" and told:
        said, told = told, ""
    beside = told if sheet.wish.words == "both" else ""
    sheet.speech(row, who, said or _("No words in the transcript"), beside, keep=keep)


def _shown(cell: Cell) -> str:
    """A title, a place, what was typed: in reading case."""
    typed = ", ".join(line for line in cell.text.split("\n") if line)
    if not cell.title:
        return typed
    facts = ", ".join(filter(None, (cell.title, cell.place)))
    is_told = typed.casefold() in (cell.title.casefold(), "")  # the same as its source says
    return facts if is_told else f"{facts} ({typed})"
