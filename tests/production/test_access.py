"""The door of a film: who gets in, who learns that it exists."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.test import RequestFactory

from production.access import ROLES, Permission, access_of, film_view
from production.models import Membership
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


@film_view(Permission.EDIT_SCENES)
def page(request, film):
    return HttpResponse(film.title)


def visit(user, film):
    request = RequestFactory().get("/")
    request.user = user
    return page(request, film=film.slug)


def test_a_member_with_the_right_enters(film, director):
    assert visit(director, film).content.decode() == film.title


def test_a_member_without_the_right_is_told(film, crew):
    with pytest.raises(PermissionDenied):
        visit(crew, film)


def test_a_stranger_learns_nothing(film, stranger):
    with pytest.raises(Http404):
        visit(stranger, film)


def test_a_removed_member_is_a_stranger_at_once(film, director, producer):
    Membership.objects.get(user=director).bin(by=producer)
    with pytest.raises(Http404):
        visit(director, film)


def test_a_film_in_the_bin_is_gone_for_its_members(film, director, producer):
    film.bin(by=producer)
    with pytest.raises(Http404):
        visit(director, film)


def test_every_role_sees_the_film_and_the_producer_may_everything():
    assert all(Permission.SEE_FILM in rights for rights in ROLES.values())
    assert ROLES["producer"] == frozenset(Permission)
    assert Permission.SEE_PRIVATE not in ROLES["crew"] | ROLES["viewer"] | ROLES["editor"]


def test_private_fields_are_hidden_but_for_oneself(film, crew):
    other = PersonFactory(film=film)
    myself = PersonFactory(film=film, membership=Membership.objects.get(user=crew))
    access = access_of(crew, film.slug)
    assert access.hidden_fields(other) == frozenset(film.private_fields)
    assert access.hidden_fields(myself) == frozenset()
