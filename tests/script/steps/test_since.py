"""What is different since: others are told, and the running time follows."""

import itertools

import pytest
from django.urls import reverse

from script.actions import cells, rows
from script.actions import content as gather
from script.actions.running import times
from script.actions.steps import undo
from script.models import Script
from tests.factories import (
    ArchiveClipFactory,
    CellFactory,
    ContributorFactory,
    CueFactory,
    RecordingFactory,
    ReleaseFactory,
    RowFactory,
    ScriptSceneFactory,
    SegmentFactory,
    SoundbiteFactory,
    SpeakerFactory,
    TranscriptFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def since(client, viewer, film, script):
    client.force_login(viewer)

    def ask(revision):
        url = reverse("script-since", args=[film.slug, script.pk])
        return client.get(url, {"revision": revision}).json()

    return ask


def test_others_are_told_what_was_changed_and_taken_back(since, script, cell, scene, editor):
    assert since(0)["rows"] == {}
    cells.edit(script=script, cell=cell.pk, values={"text": "Two"}, by=editor)
    found = since(0)
    assert "Two" in found["rows"][str(cell.row_id)]
    assert (found["revision"], found["order"], found["undo"]) == (1, {}, "")
    undo(script=script, by=editor)
    found = since(1)
    assert "One" in found["rows"][str(cell.row_id)]
    assert since(found["revision"])["rows"] == {}


def test_a_change_brings_what_others_wrote_meanwhile(client, script, cell, editor, director, film):
    other = CellFactory(row=RowFactory(scene=cell.row.scene))
    cells.edit(script=script, cell=other.pk, values={"text": "Theirs"}, by=director)
    client.force_login(editor)
    url = reverse("cell-edit", args=[film.slug, script.pk, cell.pk])
    answer = client.post(url, {"text": "Mine", "version": 1, "revision": 0}, follow=True).json()
    assert set(answer["rows"]) == {str(cell.row_id), str(other.row_id)}
    assert (answer["revision"], answer["version"]) == (2, 2)


def test_too_much_is_loaded_anew(since, script, scene, editor, monkeypatch):
    monkeypatch.setattr("script.views.answers.IN_PLACE", 3)
    for _n in range(4):
        rows.add(script=script, scene=scene.pk, after=None, values=[], by=editor)
    assert since(0)["reload"] is True
    assert "reload" not in since(2)


def test_an_answer_asks_as_often_however_long_the_script_is(
    client, script, scene, cell, editor, film, django_assert_num_queries, django_assert_max_num_queries
):
    client.force_login(editor)
    url = reverse("cell-edit", args=[film.slug, script.pk, cell.pk])

    turns = itertools.count()

    def queries():
        with django_assert_max_num_queries(60) as found:
            client.post(url, {"text": f"Words {next(turns)}"}, follow=True)
        return len(found)

    segment = SegmentFactory(recording__interview__film=film)
    SoundbiteFactory(row=cell.row, segment=segment)
    CellFactory(row=cell.row, element="archive", text="", clip=ArchiveClipFactory(film=film))
    queries()  # from here on search knows it
    few = queries()
    for _n in range(20):
        row = RowFactory(scene=ScriptSceneFactory(script=script))
        SoundbiteFactory(row=row, segment=SegmentFactory(recording__interview__film=film))
        CellFactory(row=row, element="archive", text="", clip=ArchiveClipFactory(film=film))
    assert queries() == few


def test_the_running_time_is_that_of_the_script_as_it_is_gathered(script, scene, film):
    row = RowFactory(scene=scene)
    recording = RecordingFactory(interview__film=film, rate="30000/1001")
    transcript = TranscriptFactory(recording=recording)
    person, silent = ContributorFactory(film=film), ContributorFactory(film=film)
    speaker = SpeakerFactory(transcript=transcript, person=person)
    CueFactory(transcript=transcript, in_frame=0, out_frame=300, text="Aquí vivíamos", speaker=speaker)
    ReleaseFactory(person=person, state="signed", signed_on="2003-06-10")
    said = SegmentFactory(recording=recording, in_frame=0, out_frame=250)
    named = SegmentFactory(recording=recording, in_frame=0, out_frame=101, speaker=silent)
    SoundbiteFactory(row=row, segment=said)
    SoundbiteFactory(row=RowFactory(scene=scene), segment=named, ranges=[[3, 50], [7, 90]])
    kept = {"ranges": [[0, 77]], "words": ["Aquí"], "speaker": ""}
    SoundbiteFactory(row=RowFactory(scene=scene), segment=said, kept=kept)
    clip = ArchiveClipFactory(film=film)
    picture = {"row": row, "column": "picture", "text": ""}
    CellFactory(**picture, element="archive", clip=clip, clip_in="03:40:30", clip_out="03:40:40")
    CellFactory(**picture, element="still", clip=clip)
    CellFactory(row=RowFactory(scene=scene), element="music", text="Corrido", clip=clip, lasts_ms=4_000)
    CellFactory(**picture, element="lower_third", person=person, lasts_ms=5_000)
    CellFactory(row=RowFactory(scene=scene), text="uno dos tres", language="es")
    CellFactory(row=RowFactory(scene=scene), text="one two three four", lasts_ms=3_210, is_recorded=True)
    RowFactory(scene=ScriptSceneFactory(script=script))
    for own in (False, True):
        Script.objects.filter(pk=script.pk).update(uses_own_pace=own, paces={"es": 77})
        script.refresh_from_db()
        whole, lean = gather.script(script), times(script)
        assert lean.running_time == whole.running_time
        assert [(row.key, row.scene, row.clearance) for row in lean.rows] == [
            (row.key, row.scene, row.clearance) for row in whole.rows
        ]
    assert lean.running_time.uncleared
    assert lean.running_time.cleared
