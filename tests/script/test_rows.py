"""Rows of a script: added, moved, split, joined, deleted, and answered with what is different."""

import pytest
from django.urls import reverse

from script.models import Row
from tests.factories import RowFactory, ScriptFactory, ScriptSceneFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def script(film):
    return ScriptFactory(film=film)


@pytest.fixture
def scene(script):
    return ScriptSceneFactory(script=script)


@pytest.fixture
def post(client, editor, film, script):
    client.force_login(editor)

    def send(name, *keys, **data):
        answer = client.post(reverse(name, args=[film.slug, script.pk, *keys]), data, follow=True)
        return answer.status_code, answer.json()

    return send


def order(scene):
    return list(Row.objects.filter(scene=scene).order_by("position", "pk").values_list("pk", flat=True))


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


def test_what_was_sent_twice_is_taken_once(post, scene):
    for _time in range(2):
        status, answer = post("row-new", scene=scene.pk, cells="[]", form_key="abc", revision=0)
    assert status == 200
    assert order(scene) == [answer["id"]]
