"""Rows out of what was read: what is seen stands beside the voice that follows it, each voice in a row."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from interviews.actions import segments as of_interviews
from interviews.models import Recording, Segment
from production.models import User
from production.models.fields import clean_text
from script.actions import cells, places
from script.actions.screenplays import Headings, Meant
from script.actions.steps import Refused, Writing
from script.models import Cell, Row, ScriptScene
from script.models.rows import GAP, LONGEST_TEXT

COVERS = 0.9  # of a range: a segment that holds so much of it is the one
GIST_WORDS, LONGEST_GIST = 8, 120
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
        segments = _Segments(self.change.script.film_id, self.wanted, self.by)
        for cell, recording, spans, _words in self.wanted:
            cell.segment = segments.of[recording, spans[0][0], spans[-1][1]]
            cell.ranges = cells.as_ranges(spans, cell.segment)
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


class _Segments:
    """The segments that soundbites are: those that are logged already, and new ones."""

    def __init__(self, film: int, wanted: list[tuple[Cell, int, list[Span], str]], by: User) -> None:
        self.of: dict[tuple[int, int, int], Segment] = {}
        self.made: list[Segment] = []
        keys = {recording for _cell, recording, _spans, _words in wanted}
        rows: Any = Recording.objects.filter(interview__film=film, interview__binned_at=None, pk__in=keys)
        self.recordings = {one.pk: one for one in rows.select_related("interview")}
        self.logged: dict[int, list[Segment]] = defaultdict(list)
        for segment in Segment.objects.of_film(film).filter(recording__in=keys):
            self.logged[segment.recording_id].append(segment)
        for _cell, recording, spans, words in wanted:
            self._want(recording, spans[0][0], spans[-1][1], words)
        of_interviews.make(segments=self.made, by=by)

    def _want(self, key: int, start: int, end: int, words: str) -> None:
        recording = self.recordings.get(key)
        if recording is None:
            raise Refused("gone", field="segment")
        if end > (recording.duration or recording.frames.day):
            raise Refused("after", field="ranges", end=str(recording.source(recording.duration or 0)))
        found = max(self.logged[key], key=lambda one: _alike(one, start, end), default=None)
        if found is None or not _covers(found, start, end):
            found = Segment(recording=recording, in_frame=start, out_frame=end, gist=gist_of(words))
            self.made.append(found)
            self.logged[key].append(found)
        found.recording = recording
        self.of[key, start, end] = found


def _shared(segment: Segment, start: int, end: int) -> int:
    return min(segment.out_frame, end) - max(segment.in_frame, start)


def _covers(segment: Segment, start: int, end: int) -> bool:
    return _shared(segment, start, end) >= COVERS * (end - start)


def _alike(segment: Segment, start: int, end: int) -> tuple[bool, float]:
    """Of those that cover it the one that is nearest to being it."""
    together = max(segment.out_frame, end) - min(segment.in_frame, start)
    return _covers(segment, start, end), _shared(segment, start, end) / together


def gist_of(words: str) -> str:
    """Its first words."""
    found = clean_text(words, lines=False).split()
    gist = " ".join(found[:GIST_WORDS])
    return f"{gist[:LONGEST_GIST]} …" if len(found) > GIST_WORDS or len(gist) > LONGEST_GIST else gist
