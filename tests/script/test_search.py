"""What was written into scripts is found at once, with the row that it stands in."""

import pytest
from django.urls import reverse

from production.access import access_of
from production.search import find, results
from production.words import read
from script.actions import cells, rows, scenes, steps
from script.models import Cell, Row
from tests.factories import ScriptFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def script(film):
    return ScriptFactory(film=film, title="Long version")


@pytest.fixture
def found(film):
    def look(words, by):
        access = access_of(by, film.slug)
        return [
            (one.entry.shown or one.entry.title, one.url)
            for one in results(access, find(access, read(words)).hits)
        ]

    return look


def narrated(script, scene, text, by):
    values = [{"column": "sound", "element": "narration", "text": text}]
    return rows.add(script=script, scene=scene.pk, after=None, values=values, by=by).facts["id"]


def test_narration_is_found_and_leads_to_its_row(script, scene, editor, viewer, found):
    row = narrated(script, scene, "Nobody turned the page.", editor)
    url = reverse("script-detail", args=[script.film.slug, script.pk])
    assert found("nobody page", viewer) == [("Nobody turned the page.", f"{url}?row={row}")]


def test_the_crew_find_nothing_of_it(script, scene, editor, crew, found):
    narrated(script, scene, "Nobody turned the page.", editor)
    assert found("nobody page", crew) == []


def test_it_is_found_as_it_stands(script, scene, editor, found):
    row = narrated(script, scene, "Nobody turned the page.", editor)
    cell = Cell.objects.get(row=row)
    cells.edit(script=script, cell=cell.pk, values={"text": "Somebody shut the gate."}, by=editor)
    assert found("nobody", editor) == []
    assert len(found("gate", editor)) == 1
    steps.undo(script=script, by=editor)
    assert len(found("nobody", editor)) == 1
    rows.delete(script=script, row=row, by=editor)
    assert found("nobody", editor) == []
    steps.undo(script=script, by=editor)
    assert len(found("nobody", editor)) == 1
    scenes.delete(script=script, scene=scene.pk, by=editor)
    assert found("nobody", editor) == []
    assert not Row.objects.exists()


def test_a_script_in_the_bin_is_found_by_nobody(script, scene, editor, found):
    narrated(script, scene, "Nobody turned the page.", editor)
    script.bin(by=editor)
    assert found("nobody", editor) == []
    script.restore()
    assert len(found("nobody", editor)) == 1
    assert found("long version", editor)
