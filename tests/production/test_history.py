"""The history of a record in words, what stood there brought back, and the last save undone."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from production.models import Heir, Scene, Unavailability
from tests.factories import (
    ContributorFactory,
    LocationFactory,
    ReleaseFactory,
    RunningItemFactory,
    SceneFactory,
    SetFactory,
    ShootDayFactory,
    ThemeFactory,
)
from tests.production.forms import filled_in, send
from tests.sweeps.pages import Page

pytestmark = pytest.mark.django_db


def history_of(client, film, noun, record, **query):
    return client.get(reverse("record-history", args=[film.slug, noun, record.pk]), query)


def told(answer):
    """(version, act, {label: (old, new)}), the latest first."""
    return [
        (past.version, past.act, {d.label: (d.old, d.new) for d in past.differences})
        for past in answer.context["page"].versions
    ]


@pytest.fixture
def scene(film):
    location = LocationFactory(film=film, name="House")
    scene = SceneFactory(film=film, number="7", title="Study", set=SetFactory(location=location, name="Desk"))
    scene.themes.add(ThemeFactory(film=film, name="Exile"))
    return scene


def edit(client, film, name, record, **changes):
    return send(client, reverse(name, args=[film.slug, record.pk]), **changes)


def test_field_by_field_in_words(film, scene, producer, client_of):
    client = client_of(producer)
    theme = ThemeFactory(film=film, name="Archive")
    edit(client, film, "scene-edit", scene, title="The study", status="shot", set="", themes=[theme.pk])
    (version, act, changes), first = told(history_of(client, film, "scene", scene))
    assert (version, act) == (2, "changed")
    assert changes == {
        "Title": ("Study", "The study"),
        "Status": ("Planned", "Shot"),
        "Set": ("House – Desk", "–"),
        "Themes": ("Exile", "Archive"),
    }
    assert first[:2] == (1, "created")
    page = history_of(client, film, "scene", scene).content.decode()
    assert producer.name in page
    assert "Bring back" in page


def test_the_bin_is_told_as_such(film, scene, producer, client_of):
    client = client_of(producer)
    client.post(reverse("scene-bin", args=[film.slug, scene.pk]))
    assert [act for _v, act, _d in told(history_of(client, film, "scene", scene))] == ["deleted", "created"]
    client.post(reverse("scene-restore", args=[film.slug, scene.pk]))
    acts = [act for _v, act, _d in told(history_of(client, film, "scene", scene))]
    assert acts == ["restored", "deleted", "created"]


def test_what_lies_in_the_bin_is_for_who_may_bring_it_back(film, scene, producer, viewer, client_of):
    scene.bin(by=producer)
    assert history_of(client_of(viewer), film, "scene", scene).status_code == 404


def test_private_fields_only_for_those_who_may_see_them(film, producer, viewer, client_of):
    person = ContributorFactory(film=film, name="Ana", notes="before")
    edit(client_of(producer), film, "person-edit", person, notes="a secret", line="Historian")
    seen = told(history_of(client_of(viewer), film, "person", person))[0][2]
    assert seen == {"Who they are, in one line": ("–", "Historian")}
    assert told(history_of(client_of(producer), film, "person", person))[0][2]["Notes"] == (
        "before",
        "a secret",
    )


def test_rows_inside_a_form_are_part_of_the_history(film, producer, client_of):
    release = ReleaseFactory(person=ContributorFactory(film=film), kind="estate", state="sent")
    Heir.objects.create(release=release, name="Rosa")
    client = client_of(producer)
    rows = {"heirs-0-name": "Rosa", "heirs-0-signed_on": "2003-06-01", "heirs-1-name": "Juan"}
    edit(client, film, "release-edit", release, **rows)
    assert told(history_of(client, film, "release", release))[0][2] == {
        "Heirs": ("Rosa", "Rosa 1 Jun 2003; Juan")
    }


def test_who_may_not_see_them_is_not_told_the_unavailable_dates(film, producer, viewer, client_of):
    person = ContributorFactory(film=film)
    client = client_of(producer)
    edit(client, film, "person-edit", person, **{"unavailable-0-first_date": "2003-06-01"})
    assert told(history_of(client, film, "person", person))[0][2]
    assert told(history_of(client_of(viewer), film, "person", person))[0][2] == {}


def test_many_versions_are_read_page_by_page_in_as_many_queries(film, scene, producer, client_of):
    client = client_of(producer)
    history_of(client, film, "scene", scene)
    for number in range(31):
        scene.title = f"First {number}"
        scene.save()
    with CaptureQueriesContext(connection) as few:
        history_of(client, film, "scene", scene)
    for number in range(40):
        scene.title = f"Title {number}"
        scene.save()
    with CaptureQueriesContext(connection) as many:
        answer = history_of(client, film, "scene", scene)
    assert len(many) <= len(few)
    assert [version for version, _a, _d in told(answer)] == list(range(72, 42, -1))
    last = told(history_of(client, film, "scene", scene, page=3))
    assert [version for version, _a, _d in last] == list(range(12, 0, -1))
    edge = told(history_of(client, film, "scene", scene, page=2))[-1]
    assert edge[2] == {"Title": ("First 10", "First 11")}, "compared with the version of the next page"


# -- brought back ------------------------------------------------------------------------------


def test_one_field_or_all_come_back_through_the_form(film, scene, producer, client_of):
    client = client_of(producer)
    edit(client, film, "scene-edit", scene, title="Other", synopsis="Written", themes=[])
    url = reverse("scene-edit", args=[film.slug, scene.pk])
    sent = filled_in(client.get(url, {"version": 1, "field": "title"}))
    assert (sent["title"], sent["synopsis"]) == (["Study"], ["Written"])
    whole = client.get(url, {"version": 1})
    assert "Nothing changes until you save" in whole.content.decode()
    client.post(url, filled_in(whole))
    scene.refresh_from_db()
    assert (scene.title, scene.synopsis, scene.themes.count(), scene.version) == ("Study", "", 1, 3)


@pytest.mark.parametrize("version", ["99", "x", "-1", "0", "٣"])
def test_a_version_that_never_was_is_the_form_as_it_stands(film, scene, producer, client_of, version):
    url = reverse("scene-edit", args=[film.slug, scene.pk])
    answer = client_of(producer).get(url, {"version": version})
    assert answer.status_code == 200
    assert filled_in(answer)["title"] == ["Study"]


# -- undone ------------------------------------------------------------------------------------


def undo(client, film, noun, record, version):
    url = reverse("record-undo", args=[film.slug, noun, record.pk])
    return client.post(url, {"version": version}, follow=True)


def test_a_save_is_undone_by_the_button_of_its_message(film, scene, producer, client_of):
    client = client_of(producer)
    edit(client, film, "scene-edit", scene, title="Other", themes=[])
    saved = client.get(reverse("scene-detail", args=[film.slug, scene.pk]))
    form = Page(saved.content.decode()).form_for(reverse("record-undo", args=[film.slug, "scene", scene.pk]))
    client.post(form.action, form.data())
    scene.refresh_from_db()
    assert (scene.title, scene.version) == ("Study", 3)
    assert [theme.name for theme in scene.themes.all()] == ["Exile"]
    assert scene.history.filter(version=3).count() == 1
    assert told(history_of(client, film, "scene", scene))[0][2]["Themes"] == ("–", "Exile")


def test_what_somebody_changed_since_stays(film, scene, producer, client_of):
    client = client_of(producer)
    edit(client, film, "scene-edit", scene, title="Mine")
    edit(client, film, "scene-edit", scene, synopsis="Theirs")
    assert "somebody has changed" in undo(client, film, "scene", scene, 2).content.decode()
    scene.refresh_from_db()
    assert scene.title == "Mine"


def test_the_first_version_has_nothing_before_it(film, scene, producer, client_of):
    assert "go back" in undo(client_of(producer), film, "scene", scene, 1).content.decode()
    assert Scene.objects.filter(pk=scene.pk).exists()


def test_a_number_taken_meanwhile_is_told(film, scene, producer, client_of):
    client = client_of(producer)
    edit(client, film, "scene-edit", scene, number="8")
    SceneFactory(film=film, number="7")
    assert "go back" in undo(client, film, "scene", scene, 2).content.decode()
    scene.refresh_from_db()
    assert scene.number == "8"


def test_rows_inside_a_form_go_back_too(film, producer, client_of):
    person = ContributorFactory(film=film)
    day = datetime.date(2003, 6, 1)
    Unavailability.objects.create(person=person, first_date=day, last_date=day, reason="Away")
    client = client_of(producer)
    edit(client, film, "person-edit", person, **{"unavailable-0-first_date": "2003-07-01"})
    undo(client, film, "person", person, 2)
    assert [(r.first_date, r.reason) for r in person.unavailable.all()] == [(day, "Away")]


def test_the_day_of_an_item_is_left_to_its_moves(film, producer, client_of):
    item = RunningItemFactory(film=film, title="Lunch")
    day = item.day
    client = client_of(producer)
    edit(client, film, "item-edit", item, title="Dinner")
    undo(client, film, "item", item, 2)
    item.refresh_from_db()
    assert (item.title, item.day) == ("Lunch", day)


@pytest.mark.parametrize("noun", ["member", "nothing"])
def test_what_has_no_undo(film, producer, client_of, noun):
    record = film.memberships.get(user=producer)
    assert undo(client_of(producer), film, noun, record, 1).status_code in (403, 404)


# -- a strip moved back ------------------------------------------------------------------------


@pytest.mark.parametrize("away", ["park", "move"])
def test_a_strip_goes_back_to_where_it_stood(film, producer, client_of, away):
    day, other = ShootDayFactory(film=film), ShootDayFactory(film=film)
    first, moved, last = (RunningItemFactory(day=day, position=n) for n in (1, 2, 3))
    client = client_of(producer)
    url = reverse(f"item-{away}", args=[film.slug, moved.pk])
    page = client.post(url, {"day": other.pk}, follow=True).content.decode()
    moved.refresh_from_db()
    assert moved.day == (other if away == "move" else None)
    back = reverse("item-move", args=[film.slug, moved.pk])
    form = next(
        f for f in Page(page).forms if f.action == back and "before" in f.data() and "answer" not in f.data()
    )
    client.post(back, form.data())
    assert list(day.running_items.order_by("position")) == [first, moved, last]
    refused = client.post(back, form.data(), follow=True)
    assert "Nothing was moved" in refused.content.decode(), "the strip has been moved since"


def test_the_settings_of_the_film_have_a_history_of_their_own(film, producer, director, client_of):
    film.company = "Videla film"
    film.save()
    page = reverse("record-history", args=[film.slug, "film", film.pk])
    assert "Videla film" in client_of(producer).get(page).content.decode()
    assert client_of(director).get(page).status_code == 403


def test_the_history_of_another_film_is_not_there(film, other_film, producer, client_of):
    page = reverse("record-history", args=[film.slug, "film", other_film.pk])
    assert client_of(producer).get(page).status_code == 404
