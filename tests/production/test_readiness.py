"""Every red and amber rule of a day's readiness: it fires, it keeps quiet, and what lies on the line."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from production.actions.call_sheets import accept_warning
from production.models import Heir, Permit, Person, RunningItem, ShootDay, TravelTime, Unavailability
from production.readiness import readiness
from tests.factories import (
    CallFactory,
    ContributorFactory,
    LocationFactory,
    PermitFactory,
    PersonFactory,
    ReleaseFactory,
    RunningItemFactory,
    SceneFactory,
    SetFactory,
    ShootDayFactory,
)

pytestmark = pytest.mark.django_db

DAY = date(2003, 6, 17)  # a Tuesday
LONG_BEFORE = datetime(2003, 1, 1, tzinfo=UTC)


@pytest.fixture
def day(film):
    return ShootDayFactory(film=film, date=DAY, general_call=7 * 60)


@pytest.fixture
def house(film):
    return LocationFactory(film=film, name="House")


@pytest.fixture
def interview(day, house):
    return RunningItemFactory(day=day, location=house, kind="interview", minutes=60, title="Interview")


@pytest.fixture
def volkov(film, day, interview):
    """A contributor with everything in order."""
    person = ContributorFactory(film=film, name="Esteban Volkov", languages=["es"])
    interview.people.add(person)
    CallFactory(day=day, person=person, mode="absolute", at=7 * 60)
    ReleaseFactory(person=person, state="signed", signed_on=DAY)
    return person


def points(day, now=LONG_BEFORE):
    return readiness(ShootDay.objects.get(pk=day.pk), now=now).points


def found(day, now=LONG_BEFORE):
    return [point.rule for point in points(day, now)]


def subjects(day, rule, now=LONG_BEFORE):
    return [point.subject for point in points(day, now) if point.rule == rule]


def test_a_day_in_order_has_no_points(day, volkov):
    assert found(day) == []
    assert readiness(day, now=LONG_BEFORE).may_issue


def test_red_comes_before_amber(day, house, volkov):
    house.address = ""
    house.closed_weekdays = [DAY.weekday()]
    house.save()
    assert [p.level for p in points(day)] == ["red", "amber"]


# Red -------------------------------------------------------------------------------------------


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


# Permits ---------------------------------------------------------------------------------------


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


# Releases --------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["needed", "sent", "spoken", "refused", "withdrawn", "expired"])
def test_release_not_on_file(day, volkov, state):
    withdrawn = {"withdrawn_on": DAY, "withdrawal_ground": "By letter", "withdrawal_decision": "pending"}
    volkov.releases.update(state=state, **withdrawn)
    assert subjects(day, "release_missing") == [f"person:{volkov.pk}"]


@pytest.mark.parametrize("state", ["signed", "filed", "restricted", "not_required"])
def test_release_on_file(day, volkov, state):
    volkov.releases.update(state=state, limits="no promo", reason="public figure")
    assert found(day) == []


def test_no_release_at_all(day, volkov):
    volkov.releases.all().delete()
    assert found(day) == ["release_missing"]


def test_who_is_not_on_camera_needs_no_release(day, volkov):
    volkov.releases.all().delete()
    RunningItem.objects.update(kind="meal", minutes=60)
    assert found(day) == []


def test_crew_in_a_scene_need_no_release(day, film, interview, volkov):
    interview.people.add(PersonFactory(film=film))
    assert found(day) == []


def test_estate_release_open_until_all_heirs_have_signed(day, film, interview, volkov):
    dead = ContributorFactory(film=film, died=date(2003, 6, 1))
    release = ReleaseFactory(person=dead, kind="estate", authority_on_file=True)
    heirs = [Heir.objects.create(release=release, name=name) for name in ("A", "B")]
    interview.people.add(dead)
    (point,) = points(day)
    assert (point.rule, point.words["signed"]) == ("estate_open", "0/2")
    Heir.objects.filter(pk=heirs[0].pk).update(signed_on=DAY)
    assert "1/2" in points(day)[0].message
    Heir.objects.update(signed_on=DAY)
    assert found(day) == []


# Interpreter -----------------------------------------------------------------------------------


@pytest.fixture
def broue(film, volkov):
    volkov.interpreter_needed, volkov.languages = True, ["fr"]
    volkov.save()
    return volkov


def test_interpreter_needed_and_none_called(day, broue):
    assert subjects(day, "no_interpreter") == [f"person:{broue.pk}"]


@pytest.mark.parametrize(
    ("languages", "rules"),
    [(["fr", "es"], []), (["fr-CA"], []), (["ru", "es"], ["no_interpreter"]), ([], ["no_interpreter"])],
)
def test_the_interpreter_must_speak_their_language(day, film, broue, languages, rules):
    CallFactory(day=day, person=PersonFactory(film=film, is_interpreter=True, languages=languages))
    assert found(day) == rules


def test_an_interpreter_who_is_not_called_does_not_help(day, film, broue):
    PersonFactory(film=film, is_interpreter=True, languages=["fr"])
    assert found(day) == ["no_interpreter"]


def test_nobody_interprets_for_themselves(day, broue):
    broue.is_interpreter = True
    broue.save()
    assert found(day) == ["no_interpreter"]


def test_any_interpreter_where_no_language_was_written_down(day, film, broue):
    broue.languages = []
    broue.save()
    CallFactory(day=day, person=PersonFactory(film=film, is_interpreter=True, languages=["ru"]))
    assert found(day) == []


# Lunch -----------------------------------------------------------------------------------------


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


# Turnaround ------------------------------------------------------------------------------------


@pytest.fixture
def ana(film):
    return PersonFactory(film=film, name="Ana")


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


# Daylight --------------------------------------------------------------------------------------


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


# Unavailable -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last", "rules"),
    [
        (DAY, DAY, ["unavailable"]),
        (DAY - timedelta(days=3), DAY, ["unavailable"]),
        (DAY, DAY + timedelta(days=1), ["unavailable"]),
        (DAY + timedelta(days=1), DAY + timedelta(days=1), []),
        (DAY - timedelta(days=1), DAY - timedelta(days=1), []),
    ],
)
def test_somebody_marked_unavailable(day, volkov, first, last, rules):
    Unavailability.objects.create(person=volkov, first_date=first, last_date=last)
    assert found(day) == rules


@pytest.mark.parametrize(
    ("starts", "finishes", "rules"),
    [
        (DAY + timedelta(days=1), None, ["unavailable"]),
        (None, DAY - timedelta(days=1), ["unavailable"]),
        (DAY, DAY, []),
        (None, None, []),
        (DAY - timedelta(days=9), DAY + timedelta(days=9), []),
    ],
)
def test_somebody_outside_their_dates(day, volkov, starts, finishes, rules):
    Person.objects.filter(pk=volkov.pk).update(starts_on=starts, finishes_on=finishes)
    assert found(day) == rules


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


# Late ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("seconds", "rules"), [(0, []), (1, ["issued_late"])])
def test_issued_twelve_hours_before_general_call(day, volkov, seconds, rules):
    general_call = datetime(2003, 6, 17, 12, tzinfo=UTC)  # 07:00 in Mexico City, summer time
    assert found(day, general_call - timedelta(hours=12) + timedelta(seconds=seconds)) == rules


def test_the_deadline_is_a_setting(day, film, volkov):
    film.issue_hours = 24
    film.save()
    assert found(day, datetime(2003, 6, 16, 12, 0, 1, tzinfo=UTC)) == ["issued_late"]


# Accepting -------------------------------------------------------------------------------------


def accept(day, point, by, reason="He signs on the spot."):
    return accept_warning(
        day=day, rule=point.rule, subject=point.subject, facts=point.facts, reason=reason, by=by
    )


def test_an_accepted_warning_no_longer_stands_in_the_way_and_is_kept(day, volkov, producer):
    volkov.releases.update(state="sent")
    accepted = accept(day, points(day)[0], producer)
    state = readiness(day, now=LONG_BEFORE)
    assert state.may_issue
    assert state.amber[0].accepted == accepted
    assert (accepted.reason, accepted.accepted_by) == ("He signs on the spot.", producer)
    assert accepted.history.count() == 1


def test_an_accepted_warning_comes_back_when_its_facts_change(day, volkov, producer):
    volkov.releases.update(state="sent")
    accept(day, points(day)[0], producer)
    volkov.releases.update(state="refused")
    state = readiness(day, now=LONG_BEFORE)
    assert [point.rule for point in state.open] == ["release_missing"]
    assert not state.may_issue


def test_a_late_issue_stays_accepted_while_the_hours_pass(day, volkov, producer):
    now = datetime(2003, 6, 17, 5, tzinfo=UTC)
    (late,) = readiness(day, now=now).open
    day.accepted_warnings.create(
        rule=late.rule, subject=late.subject, facts=late.facts, reason="Weather", accepted_by=producer
    )
    assert readiness(day, now=now + timedelta(hours=3)).may_issue


# Queries ---------------------------------------------------------------------------------------


def _queries(day):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        readiness(ShootDay.objects.get(pk=day.pk), now=LONG_BEFORE)
    return len(captured)


def test_as_many_queries_for_a_long_day_as_for_a_short_one(day, film, volkov):
    _add_to(day, film)
    few = _queries(day)
    for _n in range(20):
        _add_to(day, film)
    assert len(points(day)) > 40
    assert _queries(day) == few
    assert few < 25


def _add_to(day, film):
    place = LocationFactory(film=film, closed_weekdays=[1])
    PermitFactory(location=place)
    scene = SceneFactory(film=film, set=SetFactory(location=place), people=[ContributorFactory(film=film)])
    item = RunningItemFactory(day=day, scene=scene, kind="b_roll")
    item.people.add(PersonFactory(film=film))
    CallFactory(day=day, person=PersonFactory(film=film))
