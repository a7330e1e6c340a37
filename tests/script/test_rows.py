"""Rows of a script: added, moved, split, joined, deleted, and answered with what is different."""

import json

import pytest
from django.urls import reverse

from script.actions import rows
from script.actions.steps import Refused, Stale
from script.models import Cell, Row
from script.models.rows import GAP
from tests.factories import (
    CellFactory,
    CueFactory,
    RecordingFactory,
    RowFactory,
    ScriptFactory,
    ScriptSceneFactory,
    SegmentFactory,
    SoundbiteFactory,
    TranscriptFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(client, editor, film, script):
    client.force_login(editor)

    def send(name, *keys, **data):
        answer = client.post(reverse(name, args=[film.slug, script.pk, *keys]), data, follow=True)
        return answer.status_code, answer.json()

    return send


def order(scene):
    return list(Row.objects.filter(scene=scene).order_by("position", "pk").values_list("pk", flat=True))


def texts(row):
    return list(Cell.objects.filter(row=row).order_by("column", "position").values_list("text", flat=True))


# -- as the page sends it ----------------------------------------------------------------------


def test_a_row_is_added_after_another_with_its_cells(post, scene):
    first, last = RowFactory(scene=scene), RowFactory(scene=scene)
    cells = '[{"column": "sound", "element": "narration", "text": "The wall stands."}]'
    status, answer = post("row-new", scene=scene.pk, after=first.pk, cells=cells, revision=0)
    assert status == 200
    assert order(scene) == [first.pk, answer["id"], last.pk]
    assert answer["order"] == {str(scene.pk): order(scene)}
    assert (answer["version"], answer["revision"]) == (1, 1)
    assert "The wall stands." in answer["rows"][str(answer["id"])]
    assert list(answer["rows"]) == [str(answer["id"])]
    assert answer["undo"] == "Row added"
    assert answer["totals"]["total"] == "0:01"


def test_what_follows_on_a_row_that_was_never_made_comes_at_the_end(post, scene):
    before = RowFactory(scene=scene)
    status, answer = post("row-new", scene=scene.pk, after="new-1k2-9x", cells="[]", revision=0)
    assert status == 200
    assert order(scene) == [before.pk, answer["id"]]
    assert post("row-new", scene=scene.pk, after="nowhere", cells="[]", revision=0)[0] == 422


def test_what_was_sent_twice_is_taken_once(post, scene):
    for _time in range(2):
        status, answer = post("row-new", scene=scene.pk, cells="[]", form_key="abc", revision=0)
    assert status == 200
    assert order(scene) == [answer["id"]]


def test_what_is_wrong_with_a_new_row_is_told_by_field(post, scene):
    cells = [{"element": "soundbite", "column": "sound"}]
    status, answer = post("row-new", scene=scene.pk, cells=json.dumps(cells))
    assert status == 422
    assert list(answer["errors"]) == ["segment"]
    for cells in ("[1]", "{}", "[[", '[{"element": "film"}]', '[{"pace": "x"}]', "[" * 9000):
        status, answer = post("row-new", scene=scene.pk, cells=cells)
        assert status == 422
    assert not Row.objects.exists()


def test_a_deleted_row_is_gone_and_comes_back(post, scene):
    row = RowFactory(scene=scene)
    CellFactory(row=row, text="Once more")
    status, answer = post("row-delete", row.pk, version=row.version, revision=0)
    assert (status, answer["gone"], answer["version"]) == (200, [row.pk], 0)
    assert not Row.objects.exists()
    status, answer = post("script-undo", revision=answer["revision"])
    assert "Once more" in answer["rows"][str(row.pk)]
    assert answer["order"] == {str(scene.pk): [row.pk]}
    assert (answer["undo"], answer["redo"]) == ("", "Row deleted")


def test_on_top_of_somebody_elses_change_nothing_is_written(post, scene):
    row = RowFactory(scene=scene, version=4)
    other = RowFactory(scene=scene)
    status, answer = post("row-move", row.pk, scene=scene.pk, after=other.pk, version=3)
    assert (status, answer["version"]) == (409, 4)
    assert order(scene) == [row.pk, other.pk]


def test_what_is_gone_says_so(post, scene):
    row = RowFactory(scene=scene)
    key = row.pk
    row.delete()
    status, answer = post("row-delete", key)
    assert (status, answer["is_gone"]) == (404, True)


# -- places ------------------------------------------------------------------------------------


def test_rows_move_within_a_scene_and_between(script, scene, editor):
    first, second, third = (RowFactory(scene=scene) for _n in range(3))
    rows.move(script=script, row=third.pk, scene=scene.pk, after=0, by=editor)
    assert order(scene) == [third.pk, first.pk, second.pk]
    rows.move(script=script, row=third.pk, scene=scene.pk, after=second.pk, by=editor)
    assert order(scene) == [first.pk, second.pk, third.pk]
    other = ScriptSceneFactory(script=script)
    rows.move(script=script, row=second.pk, scene=other.pk, after=0, by=editor)
    assert (order(scene), order(other)) == ([first.pk, third.pk], [second.pk])
    assert rows.move(script=script, row=second.pk, scene=other.pk, after=None, by=editor) is None


def test_places_that_run_out_are_numbered_anew_and_steps_still_go_back(script, scene, editor):
    from script.actions.steps import undo

    first, last = RowFactory(scene=scene, position=1), RowFactory(scene=scene, position=5)
    made = []
    for _n in range(40):
        step = rows.add(script=script, scene=scene.pk, after=first.pk, values=[], by=editor)
        made.insert(0, step.facts["id"])
    assert order(scene) == [first.pk, *made, last.pk]
    assert Row.objects.get(pk=last.pk).version == 1
    rows.move(script=script, row=made[3], scene=scene.pk, after=last.pk, by=editor)
    assert undo(script=script, by=editor)
    assert order(scene) == [first.pk, *made, last.pk]
    for _n in range(40):
        undo(script=script, by=editor)
    assert order(scene) == [first.pk, last.pk]


def test_who_types_on_numbers_nothing_anew(script, scene, editor):
    first, _last = RowFactory(scene=scene, position=GAP), RowFactory(scene=scene, position=2 * GAP)
    after = first.pk
    for _n in range(60):
        after = rows.add(script=script, scene=scene.pk, after=after, values=[], by=editor).facts["id"]
    assert Row.objects.get(pk=_last.pk).position == 2 * GAP


def test_a_row_of_another_script_is_none(script, scene, editor):
    with pytest.raises(Stale):
        rows.add(script=ScriptFactory(), scene=scene.pk, after=0, values=[], by=editor)
    with pytest.raises(Stale):
        rows.add(script=script, scene=scene.pk, after=RowFactory().pk, values=[], by=editor)


# -- two out of one, one out of two ------------------------------------------------------------


@pytest.fixture
def segment(film):
    recording = RecordingFactory(interview__film=film, duration=1_000)
    transcript = TranscriptFactory(recording=recording)
    times = [[0, 20], [20, 40], [40, 70], [70, 100]]
    CueFactory(
        transcript=transcript, in_frame=100, out_frame=200, text="uno dos tres cuatro", word_times=times
    )
    CueFactory(transcript=transcript, in_frame=200, out_frame=300, text="aaaa bbbb cc")
    return SegmentFactory(recording=recording, in_frame=100, out_frame=300)


def test_narration_is_split_at_a_word(script, scene, editor):
    row, last = RowFactory(scene=scene, record_in=1, record_out=2), RowFactory(scene=scene)
    cell = CellFactory(row=row, text="One two.\n\nThree four", lasts_ms=4_000, is_recorded=True)
    after = CellFactory(row=row, element="note", text="after")
    picture = CellFactory(row=row, column="picture", element="b_roll", text="wall")
    step = rows.split(script=script, row=row.pk, cell=cell.pk, word=2, by=editor)
    second = Row.objects.get(pk=step.facts["second"])
    assert order(scene) == [row.pk, second.pk, last.pk]
    assert texts(row) == ["wall", "One two."]
    assert texts(second) == ["Three four", "after"]
    cell.refresh_from_db()
    assert (cell.lasts_ms, cell.is_recorded) == (2_000, False)
    row.refresh_from_db()
    assert row.record_in is None
    assert Cell.objects.get(pk=after.pk).row_id == second.pk
    assert Cell.objects.get(pk=picture.pk).row_id == row.pk
    for word in (0, 2, 9):
        with pytest.raises(Refused):
            rows.split(script=script, row=row.pk, cell=cell.pk, word=word, by=editor)


@pytest.mark.parametrize(("word", "frame"), [(1, 120), (3, 170), (4, 200), (5, 240), (6, 280)])
def test_a_soundbite_is_split_where_a_word_begins(script, scene, editor, segment, word, frame):
    row = RowFactory(scene=scene)
    cell = SoundbiteFactory(row=row, segment=segment)
    step = rows.split(script=script, row=row.pk, cell=cell.pk, word=word, by=editor)
    second = Cell.objects.get(row=step.facts["second"])
    cell.refresh_from_db()
    assert (cell.ranges, second.ranges) == ([[100, frame]], [[frame, 300]])
    rows.join(script=script, row=row.pk, by=editor)
    cell.refresh_from_db()
    assert cell.ranges == []  # follows its segment again
    assert order(scene) == [row.pk]


def test_joined_ranges_are_split_where_they_are_heard(script, scene, editor, segment):
    row = RowFactory(scene=scene)
    cell = SoundbiteFactory(row=row, segment=segment, ranges=[[200, 300], [100, 200]])
    step = rows.split(script=script, row=row.pk, cell=cell.pk, word=3, by=editor)
    assert Cell.objects.get(row=step.facts["second"]).ranges == [[100, 200]]
    rows.join(script=script, row=row.pk, by=editor)
    cell.refresh_from_db()
    assert cell.ranges == [[200, 300], [100, 200]]
    step = rows.split(script=script, row=row.pk, cell=cell.pk, word=5, by=editor)
    cell.refresh_from_db()
    assert cell.ranges == [[200, 300], [100, 140]]
    assert Cell.objects.get(row=step.facts["second"]).ranges == [[140, 200]]


def test_rows_are_joined_with_what_stands_beside(script, scene, editor):
    row, second = RowFactory(scene=scene), RowFactory(scene=scene)
    CellFactory(row=row, text="One.", lasts_ms=2_000)
    CellFactory(row=second, text="Two.", lasts_ms=1_000)
    CellFactory(row=second, element="music", text="Corrido")
    CellFactory(row=row, column="picture", element="b_roll", text="wall")
    CellFactory(row=second, column="picture", element="b_roll", text="gate")
    rows.join(script=script, row=row.pk, by=editor)
    assert texts(row) == ["wall", "gate", "One. Two.", "Corrido"]
    assert Cell.objects.get(text="One. Two.").lasts_ms == 3_000
    assert order(scene) == [row.pk]
    with pytest.raises(Refused):
        rows.join(script=script, row=row.pk, by=editor)


def test_soundbites_of_two_segments_stay_two(script, scene, editor, segment):
    row, second = RowFactory(scene=scene), RowFactory(scene=scene)
    SoundbiteFactory(row=row, segment=segment)
    SoundbiteFactory(row=second, segment=SegmentFactory(recording=segment.recording))
    rows.join(script=script, row=row.pk, by=editor)
    assert Cell.objects.filter(row=row).count() == 2
