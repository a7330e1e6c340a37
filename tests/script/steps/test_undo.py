"""Steps of a script: taken back and made again by who made them, and never over somebody else's change."""

import pytest

from script.actions import cells, rows, scenes
from script.actions.steps import Overtaken, Stale, redo, undo
from script.models import Cell, Row, Script, ScriptScene, ScriptStep
from tests.factories import (
    CellFactory,
    LocationFactory,
    RowFactory,
    SceneFactory,
    SegmentFactory,
    ShotFactory,
    SoundbiteFactory,
)
from tests.script.steps.standing import stands, text_of

pytestmark = pytest.mark.django_db


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
