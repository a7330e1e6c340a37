"""The annotated script: each line with its number, and beside it where it comes from.

For who checks facts, for lawyers and insurers. At the end stands what is open, and each source with
the rows that use it.
"""

from __future__ import annotations

import textwrap
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from production.pdf.layout import Style
from production.pdf.rows import Column, Piece, Row, columns, lines
from production.pdf.sheet import STRONG
from production.pdf.wording import Words
from production.timecode import NAMES
from script.pdf.annotations import Annotation, Annotations, copied, day, held, no_source
from script.pdf.content import Cell, Medium, Scene, Script, short
from script.pdf.content import Row as Line
from script.pdf.elements import Told, Wish, Wording
from script.pdf.sheet import HEADING, INCH, LENGTH, NUMBER, NUMBERS, STAR, ScriptSheet, labels_row
from script.pdf.text import SOURCE, led, set_in

COUNT = Style(8.6, 10.8, bold=True, align="right")
COUNTS = 24.0
GAP = 8.0
TALL = 180.0  # a line that is taller may begin on one page and end on the next
BEGINNING = 90  # letters by which a line is known in the list of what is open
PLAIN = Wish()


@dataclass(frozen=True, slots=True)
class Use:
    """A source, and the numbers of the rows that use it."""

    medium: Medium
    cell: Cell
    rows: list[str]


class Sheet(ScriptSheet):
    @cached_property
    def columns(self) -> tuple[Column, ...]:
        found = (NUMBERS, *columns(INCH, self.width, (0.54, COUNTS, 0.46), GAP))
        return (*found, self.stars) if self.is_marked else found

    @cached_property
    def annotations(self) -> Annotations:
        return Annotations(self.script, self.wish)

    @cached_property
    def lines_as(self) -> Wording:
        """A line as it is heard or seen; what is to be known of it stands beside."""
        return Wording.of(self.script, replace(self.wish, references=False, states=False))

    @cached_property
    def found(self) -> list[Annotation]:
        """Of the scenes that are printed."""
        by_row = self.annotations.by_row
        return [one for scene in self.scenes for row in self.rows_of(scene) for one in by_row[row.key]]

    def rows_of(self, scene: Scene) -> Sequence[Line]:
        return () if scene.is_omitted else self.script.rows_of.get(scene.key, ())

    def header(self) -> Row:
        names = ["", _("Said or seen"), "", _("Where it comes from"), *([""] if self.is_marked else [])]
        return labels_row(self.columns, names)

    def add_row(self, row: Line) -> None:
        """A line for each thing that is heard or seen, its trace beside it."""
        cells = self.script.cells_of.get(row.key, [])
        annotated = {one.cell.key: one for one in self.annotations.by_row[row.key]}
        shown = [
            (annotated.get(cell.key), said)
            for cell in cells
            if (said := list(self.lines_as.told(cell, cells)))
        ]
        if not shown:
            shown = [(None, [Told("note", "–")])]
        for at, (one, said) in enumerate(shown):
            self.flow.add(self._line(row, one, said, is_first=not at, is_last=at == len(shown) - 1))

    def _line(
        self, row: Line, one: Annotation | None, said: list[Told], *, is_first: bool, is_last: bool
    ) -> Row:
        number, text, count, source = (column.width for column in self.columns[:4])
        margin = lines(row.number, NUMBER, number) if self.wish.numbers else []
        if is_first and row.lasts[0]:
            margin = [*margin, *lines(short(row.seconds), LENGTH, number)]
        cells: list[Sequence[Piece]] = [
            led(margin, 3),
            set_in(said, text),
            led(lines(str(one.count), COUNT, count), 3) if one else [],
            led(set_in(one.told, source), 3) if one else [],
        ]
        if self.is_marked:
            star = is_first and row.is_changed
            cells.append(led(lines("*", STAR, self.stars.width), 3) if star else [])
        found = Row(self.columns, cells, above=1, below=4.5 if is_last else 1.5, rule=0.2 if is_last else 0.0)
        if found.height > TALL:
            found.splits = True
            again = lines(_("%(number)s cont.") % {"number": row.number}, LENGTH, number)
            found.resumed = led(again, 3) if self.wish.numbers else None
        return found

    # at the end

    def add_heading(self, words: str) -> None:
        pieces = lines(words, HEADING, self.width)
        self.flow.space(14)
        self.flow.add(Row([self.body], [pieces], tag="", tags=("H2",), above=0, below=4, keep=True))

    def add_open(self) -> None:
        """What is open, line by line."""
        waits = [one for one in self.found if one.warnings]
        if not waits:
            return
        self.add_heading(_("What is open"))
        rooms = (NUMBERS, *columns(INCH, self.width, (COUNTS, 0.42, 0.58), GAP))
        with self.flow.table(labels_row(rooms, ("", "", _("Line"), _("Why")))):
            for one in waits:
                self._add_last(Row(rooms, _told(rooms, one, self.what(one))))

    def add_unsourced(self) -> None:
        """What nothing is given for: by what it is, the rows with the numbers of their annotations."""
        waits: dict[str, list[str]] = defaultdict(list)
        for one in self.found:
            if one.is_unsourced:
                waits[one.cell.element].append(f"{one.row.number}\u00a0({one.count})")
        if not waits:
            return
        self.add_heading(no_source())
        rooms = columns(INCH, self.width, (0.25, 0.75), GAP)
        with self.flow.table(labels_row(rooms, (_("What"), _("Rows, and their annotations")))):
            for element, rows in waits.items():
                what = lines(self.wording.labels[element].rstrip(":"), STRONG, rooms[0].width)
                self._add_last(Row(rooms, [what, lines(", ".join(rows), SOURCE, rooms[1].width)]))

    def _add_last(self, row: Row) -> None:
        row.above, row.below, row.rule = 3, 4, 0.2
        row.splits = row.height > TALL
        self.flow.add(row)

    def what(self, one: Annotation) -> str:
        """A line in few words: who speaks or what it is."""
        every = self.lines_as.told(one.cell, self.script.cells_of[one.row.key])
        told = (each for each in every if each.kind != "mark")
        words = " ".join(
            text for each in islice(told, 2) for text in (each.label, each.text[:BEGINNING]) if text
        )
        return textwrap.shorten(words, BEGINNING, placeholder=" …")

    def add_sources(self) -> None:
        used = list(_uses(self.script, self.found))
        if not used:
            return
        self.add_heading(_("Sources"))
        rooms = columns(INCH, self.width, (0.7, 0.3), GAP)
        with self.flow.table(labels_row(rooms, (_("Source"), _("Rows")))):
            for use in used:
                name, facts = self.facts(use)
                told = [*lines(name, STRONG, rooms[0].width), *lines(facts, SOURCE, rooms[0].width)]
                rows = lines(", ".join(use.rows), SOURCE, rooms[1].width)
                self._add_last(Row(rooms, [told, rows]))

    def facts(self, use: Use) -> tuple[str, str]:
        medium = use.medium
        if medium.recording is not None:
            rate = _("%(fps)s fps") % {"fps": NAMES[medium.rate]}
            start = _("from %(timecode)s") % {"timecode": medium.start}
            sitting = (medium.interview, day(medium.shot_on))
            return medium.name, " · ".join(filter(None, (*sitting, medium.file, rate, start)))
        return medium.name, " · ".join(filter(None, (*held(medium, use.cell), copied(medium))))


def render(script: Script, words: Words, *, wish: Wish = PLAIN, paper: str | None = None) -> bytes:
    with translation.override(words.language):
        sheet = Sheet(script, _("Annotated script"), words, wish=wish, paper=paper)
        sheet.add_title(*_sums(sheet))
        if not sheet.scenes:
            sheet.add_nothing(_("No scene is written yet."))
            return sheet.finish()
        with sheet.flow.table(sheet.header()):
            for scene in sheet.scenes:
                sheet.flow.add(sheet.scene_row(scene))
                for row in sheet.rows_of(scene):
                    sheet.add_row(row)
        sheet.add_open()
        sheet.add_unsourced()
        sheet.add_sources()
        return sheet.finish()


def _sums(sheet: Sheet) -> Iterator[str]:
    """How much is traced and how much isn't; what isn't told on this copy."""
    found = sheet.found
    unsourced = sum(one.is_unsourced for one in found)
    uncleared = sum(one.is_uncleared for one in found)
    told = [ngettext("%(count)d annotation.", "%(count)d annotations.", len(found)) % {"count": len(found)}]
    if unsourced:
        words = ngettext("%(count)d without a source.", "%(count)d without a source.", unsourced)
        told.append(words % {"count": unsourced})
    if uncleared:
        words = ngettext("%(count)d not cleared.", "%(count)d not cleared.", uncleared)
        told.append(words % {"count": uncleared})
    yield " ".join(told)
    yield _(
        "What cites nothing rests on the notes of its row. An interview shows that somebody said it, "
        "not that it is so."
    )
    if not sheet.wish.states:
        yield _("Left out on this copy: where releases and licences stand, and what is stale.")
    elif any(one.cell.element == "soundbite" and not one.cell.clearance for one in found):
        yield _("Left out on this copy: where releases stand.")


def _uses(script: Script, found: Iterable[Annotation]) -> Iterable[Use]:
    """Each source once, in the order in which it comes."""
    uses: dict[tuple[str, int], Use] = {}
    for one in found:
        key = one.cell.medium
        if key is None or key not in script.media_by_key:
            continue
        use = uses.setdefault(key, Use(script.media_by_key[key], one.cell, []))
        if use.rows[-1:] != [one.row.number]:
            use.rows.append(one.row.number)
    return uses.values()


def _told(rooms: tuple[Column, ...], one: Annotation, what: str) -> list[Sequence[Piece]]:
    number, count, line, told = (room.width for room in rooms)
    return [
        lines(one.row.number, NUMBER, number),
        lines(str(one.count), COUNT, count),
        lines(what, SOURCE, line),
        [piece for words in one.warnings for piece in lines(words, SOURCE, told)],
    ]
