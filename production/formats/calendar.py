"""iCalendar, as calendar programs subscribe to it (RFC 5545): events in, text out.

Moments are written in UTC, so that no program has to know a zone; what the clock says at the place
stands in the words. Something called off is sent as such, since a program keeps what it isn't told.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Event:
    uid: str
    modified: datetime
    start: datetime | date  # a date: the whole day
    end: datetime | date  # exclusive
    summary: str
    place: str = ""
    description: str = ""
    url: str = ""
    coordinates: tuple[float, float] | None = None
    is_cancelled: bool = False
    is_free: bool = False  # takes nobody's time

    @property
    def sequence(self) -> int:
        """Grows with each change: seconds since the year 2000."""
        return int((self.modified - EPOCH).total_seconds())


def to_ics(name: str, zone: str, events: Iterable[Event]) -> bytes:
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Rodaje//Shooting schedule//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", zone)
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for event in events:
        calendar.add_component(_component(event))
    return bytes(calendar.to_ical())


def _component(event: Event):  # type: ignore[no-untyped-def]  # of a library that is imported late
    from icalendar import Event as Component

    component = Component()
    component.add("uid", event.uid)
    component.add("dtstamp", event.modified.astimezone(UTC))
    component.add("last-modified", event.modified.astimezone(UTC))
    component.add("sequence", event.sequence)
    component.add("dtstart", _when(event.start))
    component.add("dtend", _when(event.end))
    component.add("summary", event.summary)
    for key, text in (("location", event.place), ("description", event.description), ("url", event.url)):
        if text:
            component.add(key, text)
    if event.coordinates:
        component.add("geo", event.coordinates)
    component.add("status", "CANCELLED" if event.is_cancelled else "CONFIRMED")
    component.add("transp", "TRANSPARENT" if event.is_free or event.is_cancelled else "OPAQUE")
    return component


def _when(value: datetime | date) -> datetime | date:
    return value.astimezone(UTC) if isinstance(value, datetime) else value
