"""What the reports of a film say, before it is worded: plain words, numbers, dates and codes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Head:
    """What stands on every report."""

    film: str
    as_of: date
    company: str = ""
    paper: str = "a4"
    confidentiality: str = ""


@dataclass(frozen=True, slots=True)
class Strip:
    """One item of a day."""

    kind: str  # ItemKind code
    start: datetime | None  # None while it waits for a day
    minutes: int
    scene: str = ""
    int_ext: str = ""
    day_night: str = ""
    set_name: str = ""
    place: str = ""
    description: str = ""
    people: tuple[str, ...] = ()  # by number, else by name
    names: tuple[str, ...] = ()  # in full, the number before the name
    notes: str = ""
    shots: tuple[tuple[str, str, str], ...] = ()  # of its scene: number, size code, description


@dataclass(frozen=True, slots=True)
class Day:
    on: date
    day_type: str
    strips: tuple[Strip, ...]
    number: int | None = None  # of shoot days only
    unit: str = ""  # where the film has several
    general_call: datetime | None = None  # else the times are counted from an assumed one
    wrap: datetime | None = None
    kit: str = ""
    safety: str = ""
    permits: tuple[str, ...] = ()

    @property
    def minutes(self) -> int:
        return sum(strip.minutes for strip in self.strips)


@dataclass(frozen=True, slots=True)
class Schedule:
    head: Head
    days: tuple[Day, ...]


@dataclass(frozen=True, slots=True)
class GridRow:
    """One person or location: a code for each date of the grid, and the totals."""

    name: str
    cells: tuple[str, ...]
    work: int
    held: int
    travel: int
    number: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """Day-out-of-days."""

    head: Head
    dates: tuple[date, ...]
    groups: tuple[tuple[str, tuple[GridRow, ...]], ...]  # "contributors", "crew", "locations"
    is_folded: bool = False  # long stretches without a day are left out


@dataclass(frozen=True, slots=True)
class Contact:
    name: str
    role: str = ""  # position, or who they are in one line
    phone: str = ""
    second_phone: str = ""
    email: str = ""
    diet: str = ""
    access: str = ""
    companion: str = ""
    emergency: str = ""


@dataclass(frozen=True, slots=True)
class Contacts:
    head: Head
    departments: tuple[tuple[str, tuple[Contact, ...]], ...]  # by code; "" are the contributors
    is_private: bool = False


@dataclass(frozen=True, slots=True)
class ReleaseLine:
    """The release of one person, one location, or of what is shown beside them."""

    name: str
    standing: str  # code
    number: str = ""
    kind: str = ""  # code: appearance, minor, estate, location, materials, crowd, heritage
    limits: str = ""
    signed_on: date | None = None
    expires_on: date | None = None
    first_on: date | None = None  # in front of the camera
    missing: tuple[tuple[str, str], ...] = ()  # code of what is missing, and its words or numbers
    holder: str = ""  # whose word it is, where another than the name


@dataclass(frozen=True, slots=True)
class Releases:
    head: Head
    lines: tuple[ReleaseLine, ...]
