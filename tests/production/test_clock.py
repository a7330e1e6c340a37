from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from production import clock

SPRING, AUTUMN = date(2003, 4, 6), date(2003, 10, 26)  # the nights when Mexico changed its clocks


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("07:00", 420),
        ("7:00", 420),
        ("7.30", 450),
        ("0730", 450),
        ("730", 450),
        ("7", 420),
        ("7h", 420),
        ("7h30", 450),
        (" 07:00 ", 420),
        ("0:00", 0),
        ("24:00", 1440),
        ("25:30", 1530),
        ("47:59", 2879),
        ("01:30 +1", 1530),
        ("01:30+1", 1530),
        ("1 +2", 2940),
        ("23:45 -1", -15),
        ("23:45 \N{MINUS SIGN}1", -15),
        ("7 am", 420),
        ("7am", 420),
        ("7:30 PM", 1170),
        ("7.30 p.m.", 1170),
        ("12 am", 0),
        ("12 pm", 720),
        ("1 am +1", 1500),
    ],
)
def test_times_as_people_type_them(typed, minutes):
    assert clock.parse_day_time(typed) == minutes


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("", clock.NotATime),
        ("soon", clock.NotATime),
        ("7-1", clock.NotATime),
        ("7:3", clock.NotATime),
        ("07:00:00", clock.NotATime),
        ("-7:00", clock.NotATime),
        ("07:00 +3", clock.NotATime),
        ("07:00 +0", clock.NotATime),
        ("٠٧:٠٠", clock.NotATime),
        ("０7:00", clock.NotATime),
        ("²:00", clock.NotATime),
        ("07:00\n08:00", clock.NotATime),
        ("9" * 10_000, clock.NotATime),
        ("07:60", clock.NoSuchMinute),
        ("0799", clock.NoSuchMinute),
        ("48:00", clock.NoSuchHour),
        ("24:00 +1", clock.NoSuchHour),
        ("13 pm", clock.NoSuchHour),
        ("0 am", clock.NoSuchHour),
    ],
)
def test_what_is_no_time_says_why(typed, error):
    with pytest.raises(error) as caught:
        clock.parse_day_time(typed)
    assert isinstance(caught.value, ValueError)
    assert str(caught.value) == error.reason
    assert error.code.isidentifier()


@given(st.integers(clock.EARLIEST, clock.LATEST))
def test_a_time_reads_back(minutes):
    assert clock.parse_day_time(clock.format_day_time(minutes)) == minutes


@given(st.text() | st.from_regex(r"[0-9:. +-]{1,8}([ap]m)?", fullmatch=True))
def test_any_text_is_a_time_within_bounds_or_refused(text):
    try:
        minutes = clock.parse_day_time(text)
    except clock.ClockError:
        return
    assert clock.EARLIEST <= minutes <= clock.LATEST


def test_days_are_written_beside_the_time():
    assert [clock.format_day_time(m) for m in (420, 1530, -15, 2880)] == [
        "07:00",
        "01:30 +1",
        "23:45 -1",
        "00:00 +2",
    ]


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("-0:30", -30),
        ("\N{MINUS SIGN}0:30", -30),
        ("+1:15", 75),
        ("1.15", 75),
        ("-30", -30),
        ("- 90", -90),
        ("0", 0),
        ("-0", 0),
        ("24:00", 1440),
    ],
)
def test_offsets(typed, minutes):
    assert clock.parse_offset(typed) == minutes


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("", clock.NotAnOffset),
        ("--30", clock.NotAnOffset),
        ("O/C", clock.NotAnOffset),
        ("0:5", clock.NotAnOffset),
        ("٣٠", clock.NotAnOffset),
        ("-0:75", clock.NoSuchMinute),
        ("24:01", clock.OffsetTooLarge),
        ("9999", clock.OffsetTooLarge),
    ],
)
def test_what_is_no_offset(typed, error):
    with pytest.raises(error):
        clock.parse_offset(typed)


@given(st.integers(-clock.LONGEST_OFFSET, clock.LONGEST_OFFSET))
def test_an_offset_reads_back(minutes):
    assert clock.parse_offset(clock.format_offset(minutes)) == minutes


@pytest.mark.parametrize(
    ("typed", "eighths"),
    [("1 3/8", 11), ("11/8", 11), ("3/8", 3), ("2", 16), ("4 / 8", 4), ("0", 0), ("8/8", 8)],
)
def test_eighths(typed, eighths):
    assert clock.parse_eighths(typed) == eighths


@pytest.mark.parametrize("typed", ["", "1/2", "1 9/8", "1.5", "-1", "1 3/8 4", "⅜", "٣/8"])
def test_what_are_no_eighths(typed):
    with pytest.raises(clock.NotEighths):
        clock.parse_eighths(typed)


def test_no_scene_has_a_thousand_pages():
    with pytest.raises(clock.TooManyEighths):
        clock.parse_eighths("100 1/8")


@given(st.integers(0, clock.MOST_EIGHTHS))
def test_eighths_read_back(eighths):
    assert clock.parse_eighths(clock.format_eighths(eighths)) == eighths


def test_eighths_are_never_reduced():
    assert [clock.format_eighths(n) for n in (4, 8, 11, 12)] == ["4/8", "1", "1 3/8", "1 4/8"]


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "0 min"), (40, "40 min"), (60, "1 h"), (65, "1 h 05"), (400, "6 h 40"), (-75, "-1 h 15")],
)
def test_lengths(minutes, words):
    assert clock.format_minutes(minutes) == words


@pytest.mark.parametrize(
    ("on", "minutes", "zone", "shown"),
    [
        (SPRING, 150, "America/Mexico_City", "2003-04-06T03:30:00-05:00"),  # 02:30 is skipped
        (SPRING - timedelta(1), 1440 + 150, "America/Mexico_City", "2003-04-06T03:30:00-05:00"),
        (SPRING, 180, "America/Mexico_City", "2003-04-06T03:00:00-05:00"),
        (AUTUMN, 90, "America/Mexico_City", "2003-10-26T01:30:00-05:00"),  # comes twice: the first
        (AUTUMN, 120, "America/Mexico_City", "2003-10-26T02:00:00-06:00"),
        (date(2024, 3, 31), 150, "Europe/Paris", "2024-03-31T03:30:00+02:00"),
        (date(2024, 10, 27), 150, "Europe/Paris", "2024-10-27T02:30:00+02:00"),
        (date(2024, 10, 6), 135, "Australia/Lord_Howe", "2024-10-06T02:45:00+11:00"),  # half an hour
        (date(2024, 4, 7), 105, "Australia/Lord_Howe", "2024-04-07T01:45:00+11:00"),
        (date(2011, 12, 30), 600, "Pacific/Apia", "2011-12-31T10:00:00+14:00"),  # a day that never was
        (date(2003, 6, 17), -15, "America/Mexico_City", "2003-06-16T23:45:00-05:00"),
    ],
)
def test_moments(on, minutes, zone, shown):
    moment = clock.instant(on, minutes, zone)
    assert moment.isoformat() == shown
    assert moment.tzinfo is ZoneInfo(zone)


@pytest.mark.parametrize("on", [date.min, date(1899, 12, 31), date(2200, 1, 1), date.max])
def test_dates_that_nobody_shoots_on(on):
    with pytest.raises(clock.DateOutOfRange):
        clock.instant(on, 0, "UTC")


zones = st.sampled_from(
    [
        "America/Mexico_City",
        "Europe/Paris",
        "Europe/London",
        "Australia/Lord_Howe",
        "Pacific/Kiritimati",
        "UTC",
    ]
)


@given(st.dates(date(1990, 1, 1), date(2037, 12, 31)), st.integers(clock.EARLIEST, clock.LATEST), zones)
def test_the_clock_at_the_moment_shows_the_day_time(on, minutes, zone):
    shown = clock.day_time(clock.instant(on, minutes, zone), on, zone)
    skipped = shown - minutes
    assert skipped in (0, 30, 60)
    if skipped:
        wall = datetime(on.year, on.month, on.day, tzinfo=ZoneInfo(zone)) + timedelta(minutes=minutes)
        assert wall.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) != wall.replace(
            tzinfo=None
        )
