"""What a translator works through: every line that is heard or read, with what there is of it already.

A soundbite of several ranges is a line for each, as each is translated by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from production.formats.tables_out import pieces
from script.formats.labels import Labels, one_line
from script.pdf.content import Cell, Part, Row, Scene, Script, short

READ = ("card", "lower_third", "subtitle")  # on the screen
# of a line: its original was changed since; it was never put into words; it is in that language anyway
STALE, SILENT, SAME = "stale", "silent", "same"
COLUMNS = ("row", "scene", "at", "lasts", "language", "who", "text", "translation", "state", "own")


@dataclass(frozen=True, slots=True)
class Line:
    row: str
    at: str  # record timecode of its row
    lasts: str
    language: str  # of the original
    who: str
    text: str
    translation: str = ""  # as it stands now
    state: str = ""

    @property
    def is_open(self) -> bool:
        """Nobody has translated it, or what they wrote is of other words."""
        return self.state == STALE or not (self.translation or self.state)


def target(script: Script, wished: str) -> str:
    """The language to translate into: as wished, else that of the translations beside, else the script's."""
    return wished or script.translated_into or script.language


def scenes(
    script: Script, into: str, labels: Labels, at: Mapping[int, str]
) -> Iterator[tuple[Scene, list[Line]]]:
    """The scenes that hold a line. `at` is the record timecode of each row, by its key.

    A locked draft keeps translations into one language: into another there are none.
    """
    known = into == script.translated_into
    for scene in script.scenes:
        rows = [] if scene.is_omitted else script.rows_of.get(scene.key, ())
        found = [
            line
            for row in rows
            for cell in script.cells_of.get(row.key, ())
            for line in _lines(script, row, cell, labels, at[row.key], into, known)
        ]
        if found:
            yield scene, found


def _lines(
    script: Script, row: Row, cell: Cell, labels: Labels, at: str, into: str, known: bool
) -> Iterator[Line]:
    who = _who(cell, labels)
    if cell.element == "soundbite":
        for part in cell.parts:
            told = part.translation if known else ""
            state = _state(part, cell.language == into, bool(told))
            lasts = _lasts(script, cell, part)
            yield Line(row.number, at, lasts, cell.language, who, part.words, told, state)
    elif (cell.element == "narration" or cell.element in READ) and cell.text:
        lasts = short(cell.seconds) if cell.lasts[0] else ""
        state = SAME if cell.language == into else ""
        yield Line(row.number, at, lasts, cell.language, who, cell.text, state=state)


def _state(part: Part, is_same: bool, is_translated: bool) -> str:
    if is_same:
        return SAME
    if not part.words:
        return SILENT
    return STALE if part.is_stale and is_translated else ""


def _who(cell: Cell, labels: Labels) -> str:
    if cell.element == "soundbite":
        return ", ".join(map(one_line, cell.speakers)) or labels.speaker
    return labels.narrator if cell.element == "narration" else labels.elements[cell.element]


def _lasts(script: Script, cell: Cell, part: Part) -> str:
    medium = script.media_by_key.get(cell.medium) if cell.medium else None
    return short(medium.frames.seconds(part.end - part.start)) if medium else ""


def table(found: Iterable[tuple[Scene, list[Line]]], say: Mapping[str, str]) -> Iterator[list[Any]]:
    """The headings, then the lines, for a spreadsheet; `say` words the columns and the states."""
    yield [say[name] for name in COLUMNS]
    for scene, lines in found:
        title = f"{scene.number} {scene.title}".strip()
        for one in lines:
            state = say[one.state] if one.state else ""
            told = [one.row, title, one.at, one.lasts, one.language, one.who]
            for text, translation in zip_longest(pieces(one.text), pieces(one.translation), fillvalue=""):
                yield [*told, text, translation, state, ""]
