"""Lunch comes in time, and nobody comes back before they have rested."""

from datetime import date, timedelta

import pytest

from production.models import RunningItem
from tests.factories import CallFactory, LocationFactory, PersonFactory, RunningItemFactory, ShootDayFactory
from tests.production.readiness.points import DAY, found, points, subjects

pytestmark = pytest.mark.django_db


def test_a_short_day_needs_no_lunch(day, house, volkov):
    RunningItemFactory(day=day, location=house, minutes=5 * 60, kind="other")  # wrap six hours after call
    assert found(day) == []


def test_a_longer_day_needs_lunch(day, house, volkov):
    RunningItemFactory(day=day, location=house, minutes=5 * 60 + 1, kind="other")
    (point,) = points(day)
    assert (point.rule, point.words["due"]) == ("late_lunch", "13:00")


@pytest.mark.parametrize(("start", "rules"), [(13 * 60, []), (13 * 60 + 1, ["late_lunch"])])
def test_lunch_exactly_six_hours_after_general_call(day, house, volkov, start, rules):
    RunningItemFactory(day=day, location=house, kind="meal", fixed_start=start, minutes=60)
    RunningItemFactory(day=day, location=house, kind="other", minutes=120)
    assert found(day) == rules


def test_the_hours_until_lunch_are_a_setting(day, film, house, volkov):
    film.lunch_within_hours = 4
    film.save()
    RunningItemFactory(day=day, location=house, kind="meal", fixed_start=12 * 60, minutes=60)
    assert found(day) == ["late_lunch"]


def test_breakfast_before_general_call_is_no_lunch(day, house, volkov):
    RunningItemFactory(day=day, location=house, kind="meal", fixed_start=6 * 60, minutes=30)
    RunningItemFactory(day=day, location=house, kind="other", minutes=7 * 60)
    assert found(day) == ["late_lunch"]


def test_six_real_hours_in_the_night_when_the_clocks_change(film, house):
    """On 26 October 2003 the hour from 1 to 2 came twice in Mexico City."""
    day = ShootDayFactory(film=film, date=date(2003, 10, 25), general_call=20 * 60)
    RunningItemFactory(day=day, location=house, kind="other", minutes=10)
    RunningItemFactory(day=day, location=house, kind="meal", fixed_start=26 * 60 + 1, minutes=30)
    RunningItemFactory(day=day, location=house, kind="other", minutes=10)
    assert found(day) == ["late_lunch"]
    RunningItem.objects.filter(kind="meal").update(fixed_start=25 * 60)
    assert found(day) == []


def evening_before(film, house, ana, wrap, on=DAY - timedelta(days=1)):
    before = ShootDayFactory(film=film, date=on, general_call=12 * 60)
    RunningItemFactory(day=before, location=house, kind="other", fixed_start=wrap - 60, minutes=60)
    CallFactory(day=before, person=ana)
    return before


@pytest.mark.parametrize(("wrap", "rules"), [(21 * 60, []), (21 * 60 + 1, ["short_turnaround"])])
def test_turnaround_of_exactly_ten_hours(day, film, house, ana, volkov, wrap, rules):
    before = evening_before(film, house, ana, wrap)
    CallFactory(day=day, person=ana)
    assert found(day) == rules
    assert subjects(day, "short_turnaround") == [f"day:{before.pk}"] * len(rules)


def test_turnaround_names_who_and_how_long(day, film, house, ana, volkov):
    evening_before(film, house, ana, 22 * 60 + 30)
    CallFactory(day=day, person=ana)
    (point,) = points(day)
    assert "Ana has 8 h 30" in point.message
    assert "16 Jun 2003" in point.message


def test_turnaround_of_many_is_one_point(day, film, house, ana, volkov):
    before = evening_before(film, house, ana, 23 * 60)
    CallFactory(day=day, person=ana)
    for n in range(6):
        person = PersonFactory(film=film, name=f"Crew {n}")
        CallFactory(day=before, person=person)
        CallFactory(day=day, person=person)
    (point,) = points(day)
    assert "Ana, Crew 0, Crew 1 and 4 more have as little as 8 h" in point.message


def test_turnaround_counts_the_own_call(day, film, house, ana, volkov):
    evening_before(film, house, ana, 22 * 60)
    CallFactory(day=day, person=ana, mode="relative", offset=60)
    assert found(day) == []


def test_turnaround_of_other_people_does_not_matter(day, film, house, ana, volkov):
    evening_before(film, house, ana, 23 * 60)
    assert found(day) == []


def test_a_contributor_rests_from_the_last_item_on(day, film, house, ana, volkov):
    before = evening_before(film, house, ana, 23 * 60)
    early = RunningItemFactory(day=before, location=house, kind="interview", fixed_start=12 * 60, minutes=60)
    early.people.add(volkov)
    CallFactory(day=before, person=volkov, mode="absolute", at=12 * 60)
    assert found(day) == []


def test_the_least_turnaround_is_a_setting(day, film, house, ana, volkov):
    film.turnaround_hours = 12
    film.save()
    evening_before(film, house, ana, 20 * 60)
    CallFactory(day=day, person=ana)
    assert found(day) == ["short_turnaround"]


@pytest.mark.parametrize(("wrap", "rules"), [(30 * 60, []), (30 * 60 + 1, ["short_turnaround"])])
def test_turnaround_in_real_time_across_zones(film, house, ana, wrap, rules):
    """06:00 in Paris is 23:00 of the evening before in Mexico City."""
    paris = LocationFactory(film=film, latitude="48.856600", longitude="2.352200")
    evening_before(film, paris, ana, wrap)
    day = ShootDayFactory(film=film, date=DAY, general_call=9 * 60)
    RunningItemFactory(day=day, location=house, kind="other", minutes=60)
    CallFactory(day=day, person=ana)
    assert found(day) == rules


@pytest.mark.parametrize(("call", "rules"), [(7 * 60, ["short_turnaround"]), (8 * 60, [])])
def test_turnaround_in_real_time_over_the_night_when_an_hour_is_lost(film, house, ana, call, rules):
    """On 6 April 2003 the clocks of Mexico City went forward: from 21:30 to 07:30 are nine hours."""
    evening_before(film, house, ana, 21 * 60, on=date(2003, 4, 5))
    day = ShootDayFactory(film=film, date=date(2003, 4, 6), general_call=call)
    RunningItemFactory(day=day, location=house, kind="other", minutes=60)
    CallFactory(day=day, person=ana)
    assert found(day) == rules
