from datetime import UTC, date, timedelta

import pytest
from astral import Observer
from astral import sun as astral_sun
from hypothesis import given
from hypothesis import strategies as st

from production.clock import DateOutOfRange
from production.sun import NoPlace, sun_times
from production.zones import zone_at

EVENTS = ["civil_dawn", "sunrise", "morning_golden_end", "evening_golden_start", "sunset", "civil_dusk"]
COYOACAN = (19.3449, -99.0972)
LONGYEARBYEN = (78.2232, 15.6267)


def events(times):
    return [getattr(times, name) for name in EVENTS]


def clocks(times):
    return [moment and f"{moment:%H:%M}" for moment in events(times)]


def test_coyoacan_on_a_shooting_day():
    times = sun_times(*COYOACAN, date(2003, 6, 17), "America/Mexico_City")
    assert clocks(times) == ["06:34", "06:58", "07:30", "19:44", "20:16", "20:41"]
    assert {moment.date() for moment in events(times)} == {date(2003, 6, 17)}
    assert times.polar == ""


@pytest.mark.parametrize(
    ("place", "zone", "on"),
    [
        (COYOACAN, "America/Mexico_City", date(2003, 6, 17)),
        ((51.5074, -0.1278), "Europe/London", date(2003, 12, 21)),
        ((51.5074, -0.1278), "Europe/London", date(2003, 6, 21)),
        ((48.8566, 2.3522), "Europe/Paris", date(2003, 6, 30)),
        ((-33.87, 151.21), "Australia/Sydney", date(2003, 6, 17)),
        ((0.0, 32.5), "Africa/Kampala", date(2003, 3, 20)),
    ],
)
def test_same_as_astral_where_astral_has_no_trouble(place, zone, on):
    times = sun_times(*place, on, zone)
    for name, depression in [("sunrise", None), ("sunset", None), ("dawn", 6), ("dusk", 6)]:
        ask = getattr(astral_sun, name)
        near = [
            ask(
                Observer(*place), on + timedelta(days=n), **({"depression": depression} if depression else {})
            )
            for n in (-1, 0, 1)
        ]
        ours = getattr(times, f"civil_{name}" if depression else name)
        assert min(abs(moment - ours) for moment in near) < timedelta(minutes=2)


def test_polar_day_and_night():
    for on, polar in [(date(2003, 6, 21), "day"), (date(2003, 12, 21), "night")]:
        times = sun_times(*LONGYEARBYEN, on, "Arctic/Longyearbyen")
        assert times.polar == polar
        assert events(times) == [None] * 6


def test_polar_night_with_twilight_at_noon():
    times = sun_times(69.6492, 18.9553, date(2003, 12, 21), "Europe/Oslo")  # Tromsø
    assert times.polar == "night"
    assert times.sunrise is times.sunset is None
    assert times.civil_dawn < times.civil_dusk


def test_sunset_without_dusk_and_after_midnight():
    times = sun_times(64.1466, -21.9426, date(2003, 6, 21), "Atlantic/Reykjavik")
    assert times.civil_dawn is times.civil_dusk is None
    assert f"{times.sunrise:%d %H:%M}" == "21 02:55"
    assert f"{times.sunset:%d %H:%M}" == "22 00:04"  # this evening's


def test_golden_all_day_in_a_northern_winter():
    times = sun_times(64.1466, -21.9426, date(2003, 12, 21), "Atlantic/Reykjavik")
    assert times.sunrise < times.sunset
    assert times.morning_golden_end is times.evening_golden_start is None


@pytest.mark.parametrize(
    ("latitude", "longitude", "zone"),
    [
        (1.8721, -157.4278, "Pacific/Kiritimati"),
        (-16.8, 180.0, "Pacific/Fiji"),
        (-16.8, -180.0, "Pacific/Fiji"),
        (-13.83, -171.76, "Pacific/Apia"),
        (39.47, 75.99, "Asia/Shanghai"),  # Kashgar, on Beijing's clock
        (52.5, -179.9, "Etc/GMT+12"),
    ],
)
@pytest.mark.parametrize("on", [date(2024, 3, 20), date(2024, 6, 21), date(2024, 12, 31), date(2024, 2, 29)])
def test_moments_belong_to_the_date_far_from_greenwich(latitude, longitude, zone, on):
    times = sun_times(latitude, longitude, on, zone)
    assert [moment.date() for moment in events(times)] == [on] * 6


def test_both_sides_of_the_date_line_have_one_sun():
    east = sun_times(-16.8, 180.0, date(2024, 6, 21), "Pacific/Fiji")
    assert east == sun_times(-16.8, -180.0, date(2024, 6, 21), "Pacific/Fiji")


def test_asked_twice_answered_from_memory():
    ask = (*COYOACAN, date(2003, 6, 18), "America/Mexico_City")
    assert sun_times(*ask) is sun_times(*ask)


@pytest.mark.parametrize("place", [(91.0, 0.0), (0.0, 181.0), (float("nan"), 0.0)])
def test_no_place(place):
    with pytest.raises(NoPlace):
        sun_times(*place, date(2003, 6, 17), "UTC")


def test_no_date():
    with pytest.raises(DateOutOfRange):
        sun_times(*COYOACAN, date.max, "UTC")


@given(st.floats(-90, 90), st.floats(-180, 180), st.dates(date(1980, 1, 1), date(2199, 12, 31)))
def test_everywhere_and_always_in_order(latitude, longitude, on):
    zone = zone_at(latitude, longitude)
    times = sun_times(latitude, longitude, on, zone)
    known = [moment.astimezone(UTC) for moment in events(times) if moment]
    assert known == sorted(known)
    assert (times.polar == "") == bool(times.sunrise or times.sunset)
    if known:
        assert known[-1] - known[0] <= timedelta(hours=24, minutes=1)
    for moment in events(times):
        assert moment is None or (moment.tzinfo.key == zone and moment.second == 0)
    if abs(latitude) < 60:
        assert len(known) == 6
