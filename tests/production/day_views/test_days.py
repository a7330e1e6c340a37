"""Days in the list and in their form."""

import datetime

import pytest

from production.models import ShootDay
from production.once import new_key
from tests.factories import (
    DAY,
    CallFactory,
    ContributorFactory,
    LocationFactory,
    PersonFactory,
    RunningItemFactory,
    SceneFactory,
    SetFactory,
    ShootDayFactory,
)
from tests.production.day_views.forms import times, url


def form_of(day, **changes):
    data = {"date": day.date, "day_type": day.day_type, "unit": day.unit, "general_call": "07:00"}
    return {**data, "version": day.version, "form_key": new_key(), **changes}


# The list
def test_the_list_searches_places_and_says_number_call_wrap_and_sheet(film, producer, client_of):
    place = LocationFactory(film=film, name="Harbour of Tampico")
    first = ShootDayFactory(film=film, date=DAY)
    RunningItemFactory(day=first, location=place, minutes=100)
    ShootDayFactory(film=film, date=DAY + datetime.timedelta(days=1), day_type="travel")
    client = client_of(producer)
    found = client.get(url("day-list", film), {"q": "tampico"})
    assert [row.pk for row in found.context["rows"]] == [first.pk]
    text = found.content.decode()
    assert "08:40" in text
    assert "1 h 40" in text
    assert "Draft" in text
    exported = client.get(url("day-list", film), {"export": "csv"})
    lines = b"".join(exported.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[1].startswith("1,2003-06-17,Shoot,Main unit,Harbour of Tampico,07:00,08:40,100")
    assert lines[2].startswith(",2003-06-18,Travel")


# The form of a day
@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"date": "2003-02-30"}, "date", "Enter a valid date"),
        ({"date": "0001-01-01"}, "date", "Write a year from"),
        ({"date": "9999-12-31"}, "date", "Write a year from"),
        ({"general_call": "25 o'clock"}, "general_call", "Write a time like"),
        ({"general_call": "01:30 +1"}, "general_call", "the day's own date"),
        ({"shooting_call": "06:00"}, "shooting_call", "before general call"),
        ({"wrap_override": "05:00"}, "wrap_override", "before general call"),
        ({"time_zone": "Mars/Olympus"}, "time_zone", "no time zone of this name"),
        ({"unit": "x" * 10_000}, "unit", "at most 60 characters"),
        ({"weather_at": "yesterday"}, "weather_at", "Enter a valid date/time"),
    ],
)
def test_bad_input_is_told_at_its_field_and_kept(film, day, director, client_of, changes, field, words):
    page = client_of(director).post(url("day-edit", film, day=day.pk), form_of(day, **changes))
    assert page.status_code == 200
    assert words in " ".join(page.context["form"].errors[field])
    assert page.context["form"][field].value() == changes[field]


def test_a_second_day_of_the_unit_on_the_date_is_refused(film, day, director, client_of):
    other = ShootDayFactory(film=film, date=DAY + datetime.timedelta(days=1))
    page = client_of(director).post(url("day-edit", film, day=other.pk), form_of(other, date=DAY))
    assert "This unit has a day on this date already." in page.content.decode()


def test_a_day_is_planned_with_times_after_midnight(film, director, client_of):
    data = {"date": "2003-06-20", "day_type": "shoot", "unit": "Night unit", "form_key": new_key()}
    data |= {"general_call": "16:00", "wrap_override": "01:30 +1", "weather_at": "2003-06-19T20:00"}
    response = client_of(director).post(url("day-new", film), data)
    day = ShootDay.objects.get(unit="Night unit")
    assert response.url == url("day-detail", film, day=day.pk)
    assert (day.general_call, day.wrap_override) == (960, 1530)
    assert day.weather_at.astimezone(datetime.UTC).hour == 1  # 20:00 in Mexico
    assert "2003-06-19T20:00" in client_of(director).get(url("day-edit", film, day=day.pk)).content.decode()


def test_a_stale_save_of_another_field_is_merged(film, day, director, producer, client_of):
    mine = form_of(day, weather="Rain")
    client_of(producer).post(url("day-edit", film, day=day.pk), form_of(day, radio="Channel 3"))
    client_of(director).post(url("day-edit", film, day=day.pk), mine)
    day = ShootDay.objects.get(pk=day.pk)
    assert (day.weather, day.radio) == ("Rain", "Channel 3")


def test_a_stale_save_of_the_same_field_shows_both(film, day, director, producer, client_of):
    mine = form_of(day, weather="Rain")
    client_of(producer).post(url("day-edit", film, day=day.pk), form_of(day, weather="Sun"))
    page = client_of(director).post(url("day-edit", film, day=day.pk), mine)
    assert page.status_code == 409
    assert "Sun" in page.content.decode()
    assert ShootDay.objects.get(pk=day.pk).weather == "Sun"


def test_a_day_goes_and_comes_back(film, day, items, director, client_of):
    client = client_of(director)
    page = client.post(url("day-bin", film, day=day.pk), follow=True)
    assert not ShootDay.objects.filter(pk=day.pk).exists()
    assert url("day-restore", film, day=day.pk) in page.content.decode()
    client.post(url("day-restore", film, day=day.pk))
    assert times(client.get(url("day-detail", film, day=day.pk))) == ["07:00", "08:00", "09:00"]


def test_a_day_can_not_come_back_onto_another(film, day, director, client_of):
    client = client_of(director)
    client.post(url("day-bin", film, day=day.pk))
    ShootDayFactory(film=film, date=DAY)
    page = client.post(url("day-restore", film, day=day.pk), follow=True)
    assert "another day on its date" in page.content.decode()


# Speed
def test_the_list_and_the_day_ask_no_more_when_they_grow(
    film, day, producer, client_of, django_assert_max_num_queries
):
    client = client_of(producer)

    def furnish(on, n):
        place = LocationFactory(film=film)
        people = [ContributorFactory(film=film), PersonFactory(film=film)]
        scene = SceneFactory(film=film, set=SetFactory(location=place), people=people)
        RunningItemFactory(day=on, scene=scene, people=people, position=n)
        CallFactory(day=on, person=people[0], mode="own", met_by=people[1])

    def questions(address):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    furnish(day, 1)
    before = [questions(url("day-list", film)), questions(url("day-detail", film, day=day.pk))]
    for n in range(12):
        furnish(day, n + 2)
        furnish(ShootDayFactory(film=film, date=DAY + datetime.timedelta(days=n + 1)), 1)
    after = [questions(url("day-list", film)), questions(url("day-detail", film, day=day.pk))]
    assert after == before
