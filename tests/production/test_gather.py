"""A shoot day becomes the content of its call sheet."""

import json
from datetime import date, datetime, time
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from production import revision_colours
from production.actions.call_sheets import gather
from production.models import Call, DepartmentNote, Heir, ShootDay, Vehicle
from production.pdf.call_sheet_content import from_json, to_json
from tests.factories import (
    CallFactory,
    ContributorFactory,
    LocationFactory,
    PermitFactory,
    PersonFactory,
    ReleaseFactory,
    RunningItemFactory,
    SceneFactory,
    SetFactory,
    ShootDayFactory,
)

pytestmark = pytest.mark.django_db

GOLDEN = Path(__file__).parent.parent / "golden" / "call_sheet_content.json"
DAY = date(2003, 6, 17)


def fresh(day):
    return ShootDay.objects.get(pk=day.pk)


# The whole of a fixed day ----------------------------------------------------------------------


def full_day(film):
    """One of everything that a sheet can say."""
    film.directors, film.company = "Adolfo Videla", "Sample Pictures"
    film.production_office, film.production_office_phone = "Office", "+52 55 5550 0100"
    film.safety_line, film.confidentiality = "Mind the cables.", "For the crew only."
    film.approvals, film.show_eighths = "Ana Ruiz, Juan Gil", True
    film.save()
    house = LocationFactory(
        film=film,
        name="House in Coyoacán",
        entrance="Gate in the side street",
        opens=time(10),
        closes=time(18),
        hours="last entry 17:00",
        contact_name="Keeper",
        contact_phone="+52 55 5550 0150",
        emergency_number="911",
    )
    field = LocationFactory(film=film, name="Fields", latitude=None, longitude=None)
    PermitFactory(location=house, issuer="INAH", number="401", daily_from=time(7), daily_until=time(19))
    study, gate = SetFactory(location=house, name="Study"), SetFactory(location=house, name="Gate")
    volkov = ContributorFactory(
        film=film,
        number=1,
        name="Esteban Volkov",
        said="VOL-kof",
        addressed="don Esteban",
        line="the grandson",
        languages=["es", "en"],
        diet="no salt",
        access_needs="no stairs",
        companion="his daughter",
        reads="es",
        may_be_held=True,
    )
    ReleaseFactory(person=volkov, state="restricted", limits="no promo", signed_on=DAY)
    ana = PersonFactory(film=film, name="Ana Ruiz", department="camera", position="Camera", email="a@x.org")
    juan = PersonFactory(
        film=film, name="Juan Gil", department="production", position="Producer", header_role="producer"
    )
    luis = PersonFactory(film=film, name="Luis Paz", department="sound", position="Sound recordist")
    day = ShootDayFactory(
        film=film,
        date=DAY,
        general_call=7 * 60,
        breakfast=6 * 60 + 30,
        weather="Showers from 16:00",
        weather_at=datetime.fromisoformat("2003-06-16T23:00:00+00:00"),
        radio="1 production",
        kit="Crane at 10:00",
        safety="Wet stone in the courtyard.",
        script_draft="Blue, 12 June",
        closed_set=True,
    )
    interview = SceneFactory(
        film=film, number="12A", title="The night of 24 May", set=study, int_ext="int", day_night="day",
        eighths=11, people=[volkov],
    )  # fmt: skip
    RunningItemFactory(day=day, position=1, kind="load_in", title="Load-in", location=house, minutes=60)
    RunningItemFactory(
        day=day, position=2, kind="interview", title="", scene=interview, minutes=120, fixed_start=9 * 60
    )
    RunningItemFactory(day=day, position=3, kind="b_roll", title="Gate", set=gate, minutes=30, notes="wide")
    RunningItemFactory(
        day=day, position=4, kind="meal", title="Lunch", location=house, fixed_start=11 * 60, minutes=60
    )
    RunningItemFactory(day=day, position=5, kind="move", title="", location=field, minutes=45)
    RunningItemFactory(day=day, position=6, kind="wrap", title="", minutes=0)
    CallFactory(
        day=day, person=volkov, mode="absolute", at=8 * 60 + 15, pick_up=7 * 60 + 30, pick_up_place="Home",
        ready=8 * 60 + 45, release_by=12 * 60, agreed_minutes=120, met_by=ana, wear="No stripes",
        note="Short pauses",
    )  # fmt: skip
    CallFactory(day=day, person=ana, mode="relative", offset=-30, note="Lens test")
    CallFactory(day=day, person=juan, mode="own")
    CallFactory(day=day, person=luis)
    van = Vehicle.objects.create(day=day, name="Van 1", driver=luis, pick_up=6 * 60, pick_up_place="Office")
    van.passengers.add(ana)
    DepartmentNote.objects.create(day=day, department="sound", note="Bells at noon.")
    DepartmentNote.objects.create(day=day, department="camera", note="Two bodies.")
    travel = ShootDayFactory(film=film, date=date(2003, 6, 18), day_type="travel", general_call=9 * 60)
    RunningItemFactory(day=travel, position=1, kind="move", title="To Tampico", minutes=300)
    last = ShootDayFactory(film=film, date=date(2003, 6, 20), general_call=8 * 60)
    RunningItemFactory(day=last, position=1, kind="meal", minutes=30)
    item = RunningItemFactory(day=last, position=2, scene=interview, title="", kind="interview", minutes=60)
    item.people.add(volkov)
    return day


def plain(value, names=None):
    """JSON values with keys of rows replaced by the order in which they first stand there."""
    names = {} if names is None else names
    if isinstance(value, dict):
        keyed = {"key", "place", "first_place"}
        return {
            name: names.setdefault(item, len(names))
            if name in keyed and isinstance(item, int)
            else [names.setdefault(n, len(names)) for n in item]
            if name == "items"
            else plain(item, names)
            for name, item in value.items()
        }
    return [plain(item, names) for item in value] if isinstance(value, list) else value


def test_everything_that_a_full_day_says(film):
    content = to_json(gather(full_day(film)))
    # Keys of places, people and rows may be the same number: told apart before they are replaced.
    for section, offset in (("places", 1000), ("rows", 2000), ("contributors", 3000), ("crew", 4000)):
        for thing in content[section]:
            thing["key"] += offset
    for row in content["rows"]:
        row["place"] = row["place"] and row["place"] + 1000
    for person in content["contributors"]:
        person["first_place"] += 1000
        person["items"] = [key + 2000 for key in person["items"]]
    assert plain(content) == json.loads(GOLDEN.read_text())


def test_the_snapshot_reads_back_as_it_was_gathered(film):
    content = gather(full_day(film))
    assert from_json(json.loads(json.dumps(to_json(content)))) == content


# Private ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "secret"),
    [
        ("phone", "+52 55 5550 0100"),
        ("email", "a@x.org"),
        ("diet", "no salt"),
        ("access_needs", "no stairs"),
        ("companion", "his daughter"),
    ],
)
def test_private_fields_of_people_never_enter(film, field, secret):
    day = full_day(film)
    film.production_office_phone = ""
    film.private_fields = []
    film.save()
    assert secret in json.dumps(to_json(gather(fresh(day))))
    film.private_fields = [field]
    film.save()
    assert secret not in json.dumps(to_json(gather(fresh(day))))


def test_what_is_never_on_a_sheet(film):
    day = full_day(film)
    film.private_fields = []
    film.save()
    film.people.update(
        second_phone="555 0177", emergency_contact="secret sister", notes="secret note", born=date(1926, 3, 7)
    )
    said = json.dumps(to_json(gather(fresh(day))))
    assert not any(secret in said for secret in ("555 0177", "secret sister", "secret note", "1926"))


# Numbers, codes, standings ---------------------------------------------------------------------


def test_day_x_of_y_counts_shoot_days_only(film, day):
    ShootDayFactory(film=film, date=date(2003, 6, 1))
    ShootDayFactory(film=film, date=date(2003, 6, 2), day_type="travel")
    assert (gather(day).number, gather(day).of) == (2, 2)


def test_a_travel_day_has_no_number(film, day):
    day.day_type = "travel"
    day.save()
    assert (gather(day).number, gather(day).of, gather(day).day_type) == (None, None, "travel")


def test_status_codes_over_the_days_of_the_film(film, day):
    person = ContributorFactory(film=film, may_be_held=True)
    kinds = [
        ("2003-06-15", "travel"),
        ("2003-06-16", "shoot"),
        ("2003-06-17", "shoot"),
        ("2003-06-19", "shoot"),
    ]
    days = {}
    for on, kind in kinds:
        on = date.fromisoformat(on)
        days[on] = day if on == DAY else ShootDayFactory(film=film, date=on, day_type=kind)
        RunningItemFactory(day=days[on]).people.add(person)
    held = ShootDayFactory(film=film, date=date(2003, 6, 18))
    CallFactory(day=held, person=person)
    shown = [gather(d).contributors[0].status for d in (*days.values(), held)]
    assert shown == ["T", "SW", "W", "WF", "H"]


def test_the_only_day_and_the_people_of_the_scene(film, day):
    person = ContributorFactory(film=film)
    RunningItemFactory(day=day, scene=SceneFactory(film=film, people=[person]))
    assert gather(day).contributors[0].status == "SWF"


def test_release_standing_of_the_estate(film, day):
    heirs = ContributorFactory(film=film, died=DAY)
    RunningItemFactory(day=day).people.add(heirs)
    release = ReleaseFactory(person=heirs, kind="estate")
    Heir.objects.create(release=release, name="A", signed_on=DAY)
    Heir.objects.create(release=release, name="B")
    (contributor,) = gather(day).contributors
    assert (contributor.release, contributor.release_detail) == ("estate", "1/2")


# Places and times ------------------------------------------------------------------------------


def test_places_stand_in_order_of_use_each_on_its_own_clock(film, day, house):
    paris = LocationFactory(film=film, name="Paris", latitude="48.856600", longitude="2.352200")
    RunningItemFactory(day=day, position=1, location=house)
    RunningItemFactory(day=day, position=2, location=paris)
    RunningItemFactory(day=day, position=3, location=house)
    sheet = gather(day)
    assert [(place.name, place.zone) for place in sheet.places] == [
        ("House", "America/Mexico_City"),
        ("Paris", "Europe/Paris"),
    ]
    assert [f"{row.start:%H:%M %z}" for row in sheet.rows] == ["07:00 -0500", "15:00 +0200", "09:00 -0500"]


def test_the_sun_is_that_of_the_first_located_place(film, day, house):
    nowhere = LocationFactory(film=film, name="Nowhere", latitude=None, longitude=None)
    RunningItemFactory(day=day, position=1, location=nowhere)
    RunningItemFactory(day=day, position=2, location=house)
    sun = gather(day).sun
    assert sun.place == "House"
    assert sun.sunrise.date() == sun.sunset.date() == DAY


def test_no_coordinates_no_sun(film, day):
    RunningItemFactory(day=day, location=LocationFactory(film=film, latitude=None, longitude=None))
    assert gather(day).sun is None


def test_polar_day(film):
    day = ShootDayFactory(film=film, date=date(2003, 6, 21))
    RunningItemFactory(day=day, location=LocationFactory(film=film, latitude="78.22", longitude="15.65"))
    assert gather(day).sun.polar == "day"


def test_only_permits_of_the_date(film, day, house):
    RunningItemFactory(day=day, location=house)
    PermitFactory(location=house, issuer="City", number="7", first_date=DAY, last_date=DAY)
    PermitFactory(
        location=house, issuer="City", number="8", first_date=date(2003, 7, 1), last_date=date(2003, 7, 2)
    )
    assert gather(day).places[0].permits == ("City 7",)


def test_after_midnight(film, day):
    RunningItemFactory(day=day, position=1, fixed_start=23 * 60 + 30, minutes=60)
    sheet = gather(day)
    assert f"{sheet.estimated_wrap:%d %H:%M}" == "18 00:30"


def test_a_day_without_anything(film, day):
    day.general_call = None
    day.save()
    sheet = gather(day)
    assert (sheet.general_call, sheet.rows, sheet.crew, sheet.places, sheet.sun) == (None, (), (), (), None)


# Crew ------------------------------------------------------------------------------------------


def test_crew_in_the_order_of_departments(film, day):
    for department in ("post", "sound", "production", "camera"):
        CallFactory(day=day, person=PersonFactory(film=film, department=department))
    assert [call.department for call in gather(day).crew] == ["production", "camera", "sound", "post"]


def test_calls_that_differ_from_the_general_one(film, day):
    modes = [{}, {"mode": "relative", "offset": -30}, {"mode": "own"}, {"mode": "absolute", "at": 7 * 60}]
    for fields in modes:
        CallFactory(day=day, person=PersonFactory(film=film), **fields)
    crew = gather(day).crew
    assert [call.differs for call in crew] == [False, True, True, False]
    assert [call.call and f"{call.call:%H:%M}" for call in crew] == ["07:00", "06:30", None, "07:00"]


def test_only_people_called_that_day(film, day):
    PersonFactory(film=film)
    assert gather(day).crew == ()


def test_the_bin_is_not_on_the_sheet(film, day, producer):
    CallFactory(day=day, person=PersonFactory(film=film))
    Call.objects.get().bin(by=producer)
    RunningItemFactory(day=day).bin(by=producer)
    Vehicle.objects.create(day=day, name="Van").bin(by=producer)
    sheet = gather(fresh(day))
    assert (sheet.crew, sheet.rows, sheet.vehicles) == ((), (), ())


def test_the_days_ahead_leave_days_off_out(film, day):
    ShootDayFactory(film=film, date=date(2003, 6, 18), day_type="off")
    for n in (19, 20, 21):
        ShootDayFactory(film=film, date=date(2003, 6, n))
    assert [ahead.on.day for ahead in gather(day).advance] == [19, 20]


# Colours, queries ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("colour", "known"),
    [
        ("White", "white"),
        ("Blue", "blue"),
        ("Second Blue", "blue"),
        ("10th Pink", "pink"),
        ("Azul", ""),
        ("", ""),
    ],
)
def test_the_tint_of_a_colour(colour, known):
    assert revision_colours.name(colour) == known
    assert revision_colours.tint(colour) == revision_colours.TINTS.get(known, "#e3e4e6")


def _add_to(day, film):
    place = LocationFactory(film=film)
    PermitFactory(location=place)
    person = ContributorFactory(film=film)
    Heir.objects.create(release=ReleaseFactory(person=person, kind="estate"), name="A")
    scene = SceneFactory(film=film, set=SetFactory(location=place), people=[person])
    RunningItemFactory(day=day, scene=scene).people.add(PersonFactory(film=film))
    CallFactory(day=day, person=PersonFactory(film=film), met_by=PersonFactory(film=film))
    van = Vehicle.objects.create(day=day, name="Van", driver=PersonFactory(film=film))
    van.passengers.add(person)


def test_as_many_queries_for_a_long_day_as_for_a_short_one(film, day):
    ahead = ShootDayFactory(film=film, date=date(2003, 6, 20))
    counts = []
    for size in (1, 20):
        for _n in range(size):
            _add_to(day, film)
            _add_to(ahead, film)
        found = fresh(day)
        with CaptureQueriesContext(connection) as captured:
            sheet = gather(found)
        counts.append(len(captured))
    assert len(sheet.rows) == 21
    assert counts[0] == counts[1]
    assert counts[0] < 30
