"""Locations, sets, permits, pictures, travel times."""

from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from production.models import Location, Permit, Set, TravelTime
from tests.at_once import at_once
from tests.factories import LocationFactory, PermitFactory, SceneFactory, SetFactory
from tests.production.forms import Page, filled_in, send

pytestmark = pytest.mark.django_db


def new(client, film, **changes):
    return client.post(reverse("location-new", args=[film.slug]), {"name": "House"} | changes)


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [
        ("19.3449", "-99.0972"),
        ("19.3449, -99.0972", ""),
        ("19,3449", "-99,0972"),
        ("19°20'41.64\"N 99°05'49.92\"W", ""),
        (" 19.34490000000001 ", "99.0972 W"),
    ],
)
def test_coordinates_as_they_are_pasted(film, producer, client_of, latitude, longitude):
    answer = new(client_of(producer), film, latitude=latitude, longitude=longitude)
    assert answer.status_code == 302, answer.context["form"].errors
    place = Location.objects.get()
    assert (place.latitude, place.longitude) == (Decimal("19.3449"), Decimal("-99.0972"))
    assert place.zone == "America/Mexico_City"
    page = Page(client_of(producer).get(answer["Location"])).text
    assert "America/Mexico_City" in page
    assert "found from the coordinates" in page


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"latitude": "91", "longitude": "0"}, "latitude"),
        ({"latitude": "nan", "longitude": "0"}, "latitude"),
        ({"latitude": "here", "longitude": "there"}, "longitude"),
        ({"latitude": "1" * 10_000, "longitude": "0"}, "latitude"),
        ({"latitude": "19.3"}, "longitude"),
        ({"time_zone": "Mars/Phobos"}, "time_zone"),
        ({"opens": "10:00"}, "closes"),
        ({"opens": "17:00", "closes": "10:00"}, "closes"),
        ({"opens": "25:00", "closes": "26:00"}, "opens"),
        ({"closed_weekdays": ["7"]}, "closed_weekdays"),
        ({"hospital_phone": "x"}, "hospital_phone"),
        ({"name": "  "}, "name"),
        ({"name": "house of others"}, "name"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(film, producer, client_of, changes, field):
    LocationFactory(film=film, name="House of Others")
    answer = new(client_of(producer), film, **changes)
    assert answer.status_code == 200
    assert field in answer.context["form"].errors
    assert Location.objects.count() == 1


def test_closed_weekdays_and_zone_come_back_into_the_form(film, producer, client_of):
    client = client_of(producer)
    new(client, film, closed_weekdays=["0", "6"], time_zone="Europe/Paris")
    place = Location.objects.get()
    assert place.closed_weekdays == [0, 6]
    url = reverse("location-edit", args=[film.slug, place.pk])
    assert filled_in(client.get(url))["closed_weekdays"] == ["0", "6"]
    assert send(client, url, address="New").status_code == 302
    place.refresh_from_db()
    assert (place.closed_weekdays, place.time_zone, place.address) == ([0, 6], "Europe/Paris", "New")
    page = Page(client.get(reverse("location-detail", args=[film.slug, place.pk]))).text
    assert "Monday, Sunday" in page


@time_machine.travel("2003-06-17 18:00Z")
def test_the_sun_of_today_on_the_clock_of_the_place(film, producer, client_of):
    place = LocationFactory(film=film)
    page = Page(client_of(producer).get(reverse("location-detail", args=[film.slug, place.pk]))).text
    assert "06:58" in page
    assert "20:16" in page


@time_machine.travel("2024-12-21 12:00Z")
def test_a_place_in_polar_night(film, producer, client_of):
    place = LocationFactory(film=film, latitude="78.2232", longitude="15.6267")
    page = Page(client_of(producer).get(reverse("location-detail", args=[film.slug, place.pk]))).text
    assert "doesn't rise" in page


def permit(client, film, place, **changes):
    data = {
        "number": "B",
        "issuer": "Museum",
        "first_date": "2003-06-10",
        "last_date": "2003-06-20",
    } | changes
    return client.post(reverse("permit-new", args=[film.slug, place.pk]), data)


def test_an_overlapping_permit_names_the_other(film, producer, client_of):
    place = LocationFactory(film=film)
    PermitFactory(location=place, number="A-1")
    answer = permit(client_of(producer), film, place)
    assert answer.status_code == 200
    assert "Permit A-1" in " ".join(answer.context["form"].errors["first_date"])
    assert filled_in(answer)["last_date"] == ["2003-06-20"]


@pytest.mark.parametrize(
    "changes",
    [
        {"issuer": "City"},
        {"first_date": "2003-07-01", "last_date": "2003-07-01"},
        {"daily_from": "18:00", "daily_until": "23:00"},
    ],
)
def test_permits_that_do_not_overlap(film, producer, client_of, changes):
    place = LocationFactory(film=film)
    PermitFactory(location=place, daily_from="08:00", daily_until="18:00")
    assert permit(client_of(producer), film, place, **changes).status_code == 302


def test_a_permit_may_last_past_midnight(film, producer, client_of):
    place = LocationFactory(film=film)
    assert (
        permit(client_of(producer), film, place, daily_from="20:00", daily_until="03:00").status_code == 302
    )
    assert Permit.objects.get().daily_until.hour == 3


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"last_date": "2003-06-09"}, "last_date"),
        ({"first_date": "2003-02-30"}, "first_date"),
        ({"first_date": "0000-00-00"}, "first_date"),
        ({"daily_from": "08:00"}, "daily_until"),
        ({"number": ""}, "number"),
    ],
)
def test_a_wrong_permit_is_told_at_its_field(film, producer, client_of, changes, field):
    place = LocationFactory(film=film)
    answer = permit(client_of(producer), film, place, **changes)
    assert answer.status_code == 200
    assert field in answer.context["form"].errors


@pytest.mark.django_db(transaction=True)
def test_two_overlapping_permits_at_the_same_moment(film, producer, client_of):
    place = LocationFactory(film=film)

    def take(number):
        client = client_of(producer)
        return lambda: permit(client, film, place, number=number).status_code

    assert sorted(at_once(take("One"), take("Two"))) == [200, 302]
    assert Permit.objects.count() == 1


def test_two_sets_of_one_name(film, producer, client_of):
    place = LocationFactory(film=film)
    SetFactory(location=place, name="Study")
    client = client_of(producer)
    url = reverse("set-new", args=[film.slug, place.pk])
    answer = client.post(url, {"name": "study"})
    assert answer.status_code == 200
    assert "of this name already" in " ".join(answer.context["form"].errors["name"])
    assert client.post(url, {"name": "Garden"}).status_code == 302
    assert Set.objects.count() == 2


def travel(client, film, place, to, minutes="30"):
    url = reverse("travel-new", args=[film.slug, place.pk])
    return client.post(url, {"destination": to.pk, "minutes": minutes})


def test_a_way_is_given_once_in_either_direction(film, other_film, producer, client_of):
    one, two = LocationFactory(film=film), LocationFactory(film=film)
    client = client_of(producer)
    assert travel(client, film, one, two).status_code == 302
    for place, to in ((one, two), (two, one), (one, one), (one, LocationFactory(film=other_film))):
        answer = travel(client, film, place, to)
        assert answer.status_code == 200
        assert answer.context["form"].errors["destination"]
    for minutes in ("0", "-5", "100000", "x", "9" * 40):
        assert travel(client, film, one, LocationFactory(film=film), minutes).status_code == 200
    assert TravelTime.objects.count() == 1
    page = Page(client.get(reverse("location-detail", args=[film.slug, two.pk])))
    assert one.name in page.text
    assert "30 min" in page.text


def test_a_location_leads_to_its_scenes(film, producer, client_of):
    place = LocationFactory(film=film)
    scene = SceneFactory(film=film, set=SetFactory(location=place))
    answer = client_of(producer).get(reverse("location-detail", args=[film.slug, place.pk]))
    assert reverse("scene-detail", args=[film.slug, scene.pk]) in answer.content.decode()
