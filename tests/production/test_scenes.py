"""Scenes and their themes."""

import pytest
from django.urls import reverse

from production.models import Scene, Theme
from tests.at_once import at_once
from tests.factories import (
    ContributorFactory,
    LocationFactory,
    PersonFactory,
    ReleaseFactory,
    RunningItemFactory,
    SceneFactory,
    SetFactory,
    ShootDayFactory,
    ThemeFactory,
)
from tests.production.forms import Page, filled_in, send

pytestmark = pytest.mark.django_db

SCENE = {
    "number": "1",
    "title": "The study",
    "kind": "interview",
    "planned_minutes": "45",
    "status": "planned",
}


def new(client, film, **changes):
    return client.post(reverse("scene-new", args=[film.slug]), SCENE | changes)


def test_scenes_stand_in_natural_order(film, producer, client_of):
    for number in ("12A", "10", "2", "12", "A12"):
        SceneFactory(film=film, number=number)
    answer = client_of(producer).get(reverse("scene-list", args=[film.slug]))
    assert [scene.number for scene in answer.context["rows"]] == ["2", "10", "12", "12A", "A12"]


@pytest.mark.parametrize("number", ["12A", "12a", " 12A ", "012A"])
def test_a_number_is_given_once(film, producer, client_of, number):
    SceneFactory(film=film, number="12A", title="The garden")
    answer = new(client_of(producer), film, number=number)
    assert answer.status_code == 200
    assert "The garden" in " ".join(answer.context["form"].errors["number"])
    assert filled_in(answer)["title"] == ["The study"]


@pytest.mark.django_db(transaction=True)
def test_one_number_taken_twice_at_the_same_moment(film, producer, client_of):
    def take(title):
        client = client_of(producer)
        return lambda: new(client, film, title=title).status_code

    assert sorted(at_once(take("One"), take("Two"))) == [200, 302]
    assert Scene.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"number": ""}, "number"),
        ({"number": "1" * 100}, "number"),
        ({"title": " "}, "title"),
        ({"planned_minutes": "-1"}, "planned_minutes"),
        ({"planned_minutes": "1441"}, "planned_minutes"),
        ({"planned_minutes": "٣x"}, "planned_minutes"),
        ({"kind": "opera"}, "kind"),
        ({"set": "999999"}, "set"),
        ({"people": ["999999"]}, "people"),
        ({"people": ["x", "\0"]}, "people"),
        ({"new_themes": "x" * 81}, "new_themes"),
        ({"new_themes": "x," * 5_000}, "new_themes"),
        ({"synopsis": "x" * 20_001}, "synopsis"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(film, producer, client_of, changes, field):
    answer = new(client_of(producer), film, **changes)
    assert answer.status_code == 200
    assert field in answer.context["form"].errors
    assert not Scene.objects.exists()


def test_themes_may_be_typed_new(film, producer, client_of):
    known = ThemeFactory(film=film, name="Exile")
    answer = new(client_of(producer), film, new_themes="exile, Memory,  , memory, The trial")
    assert answer.status_code == 302
    scene = Scene.objects.get()
    assert [theme.name for theme in scene.themes.all()] == ["Exile", "Memory", "The trial"]
    assert known in scene.themes.all()
    assert Theme.objects.count() == 3


def test_page_eighths_where_the_film_counts_them(film, producer, client_of):
    client = client_of(producer)
    assert "eighths" not in filled_in(client.get(reverse("scene-new", args=[film.slug])))
    film.show_eighths = True
    film.save()
    assert new(client, film, eighths="1 3/8").status_code == 302
    scene = Scene.objects.get()
    assert scene.eighths == 11
    assert "1 3/8" in Page(client.get(reverse("scene-detail", args=[film.slug, scene.pk]))).text
    answer = new(client, film, number="2", eighths="3/9")
    assert answer.context["form"].errors["eighths"]


def test_a_scene_leads_to_all_it_depends_on(film, producer, client_of):
    person, crew = ContributorFactory(film=film, name="Ana"), PersonFactory(film=film, name="Operator")
    place = LocationFactory(film=film)
    theme = ThemeFactory(film=film)
    scene = SceneFactory(film=film, set=SetFactory(location=place), people=[person, crew])
    scene.themes.add(theme)
    day = ShootDayFactory(film=film)
    RunningItemFactory(film=film, day=day, scene=scene)
    RunningItemFactory(film=film, day=day, scene=scene)
    url = reverse("scene-detail", args=[film.slug, scene.pk])
    page = client_of(producer).get(url)
    text = page.content.decode()
    for name, pk in (("person-detail", person.pk), ("location-detail", place.pk)):
        assert reverse(name, args=[film.slug, pk]) in text
    assert text.count(reverse("day-detail", args=[film.slug, day.pk])) == 1
    assert f"?theme={theme.pk}" in text
    assert Page(page).text.count("needed") == 1
    ReleaseFactory(person=person, state="signed", signed_on="2003-01-01")
    assert "signed" in Page(client_of(producer).get(url)).text


def test_who_may_not_see_releases_is_not_told_of_them(film, viewer, client_of):
    scene = SceneFactory(film=film, people=[ContributorFactory(film=film)])
    page = Page(client_of(viewer).get(reverse("scene-detail", args=[film.slug, scene.pk])))
    assert "needed" not in page.text


def test_filters(film, producer, client_of):
    person, place, theme = ContributorFactory(film=film), LocationFactory(film=film), ThemeFactory(film=film)
    scene = SceneFactory(
        film=film, number="3", title="Garden", kind="b_roll", status="shot", set=SetFactory(location=place),
        people=[person], synopsis="the grave",
    )  # fmt: skip
    scene.themes.add(theme)
    SceneFactory(film=film, number="4", title="Other")
    client = client_of(producer)
    wanted = {
        "q": "grave garden", "kind": "b_roll", "status": "shot",
        "theme": theme.pk, "location": place.pk, "person": person.pk,
    }  # fmt: skip
    for query in [{key: value} for key, value in wanted.items()] + [wanted]:
        answer = client.get(reverse("scene-list", args=[film.slug]), query)
        assert list(answer.context["rows"]) == [scene], query
    answer = client.get(reverse("scene-list", args=[film.slug]), {"q": "nowhere"})
    assert "Nothing matches" in Page(answer).text


def test_two_themes_of_one_name(film, producer, client_of):
    ThemeFactory(film=film, name="Exile")
    client = client_of(producer)
    url = reverse("theme-new", args=[film.slug])
    answer = client.post(url, {"name": "EXILE"})
    assert answer.status_code == 200
    assert "of this name already" in " ".join(answer.context["form"].errors["name"])
    assert client.post(url, {"name": "Memory"}).status_code == 302


def test_a_theme_says_how_much_is_planned_for_it(film, producer, client_of):
    theme = ThemeFactory(film=film, name="Exile")
    for minutes in (30, 45):
        SceneFactory(film=film, planned_minutes=minutes).themes.add(theme)
    gone = SceneFactory(film=film, planned_minutes=500)
    gone.themes.add(theme)
    gone.bin(by=producer)
    [row] = client_of(producer).get(reverse("theme-list", args=[film.slug])).context["rows"]
    assert (row.scene_count, row.minutes) == (2, 75)


def test_people_and_themes_of_two_editors_are_merged(film, producer, client_of):
    scene = SceneFactory(film=film)
    person, theme = ContributorFactory(film=film), ThemeFactory(film=film)
    client = client_of(producer)
    url = reverse("scene-edit", args=[film.slug, scene.pk])
    opened = filled_in(client.get(url))
    assert send(client, url, people=[person.pk]).status_code == 302
    assert client.post(url, opened | {"themes": [theme.pk]}).status_code == 302
    assert list(scene.people.all()) == [person]
    assert list(scene.themes.all()) == [theme]


def test_of_thousands_of_people_a_filter_offers_some_and_takes_any(film, producer, client_of, monkeypatch):
    monkeypatch.setattr("production.forms.fields.PlainSelect.MOST", 2)
    people = [ContributorFactory(film=film, name=f"Person {n}") for n in range(4)]
    SceneFactory(film=film, number="1", people=[people[3]])
    SceneFactory(film=film, number="2", people=[people[0]])
    url = reverse("scene-list", args=[film.slug])
    answer = client_of(producer).get(url, {"person": people[3].pk})
    assert [scene.number for scene in answer.context["rows"]] == ["1"]
    options = answer.content.decode().split('<select name="person"')[1].split("</select>")[0]
    assert f'value="{people[3].pk}" selected' in options
    assert "Person 2" not in options
    assert "search for the name" in options
