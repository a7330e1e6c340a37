"""Calls, vehicles and notes of a day."""

import datetime

import pytest

from production.models import Call, DepartmentNote, Vehicle
from production.once import new_key
from tests.factories import DAY, ContributorFactory, PersonFactory, RunningItemFactory, ShootDayFactory
from tests.production.day_views.forms import url


# Calls, vehicles, notes
def call_form(**changes):
    return {"mode": "general", "form_key": new_key(), **changes}


@pytest.mark.parametrize(
    ("data", "field", "words"),
    [
        ({"mode": "absolute"}, "at", "Give the time"),
        ({"mode": "relative"}, "offset", "Give the difference"),
        ({"mode": "relative", "offset": "-19:30"}, "offset", "before noon of the day before"),
        ({"mode": "absolute", "at": "08:00", "pick_up": "08:30"}, "pick_up", "after arrival"),
        ({"mode": "absolute", "at": "08:00", "ready": "07:30"}, "ready", "before arrival"),
        (
            {"mode": "absolute", "at": "08:00", "ready": "09:00", "release_by": "08:30"},
            "release_by",
            "before",
        ),
    ],
)
def test_a_call_that_can_not_be_is_told_at_its_field(film, day, director, client_of, data, field, words):
    person = PersonFactory(film=film)
    page = client_of(director).post(url("call-edit", film, day=day.pk, person=person.pk), call_form(**data))
    assert words in " ".join(page.context["form"].errors[field])
    assert not Call.objects.exists()


def test_a_relative_call_before_midnight_is_the_evening_before(film, director, client_of):
    day = ShootDayFactory(film=film, date=DAY, general_call=30)
    person = PersonFactory(film=film)
    client = client_of(director)
    address = url("call-edit", film, day=day.pk, person=person.pk)
    client.post(address, call_form(mode="relative", offset="-1:00"))
    assert "23:30 -1" in client.get(url("day-detail", film, day=day.pk)).content.decode()


def test_a_call_changed_in_the_table_answers_with_table_and_picture(film, day, director, client_of):
    person = ContributorFactory(film=film)
    RunningItemFactory(day=day, people=[person])
    client = client_of(director)
    address = url("call-edit", film, day=day.pk, person=person.pk)
    row = client.get(address, headers={"HX-Request": "true"})
    assert 'value="06:30"' in row.content.decode()  # half an hour before the item
    answer = client.post(address, call_form(mode="absolute", at="06:45"), headers={"HX-Request": "true"})
    assert answer["HX-Retarget"] == "#calls"
    assert 'hx-swap-oob="true"' in answer.content.decode()
    assert Call.objects.get().at == 405


def test_calls_are_filled_in_and_people_called(film, day, director, client_of):
    RunningItemFactory(day=day, people=[ContributorFactory(film=film)])
    extra = PersonFactory(film=film)
    client = client_of(director)
    client.post(url("call-fill", film, day=day.pk))
    client.post(url("call-new", film, day=day.pk), {"people": [extra.pk]})
    assert Call.objects.filter(day=day).count() == 2
    call = Call.objects.get(person=extra)
    client.post(url("call-bin", film, day=day.pk, call=call.pk))
    assert not Call.objects.filter(person=extra).exists()
    client.post(url("call-restore", film, day=day.pk, call=call.pk))
    assert Call.objects.filter(person=extra).exists()


def test_filling_without_general_call_says_what_to_do(film, director, client_of):
    day = ShootDayFactory(film=film, general_call=None)
    page = client_of(director).post(url("call-fill", film, day=day.pk), follow=True)
    assert "Set the general call first" in page.content.decode()


def test_vehicles_and_notes_belong_to_their_day(film, day, director, client_of):
    client = client_of(director)
    rider = PersonFactory(film=film)
    data = {"name": "Van 1", "passengers": [rider.pk], "pick_up": "06:15", "form_key": new_key()}
    client.post(url("vehicle-new", film, day=day.pk), data)
    client.post(
        url("note-new", film, day=day.pk), {"department": "sound", "note": "Quiet", "form_key": new_key()}
    )
    text = client.get(url("day-detail", film, day=day.pk)).content.decode()
    assert "Van 1" in text
    assert "Quiet" in text
    page = client.post(url("note-new", film, day=day.pk), {"department": "sound", "note": "Again"})
    assert "has a note on this day already" in page.content.decode()
    other = ShootDayFactory(film=film, date=DAY + datetime.timedelta(days=3))
    vehicle, note = Vehicle.objects.get(), DepartmentNote.objects.get()
    assert client.get(url("vehicle-edit", film, day=other.pk, vehicle=vehicle.pk)).status_code == 404
    assert client.post(url("note-bin", film, day=other.pk, note=note.pk)).status_code == 404
