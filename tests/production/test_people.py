"""The register of people: private data, dates, numbers."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from production.models import Person, Unavailability
from tests.at_once import at_once
from tests.factories import ContributorFactory, MembershipFactory, PersonFactory, UserFactory
from tests.production.forms import Page, filled_in, send

pytestmark = pytest.mark.django_db

PRIVATE = {
    "second_phone": "+52 55 5550 0777",
    "email": "secret@example.org",
    "emergency_contact": "Secret Sister",
    "notes": "Secret note",
    "diet": "no salt",
}


@pytest.fixture
def ana(film):
    person = ContributorFactory(film=film, name="Ana", born="1950-01-02", **PRIVATE)
    Unavailability.objects.create(
        person=person, first_date="2003-06-20", last_date="2003-06-21", reason="Secret trip"
    )
    return person


SECRETS = ["5550 0777", "secret@example.org", "Secret", "1950"]


def test_private_data_is_not_sent_to_others(film, ana, viewer, editor, client_of):
    detail = reverse("person-detail", args=[film.slug, ana.pk])
    everybody = reverse("person-list", args=[film.slug])
    for user in (viewer, editor):
        client = client_of(user)
        pages = [detail, everybody, f"{everybody}?q=Ana"]
        texts = [client.get(page).content.decode() for page in pages]
        texts.append(b"".join(client.get(f"{everybody}?export=csv")).decode())
        for text in texts:
            assert "Ana" in text
            assert not [secret for secret in SECRETS if secret in text]
        assert "no salt" in texts[0]


def test_private_data_is_not_found_by_others(film, ana, viewer, producer, client_of):
    url = reverse("person-list", args=[film.slug])
    for word in ("secret@example.org", "Secret", "0777"):
        assert client_of(viewer).get(url, {"q": word}).context["total"] == 0
        assert client_of(producer).get(url, {"q": word}).context["total"] == 1


def test_producer_and_director_see_it(film, ana, producer, director, client_of):
    for user in (producer, director):
        text = Page(client_of(user).get(reverse("person-detail", args=[film.slug, ana.pk]))).text
        assert all(value in text for value in PRIVATE.values())
        assert "Secret trip" in text


def test_which_fields_are_private_is_the_films_choice(film, ana, viewer, client_of):
    film.private_fields = ["diet"]
    film.save()
    text = Page(client_of(viewer).get(reverse("person-detail", args=[film.slug, ana.pk]))).text
    assert "secret@example.org" in text
    assert "no salt" not in text


def test_one_sees_ones_own(film, ana, viewer, client_of):
    ana.membership = viewer.memberships.get()
    ana.save()
    text = Page(client_of(viewer).get(reverse("person-detail", args=[film.slug, ana.pk]))).text
    assert "secret@example.org" in text


def new(client, film, **changes):
    data = {"name": "Bo", "is_crew": "on", "department": "camera", "unavailable-base": "[]"} | changes
    return client.post(reverse("person-new", args=[film.slug]), data)


def test_a_new_person(film, producer, client_of):
    answer = new(client_of(producer), film, languages=["es", "fr"], number="12")
    person = Person.objects.get(name="Bo")
    assert answer["Location"] == reverse("person-detail", args=[film.slug, person.pk])
    assert (person.languages, person.number) == (["es", "fr"], 12)


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"is_crew": ""}, "is_crew", "crew, a contributor or both"),
        ({"department": ""}, "department", "department"),
        ({"phone": "call me"}, "phone", "phone number"),
        ({"email": "nobody"}, "email", "valid email"),
        ({"born": "31/02/1950"}, "born", "valid date"),
        ({"born": "2950-01-01"}, "born", "future"),
        ({"born": "1950-01-01", "died": "1949-12-31"}, "died", "before the date of birth"),
        ({"number": "0"}, "number", "greater than or equal to 1"),
        ({"number": "99999999999999999999"}, "number", "less than or equal to 999"),
        ({"languages": ["xx"]}, "languages", "valid choice"),
        ({"membership": "9" * 30}, "membership", "valid choice"),
        ({"department": "x" * 500}, "department", "valid choice"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(film, producer, client_of, changes, field, words):
    answer = new(client_of(producer), film, **changes)
    assert answer.status_code == 200
    assert words in " ".join(answer.context["form"].errors[field])
    assert not Person.objects.exists()


def test_two_people_of_one_number(film, producer, client_of):
    PersonFactory(film=film, number=7)
    answer = new(client_of(producer), film, number="7")
    assert answer.status_code == 200
    assert "has this number" in " ".join(answer.context["form"].errors["number"])


def test_two_people_of_one_account(film, producer, viewer, client_of):
    member = viewer.memberships.get()
    PersonFactory(film=film, membership=member)
    answer = new(client_of(producer), film, membership=member.pk)
    assert answer.status_code == 200
    assert answer.context["form"].errors["membership"]


def test_an_account_of_another_film_is_no_choice(film, producer, client_of):
    foreign = MembershipFactory(user=UserFactory())
    assert new(client_of(producer), film, membership=foreign.pk).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_one_number_taken_twice_at_the_same_moment(film, producer, client_of):
    def take(name):
        client = client_of(producer)
        return lambda: new(client, film, name=name, number="5").status_code

    assert sorted(at_once(take("One"), take("Two"))) == [200, 302]
    assert Person.objects.filter(number=5).count() == 1


def rows(*texts):
    data = {}
    for index, row in enumerate(texts):
        for column, text in zip(("first_date", "last_date", "reason"), row, strict=True):
            data[f"unavailable-{index}-{column}"] = text
    return data


def test_dates_on_which_somebody_is_not_available(film, producer, client_of):
    client = client_of(producer)
    new(client, film, **rows(("2003-06-01", "2003-06-03", "trip"), ("", "", ""), ("2003-07-01", "", "")))
    person = Person.objects.get()
    spans = [
        tuple(map(str, span)) for span in person.unavailable.values_list("first_date", "last_date", "reason")
    ]
    assert spans == [("2003-06-01", "2003-06-03", "trip"), ("2003-07-01", "2003-07-01", "")]
    url = reverse("person-edit", args=[film.slug, person.pk])
    assert send(client, url, name="Bo Two").status_code == 302
    assert person.unavailable.count() == 2
    assert send(client, url, **rows(("", "", ""), ("2003-07-01", "2003-07-01", ""))).status_code == 302
    assert person.unavailable.count() == 1


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (("2003-06-03", "2003-06-01", ""), "Row 1: The last date lies before the first."),
        (("", "2003-06-01", ""), "Row 1: Say from which date."),
        (("2003-06-31", "", ""), "Row 1"),
        (("2003-06-01", "", "x" * 10_000), "Row 1"),
        (("2003-06-01", "", "a\0b"), "Row 1"),
    ],
)
def test_a_wrong_row_keeps_all_rows(film, producer, client_of, row, words):
    answer = new(client_of(producer), film, **rows(row, ("2003-08-01", "", "kept")))
    assert answer.status_code == 200
    assert words in " ".join(answer.context["form"].errors["unavailable"])
    kept = filled_in(answer)
    assert [kept[f"unavailable-0-{c}"][0] for c in ("first_date", "last_date", "reason")] == list(row)
    assert kept["unavailable-1-reason"] == ["kept"]


def test_rows_of_two_people_at_once_show_both(film, ana, producer, client_of):
    client = client_of(producer)
    url = reverse("person-edit", args=[film.slug, ana.pk])
    opened = filled_in(client.get(url))
    assert send(client, url, **{"unavailable-0-reason": "Theirs"}).status_code == 302
    answer = client.post(url, opened | {"unavailable-0-reason": "Mine"})
    assert answer.status_code == 409
    assert "Theirs" in Page(answer).text
    assert ana.unavailable.get().reason == "Theirs"
    again = filled_in(answer)
    assert again["unavailable-0-reason"] == ["Mine"]
    assert client.post(url, again).status_code == 302
    assert ana.unavailable.get().reason == "Mine"


def test_rows_that_somebody_else_changed_are_merged(film, ana, producer, client_of):
    client = client_of(producer)
    url = reverse("person-edit", args=[film.slug, ana.pk])
    opened = filled_in(client.get(url))
    send(client, url, **{"unavailable-0-reason": "Theirs"})
    assert client.post(url, opened | {"diet": "vegan"}).status_code == 302
    ana.refresh_from_db()
    assert (ana.diet, ana.unavailable.get().reason) == ("vegan", "Theirs")


def test_a_broken_base_of_rows_does_no_harm(film, ana, producer, client_of):
    client = client_of(producer)
    url = reverse("person-edit", args=[film.slug, ana.pk])
    for base in ("", "null", "{", '{"a": 1}', "[1, 2]", "\0", "[" * 5_000):
        assert send(client, url, **{"unavailable-base": base}).status_code in (302, 409)


def test_the_list_asks_three_times_besides_session_user_and_saved_filters(film, producer, client_of):
    for _ in range(5):
        PersonFactory(film=film)
    client = client_of(producer)
    url = reverse("person-list", args=[film.slug])
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        client.get(url)
    assert len(asked) == 3 + 3
