"""Call sheets to print in tests and benchmarks: plain content, as the gathering makes it."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from production.pdf.call_sheet_content import (
    AdvanceDay,
    AdvanceRow,
    CallSheet,
    Contact,
    Contributor,
    CrewCall,
    DepartmentNote,
    Issue,
    Place,
    Row,
    Sun,
    Vehicle,
)

MEXICO = ZoneInfo("America/Mexico_City")
PARIS = ZoneInfo("Europe/Paris")
ON = date(2003, 6, 17)


def at(hour, minute=0, days=0, zone=MEXICO):
    return datetime(2003, 6, 17, hour, minute, tzinfo=zone) + timedelta(days=days)


WHITE = Issue(1, "White", "#ffffff", at(18, 40, -1), "Marta Ibarra")
BLUE = Issue(2, "Blue", "#bfd9ee", at(21, 5, -1), "Marta Ibarra")
DRAFT = Issue()

HOUSE = Place(
    key=1,
    name="House in Coyoacán",
    sets=("Study", "Bedrooms", "Courtyard and garden"),
    address="Calle Río Churubusco 555, Coyoacán, Mexico City",
    latitude="19.358900",
    longitude="-99.159100",
    zone="America/Mexico_City",
    entrance="Side gate on Calle Morelos, ring twice; not the museum door",
    crew_parking="Lot behind the library, 200 m",
    unit_parking="Two vans inside the gate until 07:30",
    base="Library reading room",
    holding="Library, first floor",
    catering="Courtyard kitchen",
    toilets="Ground floor, left of the stairs",
    load_in="06:30–07:30 by the side gate",
    hours="Museum open 10:00–17:00, visitors file past the study",
    rules="Nothing is touched or moved. No flash. Visitors until 17:00.",
    contact=Contact("Olivia Reyes", "house keeper", "+52 55 555-0110"),
    hospital_name="Hospital General Xoco",
    hospital_address="Av. México-Coyoacán s/n, Xoco",
    hospital_phone="+52 55 555-0199",
    permits=("INAH 401-3-2003, 08:00–18:00",),
)
GATE = Place(
    key=2,
    name="Gate and street",
    address="Calle Viena, corner of Morelos",
    latitude="19.358600",
    longitude="-99.158700",
    zone="America/Mexico_City",
    entrance="From the house, through the garden",
    crew_parking="As above",
    hospital_name="Hospital General Xoco",
    hospital_address="Av. México-Coyoacán s/n, Xoco",
    hospital_phone="+52 55 555-0199",
    permits=("Street permit COY-118, 17:00–20:00",),
)


def _row(key, kind, start, minutes, **values):
    values.setdefault("place", 1)
    values.setdefault("place_name", "House in Coyoacán" if values["place"] == 1 else "Gate and street")
    return Row(key=key, kind=kind, start=start, minutes=minutes, **values)


ROWS = (
    _row(1, "call", at(7), 0, description="General call, breakfast in the courtyard kitchen"),
    _row(2, "load_in", at(7, 10), 35, description="By the side gate"),
    _row(3, "safety", at(7, 45), 10, description="Museum floor, cables, visitors", notes="Everybody."),
    _row(
        4, "set_up", at(7, 55), 35, set_name="Study", description="Two cameras, lamp through the window only"
    ),
    _row(
        5, "interview", at(8, 30), 90, scene="12", int_ext="int", day_night="day", set_name="Study",
        description="Volkov at the desk: the night of 24 May", people=("1",), fixed=True,
        notes="Desk calendar stays at 20 August.",
    ),
    _row(
        6, "b_roll", at(10), 40, scene="12A", int_ext="int", day_night="day", set_name="Study",
        description="Broken glasses, paper calendar, bullet marks",
    ),
    _row(
        7, "reconstruction", at(10, 50), 60, scene="14", int_ext="int", day_night="night",
        set_name="Bedrooms", description="The space between bed and wall, blacked out", people=("1", "4"),
    ),
    _row(8, "meal", at(12, 30), 60, description="Lunch"),
    _row(9, "move", at(13, 30), 20, destination="Gate and street", place=2, description="On foot, trolleys"),
    _row(
        10, "actuality", at(14), 75, scene="3", int_ext="ext", day_night="day", set_name="Street",
        description="Woods arrives, is met at the gate", people=("4",), place=2, fixed=True,
        overrun_minutes=10,
    ),
    _row(
        11, "interview", at(15, 30), 80, scene="21", int_ext="ext", day_night="day", set_name="Garden",
        description="Woods and Volkov read the script together", people=("1", "4"),
    ),
    _row(
        12, "b_roll", at(17, 10), 40, scene="2", int_ext="ext", day_night="dusk", set_name="Courtyard",
        description="Cactus, lawn, the stone monument in the last sun",
    ),
    _row(13, "wrap", at(18), 30, description="Wrap, handover of the keys"),
)  # fmt: skip

PEOPLE = (
    Contributor(
        key=101, number="1", name="Esteban Volkov", said="Es-TEH-ban VOL-kof", addressed="Don Esteban",
        line="Trotsky's grandson, host of the shoot", status="W", arrival=at(7, 45), ready=at(8, 15),
        pick_up=at(7, 15), pick_up_place="His home", release_by=at(17), agreed_minutes=90,
        met_by=Contact("Inés Duarte", "field_producer", "+52 55 555-0104"), languages=("es", "en"),
        companion="His daughter, Verónica", access="No stairs after noon; a chair with arms",
        diet="No salt", release="signed", remarks="Rests from 12:30 to 14:00.", wear="A dark jacket",
        language="es", first_place=1, items=(5, 7, 11),
    ),
    Contributor(
        key=104, number="4", name="Alan Woods", line="Author of the account; guest from London",
        status="SW", arrival=at(10, 30), ready=at(10, 45), pick_up=at(9, 50), pick_up_place="Hotel Majestic",
        release_by=at(17), agreed_minutes=120,
        met_by=Contact("Inés Duarte", "field_producer", "+52 55 555-0104"),
        languages=("en", "es"), release="needed", language="en", first_place=1, items=(7, 10, 11),
    ),
)  # fmt: skip

_CREW = (
    ("production", "Production manager", "Marta Ibarra", at(6, 30), "+52 55 555-0102"),
    ("production", "Field producer", "Inés Duarte", at(6, 45), "+52 55 555-0104"),
    ("direction", "Director", "Adolfo Videla", None, "+52 55 555-0101"),
    ("direction", "First assistant director", "Rafael Soto", at(6, 30), "+52 55 555-0103"),
    ("camera", "Director of photography", "Lucía Prado", None, "+52 55 555-0105"),
    ("camera", "Second camera", "Tomás Wright", None, "+52 55 555-0106"),
    ("camera", "Assistant", "Yuki O'Neill", at(6, 45), "+52 55 555-0107"),
    ("sound", "Sound recordist", "Þórunn Jónsdóttir", None, "+52 55 555-0108"),
    ("lighting_grip", "Gaffer", "Beto Luna", at(6, 30), "+52 55 555-0109"),
    ("makeup_wardrobe", "Make-up", "Rosa Greco", at(7, 30), "+52 55 555-0111"),
    ("data", "Data wrangler", "Ivo Šimić", None, "+52 55 555-0112"),
    ("locations", "Location manager", "Carmen Ochoa", at(6), "+52 55 555-0113"),
    ("transport", "Driver", "Paco Nieto", at(5, 45), "+52 55 555-0114"),
    ("medic_safety", "Medic", "Dr. Elena Ruiz", None, "+52 55 555-0115"),
)


def crew_call(key, department, position, name, call, phone, **values):
    differs = call is not None and call != at(7)
    return CrewCall(key, department, position, name, call or at(7), differs=differs, phone=phone, **values)


CREW = tuple(
    crew_call(
        201 + n, *person,
        **({"pick_up": at(5, 50), "pick_up_place": "Hotel Majestic"} if n == 7 else {}),
        **({"note": "Brings the second lamp; parks inside the gate"} if n == 8 else {}),
    )
    for n, person in enumerate(_CREW)
)  # fmt: skip

SHEET = CallSheet(
    film="A Planet without a Visa",
    company="Videla Films, Mexico City",
    on=ON,
    zone="America/Mexico_City",
    day_type="shoot",
    number=3,
    of=9,
    unit="Main unit",
    general_call=at(7),
    shooting_call=at(8, 30),
    breakfast=at(6, 45),
    lunch=at(12, 30),
    lunch_minutes=60,
    estimated_wrap=at(18, 30),
    directors=("Adolfo Videla",),
    heads=(
        Contact("Rafael Soto", "first_ad", "+52 55 555-0103"),
        Contact("Inés Duarte", "field_producer", "+52 55 555-0104"),
        Contact("Marta Ibarra", "production_manager", "+52 55 555-0102"),
    ),
    production_office=Contact("Videla Films", "", "+52 55 555-0100"),
    emergency_number="066",
    safety_line="The museum stays open: one person watches the cables at every door.",
    confidentiality="For the people on this sheet only. Do not pass it on.",
    script_draft="Blue draft of 11 June 2003",
    closed_set=True,
    weather="Clear until 16:00, then thunder; 12–24 °C",
    weather_at=at(18, 0, -1),
    sun=Sun(
        "House in Coyoacán", at(6, 59), at(20, 16), at(6, 35), at(20, 40), at(7, 34), at(19, 41)
    ),
    places=(HOUSE, GATE),
    rows=ROWS,
    contributors=PEOPLE,
    crew=CREW,
    radio="Channel 1 production, 2 camera and grip, 4 transport. Channel 16 stays free.",
    vehicles=(
        Vehicle(
            "Van 1 (white Econoline)", "Paco Nieto", at(5, 50), "Hotel Majestic",
            ("Þórunn Jónsdóttir", "Rosa Greco"),
        ),
        Vehicle("Car 2", "Carmen Ochoa", at(9, 50), "Hotel Majestic", ("Alan Woods",), "Child seat stays in"),
    ),
    kit="Second lamp with the gaffer; 40 m of cable mat from the rental house at 06:30.",
    safety="Cables under mats at every door. No ladder in the study. The medic stands in the courtyard.",
    department_notes=(
        DepartmentNote("camera", "Both cameras at 25 frames, timecode jammed at load-in and after lunch."),
        DepartmentNote("sound", "Fridge in the kitchen off during takes; put the car keys into it."),
    ),
    advance=(
        AdvanceDay(
            date(2003, 6, 18), "shoot", 4, at(7, 30, 1), "Fernández's home",
            (
                AdvanceRow("16", "interview", "int", "day", "Living room", "Fernández: the asylum", 60),
                AdvanceRow("16A", "b_roll", "int", "day", "Living room", "Letters and the newspaper", 30),
            ),
        ),
        AdvanceDay(date(2003, 6, 19), "travel", None, at(6, 0, 2), "Tampico, harbour"),
    ),
    approvals=("Producer", "Production manager", "First assistant director"),
)  # fmt: skip

DEPARTMENTS = (
    "production", "direction", "camera", "sound", "lighting_grip", "art", "makeup_wardrobe", "data",
    "locations", "transport", "catering", "medic_safety", "post",
)  # fmt: skip


def big_sheet(crew=60, items=25, people=8):
    return replace(
        SHEET,
        crew=tuple(
            crew_call(
                1000 + n, DEPARTMENTS[n * 13 // crew], f"Position {n} of the unit", f"Person Number{n}",
                at(6, 30) if n % 3 == 0 else None, f"+52 55 555-{n:04d}", note="A note" if n % 7 == 0 else "",
            )
            for n in range(crew)
        ),
        rows=tuple(
            replace(ROWS[n % 13], key=n + 1, description=f"What happens in item{n}") for n in range(items)
        ),
        contributors=tuple(replace(PEOPLE[n % 2], key=400 + n, number=str(n + 1)) for n in range(people)),
    )  # fmt: skip
