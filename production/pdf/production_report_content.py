"""What a daily production report says: frozen, plain words and numbers, and its way to JSON and back.

The same content feeds the page, the document, the progress of the week and what a correction
changed; the JSON of a signed version is its snapshot and never changes. Codes are worded at
drawing; every time is an aware datetime on the clock of the day.
"""

from __future__ import annotations

import typing
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from . import snapshots

FORMAT = 1
TIMES = ("call", "first_shot", "lunch_out", "lunch_in", "wrap")


@dataclass(frozen=True, slots=True)
class Timing:
    """One of TIMES: as it was planned and as it was."""

    code: str
    scheduled: datetime | None = None
    actual: datetime | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the running order with its outcome, or one that was added."""

    key: int
    kind: str  # ItemKind code, "" of what was added
    outcome: str  # OUTCOMES code, "" while nobody has said
    description: str = ""
    scene: str = ""
    place: str = ""
    start: datetime | None = None  # planned
    minutes: int | None = None  # planned; of what was added: as it was
    reason: str = ""
    to_pool: bool = False  # what is left goes back to the pool


@dataclass(frozen=True, slots=True)
class Shot:
    key: int
    number: str
    scene: str = ""
    description: str = ""
    is_must: bool = False
    is_done: bool = False


@dataclass(frozen=True, slots=True)
class PersonTimes:
    key: int
    name: str
    role: str = ""
    is_contributor: bool = False
    called: datetime | None = None
    arrived: datetime | None = None
    due: datetime | None = None  # when they were to be released
    released: datetime | None = None
    rest: int | None = None  # minutes since they were released the last time
    is_short: bool = False  # less rest than the film's turnaround

    @property
    def worked(self) -> int | None:
        return _minutes(self.arrived, self.released)

    @property
    def overtime(self) -> int:
        """Minutes after the time at which they were to be released."""
        return max(_minutes(self.due, self.released) or 0, 0)


@dataclass(frozen=True, slots=True)
class Signing:
    """A release signed on the day."""

    key: int
    of: str
    kind: str  # Release.Kind code
    signer: str
    signed_on: date


@dataclass(frozen=True, slots=True)
class Card:
    """Media: what is on a card, and where its copies are."""

    label: str
    camera: str = ""
    gigabytes: str = ""  # decimal
    minutes: int | None = None
    copy_1: str = ""
    copy_2: str = ""
    checksum: str = ""  # MediaCard.Checksum code
    verified_by: str = ""

    @property
    def copies(self) -> int:
        return bool(self.copy_1) + bool(self.copy_2)

    @property
    def is_safe(self) -> bool:
        """Two copies in two places."""
        return self.copies == 2 and self.copy_1 != self.copy_2


@dataclass(frozen=True, slots=True)
class Consequence:
    """What closing the day changes elsewhere: of a scene, a shot, a release or an item."""

    kind: str  # scene, shot, release, item, rest
    key: int
    name: str
    before: str = ""  # code
    after: str = ""
    why: str = ""  # code
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ProductionReport:
    film: str
    on: date
    zone: str
    day_type: str
    company: str = ""
    number: int | None = None
    of: int | None = None
    unit: str = ""
    paper: str = "a4"
    confidentiality: str = ""
    source: str = ""  # colour of the call sheet that it is compared with; "" is the running order
    times: tuple[Timing, ...] = ()
    places: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    shots: tuple[Shot, ...] = ()
    people: tuple[PersonTimes, ...] = ()
    signings: tuple[Signing, ...] = ()
    cards: tuple[Card, ...] = ()
    forecast: str = ""  # the weather on the call sheet
    weather: str = ""
    incidents: str = ""
    notes: str = ""
    next_day: str = ""
    consequences: tuple[Consequence, ...] = ()
    correction: str = ""  # why this version corrects the one before

    def time(self, code: str) -> Timing:
        return next((timing for timing in self.times if timing.code == code), Timing(code))

    @property
    def worked(self) -> int | None:
        """Minutes from call to wrap, lunch left out."""
        whole = _minutes(self.time("call").actual, self.time("wrap").actual)
        lunch = _minutes(self.time("lunch_out").actual, self.time("lunch_in").actual)
        return None if whole is None else whole - (lunch or 0)

    @property
    def planned(self) -> int | None:
        """The same as it was planned."""
        whole = _minutes(self.time("call").scheduled, self.time("wrap").scheduled)
        lunch = _minutes(self.time("lunch_out").scheduled, self.time("lunch_in").scheduled)
        return None if whole is None else whole - (lunch or 0)

    @property
    def gigabytes(self) -> Decimal:
        return sum((Decimal(card.gigabytes) for card in self.cards if card.gigabytes), Decimal())

    @property
    def recorded(self) -> int:
        """Minutes of media."""
        return sum(card.minutes or 0 for card in self.cards)

    def outcomes(self, code: str) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.outcome == code)


@dataclass(frozen=True, slots=True)
class Version:
    """Which version of a report this is; a draft has none."""

    number: int | None = None
    signer: str = ""
    signed_at: datetime | None = None  # on the clock of the day
    due_at: datetime | None = None

    @property
    def is_draft(self) -> bool:
        return self.number is None


def _minutes(since: datetime | None, until: datetime | None) -> int | None:
    if since is None or until is None:
        return None
    return round((until - since).total_seconds() / 60)


def to_json(content: ProductionReport) -> dict[str, Any]:
    """The snapshot of a report."""
    return {"format": FORMAT, **snapshots.to_json(content)}


def from_json(values: dict[str, Any]) -> ProductionReport:
    """The content of a stored snapshot; fields that a later format added take their default."""
    return typing.cast(ProductionReport, snapshots.build(ProductionReport, values))
