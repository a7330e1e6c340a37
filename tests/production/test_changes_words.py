import dataclasses
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given

from production.changes import what_changed
from production.changes_words import LONGEST_VALUE, OF_A_THING, OF_THE_DAY, describe, told
from production.pdf.call_sheet_content import (
    AdvanceDay,
    AdvanceRow,
    CallSheet,
    Change,
    Contact,
    Contributor,
    CrewCall,
    DepartmentNote,
    Place,
    Row,
    Sun,
    Vehicle,
)

from .test_changes import HOUSE, MEXICO, ROWS, SHEET, STREET, at, sheets


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            Change("crew", "changed", "Adolfo Videla", 3, "call", at(7), at(6, 30)),
            "Adolfo Videla: call 07:00 → 06:30",
        ),
        (
            Change("row", "added", "courtyard b-roll", 9, "", None, Row(9, "b_roll", at(17, 10), 40)),
            "Added: courtyard b-roll 17:10, 40 min",
        ),
        (
            Change("row", "removed", "meal", 9, "", Row(9, "meal", at(13), 60), None),
            "Removed: Meal 13:00, 1 h",
        ),
        (
            Change("row", "moved", "12A Courtyard", 9, "", "call", "meal"),
            "Moved: 12A Courtyard, now after Meal",
        ),
        (Change("row", "moved", "12A Courtyard", 9, "", "call", ""), "Moved: 12A Courtyard, now first"),
        (Change("row", "changed", "12A", 9, "minutes", 40, 75), "12A: length 40 min → 1 h 15"),
        (Change("row", "changed", "12A", 9, "eighths", None, 11), "12A: page eighths now 1 3/8"),
        (Change("row", "changed", "12A", 9, "kind", "b_roll", "interview"), "12A: kind B-roll → Interview"),
        (Change("row", "changed", "12A", 9, "fixed", False, True), "12A: fixed start no → yes"),
        (Change("row", "changed", "12A", 9, "people", ("1",), ("1", "2")), "12A: people 1 → 1, 2"),
        (
            Change(
                "row", "changed", "wrap", 9, "start", at(23, 50), datetime(2003, 6, 18, 0, 20, tzinfo=MEXICO)
            ),
            "Wrap: start 23:50 (Jun 17) → 00:20 (Jun 18)",
        ),
        (
            Change("row", "changed", "4", 9, "start", at(7), datetime(2003, 6, 17, 7, tzinfo=UTC)),
            "4: start 07:00 (UTC-05:00) → 07:00 (UTC+00:00)",
        ),
        (Change("header", "changed", "", None, "general_call", at(7), at(8)), "General call: 07:00 → 08:00"),
        (Change("header", "changed", "", None, "lunch", None, at(13)), "Lunch: now 13:00"),
        (Change("header", "changed", "", None, "lunch", at(13), None), "Lunch removed (was 13:00)"),
        (Change("header", "changed", "", None, "logo", "ab" * 32, "cd" * 32), "Logo changed"),
        (
            Change("header", "changed", "", None, "on", date(2003, 6, 17), date(2003, 6, 18)),
            "Date: Tuesday, June 17, 2003 → Wednesday, June 18, 2003",
        ),
        (
            Change("header", "changed", "", None, "heads", (), (Contact("A. Name", "first_ad", "555-0101"),)),
            "Heads of production: now A. Name, First assistant director, 555-0101",
        ),
        (Change("place", "added", "Street", 11, "", None, STREET), "Added: Street"),
        (
            Change("place", "changed", "House", 10, "entrance", "Gate", ""),
            "House: entrance removed (was Gate)",
        ),
        (
            Change("place", "changed", "House", 10, "rules", "x" * 100 + "a", "x" * 100 + "b"),
            "House: house rules changed",
        ),
        (
            Change("contributor", "added", "Alan Woods", 2, "", None, SHEET.contributors[1]),
            "Added: Alan Woods, arrival 10:00",
        ),
        (
            Change("contributor", "changed", "Alan Woods", 2, "languages", ("en",), ("en", "es")),
            "Alan Woods: languages English → English, Spanish",
        ),
        (
            Change("crew", "added", "Sample Mixer", 4, "", None, SHEET.crew[1]),
            "Added: Sample Mixer, Sound mixer, own call",
        ),
        (
            Change("crew", "removed", "Adolfo Videla", 3, "", SHEET.crew[0], None),
            "Removed: Adolfo Videla, Director, call 07:00",
        ),
        (
            Change("rest", "changed", "sound", "department_notes:sound", "note", "One boom", "Two booms"),
            "Note for Sound: note One boom → Two booms",
        ),
        (
            Change(
                "rest",
                "changed",
                "2003-06-18",
                "advance:2003-06-18",
                "rows",
                (),
                (AdvanceRow("1", "b_roll"),),
            ),
            "Advance schedule of Wednesday, June 18, 2003: items changed",
        ),
        (Change("rest", "changed", "", "kit", "kit", "", "Second lamp"), "Kit arriving: now Second lamp"),
    ],
)
def test_sentences(change, words):
    assert describe(change, "en") == words


def test_dates_in_the_readers_language():
    change = Change("header", "changed", "", None, "on", date(2003, 6, 17), date(2003, 6, 18))
    assert "martes, 17 de junio de 2003 → miércoles, 18 de junio de 2003" in describe(change, "es")


def test_typed_words_stay_and_are_cut_where_they_run_on():
    change = Change("row", "changed", "50% <b>12</b>", 9, "notes", "%(x)s", "é\n" * 500)
    words = describe(change, "en")
    assert words.startswith("50% <b>12</b>: notes %(x)s → é é é")
    assert words.endswith("…")
    assert len(words) < 2 * LONGEST_VALUE


def test_under_headings_in_order():
    new = replace(
        SHEET, general_call=at(8), weather="Clear", places=(replace(HOUSE, base="Garden"),), rows=ROWS[:-1]
    )
    assert told(what_changed(SHEET, new).changes, "en") == [
        ("The day", ["General call: 07:00 → 08:00", "Weather: now Clear"]),
        ("Places", ["House in Coyoacán: base now Garden"]),
        ("Running order", ["Removed: 4 Woods at the desk 10:25, 1 h"]),
    ]


def test_every_field_has_its_words():
    lists = {"places", "rows", "contributors", "crew", "vehicles", "department_notes", "advance", "sun"}
    of_the_day = {field.name for field in dataclasses.fields(CallSheet)} - lists
    of_the_day |= {field.name for field in dataclasses.fields(Sun)} - {"place"} | {"sun_place"}
    assert set(OF_THE_DAY) == of_the_day
    kinds = (Place, Row, Contributor, CrewCall, Vehicle, DepartmentNote, AdvanceDay)
    of_a_thing = {field.name for kind in kinds for field in dataclasses.fields(kind)} - {"key", "differs"}
    assert set(OF_A_THING) == of_a_thing


@given(sheets, sheets)
def test_every_change_can_be_told(old, new):
    changes = what_changed(old, new).changes
    sentences = [words for _, section in told(changes, "es") for words in section]
    assert len(sentences) == len(changes)
    assert all(sentences)
