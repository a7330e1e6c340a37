"""Daylight, two places at one time, the way between them, and opening hours."""

from datetime import date, time

import pytest

from production.models import RunningItem, TravelTime
from tests.factories import CallFactory, LocationFactory, RunningItemFactory, SceneFactory, ShootDayFactory
from tests.production.readiness.points import DAY, found, points, subjects

pytestmark = pytest.mark.django_db


@pytest.fixture
def courtyard(film, day, house, volkov):
    scene = SceneFactory(film=film, int_ext="ext", day_night="day")
    return RunningItemFactory(day=day, location=house, scene=scene, kind="other", minutes=60)


@pytest.mark.parametrize(
    ("start", "minutes", "rules"),
    [
        (19 * 60 + 16, 60, []),  # sunset is 20:16 there on that day
        (19 * 60 + 17, 60, ["dark_exterior"]),
        (5 * 60 + 59, 60, []),  # sunrise is 06:59
        (5 * 60, 30, ["dark_exterior"]),
    ],
)
def test_day_exterior_between_sunrise_and_sunset(day, courtyard, start, minutes, rules):
    from production.sun import sun_times

    sun = sun_times(19.3449, -99.0972, DAY, "America/Mexico_City")
    shift = sun.sunset.hour * 60 + sun.sunset.minute - (20 * 60 + 16)
    if start < 12 * 60:
        shift = sun.sunrise.hour * 60 + sun.sunrise.minute - (5 * 60 + 59)
    courtyard.fixed_start, courtyard.minutes = start + shift, minutes
    courtyard.save()
    assert [rule for rule in found(day) if rule != "late_lunch"] == rules


@pytest.mark.parametrize(
    ("int_ext", "day_night"), [("int", "day"), ("ext", "night"), ("ext", "dusk"), ("", "day")]
)
def test_other_scenes_may_be_dark(day, courtyard, int_ext, day_night):
    courtyard.fixed_start = 11 * 60 + 60 * 10
    courtyard.save()
    scene = courtyard.scene
    scene.int_ext, scene.day_night = int_ext, day_night
    scene.save()
    assert "dark_exterior" not in found(day)


def test_the_sun_is_that_of_the_items_own_place(day, film, courtyard):
    """22:30 is dark in Mexico City and light in Longyearbyen, where the sun doesn't set in June."""
    north = LocationFactory(film=film, latitude="78.223200", longitude="15.626700")
    courtyard.fixed_start = 22 * 60 + 30
    courtyard.save()
    assert "dark_exterior" in found(day)
    courtyard.location = north
    courtyard.save()
    assert "dark_exterior" not in found(day)


def test_polar_night_is_dark_at_noon(film):
    north = LocationFactory(film=film, latitude="78.223200", longitude="15.626700")
    day = ShootDayFactory(film=film, date=date(2003, 12, 21), general_call=11 * 60)
    scene = SceneFactory(film=film, int_ext="ext", day_night="day")
    RunningItemFactory(day=day, location=north, scene=scene, kind="b_roll")
    assert found(day) == ["dark_exterior"]


def test_without_coordinates_nobody_knows_the_sun(day, house, courtyard):
    courtyard.fixed_start = 22 * 60
    courtyard.save()
    house.latitude = house.longitude = None
    house.save()
    assert "dark_exterior" not in found(day)


# Two places ------------------------------------------------------------------------------------


def test_two_items_at_one_time_at_two_places(day, film, volkov):
    other = RunningItemFactory(
        day=day, location=LocationFactory(film=film), kind="interview", fixed_start=7 * 60 + 59
    )
    other.people.add(volkov)
    assert subjects(day, "two_places") == [f"person:{volkov.pk}"]
    other.fixed_start = 8 * 60
    other.save()
    assert found(day) == []


def test_two_items_at_one_time_at_one_place(day, house, volkov):
    other = RunningItemFactory(day=day, location=house, kind="interview", fixed_start=7 * 60 + 30)
    other.people.add(volkov)
    assert found(day) == []


def test_two_units_on_one_date(day, film, ana, volkov):
    CallFactory(day=day, person=ana)
    second = ShootDayFactory(film=film, date=DAY, unit="Second unit", general_call=7 * 60)
    RunningItemFactory(day=second, location=LocationFactory(film=film), kind="other", minutes=60)
    CallFactory(day=second, person=ana)
    assert subjects(day, "two_places") == [f"person:{ana.pk}"]
    assert subjects(second, "two_places") == [f"person:{ana.pk}"]
    second.general_call = 8 * 60
    second.save()
    assert found(day) == []


def test_two_units_at_one_place_are_one_place(day, film, house, ana, volkov):
    CallFactory(day=day, person=ana)
    second = ShootDayFactory(film=film, date=DAY, unit="Second unit", general_call=7 * 60)
    RunningItemFactory(day=second, location=house, kind="other", minutes=60)
    CallFactory(day=second, person=ana)
    assert found(day) == []


def test_a_contributor_wanted_by_two_units(day, film, volkov):
    second = ShootDayFactory(film=film, date=DAY, unit="Second unit", general_call=7 * 60)
    item = RunningItemFactory(day=second, location=LocationFactory(film=film), kind="interview", minutes=30)
    item.people.add(volkov)
    assert subjects(day, "two_places") == [f"person:{volkov.pk}"]


def test_units_in_two_zones_are_compared_in_real_time(day, film, ana, volkov):
    """07:00 to 08:00 in Mexico City is 14:00 to 15:00 in Paris."""
    CallFactory(day=day, person=ana)
    paris = LocationFactory(film=film, latitude="48.856600", longitude="2.352200")
    second = ShootDayFactory(film=film, date=DAY, unit="French unit", general_call=7 * 60)
    RunningItemFactory(day=second, location=paris, kind="other", minutes=60)
    CallFactory(day=second, person=ana)
    assert found(day) == []
    second.general_call = 14 * 60 + 30
    second.save()
    assert found(day) == ["two_places"]


# Moves and opening hours -----------------------------------------------------------------------


@pytest.fixture
def harbour(film, day, house, volkov):
    harbour = LocationFactory(film=film, name="Harbour")
    RunningItemFactory(day=day, location=harbour, kind="move", minutes=40)
    RunningItemFactory(day=day, location=harbour, kind="b_roll", minutes=30)
    return harbour


@pytest.mark.parametrize(("minutes", "rules"), [(40, []), (41, ["short_move"])])
@pytest.mark.parametrize("is_way_back", [False, True])
def test_a_move_shorter_than_the_way(day, house, harbour, minutes, rules, is_way_back):
    ends = (harbour, house) if is_way_back else (house, harbour)
    TravelTime.objects.create(origin=ends[0], destination=ends[1], minutes=minutes)
    assert found(day) == rules


def test_a_way_that_nobody_measured(day, harbour):
    assert found(day) == []


def test_a_move_that_says_no_destination_leads_to_the_next_place(day, house, harbour):
    RunningItem.objects.filter(kind="move").update(location=None)
    TravelTime.objects.create(origin=house, destination=harbour, minutes=41)
    assert found(day) == ["short_move"]


def test_another_place_without_a_move_needs_the_way_too(day, house, harbour):
    move = RunningItem.objects.get(kind="move")
    move.kind, move.location = "other", None
    move.save()
    TravelTime.objects.create(origin=house, destination=harbour, minutes=41)
    (point,) = points(day)
    assert (point.rule, point.words["spare"]) == ("short_move", 40)


def test_a_day_that_overruns_leaves_no_time_for_the_way(day, house, harbour):
    RunningItem.objects.filter(kind="move").delete()
    last = RunningItem.objects.get(location=harbour)
    last.fixed_start = 7 * 60 + 10
    last.save()
    TravelTime.objects.create(origin=house, destination=harbour, minutes=41)
    (point,) = [point for point in points(day) if point.rule == "short_move"]
    assert point.words["spare"] == 0


def test_location_closed_on_the_weekday(day, house, volkov):
    house.closed_weekdays = [0]
    house.save()
    assert found(day) == []
    house.closed_weekdays = [0, 1]
    house.save()
    assert subjects(day, "closed_place") == [f"location:{house.pk}"]


@pytest.mark.parametrize(
    ("opens", "closes", "rules"),
    [
        (time(7), time(8), []),
        (time(7, 1), time(18), ["closed_place"]),
        (time(6), time(7, 59), ["closed_place"]),
    ],
)
def test_location_closed_at_the_hour(day, house, volkov, opens, closes, rules):
    house.opens, house.closes = opens, closes
    house.save()
    assert found(day) == rules


def test_past_midnight_counts_as_the_next_weekday(day, house, volkov):
    RunningItemFactory(day=day, location=house, fixed_start=12 * 60, kind="meal", minutes=30)
    RunningItemFactory(day=day, location=house, fixed_start=24 * 60 + 30, kind="other", minutes=30)
    house.closed_weekdays = [2]  # Wednesday
    house.save()
    assert found(day) == ["closed_place"]
