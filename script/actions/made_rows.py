"""Rows out of what was read: what is seen stands beside the voice that follows it, each voice in a row."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from production.models import User
from production.models.fields import clean_text
from script.actions import cells, places
from script.actions.made_segments import Segments
from script.actions.screenplays import Headings, Meant
from script.actions.steps import Writing
from script.models import Cell, Row, ScriptScene
from script.models.rows import GAP, LONGEST_TEXT

MOST_PICTURES = 10  # that wait for one voice
HEARD = ("music", "natural_sound")
Element, Column = Cell.Element, Cell.Column
Span = tuple[int, int]


@dataclass
class Made:
    """A row on its way; cells know their segment once it is there."""

    scene: ScriptScene
    cells: list[Cell] = field(default_factory=list)
    has_voice: bool = False


@dataclass
class Maker:
    """Takes lines one after the other; :meth:`finish` writes them."""

    change: Writing
    by: User
    into: ScriptScene | None  # where lines go before the first heading
    title: str  # of the chapter that is made for them where there is none
    rows: list[Made] = field(default_factory=list)
    wanted: list[tuple[Cell, int, list[Span], str]] = field(default_factory=list)
    made_scenes: int = 0
    made: list[list[int]] = field(default_factory=list)  # segments, with their versions

    def __post_init__(self) -> None:
        self.headings = Headings(self.change.script)
        self.scene = self.into
        self.open: Made | None = None  # what is seen, and waits for a voice

    def add(self, item: dict[str, Any], choice: str) -> None:
        if choice == "scene":
            self._begin(self.headings.meant(item))
        elif choice.startswith("hit"):
            self._soundbite(item, item["hits"][int(choice[3:])])
        elif choice == "narration":
            self._voice(self._cell(Element.NARRATION, item["text"]))
        elif choice == "picture":
            self._picture(item)
        else:
            self._note(item)

    def _begin(self, meant: Meant) -> None:
        self.open = None
        there = len(self.headings.there)
        self.scene = self.headings.take(self.change, meant)
        self.made_scenes += len(self.headings.there) - there

    def _here(self) -> ScriptScene:
        if self.scene is None:
            title = clean_text(self.title, lines=False)[:200] or "…"
            self._begin(Meant(title=title))
        assert self.scene is not None  # noqa: S101  # made by what stands above
        return self.scene

    def _row(self) -> Made:
        row = Made(self._here())
        self.rows.append(row)
        return row

    def _voice(self, cell: Cell) -> None:
        row = self.open or self._row()
        row.cells.append(cell)
        row.has_voice = True
        self.open = None

    def _soundbite(self, item: dict[str, Any], hit: dict[str, Any]) -> None:
        cell = self._cell(Element.SOUNDBITE, "")
        spans = cells.merged([(start, end) for start, end in hit["ranges"]])
        words = " ".join(text for text, _is_same in hit["said"]) or item["text"]
        self.wanted.append((cell, hit["recording"], spans, words))
        self._voice(cell)

    def _picture(self, item: dict[str, Any]) -> None:
        element = item["element"] or (Element.B_ROLL if item["kind"] == "picture" else Element.NOTE)
        if self.open is None or len(self.open.cells) >= MOST_PICTURES:
            self.open = self._row()
        cell = self._cell(element, item["text"])
        cell.column = Column.SOUND if element in HEARD else Column.PICTURE
        self.open.cells.append(cell)

    def _note(self, item: dict[str, Any]) -> None:
        """A speech whose place wasn't found keeps a row of its own, where it stood."""
        text = f"{item['speaker']}: {item['text']}" if item["speaker"] else item["text"]
        text = text or " ".join(f"{one['reel']} {one['start']} – {one['end']}" for one in item["places"])
        cell = self._cell(Element.NOTE, text)
        if item["kind"] == "speech":
            self._voice(cell)
        else:
            last = self.rows[-1] if self.rows and self.rows[-1].scene is self.scene else None
            (self.open or last or self._row()).cells.append(cell)

    def _cell(self, element: str, text: str) -> Cell:
        return Cell(column=Column.SOUND, element=element, text=clean_text(text, lines=True)[:LONGEST_TEXT])

    # -- written -----------------------------------------------------------------------------------

    def finish(self) -> dict[str, int]:
        """How many scenes, rows, soundbites and segments were made."""
        segments = Segments(self.change.script.film_id, [one[1] for one in self.wanted])
        found = [
            segments.want(recording, spans[0][0], spans[-1][1], words)
            for _cell, recording, spans, words in self.wanted
        ]
        self.made = segments.write(self.by)
        for (cell, _recording, spans, _words), segment in zip(self.wanted, found, strict=True):
            cell.segment = segment
            cell.ranges = cells.as_ranges(spans, segment)
        self._write()
        return {
            "scenes": self.made_scenes,
            "rows": len(self.rows),
            "soundbites": len(self.wanted),
            "segments": len(segments.made),
        }

    def _write(self) -> None:
        last: dict[int, int] = {}
        rows = []
        for made in self.rows:
            scene = made.scene.pk
            if scene not in last:
                last[scene] = places.last("row", {"scene_id": scene}) - GAP
            last[scene] += GAP
            rows.append(Row(scene=made.scene, position=last[scene]))
        self.change.add_all(rows)
        written = []
        for made, row in zip(self.rows, rows, strict=True):
            for at, cell in enumerate(made.cells, 1):
                cell.row, cell.position = row, at * GAP
                written.append(cell)
        self.change.add_all(written)
