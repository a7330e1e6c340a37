"""Locations become their report, in a number of queries that doesn't grow with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from production.actions import release_report
from production.actions.reports import head
from production.models import Film, Location, ShootDay
from production.pdf import location_content as content
from production.running_order import DayPlan, PlannedItem, day_numbers, plans
from production.sun import sun_times

FACILITIES = ("crew_parking", "unit_parking", "base", "holding", "catering", "toilets", "load_in")


def locations(film: Film, *, only: int | None = None, with_releases: bool = True) -> content.Locations:
    """All locations, or one; each with the dates on which it is shot and the sun of those dates."""
    places = film.locations.prefetch_related("sets", "permits", "pictures__file", "sets__scenes")
    places = places.filter(pk=only) if only else places
    used, numbers = _used(film), day_numbers(film)
    consents = _consents(film) if with_releases else {}
    found = []
    for place in places:
        place.film = film
        dates = tuple(_date(place, plan, items, numbers) for plan, items in used.get(place.pk, ()))
        found.append(_place(place, dates, consents.get(place.name, ())))
    return content.Locations(head(film), tuple(found))


Used = dict[int, list[tuple[DayPlan, list[PlannedItem]]]]


def _used(film: Film) -> Used:
    """The days on which something is planned at each place, in order."""
    used: Used = defaultdict(list)
    days = film.shoot_days.with_running_order().exclude(day_type=ShootDay.Type.OFF)
    for plan in plans(days):
        by_place: dict[int, list[PlannedItem]] = defaultdict(list)
        for item in plan.items:
            if item.place is not None and item.item.kind != "move":
                by_place[item.place.pk].append(item)
        for key, items in by_place.items():
            used[key].append((plan, items))
    return used


def _consents(film: Film) -> dict[str, list[content.Consent]]:
    found = defaultdict(list)
    for line in release_report.releases(film).lines:
        if line.kind in ("location", "crowd", "heritage"):
            found[line.name].append(content.Consent(line.kind, line.standing, line.limits, line.expires_on))
    return found


def _place(
    place: Location, dates: tuple[content.ShootingDate, ...], consents: Iterable[content.Consent]
) -> content.Place:
    span = f"{place.opens:%H:%M}–{place.closes:%H:%M}" if place.opens and place.closes else ""
    sets = [a_set for a_set in place.sets.all() if not a_set.is_binned]
    return content.Place(
        name=place.name,
        address=place.address,
        latitude="" if place.latitude is None else str(place.latitude),
        longitude="" if place.longitude is None else str(place.longitude),
        zone=place.zone,
        contact=place.contact_name,
        contact_phone=place.contact_phone,
        entrance=place.entrance,
        facilities=tuple((name, getattr(place, name)) for name in FACILITIES if getattr(place, name)),
        hours=" · ".join(filter(None, (span, place.hours))),
        closed_weekdays=tuple(place.closed_weekdays),
        rules=place.rules,
        hospital=tuple(filter(None, (place.hospital_name, place.hospital_address, place.hospital_phone))),
        emergency_number=place.emergency_number or place.film.emergency_number,
        permit_required=place.permit_required,
        permits=tuple(_permits(place)),
        consents=tuple(consents),
        sets=tuple(a_set.name for a_set in sets),
        scenes=tuple(_scenes(sets)),
        dates=dates,
        pictures=tuple(
            content.Picture(picture.file_id, picture.file.sha256, picture.caption)
            for picture in place.pictures.all()
            if not picture.is_binned
        ),
    )


def _permits(place: Location) -> Iterator[content.Permission]:
    for permit in place.permits.all():
        if not permit.is_binned:
            has_window = permit.daily_from is not None and permit.daily_until is not None
            window = f"{permit.daily_from:%H:%M}–{permit.daily_until:%H:%M}" if has_window else ""
            yield content.Permission(
                str(permit), permit.first_date, permit.last_date, window, permit.conditions
            )


def _scenes(sets: Iterable[Any]) -> Iterator[content.PlaceScene]:
    found = [(scene, a_set) for a_set in sets for scene in a_set.scenes.all() if not scene.is_binned]
    for scene, a_set in sorted(found, key=lambda pair: (pair[0].number_key, pair[0].pk)):
        yield content.PlaceScene(scene.number, scene.title, a_set.name, scene.status)


def _date(
    place: Location, plan: DayPlan, items: list[PlannedItem], numbers: dict[int, tuple[int, int]]
) -> content.ShootingDate:
    day = plan.day
    since, until = min(item.start for item in items), max(item.end for item in items)
    covered = any(
        permit.first_date <= day.date <= permit.last_date and not permit.is_binned
        for permit in place.permits.all()
    )
    return content.ShootingDate(
        on=day.date,
        number=numbers[day.pk][0] if day.pk in numbers else None,
        unit=day.unit,
        since=since,
        until=until,
        is_closed=place.is_closed_on(day.date),
        outside=_is_outside(place, since, until),
        has_permit=covered or not place.permit_required,
        **_sun(place, plan),
    )


def _is_outside(place: Location, since: datetime, until: datetime) -> bool:
    if not (place.opens and place.closes):
        return False
    same_day = since.date() == until.date()
    return not same_day or since.time() < place.opens or until.time() > place.closes


def _sun(place: Location, plan: DayPlan) -> dict[str, Any]:
    if place.latitude is None or place.longitude is None:
        return {}
    sun = sun_times(float(place.latitude), float(place.longitude), plan.day.date, place.zone)
    return {
        "sunrise": sun.sunrise,
        "sunset": sun.sunset,
        "civil_dawn": sun.civil_dawn,
        "civil_dusk": sun.civil_dusk,
        "golden_until": sun.morning_golden_end,
        "golden_from": sun.evening_golden_start,
        "polar": sun.polar,
    }
