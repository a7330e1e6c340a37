"""The narration for its recording: large type, numbered, with lengths and what is heard before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from production.pdf.layout import GREY, Style
from production.pdf.rows import Row, lines, rich
from production.pdf.wording import Words
from script.pdf.content import Cell, Scene, Script, clock, short
from script.pdf.elements import Wish, Wording, in_and_out
from script.pdf.sheet import HEADING, NUMBERS, ScriptSheet
from script.pdf.text import turned

READ = Style(16, 25)
COUNT = Style(16, 25, bold=True, align="right")
FACTS = Style(9.2, 12)
WAITS = Style(10, 25, bold=True)
BEFORE = Style(9.2, 12, colour=GREY)
PLAIN = Wish()


@dataclass(frozen=True, slots=True)
class Take:
    """One narration, counted through the script."""

    count: int
    scene: Scene
    row: str  # its number
    cell: Cell
    before: str  # what is heard before it, in the same scene


def takes(script: Script, wish: Wish) -> list[Take]:
    return [
        Take(count, *rest)
        for count, rest in enumerate(_narrations(script, Wording.of(script, wish)), start=1)
    ]


def _narrations(script: Script, wording: Wording) -> Iterator[tuple[Scene, str, Cell, str]]:
    for scene in script.scenes:
        before = ""
        for row in [] if scene.is_omitted else script.rows_of.get(scene.key, []):
            for cell in script.cells_of.get(row.key, ()):
                if cell.element == "soundbite" and cell.parts:
                    before = ": ".join(filter(None, (wording.speakers(cell), in_and_out(cell.parts[-1]))))
                elif cell.element == "narration":
                    yield scene, row.number, cell, before
                    before = ""


def render(script: Script, words: Words, *, wish: Wish = PLAIN, paper: str | None = None) -> bytes:
    with translation.override(words.language):
        sheet = ScriptSheet(script, _("Narration script"), words, wish=wish, paper=paper)
        every = takes(script, wish)
        chosen = {scene.key for scene in sheet.scenes}
        found = [take for take in every if take.scene.key in chosen]
        sheet.add_title(_sums(found))
        if not found:
            sheet.add_nothing(_("No narration is written yet."))
        scene = None
        for take in found:
            is_first, scene = take.scene is not scene, take.scene
            _add(sheet, take, is_first=is_first)
        return sheet.finish()


def _sums(found: list[Take]) -> str:
    count = sum(len(take.cell.text.split()) for take in found)
    total = sum((take.cell.seconds for take in found), Fraction())
    recorded = sum((take.cell.seconds for take in found if take.cell.basis == "measured"), Fraction())
    return " · ".join(
        (
            ngettext("%(count)d narration", "%(count)d narrations", len(found)) % {"count": len(found)},
            ngettext("%(count)d word", "%(count)d words", count) % {"count": count},
            _("%(time)s in all, %(recorded)s of it recorded")
            % {"time": clock(total), "recorded": clock(recorded)},
        )
    )


def _add(sheet: ScriptSheet, take: Take, *, is_first: bool) -> None:
    """A narration: its facts, then each paragraph whole where it can be."""
    flow, body = sheet.flow, sheet.body
    if is_first:
        told = " ".join(filter(None, (take.scene.number, take.scene.title.upper())))
        heading = lines(told, HEADING, body.width)
        flow.space(6)
        flow.add(Row([body], [heading], tag="", tags=("H2",), above=8, below=3, rule=0.6, keep=True))
    facts = (
        [(take.row, True), (_length(take.cell), False)]
        if sheet.wish.numbers
        else [(_length(take.cell), False)]
    )
    flow.add(Row([body], [rich(facts, FACTS, body.width)], tag="", above=12, below=0, keep=True))
    if take.before and sheet.wish.references:
        told = _("after %(words)s") % {"words": take.before}
        flow.add(
            Row([body], [lines(told, BEFORE, body.width)], tag="", above=0, below=0, keep=True, splits=True)
        )
    paragraphs = [text for text in take.cell.text.split("\n") if text.strip()]
    style = READ if paragraphs else WAITS
    for number, text in enumerate(paragraphs or [_("To be written")]):
        count = lines(str(take.count), COUNT, NUMBERS.width) if not number else []
        cells = [count, lines(text, turned(text, style), body.width)]
        flow.add(Row([NUMBERS, body], cells, tag="", above=8 if number else 2, below=2))


def _length(cell: Cell) -> str:
    """``:14 recorded``, ``:14 at 130 words a minute``."""
    length = short(cell.seconds)
    if cell.basis == "measured":
        return _("%(length)s recorded") % {"length": length}
    if cell.basis == "estimated" and cell.pace:
        return _("%(length)s at %(pace)d words a minute") % {"length": length, "pace": cell.pace}
    return length if cell.basis else ""
