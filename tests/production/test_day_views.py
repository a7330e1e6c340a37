"""The schedule and a day's page: what each of the cast sees, and changes in place."""

import datetime

import pytest
from django.urls import reverse

from production.models import Call, DepartmentNote, RunningItem, ShootDay, Vehicle
from production.once import new_key
from tests.factories import (
    DAY,
    CallFactory,
    ContributorFactory,
    LocationFactory,
    PermitFactory,
    PersonFactory,
    RunningItemFactory,
    SceneFactory,
    SetFactory,
    ShootDayFactory,
)

HOSTILE = "<script>alert(1)</script> {{ 7*7 }} ‮ Ñandú 😀 “quotes” & 'apostrophes'"


def url(name, film, **kwargs):
    return reverse(name, kwargs={"film": film.slug, **kwargs})


@pytest.fixture
def day(film):
    return ShootDayFactory(film=film, date=DAY)


@pytest.fixture
def items(day):
    return [
        RunningItemFactory(day=day, position=n, title=f"Item {name}", minutes=60)
        for n, name in enumerate("abc", start=1)
    ]


def times(response):
    return [f"{item.start:%H:%M}" for item in response.context["plan"].items]


def form_of(day, **changes):
    data = {"date": day.date, "day_type": day.day_type, "unit": day.unit, "general_call": "07:00"}
    return {**data, "version": day.version, "form_key": new_key(), **changes}


# Who sees what


@pytest.mark.parametrize("who", ["producer", "director", "editor", "crew", "viewer"])
def test_every_member_sees_the_schedule_and_the_day(who, request, film, day, items, client_of):
    client = client_of(request.getfixturevalue(who))
    assert client.get(url("day-list", film)).status_code == 200
    page = client.get(url("day-detail", film, day=day.pk))
    assert times(page) == ["07:00", "08:00", "09:00"]


def test_a_stranger_learns_nothing(film, day, stranger, client_of):
    client = client_of(stranger)
    for name, kwargs in (("day-list", {}), ("day-detail", {"day": day.pk}), ("stripboard", {})):
        assert client.get(url(name, film, **kwargs)).status_code == 404


def test_a_day_of_another_film_is_not_found(film, other_film, producer, client_of):
    theirs = ShootDayFactory(film=other_film)
    assert client_of(producer).get(url("day-detail", film, day=theirs.pk)).status_code == 404


def test_crew_see_their_own_call_and_nobody_elses_arrangements(film, day, crew, client_of):
    membership = crew.memberships.get()
    own = PersonFactory(film=film, membership=membership, name="Own Name")
    other = ContributorFactory(film=film, name="Other", phone="+52 55 9999 8888")
    CallFactory(day=day, person=own, mode="absolute", at=6 * 60 + 15)
    CallFactory(
        day=day, person=other, mode="absolute", at=480, note="Secret remark", pick_up_place="Home of Other"
    )
    RunningItemFactory(day=day, people=[other])
    text = client_of(crew).get(url("day-detail", film, day=day.pk)).content.decode()
    assert "Your call" in text
    assert "06:15" in text
    for hidden in ("Secret remark", ">Home<", "9999", "item-times", "hx-post"):
        assert hidden not in text


@pytest.mark.parametrize("who", ["editor", "crew", "viewer"])
def test_only_who_plans_may_change(who, request, film, day, items, client_of):
    client = client_of(request.getfixturevalue(who))
    for name, kwargs in (
        ("day-edit", {"day": day.pk}),
        ("day-bin", {"day": day.pk}),
        ("item-times", {"item": items[0].pk}),
        ("item-move", {"item": items[0].pk}),
        ("item-bin", {"item": items[0].pk}),
        ("call-fill", {"day": day.pk}),
    ):
        assert client.post(url(name, film, **kwargs), {"minutes": 5}).status_code == 403
    assert RunningItem.objects.get(pk=items[0].pk).minutes == 60


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


# Changes in place


def times_of(client, film, item, **data):
    data = {"minutes": item.minutes, "fixed_start": "", "version": item.version, **data}
    return client.post(url("item-times", film, item=item.pk), data, headers={"HX-Request": "true"})


def test_minutes_cascade_at_once(film, items, director, client_of):
    answer = times_of(client_of(director), film, items[0], minutes=95)
    assert times(answer) == ["07:00", "08:35", "09:35"]
    assert answer["HX-Trigger"] == "day-changed"


def test_a_fixed_start_that_is_overrun_turns_amber_and_stays(film, items, director, client_of):
    client = client_of(director)
    answer = times_of(client, film, items[1], fixed_start="07:45")
    assert times(answer) == ["07:00", "07:45", "08:45"]
    assert "overrun by 15 min" in answer.content.decode()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"minutes": "a lot"}, "Enter a whole number"),
        ({"minutes": "-5"}, "greater than or equal to 0"),
        ({"minutes": "1441"}, "less than or equal to 1440"),
        ({"fixed_start": "7h99"}, "Write a time like"),
    ],
)
def test_a_wrong_time_is_told_in_its_row_and_kept(film, items, director, client_of, data, words):
    answer = times_of(client_of(director), film, items[1], **data)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert words in text
    assert f'value="{next(iter(data.values()))}"' in text
    assert times(answer) == ["07:00", "08:00", "09:00"]


def test_a_stale_time_shows_the_other_and_keeps_the_typed(film, items, director, producer, client_of):
    times_of(client_of(producer), film, items[0], minutes=45)
    answer = times_of(client_of(director), film, items[0], minutes=90)
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "Somebody else changed this to “45” meanwhile" in text
    assert 'value="90"' in text
    assert RunningItem.objects.get(pk=items[0].pk).minutes == 45


def test_a_row_moves_up_and_the_order_answers(film, day, items, director, client_of):
    data = {"version": items[2].version, "day": day.pk, "before": items[0].pk}
    answer = client_of(director).post(
        url("item-move", film, item=items[2].pk), data, headers={"HX-Request": "true"}
    )
    assert [item.item.title for item in answer.context["plan"].items] == ["Item c", "Item a", "Item b"]


def test_without_scripts_the_list_still_works(film, day, items, director, client_of):
    client = client_of(director)
    response = client.post(
        url("item-times", film, item=items[0].pk), {"minutes": 30, "version": items[0].version}
    )
    assert response.url.startswith(url("day-detail", film, day=day.pk))
    assert RunningItem.objects.get(pk=items[0].pk).minutes == 30


def test_the_night_of_the_clock_change_and_after_midnight(film, director, client_of):
    lyon = LocationFactory(film=film, latitude="45.764000", longitude="4.835700")
    night = ShootDayFactory(film=film, date=datetime.date(2003, 3, 29), general_call=23 * 60)
    RunningItemFactory(day=night, position=1, minutes=180, location=lyon)
    RunningItemFactory(day=night, position=2, minutes=60, location=lyon)
    text = client_of(director).get(url("day-detail", film, day=night.pk)).content.decode()
    assert "03:00 +1" in text  # 23:00 and three hours: the hour from 02:00 isn't
    assert "04:00 +1" in text


# Items


def item_form(item, **changes):
    data = {"kind": item.kind, "title": item.title, "minutes": item.minutes, "notes": item.notes}
    return {**data, "version": item.version, "form_key": new_key(), **changes}


def test_an_item_is_added_before_another(film, day, items, director, client_of):
    data = {"kind": "meal", "title": "Lunch", "minutes": 45, "form_key": new_key()}
    address = f"{url('item-new', film)}?day={day.pk}&before={items[1].pk}"
    client = client_of(director)
    client.post(address, data)
    client.post(address, data)  # a second click answers like the first
    order = RunningItem.objects.filter(day=day).order_by("position")
    assert [item.title for item in order] == ["Item a", "Lunch", "Item b", "Item c"]


def test_an_item_needs_words_or_a_scene(film, day, director, client_of):
    page = client_of(director).post(f"{url('item-new', film)}?day={day.pk}", {"kind": "other", "minutes": 5})
    assert "Say what happens, or choose a scene." in page.content.decode()


def test_a_set_and_another_location_do_not_go_together(film, items, director, client_of):
    study, elsewhere = SetFactory(location=LocationFactory(film=film)), LocationFactory(film=film)
    data = item_form(items[0], set=study.pk, location=elsewhere.pk)
    page = client_of(director).post(url("item-edit", film, item=items[0].pk), data)
    assert "location" in page.context["form"].errors


@pytest.mark.parametrize("field", ["scene", "set", "location", "people"])
def test_nothing_of_another_film_can_be_chosen(film, other_film, items, director, client_of, field):
    theirs = {
        "scene": lambda: SceneFactory(film=other_film),
        "set": lambda: SetFactory(location=LocationFactory(film=other_film)),
        "location": lambda: LocationFactory(film=other_film),
        "people": lambda: PersonFactory(film=other_film),
    }[field]()
    data = item_form(items[0], **{field: theirs.pk})
    page = client_of(director).post(url("item-edit", film, item=items[0].pk), data)
    assert field in page.context["form"].errors


def test_a_scene_given_in_the_form_becomes_scheduled(film, items, director, client_of):
    scene = SceneFactory(film=film)
    client = client_of(director)
    client.post(url("item-edit", film, item=items[0].pk), item_form(items[0], scene=scene.pk))
    scene.refresh_from_db()
    assert scene.status == "scheduled"
    item = RunningItem.objects.get(pk=items[0].pk)
    client.post(url("item-edit", film, item=item.pk), item_form(item))
    scene.refresh_from_db()
    assert scene.status == "planned"


def test_hostile_words_print_as_they_were_typed(film, day, director, client_of):
    place = LocationFactory(film=film, name=HOSTILE[:100])
    person = ContributorFactory(film=film, name=HOSTILE)
    PermitFactory(location=place, number="<b>1</b>", first_date=DAY, last_date=DAY)
    RunningItemFactory(day=day, title=HOSTILE, notes=HOSTILE, location=place, people=[person])
    client = client_of(director)
    for page in (client.get(url("day-detail", film, day=day.pk)), client.get(url("stripboard", film))):
        text = page.content.decode()
        assert "<script>alert" not in text
        assert "&lt;script&gt;alert" in text
        assert "<b>1</b>" not in text


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
