"""What must stand on a sheet before it is issued."""

from datetime import date

import pytest

from production.readiness import readiness
from tests.factories import (
    CallFactory,
    ContributorFactory,
    LocationFactory,
    PersonFactory,
    ReleaseFactory,
    RunningItemFactory,
    SceneFactory,
    SetFactory,
)
from tests.production.readiness.points import DAY, LONG_BEFORE, found, points, subjects

pytestmark = pytest.mark.django_db


def test_a_day_in_order_has_no_points(day, volkov):
    assert found(day) == []
    assert readiness(day, now=LONG_BEFORE).may_issue


def test_red_comes_before_amber(day, house, volkov):
    house.address = ""
    house.closed_weekdays = [DAY.weekday()]
    house.save()
    assert [p.level for p in points(day)] == ["red", "amber"]


def test_no_general_call(day, volkov):
    day.general_call = None
    day.save()
    assert "no_general_call" in found(day)


def test_midnight_is_a_general_call(day, volkov):
    day.general_call = 0
    day.save()
    assert "no_general_call" not in found(day)


def test_empty_running_order(day):
    assert found(day) == ["no_running_order"]


def test_items_in_the_bin_are_no_running_order(day, interview, producer):
    interview.bin(by=producer)
    assert "no_running_order" in found(day)


def test_location_without_address(day, house, volkov):
    house.address = ""
    house.save()
    assert subjects(day, "no_address") == [f"location:{house.pk}"]
    assert "House" in points(day)[0].message


@pytest.mark.parametrize("field", ["hospital_name", "hospital_address", "hospital_phone"])
def test_location_without_hospital(day, house, volkov, field):
    setattr(house, field, "")
    house.save()
    assert found(day) == ["no_hospital"]


def test_a_location_that_the_day_does_not_use_is_not_asked(day, film, volkov):
    LocationFactory(film=film, address="", hospital_name="")
    assert found(day) == []


def test_the_place_comes_from_the_set_and_from_the_scene(day, film, volkov):
    elsewhere = LocationFactory(film=film, name="Garden", address="")
    scene = SceneFactory(film=film, set=SetFactory(location=elsewhere))
    RunningItemFactory(day=day, scene=scene, kind="b_roll")
    assert subjects(day, "no_address") == [f"location:{elsewhere.pk}"]


def test_called_person_without_phone_and_e_mail(day, film, volkov):
    silent = PersonFactory(film=film, phone="", name="Ana")
    CallFactory(day=day, person=silent)
    assert subjects(day, "not_reachable") == [f"person:{silent.pk}"]


@pytest.mark.parametrize("field", ["phone", "second_phone", "email"])
def test_any_way_to_reach_somebody_will_do(day, film, volkov, field):
    person = PersonFactory(film=film, **{"phone": "", field: "555 0101" if "phone" in field else "a@b.org"})
    CallFactory(day=day, person=person)
    assert found(day) == []


def test_somebody_who_is_not_called_need_not_be_reachable(day, film, volkov):
    PersonFactory(film=film, phone="")
    assert found(day) == []


def test_contributor_without_arrival(day, film, interview, volkov):
    other = ContributorFactory(film=film)
    ReleaseFactory(person=other, state="signed", signed_on=DAY)
    interview.people.add(other)
    assert subjects(day, "no_arrival") == [f"person:{other.pk}"]


def test_contributor_on_own_call_has_no_arrival(day, volkov):
    call = day.calls.get()
    call.mode, call.at = "own", None
    call.save()
    assert found(day) == ["no_arrival"]


def test_contributor_of_the_scene_needs_an_arrival_too(day, film, volkov):
    other = ContributorFactory(film=film)
    ReleaseFactory(person=other, state="signed", signed_on=DAY)
    RunningItemFactory(day=day, scene=SceneFactory(film=film, people=[other]), kind="interview")
    assert subjects(day, "no_arrival") == [f"person:{other.pk}"]


def test_the_dead_need_no_arrival(day, film, volkov):
    dead = ContributorFactory(film=film, died=date(2003, 6, 1), phone="")
    ReleaseFactory(person=dead, state="signed", signed_on=date(2003, 5, 1))
    RunningItemFactory(day=day, scene=SceneFactory(film=film, people=[dead]), kind="b_roll")
    assert found(day) == []


def test_wrap_before_the_end_of_the_last_item(day, volkov):
    day.wrap_override = 8 * 60 - 1
    day.save()
    assert found(day) == ["wrap_too_early"]


def test_wrap_at_the_end_of_the_last_item(day, volkov):
    day.wrap_override = 8 * 60
    day.save()
    assert found(day) == []


def test_wrap_past_midnight(day, house, volkov):
    RunningItemFactory(day=day, location=house, fixed_start=23 * 60, minutes=120, kind="other")
    RunningItemFactory(day=day, location=house, fixed_start=12 * 60, minutes=60, kind="meal")
    day.wrap_override = 24 * 60
    day.save()
    assert found(day) == ["wrap_too_early"]
    day.wrap_override = 25 * 60
    day.save()
    assert found(day) == []
