from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from production.day_out_of_days import codes, day_out_of_days


def june(*days):
    return {date(2003, 6, day) for day in days}


def letters(cells):
    return {day.day: code for day, code in cells.items()}


def test_first_work_last_and_blank_between():
    assert letters(codes(june(17, 18, 20))) == {17: "SW", 18: "W", 20: "WF"}


def test_held_between_where_it_is_allowed():
    assert letters(codes(june(17, 20), may_be_held=True)) == {17: "SW", 18: "H", 19: "H", 20: "WF"}


def test_nobody_is_held_on_a_company_day_off():
    assert letters(codes(june(17, 20), days_off=june(18), may_be_held=True)) == {17: "SW", 19: "H", 20: "WF"}


def test_the_only_day():
    assert letters(codes(june(17), may_be_held=True)) == {17: "SWF"}


def test_no_work():
    row = day_out_of_days(june(), travel=june(16), rehearsal=june(15), may_be_held=True)
    assert letters(row.cells) == {15: "R", 16: "T"}
    assert (row.work, row.held, row.travel) == (0, 0, 1)


def test_work_wins_over_travel_in_the_cell_and_both_count():
    row = day_out_of_days(june(17, 19), travel=june(16, 17, 18), rehearsal=june(16, 18, 19), may_be_held=True)
    assert letters(row.cells) == {16: "T", 17: "SW", 18: "T", 19: "WF"}
    assert (row.work, row.held, row.travel) == (2, 0, 3)


def test_a_rehearsal_is_no_hold():
    row = day_out_of_days(june(17, 20), rehearsal=june(18), may_be_held=True)
    assert letters(row.cells) == {17: "SW", 18: "R", 19: "H", 20: "WF"}
    assert row.held == 1


dates = st.sets(st.integers(0, 40).map(lambda n: date(2003, 6, 1) + timedelta(days=n)), max_size=12)


@given(dates, dates, dates, dates, st.booleans())
def test_what_holds_of_every_row(work, travel, rehearsal, days_off, may_be_held):
    row = day_out_of_days(
        work, travel=travel, rehearsal=rehearsal, days_off=days_off, may_be_held=may_be_held
    )
    assert list(row.cells) == sorted(row.cells)
    assert {on for on, code in row.cells.items() if "W" in code} == work
    assert sum("S" in code for code in row.cells.values()) == (1 if work else 0)
    assert sum("F" in code for code in row.cells.values()) == (1 if work else 0)
    held = {on for on, code in row.cells.items() if code == "H"}
    assert not held & (work | travel | rehearsal | days_off)
    assert all(min(work) < on < max(work) for on in held)
    assert may_be_held or not held
    assert (row.work, row.travel, row.held) == (len(work), len(travel), len(held))
