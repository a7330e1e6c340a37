"""Sun and twilight at a place, computed offline.

The sun's day is taken from its lowest point to its lowest point round the noon of the date, so
that sunrise, noon and sunset belong together: where summer's sunset comes after midnight it is
that evening's, not the one of the evening before. Where the sun does not cross a height that day
(polar day and night, and the weeks about them without full dusk) the moment is None.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import ClassVar
from zoneinfo import ZoneInfo

from production.clock import instant
from production.zones import is_place

# Heights of the sun's centre, in degrees above the true horizon.
HORIZON = -0.833  # its upper edge is seen on the horizon: refraction 34', radius 16'
CIVIL = -6.0
GOLDEN = 6.0

_SEARCHES = 18  # halvings of twelve hours: to a fifth of a second
_NOON = 12 * 60


class NoPlace(ValueError):
    code: ClassVar[str] = "no_place"

    def __init__(self) -> None:
        super().__init__("Latitude goes from -90 to 90, longitude from -180 to 180.")


@dataclass(frozen=True, slots=True)
class SunTimes:
    """To the minute, on the clock of the zone asked for."""

    sunrise: datetime | None
    sunset: datetime | None
    civil_dawn: datetime | None
    civil_dusk: datetime | None
    morning_golden_end: datetime | None  # golden hour lasts from sunrise to here
    evening_golden_start: datetime | None  # and from here to sunset
    polar: str  # "day", "night" or ""


@lru_cache(maxsize=4096)
def sun_times(latitude: float, longitude: float, on: date, zone: str) -> SunTimes:
    """The sun's moments of a date at a place; the same question is answered from memory."""
    if not is_place(latitude, longitude):
        raise NoPlace
    noon = _solar_noon(longitude, instant(on, _NOON, zone))
    height = _height_at(latitude, longitude)
    local = ZoneInfo(zone)

    def crossing(level: float, *, rising: bool) -> datetime | None:
        low = noon + timedelta(hours=-12 if rising else 12)
        moment = _crossing(height, level, low, noon)
        return _to_minute(moment).astimezone(local) if moment else None

    sunrise, sunset = crossing(HORIZON, rising=True), crossing(HORIZON, rising=False)
    polar = ""
    if not sunrise and not sunset:
        polar = "day" if height(noon) > HORIZON else "night"
    return SunTimes(
        sunrise=sunrise,
        sunset=sunset,
        civil_dawn=crossing(CIVIL, rising=True),
        civil_dusk=crossing(CIVIL, rising=False),
        morning_golden_end=crossing(GOLDEN, rising=True),
        evening_golden_start=crossing(GOLDEN, rising=False),
        polar=polar,
    )


def _solar_noon(longitude: float, midday: datetime) -> datetime:
    """The sun's highest point nearest to the clock's midday, however far the zone is from the place."""
    from astral.julian import julianday, julianday_to_juliancentury
    from astral.sun import eq_of_time

    midday = midday.astimezone(UTC)
    equation = eq_of_time(julianday_to_juliancentury(julianday(midday)))  # minutes
    solar_minutes = midday.hour * 60 + midday.minute + 4 * longitude + equation
    late = solar_minutes % 1440 - _NOON  # from -720 to 720: how long noon is past
    return midday - timedelta(minutes=late)


def _height_at(latitude: float, longitude: float) -> Callable[[datetime], float]:
    from astral import Observer
    from astral.sun import elevation

    observer = Observer(latitude, longitude)
    return lambda moment: elevation(observer, moment, with_refraction=False)


def _crossing(
    height: Callable[[datetime], float], level: float, low: datetime, high: datetime
) -> datetime | None:
    """When the sun passes a level between its lowest and its highest point, or None."""
    if not height(low) < level <= height(high):
        return None
    for _ in range(_SEARCHES):
        middle = low + (high - low) / 2
        if height(middle) < level:
            low = middle
        else:
            high = middle
    return high


def _to_minute(moment: datetime) -> datetime:
    return (moment + timedelta(seconds=30)).replace(second=0, microsecond=0)
