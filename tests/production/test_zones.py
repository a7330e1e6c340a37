from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from production import zones


@pytest.mark.parametrize(
    ("latitude", "longitude", "zone"),
    [
        (19.3449, -99.0972, "America/Mexico_City"),  # Coyoacán
        (51.5074, -0.1278, "Europe/London"),
        (48.8566, 2.3522, "Europe/Paris"),
        (22.2553, -97.8686, "America/Monterrey"),  # Tampico, Tamaulipas
        (78.2232, 15.6267, "Arctic/Longyearbyen"),
        (1.8721, -157.4278, "Pacific/Kiritimati"),
        (-31.5553, 159.0821, "Australia/Lord_Howe"),
        (0.0, -30.0, "Etc/GMT+2"),  # in the middle of the Atlantic
        (-36.8509, 174.7645, "Pacific/Auckland"),
    ],
)
def test_zone_of_a_place(latitude, longitude, zone):
    assert zones.zone_at(latitude, longitude) == zone


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_every_place_has_a_zone_that_loads(latitude, longitude):
    name = zones.zone_at(latitude, longitude)
    assert zones.is_zone(name)
    assert ZoneInfo(name).key == name


@pytest.mark.parametrize("place", [(float("nan"), 0.0), (0.0, float("inf")), (91.0, 0.0), (0.0, -180.1)])
def test_what_is_no_place_gets_utc(place):
    assert zones.zone_at(*place) == "UTC"


@pytest.mark.parametrize(
    ("longitude", "zone"),
    [(0, "Etc/GMT"), (-90, "Etc/GMT+6"), (150, "Etc/GMT-10"), (180, "Etc/GMT-12"), (-180, "Etc/GMT+12")],
)
def test_nautical_zones_count_westwards(longitude, zone):
    assert zones.nautical_zone(longitude) == zone
    assert zones.is_zone(zone)


@pytest.mark.parametrize(
    "name", ["", "Mexico", "america/mexico_city", "../../etc/passwd", "Factory", "localtime", "a\0b", "é"]
)
def test_what_is_no_zone(name):
    assert not zones.is_zone(name)


def test_zones_to_choose_from():
    names = zones.common_zones()
    assert names[0] == "UTC"
    assert {"America/Mexico_City", "Europe/Paris", "Australia/Lord_Howe"} < set(names)
    assert all(zones.is_zone(name) for name in names)
    assert len(names) == len(set(names))
