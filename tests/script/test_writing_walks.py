"""Walks of many changes at random: all go back to an empty script, forth again, and lengths agree."""

import random
from contextlib import suppress

import pytest

from script.actions import cells, rows, scenes, trimming
from script.actions import content as gather
from script.actions.running import times
from script.actions.steps import Overtaken, Refused, Stale, redo, undo
from script.models import Cell, Row, ScriptScene
from tests.factories import (
    ArchiveClipFactory,
    CueFactory,
    RecordingFactory,
    SceneFactory,
    ScriptFactory,
    SegmentFactory,
    TranscriptFactory,
)
from tests.script.steps.standing import stands

pytestmark = pytest.mark.django_db
STEPS = 60


class Walk:
    def __init__(self, film, seed):
        self.chance = random.Random(seed)
        self.script = ScriptFactory(film=film)
        recording = RecordingFactory(interview__film=film, duration=5_000)
        transcript = TranscriptFactory(recording=recording)
        for n in range(20):
            text = " ".join(f"w{n}_{word}" for word in range(6))
            word_times = [[word * 30, word * 30 + 28] for word in range(6)] if n % 3 else None
            frames = {"in_frame": n * 200, "out_frame": n * 200 + 190}
            CueFactory(transcript=transcript, **frames, text=text, word_times=word_times)
        self.segments = [
            SegmentFactory(recording=recording, in_frame=n * 300, out_frame=n * 300 + 700).pk
            for n in range(6)
        ]
        self.clip = ArchiveClipFactory(film=film).pk
        self.planned = [SceneFactory(film=film).pk for _n in range(3)]

    def some(self, model, path):
        keys = list(model.objects.filter(**{path: self.script}).order_by("pk").values_list("pk", flat=True))
        return self.chance.choice(keys) if keys else 0

    def step(self, by):
        """One change; what is refused changes nothing."""
        pick, of = self.chance.choice, {"script": self.script, "by": by}
        scene, row = self.some(ScriptScene, "script"), self.some(Row, "scene__script")
        cell, after = self.some(Cell, "row__scene__script"), pick([None, 0])
        said = {"element": "soundbite", "segment_id": pick(self.segments)}
        shown = {"element": "archive", "clip_id": self.clip, "column": "picture"}
        told = {"element": "narration", "text": "a b c d e f"}
        home = Cell.objects.filter(pk=cell).values_list("row", flat=True).first() or 0
        act = pick(
            [
                lambda: scenes.add(**of, title="Chapter", after=pick([None, 0, scene])),
                lambda: scenes.add(**of, scene=pick(self.planned)),
                lambda: scenes.move(**of, scene=scene, after=after),
                lambda: scenes.delete(**of, scene=scene if pick(range(5)) == 0 else 0),
                lambda: rows.add(**of, scene=scene, after=after, values=[said, shown]),
                lambda: rows.add(**of, scene=scene, after=row or None, values=[told]),
                lambda: rows.move(**of, row=row, scene=scene, after=after),
                lambda: rows.split(**of, row=home, cell=cell, word=pick(range(9))),
                lambda: rows.split(**of, row=home, cell=cell, word=pick(range(9))),
                lambda: rows.join(**of, row=row),
                lambda: rows.join(**of, row=row),
                lambda: rows.delete(**of, row=row),
                lambda: cells.move(**of, cell=cell, row=row, column=pick(["sound", "picture"]), after=after),
                lambda: cells.edit(**of, cell=cell, values={"text": str(self.chance.random())}),
                lambda: cells.edit(**of, cell=cell, values={"element": pick(["narration", "note", "card"])}),
                lambda: trimming.trim(
                    **of, cell=cell, first=pick(["", "+10"]), end=pick(["", "-12", "+2:00"])
                ),
                lambda: trimming.trim_to_words(
                    **of, cell=cell, first=pick(range(5)), last=pick(range(4, 12))
                ),
                lambda: trimming.pin(**of, cell=cell, on=pick([True, False])),
                lambda: undo(**of),
                lambda: redo(**of),
            ]
        )
        with suppress(Refused, Stale, Overtaken):
            act()


@pytest.mark.parametrize("seed", [4, 7, 10])
def test_all_that_one_wrote_goes_back_and_forth(film, editor, seed):
    walk = Walk(film, seed)
    for _n in range(STEPS):
        walk.step(editor)
    found = gather.script(walk.script)
    assert found.running_time == times(walk.script).running_time
    after, count = stands(walk.script), 0
    while undo(script=walk.script, by=editor):
        count += 1
    assert stands(walk.script) == [[], [], []]
    for _n in range(count):
        redo(script=walk.script, by=editor)
    assert stands(walk.script) == after


@pytest.mark.parametrize("seed", [1, 5])
def test_what_two_wrote_stays_whole(film, editor, director, seed):
    walk = Walk(film, seed)
    for n in range(STEPS):
        walk.step(editor if n % 2 else director)
    for by in (editor, director):
        with suppress(Overtaken):
            while undo(script=walk.script, by=by):
                pass
    found = gather.script(walk.script)
    assert found.running_time == times(walk.script).running_time
    places = list(Row.objects.filter(scene__script=walk.script).values_list("scene", "position"))
    assert len(set(places)) == len(places)
