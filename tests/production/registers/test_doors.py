"""Who may enter a register, and what belongs to another film."""

import pytest
from django.urls import reverse

from production.models import Scene
from tests.factories import LocationFactory, PersonFactory, SetFactory
from tests.production.registers.entries import DETAILS, EDITS, LISTS, NOUNS, address

pytestmark = pytest.mark.django_db

SEES = {
    "person": {"producer", "director", "editor", "viewer"},
    "location": {"producer", "director", "editor", "viewer"},
    "scene": {"producer", "director", "editor", "viewer"},
    "theme": {"producer", "director", "editor", "viewer"},
    "release": {"producer", "director", "editor"},
}


@pytest.mark.parametrize("role", ["producer", "director", "editor", "viewer", "crew", "stranger"])
def test_the_cast_at_every_door(film, world, client_of, request, role):
    client = client_of(request.getfixturevalue(role))
    refused = 404 if role == "stranger" else 403
    for noun, roles in SEES.items():
        for name in {f"{noun}-list", f"{noun}-detail"} - {"theme-detail"}:
            status = client.get(address(film, name, world)).status_code
            assert status == (200 if role in roles else refused), name
    for noun, roles in EDITS.items():
        for name in (f"{noun}-new", f"{noun}-edit"):
            for method in (client.get, client.post):
                status = method(address(film, name, world)).status_code
                assert status == (200 if role in roles else refused), name
    for noun in ("permit", "set", "release", "theme", "scene", "person", "location"):
        status = client.post(address(film, f"{noun}-bin", world)).status_code
        assert status == (302 if role in EDITS[noun] else refused), noun


def test_nobody_signed_in_goes_to_the_login(film, world, client):
    for name in [*LISTS, *DETAILS]:
        answer = client.get(address(film, name, world))
        assert answer.status_code == 302
        assert answer["Location"].startswith(reverse("account_login"))


def test_what_belongs_to_another_film_is_not_found(film, other_film, world, stranger, client_of):
    client = client_of(stranger)
    own = LocationFactory(film=other_film)
    for noun in NOUNS:
        for verb in ("detail", "edit", "bin", "restore"):
            if (noun, verb) == ("theme", "detail"):
                continue
            url = reverse(f"{noun}-{verb}", args=["other", world[noun].pk])
            answer = client.post(url) if verb in ("bin", "restore") else client.get(url)
            assert answer.status_code == 404, (noun, verb)
    for noun in ("set", "permit"):
        url = reverse(f"{noun}-edit", args=["other", own.pk, world[noun].pk])
        assert client.get(url).status_code == 404


def test_a_form_takes_nothing_of_another_film(film, other_film, producer, client_of):
    foreign = SetFactory(location=LocationFactory(film=other_film))
    person = PersonFactory(film=other_film)
    client = client_of(producer)
    data = {"number": "1", "title": "X", "kind": "interview", "planned_minutes": "5", "status": "planned"}
    answer = client.post(reverse("scene-new", args=[film.slug]), data | {"set": foreign.pk})
    assert answer.status_code == 200
    answer = client.post(reverse("scene-new", args=[film.slug]), data | {"people": [person.pk]})
    assert answer.status_code == 200
    assert not Scene.objects.exists()
    answer = client.get(reverse("release-new", args=[film.slug]), {"person": person.pk})
    assert person.name not in answer.content.decode()


@pytest.mark.parametrize("verb", ["bin", "restore"])
def test_a_link_deletes_nothing(film, world, producer, client_of, verb):
    for noun in EDITS:
        assert client_of(producer).get(address(film, f"{noun}-{verb}", world)).status_code == 405
