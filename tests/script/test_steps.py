"""Steps of a script: taken back and made again by who made them, and never over somebody else's change."""

import itertools

import pytest
from django.urls import reverse

from script.actions import cells, rows, scenes
from script.actions import content as gather
from script.actions.running import times
from script.actions.steps import Overtaken, Stale, redo, undo
from script.models import Cell, Row, Script, ScriptScene, ScriptStep
from tests.at_once import at_once
from tests.factories import (
    ArchiveClipFactory,
    CellFactory,
    ContributorFactory,
    CueFactory,
    LocationFactory,
    RecordingFactory,
    ReleaseFactory,
    RowFactory,
    SceneFactory,
    ScriptSceneFactory,
    SegmentFactory,
    ShotFactory,
    SoundbiteFactory,
    SpeakerFactory,
    TranscriptFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def cell(scene):
    return CellFactory(row=RowFactory(scene=scene), text="One")


def text_of(cell):
    return Cell.objects.get(pk=cell.pk).text


def stands(script):
    """All that a script holds, but for versions."""
    return [
        [
            {key: value for key, value in row.items() if key not in ("version", "_state")}
            for row in model.objects.filter(**{path: script}).order_by("pk").values()
        ]
        for model, path in (
            (ScriptScene, "script"),
            (Row, "scene__script"),
            (Cell, "row__scene__script"),
        )
    ]


def test_a_step_is_taken_back_and_made_again(script, cell, editor):
    cells.edit(script=script, cell=cell.pk, values={"text": "Two"}, by=editor)
    undo(script=script, by=editor)
    assert text_of(cell) == "One"
    redo(script=script, by=editor)
    assert text_of(cell) == "Two"
    assert redo(script=script, by=editor) is None
    assert Script.objects.get(pk=script.pk).revision == 3


def test_a_form_that_was_opened_before_a_step_puts_no_revision_back(script, cell, editor):
    opened = Script.objects.get(pk=script.pk)
    cells.edit(script=script, cell=cell.pk, values={"text": "Two"}, by=editor)
    opened.title = "Another title"
    opened.save()
    found = Script.objects.get(pk=script.pk)
    assert (found.title, found.revision) == ("Another title", 1)


def test_everybody_takes_back_their_own(script, cell, editor, director):
    other = CellFactory(row=cell.row, text="Uno")
    cells.edit(script=script, cell=cell.pk, values={"text": "Two"}, by=editor)
    cells.edit(script=script, cell=other.pk, values={"text": "Dos"}, by=director)
    undo(script=script, by=editor)
    assert (text_of(cell), text_of(other)) == ("One", "Dos")
    assert undo(script=script, by=editor) is None


def test_what_somebody_else_changed_since_is_left(script, cell, editor, director):
    cells.edit(script=script, cell=cell.pk, values={"text": "Two"}, by=editor)
    cells.edit(script=script, cell=cell.pk, values={"text": "Three"}, by=director)
    with pytest.raises(Overtaken):
        undo(script=script, by=editor)
    assert text_of(cell) == "Three"
    cells.edit(script=script, cell=cell.pk, values={"text": "Two"}, by=director)
    undo(script=script, by=editor)
    assert text_of(cell) == "One"


def test_other_fields_of_the_same_cell_do_no_harm(script, cell, editor, director):
    cells.edit(script=script, cell=cell.pk, values={"text": "Two"}, by=editor)
    cells.edit(script=script, cell=cell.pk, values={"pace": 90}, by=director)
    undo(script=script, by=editor)
    assert (text_of(cell), Cell.objects.get(pk=cell.pk).pace) == ("One", 90)


def test_a_new_step_leaves_what_can_still_be_made_again(script, cell, editor):
    cells.edit(script=script, cell=cell.pk, values={"text": "Two"}, by=editor)
    undo(script=script, by=editor)
    cells.edit(script=script, cell=cell.pk, values={"pace": 90}, by=editor)
    redo(script=script, by=editor)
    assert text_of(cell) == "Two"
    undo(script=script, by=editor)
    cells.edit(script=script, cell=cell.pk, values={"text": "Else"}, by=editor)
    with pytest.raises(Overtaken):
        redo(script=script, by=editor)
    assert text_of(cell) == "Else"


def test_a_row_that_others_filled_does_not_go(script, scene, editor, director):
    made = rows.add(script=script, scene=scene.pk, after=None, values=[], by=editor).facts["id"]
    cells.add(script=script, row=made, values={"element": "note", "text": "Mine"}, by=director)
    with pytest.raises(Overtaken):
        undo(script=script, by=editor)
    assert Row.objects.filter(pk=made).exists()


def order(scene):
    return list(Row.objects.filter(scene=scene).order_by("position", "pk").values_list("pk", flat=True))


def two_at_one_place(script, scene, by, other):
    """A row comes back to where somebody has put another one meanwhile; the keys in order."""

    def put(after, who):
        values = [{"element": "note", "text": "one two three four"}]
        return rows.add(script=script, scene=scene.pk, after=after, values=values, by=who).facts["id"]

    first = put(None, by)
    put(first, by)
    back = put(first, by)
    rows.delete(script=script, row=back, by=by)
    put(first, other)
    undo(script=script, by=by)
    assert Row.objects.values("position").distinct().count() == 3
    return order(scene)


def test_what_is_put_behind_one_of_two_at_one_place_stands_there(script, scene, editor, director):
    _first, one, other, _last = two_at_one_place(script, scene, editor, director)
    step = rows.add(script=script, scene=scene.pk, after=one, values=[], by=editor)
    assert order(scene)[1:4] == [one, step.facts["id"], other]


def test_the_rest_of_one_of_two_rows_at_one_place_follows_it(script, scene, editor, director):
    _first, one, other, _last = two_at_one_place(script, scene, editor, director)
    cell = Cell.objects.get(row=one).pk
    step = rows.split(script=script, row=one, cell=cell, word=2, by=director)
    assert order(scene)[1:4] == [one, step.facts["second"], other]


def test_what_follows_at_the_same_place_goes_along_when_a_row_is_split(script, cell, editor):
    beside = CellFactory(row=cell.row, column=cell.column, position=cell.position, text="two")
    Cell.objects.filter(pk=cell.pk).update(text="one more")
    step = rows.split(script=script, row=cell.row_id, cell=cell.pk, word=1, by=editor)
    assert Cell.objects.get(pk=beside.pk).row_id == step.facts["second"]


def test_what_would_return_to_a_row_that_is_gone_does_not(script, cell, editor, director):
    row = cell.row
    cells.delete(script=script, cell=cell.pk, by=editor)
    rows.delete(script=script, row=row.pk, by=director)
    with pytest.raises(Overtaken):
        undo(script=script, by=editor)
    undo(script=script, by=director)
    undo(script=script, by=editor)
    assert text_of(cell) == "One"


def test_what_cites_something_deleted_for_good_does_not_return(script, scene, editor, film):
    segment = SegmentFactory(recording__interview__film=film)
    cell = SoundbiteFactory(row=RowFactory(scene=scene), segment=segment)
    cells.delete(script=script, cell=cell.pk, by=editor)
    segment.delete()
    with pytest.raises(Overtaken):
        undo(script=script, by=editor)


@pytest.mark.parametrize("of", ["recording", "interview", "scene", "location"])
def test_what_cites_something_of_what_was_deleted_does_not_return(of, script, scene, editor, film):
    if of in ("recording", "interview"):
        cited = SoundbiteFactory(row=RowFactory(scene=scene))
        owner = cited.segment.recording if of == "recording" else cited.segment.recording.interview
    else:
        owner = SceneFactory(film=film) if of == "scene" else LocationFactory(film=film)
        menu = {"scene": None, "category": "exteriors"} if of == "location" else {}
        shot = ShotFactory(**{**menu, of: owner})
        cited = CellFactory(row=RowFactory(scene=scene), element="b_roll", text="", shot=shot)
    cells.delete(script=script, cell=cited.pk, by=editor)
    owner.bin(by=editor)
    with pytest.raises(Overtaken):
        undo(script=script, by=editor)
    owner.restore()
    undo(script=script, by=editor)
    assert Cell.objects.filter(pk=cited.pk).exists()


def test_who_read_what_was_deleted_and_returned_reads_it_anew(script, cell, editor, director):
    cells.edit(script=script, cell=cell.pk, values={"text": "Two"}, by=editor)
    cells.delete(script=script, cell=cell.pk, by=editor)
    undo(script=script, by=editor)
    with pytest.raises(Stale):
        cells.edit(script=script, cell=cell.pk, values={"text": "x"}, version=2, by=director)


def test_a_scene_goes_before_the_first_lock_and_is_omitted_after(script, scene, cell, editor):
    before = stands(script)
    scenes.delete(script=script, scene=scene.pk, by=editor)
    assert stands(script) == [[], [], []]
    undo(script=script, by=editor)
    assert stands(script) == before
    ScriptScene.objects.update(number="1")
    scenes.delete(script=script, scene=scene.pk, by=editor)
    scene.refresh_from_db()
    assert (scene.is_omitted, Row.objects.count()) == (True, 0)
    step = scenes.add(script=script, scene=scene.scene_id, by=editor)  # back under its number
    scene.refresh_from_db()
    assert (step.facts["id"], scene.is_omitted, scene.number) == (scene.pk, False, "1")


def test_a_row_does_not_return_into_a_scene_that_was_cut_since(script, scene, cell, editor, director):
    rows.delete(script=script, row=cell.row_id, by=editor)
    ScriptScene.objects.update(number="1")
    scenes.delete(script=script, scene=scene.pk, by=director)
    with pytest.raises(Overtaken):
        undo(script=script, by=editor)


def test_a_scene_that_others_filled_is_not_cut_by_undo(script, scene, cell, editor, director):
    """It came back after a lock, somebody wrote in it, and who brought it back takes that back."""
    ScriptScene.objects.filter(pk=scene.pk).update(number="1")
    scenes.delete(script=script, scene=scene.pk, by=editor)
    scenes.add(script=script, scene=scene.scene_id, by=editor)
    rows.add(script=script, scene=scene.pk, after=None, values=[{"element": "note"}], by=director)
    with pytest.raises(Overtaken):
        undo(script=script, by=editor)
    assert not ScriptScene.objects.get(pk=scene.pk).is_omitted


def test_a_scene_that_others_filled_is_not_cut_by_redo(script, scene, cell, editor, director):
    ScriptScene.objects.filter(pk=scene.pk).update(number="1")
    scenes.delete(script=script, scene=scene.pk, by=editor)
    undo(script=script, by=editor)
    rows.add(script=script, scene=scene.pk, after=None, values=[{"element": "note"}], by=director)
    with pytest.raises(Overtaken):
        redo(script=script, by=editor)
    assert not ScriptScene.objects.get(pk=scene.pk).is_omitted


def test_a_row_in_which_others_wrote_unseen_is_not_deleted(script, scene, cell, editor, director):
    rows.delete(script=script, row=RowFactory(scene=scene).pk, seen=script.revision, by=editor)
    seen = 1
    cells.edit(script=script, cell=cell.pk, values={"text": "Theirs"}, by=director)
    with pytest.raises(Stale):
        rows.delete(script=script, row=cell.row_id, version=1, seen=seen, by=editor)
    assert text_of(cell) == "Theirs"
    cells.edit(script=script, cell=cell.pk, values={"text": "Mine"}, by=editor)
    rows.delete(script=script, row=cell.row_id, version=1, seen=2, by=editor)  # that was theirs alone
    assert not Cell.objects.exists()


def test_a_scene_in_which_others_wrote_unseen_is_not_deleted(script, scene, cell, editor, director):
    rows.add(script=script, scene=scene.pk, after=None, values=[{"element": "note"}], by=director)
    with pytest.raises(Stale):
        scenes.delete(script=script, scene=scene.pk, version=1, seen=0, by=editor)
    assert Row.objects.count() == 2
    assert scenes.delete(script=script, scene=scene.pk, version=1, seen=1, by=editor)


def test_scenes_move_and_are_named(script, editor, film):
    first = scenes.add(script=script, scene=SceneFactory(film=film).pk, by=editor).facts["id"]
    second = scenes.add(script=script, title="Prologue", target=90, after=0, by=editor).facts["id"]

    def order():
        return list(
            ScriptScene.objects.filter(script=script).order_by("position").values_list("pk", flat=True)
        )

    assert order() == [second, first]
    scenes.move(script=script, scene=second, after=first, by=editor)
    assert order() == [first, second]
    scenes.edit(script=script, scene=first, values={"title": "Home", "target": 60}, by=editor)
    assert str(ScriptScene.objects.get(pk=first)) == "Home"
    for _n in range(4):
        undo(script=script, by=editor)
    assert order() == []
    for _n in range(4):
        redo(script=script, by=editor)
    assert order() == [first, second]


def test_many_changes_go_back_to_where_they_began_and_forth_again(script, scene, cell, editor, film):
    segment = SegmentFactory(recording__interview__film=film)
    before = stands(script)
    made = rows.add(
        script=script,
        scene=scene.pk,
        after=cell.row_id,
        values=[
            {"element": "soundbite", "segment_id": segment.pk, "column": "sound"},
            {"element": "b_roll", "text": "wall", "column": "picture"},
        ],
        by=editor,
    ).facts["id"]
    other = scenes.add(script=script, title="End", by=editor).facts["id"]
    rows.move(script=script, row=made, scene=other, after=None, by=editor)
    cells.edit(script=script, cell=cell.pk, values={"text": "One two three"}, by=editor)
    second = rows.split(script=script, row=cell.row_id, cell=cell.pk, word=2, by=editor).facts["second"]
    cells.move(script=script, cell=cell.pk, row=second, column="picture", after=None, by=editor)
    rows.join(script=script, row=cell.row_id, by=editor)
    scenes.delete(script=script, scene=other, by=editor)
    after = stands(script)
    steps = ScriptStep.objects.filter(script=script).count()
    for _n in range(steps):
        undo(script=script, by=editor)
    assert stands(script) == before
    for _n in range(steps):
        redo(script=script, by=editor)
    assert stands(script) == after


# -- what is different since -------------------------------------------------------------------


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


# -- running time ------------------------------------------------------------------------------


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


# -- at once -----------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_of_two_who_change_the_same_words_at_once_one_is_told(script, cell, editor, director):
    def change(text, by):
        return lambda: cells.edit(script=script, cell=cell.pk, values={"text": text}, version=1, by=by)

    met = at_once(change("Two", editor), change("Three", director))
    assert [type(one) for one in met].count(Stale) == 1
    assert ScriptStep.objects.count() == 1
    assert text_of(cell) == ScriptStep.objects.get().after[0]["text"]


@pytest.mark.django_db(transaction=True)
def test_two_who_insert_at_the_same_place_both_stand(script, scene, editor, director):
    first, last = RowFactory(scene=scene, position=1), RowFactory(scene=scene, position=3)

    def insert(by):
        return lambda: [
            rows.add(script=script, scene=scene.pk, after=first.pk, values=[], by=by) for _n in range(5)
        ]

    assert all(isinstance(one, list) for one in at_once(insert(editor), insert(director)))
    found = list(Row.objects.filter(scene=scene).order_by("position", "pk"))
    assert (found[0], found[-1], len(found)) == (first, last, 12)
    assert len({row.position for row in found}) == 12
    assert sorted(ScriptStep.objects.values_list("number", flat=True)) == list(range(1, 11))
