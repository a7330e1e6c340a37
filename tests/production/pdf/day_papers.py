"""Production reports, locations and progress to print in tests and benchmarks: plain content."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from production.pdf import location_content, progress_content
from production.pdf import production_report_content as dpr
from tests.production.pdf.papers import HEAD, MEXICO, ON, at

ITEM = dpr.Item(12, "interview", "done", "Volkov at the desk", "12", "House in Coyoacán", at(16, 8), 90)
PERSON = dpr.PersonTimes(
    1,
    "Ana Ruiz",
    "Gaffer",
    called=at(16, 7),
    arrived=at(16, 7, 5),
    due=at(16, 18),
    released=at(16, 19, 30),
    rest=9 * 60,
    is_short=True,
)
CARD = dpr.Card("A001", "Camera A", "58.4", 74, "RAID 1", "LTO B", "xxh64", "Daniel")
REPORT = dpr.ProductionReport(
    film=HEAD.film,
    on=ON,
    zone="America/Mexico_City",
    day_type="shoot",
    company=HEAD.company,
    number=3,
    of=9,
    unit="Main unit",
    confidentiality=HEAD.confidentiality,
    source="White",
    times=(
        dpr.Timing("call", at(16, 7), at(16, 7)),
        dpr.Timing("first_shot", at(16, 8), at(16, 8, 20)),
        dpr.Timing("lunch_out", at(16, 12), at(16, 12, 30)),
        dpr.Timing("lunch_in", at(16, 13), at(16, 13, 30)),
        dpr.Timing("wrap", at(16, 18), at(17, 0, 15)),
    ),
    items=(
        ITEM,
        replace(ITEM, key=2, scene="13", outcome="part", reason="The light went", to_pool=True),
        replace(ITEM, key=3, scene="14", outcome="not_done", reason="Rain", to_pool=True),
        dpr.Item(1, "", "added", "Hands at the gate", minutes=10),
    ),
    shots=(
        dpr.Shot(1, "1", "12", "The broken glasses", is_must=True, is_done=True),
        dpr.Shot(2, "2", "12", "The calendar", is_must=True),
    ),
    people=(PERSON,),
    signings=(dpr.Signing(1, "Esteban Volkov", "appearance", "Esteban Volkov", ON),),
    cards=(CARD, replace(CARD, label="S001", copy_2="", checksum="", verified_by="")),
    forecast="Sun",
    weather="Rain from 15:00",
    incidents="A lamp stand fell.",
    notes="Nothing else.",
    next_day="Bring the macro lens.",
    consequences=(
        dpr.Consequence("item", 3, "14 Volkov", "day", "pool", "not_done"),
        dpr.Consequence("rest", 2, "13 Volkov", "", "pool", "part"),
        dpr.Consequence("scene", 1, "12 Volkov", "scheduled", "shot", "all_done"),
        dpr.Consequence("shot", 1, "12/1 The broken glasses", "planned", "shot"),
        dpr.Consequence("release", 1, "Appearance: Esteban Volkov", "sent", "signed"),
    ),
)
CORRECTED = replace(
    REPORT,
    cards=(CARD, replace(CARD, label="S001")),
    correction="The second copy was made",
)
SIGNED = dpr.Version(2, "Inés Robledo", datetime(2003, 6, 17, 1, 5, tzinfo=MEXICO), at(17, 2, 15))
DRAFT = dpr.Version(due_at=at(17, 2, 15))

SHOOTING = location_content.ShootingDate(
    ON,
    3,
    "Main unit",
    at(16, 7),
    at(16, 18),
    outside=True,
    has_permit=False,
    sunrise=at(16, 6, 59),
    sunset=at(16, 20, 16),
    civil_dawn=at(16, 6, 34),
    civil_dusk=at(16, 20, 41),
    golden_until=at(16, 7, 30),
    golden_from=at(16, 19, 46),
)
PLACE = location_content.Place(
    name="House in Coyoacán",
    address="Av. Río Churubusco 410",
    latitude="19.344900",
    longitude="-99.097200",
    zone="America/Mexico_City",
    contact="Museum office",
    contact_phone="+52 55 5550 0110",
    entrance="By the garden gate",
    facilities=(("base", "Courtyard"),),
    hours="10:00–17:00",
    closed_weekdays=(0,),
    rules="Nothing is touched.",
    hospital=("Hospital General", "Calle Uno 1", "+52 55 5550 0199"),
    emergency_number="065",
    permit_required=True,
    permits=(location_content.Permission("INAH 401", ON, ON, "08:00–18:00", "No flash."),),
    consents=(location_content.Consent("location", "signed", "no promo"),),
    sets=("Study",),
    scenes=(location_content.PlaceScene("12", "Volkov at the desk", "Study", "shot"),),
    dates=(
        SHOOTING,
        location_content.ShootingDate(
            ON + timedelta(days=5), 4, since=at(21, 9), until=at(21, 12), polar="day"
        ),
    ),
)
LOCATIONS = location_content.Locations(HEAD, (PLACE, location_content.Place("Tampico, harbour")))

CLOSED = progress_content.ProgressDay(
    ON,
    3,
    "Main unit",
    True,
    600,
    660,
    5,
    1,
    1,
    1,
    8,
    Decimal("61.6"),
    170,
    1,
    90,
    ("Ana Ruiz",),
    "",
    ("S001",),
)
PROGRESS = progress_content.Progress(
    HEAD,
    2003,
    25,
    ON,
    ON + timedelta(days=6),
    (CLOSED, progress_content.ProgressDay(ON + timedelta(days=1), 4, "Main unit", planned=540)),
    progress_content.Count(4, 2, 18),
    progress_content.Count(20, total=48),
    progress_content.Count(3, total=14),
    4,
    ((date(2003, 6, 5), 1), (ON, 4)),
)


def report_of(count):
    """A report of so many items, people, shots and cards."""
    return replace(
        REPORT,
        items=tuple(replace(ITEM, key=n, scene=str(n)) for n in range(count)),
        shots=tuple(dpr.Shot(n, str(n), "12", f"Shot {n}", True, True) for n in range(count)),
        people=tuple(replace(PERSON, key=n, name=f"Crew {n}") for n in range(count)),
        cards=tuple(replace(CARD, label=f"A{n:03d}") for n in range(count)),
    )


def locations_of(count):
    return location_content.Locations(HEAD, tuple(replace(PLACE, name=f"Place {n}") for n in range(count)))


def progress_of(count):
    return replace(PROGRESS, days=tuple(replace(CLOSED, number=n) for n in range(count)))
