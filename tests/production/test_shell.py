"""The shell: error pages that help, dates in words, badges, the way back from a mistake."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils import translation

from production.templatetags import dates, shell


def draw(text, **context):
    return Template("{% load dates shell %}" + text).render(Context(context))


@pytest.mark.parametrize(
    ("language", "long", "short", "year"),
    [
        ("en", "Tuesday, 17 June 2003", "Tue 17 Jun", "17 Jun 2003"),
        ("es", "martes, 17 de junio de 2003", "mar, 17 jun", "17 jun 2003"),
    ],
)
def test_dates_are_words_in_the_readers_language(language, long, short, year):
    day = date(2003, 6, 17)
    with translation.override(language):
        assert dates.long_date(day).replace(",", "") == long.replace(",", "")
        assert dates.short_date(day).replace(",", "") == short.replace(",", "")
        assert dates.year_date(day) == year


def test_a_moment_stands_by_the_clock_of_its_zone():
    moment = datetime(2003, 6, 17, 1, 30, tzinfo=UTC)
    assert dates.moment(moment, "America/Mexico_City") == "16 Jun 2003, 20:30"
    assert dates.moment(None) == ""


def test_times_and_lengths():
    assert (
        draw("{{ t|day_time }} {{ d|duration }} {{ o|offset }}", t=1530, d=400, o=-30)
        == "01:30 +1 6 h 40 -0:30"
    )
    assert draw("{{ t|day_time }}{{ t|duration }}{{ t|offset }}", t=None) == ""


def test_a_badge_says_its_words_and_escapes_them():
    badge = draw('{% badge "warn" words %}', words="<b>Draft</b>")
    assert "is-warn" in badge
    assert "bi-exclamation-triangle-fill" in badge
    assert "&lt;b&gt;Draft" in badge


def test_a_badge_of_no_known_state_is_our_mistake():
    with pytest.raises(KeyError):
        shell.badge("purple", "Draft")


def test_undo_posts_to_an_address_of_ours():
    def tagged(tags):
        return shell.undo(Message(constants.SUCCESS, "Deleted.", extra_tags=tags))

    assert tagged("/films/house/scenes/1/restore/") == "/films/house/scenes/1/restore/"
    assert tagged("safe") == ""
    assert tagged("") == ""


def test_an_address_of_nothing_says_what_to_do(db, client):
    page = client.get("/nowhere/")
    assert page.status_code == 404
    assert reverse("film-list") in page.text
    assert 'name="robots" content="noindex' in page.text


def test_a_role_without_the_right_is_told_who_helps(client_of, crew, film):
    page = client_of(crew).get(reverse("film-settings", kwargs={"film": film.slug}))
    assert page.status_code == 403
    assert "Crew" in page.text
    assert reverse("film-overview", kwargs={"film": film.slug}) in page.text


def test_a_form_without_its_token_is_told_that_nothing_was_saved(db):
    page = Client(enforce_csrf_checks=True).post(reverse("account_login"), {"login": "a"})
    assert page.status_code == 403
    assert "Nothing was saved" in page.text


@pytest.mark.parametrize(("reader", "status"), [("editor", 200), ("crew", 403), ("0", 403), ("", 403)])
def test_what_a_page_sends_by_itself_is_taken_from_its_own_reader_alone(
    client_of, editor, crew, film, reader, status
):
    key = {"editor": editor.pk, "crew": crew.pk}.get(reader, reader)
    url = reverse("scene-list", args=[film.slug])
    assert client_of(editor).get(url, headers={"X-Reader": str(key)}).status_code == status
    page = client_of(editor).get(url)
    assert page.status_code == 200
    assert f'data-reader="{editor.pk}"' in page.content.decode()


def test_pages_without_a_request_can_be_drawn():
    assert "25 megabytes" in render_to_string("413.html", {"limit": 25})
    assert "our side" in render_to_string("500.html")


def test_our_mistake_is_a_page_too(db, client, monkeypatch):
    from production.views import films

    client.raise_request_exception = False
    monkeypatch.setattr(films.Membership.objects, "filter", lambda **kwargs: 1 / 0)
    from tests.factories import UserFactory

    client.force_login(UserFactory())
    page = client.get(reverse("film-list"))
    assert page.status_code == 500
    assert "Something went wrong on our side" in page.text


@pytest.mark.parametrize(
    ("page", "room"),
    [
        ("call-sheet-draft", "call-sheet-list"),
        ("call-edit", "day-list"),
        ("day-detail", "day-list"),
        ("scene-edit", "scene-list"),
        ("set-edit", "location-list"),
        ("invitation-new", "member-list"),
    ],
)
def test_a_page_stands_in_its_room(page, room):
    found = shell._room_of(page)
    assert found is not None
    assert found.name == room


def test_a_page_of_the_account_stands_in_no_room():
    assert shell._room_of("account-settings") is None
