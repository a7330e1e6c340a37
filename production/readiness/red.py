"""What blocks issuing: nobody could work from such a sheet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from production.clock import instant
from production.models import Location, Permit
from production.readiness.picture import Picture, utc
from production.readiness.points import RED, Link, Point
from production.running_order import PlannedItem


def _red(
    rule: str, text: str | Promise, link: Link, subject: str = "", words: dict[str, Any] | None = None
) -> Point:
    return Point(RED, rule, text, link, words=words or {}, subject=subject)


def no_general_call(picture: Picture) -> Iterator[Point]:
    if picture.day.general_call is None:
        yield _red(
            "no_general_call", _("There is no general call."), Link("day-edit", {"day": picture.day.pk})
        )


def no_running_order(picture: Picture) -> Iterator[Point]:
    if not picture.plan.items:
        link = Link("day-detail", {"day": picture.day.pk}, "running-order")
        yield _red("no_running_order", _("The running order is empty."), link)


def no_address(picture: Picture) -> Iterator[Point]:
    for place in picture.plan.places:
        if not place.address:
            yield _at(place, "no_address", _("%(place)s has no address."))


def no_hospital(picture: Picture) -> Iterator[Point]:
    for place in picture.plan.places:
        if not place.has_hospital:
            text = _("%(place)s has no nearest hospital with name, address and phone.")
            yield _at(place, "no_hospital", text)


def _at(place: Location, rule: str, text: str | Promise) -> Point:
    link = Link("location-edit", {"location": place.pk})
    return _red(rule, text, link, f"location:{place.pk}", {"place": place.name})


def not_reachable(picture: Picture) -> Iterator[Point]:
    for call in picture.called():
        person = call.person
        if not person.is_reachable:
            yield _red(
                "not_reachable",
                _("%(person)s is called and has neither phone nor e-mail."),
                Link("person-edit", {"person": person.pk}),
                f"person:{person.pk}",
                {"person": person.name},
            )


def no_arrival(picture: Picture) -> Iterator[Point]:
    for call in picture.contributors():
        if call.time is None:
            yield _red(
                "no_arrival",
                _("%(person)s has no arrival time."),
                Link("day-detail", {"day": picture.day.pk}, f"call-of-{call.person.pk}"),
                f"person:{call.person.pk}",
                {"person": call.person.name},
            )


def wrap_too_early(picture: Picture) -> Iterator[Point]:
    plan, day = picture.plan, picture.day
    last = plan.last_end
    if day.wrap_override is None or plan.wrap is None or last is None or utc(plan.wrap) >= utc(last):
        return
    yield _red(
        "wrap_too_early",
        _("Estimated wrap %(wrap)s lies before the end of the last item, %(end)s."),
        Link("day-edit", {"day": day.pk}),
        words={"wrap": picture.time(plan.wrap), "end": picture.time(last)},
    )


# Permits


def outside_permit(picture: Picture) -> Iterator[Point]:
    """Every hour at a place that needs a permit lies in the window of one."""
    for place in picture.plan.places:
        permits = picture.permits.get(place.pk, [])
        items = picture.at(place)
        if not items or not (permits or place.permit_required):
            continue
        windows = _windows(permits, picture.day.date, place.zone)
        outside = [item for item in items if not _lies_in(item, windows)]
        if outside:
            yield _outside(picture, place, outside, permits)


def _outside(picture: Picture, place: Location, items: list[PlannedItem], permits: list[Permit]) -> Point:
    link = Link("location-detail", {"location": place.pk}, "permits")
    start, end = min((i.start for i in items), key=utc), max((i.end for i in items), key=utc)
    words = {"place": place.name, "start": picture.time(start), "end": picture.time(end)}
    text = (
        _("%(place)s: %(start)s–%(end)s lies outside the permit window.")
        if any(p.first_date <= picture.day.date <= p.last_date for p in permits)
        else _("%(place)s: no permit covers this date.")
    )
    return _red("outside_permit", text, link, f"location:{place.pk}", words)


def _windows(permits: list[Permit], on: date, zone: str) -> list[tuple[datetime, datetime]]:
    """When the permits hold about a date, joined where one ends as the next begins.

    A night window belongs to the date on which it begins, so the evening before counts too.
    """
    dates = [on + timedelta(days=n) for n in (-1, 0, 1, 2)]
    spans = sorted(
        _window(permit, day, zone)
        for permit in permits
        for day in dates
        if permit.first_date <= day <= permit.last_date
    )
    joined: list[tuple[datetime, datetime]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _window(permit: Permit, on: date, zone: str) -> tuple[datetime, datetime]:
    if permit.daily_from is None or permit.daily_until is None:
        start, end = 0, 24 * 60
    else:
        start, end = _minutes(permit.daily_from), _minutes(permit.daily_until)
        end += 24 * 60 if end <= start else 0
    return utc(instant(on, start, zone)), utc(instant(on, end, zone))


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _lies_in(item: PlannedItem, windows: list[tuple[datetime, datetime]]) -> bool:
    return any(start <= utc(item.start) and utc(item.end) <= end for start, end in windows)


RULES = (
    no_general_call,
    no_running_order,
    no_address,
    no_hospital,
    not_reachable,
    no_arrival,
    outside_permit,
    wrap_too_early,
)
