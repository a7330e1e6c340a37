"""The people of a call sheet: contributors with their standing, and the crew by department."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from production.day_out_of_days import codes
from production.labels import DEPARTMENTS
from production.models import Call, Person, Release, RunningItem, ShootDay, Standing, standing
from production.pdf import call_sheet_content as content
from production.running_order import DayPlan, PersonCall


@dataclass(frozen=True)
class Cast:
    """What the contributors' rows need from beyond the day: codes of the whole film, and releases."""

    codes: dict[int, str]
    standings: dict[int, Standing]

    @classmethod
    def of(cls, plan: DayPlan) -> Cast:
        people = [call.person for call in plan.calls.values() if call.is_contributor_today]
        return cls(status_codes(plan.day, people), _standings(people, plan.day.date))


def _standings(people: Iterable[Person], on: date) -> dict[int, Standing]:
    releases = defaultdict(list)
    for release in Release.objects.filter(person__in=[p.pk for p in people]).prefetch_related("heirs"):
        releases[release.person_id].append(release)
    return {person.pk: standing(person, releases[person.pk], on) for person in people}


def status_codes(day: ShootDay, people: Iterable[Person]) -> dict[int, str]:
    """SW, W, WF … of each person on this day, from the days of the whole film."""
    people = list(people)
    dates = _dates_of(day, [person.pk for person in people])
    off = _company_days_off(day)
    found = {}
    for person in people:
        mine = dates[person.pk]
        row = codes(
            mine[ShootDay.Type.SHOOT],
            travel=mine[ShootDay.Type.TRAVEL],
            rehearsal=mine[ShootDay.Type.RECCE] | mine[ShootDay.Type.PREP],
            days_off=off,
            may_be_held=person.may_be_held,
        )
        found[person.pk] = row.get(day.date, "")
    return found


def _dates_of(day: ShootDay, people: list[int]) -> dict[int, dict[str, set[date]]]:
    """Dates by kind of day, of each person: work is an item; to travel, a call is enough."""
    dates: dict[int, dict[str, set[date]]] = defaultdict(lambda: defaultdict(set))
    items = RunningItem.objects.filter(day__film=day.film_id, day__binned_at=None)
    for who in ("people", "scene__people"):
        rows = items.filter(**{f"{who}__in": people}).values_list(who, "day__date", "day__day_type")
        for person, on, kind in rows.distinct().order_by():
            dates[person][kind].add(on)
    calls = Call.objects.filter(day__film=day.film_id, day__binned_at=None, person__in=people)
    for person, on, kind in calls.values_list("person", "day__date", "day__day_type"):
        if kind != ShootDay.Type.SHOOT:
            dates[person][kind].add(on)
    return dates


def _company_days_off(day: ShootDay) -> set[date]:
    days: dict[bool, set[date]] = {True: set(), False: set()}
    for on, kind in ShootDay.objects.filter(film=day.film_id).values_list("date", "day_type"):
        days[kind == ShootDay.Type.OFF].add(on)
    return days[True] - days[False]


def contributors(plan: DayPlan, cast: Cast) -> tuple[content.Contributor, ...]:
    return tuple(_contributor(call, cast) for call in plan.calls.values() if call.is_contributor_today)


def _contributor(call: PersonCall, cast: Cast) -> content.Contributor:
    person, release = call.person, cast.standings[call.person.pk]
    return content.Contributor(
        key=person.pk,
        number="" if person.number is None else str(person.number),
        name=person.name,
        said=person.said,
        addressed=person.addressed,
        line=person.line,
        status=cast.codes[person.pk],
        pick_up=call.pick_up,
        arrival=call.time,
        ready=call.ready,
        release_by=call.release_by,
        languages=tuple(person.languages),
        interpreter_needed=person.interpreter_needed,
        companion=person.companion,
        access=person.access_needs,
        diet=person.diet,
        release=release.code,
        release_detail=release.detail,
        language=person.reads,
        first_place=next((item.place.pk for item in call.items if item.place), None),
        items=tuple(item.item.pk for item in call.items),
        **_arrangements(call.call),
    )


def _arrangements(call: Call | None) -> dict[str, Any]:
    """What was agreed with somebody for this day."""
    if call is None:
        return {}
    met_by = call.met_by
    return {
        "pick_up_place": call.pick_up_place,
        "agreed_minutes": call.agreed_minutes,
        "met_by": content.Contact(met_by.name, met_by.position, met_by.phone) if met_by else None,
        "remarks": call.note,
        "wear": call.wear,
    }


def crew(plan: DayPlan) -> tuple[content.CrewCall, ...]:
    """By department, in the order in which they were entered: that is how a department lines up."""
    order = list(DEPARTMENTS)
    today = [c for c in plan.calls.values() if not c.is_contributor_today]
    today.sort(key=lambda call: (_place_in(order, call.person.department), call.person.pk))
    return tuple(_crew_call(call, plan) for call in today)


def _place_in(order: list[str], department: str) -> int:
    return order.index(department) if department in order else len(order)


def _crew_call(call: PersonCall, plan: DayPlan) -> content.CrewCall:
    person, record = call.person, call.call
    general = plan.general_call
    return content.CrewCall(
        key=person.pk,
        department=person.department,
        position=person.position,
        name=person.name,
        call=call.time,
        own_call=call.own_call,
        differs=call.own_call or (call.time is not None and call.time != general),
        pick_up=call.pick_up,
        pick_up_place=record.pick_up_place if record else "",
        phone=person.phone,
        email=person.email,
        note=record.note if record else "",
    )
