"""The scripts of the demo film, written as people write them: scene by scene, row by row, locked twice."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from interviews.actions import transcripts
from interviews.models import Cue, Segment
from production import timecode
from production.models import ArchiveClip, Film, Person, Scene, Shot, User
from script.actions import cells, drafts, rows, scenes, trimming
from script.demo import kept
from script.demo.lines import Chapter, Element, Line, bite, card, music, names, note, roll, say, shot, wild
from script.demo.scenes import V
from script.demo.written_after import AFTER
from script.demo.written_asylum import ASYLUM
from script.demo.written_house import HOUSE
from script.models import Cell, Row, Script, ScriptScene

FILM = 52 * 60  # seconds, as television wants it
WHITE = datetime(2003, 6, 20, 17, 30, tzinfo=UTC)
BLUE = datetime(2003, 6, 27, 16, 0, tzinfo=UTC)
REWORDED = "Recuerda a Mercader muy bien vestido, con dinero y un coche llamativo."

TEASER = [
    Chapter(
        "",
        "Teaser",
        60,
        [
            (shot("The paper calendar", 6), music("in", "Strings, one held note", 50)),
            (bite("Woken by firing", off=True), shot("Bullet marks in the wall")),
            (bite("“The Old Man” feared", ranges=[(0, 8)]), card("Coyoacán", 4)),
            (say("One house, two attempts, one who can still tell it."), shot("The wall and the gate")),
            (card("La casa de Coyoacán", 5), music("out", "Strings, cut")),
        ],
    )
]
# between WHITE and BLUE: a chapter that came in
RABBITS = Chapter(
    "",
    "The garden, worked",
    60,
    [
        (shot("Garden path after rain", 12), wild("Garden with birds", "Garden with birds")),
        (
            say("A house like this has to be fed, swept and watered, whoever is after those who live in it."),
            shot("The gardener waters the cactus"),
        ),
        (shot("Chairs under the tree", 11), note("For Esteban: were there chairs?")),
        (roll("A watering can, left standing", 9), wild("A tap")),
    ],
)

# after BLUE: pictures that nobody speaks over yet, one of them of no known length
STREET = Chapter(
    "",
    "The street, sixty years on",
    40,
    [
        (shot("A neighbour looks out", 9), wild("Street")),
        (shot("The wall, the whole length"),),
    ],
)


def build(*, film: Film, people: dict[str, Person], by: User) -> None:
    script = kept(
        Script(
            film=film,
            title="Television, 52 minutes",
            is_working=True,
            rate=film.frame_rate,
            drop_frame=film.drop_frame,
            record_start="10:00:00;00",
            target_seconds=FILM,
            language="en",
            paces={"es": 140},
            handles=12,
        )
    )
    writer = _Writer(script, people, by)
    for chapter in [*ASYLUM, *HOUSE, *AFTER]:
        writer.write(chapter)
    drafts.lock(script=script, note="For the reading at the house", by=by, now=WHITE)
    _after_the_reading(writer)
    drafts.lock(script=script, note="After the reading: 16 goes, the garden comes in", by=by, now=BLUE)
    _since(writer)
    teaser = kept(
        Script(film=film, title="Teaser", rate=film.frame_rate, drop_frame=film.drop_frame, target_seconds=60)
    )
    for chapter in TEASER:
        _Writer(teaser, people, by).write(chapter)


class _Writer:
    def __init__(self, script: Script, people: dict[str, Person], by: User) -> None:
        film = script.film
        self.script, self.people, self.by = script, people, by
        self.scenes = {scene.number: scene.pk for scene in Scene.objects.filter(film=film)}
        self.segments = list(Segment.objects.of_film(film).select_related("recording"))
        self.clips = list(ArchiveClip.objects.filter(film=film))
        self.shots = list(Shot.objects.filter(film=film))

    def write(self, chapter: Chapter, after: int | None = None) -> None:
        step = scenes.add(
            script=self.script,
            scene=self.scenes[chapter.scene] if chapter.scene else None,
            title=chapter.title,
            target=chapter.target,
            after=after,
            by=self.by,
        )
        for line in chapter.lines:
            self.add(step.facts["id"], line)

    def add(self, scene: int, line: Line, after: int | None = None) -> None:
        values = [self._values(element) for element in line]
        rows.add(script=self.script, scene=scene, after=after, values=values, by=self.by)

    def _values(self, element: Element) -> dict[str, Any]:
        values = dict(element)
        ranges = values.pop("ranges", None)
        if "segment" in values:
            segment = _beginning(self.segments, "gist", values.pop("segment"))
            values |= {"segment_id": segment.pk, "ranges": _frames(segment, ranges or ())}
        if "clip" in values:
            values["clip_id"] = _beginning(self.clips, "title", values.pop("clip")).pk
        if "shot" in values:
            values["shot_id"] = _beginning(self.shots, "description", values.pop("shot")).pk
        if "person" in values:
            values["person_id"] = self.people[values.pop("person")].pk
        return values

    # -- finding one's place again -------------------------------------------------------------

    def scene(self, number: str) -> ScriptScene:
        """By the number in the film's plan."""
        return ScriptScene.objects.get(script=self.script, scene__number=number)

    def cell(self, **asked: Any) -> Cell:
        rows = Cell.objects.filter(row__scene__script=self.script, **asked)
        return rows.order_by("row__scene__position", "row__position")[0]


def _beginning(records: Iterable[Any], name: str, begins: str) -> Any:
    return next(record for record in records if getattr(record, name).startswith(begins))


def _frames(segment: Segment, ranges: Iterable[tuple[float, float]]) -> list[list[int]]:
    """Seconds after the segment's in, as frames of its recording."""
    rate = segment.recording.frames
    return [[segment.in_frame + timecode.frame_at(round(at * 1000), rate) for at in one] for one in ranges]


# -- how it went on ----------------------------------------------------------------------------


def _after_the_reading(writer: _Writer) -> None:
    script, by = writer.script, writer.by
    scenes.delete(script=script, scene=writer.scene("16").pk, by=by)
    writer.write(RABBITS, after=writer.scene("8").pk)
    told = writer.cell(element="narration", text__startswith="Nobody has turned")
    shorter = "Nobody has turned this page since. In this house it has stayed the twentieth of August."
    cells.edit(script=script, cell=told.pk, values={"text": shorter}, by=by)
    bombs = writer.cell(segment__gist__startswith="Ran into the next room")
    start, end = bombs.spans[0]
    trimmed = [[start + 15, end - 60]]
    cells.edit(script=script, cell=bombs.pk, values={"ranges": trimmed}, by=by)
    frida = writer.cell(segment__gist__startswith="Frida liked")
    rows.delete(script=script, row=frida.row_id, by=by)
    opening = list(Row.objects.filter(scene=writer.scene("18")).order_by("position"))
    rows.move(script=script, row=opening[2].pk, scene=writer.scene("18").pk, after=0, by=by)
    hands = writer.cell(element="b_roll", shot__description__startswith="His hands on the armrest")
    cells.edit(script=script, cell=hands.pk, values={"text": "the ring, the veins"}, by=by)


def _since(writer: _Writer) -> None:
    """In the working script: a line that was pinned, and whose source went on; more voices, more pictures."""
    script, by = writer.script, writer.by
    smart = writer.cell(segment__gist__startswith="Mercader: smart")
    trimming.pin(script=script, cell=smart.pk, on=True, by=by)
    cue = Cue.objects.select_related("transcript").get(
        transcript__recording=smart.segment.recording,  # type: ignore[union-attr]
        text__startswith="Recuerda a Mercader",
    )
    transcripts.change_text(transcript=cue.transcript, cue=cue.pk, text=REWORDED, by=by)
    sister = writer.scene("17")
    writer.add(sister.pk, (bite("He came to the house", off=True), roll("A ship's rail, sea")))
    last = writer.cell(element="narration", text__startswith="He doesn't say that it was history")
    cells.edit(script=script, cell=last.pk, values={"text": "He says that he came home from school."}, by=by)
    writer.write(STREET, after=writer.scene("14").pk)
    writer.add(sister.pk, (names(V, "at the window"), roll("Volkov at the window", 8)))
