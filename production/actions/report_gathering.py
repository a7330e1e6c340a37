"""A day's production report as it stands now, in a number of queries that doesn't grow with it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import Q

from production.actions import report_schedule
from production.actions.report_schedule import Planned, last_signed
from production.clock import instant
from production.models import (
    AddedItem,
    MediaCard,
    Person,
    PersonTime,
    ProductionReport,
    ReleaseSigning,
    ReportedItem,
    ReportedShot,
    RunningItem,
    ShootDay,
    Shot,
)
from production.pdf import production_report_content as content
from production.running_order import DayPlan, day_numbers, plan, plans

REST_DAYS = 2  # so many days back, the last release is looked for


def gather(report: ProductionReport) -> content.ProductionReport:
    """What the report says now, without what closing it would change."""
    timed = plan(ShootDay.objects.with_running_order().get(pk=report.day_id))
    day, film = timed.day, timed.day.film
    signed = last_signed(day)
    before = signed.report if signed else None
    planned = report_schedule.planned(timed, before)
    number, of = day_numbers(film).get(day.pk, (None, None))
    return content.ProductionReport(
        film=film.title,
        company=film.company,
        paper=film.paper,
        confidentiality=film.confidentiality,
        on=day.date,
        zone=timed.zone,
        day_type=day.day_type,
        number=before.number if before else number,
        of=before.of if before else of,
        unit=day.unit,
        source=planned.source,
        times=tuple(
            content.Timing(code, planned.times.get(code), timed.moment(getattr(report, code)))
            for code in content.TIMES
        ),
        places=tuple(place.name for place in timed.places) or (before.places if before else ()),
        items=(*_items(report, timed, planned, before), *_added(report)),
        shots=tuple(_shots(report, timed)),
        people=tuple(_people(report, timed, planned)),
        signings=tuple(_signings(report)),
        cards=tuple(_cards(report)),
        forecast=planned.forecast,
        weather=report.weather,
        incidents=report.incidents,
        notes=report.notes,
        next_day=report.next_day,
        correction=report.correction,
    )


def withhold(report: content.ProductionReport) -> content.ProductionReport:
    """Without what is told of single people: incidents, and when they came and went."""
    return replace(report, incidents="", people=(), notes="")


# Items


def _items(
    report: ProductionReport,
    timed: DayPlan,
    planned: Planned,
    before: content.ProductionReport | None,
) -> Iterator[content.Item]:
    told = {line.item_id: line for line in _lines(report, ReportedItem)}
    said = {item.key: item for item in before.items} if before else {}
    found = [
        _item(item, told.get(item.pk), planned, said.get(item.pk))
        for item in report_schedule.items_of(report, timed)
    ]
    later = datetime.max.replace(tzinfo=UTC)
    yield from sorted(found, key=lambda item: item.start.astimezone(UTC) if item.start else later)


def _item(
    item: RunningItem, line: ReportedItem | None, planned: Planned, said: content.Item | None
) -> content.Item:
    """With the words of the signed report where there are: the item itself may be another by now."""
    outcome = line.outcome if line else ""
    told = content.Item(
        key=item.pk,
        kind=item.kind,
        outcome=outcome,
        description=item.title or (item.scene.title if item.scene else ""),
        scene=item.scene.number if item.scene else "",
        place=item.place.name if item.place else "",
        start=planned.starts.get(item.pk),
        minutes=item.minutes,
        reason=line.reason if line else "",
        to_pool=bool(line and line.to_pool and outcome in ("part", "not_done")),
    )
    if said is None:
        return told
    return replace(said, outcome=told.outcome, reason=told.reason, to_pool=told.to_pool)


def _added(report: ProductionReport) -> Iterator[content.Item]:
    for line in _lines(report, AddedItem, "scene"):
        scene = line.scene.number if line.scene else ""
        yield content.Item(line.pk, "", "added", description=line.title, scene=scene, minutes=line.minutes)


def _lines(report: ProductionReport, model: Any, *related: str) -> Iterable[Any]:
    """The rows of a report; one that is not saved yet has none."""
    if report.pk is None:
        return ()
    return model.objects.filter(report=report).select_related(*related)


# Shots


def _shots(report: ProductionReport, timed: DayPlan) -> Iterator[content.Shot]:
    """Musts first; those of the day's scenes that are still to land, and those that did."""
    landed = {line.shot_id for line in _lines(report, ReportedShot)}
    for shot in shots_of(report, timed, landed):
        yield content.Shot(
            key=shot.pk,
            number=shot.number,
            scene=shot.scene.number if shot.scene else "",
            description=shot.description,
            is_must=shot.priority == Shot.Priority.MUST,
            is_done=shot.pk in landed,
        )


def shots_of(report: ProductionReport, timed: DayPlan, landed: Collection[int] = ()) -> list[Shot]:
    """The tick list: of the scenes and the b-roll menus of the day."""
    items = report_schedule.items_of(report, timed)
    scenes = {item.scene_id for item in items} - {None}
    places = {item.place.pk for item in items if item.place and item.kind == RunningItem.Kind.B_ROLL}
    of_the_day = Q(scene__in=scenes) | Q(location__in=places)
    open_ones = Q(status__in=Shot.OPEN) | Q(shot_on=timed.day)
    found = Shot.objects.standing().filter(of_the_day & open_ones | Q(pk__in=landed))
    shots = list(found.select_related("scene").in_order())
    return sorted(shots, key=lambda shot: shot.priority != Shot.Priority.MUST)


# People


def _people(report: ProductionReport, timed: DayPlan, planned: Planned) -> Iterator[content.PersonTimes]:
    times = {line.person_id: line for line in _lines(report, PersonTime, "person")}
    wanted = {key: call.person for key, call in timed.calls.items()}
    wanted |= {key: line.person for key, line in times.items() if key not in wanted}
    rested = _released_before(timed, wanted)
    least = timed.day.film.turnaround_hours * 60
    for key, person in wanted.items():
        line = times.get(key)
        arrived = timed.moment(line.arrived) if line else None
        rest = _rest(rested.get(key), arrived)
        yield content.PersonTimes(
            key=key,
            name=person.name,
            role=person.position if person.is_crew else "",
            is_contributor=person.is_contributor,
            called=planned.called.get(key),
            arrived=arrived,
            due=planned.due.get(key),
            released=timed.moment(line.released) if line else None,
            rest=rest,
            is_short=rest is not None and rest < least,
        )


def _rest(released: datetime | None, arrived: datetime | None) -> int | None:
    if released is None or arrived is None:
        return None
    return round((arrived - released).total_seconds() / 60)


def _released_before(timed: DayPlan, people: dict[int, Person]) -> dict[int, datetime]:
    """When each was released the last time before this day: as noted, else as planned."""
    day = timed.day
    first = day.date - timedelta(days=REST_DAYS)
    earlier = plans(
        day.film.shoot_days.with_running_order().filter(date__gte=first, date__lt=day.date).order_by("date")
    )
    zones = {other.day.pk: other for other in earlier}
    found: dict[int, datetime] = {}
    for other in earlier:
        for key, call in other.calls.items():
            if key in people and (until := call.release_by or other.wrap):
                found[key] = until
    noted = PersonTime.objects.filter(report__day__in=zones, person__in=people).exclude(released=None)
    for line in noted.select_related("report").order_by("report__day__date"):
        other = zones[line.report.day_id]
        found[line.person_id] = instant(other.day.date, line.released, other.zone)
    return found


# Releases and media


def _signings(report: ProductionReport) -> Iterator[content.Signing]:
    for line in _lines(report, ReleaseSigning, "release__person", "release__location"):
        release = line.release
        of = str(release.person or release.location or release)
        yield content.Signing(release.pk, of, release.kind, line.signer, line.signed_on)


def _cards(report: ProductionReport) -> Iterator[content.Card]:
    for line in _lines(report, MediaCard):
        yield content.Card(
            label=line.label,
            camera=line.camera,
            gigabytes="" if line.gigabytes is None else str(line.gigabytes),
            minutes=line.minutes,
            copy_1=line.copy_1,
            copy_2=line.copy_2,
            checksum=line.checksum,
            verified_by=line.verified_by,
        )
