"""What a call sheet says: frozen, plain words and numbers, and its way to JSON and back.

The same content feeds the PDF, the page, the phone view and the list of changes; the JSON of
an issued version is its snapshot and never changes. Typed words stay as they were typed.
What is a label (a kind, a department, a status) is kept as its code and worded at drawing, in
the reader's language. Every time is an aware datetime in the zone of its own place, so that
its wall clock can be printed for ever, whatever later becomes of the zone's rules.
"""

from __future__ import annotations

import typing
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from . import snapshots

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to phone: ``role`` is a HeaderRole code (``first_ad``) or words typed."""

    name: str
    role: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A location in order of use, with all that a driver and a loader must know."""

    key: int
    name: str
    sets: tuple[str, ...] = ()
    address: str = ""
    latitude: str = ""  # decimal degrees as words, "19.344900"
    longitude: str = ""
    zone: str = ""  # IANA name
    entrance: str = ""
    crew_parking: str = ""
    unit_parking: str = ""
    base: str = ""
    holding: str = ""
    catering: str = ""
    toilets: str = ""
    load_in: str = ""
    hours: str = ""
    rules: str = ""
    contact: Contact | None = None
    hospital_name: str = ""
    hospital_address: str = ""
    hospital_phone: str = ""
    emergency_number: str = ""  # where it differs from the film's
    permits: tuple[str, ...] = ()  # "INAH 401-3-2003, 08:00–18:00"


@dataclass(frozen=True, slots=True)
class Sun:
    """Sun at the day's first located place; a moment that does not come (polar day) is None."""

    place: str
    sunrise: datetime | None = None
    sunset: datetime | None = None
    civil_dawn: datetime | None = None
    civil_dusk: datetime | None = None
    morning_golden_end: datetime | None = None  # golden hour lasts from sunrise to here
    evening_golden_start: datetime | None = None  # and from here to sunset
    polar: str = ""  # "day", "night" or ""


@dataclass(frozen=True, slots=True)
class Row:
    """One item of the running order, in order."""

    key: int
    kind: str  # ItemKind code: interview, actuality, b_roll …, meal, move, wrap
    start: datetime
    minutes: int
    scene: str = ""  # number, as printed: "12A"
    int_ext: str = ""  # code: int, ext, int_ext
    day_night: str = ""  # code: day, night, dawn, dusk
    set_name: str = ""
    description: str = ""
    eighths: int | None = None  # page eighths, never reduced: 11 is "1 3/8"
    people: tuple[str, ...] = ()  # numbers on the call sheet, or names where there is none
    place: int | None = None  # Place.key
    place_name: str = ""
    destination: str = ""  # of a company move
    notes: str = ""
    fixed: bool = False
    overrun_minutes: int = 0  # >0: the cascade arrives so many minutes after the fixed start

    @property
    def is_scene(self) -> bool:
        return bool(self.scene)


@dataclass(frozen=True, slots=True)
class Contributor:
    key: int  # the person's id
    number: str
    name: str
    said: str = ""  # how to say the name
    addressed: str = ""  # how to address the person
    line: str = ""  # who they are in one line
    status: str = ""  # SW, W, WF, SWF, H, T, R – derived, never typed
    pick_up: datetime | None = None
    pick_up_place: str = ""
    arrival: datetime | None = None
    ready: datetime | None = None
    release_by: datetime | None = None
    agreed_minutes: int | None = None
    met_by: Contact | None = None
    languages: tuple[str, ...] = ()  # ISO codes
    interpreter_needed: bool = False
    companion: str = ""
    access: str = ""
    diet: str = ""
    release: str = ""  # signed, needed, restricted, estate, not_required, refused
    release_detail: str = ""  # "2/3" heirs, or the restriction as typed
    remarks: str = ""
    wear: str = ""  # for the courtesy sheet
    language: str = ""  # in which the courtesy sheet is written to them
    first_place: int | None = None  # Place.key of their first item
    items: tuple[int, ...] = ()  # Row.key of theirs


@dataclass(frozen=True, slots=True)
class CrewCall:
    key: int  # the person's id
    department: str  # Department code
    position: str
    name: str
    call: datetime | None = None  # None with own_call
    own_call: bool = False
    differs: bool = False  # from the general call: printed bold
    pick_up: datetime | None = None
    pick_up_place: str = ""
    phone: str = ""
    email: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Vehicle:
    name: str
    driver: str = ""
    pick_up: datetime | None = None
    pick_up_place: str = ""
    passengers: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class DepartmentNote:
    department: str
    note: str


@dataclass(frozen=True, slots=True)
class AdvanceRow:
    scene: str
    kind: str
    int_ext: str = ""
    day_night: str = ""
    set_name: str = ""
    description: str = ""
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class AdvanceDay:
    """One of the next days, subject to change."""

    on: date
    day_type: str
    number: int | None
    general_call: datetime | None
    place_name: str = ""
    rows: tuple[AdvanceRow, ...] = ()


@dataclass(frozen=True, slots=True)
class CallSheet:
    """Everything that the crew sheet and the courtesy sheets of one day say."""

    film: str
    company: str
    on: date
    zone: str
    day_type: str  # shoot, travel, prep, recce, off
    number: int | None  # "Day 3", None where the day is not counted
    of: int | None  # "of 9"
    unit: str = ""
    logo: str = ""  # SHA-256 of the picture's file, or ""
    paper: str = "a4"  # a4 or letter
    general_call: datetime | None = None
    shooting_call: datetime | None = None
    breakfast: datetime | None = None
    lunch: datetime | None = None
    lunch_minutes: int | None = None
    estimated_wrap: datetime | None = None
    wrap_overridden: bool = False
    directors: tuple[str, ...] = ()
    heads: tuple[Contact, ...] = ()  # producer, production manager, first AD or field producer
    production_office: Contact | None = None
    emergency_number: str = ""
    safety_line: str = ""
    confidentiality: str = ""
    script_draft: str = ""
    closed_set: bool = False
    weather: str = ""
    weather_at: datetime | None = None
    sun: Sun | None = None
    places: tuple[Place, ...] = ()
    rows: tuple[Row, ...] = ()
    contributors: tuple[Contributor, ...] = ()
    crew: tuple[CrewCall, ...] = ()
    radio: str = ""
    vehicles: tuple[Vehicle, ...] = ()
    kit: str = ""
    safety: str = ""
    department_notes: tuple[DepartmentNote, ...] = ()
    advance: tuple[AdvanceDay, ...] = ()
    approvals: tuple[str, ...] = ()
    show_eighths: bool = False

    def place(self, key: int | None) -> Place | None:
        return next((place for place in self.places if place.key == key), None)


@dataclass(frozen=True, slots=True)
class Issue:
    """Which version of the sheet this is; a draft has no version."""

    version: int | None = None
    colour: str = ""  # "White", "Second Blue": a word of the film's list
    tint: str = ""  # "#rrggbb" for the header band
    issued_at: datetime | None = None  # in the day's zone
    issued_by: str = ""

    @property
    def is_draft(self) -> bool:
        return self.version is None


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two versions.

    ``section`` is header, place, row, contributor, crew or rest; ``field`` the name of the
    changed field, or "" where the whole thing was added or removed. ``before`` and ``after``
    are values of the content (datetime, str, int, tuple …), worded at drawing.
    """

    section: str
    kind: str  # added, removed, changed, moved
    subject: str  # "Adolfo Videla", "12A Courtyard", or "" for the header
    key: int | str | None = None  # of the place, row or person
    field: str = ""
    before: Any = None
    after: Any = None


@dataclass(frozen=True, slots=True)
class WhatChanged:
    """What changed since an earlier version, and who must be told again."""

    since: Issue
    changes: tuple[Change, ...] = ()
    people: frozenset[int] = field(default_factory=frozenset)  # ids of those affected

    def touched(self, section: str) -> frozenset[int | str | None]:
        """Keys of the rows of a section that get a change bar."""
        return frozenset(c.key for c in self.changes if c.section == section)


def to_json(content: CallSheet) -> dict[str, Any]:
    """The snapshot of a sheet."""
    return {"format": FORMAT, **snapshots.to_json(content)}


def from_json(values: dict[str, Any]) -> CallSheet:
    """The content of a stored snapshot; fields that a later format added take their default."""
    return typing.cast(CallSheet, snapshots.build(CallSheet, values))
