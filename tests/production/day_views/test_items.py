"""The running order of a day, changed in place."""

import datetime

import pytest

from production.models import RunningItem
from production.once import new_key
from tests.factories import (
    DAY,
    ContributorFactory,
    LocationFactory,
    PermitFactory,
    PersonFactory,
    RunningItemFactory,
    SceneFactory,
    SetFactory,
    ShootDayFactory,
)
from tests.production.day_views.forms import times, url

HOSTILE = "<script>alert(1)</script> {{ 7*7 }} ‮ Ñandú 😀 “quotes” & 'apostrophes'"


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
