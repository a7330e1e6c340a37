"""Reports to print in tests and benchmarks: plain content, as the gathering makes it."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from production import historic_dates
from production.pdf.archive_list import ArchiveList, Clip
from production.pdf.report_content import (
    Contact,
    Contacts,
    Day,
    Grid,
    GridRow,
    Head,
    ReleaseLine,
    Releases,
    Schedule,
    Strip,
)
from production.pdf.shot_list import ShotGroup, ShotLine, ShotList
from production.pdf.timeline_content import Event, Timeline

MEXICO = ZoneInfo("America/Mexico_City")
ON = date(2003, 6, 16)
HEAD = Head("The House in Coyoacán", date(2003, 6, 2), "Sample Pictures", "a4", "For the crew only.")


def at(day, hour, minute=0):
    return datetime(2003, 6, day, hour, minute, tzinfo=MEXICO)


SCHEDULE = Schedule(
    HEAD,
    (
        Day(date(2003, 6, 15), "travel", (Strip("move", at(15, 9), 90, place="House"),)),
        Day(
            date(2003, 6, 16),
            "shoot",
            (
                Strip("set_up", at(16, 7), 40, place="House", description="Two cameras"),
                Strip(
                    "interview",
                    at(16, 8),
                    90,
                    scene="12",
                    int_ext="int",
                    day_night="day",
                    set_name="Study",
                    place="House",
                    description="Volkov at the desk",
                    people=("1",),
                    names=("1 Esteban Volkov",),
                    notes="Desk calendar stays.",
                ),
                Strip("meal", at(16, 9, 30), 60, description="Lunch"),
                Strip(
                    "b_roll", at(17, 0, 15), 210, scene="2", int_ext="ext", day_night="night", place="Gate"
                ),
            ),
            number=1,
            general_call=at(16, 7),
            wrap=at(17, 3, 45),
            kit="Crane by noon",
            safety="Mind the cables.",
            permits=("House: INAH 401",),
        ),
        Day(date(2003, 6, 17), "off", ()),
        Day(date(2003, 6, 18), "shoot", (), number=2),
    ),
)
DATES = tuple(date(2003, 6, day) for day in (16, 17, 18, 19))
GRID = Grid(
    HEAD,
    DATES,
    (
        ("contributors", (GridRow("Esteban Volkov", ("SW", "", "H", "WF"), 2, 1, 0, "1"),)),
        ("crew", (GridRow("Ana Ruiz", ("R", "", "SWF", "T"), 1, 0, 1, detail="Gaffer"),)),
        ("locations", (GridRow("House", ("SWF", "", "", ""), 1, 0, 0),)),
    ),
    is_folded=True,
)
CONTACTS = Contacts(
    HEAD,
    (
        (
            "camera",
            (Contact("Ana Ruiz", "Gaffer", "+52 55 5550 0100", "+52 55 5550 0109", "ana@example.org"),),
        ),
        ("", (Contact("Esteban Volkov", "the grandson", emergency="Verónica", diet="no salt"),)),
    ),
    is_private=True,
)
RELEASES = Releases(
    HEAD,
    (
        ReleaseLine("Esteban Volkov", "signed", "1", "appearance", signed_on=date(2003, 6, 1)),
        ReleaseLine(
            "Octavio Fernández",
            "estate",
            "2",
            "estate",
            first_on=ON,
            missing=(("heirs", "1/2"), ("names", "Heir Two"), ("authority", "")),
        ),
        ReleaseLine("House", "needed", kind="location", missing=(("none", ""),)),
        ReleaseLine("Gate", "expired", kind="location", expires_on=date(2003, 5, 31)),
        ReleaseLine("Alan Woods", "restricted", "4", "appearance", "no promo", date(2003, 6, 1)),
        ReleaseLine("A child", "guardian", "5", "appearance", missing=(("guardian", ""),)),
        ReleaseLine("Neighbour", "withdrawn", kind="appearance", missing=(("ground", "By letter"),)),
        ReleaseLine("Bicycle", "not_required", kind="materials", missing=(("reason", "Not seen"),)),
        ReleaseLine(
            "Three photographs, 1939",
            "signed",
            kind="materials",
            signed_on=date(2003, 6, 1),
            holder="Esteban Volkov / The photographer's heirs",
        ),
        ReleaseLine("Gate", "signed", kind="crowd", missing=(("photograph", ""),), holder="Both gates"),
        ReleaseLine("House", "needed", kind="heritage", missing=(("not_yet", ""),), holder="Museum 7"),
    ),
)


def schedule_of(count, per_day=12):
    """A schedule of so many items."""
    items = [
        Strip(
            "interview",
            at(16, 7) + timedelta(minutes=30 * (n % per_day)),
            30,
            scene=str(n),
            int_ext="int",
            day_night="day",
            set_name="Study",
            place="House in Coyoacán",
            description=f"What was said in the study about chapter {n}",
            people=("1", "4"),
            names=("1 Esteban Volkov", "4 Alan Woods"),
            notes="Nothing is moved.",
        )
        for n in range(count)
    ]
    return Schedule(
        HEAD,
        tuple(
            Day(ON + timedelta(days=n // per_day), "shoot", tuple(items[n : n + per_day]), n // per_day + 1)
            for n in range(0, count, per_day)
        ),
    )


def grid_of(people, dates):
    """A day-out-of-days of so many rows and columns."""
    days = tuple(ON + timedelta(days=n) for n in range(dates))
    codes = ("SW", *("W" for _n in days[2:]), "WF")
    rows = tuple(GridRow(f"Crew {n}", codes, dates, 0, 0, detail="Operator") for n in range(people))
    return Grid(HEAD, days, (("crew", rows),))


FUNERAL = Clip(
    "1940 – Mexico: Trotsky's Funeral",
    "footage",
    "screener_in_cut",
    date=historic_dates.parse("22 Aug 1940"),
    source="Footage Farm",
    number="220606-08",
    timecodes="03:40:22–03:43:33",
    length="00:03:11",
    seconds=Fraction(191),
    people=("Natalia Sedova",),
    scenes=("8", "15"),
    copy="screener",
    copies=2,
    is_watermarked=True,
)
ARCHIVE = ArchiveList(
    HEAD,
    (
        Clip(
            "Trotsky denounces the purges",
            "footage",
            "identified",
            date=historic_dates.parse("1937"),
            source="British Pathé",
        ),
        Clip(
            "Picnic with the Cárdenas family",
            "photograph",
            "agreed",
            date=historic_dates.parse("1938–39"),
            source="Volkov family album",
            number="12",
            issuer="Esteban Volkov",
            people=("Esteban Volkov", "Lázaro Cárdenas", "Cuauhtémoc Cárdenas"),
            scenes=("9",),
            copy="print",
            copies=1,
        ),
        FUNERAL,
        Clip(
            "Coyoacan 1940",
            "footage",
            "paid",
            date=historic_dates.parse("1940"),
            source="Footage Farm",
            number="221409-05",
            timecodes="16:54:33:10–17:09:15:12",
            length="00:14:42:02",
            seconds=Fraction(882 * 25 + 2, 25),
            copy="master",
            copies=1,
        ),
        Clip("Calendar at 20 August", "object", "cut"),
    ),
)


def archive_of(clips):
    """An archive of so many clips from so many sources as a film deals with."""
    made = [replace(FUNERAL, source=f"Archive {n % 12}", number=f"2206-{n}") for n in range(clips)]
    return ArchiveList(HEAD, tuple(made))


def event_of(date, title, scenes=(), clips=(), **more):
    return Event(
        title,
        historic_dates.parse(date),
        "Coyoacán",
        "Leon Trotsky",
        (scenes, clips),
        bool(scenes or clips),
        **more,
    )


TIMELINE = Timeline(
    HEAD,
    ("Scenes", "Archive"),
    (
        event_of("1924", "Death of Lenin"),
        event_of("early 1935", "The murder is to be hurried", sources=("Volkogonov, Trotsky, p. 443",)),
        event_of("c. 1936", "A family picnic", clips=("Picnic with Lázaro Cárdenas",)),
        event_of("1937–38", "The purge trials", ("19",), certainty="disputed"),
        event_of("24 May 1940", "The attack of 24 May", ("12", "12A", "12B"), certainty="established"),
        event_of("20 Aug 1940", "Mercader's attack in the study", ("2", "13", "14", "15")),
        event_of("autumn 2003", "The film is due on Mexican television, in the autumn of the year"),
    ),
)


def timeline_of(events):
    """A timeline of so many events in as many years."""
    told = [event_of(str(1600 + n % 400), f"What happened in year {n}", (str(n),)) for n in range(events)]
    return Timeline(HEAD, ("Scenes", "Archive"), tuple(told))


SHOTS = ShotList(
    HEAD,
    (
        ShotGroup(
            "4 The study",
            (
                ShotLine(
                    "1",
                    "The desk from the door",
                    "ls",
                    "Eye level",
                    "Static",
                    "35",
                    "25",
                    "sync",
                    status="shot",
                ),
                ShotLine(
                    "1A",
                    "The calendar on the wall",
                    "ecu",
                    "",
                    "Tilt down",
                    "100 macro",
                    "25",
                    "mute",
                    priority="nice",
                    notes="Stops on the date.",
                ),
                ShotLine("2", "Papers on the desk", "insert", priority="must", status="reshoot"),
                ShotLine("3", "The lamp is lit", "cu", status="dropped"),
            ),
            done=1,
            planned=3,
            musts_done=1,
            musts=2,
        ),
        ShotGroup(
            "House in Coyoacán",
            (ShotLine("1", "The gardener's hands", "cu", lens="50", fps="50", sound="wild"),),
            "hands",
            planned=1,
            musts=1,
        ),
        ShotGroup(
            "House in Coyoacán",
            (ShotLine("2", "Room tone of the study", sound="wild", priority="nice", status="shot"),),
            "sound",
            done=1,
            planned=1,
        ),
    ),
)


WAITING = (
    Strip("b_roll", None, 45, "18", "ext", "dusk", "Garden", "House in Coyoacán", "The monument"),
    Strip("other", None, 30, description="Rushes"),
)


def shots_of(count, per_scene=12):
    """A list of so many shots."""
    lines = [
        ShotLine(
            str(n),
            f"What stands on the shelf of the study, number {n}",
            "cu",
            "Low",
            "Dolly",
            "50",
            "25",
            "sync",
        )
        for n in range(count)
    ]
    groups = [tuple(lines[n : n + per_scene]) for n in range(0, count, per_scene)]
    return ShotList(
        HEAD, tuple(ShotGroup(f"{n} Scene", group, planned=len(group)) for n, group in enumerate(groups))
    )
