"""The calendar of who can work when."""

import csv
import datetime
import io

import pytest
from django.urls import reverse

from production.access import access_of
from production.actions.availability import availability, month_to_open
from production.models import Membership, Person, Unavailability
from tests.factories import (
    CallFactory,
    ContributorFactory,
    PersonFactory,
    RunningItemFactory,
    SceneFactory,
    ShootDayFactory,
)

pytestmark = pytest.mark.django_db
JUNE = datetime.date(2003, 6, 1)
DAY = datetime.date(2003, 6, 17)


def codes(film, user, person, **more):
    """What stands in somebody's line, by day of the month; what is free is left out."""
    found = availability(film, JUNE, access=access_of(user, film.slug), **more)
    [line] = [line for line in found.lines if line.person == person]
    return {cell.on.day: cell.code for cell in line.cells if cell.code}


@pytest.fixture
def day(film):
    return ShootDayFactory(film=film, date=DAY)


def away(person, first, last, reason=""):
    Unavailability.objects.create(person=person, first_date=first, last_date=last, reason=reason)


def test_called_comes_before_booked(film, producer, day):
    person = PersonFactory(film=film)
    scene = SceneFactory(film=film, people=[person])
    RunningItemFactory(day=day, scene=scene)
    RunningItemFactory(day=ShootDayFactory(film=film, date=JUNE), people=[person])
    CallFactory(day=day, person=person)
    assert codes(film, producer, person) == {1: "B", 17: "C"}


def test_what_is_deleted_or_a_day_off_wants_nobody(film, producer, day):
    person = PersonFactory(film=film)
    CallFactory(day=day, person=person).bin(by=producer)
    gone = ShootDayFactory(film=film, date=JUNE)
    CallFactory(day=gone, person=person)
    gone.bin(by=producer)
    CallFactory(day=ShootDayFactory(film=film, date="2003-06-02", day_type="off"), person=person)
    assert codes(film, producer, person) == {}


def test_away_and_outside_their_dates(film, producer):
    person = PersonFactory(film=film, starts_on="2003-06-03", finishes_on="2003-06-28")
    away(person, "2003-05-20", "2003-06-04")
    away(person, "2003-06-27", "2003-07-04")
    assert codes(film, producer, person) == {
        **dict.fromkeys((1, 2, 3, 4), "U"),
        **dict.fromkeys((27, 28, 29, 30), "U"),
    }
    Unavailability.objects.all().delete()
    assert codes(film, producer, person) == {1: "O", 2: "O", 29: "O", 30: "O"}


@pytest.mark.parametrize("reason", ["away", "outside"])
def test_who_is_wanted_and_can_not_come_stands_out(film, producer, client_of, day, reason):
    person = PersonFactory(
        film=film, finishes_on=DAY - datetime.timedelta(days=1) if reason == "outside" else None
    )
    CallFactory(day=day, person=person)
    if reason == "away":
        away(person, DAY, DAY, "Wedding")
    assert codes(film, producer, person)[17] == "!"
    answer = client_of(producer).get(reverse("person-availability", args=[film.slug]), {"month": "2003-06"})
    assert answer.context["clashes"] == 1


def test_when_people_are_away_may_be_private(film, viewer, producer, client_of):
    film.private_fields = ["unavailable"]
    film.save()
    person = PersonFactory(film=film)
    away(person, DAY, DAY, "Hospital")
    assert codes(film, viewer, person) == {}
    assert codes(film, producer, person) == {17: "U"}
    url = reverse("person-availability", args=[film.slug])
    told = {
        user: client_of(user).get(url, {"month": "2003-06"}).content.decode() for user in (viewer, producer)
    }
    assert "Hospital" not in told[viewer]
    assert "Hospital" in told[producer]
    person.membership = Membership.objects.get(user=viewer)
    person.save()
    assert codes(film, viewer, person) == {17: "U"}  # one's own dates are never hidden


def test_a_department_alone(film, producer, client_of):
    sound = PersonFactory(film=film, department="sound")
    guest = ContributorFactory(film=film)
    PersonFactory(film=film, department="camera")
    url = reverse("person-availability", args=[film.slug])
    client = client_of(producer)
    for asked, person in (("sound", sound), ("contributors", guest)):
        [(_words, [(line, _squares)])] = client.get(url, {"department": asked}).context["groups"]
        assert line.person == person
    assert len(client.get(url, {"department": "opera"}).context["groups"]) == 3


def test_the_dead_and_the_deleted_are_left_out(film, producer):
    ContributorFactory(film=film, died="2003-01-01")
    PersonFactory(film=film).bin(by=producer)
    assert not list(availability(film, JUNE, access=access_of(producer, film.slug)).lines)


def test_it_opens_at_the_month_that_matters(film, day):
    assert month_to_open(film, DAY) == JUNE
    assert month_to_open(film, datetime.date(2002, 1, 1)) == JUNE
    assert month_to_open(film, datetime.date(2009, 1, 1)) == JUNE
    day.delete()
    assert month_to_open(film, datetime.date(2009, 1, 5)) == datetime.date(2009, 1, 1)


@pytest.mark.parametrize(
    "month", ["", "x", "2003-13", "0000-01", "9999-12", "2003-6", "٢٠٠٣-٠٦", "2003-06\n"]
)
def test_a_month_that_is_none_opens_the_usual_one(film, producer, client_of, day, month):
    answer = client_of(producer).get(reverse("person-availability", args=[film.slug]), {"month": month})
    assert answer.status_code == 200
    assert answer.context["month"] == JUNE


@pytest.mark.parametrize(("month", "count"), [("2003-02", 28), ("2004-02", 29), ("2003-12", 31)])
def test_a_month_has_all_its_dates(film, producer, client_of, month, count):
    PersonFactory(film=film)
    answer = client_of(producer).get(reverse("person-availability", args=[film.slug]), {"month": month})
    assert len(answer.context["dates"]) == count


def test_the_export_has_a_row_a_person_and_a_column_a_date(film, producer, client_of, day):
    person = PersonFactory(film=film, name="=Héctor")
    CallFactory(day=day, person=person)
    client, url = client_of(producer), reverse("person-availability", args=[film.slug])
    body = b"".join(client.get(url, {"month": "2003-06", "export": "csv"}).streaming_content).decode(
        "utf-8-sig"
    )
    head, row = csv.reader(io.StringIO(body))
    assert len(head) == len(row) == 2 + 30 + 1
    assert (row[0], row[head.index("2003-06-17")], row[-1]) == ("'=Héctor", "C", "1")
    assert client.get(url, {"export": "xlsx"}).status_code == 200


def test_crew_see_no_register(film, crew, client_of):
    assert client_of(crew).get(reverse("person-availability", args=[film.slug])).status_code == 403


def test_nobody_finishes_before_they_start(film):
    person = PersonFactory(film=film)
    person.starts_on, person.finishes_on = DAY, DAY - datetime.timedelta(days=1)
    with pytest.raises(Exception, match="finish before they start"):
        person.full_clean()
    assert set(Person.objects.unavailable_on(DAY)) == set()
    Person.objects.update(starts_on=DAY, finishes_on=DAY)
    assert [list(Person.objects.unavailable_on(DAY + datetime.timedelta(days=n))) for n in (-1, 0, 1)] == [
        [person],
        [],
        [person],
    ]
