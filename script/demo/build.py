"""Build the demo film, through the same actions as people do, stopping at a stage if asked.

Stages: ``planned`` (people, places, scenes), ``scheduled`` (days and running orders), ``shooting``
(call sheets issued, releases under way).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction

from production.actions import call_sheets, films, schedule
from production.clock import parse_day_time, parse_offset
from production.models import (
    Call,
    DepartmentNote,
    Film,
    Location,
    Membership,
    Permit,
    Person,
    Scene,
    Set,
    ShootDay,
    Theme,
    TravelTime,
    User,
    Vehicle,
)
from production.models.indexing import gathered
from production.readiness import readiness
from script.demo import NOTICE, SAMPLE, archive, events, interviews, releases, shots, sittings, wrap, writing
from script.demo import days as plan
from script.demo import kept as _kept
from script.demo.people import CONTRIBUTORS, CREW, DIRECTOR, MEMBERS, PHONE, WORKS
from script.demo.places import LOCATIONS, TRAVEL
from script.demo.scenes import SCENES, THEMES

STAGES = ("planned", "scheduled", "shooting")
SLUG = "coyoacan"


@dataclass
class Demo:
    """What is built so far, by the names that the scenario uses."""

    film: Film
    by: User
    people: dict[str, Person] = field(default_factory=dict)
    locations: dict[str, Location] = field(default_factory=dict)
    sets: dict[tuple[str, str], Set] = field(default_factory=dict)
    scenes: dict[str, Scene] = field(default_factory=dict)
    days: dict[Any, ShootDay] = field(default_factory=dict)


@transaction.atomic
@gathered()
def build(*, password: str, stage: str = STAGES[-1]) -> Film:
    """The demo film and its five members, all with this password."""
    users = {role: _user(email, name, password) for role, email, name, _person in MEMBERS}
    demo = Demo(film=_film(users["producer"]), by=users["producer"])
    _people(demo)
    _members(demo, users)
    _places(demo)
    _scenes(demo)
    archive.enter(film=demo.film, by=demo.by, people=demo.people, scenes=demo.scenes)
    events.enter(film=demo.film, people=demo.people, scenes=demo.scenes)
    shots.enter(film=demo.film, by=demo.by, scenes=demo.scenes, locations=demo.locations)
    if stage != "planned":
        _schedule(demo)
    if stage == "shooting":
        _shoot(demo)
    return demo.film


def _user(email: str, name: str, password: str) -> User:
    user = User.objects.filter(email=email).first()
    user = user or User.objects.create_user(email, password, name=name, language="")
    EmailAddress.objects.get_or_create(user=user, email=email, defaults={"verified": True, "primary": True})
    return user


def _film(by: User) -> Film:
    film = Film(
        title="La casa de Coyoacán",
        slug=SLUG,
        directors="Adolfo Videla",
        company=f"Videla film ({SAMPLE.lower()})",
        notice=NOTICE,
        languages=["es", "en", "fr", "ru"],
        time_zone="America/Mexico_City",
        frame_rate=Film.Rate.R2997,
        drop_frame=True,
        emergency_number="065",
        show_eighths=True,
        production_office="Avenida de Muestra 21, Mexico City",
        production_office_phone=PHONE.format(0),
        safety_line="No shot is worth an injury. Anybody may call “stop”.",
        confidentiality="Confidential: please don't pass on",
        approvals="Producer, First assistant director",
    )
    film.full_clean()
    return films.create(film=film, by=by)


def _people(demo: Demo) -> None:
    for row in CONTRIBUTORS:
        later = {"died"}  # told when it happens, see _shoot
        fields = {name: value for name, value in row.items() if name not in later}
        demo.people[row["name"]] = _kept(Person(film=demo.film, is_contributor=True, **fields))
    demo.people[DIRECTOR["name"]] = _kept(Person(film=demo.film, is_crew=True, **DIRECTOR))
    for number, (name, position, department, header_role) in enumerate(CREW, start=11):
        demo.people[name] = _kept(
            Person(
                film=demo.film,
                is_crew=True,
                name=name,
                position=position,
                department=department,
                header_role=header_role,
                phone=PHONE.format(number),
                email=f"crew{number}@example.org",
                languages=["es", "fr"] if "Interpreter" in position else ["es"],
                is_interpreter="Interpreter" in position,
                reads="es",
                line=SAMPLE,
                starts_on=WORKS[0],
                finishes_on=WORKS[1],
                notes=f"{SAMPLE}: this person is invented.",
            )
        )


def _members(demo: Demo, users: dict[str, User]) -> None:
    for role, _email, _name, person in MEMBERS:
        membership, _ = Membership.objects.get_or_create(
            film=demo.film, user=users[role], defaults={"role": role}
        )
        if person:
            demo.people[person].membership = membership
            _kept(demo.people[person])


def _places(demo: Demo) -> None:
    for row in LOCATIONS:
        fields = {name: value for name, value in row.items() if name not in ("sets", "permits")}
        location = _kept(Location(film=demo.film, **fields))
        demo.locations[location.name] = location
        for name in row["sets"]:
            demo.sets[location.name, name] = _kept(Set(location=location, name=name))
        for permit in row["permits"]:
            _kept(Permit(location=location, **permit))
    for origin, destination, minutes in TRAVEL:
        ends = {"origin": demo.locations[origin], "destination": demo.locations[destination]}
        _kept(TravelTime(minutes=minutes, **ends))


def _scenes(demo: Demo) -> None:
    themes = {name: _kept(Theme(film=demo.film, name=name)) for name in THEMES}
    for row in SCENES:
        fields = {n: v for n, v in row.items() if n not in ("where", "people", "themes")}
        place = demo.sets[row["where"]] if row["where"] else None
        scene = _kept(Scene(film=demo.film, set=place, **fields))
        scene.themes.set(themes[name] for name in row["themes"])
        scene.people.set(demo.people[name] for name in row["people"])
        demo.scenes[scene.number] = scene


def _schedule(demo: Demo) -> None:
    for row in plan.DAYS:
        lists = ("crew", "calls", "vehicles", "notes", "items")
        fields = {name: value for name, value in row.items() if name not in lists}
        if "weather" in fields:
            fields["weather_at"] = datetime.combine(row["date"], datetime.min.time(), UTC)
        day = _kept(ShootDay(film=demo.film, **fields))
        demo.days[day.date] = day
        for item in row["items"]:
            _item(demo, day, item)
        _calls(demo, day, row)
        _rest(demo, day, row)
    for item in plan.POOL:
        _item(demo, None, item)


def _item(demo: Demo, day: ShootDay | None, row: dict[str, Any]) -> None:
    fields = {name: value for name, value in row.items() if name not in ("scene", "where")}
    where = row.get("where")
    if isinstance(where, tuple):
        fields["set"] = demo.sets[where]
    elif where:
        fields["location"] = demo.locations[where]
    scene = demo.scenes[row["scene"]] if "scene" in row else None
    schedule.add_item(film=demo.film, day=day, scene=scene, by=demo.by, **fields)


def _calls(demo: Demo, day: ShootDay, row: dict[str, Any]) -> None:
    calls = row.get("calls", {})
    for name in dict.fromkeys([*row["crew"], *calls]):
        told = dict(calls.get(name, {}))
        fields: dict[str, Any] = {"mode": Call.Mode.GENERAL}
        if told.pop("own", False):
            fields["mode"] = Call.Mode.OWN
        if "at" in told:
            fields |= {"mode": Call.Mode.ABSOLUTE, "at": parse_day_time(told.pop("at"))}
        if "offset" in told:
            fields |= {"mode": Call.Mode.RELATIVE, "offset": parse_offset(told.pop("offset"))}
        for time in ("ready", "release_by", "pick_up"):
            if time in told:
                fields[time] = parse_day_time(told.pop(time))
        if "met_by" in told:
            fields["met_by"] = demo.people[told.pop("met_by")]
        _kept(Call(day=day, person=demo.people[name], **fields, **told))


def _rest(demo: Demo, day: ShootDay, row: dict[str, Any]) -> None:
    for name, driver, pick_up, place, passengers in row.get("vehicles", []):
        vehicle = _kept(
            Vehicle(
                day=day,
                name=name,
                driver=demo.people[driver],
                pick_up=parse_day_time(pick_up),
                pick_up_place=place,
            )
        )
        vehicle.passengers.set(demo.people[name] for name in passengers)
    for department, note in row.get("notes", {}).items():
        _kept(DepartmentNote(day=day, department=department, note=note))


# From the first day on ------------------------------------------------------------------------


def _shoot(demo: Demo) -> None:
    first, second = (day for day in demo.days.values() if day.date.day in (5, 9))
    shots.land_on_the_recce(film=demo.film, day=next(d for d in demo.days.values() if d.date.day == 4))
    releases.build(demo.film, demo.people, demo.locations)
    interviews.build(demo.film, demo.people, demo.by)
    sittings.build(demo.film, demo.people, demo.scenes, demo.by)
    _issue(demo, first, datetime(2003, 6, 4, 23, 0, tzinfo=UTC))
    _issue(demo, second, datetime(2003, 6, 8, 20, 0, tzinfo=UTC))
    _change_of_plan(demo, second)
    _issue(demo, second, datetime(2003, 6, 9, 0, 30, tzinfo=UTC))
    wrap.close_first(day=first, people=demo.people, by=demo.by)
    wrap.fill_second(day=second, people=demo.people)
    _fernandez(demo)
    writing.build(film=demo.film, people=demo.people, by=demo.by)


def _issue(demo: Demo, day: ShootDay, now: datetime) -> None:
    day.refresh_from_db()
    for point in readiness(day, now=now).open:
        rule, subject, facts = point.key
        call_sheets.accept_warning(
            day=day,
            rule=rule,
            subject=subject,
            facts=facts,
            reason="Known and meant so (sample data)",
            by=demo.by,
            now=now,
        )
    last = call_sheets.last_issued(day)
    call_sheets.issue(day=day, expected_version=last.version + 1 if last else 1, by=demo.by, now=now)


def _change_of_plan(demo: Demo, day: ShootDay) -> None:
    """The evening before: the desk waits for another day, Volkov comes half an hour later."""
    call = Call.objects.get(day=day, person=demo.people["Esteban Volkov"])
    call.at, call.ready = parse_day_time("09:00"), parse_day_time("09:20")
    _kept(call)
    first = day.running_items.get(scene=demo.scenes["8"])
    first.fixed_start = parse_day_time("09:30")
    _kept(first)
    schedule.park_item(item=day.running_items.get(scene=demo.scenes["2"]), by=demo.by)


def _fernandez(demo: Demo) -> None:
    """He died shortly after his interview: two of three heirs have signed."""
    person = demo.people["Octavio Fernández"]
    person.died = next(row["died"] for row in CONTRIBUTORS if row["name"] == person.name)
    _kept(person)
    releases.heirs(demo.film, person)
