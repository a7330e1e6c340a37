"""Time zones: which names there are, and which one holds at a coordinate, offline."""

from __future__ import annotations

import math
import zoneinfo
from functools import cache, lru_cache

# Names that a machine may know and that say nothing to anybody else.
_MEANINGLESS = {"Factory", "localtime", "posixrules"}


@cache
def _known() -> frozenset[str]:
    return frozenset(zoneinfo.available_timezones()) - _MEANINGLESS


def is_zone(name: str) -> bool:
    return name in _known()


@cache
def common_zones() -> tuple[str, ...]:
    """The zones to choose from, ``UTC`` first; names of the form Area/City, no outdated spellings."""
    import tzfpy

    cities = (name for name in tzfpy.timezonenames() if is_zone(name) and not name.startswith("Etc/"))
    return ("UTC", *sorted(cities))


@lru_cache(maxsize=4096)
def zone_at(latitude: float, longitude: float) -> str:
    """The zone at a place; at sea the nautical one; UTC where the numbers are no place on earth."""
    import tzfpy

    if not is_place(latitude, longitude):
        return "UTC"
    name = tzfpy.get_tz(longitude, latitude)
    return name if is_zone(name) else nautical_zone(longitude)


def is_place(latitude: float, longitude: float) -> bool:
    return (
        math.isfinite(latitude) and math.isfinite(longitude) and abs(latitude) <= 90 and abs(longitude) <= 180
    )


def nautical_zone(longitude: float) -> str:
    """``Etc/GMT+6`` for six hours west of Greenwich: the sign of these names counts westwards."""
    hours_east = round(longitude / 15)
    return f"Etc/GMT{-hours_east:+d}" if hours_east else "Etc/GMT"
