"""Where every release stands, and what is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from production.actions.reports import head
from production.models import (
    Film,
    Location,
    Person,
    Release,
    RunningItem,
    ShootDay,
    Standing,
    standing,
    standing_of,
)
from production.pdf import report_content as content
from production.running_order import plans

State, Kind = Release.State, Release.Kind
_OPEN = {State.SENT: "not_back", State.SPOKEN: "spoken"}
_BY_ITSELF = (Kind.MATERIALS, Kind.CROWD, Kind.HERITAGE)


def releases(film: Film) -> content.Releases:
    """Of every contributor, of whoever else has one, of every place in front of the camera, and of what
    is shown beside them."""
    today = head(film)
    of_people: dict[int, list[Release]] = defaultdict(list)
    of_places: dict[int, list[Release]] = defaultdict(list)
    by_themselves: list[Release] = []
    found = film.releases.select_related("person", "location", "permit").prefetch_related("heirs")
    for release in found.order_by("pk"):
        if release.kind in _BY_ITSELF:
            by_themselves.append(release)
        elif release.person_id:
            of_people[release.person_id].append(release)
        elif release.location_id:
            of_places[release.location_id].append(release)
    people, places = _first_dates(film)
    lines = [
        _person_line(person, of_people[person.pk], people.get(person.pk), today.as_of)
        for person in film.people.order_by("number", "name", "pk")
        if person.is_contributor or person.pk in of_people
    ]
    lines += [
        _place_line(place, of_places[place.pk], places.get(place.pk), today.as_of)
        for place in film.locations.order_by("name", "pk")
        if place.pk in of_places or place.pk in places
    ]
    lines += [
        _own_line(release, places.get(release.location_id or 0), today.as_of)
        for release in by_themselves
        if release.state != State.SUPERSEDED
    ]
    return content.Releases(today, tuple(lines))


def _first_dates(film: Film) -> tuple[dict[int, date], dict[int, date]]:
    """When each person and each place is in front of the camera for the first time."""
    people: dict[int, date] = {}
    places: dict[int, date] = {}
    for plan in plans(film.shoot_days.with_running_order()):
        if plan.day.day_type != ShootDay.Type.SHOOT:
            continue
        for item in plan.items:
            if item.item.kind in RunningItem.ON_CAMERA:
                for person in item.people:
                    people.setdefault(person.pk, plan.day.date)
                if item.place is not None:
                    places.setdefault(item.place.pk, plan.day.date)
    return people, places


def _person_line(
    person: Person, theirs: list[Release], first_on: date | None, today: date
) -> content.ReleaseLine:
    found = standing(person, theirs, today)
    kinds = (Kind.APPEARANCE, Kind.MINOR) if person.died is None else (Kind.ESTATE,)
    current = [r for r in theirs if r.state != State.SUPERSEDED]
    latest = next((r for r in reversed(current) if r.kind in kinds), current[-1] if current else None)
    return content.ReleaseLine(
        name=person.name,
        standing=found.code,
        number="" if person.number is None else str(person.number),
        kind=latest.kind if latest else kinds[0],
        limits=latest.limits if latest and found.is_clear else "",
        signed_on=latest.signed_on if latest and found.is_clear else None,
        expires_on=latest.expires_on if latest else None,
        first_on=first_on,
        missing=tuple(_missing(found, latest)),
    )


def _missing(found: Standing, latest: Release | None) -> Iterator[tuple[str, str]]:
    if found.code == "needed":
        yield (_open_code(latest), "")
    elif found.code == "guardian":
        yield ("guardian", "")
    elif found.code == "estate":
        yield from _missing_heirs(latest)
    elif found.code == "withdrawn" and latest is not None:
        yield ("ground", latest.withdrawal_ground)
    elif found.code == "not_required":
        yield ("reason", found.detail)
    if latest is not None and latest.kind == Kind.CROWD and found.is_clear and latest.file_id is None:
        yield ("photograph", "")


def _open_code(latest: Release | None) -> str:
    """How far an open release has come."""
    if latest is None:
        return "none"
    if latest.kind == Kind.CROWD:
        return "not_posted"
    if latest.kind == Kind.HERITAGE:
        return "not_yet" if latest.state in Release.GIVEN else "not_granted"
    return _OPEN.get(State(latest.state), "not_sent")


def _missing_heirs(latest: Release | None) -> Iterator[tuple[str, str]]:
    if latest is None or latest.kind != Kind.ESTATE:
        yield ("none", "")
        return
    heirs = list(latest.heirs.all())
    waiting = [heir.name for heir in heirs if heir.signed_on is None]
    yield ("heirs", f"{len(heirs) - len(waiting)}/{len(heirs)}")
    if waiting:
        yield ("names", ", ".join(waiting))
    if not latest.authority_on_file:
        yield ("authority", "")


def _place_line(
    place: Location, theirs: Iterable[Release], first_on: date | None, today: date
) -> content.ReleaseLine:
    current = [release for release in theirs if release.state != State.SUPERSEDED]
    latest = current[-1] if current else None
    return _line(place.name, Kind.LOCATION, latest, first_on, today)


def _own_line(release: Release, first_on: date | None, today: date) -> content.ReleaseLine:
    return _line(str(release.of), release.kind, release, first_on, today, holder=_holder(release))


def _holder(release: Release) -> str:
    """Whose word it is: of materials the owner and the copyright holder, of a permit the authority."""
    if release.kind == Kind.MATERIALS:
        return " / ".join(dict.fromkeys(filter(None, (release.owned_by, release.copyright_holder))))
    if release.kind == Kind.HERITAGE:
        typed = " ".join(filter(None, (release.authority, release.authority_number)))
        return str(release.permit) if release.permit else typed
    return release.posted_where


def _line(
    name: str, kind: str, latest: Release | None, first_on: date | None, today: date, holder: str = ""
) -> content.ReleaseLine:
    found = standing_of(latest, today) if latest else Standing("needed")
    shown = latest if found.is_clear else None
    return content.ReleaseLine(
        name=name,
        standing=found.code,
        kind=kind,
        holder=holder,
        limits=shown.limits if shown else "",
        signed_on=(shown.signed_on or shown.posted_on) if shown else None,
        expires_on=latest.valid_until if latest else None,
        first_on=first_on,
        missing=tuple(_missing(found, latest)),
    )
