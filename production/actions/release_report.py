"""Where every release stands, and what is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from production.actions.reports import head
from production.models import Film, Location, Person, Release, RunningItem, ShootDay, Standing, standing
from production.pdf import report_content as content
from production.running_order import plans

State = Release.State
_OPEN = {State.SENT: "not_back", State.SPOKEN: "spoken"}
_ENDED = {State.REFUSED: "refused", State.WITHDRAWN: "withdrawn", State.NOT_REQUIRED: "not_required"}


def releases(film: Film) -> content.Releases:
    """Of every contributor, of whoever else has one, and of every place in front of the camera."""
    today = head(film)
    of_people: dict[int, list[Release]] = defaultdict(list)
    of_places: dict[int, list[Release]] = defaultdict(list)
    for release in film.releases.prefetch_related("heirs").order_by("pk"):
        if release.person_id:
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
    kind = Release.Kind.APPEARANCE if person.died is None else Release.Kind.ESTATE
    current = [r for r in theirs if r.state != State.SUPERSEDED]
    latest = next((r for r in reversed(current) if r.kind == kind), current[-1] if current else None)
    return content.ReleaseLine(
        name=person.name,
        standing=found.code,
        number="" if person.number is None else str(person.number),
        kind=latest.kind if latest else kind,
        limits=latest.limits if latest and found.is_clear else "",
        signed_on=latest.signed_on if latest and found.is_clear else None,
        expires_on=latest.expires_on if latest else None,
        first_on=first_on,
        missing=tuple(_missing(found, latest)),
    )


def _missing(found: Standing, latest: Release | None) -> Iterator[tuple[str, str]]:
    if found.code == "needed":
        yield (_OPEN.get(State(latest.state), "not_sent") if latest else "none", "")
    elif found.code == "estate":
        if latest is None or latest.kind != Release.Kind.ESTATE:
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
    code = _place_standing(latest, today)
    is_clear = code in ("signed", "restricted", "not_required")
    return content.ReleaseLine(
        name=place.name,
        standing=code,
        kind=Release.Kind.LOCATION,
        limits=latest.limits if latest and is_clear else "",
        signed_on=latest.signed_on if latest and is_clear else None,
        expires_on=latest.expires_on if latest else None,
        first_on=first_on,
        missing=tuple(_missing(Standing(code), latest)),
    )


def _place_standing(release: Release | None, today: date) -> str:
    if release is None:
        return "needed"
    if release.state in _ENDED:
        return _ENDED[State(release.state)]
    if release.state == State.EXPIRED or (release.expires_on and release.expires_on < today):
        return "expired"
    if release.state in Release.GIVEN:
        return "restricted" if release.limits else "signed"
    return "needed"
