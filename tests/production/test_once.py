"""A form is taken once, however often and however fast it is sent."""

import pytest
from django.core.exceptions import BadRequest
from django.http import HttpResponse, HttpResponseRedirect
from django.test import RequestFactory

from production.models import SubmittedForm, Theme
from production.once import FIELD, once
from tests.at_once import at_once
from tests.factories import FilmFactory, UserFactory


def post(user, key, path="/somewhere/"):
    request = RequestFactory().post(path, {FIELD: key} if key else {})
    request.user = user
    return request


def add_theme(film, name):
    theme = Theme.objects.create(film=film, name=name)
    return HttpResponseRedirect(f"/themes/{theme.pk}/")


@pytest.mark.django_db
def test_a_second_submit_answers_like_the_first(film, producer):
    first = once(post(producer, "k1"), lambda: add_theme(film, "Exile"))
    second = once(post(producer, "k1"), lambda: add_theme(film, "Exile again"))
    assert second.url == first.url
    assert list(film.themes.values_list("name", flat=True)) == ["Exile"]


@pytest.mark.django_db
def test_a_form_with_mistakes_may_be_sent_again(film, producer):
    assert once(post(producer, "k1"), lambda: HttpResponse("mistake")).status_code == 200
    assert once(post(producer, "k1"), lambda: add_theme(film, "Exile")).status_code == 302
    assert film.themes.count() == 1


@pytest.mark.django_db
def test_keys_of_different_people_do_not_meet(film, producer, director):
    once(post(producer, "k1"), lambda: add_theme(film, "Exile"))
    once(post(director, "k1"), lambda: add_theme(film, "Asylum"))
    assert film.themes.count() == 2


@pytest.mark.django_db
def test_a_key_that_was_taken_elsewhere_is_refused(film, producer):
    once(post(producer, "k1"), lambda: add_theme(film, "Exile"))
    with pytest.raises(BadRequest):
        once(post(producer, "k1", path="/elsewhere/"), lambda: add_theme(film, "Asylum"))
    assert list(film.themes.values_list("name", flat=True)) == ["Exile"]


@pytest.mark.django_db
def test_what_a_failing_submit_wrote_is_taken_back(film, producer):
    def fail():
        add_theme(film, "Exile")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        once(post(producer, "k1"), fail)
    assert not film.themes.exists()
    assert not SubmittedForm.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_submits_in_the_same_moment_make_one_row():
    film, user = FilmFactory(), UserFactory()
    answers = at_once(
        *(lambda n=n: once(post(user, "k1"), lambda: add_theme(film, f"Theme {n}")).url for n in range(4))
    )
    assert len(set(answers)) == 1
    assert film.themes.count() == 1
