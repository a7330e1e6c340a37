"""Issued versions on screen and phone, and what changed between them."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from production.actions import call_sheets
from production.models import Membership, Person, ShootDay
from tests.factories import CallFactory, PersonFactory, RunningItemFactory
from tests.production.call_sheets.pages import OF_A_SHEET, page, url, words_of

pytestmark = pytest.mark.django_db

HOSTILE = [
    "<script>alert(1)</script>",
    "O'Neill & Söhne <Film>",
    "Троцкий Þórunn Ελλάς",
    "עברית العربية",
    "\u202eright to left\u202c",
    "x" * 120,
    "=HYPERLINK(1)",
    "🎬 \U0001f468\u200d\U0001f469\u200d\U0001f467",
    "%(name)s {0} {{ 7 }} %s",
    "</title><img src=x onerror=1>",
]


# Issued versions -------------------------------------------------------------------------------


def test_an_old_version_says_which_one_holds(client_of, film, crew, white, blue):
    text = page(client_of(crew), url("call-sheet-detail", film, sheet=white.pk))[1]
    assert "The current one is Blue" in text
    assert "no longer holds" not in page(client_of(crew), url("call-sheet-detail", film, sheet=blue.pk))[1]


@pytest.mark.parametrize("name", ["call-sheet-detail", "call-sheet-phone"])
def test_ones_own_call_comes_first(client_of, film, crew, ana, blue, name):
    ana.membership = Membership.objects.get(user=crew)
    ana.save()
    text = page(client_of(crew), url(name, film, sheet=blue.pk))[1].partition("<body")[2]
    assert text.index("Your call") < text.index("06:30") < text.index("07:00")


def test_what_has_become_private_is_not_sent_to_the_crew(client_of, film, crew, producer, white):
    film.private_fields = ["phone"]
    film.save()
    for name in OF_A_SHEET:
        response = client_of(crew).get(url(name, film, sheet=white.pk))
        said = words_of(response) if name == "call-sheet-pdf" else response.content.decode()
        assert "5550 0111" not in said
        assert "House" in said
    assert "5550 0111" in page(client_of(producer), url("call-sheet-detail", film, sheet=white.pk))[1]


def test_the_phone_view_asks_for_nothing_but_its_style(client_of, film, crew, white):
    response, text = page(client_of(crew), url("call-sheet-phone", film, sheet=white.pk))
    assert "<script" not in text
    assert text.count('rel="stylesheet"') == 1
    assert "<img" not in text
    assert 'href="tel:+525555500199"' in text  # the hospital
    assert "openstreetmap.org/?mlat=19.344900&amp;mlon=-99.097200" in text
    assert "Side gate" in text
    assert response.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("name", ["call-sheet-detail", "call-sheet-phone"])
def test_labels_in_the_language_asked_for(client_of, film, crew, white, name):
    response, text = page(client_of(crew), url(name, film, sheet=white.pk) + "?language=es")
    assert "martes, 17 de junio de 2123" in text.lower() or "jueves, 17 de junio de 2123" in text.lower()
    assert response.headers["Content-Language"] == "es"
    assert "The night of 24 May" in text


def test_what_changed_between_two_versions_by_section_and_by_person(client_of, film, crew, day, blue):
    text = page(client_of(crew), url("call-sheet-changes", film, day=day.pk) + "?from=1&to=2")[1]
    assert "Ana Ruiz: call 07:00 → 06:30" in text
    assert "Who must confirm again" in text
    assert "<strong>Ana Ruiz</strong>" in text
    assert "<strong>Esteban Volkov</strong>" not in text
    back = page(client_of(crew), url("call-sheet-changes", film, day=day.pk) + "?from=2&to=1")[1]
    assert "Ana Ruiz: call 06:30 → 07:00" in back


@pytest.mark.parametrize("query", ["", "?from=7&to=x", "?from=%F0&to=-1", "?from=1&to=1"])
def test_strange_versions_to_compare(client_of, film, crew, day, blue, query):
    assert client_of(crew).get(url("call-sheet-changes", film, day=day.pk) + query).status_code == 200


def test_one_version_can_not_be_compared(client_of, film, crew, day, white):
    assert client_of(crew).get(url("call-sheet-changes", film, day=day.pk)).status_code == 404


# Hostile strings -------------------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_strings_on_page_phone_and_paper(client_of, film, day, house, volkov, producer, text):
    short = text[:60]
    Person.objects.update(name=short, position=short, line=text)
    ShootDay.objects.filter(pk=day.pk).update(weather=text, radio=text, kit=text, safety=text, unit=short)
    day.running_items.update(title=text, notes=text)
    house.name, house.entrance, house.rules = short, text, text
    house.save()
    film.title, film.safety_line, film.confidentiality = short, text, text
    film.save()
    client = client_of(producer)
    draft = page(client, url("call-sheet-draft", film, day=day.pk))[1]
    assert "<script>alert" not in draft
    assert "<img src=x" not in draft
    sheet = call_sheets.issue(day=ShootDay.objects.get(pk=day.pk), expected_version=1, by=producer)
    for name in ("call-sheet-detail", "call-sheet-phone"):
        response, said = page(client, url(name, film, sheet=sheet.pk))
        assert response.status_code == 200
        assert "<script>alert" not in said
        assert "<img src=x" not in said
    assert words_of(client.get(url("call-sheet-pdf", film, sheet=sheet.pk)))
    assert words_of(client.get(url("courtesy-pdf", film, sheet=sheet.pk, person=volkov.pk)))


def test_as_many_queries_for_a_long_sheet_as_for_a_short_one(client_of, film, day, house, producer):
    client, counts = client_of(producer), []
    client.get(url("call-sheet-draft", film, day=day.pk))
    for size in (1, 15):
        for _n in range(size):
            RunningItemFactory(day=day, location=house).people.add(PersonFactory(film=film))
            CallFactory(day=day, person=PersonFactory(film=film))
        with CaptureQueriesContext(connection) as captured:
            client.get(url("call-sheet-draft", film, day=day.pk))
        counts.append(len(captured))
    assert counts[0] == counts[1]
    assert counts[0] < 50


def test_times_of_issue_stand_on_the_clock_of_the_film(client_of, film, crew, day, producer):
    sheet = call_sheets.issue(
        day=day, expected_version=1, by=producer, now=datetime(2123, 6, 15, 1, 30, tzinfo=UTC)
    )
    text = page(client_of(crew), url("call-sheet-detail", film, sheet=sheet.pk))[1]
    assert "14 Jun 2123, 19:30" in text
