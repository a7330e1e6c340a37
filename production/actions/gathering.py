"""A shoot day becomes the content of its call sheet, in a number of queries that doesn't grow with it.

What the film calls private never enters: the content goes to the whole crew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from zoneinfo import ZoneInfo

from django.db.models import Q

from production.actions.gathering_people import Cast, contributors, crew
from production.labels import DEPARTMENTS, HEADER_ROLES
from production.models import Film, Location, Permit, Person, RunningItem, ShootDay
from production.pdf import call_sheet_content as content
from production.running_order import DayPlan, PlannedItem, day_numbers, plans
from production.sun import sun_times

Kind = RunningItem.Kind
ADVANCE_DAYS = 2
_NOT_IN_ADVANCE = {Kind.CALL, Kind.LOAD_IN, Kind.SAFETY, Kind.SET_UP, Kind.MEAL, Kind.WRAP}


def gather(day: ShootDay) -> content.CallSheet:
    """What the day's call sheet says now."""
    film = day.film
    following = list(film.shoot_days.after(day).values_list("pk", flat=True)[:ADVANCE_DAYS])
    wanted = film.shoot_days.with_running_order().filter(Q(pk=day.pk) | Q(pk__in=following))
    plan, *advance = sorted(plans(wanted), key=lambda p: (p.day.pk != day.pk, p.day.date, p.day.unit))
    numbers = day_numbers(film)
    cast = Cast.of(plan)
    number, of = numbers.get(day.pk, (None, None))
    sheet = content.CallSheet(
        film=film.title,
        company=film.company,
        on=day.date,
        zone=plan.zone,
        day_type=day.day_type,
        number=number,
        of=of,
        unit=day.unit,
        logo=film.logo.sha256 if film.logo else "",
        paper=film.paper,
        places=_places(plan, film),
        rows=tuple(_row(item) for item in plan.items),
        contributors=contributors(plan, cast),
        crew=crew(plan),
        vehicles=_vehicles(plan),
        department_notes=_department_notes(plan.day),
        advance=tuple(_advance(plan, numbers) for plan in advance),
        sun=_sun(plan),
    )
    sheet = _with_head(sheet, film)
    sheet = _with_times(sheet, plan)
    return withhold(_with_day(sheet, plan), film.private_fields)


def withhold(sheet: content.CallSheet, private: Collection[str]) -> content.CallSheet:
    """The sheet without the fields of people that are private; what was issued may know more."""

    def contact(one: content.Contact | None) -> content.Contact | None:
        return replace(one, phone="") if one and "phone" in private else one

    def contributor(one: content.Contributor) -> content.Contributor:
        return replace(
            one,
            met_by=contact(one.met_by),
            companion="" if "companion" in private else one.companion,
            access="" if "access_needs" in private else one.access,
            diet="" if "diet" in private else one.diet,
        )

    def call(one: content.CrewCall) -> content.CrewCall:
        return replace(
            one,
            phone="" if "phone" in private else one.phone,
            email="" if "email" in private else one.email,
        )

    return replace(
        sheet,
        heads=tuple(replace(head, phone="") if "phone" in private else head for head in sheet.heads),
        contributors=tuple(map(contributor, sheet.contributors)),
        crew=tuple(map(call, sheet.crew)),
    )


# Head and times


def _with_head(sheet: content.CallSheet, film: Film) -> content.CallSheet:
    office = content.Contact(film.production_office, phone=film.production_office_phone)
    return replace(
        sheet,
        directors=_names(film.directors),
        heads=_heads(film),
        production_office=office if office.name or office.phone else None,
        emergency_number=film.emergency_number,
        safety_line=film.safety_line,
        confidentiality=film.confidentiality,
        approvals=_names(film.approvals),
        show_eighths=film.show_eighths,
    )


def _names(typed: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in typed.split(",") if name.strip())


def _heads(film: Film) -> tuple[content.Contact, ...]:
    order = list(HEADER_ROLES)
    people = sorted(
        Person.objects.filter(film=film).exclude(header_role=""),
        key=lambda person: (order.index(person.header_role), person.pk),
    )
    return tuple(content.Contact(p.name, p.header_role, p.phone) for p in people)


def _with_times(sheet: content.CallSheet, plan: DayPlan) -> content.CallSheet:
    day, lunch = plan.day, plan.lunch
    return replace(
        sheet,
        general_call=plan.start,
        shooting_call=plan.shooting_call,
        breakfast=plan.moment(day.breakfast),
        lunch=lunch.start if lunch else None,
        lunch_minutes=lunch.item.minutes if lunch else None,
        estimated_wrap=plan.wrap,
        wrap_overridden=day.wrap_override is not None,
        weather_at=day.weather_at.astimezone(ZoneInfo(plan.zone)) if day.weather_at else None,
    )


def _with_day(sheet: content.CallSheet, plan: DayPlan) -> content.CallSheet:
    day = plan.day
    return replace(
        sheet,
        script_draft=day.script_draft,
        closed_set=day.closed_set,
        weather=day.weather,
        radio=day.radio,
        kit=day.kit,
        safety=day.safety,
    )


def _sun(plan: DayPlan) -> content.Sun | None:
    place = next((place for place in plan.places if place.latitude is not None), None)
    if place is None:
        return None
    sun = sun_times(float(place.latitude), float(place.longitude), plan.day.date, place.zone)  # type: ignore[arg-type]
    return content.Sun(
        place=place.name,
        sunrise=sun.sunrise,
        sunset=sun.sunset,
        civil_dawn=sun.civil_dawn,
        civil_dusk=sun.civil_dusk,
        morning_golden_end=sun.morning_golden_end,
        evening_golden_start=sun.evening_golden_start,
        polar=sun.polar,
    )


# Places


def _places(plan: DayPlan, film: Film) -> tuple[content.Place, ...]:
    """In order of use, each once, with the sets used there."""
    used: dict[int, list[PlannedItem]] = {}
    for item in plan.items:
        if item.place is not None:
            used.setdefault(item.place.pk, []).append(item)
    permits = list(Permit.objects.filter(location__in=used).covering(plan.day.date))
    return tuple(
        _place(items, film, [p for p in permits if p.location_id == key]) for key, items in used.items()
    )


def _place(items: list[PlannedItem], film: Film, permits: Iterable[Permit]) -> content.Place:
    place = items[0].place
    assert place is not None  # noqa: S101  # the caller grouped the items by it
    sets = dict.fromkeys(item.item.at_set.name for item in items if item.item.at_set)
    number = place.emergency_number
    return content.Place(
        key=place.pk,
        name=place.name,
        sets=tuple(sets),
        address=place.address,
        latitude="" if place.latitude is None else str(place.latitude),
        longitude="" if place.longitude is None else str(place.longitude),
        zone=place.zone,
        entrance=place.entrance,
        crew_parking=place.crew_parking,
        unit_parking=place.unit_parking,
        base=place.base,
        holding=place.holding,
        catering=place.catering,
        toilets=place.toilets,
        load_in=place.load_in,
        hours=_hours(place),
        rules=place.rules,
        contact=_site_contact(place),
        hospital_name=place.hospital_name,
        hospital_address=place.hospital_address,
        hospital_phone=place.hospital_phone,
        emergency_number=number if number != film.emergency_number else "",
        permits=tuple(map(_permit, permits)),
    )


def _hours(place: Location) -> str:
    span = f"{place.opens:%H:%M}–{place.closes:%H:%M}" if place.opens and place.closes else ""
    return " · ".join(filter(None, (span, place.hours)))


def _site_contact(place: Location) -> content.Contact | None:
    if not (place.contact_name or place.contact_phone):
        return None
    return content.Contact(place.contact_name, phone=place.contact_phone)


def _permit(permit: Permit) -> str:
    if permit.daily_from is None or permit.daily_until is None:
        return str(permit)
    return f"{permit}, {permit.daily_from:%H:%M}–{permit.daily_until:%H:%M}"


# Running order


def _row(planned: PlannedItem) -> content.Row:
    item, scene, place = planned.item, planned.item.scene, planned.place
    return content.Row(
        key=item.pk,
        kind=item.kind,
        start=planned.start,
        minutes=item.minutes,
        scene=scene.number if scene else "",
        int_ext=scene.int_ext if scene else "",
        day_night=scene.day_night if scene else "",
        set_name=item.at_set.name if item.at_set else "",
        description=item.title or (scene.title if scene else ""),
        eighths=scene.eighths if scene else None,
        people=tuple(person.ref for person in planned.people),
        place=place.pk if place else None,
        place_name=place.name if place else "",
        destination=place.name if place and item.kind == Kind.MOVE else "",
        notes=item.notes,
        fixed=item.fixed_start is not None,
        overrun_minutes=planned.overrun_minutes,
    )


def _advance(plan: DayPlan, numbers: dict[int, tuple[int, int]]) -> content.AdvanceDay:
    day = plan.day
    return content.AdvanceDay(
        on=day.date,
        day_type=day.day_type,
        number=numbers[day.pk][0] if day.pk in numbers else None,
        general_call=plan.start,
        place_name=next((item.place.name for item in plan.items if item.place), ""),
        rows=tuple(_advance_rows(plan.items)),
    )


def _advance_rows(items: Iterable[PlannedItem]) -> Iterator[content.AdvanceRow]:
    for item in items:
        if item.item.kind not in _NOT_IN_ADVANCE:
            row = _row(item)
            yield content.AdvanceRow(
                scene=row.scene,
                kind=row.kind,
                int_ext=row.int_ext,
                day_night=row.day_night,
                set_name=row.set_name,
                description=row.description,
                minutes=row.minutes,
            )


# The rest


def _vehicles(plan: DayPlan) -> tuple[content.Vehicle, ...]:
    vehicles = plan.day.vehicles.select_related("driver").prefetch_related("passengers")
    return tuple(
        content.Vehicle(
            name=vehicle.name,
            driver=vehicle.driver.name if vehicle.driver else "",
            pick_up=plan.moment(vehicle.pick_up),
            pick_up_place=vehicle.pick_up_place,
            passengers=tuple(person.name for person in vehicle.passengers.all()),
            note=vehicle.note,
        )
        for vehicle in vehicles
    )


def _department_notes(day: ShootDay) -> tuple[content.DepartmentNote, ...]:
    order = list(DEPARTMENTS)
    notes = sorted(day.department_notes.all(), key=lambda note: order.index(note.department))
    return tuple(content.DepartmentNote(note.department, note.note) for note in notes)
