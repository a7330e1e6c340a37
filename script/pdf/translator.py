"""The translator's table: what is heard and read, its translation so far, and room for the rest."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from production.pdf.layout import GREY, PALE, Style
from production.pdf.rows import Column, Piece, Row, columns, lines
from production.pdf.wording import Words
from script.formats.translator import SAME, SILENT, STALE, Line, scenes, target
from script.pdf.content import Scene, Script
from script.pdf.elements import Wish
from script.pdf.record import how_placed, ins
from script.pdf.sheet import HEADING, INCH, LENGTH, NUMBER, NUMBERS, ScriptSheet, labels_row
from script.pdf.text import led, turned
from script.wording import labels, translators

WHO = 88.0
GAP = 12.0
WORDS = Style(9.6, 12.2)
SOFT = Style(9.6, 12.2, colour=GREY)
SMALL = Style(8.4, 11)
STATE = Style(8.4, 10.6, bold=True)
TALL = 150.0  # a line that is taller may begin on one page and end on the next
ROOM = 10.0  # below each line, to write in
PLAIN = Wish()


class Sheet(ScriptSheet):
    """Sideways: three columns of words stand side by side."""

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        widths = (WHO, 0.34, 0.3, 0.36)
        return NUMBERS, *columns(INCH, self.width, widths, GAP)

    @cached_property
    def said(self) -> dict[str, str]:
        return translators(self.into)

    @property
    def into(self) -> str:
        return target(self.script, self.wish.into)

    def header(self) -> Row:
        names = [self.said[name] for name in ("who", "text", "translation", "own")]
        return labels_row(self.columns, ["", *names])

    def heading(self, scene: Scene) -> Row:
        title = Column(INCH, self.width)
        cells = [
            lines(scene.number, NUMBER, NUMBERS.width),
            lines(scene.title.upper() or "–", HEADING, title.width),
        ]
        tags = ("TH", "TH")
        return Row((NUMBERS, title), cells, tags=tags, above=4, below=3, rule=0.4, keep=True, tint=PALE)

    def line(self, one: Line) -> Row:
        number, who, text, told, _own = (column.width for column in self.columns)
        words = SOFT if one.state == SAME else WORDS
        speaks = " · ".join(filter(None, (one.who, one.language.upper())))
        margin = lines(one.row, NUMBER, number) if self.wish.numbers else []
        cells: list[Sequence[Piece]] = [
            [*margin, *lines(one.lasts, LENGTH, number)],
            [*lines(one.at, SMALL, who), *lines(speaks, SMALL, who)],
            lines(one.text, turned(one.text, words), text),
            self.known(one, told),
            [],
        ]
        row = Row(self.columns, cells, above=3, below=ROOM if one.is_open else 3, rule=0.2)
        row.splits = row.height > TALL
        if row.splits and self.wish.numbers:
            row.resumed = lines(_("%(number)s cont.") % {"number": one.row}, LENGTH, number)
        return row

    def known(self, one: Line, width: float) -> list[Piece]:
        """What there is of it, and what to know of that."""
        found = lines(one.translation, turned(one.translation, WORDS), width)
        if not one.state or (one.state == STALE and not self.wish.states):
            return found
        style = SOFT if one.state == SAME else STATE
        return [*found, *led(lines(self.said[one.state], style, width), 2 if found else 0)]


def render(script: Script, words: Words, *, wish: Wish = PLAIN, paper: str | None = None) -> bytes:
    with translation.override(words.language):
        sheet = Sheet(script, _("Translator's table"), words, wish=wish, paper=paper, is_wide=True)
        chosen = {scene.key for scene in sheet.scenes}
        every = scenes(script, sheet.into, labels(), ins(script))
        found = [(scene, told) for scene, told in every if scene.key in chosen]
        sheet.add_title(_sums(sheet, [one for _scene, told in found for one in told]), how_placed(script))
        if not found:
            sheet.add_nothing(_("Nothing that is heard or read is written yet."))
            return sheet.finish()
        with sheet.flow.table(sheet.header()):
            for scene, told in found:
                sheet.flow.add(sheet.heading(scene))
                for one in told:
                    sheet.flow.add(sheet.line(one))
        return sheet.finish()


def _sums(sheet: Sheet, found: list[Line]) -> str:
    """How many lines there are, and how many of them wait."""
    count = sum(one.is_open for one in found)
    stale = sum(one.state == STALE for one in found)
    silent = sum(one.state == SILENT for one in found)
    language = sheet.words.languages([sheet.into])
    waits = ngettext("%(count)d line to translate", "%(count)d lines to translate", count) % {"count": count}
    if stale:
        again = ngettext("%(count)d of them stale", "%(count)d of them stale", stale) % {"count": stale}
        waits = f"{waits}, {again}"
    every = ngettext("%(count)d line in all", "%(count)d lines in all", len(found)) % {"count": len(found)}
    told = [_("Into %(language)s:") % {"language": language}, f"{waits}; {every}."]
    if silent:
        words = ngettext(
            "%(count)d has no words in the transcript.", "%(count)d have no words in the transcript.", silent
        )
        told.append(words % {"count": silent})
    kept = sheet.script.translated_into
    if not sheet.script.is_draft and kept and kept != sheet.into:
        words = _("This draft keeps translations into %(language)s alone.")
        told.append(words % {"language": sheet.words.languages([kept])})
    return " ".join(told)
