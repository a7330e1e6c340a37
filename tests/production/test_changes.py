import dataclasses
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from production.changes import what_changed
from production.pdf.call_sheet_content import (
    AdvanceDay,
    AdvanceRow,
    CallSheet,
    Change,
    Contact,
    Contributor,
    CrewCall,
    DepartmentNote,
    Issue,
    Place,
    Row,
    Sun,
    Vehicle,
    from_json,
    to_json,
)

MEXICO = ZoneInfo("America/Mexico_City")
ON = date(2003, 6, 17)
VOLKOV, WOODS, VIDELA, MIXER = 1, 2, 3, 4


def at(hour, minute=0):
    return datetime(2003, 6, 17, hour, minute, tzinfo=MEXICO)


HOUSE = Place(10, "House in Coyoacán", address="Calle de muestra 1", entrance="By the garden gate")
STREET = Place(11, "Street", address="Calle de muestra 2")
ROWS = (
    Row(20, "call", at(7), 30, place=10),
    Row(21, "interview", at(7, 30), 90, scene="3", description="Volkov in the study", place=10),
    Row(22, "meal", at(9), 45, place=10),
    Row(23, "b_roll", at(9, 45), 40, scene="12A", set_name="Courtyard", place=10),
    Row(24, "interview", at(10, 25), 60, scene="4", description="Woods at the desk", place=10),
)
SHEET = CallSheet(
    "Planet Without a Visa",
    "Sample Films",
    ON,
    "America/Mexico_City",
    "shoot",
    3,
    9,
    general_call=at(7),
    sun=Sun("House in Coyoacán", sunrise=at(6, 58), sunset=at(20, 16)),
    places=(HOUSE,),
    rows=ROWS,
    contributors=(
        Contributor(VOLKOV, "1", "Esteban Volkov", arrival=at(7, 15), first_place=10, items=(21,)),
        Contributor(WOODS, "2", "Alan Woods", arrival=at(10), first_place=10, items=(24,)),
    ),
    crew=(
        CrewCall(VIDELA, "direction", "Director", "Adolfo Videla", call=at(7)),
        CrewCall(MIXER, "sound", "Sound mixer", "Sample Mixer", own_call=True),
    ),
    vehicles=(Vehicle("Van 1", driver="Sample Driver", pick_up=at(6)), Vehicle("Van 2")),
    department_notes=(DepartmentNote("sound", "Boom in the study"),),
    advance=(AdvanceDay(date(2003, 6, 18), "shoot", 4, None),),
)
EVERYBODY = {VOLKOV, WOODS, VIDELA, MIXER}


def changed(new, old=SHEET):
    return what_changed(old, new)


def only(things, **changes):
    """The things, with changes to the first of them."""
    return (replace(things[0], **changes), *things[1:])


def brief(result):
    return [(c.section, c.kind, c.key, c.field) for c in result.changes]


def test_the_same_is_no_change():
    result = changed(replace(SHEET))
    assert result.changes == ()
    assert result.people == frozenset()


def test_a_snapshot_read_back_is_the_same():
    assert changed(from_json(to_json(SHEET))).changes == ()
    night = replace(SHEET, on=date(2003, 10, 26), lunch=datetime(2003, 10, 26, 1, 30, fold=1, tzinfo=MEXICO))
    assert changed(from_json(to_json(night)), night).changes == ()


def test_the_hour_that_comes_twice_is_two_times():
    first, second = (datetime(2003, 10, 26, 1, 30, fold=fold, tzinfo=MEXICO) for fold in (0, 1))
    result = changed(replace(SHEET, lunch=second), replace(SHEET, lunch=first))
    assert brief(result) == [("header", "changed", None, "lunch")]


def test_since_says_from_which_version():
    white = Issue(1, "White")
    assert what_changed(SHEET, SHEET, since=white).since is white


def test_a_call_is_the_persons_own_affair():
    result = changed(replace(SHEET, crew=only(SHEET.crew, call=at(6, 30), differs=True)))
    assert result.changes == (Change("crew", "changed", "Adolfo Videla", VIDELA, "call", at(7), at(6, 30)),)
    assert result.people == {VIDELA}
    assert result.touched("crew") == {VIDELA}


def test_general_call_reaches_those_whose_call_moves_with_it():
    new = replace(SHEET, general_call=at(6, 30), crew=only(SHEET.crew, call=at(6, 30)))
    result = changed(new)
    assert brief(result) == [
        ("header", "changed", None, "general_call"),
        ("crew", "changed", VIDELA, "call"),
    ]
    assert result.people == {VIDELA}


@pytest.mark.parametrize(
    "changes",
    [
        {"weather": "Clear, 24 °C"},
        {"film": "Planet without a Visa"},
        {"advance": ()},
        {"sun": replace(SHEET.sun, sunset=at(20, 17))},
        {"safety": "Mind the cactus"},
        {"rows": only(ROWS, description="Call at the gate")},
        {"contributors": only(SHEET.contributors, line="Trotsky's grandson")},
        {"places": (replace(HOUSE, rules="No flash"),)},
        {"vehicles": SHEET.vehicles[:1]},
    ],
)
def test_told_but_nobody_has_to_confirm_again(changes):
    result = changed(replace(SHEET, **changes))
    assert result.changes
    assert result.people == frozenset()


@pytest.mark.parametrize("changes", [{"entrance": "By the street gate"}, {"address": "Calle de muestra 3"}])
def test_another_way_in_reaches_everybody(changes):
    assert changed(replace(SHEET, places=(replace(HOUSE, **changes),))).people == EVERYBODY


@pytest.mark.parametrize("changes", [{"on": date(2003, 6, 18)}, {"day_type": "off"}])
def test_another_day_reaches_everybody(changes):
    assert changed(replace(SHEET, **changes)).people == EVERYBODY


def test_a_further_place_reaches_the_crew():
    result = changed(replace(SHEET, places=(HOUSE, STREET)))
    assert brief(result) == [("place", "added", 11, "")]
    assert result.people == {VIDELA, MIXER}


@pytest.mark.parametrize(
    "changes",
    [
        {"arrival": at(7)},
        {"ready": at(7, 20)},
        {"pick_up": at(6)},
        {"pick_up_place": "At home"},
        {"first_place": None},
        {"items": (21, 24)},
    ],
)
def test_a_contributors_own_times_and_items(changes):
    assert changed(replace(SHEET, contributors=only(SHEET.contributors, **changes))).people == {VOLKOV}


def test_an_item_that_shifts_reaches_those_who_are_in_it():
    later = (*ROWS[:-1], replace(ROWS[-1], start=at(11)))
    result = changed(replace(SHEET, rows=later))
    assert brief(result) == [("row", "changed", 24, "start")]
    assert result.people == {WOODS}


def test_who_comes_and_who_goes_is_told():
    new = replace(
        SHEET,
        contributors=SHEET.contributors[1:],
        crew=(*SHEET.crew, CrewCall(5, "camera", "Operator", "Sample Operator", call=at(7))),
    )
    result = changed(new)
    assert brief(result) == [("contributor", "removed", VOLKOV, ""), ("crew", "added", 5, "")]
    assert result.people == {VOLKOV, 5}
    assert result.changes[0].before == SHEET.contributors[0]
    assert result.changes[1].after == new.crew[-1]


def test_one_row_moved_up_is_one_move():
    order = [20, 24, 21, 22, 23]
    new = replace(SHEET, rows=tuple(next(row for row in ROWS if row.key == key) for key in order))
    result = changed(new)
    assert result.changes == (Change("row", "moved", "4 Woods at the desk", 24, "", "12A Courtyard", "call"),)


def test_changes_come_in_reading_order_and_what_is_gone_stands_where_it_was():
    new = replace(
        SHEET,
        kit="Second lamp",
        general_call=at(8),
        rows=(replace(ROWS[1], minutes=60), Row(25, "b_roll", at(9), 20), *ROWS[3:]),
        places=(replace(HOUSE, base="Garden"),),
        crew=only(SHEET.crew, phone="555-0101"),
    )
    assert brief(changed(new)) == [
        ("header", "changed", None, "general_call"),
        ("place", "changed", 10, "base"),
        ("row", "removed", 20, ""),
        ("row", "changed", 21, "minutes"),
        ("row", "removed", 22, ""),
        ("row", "added", 25, ""),
        ("crew", "changed", VIDELA, "phone"),
        ("rest", "changed", "kit", "kit"),
    ]


def test_keys_are_told_as_names():
    contributors = only(SHEET.contributors, first_place=11, items=(21, 22))
    new = replace(SHEET, places=(HOUSE, STREET), contributors=contributors)
    changes = [c for c in changed(new).changes if c.section == "contributor"]
    assert [(c.before, c.after) for c in changes] == [
        ("House in Coyoacán", "Street"),
        (("3 Volkov in the study",), ("3 Volkov in the study", "meal")),
    ]


def test_a_new_place_is_told_once():
    rows = only(ROWS, place=11, place_name="Street")
    changes = changed(replace(SHEET, places=(HOUSE, STREET), rows=rows)).changes
    assert [c.field for c in changes if c.section == "row"] == ["place_name"]


def test_a_department_or_number_explains_the_new_order():
    renumbered = (SHEET.contributors[1], replace(SHEET.contributors[0], number="9"))
    assert brief(changed(replace(SHEET, contributors=renumbered))) == [
        ("contributor", "changed", VOLKOV, "number")
    ]


def test_vehicles_notes_and_advance():
    new = replace(
        SHEET,
        vehicles=(SHEET.vehicles[1], replace(SHEET.vehicles[0], driver="Other Driver")),
        department_notes=(DepartmentNote("sound", "Two booms"), DepartmentNote("camera", "85 filter")),
        advance=(replace(SHEET.advance[0], place_name="Tampico"),),
    )
    assert brief(changed(new)) == [
        ("rest", "moved", "vehicles:Van 2", ""),
        ("rest", "changed", "vehicles:Van 1", "driver"),
        ("rest", "changed", "department_notes:sound", "note"),
        ("rest", "added", "department_notes:camera", ""),
        ("rest", "changed", "advance:2003-06-18", "place_name"),
    ]


# Every sheet: a plain one with some fields of some things set to one of a few values

MOMENTS = (at(6), at(7), datetime(2003, 6, 17, 7, tzinfo=UTC))
VALUES = {
    "str": ("", "a", "b"),
    "int": (0, 1, 2),
    "bool": (False, True),
    "date": (ON, date(2003, 6, 18)),
    "datetime": MOMENTS,
    "datetime | None": (None, *MOMENTS),
    "int | None": (None, 1, 2),
    "tuple[str, ...]": ((), ("a",), ("b", "a")),
    "tuple[int, ...]": ((), (1,), (2, 1)),
    "Contact | None": (None, Contact("a"), Contact("a", phone="b")),
    "tuple[Contact, ...]": ((), (Contact("a"),), (Contact("a"), Contact("b"))),
    "tuple[AdvanceRow, ...]": ((), (AdvanceRow("1", "b_roll"),)),
    "tuple[Row, ...]": ((), ROWS, ROWS[::-1]),
}


def free_fields(thing):
    """Names and types of what may be anything; ``differs`` follows from the two calls."""
    hints = {field.name: field.type for field in dataclasses.fields(thing)}
    return sorted(
        (name, hint) for name, hint in hints.items() if hint in VALUES and name not in {"key", "differs"}
    )


def like(thing):
    edit = st.sampled_from(free_fields(thing)).flatmap(
        lambda f: st.tuples(st.just(f[0]), st.sampled_from(VALUES[f[1]]))
    )
    keys = st.integers(1, 4).map(lambda key: {"key": key}) if hasattr(thing, "key") else st.just({})
    return st.builds(
        lambda key, edits: replace(thing, **key, **dict(edits)), keys, st.lists(edit, max_size=3)
    )


def many(thing):
    return st.lists(like(thing), max_size=4).map(tuple)


sheets = st.builds(
    replace,
    like(replace(SHEET, sun=None)),
    sun=st.none() | like(SHEET.sun),
    places=many(HOUSE),
    rows=many(ROWS[1]),
    contributors=many(SHEET.contributors[0]),
    crew=many(SHEET.crew[0]),
    vehicles=many(SHEET.vehicles[0]),
    department_notes=many(SHEET.department_notes[0]),
    advance=many(SHEET.advance[0]),
)


@given(sheets, sheets)
def test_no_change_exactly_where_the_content_is_equal(old, new):
    result = what_changed(old, new)
    assert (not result.changes) == (to_json(old) == to_json(new))
    assert result.people <= {p.key for sheet in (old, new) for p in (*sheet.contributors, *sheet.crew)}
    if not result.changes:
        assert not result.people


@given(sheets)
def test_every_sheet_is_equal_to_its_own_snapshot(sheet):
    assert what_changed(sheet, from_json(to_json(sheet))).changes == ()


@given(st.sampled_from(["places", "rows", "contributors", "crew"]), st.data())
def test_one_field_of_one_thing_is_found(listed, data):
    first, *rest = getattr(SHEET, listed)
    name, kind = data.draw(st.sampled_from(free_fields(first)))
    one, other = data.draw(st.permutations(VALUES[kind]))[:2]
    old = replace(SHEET, **{listed: (replace(first, **{name: one}), *rest)})
    new = replace(SHEET, **{listed: (replace(first, **{name: other}), *rest)})
    assert [(c.key, c.field) for c in what_changed(old, new).changes] == [(first.key, name)]


@given(sheets, st.data())
def test_another_order_alone_is_told_as_moves(sheet, data):
    new = replace(sheet, rows=tuple(data.draw(st.permutations(sheet.rows))))
    old = {id(row): row.key for row in sheet.rows}
    moved = [c for c in what_changed(sheet, new).changes if c.kind == "moved"]
    if len(set(old.values())) == len(old):
        assert bool(moved) == (sheet.rows != new.rows)


@given(st.permutations(range(7)))
def test_the_moved_rows_are_the_fewest(order):
    rows = [Row(key, "other", at(7), 0, description=str(key)) for key in range(7)]
    old, new = replace(SHEET, rows=tuple(rows)), replace(SHEET, rows=tuple(rows[n] for n in order))
    moved = {c.key for c in what_changed(old, new).changes}
    stayed = [key for key in order if key not in moved]
    assert stayed == sorted(stayed)
    assert len(stayed) == longest_rising(order)


def longest_rising(order):
    longest = [1] * len(order)
    for later, value in enumerate(order):
        for earlier in range(later):
            if order[earlier] < value:
                longest[later] = max(longest[later], longest[earlier] + 1)
    return max(longest)


def test_a_long_day_is_compared_in_no_time():
    rows = tuple(Row(n, "b_roll", at(7) + timedelta(minutes=n), 1) for n in range(2000))
    result = what_changed(replace(SHEET, rows=rows), replace(SHEET, rows=rows[::-1]))
    assert len(result.changes) == 1999
