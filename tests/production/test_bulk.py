"""One change for many rows: looked at first, made in one go, undone as a whole; the overtaken left alone."""

import pytest
from django.urls import reverse

from production.actions import bulk
from production.models import ArchiveClip, BulkEdit, Scene
from tests.at_once import at_once
from tests.factories import SceneFactory, ShotFactory, ThemeFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def scenes(film):
    return [SceneFactory(film=film, number=str(n), title=f"Title {n}") for n in range(1, 5)]


def picked(scenes):
    return [f"{scene.pk}:{scene.version}" for scene in scenes]


def change(client, film, code, *, confirmed="yes", **sent):
    data = {"change": code, "confirmed": confirmed, **sent}
    return client.post(reverse("scene-bulk", args=[film.slug]), data, follow=True)


def states():
    return list(Scene.objects.order_by("number").values_list("status", flat=True))


def test_nothing_changes_before_it_was_looked_at(film, scenes, producer, client_of):
    Scene.objects.filter(pk=scenes[0].pk).update(status="shot")
    answer = change(client_of(producer), film, "status:shot", confirmed="", pick=picked(scenes[:3]))
    page = answer.content.decode()
    assert (answer.context["chosen"], answer.context["will"]) == (3, 2)
    assert "Title 2" in page
    assert "Title 1" not in page, "it is so already"
    assert states() == ["shot", "planned", "planned", "planned"]


def test_one_version_and_one_line_of_history_each(film, scenes, producer, client_of):
    theme = ThemeFactory(film=film)
    client = client_of(producer)
    change(client, film, "status:shot", pick=picked(scenes[:2]))
    assert states() == ["shot", "shot", "planned", "planned"]
    for scene in scenes[:2]:
        scene.refresh_from_db()
        assert scene.version == 2
        assert scene.history.filter(version=2).count() == 1
        assert scene.history.first().history_user == producer
    change(client, film, f"themes+{theme.pk}", pick=picked(scenes))
    for scene in scenes:
        scene.refresh_from_db()
        assert list(scene.themes.all()) == [theme]
        kept = scene.history.get(version=scene.version)
        assert [link.theme_id for link in kept.themes.all()] == [theme.pk]


def test_what_was_changed_meanwhile_is_left_alone_and_told(film, scenes, producer, client_of):
    seen = picked(scenes[:2])
    scenes[1].status = "dropped"
    scenes[1].save()
    page = change(client_of(producer), film, "status:shot", pick=seen).content.decode()
    assert states()[:2] == ["shot", "dropped"]
    assert "Left alone" in page
    assert "2 Title 2" in page


def test_undone_as_a_whole_but_for_what_changed_since(film, scenes, producer, client_of):
    theme = ThemeFactory(film=film)
    scenes[0].themes.add(theme)
    client = client_of(producer)
    change(client, film, f"themes-{theme.pk}", pick=picked(scenes))
    change(client, film, "status:shot", pick=picked(Scene.objects.all()))
    last, first = BulkEdit.objects.all()
    other = Scene.objects.get(pk=scenes[3].pk)
    other.title = "Somebody's"
    other.save()
    page = client.post(reverse("bulk-undo", args=[film.slug, last.pk]), follow=True).content.decode()
    assert states() == ["planned", "planned", "planned", "shot"]
    assert "Left alone" in page
    again = client.post(reverse("bulk-undo", args=[film.slug, last.pk]), follow=True).content.decode()
    assert "undone this already" in again or "undone already" in again
    client.post(reverse("bulk-undo", args=[film.slug, first.pk]))
    assert not scenes[0].themes.exists(), "somebody, here the undo, has saved it since"


def test_a_theme_taken_away_comes_back_with_the_undo(film, scenes, producer, client_of):
    theme = ThemeFactory(film=film)
    scenes[0].themes.add(theme)
    client = client_of(producer)
    page = change(client, film, f"themes-{theme.pk}", pick=picked(scenes)).content.decode()
    undo = reverse("bulk-undo", args=[film.slug, BulkEdit.objects.get().pk])
    assert f'action="{undo}"' in page
    assert BulkEdit.objects.get().rows == [[scenes[0].pk, 2]], "the others were so already"
    client.post(undo)
    assert list(scenes[0].themes.all()) == [theme]


def test_all_that_were_found(film, scenes, producer, client_of):
    other = SceneFactory(film=film, number="99", title="Else")
    client = client_of(producer)
    change(client, film, "status:dropped", all="on", query="q=Title")
    assert states() == ["dropped"] * 4 + ["planned"]
    other.refresh_from_db()
    assert other.version == 1


def test_no_more_than_the_most(film, scenes, producer, client_of, monkeypatch):
    monkeypatch.setattr("production.views.bulk.MOST", 3)
    change(client_of(producer), film, "status:shot", all="on")
    assert states().count("shot") == 3


@pytest.mark.parametrize(
    "code",
    ["", "status:", "status:none", "title:X", "themes+", "themes+x", "themes+999999", "number:1", "status+1"],
)
def test_only_what_is_offered(film, scenes, producer, client_of, code):
    page = change(client_of(producer), film, code, pick=picked(scenes)).content.decode()
    assert "Choose what to change" in page
    assert states() == ["planned"] * 4


@pytest.mark.parametrize("pick", [[], ["x"], ["1"], ["1:x"], ["٣:1"], ["9" * 40 + ":1"], [":"]])
def test_rows_that_are_none(film, scenes, producer, client_of, pick):
    assert "Tick the rows" in change(client_of(producer), film, "status:shot", pick=pick).content.decode()


def test_nothing_of_another_film(film, other_film, producer, client_of):
    foreign, theme = SceneFactory(film=other_film), ThemeFactory(film=other_film)
    own = SceneFactory(film=film)
    client = client_of(producer)
    change(client, film, "status:shot", pick=picked([foreign]))
    change(client, film, f"themes+{theme.pk}", pick=picked([own]))
    foreign.refresh_from_db()
    assert foreign.status == "planned"
    assert not own.themes.exists()


def test_who_may_not_change_them_sees_no_boxes(film, scenes, viewer, editor, client_of):
    url = reverse("scene-list", args=[film.slug])
    assert 'name="pick"' not in client_of(viewer).get(url).content.decode()
    assert 'name="pick"' in client_of(editor).get(url).content.decode()


def test_clips_of_the_archive(film, producer, client_of):
    clip = ArchiveClip.objects.create(film=film, title="Funeral")
    data = {"change": "state:quoted", "confirmed": "yes", "pick": f"{clip.pk}:1"}
    client_of(producer).post(reverse("clip-bulk", args=[film.slug]), data)
    clip.refresh_from_db()
    assert clip.state == "quoted"


@pytest.mark.django_db(transaction=True)
def test_two_at_once_change_each_row_once(film, scenes):
    seen = [(scene.pk, scene.version) for scene in scenes]

    def change(status):
        made, by = bulk.Change("status", "set", status), UserFactory()
        return lambda: bulk.change_many(film=film, kind="scene", model=Scene, seen=seen, change=made, by=by)

    outcomes = at_once(change("shot"), change("dropped"))
    assert sorted(len(done.changed) for done in outcomes) == [0, 4]
    assert sorted(len(done.overtaken) for done in outcomes) == [0, 4]
    assert len(set(states())) == 1


def test_shots(film, producer, client_of):
    shot = ShotFactory(scene=SceneFactory(film=film))
    data = {"change": "status:dropped", "confirmed": "yes", "pick": f"{shot.pk}:{shot.version}"}
    client_of(producer).post(reverse("shot-bulk", args=[film.slug]), data)
    shot.refresh_from_db()
    assert shot.status == "dropped"
    assert shot.history.count() == 2
