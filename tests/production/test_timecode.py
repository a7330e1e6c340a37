"""Timecode against the vectors of the trade, and over whole days."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from production import timecode
from production.timecode import BadTimecode, Label, Rate, frame_of, label_of, length, rate_of, read

DF = rate_of("30000/1001", drop=True)
DF60 = rate_of("60000/1001", drop=True)
NDF = rate_of("30000/1001")

ONE_HOUR = [
    ("24000/1001", False, 86_400),
    ("24/1", False, 86_400),
    ("25/1", False, 90_000),
    ("30000/1001", False, 108_000),
    ("30000/1001", True, 107_892),
    ("30/1", False, 108_000),
    ("30/1", True, 107_892),
    ("50/1", False, 180_000),
    ("60000/1001", False, 216_000),
    ("60000/1001", True, 215_784),
    ("60/1", False, 216_000),
]
RATES = [pytest.param(rate_of(key, drop=drop), id=f"{key}{' DF' * drop}") for key, drop, _hour in ONE_HOUR]
each_rate = pytest.mark.parametrize("rate", RATES)


@pytest.mark.parametrize(("key", "drop", "frame"), ONE_HOUR)
def test_an_hour_has_the_frames_of_its_rate(key, drop, frame):
    rate = rate_of(key, drop=drop)
    sign = ";" if drop else ":"
    assert str(label_of(frame, rate)) == f"01:00:00{sign}00"
    assert frame_of(Label(1, 0, 0, 0), rate) == frame


@pytest.mark.parametrize(
    ("rate", "frame", "label"),
    [
        (DF, 0, "00:00:00;00"),
        (DF, 1_799, "00:00:59;29"),
        (DF, 1_800, "00:01:00;02"),
        (DF, 17_981, "00:09:59;29"),
        (DF, 17_982, "00:10:00;00"),
        (DF, 107_891, "00:59:59;29"),
        (DF, 107_892, "01:00:00;00"),
        (DF, 2_589_407, "23:59:59;29"),
        (DF60, 3_599, "00:00:59;59"),
        (DF60, 3_600, "00:01:00;04"),
        (DF60, 35_964, "00:10:00;00"),
    ],
)
def test_drop_frame_leaves_out_labels_and_no_frames(rate, frame, label):
    assert str(label_of(frame, rate)) == label
    assert frame_of(read(label), rate) == frame


def test_labels_without_drop_fall_behind_the_clock():
    assert NDF.seconds(108_000) == Fraction("3603.6")
    assert str(label_of(108_000, NDF)) == "01:00:00:00"


@each_rate
@given(data=st.data())
def test_each_frame_of_a_day_has_a_label_of_its_own(rate, data):
    frame = data.draw(st.integers(0, rate.day - 1))
    label = label_of(frame, rate)
    timecode.check(label, rate)
    assert frame_of(label, rate) == frame
    assert read(str(label)) == label
    assert read(str(label).replace(";", ":")).frames == label.frames


@each_rate
@given(data=st.data())
def test_each_label_that_exists_names_the_frame_after_the_one_before(rate, data):
    frame = data.draw(st.integers(1, rate.day - 1))
    before, after = label_of(frame - 1, rate), label_of(frame, rate)
    same_second = (before.hours, before.minutes, before.seconds) == (
        after.hours,
        after.minutes,
        after.seconds,
    )
    if same_second:
        assert after.frames == before.frames + 1
    else:
        skips = rate.drop and after.seconds == 0 and after.minutes % 10
        assert before.frames == rate.base - 1
        assert after.frames == (rate.skipped if skips else 0)


@each_rate
def test_after_the_last_label_of_a_day_comes_the_first(rate):
    assert str(label_of(rate.day - 1, rate)).startswith("23:59:59")
    assert str(label_of(rate.day, rate)).startswith("00:00:00")


@each_rate
@given(data=st.data())
def test_what_has_no_label_is_refused_and_nothing_else(rate, data):
    numbers = st.tuples(st.integers(0, 23), st.integers(0, 59), st.integers(0, 59), st.integers(0, 70))
    label = Label(*data.draw(numbers), drop=rate.drop)
    exists = label.frames < rate.base and label_of(frame_of(label, rate), rate) == label
    if exists:
        timecode.check(label, rate)
    else:
        with pytest.raises(BadTimecode):
            timecode.check(label, rate)


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("03:40:22", "03:40:22"),  # an archive's, without frames
        ("03:40:22:10", "03:40:22:10"),
        ("03:40:22;10", "03:40:22;10"),
        ("03:40:22.10", "03:40:22:10"),
        ("03.40.22", "03:40:22"),
        ("3:4:2", "03:04:02"),
        (" 1:00:00:00 ", "01:00:00:00"),
        ("40:22", "00:40:22"),
        ("40:22;10", "00:40:22;10"),
        ("40:22.10", "00:40:22:10"),
        ("034022", "03:40:22"),
        ("03402210", "03:40:22:10"),
        ("23:59:59", "23:59:59"),
    ],
)
def test_labels_are_read_as_people_type_them(typed, label):
    assert str(read(typed)) == label


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "form"),
        ("noon", "form"),
        ("3", "form"),
        ("03:40:22:10:00", "form"),
        ("03-40-22", "form"),
        ("03:40:22:", "form"),
        ("-03:40:22", "form"),
        ("03:40:122", "form"),
        ("22;10", "form"),
        ("22.10", "form"),
        ("03;40;22", "form"),
        ("٠٣:٤٠:٢٢", "form"),
        ("1" * 5000, "form"),
        ("24:00:00", "hours"),
        ("03:60:22", "minutes"),
        ("03:40:60", "seconds"),
        ("60:00", "minutes"),
    ],
)
def test_what_is_no_label_is_refused_with_the_reason(typed, code):
    with pytest.raises(BadTimecode) as refused:
        read(typed)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("typed", "rate", "code", "facts"),
    [
        ("00:00:01:25", rate_of("25/1"), "frames", {"found": 25, "most": 24}),
        ("00:00:01:24", rate_of("24000/1001"), "frames", {"found": 24, "most": 23}),
        ("00:01:00;00", DF, "dropped", {"found": "00:01:00;00", "next": "00:01:00;02"}),
        ("00:01:00:01", DF, "dropped", {"found": "00:01:00;01", "next": "00:01:00;02"}),
        ("00:59:00;03", DF60, "dropped", {"found": "00:59:00;03", "next": "00:59:00;04"}),
        ("00:01:00;02", rate_of("25/1"), "semicolon", {}),
        ("00:01:00;02", NDF, "semicolon", {}),
    ],
)
def test_a_label_that_its_rate_has_not_is_refused_with_the_reason(typed, rate, code, facts):
    with pytest.raises(BadTimecode) as refused:
        timecode.check(read(typed), rate)
    assert (refused.value.code, refused.value.facts) == (code, facts)


@pytest.mark.parametrize("typed", ["00:10:00;00", "00:00:00;00", "00:01:00;02", "00:01:01;00", "00:01:00"])
def test_labels_beside_the_dropped_ones_stand(typed):
    timecode.check(read(typed), DF)


@pytest.mark.parametrize(("num", "den"), [(25, 1), (24000, 1001), (50, 1), (0, 1), (-30, 1), (30, 0)])
def test_drop_frame_is_refused_where_no_rate_has_it(num, den):
    with pytest.raises(BadTimecode):
        Rate(num, den, drop=True)


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("03:40:22", "03:43:33", "00:03:11"),
        ("16:54:33", "17:09:15", "00:14:42"),
        ("12:54:21", "13:06:12", "00:11:51"),
    ],
)
def test_archives_lengths_are_those_of_their_catalogues(start, end, words):
    found = length(read(start), read(end))
    assert str(found) == words
    assert not found.label.has_frames


def test_a_length_in_frames_is_exact():
    found = length(read("00:00:59;29"), read("00:01:00;02"), DF)
    assert (str(found), found.seconds) == ("00:00:00;01", Fraction(1001, 30000))
    assert str(length(read("10:00:00:20"), read("10:00:05:04"), rate_of("25/1"))) == "00:00:04:09"


@pytest.mark.parametrize(
    ("start", "end", "rate"),
    [
        ("03:40:22", "03:40:22", None),
        ("03:40:22", "03:40:21", None),
        ("03:40:22:10", "03:40:22:10", rate_of("25/1")),
        ("03:40:22", "03:40:23:00", rate_of("25/1")),  # to the second, to the frame
        ("03:40:22:00", "03:40:23:00", None),  # frames of an unknown rate
    ],
)
def test_what_has_no_length_says_so(start, end, rate):
    assert length(read(start), read(end), rate) is None
