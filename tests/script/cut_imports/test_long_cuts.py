"""A long cut is taken over: in as many queries as a short one, where rows stand close too, there and back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from script.actions import cut_taking, steps
from script.actions.cut_taking import Wanted
from script.formats import cut_read
from script.formats.cut import ReadCut, ReadEvent
from script.models import Row, ScriptImport
from tests.factories import (
    RecordingFactory,
    RowFactory,
    ScriptFactory,
    ScriptSceneFactory,
    SegmentFactory,
    SoundbiteFactory,
)
from tests.script.steps.standing import stands

pytestmark = pytest.mark.django_db
FIRST = 90_000  # the frame of the recording's first label


@pytest.fixture
def script(film):
    return ScriptFactory(film=film)


@pytest.fixture
def recording(film):
    return RecordingFactory(interview__film=film, reel="A001", start_timecode="01:00:00:00", duration=80_000)


def soundbites(scene, recording, count):
    return [
        SoundbiteFactory(
            row=RowFactory(scene=scene),
            segment=SegmentFactory(recording=recording, in_frame=200 * n, out_frame=200 * n + 90),
        ).row
        for n in range(count)
    ]


def with_new(script, count, by):
    """A cut of the first so many soundbites, after each of them words that were never logged."""
    events, at = [], 0
    for n in range(count):
        for start, lasts in ((200 * n, 90), (200 * n + 120, 50)):
            source = FIRST + start
            events.append(ReadEvent(at, at + lasts, source, source + lasts, "A1", "A001"))
            at += lasts
    return ScriptImport.objects.create(
        script=script,
        kind="cut",
        name="cut",
        format="edl",
        size=1,
        sha256="0" * 64,
        found=cut_read.to_json(ReadCut(events=tuple(events), rate=script.frames)),
        created_by=by,
    )


def take(imported, by):
    imported.script.refresh_from_db()
    revision = imported.script.revision
    return cut_taking.take(imported=imported, wanted=Wanted(), revision=revision, by=by)


def test_more_that_is_new_asks_no_more(film, recording, editor):
    """Each stretch stands behind a row of its own."""
    asked = []
    for count in (2, 12):
        script = ScriptFactory(film=film)
        soundbites(ScriptSceneFactory(script=script), recording, 12)
        imported = with_new(script, count, editor)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert take(imported, editor).added == count
        asked.append(len(queries))
    assert asked[1] <= asked[0] + 2  # the search index writes in batches


def test_rows_that_stand_close_make_room_and_all_goes_back(script, recording, editor):
    scene = ScriptSceneFactory(script=script)
    rows = soundbites(scene, recording, 3)
    for place, row in zip((10, 1_000, 1_001), rows, strict=True):
        Row.objects.filter(pk=row.pk).update(position=place)
    before = [row.pk for row in rows]
    assert take(with_new(script, 3, editor), editor).added == 3
    keys = list(Row.objects.filter(scene=scene).order_by("position", "pk").values_list("pk", flat=True))
    assert keys[::2] == before
    left = stands(script)
    assert steps.undo(script=script, by=editor)
    assert list(Row.objects.filter(scene=scene).values_list("pk", flat=True)) == before
    assert steps.redo(script=script, by=editor)
    assert stands(script) == left


def test_a_cut_that_fills_an_empty_script_stands_in_a_chapter_called_after_it(script, recording, editor):
    omitted = ScriptSceneFactory(script=script, is_omitted=True, number="1", position=1 << 40)
    assert take(with_new(script, 2, editor), editor).added == 4
    made = script.scenes.exclude(pk=omitted.pk).get()
    assert (made.title, made.rows.count()) == ("cut", 4)
    assert made.position > omitted.position
