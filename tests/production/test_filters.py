"""A list's search kept under a name: one's own, shared, and the one that the list opens with."""

import pytest
from django.urls import reverse

from production.actions import filters
from production.models import SavedFilter
from tests.factories import SavedFilterFactory, SceneFactory

pytestmark = pytest.mark.django_db


def keep(client, film, name="Shot", query="status=shot", page="scene-list", **more):
    data = {"name": name, "query": query, "page": page, **more}
    return client.post(reverse("filter-new", args=[film.slug]), data)


def scenes(client, film, query=""):
    return client.get(f"{reverse('scene-list', args=[film.slug])}{query}")


def test_a_search_is_kept_as_it_stands_in_the_address(film, producer, client_of):
    client = client_of(producer)
    answer = keep(client, film, query="status=shot&page=7&export=csv&q=a+b&kind=&sort=-title")
    saved = SavedFilter.objects.get()
    assert saved.query == "q=a+b&sort=-title&status=shot"
    assert answer["Location"] == f"{reverse('scene-list', args=[film.slug])}?{saved.query}"
    page = scenes(client, film, "?sort=-title&status=shot&q=a+b")
    assert f'href="?{saved.query.replace("&", "&amp;")}" aria-current="true"' in page.content.decode()


def test_a_name_that_is_there_takes_the_new_search(film, producer, client_of):
    client = client_of(producer)
    keep(client, film)
    keep(client, film, name="SHOT", query="status=planned")
    assert [(one.name, one.query) for one in SavedFilter.objects.all()] == [("SHOT", "status=planned")]


def test_others_see_what_is_shared_and_nothing_else(film, producer, editor, viewer, client_of):
    keep(client_of(producer), film, name="Mine alone")
    keep(client_of(editor), film, name="For all", is_shared="on")
    page = scenes(client_of(viewer), film).content.decode()
    assert "For all" in page
    assert "Mine alone" not in page
    shared = SavedFilter.objects.get(name="For all")
    url = reverse("filter-edit", args=[film.slug, shared.pk])
    assert url not in page
    assert client_of(producer).get(url).status_code == 404


def test_a_list_opens_with_the_default_of_its_reader(film, producer, viewer, client_of):
    SceneFactory(film=film)
    client = client_of(producer)
    keep(client, film, is_default="on", is_shared="on")
    keep(client, film, name="Planned", query="status=planned", is_default="on")
    assert SavedFilter.objects.get(is_default=True).name == "Planned"
    assert scenes(client, film)["Location"] == f"{reverse('scene-list', args=[film.slug])}?status=planned"
    everything = scenes(client, film, "?all=1")
    assert everything.context["total"] == 1
    assert not everything.context["is_filtered"]
    assert scenes(client_of(viewer), film).status_code == 200


def test_renamed_and_deleted(film, producer, client_of):
    client = client_of(producer)
    keep(client, film)
    SavedFilterFactory(film=film, owner=producer, name="Other")
    saved = SavedFilter.objects.get(name="Shot")
    url = reverse("filter-edit", args=[film.slug, saved.pk])
    assert "of this name already" in client.post(url, {"name": "other"}).content.decode()
    client.post(url, {"name": "Done", "is_shared": "on"})
    saved.refresh_from_db()
    assert (saved.name, saved.is_shared, saved.query) == ("Done", True, "status=shot")
    client.post(reverse("filter-delete", args=[film.slug, saved.pk]))
    assert [one.name for one in SavedFilter.objects.all()] == ["Other"]


@pytest.mark.parametrize("page", ["", "scene-detail", "film-overview", "home", "no-such-list", "member-list"])
def test_only_a_list_that_one_may_see_has_filters(film, editor, client_of, page):
    assert keep(client_of(editor), film, page=page).status_code == 404
    assert not SavedFilter.objects.exists()


def test_nameless_and_endless_are_told(film, producer, client_of):
    client = client_of(producer)
    assert keep(client, film, name="   ").status_code == 302
    assert keep(client, film, query="q=" + "x" * 2_100).status_code == 302
    assert not SavedFilter.objects.exists()


def test_there_is_an_end_to_filters(film, producer, client_of, monkeypatch):
    monkeypatch.setattr(filters, "MOST", 2)
    client = client_of(producer)
    for number in range(4):
        keep(client, film, name=f"Filter {number}")
    assert SavedFilter.objects.count() == 2
