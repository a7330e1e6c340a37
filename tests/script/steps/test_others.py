"""What others did to the same row or scene is left, and stands beside what one does."""

import pytest

from script.actions import cells, rows, scenes
from script.actions.steps import Overtaken, Stale, redo, undo
from script.models import Cell, Row, ScriptScene, ScriptStep
from tests.at_once import at_once
from tests.factories import CellFactory, RowFactory
from tests.script.steps.standing import order, text_of

pytestmark = pytest.mark.django_db


def test_a_row_that_others_filled_does_not_go(script, scene, editor, director):
    made = rows.add(script=script, scene=scene.pk, after=None, values=[], by=editor).facts["id"]
    cells.add(script=script, row=made, values={"element": "note", "text": "Mine"}, by=director)
    with pytest.raises(Overtaken):
        undo(script=script, by=editor)
    assert Row.objects.filter(pk=made).exists()


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
