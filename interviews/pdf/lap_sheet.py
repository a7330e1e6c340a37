"""The lap sheet: questions in large type to read at arm's length, a box to tick, room to write.

Black on white by one lamp: what must be answered stands out by a bar and a word, never by colour.
"""

from __future__ import annotations

from dataclasses import replace

from django.utils import translation
from django.utils.translation import gettext as _

from interviews.pdf.content import Ask, LapSheet
from production.pdf.layout import BLACK, HAIR, PALE, Page, Style
from production.pdf.report import ReportSheet
from production.pdf.rows import Column, Gap, Piece, Row, lines, rich
from production.pdf.sheet import LABEL, SMALL, caps, stack
from production.pdf.wording import Words

QUESTION = Style(14, 18.5)
MUST = Style(14, 18.5, bold=True)
NUMBER = Style(14, 18.5, bold=True, align="right")
NOTE = Style(10, 12.5)
FACT = Style(11, 14)
BOX = 13.0
WRITING = 19.0  # between the lines to write on
WRITING_LINES = 3


class TickBox(Piece):
    """An empty square."""

    __slots__ = ()
    is_blank = True

    def __init__(self) -> None:
        self.height = QUESTION.leading

    def draw(self, page: Page, x: float, top: float, width: float) -> None:
        page.frame(x, top - self.height + (self.height - BOX) / 2, BOX, BOX, 1.1)


class WritingLine(Piece):
    """A faint rule to write on."""

    __slots__ = ()
    is_blank = True

    def __init__(self) -> None:
        self.height = WRITING

    def draw(self, page: Page, x: float, top: float, width: float) -> None:
        page.rule(x, top - self.height + 2, width, 0.4, HAIR)


def render(content: LapSheet, words: Words, *, paper: str | None = None) -> bytes:
    with translation.override(words.language):
        sheet = ReportSheet(content.head, content.guest.name, words, paper=paper)
        sheet.add_title(_summary(content))
        _add_who(sheet, content)
        rooms = sheet.columns(BOX + 4, 24, 1.0, 0.42, gap=10)
        labels = [("", "left"), ("", "left"), (_("Question"), "left"), (_("Notes"), "left")]
        if content.guest.questions:
            with sheet.flow.table(sheet.header(rooms, labels)):
                for number, question in enumerate(content.guest.questions, start=1):
                    _add_question(sheet, rooms, number, question)
        else:
            sheet.paragraph(lines(_("No question is written yet."), FACT, sheet.width))
        return sheet.finish()


def _summary(content: LapSheet) -> list[tuple[str, str]]:
    guest = content.guest
    found = [
        (_("Questions"), str(len(guest.questions))),
        (_("Must-gets"), str(guest.musts)),
    ]
    if guest.is_irreplaceable:
        found.append((_("Irreplaceable"), _("ask the must-gets first")))
    return found


def _add_who(sheet: ReportSheet, content: LapSheet) -> None:
    guest, words = content.guest, sheet.words
    languages = words.languages(guest.languages)
    if guest.needs_interpreter:
        languages = " · ".join(filter(None, (languages, _("with an interpreter"))))
    facts = stack(sheet.width)
    for label, value in (
        (_("Say"), guest.said),
        (_("Address as"), guest.addressed),
        (_("Who"), guest.line),
        (_("Languages"), languages),
        (_("Interview on"), words.day(content.on) if content.on else ""),
    ):
        facts.pair(label, value, FACT)
    sheet.paragraph(facts.pieces)
    if content.sensitivities:
        pieces = rich([(_("Careful") + ": ", True), (content.sensitivities, False)], FACT, sheet.width)
        room = sheet.columns(1.0)
        sheet.flow.add(Row(room, [pieces], tag="", above=6, below=6, frame=1.2, splits=True))
    if content.brief:
        brief = stack(sheet.width).label(_("Brief")).text(content.brief, NOTE)
        sheet.paragraph(brief.pieces)
    sheet.flow.space(6)


def _add_question(sheet: ReportSheet, rooms: tuple[Column, ...], number: int, question: Ask) -> None:
    _tick, count, text, _notes = rooms
    words = stack(text.width)
    if question.is_must:
        words.add(*lines(caps(_("Must-get")), replace(LABEL, size=8, leading=11, colour=BLACK), text.width))
    words.text(question.text, MUST if question.is_must else QUESTION)
    asked = sheet.words.languages([question.language]) if question.language else ""
    state = {"asked": _("asked already"), "answered": _("answered already")}.get(question.state, "")
    more = " · ".join(filter(None, (state, _("in %(language)s") % {"language": asked} if asked else "")))
    words.text(more, SMALL).text(question.note, NOTE)
    for answer in question.answers:
        told = " · ".join((answer.reel, answer.source_in, answer.length))
        words.add(*rich([(told, True), (answer.gist, False)], SMALL, text.width))
    cells: list[list[Piece]] = [
        [*_down(question), TickBox()],
        [*_down(question), *lines(f"{number}", NUMBER, count.width)],
        words.pieces,
        [WritingLine() for _line in range(WRITING_LINES)],
    ]
    sheet.flow.add(
        Row(
            rooms,
            cells,
            above=7,
            below=7,
            rule=0.3,
            bar=question.is_must,
            tint=PALE if question.is_must else None,
        )
    )


def _down(question: Ask) -> list[Piece]:
    """The box stands beside the question, not beside the word over it."""
    return [Gap(11)] if question.is_must else []
