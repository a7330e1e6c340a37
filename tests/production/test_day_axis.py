"""The picture of a day: geometry that stays inside its frame whatever the day looks like."""

import datetime

import pytest

from production.drawings.day_axis import LEFT, RIGHT, WIDTH, day_axis, fit
from production.models import Permit
from production.running_order import plans
from tests.factories import (
    CallFactory,
    ContributorFactory,
    LocationFactory,
    PermitFactory,
    PersonFactory,
    RunningItemFactory,
    ShootDayFactory,
)


def drawn(day, own=None):
    plan = plans(day.film.shoot_days.filter(pk=day.pk).with_running_order())[0]
    return day_axis(plan, Permit.objects.all(), own=own)


def inside(axis):
    bars = [*axis.shades, *(bar for row in axis.rows for bar in row.bars)]
    lines = [*axis.hours, *axis.marks]
    return all(bar.x >= LEFT and bar.x + bar.width <= WIDTH - RIGHT + 2 for bar in bars) and all(
        LEFT <= line.x <= WIDTH - RIGHT for line in lines
    )


def styles(axis, prefix):
    return [bar.css for bar in axis.shades if bar.css.startswith(prefix)]


def test_an_empty_day_has_no_picture(film):
    assert drawn(ShootDayFactory(film=film)) is None


def test_items_follow_each_other_from_left_to_right(film):
    day = ShootDayFactory(film=film, general_call=8 * 60)
    for n in range(3):
        RunningItemFactory(day=day, position=n, minutes=60)
    axis = drawn(day)
    first, second, third = axis.rows[0].bars
    assert first.x + first.width == pytest.approx(second.x, abs=1)
    assert second.x + second.width == pytest.approx(third.x, abs=1)
    assert first.width == pytest.approx(third.width, abs=1)
    assert inside(axis)


def test_sun_twilight_and_meals_lie_behind(film):
    day = ShootDayFactory(film=film, date=datetime.date(2003, 6, 9), general_call=5 * 60)
    RunningItemFactory(day=day, position=1, minutes=600, location=LocationFactory(film=film))
    RunningItemFactory(day=day, position=2, minutes=600, kind="meal")
    axis = drawn(day)
    # it begins before dawn and ends after the next midnight: night, dawn, golden hours, dusk, night
    assert len(styles(axis, "is-night")) == 2
    assert len(styles(axis, "is-twilight")) == 2
    assert len(styles(axis, "is-golden")) == 2
    assert len(styles(axis, "is-meal")) == 1
    assert [mark.label for mark in axis.marks if mark.css == "is-sun"] == ["☀↑ 06:58", "☀↓ 20:14"]


@pytest.mark.parametrize(("month", "nights"), [(6, 0), (12, 1)])
def test_polar_day_and_night_are_drawn(film, month, nights):
    north = LocationFactory(film=film, latitude="78.223000", longitude="15.646000")
    day = ShootDayFactory(film=film, date=datetime.date(2003, month, 21))
    RunningItemFactory(day=day, minutes=300, location=north)
    axis = drawn(day)
    assert len(styles(axis, "is-night")) == nights
    assert inside(axis)


def test_windows_of_a_place_stand_below_its_name(film):
    place = LocationFactory(film=film, name="House", opens=datetime.time(8), closes=datetime.time(17))
    PermitFactory(location=place, daily_from=datetime.time(22), daily_until=datetime.time(4))
    day = ShootDayFactory(film=film)
    RunningItemFactory(day=day, minutes=600, location=place)
    axis = drawn(day)
    assert [(row.label, [bar.css for bar in row.bars]) for row in axis.rows if row.css == "is-place"] == [
        ("House", ["is-open", "is-permit"])
    ]
    assert inside(axis)


def test_ones_own_row_comes_first(film):
    day = ShootDayFactory(film=film)
    people = [ContributorFactory(film=film, name="Ana"), PersonFactory(film=film, name="Bruno")]
    RunningItemFactory(day=day, people=people)
    rows = [row for row in drawn(day, own=people[1].pk).rows if row.css in ("is-own", "is-person")]
    assert [row.css for row in rows] == ["is-own", "is-person"]
    assert rows[0].label == "Bruno"


def test_a_stay_that_is_only_suggested_looks_unsure(film):
    day = ShootDayFactory(film=film)
    known, unknown = ContributorFactory(film=film), ContributorFactory(film=film)
    CallFactory(day=day, person=known)
    RunningItemFactory(day=day, people=[known, unknown])
    stays = [row.bars[0].css for row in drawn(day).rows if row.css == "is-person"]
    assert stays == ["is-stay", "is-stay is-unsure"]


def test_a_day_of_a_hundred_days_still_has_few_hours(film):
    day = ShootDayFactory(film=film)
    for n in range(100):
        RunningItemFactory(day=day, position=n, minutes=1440)
    axis = drawn(day)
    assert len(axis.hours) <= 26
    assert inside(axis)


@pytest.mark.parametrize(
    ("label", "width", "expected"),
    [("Study", 200, "Study"), ("Study of the house", 60, "Study…"), ("Study", 10, ""), ("", 50, "")],
)
def test_labels_are_cut_to_what_fits(label, width, expected):
    assert fit(label, width) == expected
