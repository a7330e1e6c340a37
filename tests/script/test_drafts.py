"""Locking: numbers, colours, marks, what never changes again, and two at the same moment."""

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from interviews.models import Cue
from production.models.call_sheets import Frozen
from script.actions import drafts
from script.compare import compare
from script.models import Cell, Draft, Script, ScriptScene
from tests.at_once import at_once
from tests.factories import (
    CellFactory,
    FilmFactory,
    RowFactory,
    ScriptFactory,
    ScriptSceneFactory,
    TranslationFactory,
    UserFactory,
    said,
)

NOW = datetime(2003, 7, 2, 4, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(script):
    scene = ScriptSceneFactory(script=script)
    CellFactory(row=RowFactory(scene=scene))
    return scene


@pytest.fixture
def soundbite(scene):
    """Two lines of Volkov's, translated."""
    texts = ["Vivíamos aquí.", "Había conejos."]
    segment = said(scene.script.film, *texts, translated=["We lived here."])
    return CellFactory(row=RowFactory(scene=scene), element="soundbite", text="", segment=segment)


def lock(script, by, **more):
    return drafts.lock(script=Script.objects.get(pk=script.pk), by=by, now=NOW, **more)


def reword(cell, text):
    cell.text = text
    cell.save()


def test_the_first_draft_is_numbered_coloured_and_signed(script, scene, editor):
    draft = lock(script, editor, note="For the broadcaster")
    assert (draft.number, draft.colour, draft.note, draft.locked_by) == (
        1,
        "White",
        "For the broadcaster",
        editor,
    )
    pages = draft.pages
    assert (pages.number, pages.colour, pages.tint) == (1, "White", "#f6f5f1")
    assert (pages.locked_at, pages.locked_by, pages.note) == (NOW, str(editor), "For the broadcaster")
    assert (pages.lasts, pages.since) == ((6, 1), None)
    assert not pages.is_draft
    assert not any(row.is_changed for row in pages.rows)


def test_a_draft_carries_the_date_where_the_film_is_made(film, script, scene, editor):
    film.time_zone = "America/Mexico_City"
    film.save()
    assert lock(script, editor).pages.on == date(2003, 7, 1)


def test_scenes_are_counted_at_the_first_lock_and_lettered_later(script, scene, editor):
    for _n in range(2):
        CellFactory(row=RowFactory(scene=ScriptSceneFactory(script=script)))
    assert [scene.number for scene in lock(script, editor).pages.scenes] == ["1", "2", "3"]
    ScriptSceneFactory(script=script, position=scene.position + 1)
    ScriptSceneFactory(script=script, position=0)
    second = lock(script, editor)
    assert [scene.number for scene in second.pages.scenes] == ["A1", "1", "1A", "2", "3"]
    assert list(script.scenes.values_list("number", flat=True)) == ["A1", "1", "1A", "2", "3"]


def test_a_scene_cut_after_the_first_lock_stands_as_omitted(script, scene, editor):
    lock(script, editor)
    cut = ScriptSceneFactory(script=script)
    lock(script, editor)
    ScriptScene.objects.filter(pk=cut.pk).update(is_omitted=True)
    pages = lock(script, editor).pages
    assert [(scene.number, scene.is_omitted) for scene in pages.scenes] == [("1", False), ("1A", True)]


def test_what_changed_since_the_draft_before_is_marked(script, scene, editor):
    lock(script, editor)
    other = CellFactory(row=RowFactory(scene=scene))
    second = lock(script, editor)
    assert [row.is_changed for row in second.pages.rows] == [False, True]
    assert (second.colour, second.pages.since.colour) == ("Blue", "White")
    assert [(count.kind, count.rows) for count in second.pages.since.counts] == [("added", 1)]
    reword(other, "The wall.")
    third = lock(script, editor)
    assert [(count.kind, count.rows) for count in third.pages.since.counts] == [("words", 1)]
    assert third.pages.since.before == (12, 1)


def test_a_draft_never_changes(script, scene, editor):
    draft = lock(script, editor)
    with pytest.raises(Frozen):
        draft.save()
    with pytest.raises(Frozen):
        draft.delete()
    with pytest.raises(Frozen):
        Draft.objects.all().update(note="x")


def test_the_same_again_asks(script, scene, editor):
    draft = lock(script, editor)
    with pytest.raises(drafts.NothingChanged) as refused:
        lock(script, editor)
    assert refused.value.draft == draft
    assert lock(script, editor, although_same=True).number == 2


def test_a_script_without_rows_is_not_locked(script, editor):
    ScriptSceneFactory(script=script)
    with pytest.raises(drafts.EmptyScript):
        lock(script, editor)
    assert not Draft.objects.exists()
    assert ScriptScene.objects.get().number == ""


def test_what_was_not_looked_at_is_not_locked(script, scene, editor):
    Script.objects.filter(pk=script.pk).update(revision=4)
    with pytest.raises(drafts.ScriptChanged):
        lock(script, editor, seen=3)
    assert lock(script, editor, seen=4).number == 1


def test_a_draft_keeps_original_and_translation(script, soundbite, editor):
    cell = lock(script, editor).pages.cells[1]
    assert (cell.words, cell.translation) == ("Vivíamos aquí. Había conejos.", "We lived here.")


def test_a_word_changed_in_the_transcript_leaves_the_locked_draft(script, soundbite, editor):
    draft = lock(script, editor)
    before = draft.pages
    Cue.objects.filter(text="Había conejos.").update(text="Había muchos conejos.")
    assert Draft.objects.get().pages == before
    assert "muchos" in drafts.live(script).cells[1].words
    (change,) = [pair for pair in compare(*drafts.locked_and_live(Draft.objects.get())).rows if pair.kinds]
    assert change.kinds == ("words",)


def test_the_language_of_the_translations_is_that_of_most(script, soundbite, film):
    assert drafts.other_language(script) == "en"
    transcript = soundbite.segment.recording.transcripts.get()
    TranslationFactory(transcript=transcript, language="fr")
    film.languages = ["es", "fr", "en"]
    film.save()
    assert drafts.other_language(Script.objects.get()) == "fr"


def test_without_a_translation_it_is_the_scripts_own(script, scene):
    assert drafts.other_language(script) == "en"


def test_drafts_are_listed_without_reading_them(script, scene, editor, django_assert_num_queries):
    lock(script, editor)
    CellFactory(row=RowFactory(scene=scene))
    lock(script, editor)
    with django_assert_num_queries(1):
        second, first = drafts.drafts(script)
        assert (Fraction(*second.lasts), first.lasts, first.since) == (12, [6, 1], None)
        assert second.since["counts"] == [{"kind": "added", "rows": 1}]
        assert str(second.locked_by) == str(editor)


def test_the_next_colour_begins_again_after_the_last(film, script, scene, editor):
    film.revision_colours = ["White", "Azul"]
    film.save()
    colours = [lock(script, editor, although_same=True).colour for _n in range(3)]
    assert colours == ["White", "Azul", "Second White"]


# Two at the same moment ------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("although_same", [False, True])
def test_two_who_lock_at_the_same_moment(although_same):
    script = ScriptFactory(film=FilmFactory())
    CellFactory(row=RowFactory(scene=ScriptSceneFactory(script=script)))
    ana, juan = UserFactory(name="Ana"), UserFactory(name="Juan")
    results = at_once(
        *(lambda by=by: lock(script, by, although_same=although_same) for by in (ana, juan, ana, juan))
    )
    numbers = list(Draft.objects.order_by("number").values_list("number", flat=True))
    if although_same:
        assert numbers == [1, 2, 3, 4]
    else:
        assert numbers == [1]
        assert sum(isinstance(result, drafts.NothingChanged) for result in results) == 3
    assert Cell.objects.get().row.scene.number == "1"
