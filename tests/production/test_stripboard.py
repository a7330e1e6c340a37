"""The stripboard: what stands where, what clashes, and moves by fetch or by form."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from production.board import Wanted, board
from production.models import RunningItem, Unavailability
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


def url(name, film, **kwargs):
    return reverse(name, kwargs={"film": film.slug, **kwargs})


@pytest.fixture
def days(film):
    return [ShootDayFactory(film=film, date=DAY + datetime.timedelta(days=n)) for n in range(3)]


@pytest.fixture
def item(days):
    return RunningItemFactory(day=days[0], title="Study", minutes=40)


def move(client, film, item, day, before=None, **data):
    data = {
        "answer": "board",
        "version": item.version,
        "day": day.pk if day else "",
        "before": before.pk if before else "",
        **data,
    }
    return client.post(url("item-move", film, item=item.pk), data)


def warnings(film, item, **kwargs):
    found = [strip for day in board(film, **kwargs).days for strip in day.strips if strip.item == item]
    return " ".join(found[0].warnings)


# What stands where


def test_the_board_has_days_with_their_ends_and_a_pool(film, days, item, director, client_of):
    SceneFactory(film=film, title="Waits as a whole")
    RunningItemFactory(film=film, day=None, kind="other", title="Parked")
    SceneFactory(film=film, kind="archive", title="Never shot")
    text = client_of(director).get(url("stripboard", film)).content.decode()
    assert "End of Day 1 — Tuesday, 17 June 2003 — 40 min" in text
    pool = text[text.index('id="pool"') :]
    assert "Waits as a whole" in pool
    assert "Parked" in pool
    assert "Never shot" not in text


def test_a_parked_part_stands_for_its_scene_in_the_pool_once(film, days):
    scene = SceneFactory(film=film)
    RunningItemFactory(film=film, day=None, scene=scene, kind="interview")
    assert [(strip.scene, strip.item is None) for strip in board(film).pool] == [(scene, False)]


def test_the_filter_hides_and_says_how_many(film, days, item):
    person = ContributorFactory(film=film)
    RunningItemFactory(day=days[0], people=[person], kind="b_roll")
    first = board(film, wanted=Wanted(person=person.pk)).days[0]
    assert (len(first.strips), first.hidden) == (1, 1)
    assert [strip.kind for strip in board(film, wanted=Wanted(kind="b_roll")).days[0].strips] == ["b_roll"]
    assert board(film, wanted=Wanted(unit="Second unit")).days == ()


@pytest.mark.parametrize(
    "query", ["person=x", "person=99999999999999999999", "kind=%00", "colours=x", "unit=ñ"]
)
def test_odd_filters_are_answered(film, days, item, director, client_of, query):
    assert client_of(director).get(f"{url('stripboard', film)}?{query}").status_code == 200


def test_the_other_preset_colours_by_light_and_keeps_the_words(film, days, director, client_of):
    scene = SceneFactory(film=film, int_ext="ext", day_night="night")
    RunningItemFactory(day=days[0], scene=scene)
    text = client_of(director).get(f"{url('stripboard', film)}?colours=light").content.decode()
    assert "light-night-ext" in text
    assert "EXT · Night" in text


# Clashes


def test_a_person_in_two_places_is_marked_on_both_strips(film, days):
    person = ContributorFactory(film=film, name="Ana")
    second = ShootDayFactory(film=film, date=DAY, unit="Second unit")
    here = RunningItemFactory(day=days[0], people=[person], location=LocationFactory(film=film))
    there = RunningItemFactory(day=second, people=[person], location=LocationFactory(film=film))
    assert "Ana is in two places" in warnings(film, here)
    assert "Ana is in two places" in warnings(film, there)


def test_unavailable_people_are_marked_where_the_reader_may_know(film, days):
    person = ContributorFactory(film=film, name="Ana")
    Unavailability.objects.create(person=person, first_date=DAY, last_date=DAY)
    item = RunningItemFactory(day=days[0], people=[person])
    assert "Ana is marked unavailable" in warnings(film, item)
    assert warnings(film, item, private={"unavailable"}) == ""


def test_a_viewer_is_not_told_who_is_unavailable(film, days, viewer, director, client_of):
    person = ContributorFactory(film=film, name="Ana")
    Unavailability.objects.create(person=person, first_date=DAY, last_date=DAY)
    RunningItemFactory(day=days[0], people=[person])
    assert "marked unavailable" in client_of(director).get(url("stripboard", film)).content.decode()
    assert "marked unavailable" not in client_of(viewer).get(url("stripboard", film)).content.decode()


def test_only_the_strip_outside_hours_and_permit_is_marked(film, days):
    place = LocationFactory(film=film, opens=datetime.time(7), closes=datetime.time(8))
    PermitFactory(location=place, daily_from=datetime.time(7), daily_until=datetime.time(8))
    inside = RunningItemFactory(day=days[0], position=1, minutes=60, location=place)
    outside = RunningItemFactory(day=days[0], position=2, minutes=60, location=place)
    assert warnings(film, inside) == ""
    assert "is closed at 08:00" in warnings(film, outside)
    assert "lies outside the permit window" in warnings(film, outside)


# Moves


def test_a_move_answers_with_the_days_about_it_and_what_to_say(film, days, item, director, client_of):
    far = ShootDayFactory(film=film, date=DAY + datetime.timedelta(days=30))
    answer = move(client_of(director), film, item, days[1])
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Study is on Wed 18 Jun now, at place 1." in text
    assert f'data-moved="item-{item.pk}"' in text
    assert f'id="day-{days[0].pk}"' in text
    assert f'id="day-{days[1].pk}"' in text
    assert f'id="day-{far.pk}"' not in text
    assert RunningItem.objects.get(pk=item.pk).day == days[1]


def test_what_clashes_stands_on_the_strip_in_the_answer(film, days, item, director, client_of):
    person = ContributorFactory(film=film, name="Ana")
    item.people.add(person)
    Unavailability.objects.create(person=person, first_date=days[1].date, last_date=days[1].date)
    text = move(client_of(director), film, item, days[1]).content.decode()
    assert "Ana is marked unavailable on this date." in text


def test_a_stale_move_changes_nothing_and_shows_how_it_stands(
    film, days, item, director, producer, client_of
):
    move(client_of(producer), film, item, days[2])
    answer = move(client_of(director), film, item, days[1])
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody else changed this meanwhile" in text
    assert "data-refused" in text
    assert f'id="day-{days[2].pk}"' in text
    assert RunningItem.objects.get(pk=item.pk).day == days[2]


def test_a_scene_is_dropped_once_however_often(film, days, director, producer, client_of):
    scene = SceneFactory(film=film)
    data = {"answer": "board", "day": days[0].pk}
    assert client_of(director).post(url("scene-schedule", film, scene=scene.pk), data).status_code == 200
    again = client_of(producer).post(url("scene-schedule", film, scene=scene.pk), {**data, "day": days[1].pk})
    assert again.status_code == 409
    assert "Somebody else has put this scene on Tue 17 Jun meanwhile." in again.content.decode()
    assert RunningItem.objects.filter(scene=scene).count() == 1


def test_a_scene_can_not_be_dropped_on_no_day(film, director, client_of):
    scene = SceneFactory(film=film)
    answer = client_of(director).post(url("scene-schedule", film, scene=scene.pk), {"answer": "board"})
    assert answer.status_code == 409
    assert not RunningItem.objects.exists()


@pytest.mark.parametrize("foreign", ["item", "day", "before"])
def test_nothing_of_another_film_moves_or_is_moved_to(
    film, other_film, days, item, director, client_of, foreign
):
    theirs = RunningItemFactory(day=ShootDayFactory(film=other_film))
    client = client_of(director)
    if foreign == "item":
        assert move(client, film, theirs, days[0]).status_code == 404
    elif foreign == "day":
        assert move(client, film, item, theirs.day).status_code == 409
    else:
        assert move(client, film, item, days[1], before=theirs).status_code == 409
    assert RunningItem.objects.get(pk=item.pk).day == days[0]
    assert RunningItem.objects.get(pk=theirs.pk).day == theirs.day


def test_a_form_moves_without_scripts(film, days, item, director, client_of):
    first = RunningItemFactory(day=days[1], title="First", position=1)
    client = client_of(director)
    assert client.get(url("item-move", film, item=item.pk)).status_code == 200
    data = {"where": days[1].pk, "place": "start", "version": item.version}
    response = client.post(url("item-move", film, item=item.pk), data)
    assert response.url.startswith(url("day-detail", film, day=days[1].pk))
    order = RunningItem.objects.filter(day=days[1]).order_by("position")
    assert list(order) == [item, first]
    item.refresh_from_db()
    client.post(
        url("item-move", film, item=item.pk), {"where": "pool", "place": "end", "version": item.version}
    )
    assert RunningItem.objects.get(pk=item.pk).day is None


def test_an_item_is_taken_off_its_day_and_deleted_and_restored(film, days, item, director, client_of):
    client = client_of(director)
    client.post(url("item-park", film, item=item.pk))
    assert RunningItem.objects.get(pk=item.pk).day is None
    page = client.post(url("item-bin", film, item=item.pk), follow=True)
    assert url("item-restore", film, item=item.pk) in page.content.decode()
    client.post(url("item-restore", film, item=item.pk))
    assert RunningItem.objects.filter(pk=item.pk).exists()


def test_an_item_of_a_deleted_day_can_not_be_reached(film, days, item, director, client_of):
    client = client_of(director)
    client.post(url("day-bin", film, day=days[0].pk))
    assert client.get(url("item-edit", film, item=item.pk)).status_code == 404
    assert move(client, film, item, days[1]).status_code == 404


# Speed


def test_one_day_and_sixty_ask_the_same_number_of_questions(film, director, client_of):
    client = client_of(director)
    place, away = LocationFactory(film=film), LocationFactory(film=film)

    def furnish(n):
        day = ShootDayFactory(film=film, date=DAY + datetime.timedelta(days=n))
        people = [ContributorFactory(film=film), PersonFactory(film=film)]
        for location in (place, away):
            scene = SceneFactory(film=film, set=SetFactory(location=location), people=people)
            RunningItemFactory(day=day, scene=scene)
        Unavailability.objects.create(person=people[0], first_date=day.date, last_date=day.date)
        SceneFactory(film=film, set=SetFactory(location=place), people=people)
        RunningItemFactory(film=film, day=None, people=people, kind="other")

    def questions():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url("stripboard", film)).status_code == 200
        return len(captured)

    furnish(0)
    one = questions()
    for n in range(1, 60):
        furnish(n)
    assert questions() == one


def test_a_move_on_the_board_offers_the_way_back_which_leads_to_the_board(
    film, days, item, director, client_of
):
    client = client_of(director)
    answer = move(client, film, item, days[1]).content.decode()
    found = re.search(r'action="([^"]+)"(.+?)</form>', answer, re.S)
    sent = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', found[2]))
    back = client.post(found[1], sent, follow=True)
    item.refresh_from_db()
    assert item.day == days[0]
    assert back.redirect_chain == [(url("stripboard", film), 302)]
    assert "data-undo" not in move(client, film, item, days[1], version=1).content.decode()  # refused
