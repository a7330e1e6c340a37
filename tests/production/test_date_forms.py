"""Dates, times and lengths as the tables of every country write them."""

import contextlib
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from production.formats import dates

JUNE_17 = datetime.date(2003, 6, 17)


@pytest.mark.parametrize(
    "text",
    ["2003-06-17", "17/06/2003", "06/17/2003", "17.6.2003", "17-06-2003", "2003/6/17", "20030617",
     "17 Jun 2003",
     "June 17th, 2003", "martes, 17 de junio de 2003", "17-jun-2003", "17 juin 2003", "17 июня 2003",
     "2003年6月17日", "37789", "2003-06-17 00:00:00", " 17 / 06 / 2003 "],
)  # fmt: skip
def test_one_day_in_many_forms(text):
    assert dates.read_date(text) == JUNE_17


@pytest.mark.parametrize(
    ("text", "code"),
    [("3/4/2003", "order"), ("17/06/03", "year"), ("17 Jun 03", "year"), ("31.02.2026", "calendar"),
     ("0000-00-00", "calendar"), ("soon", "form"), ("", "form"), ("1e3", "form"), ("٣/٤/٢٠٠٣", "form"),
     ("9" * 5000, "form")],
)  # fmt: skip
def test_what_is_no_date_says_why(text, code):
    with pytest.raises(dates.NoDate) as error:
        dates.read_date(text)
    assert error.value.code == code


def test_the_order_of_day_and_month():
    assert dates.read_date("3/4/2003", "dmy") == datetime.date(2003, 4, 3)
    assert dates.read_date("3/4/2003", "mdy") == datetime.date(2003, 3, 4)
    with pytest.raises(dates.NoDate):
        dates.read_date("17/6/2003", "mdy")


@pytest.mark.parametrize(
    ("samples", "found"),
    [(["3/4/2003", "17/6/2003"], ("dmy", False)), (["3/4/2003", "6/17/2003"], ("mdy", False)),
     (["3/4/2003"], ("dmy", True)), (["17/6/2003", "6/17/2003", "1/2/2003"], ("dmy", True)),
     (["2003-03-04", "4.3.2003"], ("dmy", False)), ([], ("dmy", False))],
)  # fmt: skip
def test_the_order_is_found_or_asked(samples, found):
    assert dates.order_of(samples) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [("07:00", "07:00"), ("7:00 AM", "07:00"), ("7.30 pm", "19:30"), ("0700", "07:00"), ("7h30", "07:30"),
     ("19h", "19:00"), ("19 hs", "19:00"), ("01:30 +1", "01:30 +1"),
     ("12:15 am", "00:15"), ("07:00:00", "07:00")],
)  # fmt: skip
def test_times(text, found):
    assert dates.read_clock(text) == found


@pytest.mark.parametrize("text", ["24:00", "25:61", "7", "13:00 pm", "", "NaN", "٧:٠٠"])
def test_what_is_no_time(text):
    with pytest.raises(dates.NoDate):
        dates.read_clock(text)


@pytest.mark.parametrize(
    ("text", "found"), [("45", 45), ("45 min", 45), ("1:30", 90), ("1 h 30", 90), ("90'", 90)]
)
def test_lengths(text, found):
    assert dates.read_minutes(text) == found


@pytest.mark.parametrize("text", ["NaN", "1e999", "-0", "²", "١٢", ""])
def test_what_is_no_length(text):
    with pytest.raises(dates.NoDate):
        dates.read_minutes(text)


@pytest.mark.parametrize(
    ("text", "found"), [("yes", True), ("Sí", True), ("X", True), ("no", False), ("0", False)]
)
def test_yes_or_no(text, found):
    assert dates.read_yes(text) is found


@given(st.text(max_size=80))
def test_no_text_breaks_it(text):
    for read in (dates.read_date, dates.read_clock, dates.read_minutes, dates.read_yes):
        with contextlib.suppress(dates.NoDate):
            read(text)
    dates.order_of([text])
