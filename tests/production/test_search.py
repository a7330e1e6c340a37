"""Search: who finds what, in which order, and that it stays true whatever writes."""

from contextlib import ExitStack

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.urls import reverse

from production import full_text
from production.access import access_of
from production.models import Person, Scene, SearchEntry
from production.models.indexing import gathered
from production.models.search import rebuild
from production.search import find, results
from production.words import read
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(film, producer):
    """The titles that somebody finds, the best first; the producer where nobody is named."""

    def look(words, who=producer, kind=""):
        access = access_of(who, film.slug)
        return [result.entry.title for result in results(access, find(access, read(words), kind).hits)]

    return look


@pytest.fixture
def house(film):
    return factories.LocationFactory(film=film, name="House in Coyoacán", address="", hospital_name="")


# -- words -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    ["coyoacan", "COYOACÁN", "coyo", "house coyo", '"house in coyoacan"', "coyoacan -garden", "Coyoacán,"],
)
def test_found_by(house, found, words):
    assert found(words) == ["House in Coyoacán"]


@pytest.mark.parametrize(
    "words",
    ["oyoacan", '"coyoacan house"', '"house in coyo"', "coyoacan -house", "coyoacan garden", "", "-garden"],
)
def test_not_found_by(house, found, words):
    assert found(words) == []


@pytest.mark.parametrize(
    ("words", "is_there"),
    [("咖啡", True), ("啡", True), ("喝咖", True), ('"他在北京"', True), ("北京 回家", True),
     ("9年", False), ("1939年", True), ("啡咖", False), ("咖家", False),
     ("北京 -咖啡", False), ("コーヒー", False)],
)  # fmt: skip
def test_words_of_languages_without_spaces_are_found_within(film, found, words, is_there):
    house = factories.LocationFactory(
        film=film, name="1939年他在北京喝咖啡，然后回家。", address="", hospital_name=""
    )
    assert found(words) == ([house.name] if is_there else [])


@pytest.mark.parametrize(
    "words", ['"', "*", "AND", "title:house", "a OR b", "NEAR(a b)", "'; --", "\\", ":*", "\0"]
)
def test_the_languages_of_databases_mean_nothing(house, found, words):
    assert found(words) == []


def test_a_title_is_worth_more_than_a_text_and_a_person_than_a_paper(film, found):
    factories.SceneFactory(film=film, number="1", title="The gate", synopsis="Volkov opens.")
    volkov = factories.ContributorFactory(film=film, name="Esteban Volkov", line="")
    factories.ReleaseFactory(person=volkov)
    assert found("volkov") == ["Esteban Volkov", "Esteban Volkov", "1 The gate"]
    assert found("volkov", kind="release") == ["Esteban Volkov"]


def test_the_best_are_found_among_so_many_newest(film, found, producer, monkeypatch):
    for number in range(6):
        factories.SceneFactory(film=film, number=str(number), title="Gate")
    monkeypatch.setattr(full_text, "MOST", 4)
    monkeypatch.setattr("production.full_text.MOST", 4)
    assert len(found("gate")) == 4
    assert find(access_of(producer, film.slug), read("gate")).is_cut


# -- who ---------------------------------------------------------------------------------------


def test_each_finds_what_they_may_see(film, found, director, editor, crew, viewer):
    who = factories.ContributorFactory(film=film, name="Gate Keeper")
    factories.ReleaseFactory(person=who)
    factories.SceneFactory(film=film, number="1", title="Gate")
    day = factories.ShootDayFactory(film=film, unit="Gate unit")
    sees_all = {"Gate Keeper", "1 Gate", str(day)}
    assert set(found("gate")) == set(found("gate", director)) == set(found("gate", editor)) == sees_all
    assert len(found("gate")) == len(found("gate", viewer)) + 1, "a viewer sees no releases"
    assert set(found("gate", crew)) == {str(day)}


def test_nothing_private_is_found_by_anybody(film, found):
    factories.ContributorFactory(
        film=film,
        name="Somebody",
        phone="+52 55 1234 5678",
        second_phone="+52 55 1234 5678",
        email="secretword@example.org",
        diet="secretword",
        access_needs="secretword",
        companion="secretword",
        emergency_contact="secretword",
        notes="secretword",
    )
    assert found("somebody") == ["Somebody"]
    for words in ("secretword", "1234", '"55 1234"', "example"):
        assert found(words) == []
    texts = " ".join(SearchEntry.objects.values_list("words", flat=True))
    assert "secretword" not in texts
    assert "1234" not in texts


def test_another_films_records_are_not_found(film, other_film, found, stranger):
    factories.ThemeFactory(film=other_film, name="Exile")
    assert found("exile") == []
    access = access_of(stranger, other_film.slug)
    assert len(find(access, read("exile")).hits) == 1


# -- always current ----------------------------------------------------------------------------


def test_people_and_themes_of_a_scene_are_found_with_it(film, found):
    scene = factories.SceneFactory(film=film, number="1", title="Gate")
    person = factories.ContributorFactory(film=film, name="Esteban Volkov", line="")
    theme = factories.ThemeFactory(film=film, name="Exile")
    scene.people.add(person)
    assert "1 Gate" in found("volkov")
    theme.scenes.set([scene])
    assert "1 Gate" in found("exile")
    theme.scenes.clear()
    assert "1 Gate" not in found("exile")
    theme.scenes.add(scene)
    theme.scenes.remove(scene)
    assert "1 Gate" not in found("exile")
    scene.people.clear()
    assert "1 Gate" not in found("volkov")


def test_who_changes_their_name_is_found_by_it_wherever_they_stand(film, found, producer):
    person = factories.ContributorFactory(film=film, name="Sieva", line="")
    factories.SceneFactory(film=film, number="1", title="Gate", people=[person])
    person.name = "Esteban Volkov"
    person.save()
    assert found("sieva") == []
    assert sorted(found("volkov")) == ["1 Gate", "Esteban Volkov"]
    person.bin(by=producer)
    assert found("volkov") == []
    person.restore()
    assert sorted(found("volkov")) == ["1 Gate", "Esteban Volkov"]


def test_what_lies_in_a_deleted_place_is_not_found(film, found, producer, house):
    factories.SetFactory(location=house, name="Study")
    assert found("study") == ["House in Coyoacán – Study"]
    house.bin(by=producer)
    assert found("study") == []
    house.restore()
    assert found("study") == ["House in Coyoacán – Study"]


def test_writing_many_at_once_is_found_as_well(film, found):
    people = [Person(film=film, name=f"Exile {n}", is_contributor=True) for n in range(3)]
    made = Person.objects.bulk_create(people)
    assert len(found("exile")) == 3
    Person.objects.filter(film=film).update(name="Return")
    assert found("exile") == []
    assert len(found("return")) == 3
    for person in made:
        person.name = "Letters"
    Person.objects.bulk_update(made, ["name"])
    assert len(found("letters")) == 3
    Person.objects.filter(pk=made[0].pk).delete()
    made[1].delete()
    assert len(found("letters")) == 1


class Oops(Exception):
    pass


def test_what_did_not_happen_is_not_found(film, found):
    def write(*around):
        with ExitStack() as stack:
            for one in around:
                stack.enter_context(one)
            factories.ThemeFactory(film=film, name="Exile")
            raise Oops

    with pytest.raises(Oops):
        write(transaction.atomic(), gathered())
    with pytest.raises(Oops):
        write(transaction.atomic())
    assert found("exile") == []


def test_many_writes_are_one_renewal(film, found):
    themes = [factories.ThemeFactory(film=film, name=f"Exile {n}") for n in range(20)]
    with gathered():
        for theme in themes:
            theme.name = theme.name.replace("Exile", "Return")
            theme.save()
        assert len(found("exile")) == 20, "not yet"
        with gathered():
            pass
        assert len(found("exile")) == 20, "an inner one waits for the outer"
    assert len(found("return")) == 20


def test_what_says_the_same_is_not_written_again(film):
    theme = factories.ThemeFactory(film=film, name="Exile")
    before = SearchEntry.objects.get(source="production.theme").pk
    theme.save()
    assert SearchEntry.objects.get(source="production.theme").pk == before


def test_everything_can_be_made_anew(film, found, house):
    Person.objects.create(film=film, name="Esteban Volkov", is_contributor=True)
    before = set(SearchEntry.objects.values_list("source", "object_id", "kind", "title", "words"))
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO production_search_text (production_search_text) VALUES ('delete-all')"
            )
    else:
        SearchEntry.objects.all().delete()
    assert found("volkov") == []
    assert rebuild() == len(before)
    call_command("reindex")
    assert set(SearchEntry.objects.values_list("source", "object_id", "kind", "title", "words")) == before
    assert found("volkov") == ["Esteban Volkov"]
    Scene.objects.create(film=film, number="1", title="Volkov")
    assert "1 Volkov" in found("volkov")
    SearchEntry.objects.all().delete()
    assert found("volkov") == [], "deleting takes the words along"


# -- the page ----------------------------------------------------------------------------------


@pytest.fixture
def page(film, client_of):
    def get(who, query, **headers):
        return client_of(who).get(reverse("search", args=[film.slug]) + query, headers=headers)

    return get


def test_the_page_marks_what_it_found(page, producer, house, film):
    factories.SceneFactory(film=film, number="1", title="Gate", synopsis="<script>Coyoacán</script>")
    text = page(producer, "?q=coyoacan").content.decode()
    assert "House in <mark>Coyoacán</mark>" in text
    assert "&lt;script&gt;<mark>Coyoacán</mark>&lt;/script&gt;" in text
    assert "<script>Coyoac" not in text
    assert reverse("location-detail", args=[film.slug, house.pk]) in text


def test_what_was_typed_is_shown_as_text(page, producer):
    text = page(producer, "?q=%22%3E%3Cimg%20src=x%3E").content.decode()
    assert "<img src" not in text


def test_the_page_by_kind_and_page_by_page(page, producer, film):
    for number in range(40):
        factories.SceneFactory(film=film, number=str(number), title="Gate")
    factories.ThemeFactory(film=film, name="Gate")
    response = page(producer, "?q=gate&kind=scene&page=2")
    assert response.context["total"] == 40
    assert len(response.context["shown"]) == 10
    assert [(code, count) for code, _kind, count, _is_more in response.context["kinds"]] == [
        ("scene", 40),
        ("theme", 1),
    ]
    assert page(producer, "?q=gate&kind=nothing&page=99").context["total"] == 41


def test_the_list_under_the_box(page, producer, film, house):
    for number in range(12):
        factories.SceneFactory(film=film, number=str(number), title="Coyoacán")
    response = page(producer, "?q=coyo", **{"HX-Request": "true"})
    text = response.content.decode()
    assert text.count('class="result"') == 8
    assert "13" in text
    assert "<html" not in text
    assert page(producer, "?q=", **{"HX-Request": "true"}).content.strip() == b""


def test_an_empty_page_says_how(page, viewer):
    assert "beginning of a word" in page(viewer, "").content.decode()
    assert "Nothing that you may see" in page(viewer, "?q=nowhere").content.decode()
