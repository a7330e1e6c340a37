"""The timeline's pages: picture, table, filters, an event with its sources and what covers it."""

import re

import pytest
from django.urls import reverse

from production.models import EventSource, HistoricalEvent
from tests.factories import EventFactory, SceneFactory, ThemeFactory
from tests.production.pdf import reading

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(film):
    """Three events: one told by a scene, one by a clip alone, one by nothing."""
    from production.models import ArchiveClip

    scene = SceneFactory(film=film, number="12", title="The night")
    clip = ArchiveClip.objects.create(film=film, title="The tanker Ruth", kind="photograph")
    attack = EventFactory(film=film, title="The attack", date="24 May 1940", scenes=[scene])
    landing = EventFactory(film=film, title="The landing", date="1930s")
    landing.clips.add(clip)
    letter = EventFactory(film=film, title="The letter", date="1989")
    return {"scene": scene, "clip": clip, "attack": attack, "landing": landing, "letter": letter}


def listed(client, film, **query):
    text = client.get(reverse("event-list", args=[film.slug]), query).content.decode()
    found = re.findall(r'<th scope="row"><a [^>]*>([^<]*)', text)
    return text, found


def test_picture_and_table_say_the_same_in_the_order_of_history(film, viewer, client_of, told):
    text, found = listed(client_of(viewer), film)
    assert found == ["The landing", "The attack", "The letter"]
    picture = text[text.index("<svg") : text.index("</svg>")]
    for event in ("landing", "attack", "letter"):
        assert reverse("event-detail", args=[film.slug, told[event].pk]) in picture
    assert "The letter – not covered" in picture
    assert "The attack – not covered" not in picture
    assert "1 event is not covered" in text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"coverage": "uncovered"}, ["The letter"]),
        ({"coverage": "covered"}, ["The landing", "The attack"]),
        ({"coverage": "scenes"}, ["The landing", "The letter"]),
        ({"coverage": "archive"}, ["The attack", "The letter"]),
        ({"first": "1940"}, ["The attack", "The letter"]),
        ({"last": "1939"}, ["The landing"]),
        ({"first": "1937", "last": "1940"}, ["The landing", "The attack"]),
        ({"first": "1940", "last": "1937"}, []),
        ({"first": "0", "last": "99999"}, ["The landing", "The attack", "The letter"]),
        ({"first": "x", "last": "1937.5"}, ["The landing", "The attack", "The letter"]),
        ({"q": "letter"}, ["The letter"]),
    ],
)
def test_filters_narrow_picture_and_table_alike(film, viewer, client_of, told, query, found):
    text, rows = listed(client_of(viewer), film, **query)
    assert rows == found
    for title in ("The landing", "The attack", "The letter"):
        assert (f": {title}</title>" in text) == (title in found)


def test_a_closer_look_keeps_the_other_filters(film, viewer, client_of, told):
    text, _rows = listed(client_of(viewer), film, q="The")
    assert "?q=The&amp;first=1989&amp;last=1989" in text
    text, _rows = listed(client_of(viewer), film, q="The", first="1989", last="1989")
    assert 'href="?q=The"' in text


def test_a_theme_filters_too(film, viewer, client_of, told):
    theme = ThemeFactory(film=film, name="Asylum")
    told["landing"].themes.add(theme)
    assert listed(client_of(viewer), film, theme=theme.pk)[1] == ["The landing"]


def test_what_left_the_film_covers_nothing(film, producer, client_of, told):
    told["scene"].status = "dropped"
    told["scene"].save()
    told["clip"].bin(by=producer)
    _text, rows = listed(client_of(producer), film, coverage="uncovered")
    assert rows == ["The landing", "The attack", "The letter"]


def test_dates_are_read_in_the_readers_language(film, viewer, client_of, told):
    viewer.language = "es"
    viewer.save()
    text, _rows = listed(client_of(viewer), film)
    assert "década de 1930" in text
    assert "24 may 1940" in text


def test_scene_and_clip_lead_to_the_events_they_cover(film, editor, client_of, told):
    client = client_of(editor)
    for page, event in (
        (reverse("scene-detail", args=[film.slug, told["scene"].pk]), "attack"),
        (reverse("clip-detail", args=[film.slug, told["clip"].pk]), "landing"),
    ):
        assert reverse("event-detail", args=[film.slug, told[event].pk]) in client.get(page).content.decode()


def test_an_event_leads_to_what_covers_it(film, editor, client_of, told):
    for event, address in (
        ("attack", reverse("scene-detail", args=[film.slug, told["scene"].pk])),
        ("landing", reverse("clip-detail", args=[film.slug, told["clip"].pk])),
    ):
        page = client_of(editor).get(reverse("event-detail", args=[film.slug, told[event].pk]))
        assert address in page.content.decode()


def test_sources_are_typed_in_rows_and_keep_their_order(film, editor, client_of):
    client = client_of(editor)
    answer = client.post(
        reverse("event-new", args=[film.slug]),
        {
            "title": "The letter",
            "date": "March 1938",
            "certainty": "unchecked",
            "sources-base": "[]",
            "sources-0-kind": "document",
            "sources-0-citation": "The letter itself",
            "sources-0-standing": "primary",
            "sources-1-kind": "book",
            "sources-1-citation": "Volkogonov, Trotsky",
            "sources-1-locator": "p. 197",
        },
    )
    event = HistoricalEvent.objects.get(film=film)
    assert answer.url == reverse("event-detail", args=[film.slug, event.pk])
    assert [str(source) for source in event.sources.all()] == [
        "The letter itself",
        "Volkogonov, Trotsky, p. 197",
    ]
    page = client.get(answer.url).content.decode()
    assert page.index("The letter itself") < page.index("p. 197")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"sources-0-kind": "book"}, "Name the source."),
        ({"sources-0-citation": "A book"}, "Say what kind of source it is."),
    ],
)
def test_half_a_source_is_told_at_its_row(film, editor, client_of, row, said):
    form = {"title": "The letter", "date": "1938", "certainty": "unchecked", "sources-base": "[]", **row}
    answer = client_of(editor).post(reverse("event-new", args=[film.slug]), form)
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert not EventSource.objects.exists()


def test_a_date_that_is_none_keeps_what_was_typed(film, editor, client_of):
    form = {"title": "The letter", "date": "30 Feb 1938", "certainty": "unchecked"}
    text = client_of(editor).post(reverse("event-new", args=[film.slug]), form).content.decode()
    assert "The calendar has no such day." in text
    assert 'value="30 Feb 1938"' in text
    assert 'value="The letter"' in text


def test_only_own_scenes_and_clips_can_be_ticked(film, editor, client_of, told):
    other = SceneFactory(title="Of another film")
    client = client_of(editor)
    page = client.get(reverse("event-edit", args=[film.slug, told["letter"].pk]))
    assert "Of another film" not in page.content.decode()
    form = {"title": "The letter", "date": "1989", "certainty": "unchecked", "scenes": other.pk}
    client.post(reverse("event-edit", args=[film.slug, told["letter"].pk]), form)
    assert not told["letter"].scenes.exists()


def test_on_paper_it_is_whole_whatever_the_page_filters(film, viewer, client_of, told):
    answer = client_of(viewer).get(reverse("event-list-pdf", args=[film.slug]), {"language": "en"})
    words = reading.words(answer.content)
    for title in ("The landing", "The attack", "The letter"):
        assert title in words


def test_crew_see_no_timeline(film, crew, client_of, told):
    assert client_of(crew).get(reverse("event-list", args=[film.slug])).status_code == 403
