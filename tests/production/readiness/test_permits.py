"""Permits: of the day, of the hours, and none."""

from datetime import date, time, timedelta

import pytest

from production.models import Permit
from tests.factories import LocationFactory, PermitFactory, RunningItemFactory
from tests.production.readiness.points import DAY, found, points, subjects

pytestmark = pytest.mark.django_db


def permit(house, **fields):
    return PermitFactory(location=house, **{"daily_from": time(7), "daily_until": time(8), **fields})


def test_hours_inside_the_permit_window_up_to_its_edges(day, house, volkov):
    permit(house)
    assert found(day) == []


@pytest.mark.parametrize(
    "window",
    [
        {"daily_from": time(7, 1)},
        {"daily_until": time(7, 59)},
        {"daily_from": time(9), "daily_until": time(12)},
    ],
)
def test_hours_outside_the_permit_window(day, house, volkov, window):
    permit(house, **window)
    assert subjects(day, "outside_permit") == [f"location:{house.pk}"]


def test_a_permit_without_daily_hours_holds_all_day(day, house, volkov):
    permit(house, daily_from=None, daily_until=None)
    assert found(day) == []


def test_a_permit_of_other_dates(day, house, volkov):
    permit(house, first_date=date(2003, 6, 18), last_date=date(2003, 6, 20))
    (point,) = points(day)
    assert point.rule == "outside_permit"
    assert "no permit covers this date" in point.message


def test_a_permit_is_required_and_none_is_there(day, house, volkov):
    house.permit_required = True
    house.save()
    assert found(day) == ["outside_permit"]


def test_no_permit_is_required(day, house, volkov):
    assert found(day) == []


def test_two_permits_that_meet_cover_the_hours_together(day, house, volkov):
    permit(house, daily_until=time(7, 30))
    permit(house, daily_from=time(7, 30), issuer="City")
    assert found(day) == []


def test_a_permit_in_the_bin_does_not_count(day, house, volkov, producer):
    permit(house)
    Permit.objects.get().bin(by=producer)
    house.permit_required = True
    house.save()
    assert found(day) == ["outside_permit"]


@pytest.mark.parametrize(("until", "rules"), [(time(1), []), (time(0, 59), ["outside_permit"])])
def test_a_permit_window_past_midnight(day, house, volkov, until, rules):
    RunningItemFactory(day=day, location=house, fixed_start=23 * 60, minutes=120, kind="b_roll")
    RunningItemFactory(day=day, location=None, fixed_start=12 * 60, minutes=30, kind="meal")
    permit(house, daily_from=time(6), daily_until=until, first_date=DAY, last_date=DAY)
    assert found(day) == rules


def test_the_window_of_the_evening_before_reaches_into_the_morning(day, house, volkov):
    permit(house, daily_from=time(20), daily_until=time(9), first_date=DAY - timedelta(days=1), last_date=DAY)
    assert found(day) == []
    Permit.objects.update(first_date=DAY)
    assert found(day) == ["outside_permit"]


def test_the_permit_goes_by_the_clock_of_its_place(day, film, volkov):
    """11:00 in Mexico City is 18:00 in Paris."""
    study = LocationFactory(film=film, latitude="48.856600", longitude="2.352200")
    day.time_zone = "America/Mexico_City"
    day.save()
    RunningItemFactory(day=day, location=study, fixed_start=18 * 60, minutes=60, kind="b_roll")
    RunningItemFactory(day=day, location=None, fixed_start=12 * 60, kind="meal")
    PermitFactory(location=study, daily_from=time(18), daily_until=time(19))
    assert "outside_permit" not in found(day)


def test_on_the_way_to_a_place_its_permit_does_not_hold_yet(day, house, film, volkov):
    other = LocationFactory(film=film)
    RunningItemFactory(day=day, location=other, kind="move", minutes=60)
    RunningItemFactory(day=day, location=other, kind="b_roll", minutes=60)
    PermitFactory(location=other, daily_from=time(9), daily_until=time(10))
    assert found(day) == []
