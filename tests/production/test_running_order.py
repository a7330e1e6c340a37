"""A day's plan: times, zones, people, and the number of questions asked for it."""

import datetime
from zoneinfo import ZoneInfo

import pytest

from production.models import ShootDay
from production.running_order import day_numbers, plans
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

MEXICO = ZoneInfo("America/Mexico_City")
PARIS = ZoneInfo("Europe/Paris")


def planned(day):
    return plans(day.film.shoot_days.filter(pk=day.pk).with_running_order())[0]


def clock(moment):
    return f"{moment:%H:%M}"


@pytest.fixture
def lyon(film):
    return LocationFactory(film=film, name="Lyon", latitude="45.764000", longitude="4.835700")


def test_items_follow_each_other_from_general_call(day):
    for position, minutes in enumerate([30, 45, 60]):
        RunningItemFactory(day=day, position=position, minutes=minutes)
    plan = planned(day)
    assert [clock(item.start) for item in plan.items] == ["07:00", "07:30", "08:15"]
    assert clock(plan.wrap) == "09:15"
    assert plan.total_minutes == 135


def test_a_fixed_start_leaves_a_gap_or_is_overrun(day):
    RunningItemFactory(day=day, position=1, minutes=60)
    RunningItemFactory(day=day, position=2, minutes=30, fixed_start=8 * 60 + 30)
    RunningItemFactory(day=day, position=3, minutes=30, fixed_start=8 * 60 + 45)
    _, late, over = planned(day).items
    assert (late.gap_minutes, late.overrun_minutes) == (30, 0)
    assert (over.gap_minutes, over.overrun_minutes) == (0, 15)
    assert clock(over.start) == "08:45"


def test_without_general_call_times_are_assumed_and_said_to_be(film):
    day = ShootDayFactory(film=film, general_call=None)
    RunningItemFactory(day=day)
    plan = planned(day)
    assert plan.is_assumed
    assert plan.start is None
    assert clock(plan.items[0].start) == "08:00"


def test_an_empty_day_has_no_wrap(day):
    plan = planned(day)
    assert (plan.items, plan.wrap, plan.lunch, plan.shooting_call) == ((), None, None, None)


def test_each_place_has_its_own_clock_and_a_move_leaves_by_the_old_one(day, house, lyon):
    RunningItemFactory(day=day, position=1, minutes=60, location=house)
    RunningItemFactory(day=day, position=2, minutes=600, kind="move", location=lyon)
    RunningItemFactory(day=day, position=3, minutes=60, location=lyon)
    RunningItemFactory(day=day, position=4, minutes=30, kind="meal")
    first, move, there, meal = planned(day).items
    assert first.start == datetime.datetime(2003, 6, 17, 7, tzinfo=MEXICO)
    assert (clock(move.start), move.zone) == ("08:00", "America/Mexico_City")
    # June 2003: Mexico was five hours behind Greenwich, France two before it
    assert (clock(there.start), there.zone) == ("01:00", "Europe/Paris")
    assert meal.zone == "Europe/Paris"


def test_the_day_goes_by_its_first_place_unless_a_zone_is_given(film, lyon):
    day = ShootDayFactory(film=film)
    RunningItemFactory(day=day, location=lyon)
    assert planned(day).zone == "Europe/Paris"
    day.time_zone = "Asia/Tokyo"
    day.save()
    assert planned(day).zone == "Asia/Tokyo"


def test_the_night_when_the_clocks_go_forward(film, lyon):
    day = ShootDayFactory(film=film, date=datetime.date(2003, 3, 29), general_call=23 * 60)
    RunningItemFactory(day=day, position=1, minutes=180, location=lyon)
    RunningItemFactory(day=day, position=2, minutes=60, location=lyon)
    first, second = planned(day).items
    assert second.start == datetime.datetime(2003, 3, 30, 3, tzinfo=PARIS)  # not 02:00, which isn't
    assert (second.start.date() - day.date).days == 1


def test_people_are_those_of_the_item_and_of_its_scene_contributors_first(day, film):
    operator = PersonFactory(film=film, name="Ana")
    second = ContributorFactory(film=film, name="B", number=2)
    first = ContributorFactory(film=film, name="A", number=1)
    scene = SceneFactory(film=film, people=[second, operator])
    RunningItemFactory(day=day, scene=scene, people=[first, operator])
    assert planned(day).items[0].people == (first, second, operator)


def test_a_contributor_without_a_call_has_no_arrival_but_a_suggestion(day, film):
    contributor, operator = ContributorFactory(film=film), PersonFactory(film=film)
    RunningItemFactory(day=day, position=1, minutes=120)
    RunningItemFactory(day=day, position=2, people=[contributor, operator])
    calls = planned(day).calls
    theirs, crew = calls[contributor.pk], calls[operator.pk]
    assert (theirs.time, clock(theirs.suggested_arrival)) == (None, "08:30")
    assert (clock(crew.time), crew.suggested_arrival) == ("07:00", None)


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ({"mode": "absolute", "at": 9 * 60}, "09:00"),
        ({"mode": "relative", "offset": -30}, "06:30"),
        ({"mode": "general"}, "07:00"),
    ],
)
def test_the_ways_to_be_called(day, film, call, expected):
    person = PersonFactory(film=film)
    CallFactory(day=day, person=person, **call)
    assert clock(planned(day).calls[person.pk].time) == expected


def test_own_call_has_no_time(day, film):
    person = PersonFactory(film=film)
    CallFactory(day=day, person=person, mode="own")
    call = planned(day).calls[person.pk]
    assert (call.time, call.own_call) == (None, True)


def test_the_dead_stand_in_the_scene_and_are_not_called(day, film):
    dead = ContributorFactory(film=film, died=datetime.date(1940, 8, 21))
    RunningItemFactory(day=day, people=[dead])
    plan = planned(day)
    assert plan.items[0].people == (dead,)
    assert plan.calls == {}


def test_who_is_crew_and_contributor_counts_as_what_they_do_that_day(day, film):
    both = ContributorFactory(film=film, is_crew=True, department="direction")
    item = RunningItemFactory(day=day, kind="set_up", people=[both])
    assert not planned(day).calls[both.pk].is_contributor_today
    item.kind = "interview"
    item.save()
    assert planned(day).calls[both.pk].is_contributor_today


def test_what_is_in_the_bin_takes_no_time_and_calls_nobody(day, film, producer):
    person = PersonFactory(film=film)
    RunningItemFactory(day=day, people=[person]).bin(by=producer)
    CallFactory(day=day, person=PersonFactory(film=film)).bin(by=producer)
    plan = planned(day)
    assert (plan.items, plan.calls) == ((), {})


def test_day_x_of_y_counts_shoot_days_only(film):
    dates = [DAY + datetime.timedelta(days=n) for n in range(4)]
    kinds = ["shoot", "travel", "shoot", "off"]
    first, _, third, _ = (
        ShootDayFactory(film=film, date=on, day_type=kind) for on, kind in zip(dates, kinds, strict=True)
    )
    assert day_numbers(film) == {first.pk: (1, 2), third.pk: (2, 2)}


def test_one_day_and_twenty_ask_the_same_number_of_questions(film, house, lyon, django_assert_num_queries):
    def furnish(n):
        day = ShootDayFactory(film=film, date=DAY + datetime.timedelta(days=n))
        study = SetFactory(location=house)
        people = [ContributorFactory(film=film), PersonFactory(film=film)]
        for location in (house, lyon, None):
            scene = SceneFactory(film=film, set=study, people=people)
            RunningItemFactory(day=day, scene=scene, location=location, people=people)
        CallFactory(day=day, person=people[0], mode="own", met_by=people[1])

    def read():
        found = plans(ShootDay.objects.filter(film=film).with_running_order())
        assert all(plan.calls for plan in found)
        return found

    furnish(0)
    with django_assert_num_queries(5):
        assert len(read()) == 1
    for n in range(1, 20):
        furnish(n)
    with django_assert_num_queries(5):
        assert len(read()) == 20
