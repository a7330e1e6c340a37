"""What the location report says: frozen, plain words, numbers, dates and codes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from .report_content import Head


@dataclass(frozen=True, slots=True)
class ShootingDate:
    """A date on which something is shot there, with the sun of that date."""

    on: date
    number: int | None = None
    unit: str = ""
    since: datetime | None = None
    until: datetime | None = None
    is_closed: bool = False  # the house is, on that weekday
    outside: bool = False  # of its opening hours
    has_permit: bool = True  # False where one is required and none covers the date
    sunrise: datetime | None = None
    sunset: datetime | None = None
    civil_dawn: datetime | None = None
    civil_dusk: datetime | None = None
    golden_until: datetime | None = None
    golden_from: datetime | None = None
    polar: str = ""  # "day", "night" or ""


@dataclass(frozen=True, slots=True)
class Permission:
    """A permit: its words, its dates, its daily window, its conditions."""

    name: str
    first: date
    last: date
    window: str = ""
    conditions: str = ""


@dataclass(frozen=True, slots=True)
class Consent:
    """A release of the place."""

    kind: str
    standing: str
    limits: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class PlaceScene:
    number: str
    title: str
    set_name: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    key: int
    digest: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    name: str
    address: str = ""
    latitude: str = ""
    longitude: str = ""
    zone: str = ""
    contact: str = ""
    contact_phone: str = ""
    entrance: str = ""
    facilities: tuple[tuple[str, str], ...] = ()  # code and words: crew_parking, base, toilets …
    hours: str = ""
    closed_weekdays: tuple[int, ...] = ()
    rules: str = ""
    hospital: tuple[str, ...] = ()
    emergency_number: str = ""
    permit_required: bool = False
    permits: tuple[Permission, ...] = ()
    consents: tuple[Consent, ...] = ()
    sets: tuple[str, ...] = ()
    scenes: tuple[PlaceScene, ...] = ()
    dates: tuple[ShootingDate, ...] = ()
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class Locations:
    head: Head
    places: tuple[Place, ...]
