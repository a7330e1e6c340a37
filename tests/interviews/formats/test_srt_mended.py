"""SubRip: what is damaged is mended and told, and no word is lost."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviews.formats import srt
from interviews.formats.cues import Refused
from tests.interviews.formats.srts import CLEAN, block, read, said, times, told
from tests.own_time import within


def test_somebody_may_talk_of_times():
    reading = read(
        "1\n00:00:01,000 --> 00:00:02,000\nsee 00:00:09,000 --> 00:00:10,000 here\n"
        "00:00:09,000 --> 00:00:10,000 and here\n\n2\n00:00:03,000 --> 00:00:04,000\nB\n"
    )
    assert said(reading) == [
        "see 00:00:09,000 --> 00:00:10,000 here\n00:00:09,000 --> 00:00:10,000 and here",
        "B",
    ]
    assert reading.repairs == []


def test_text_beside_its_times_is_said():
    reading = read("1\n00:00:01,000 --> 00:00:02,000 Hello\nthere\n")
    assert said(reading) == ["Hello\nthere"]
    assert told(reading) == [(2, "text_beside")]


def test_a_line_that_should_be_times_and_is_none_is_told():
    reading = read(block(1, 0, 1_000, "A") + "2\n00:0x:03,000 --> 00:00:04,000\nB\n")
    assert said(reading) == ["A\n2\n00:0x:03,000 --> 00:00:04,000\nB"]
    assert (6, "timing_unread") in told(reading)


def test_the_end_may_lack_and_is_the_start_of_the_next():
    reading = read(
        "1\n00:00:01,000 -->\nA\n\n2\n00:00:03,000\nB\n\n3\n00:00:03,000 -->\nC\n\n4\n00:00:09,000 -->\nD\n"
    )
    assert times(reading) == [(1_000, 3_000), (3_000, 9_000), (3_000, 9_000), (9_000, 12_000)]
    assert told(reading) == [(2, "no_end"), (6, "no_end"), (10, "no_end"), (10, "overlaps"), (14, "no_end")]
    assert {cue.written for cue in reading.cues} == {""}


def test_an_end_before_the_start_becomes_the_start_of_the_next():
    reading = read(block(1, 5_000, 2_000, "A") + block(2, 7_000, 8_000, "B") + block(3, 9_000, 9_000, "C"))
    assert times(reading) == [(5_000, 7_000), (7_000, 8_000), (9_000, 12_000)]
    assert told(reading) == [(2, "end_before_start"), (10, "no_length")]
    assert reading.repairs[0].facts == {"start": 5_000, "found": 2_000, "end": 7_000}


def test_cues_are_put_in_order_and_that_is_told():
    reading = read(block(1, 5_000, 6_000, "B") + block(2, 1_000, 2_000, "A") + block(3, 7_000, 8_000, "C"))
    assert said(reading) == ["A", "B", "C"]
    assert told(reading) == [(6, "unsorted")]


def test_overlapping_cues_stay_and_are_told_once_a_pair():
    reading = read(block(1, 0, 3_000, "A") + block(2, 2_000, 5_000, "B") + block(3, 5_000, 6_000, "C"))
    assert times(reading) == [(0, 3_000), (2_000, 5_000), (5_000, 6_000)]
    assert [(repair.line, repair.code, repair.facts) for repair in reading.repairs] == [
        (6, "overlaps", {"other": 2})
    ]


@pytest.mark.parametrize(
    ("written", "start", "code"),
    [
        ("00:61:00,000 --> 02:00:00,000", 3_660_000, "minutes_over_59"),
        ("00:00:61,000 --> 02:00:00,000", 61_000, "seconds_over_59"),
        ("00:59:00,000 --> 00:59:75,000", 3_540_000, "seconds_over_59"),
    ],
)
def test_parts_that_no_clock_has_are_counted_and_told(written, start, code):
    reading = read(f"1\n{written}\nA\n")
    assert (reading.cues[0].start, reading.cues[0].written) == (start, "")
    assert told(reading) == [(2, code)]


def test_a_cue_without_text_keeps_its_times():
    reading = read("1\n00:00:01,000 --> 00:00:02,000\n\n2\n00:00:03,000 --> 00:00:04,000\nB\n")
    assert said(reading) == ["", "B"]
    assert told(reading) == [(2, "no_text")]


def test_nul_is_taken_away_and_told():
    reading = read("1\n00:00:01,000 --> 00:00:02,000\na\0b\0\n")
    assert said(reading) == ["ab"]
    assert [(repair.line, repair.code, repair.facts) for repair in reading.repairs] == [
        (3, "nul", {"count": 2})
    ]


def test_what_stands_before_the_first_cue_is_told():
    reading = read("Subtitles by X\nthanks\n\n" + CLEAN)
    assert said(reading) == said(read(CLEAN))
    assert told(reading) == [(1, "left_out")]
    assert [cue.line for cue in reading.cues] == [5, 9, 14]


def test_only_lf_cr_and_crlf_end_a_line():
    text = "one\u2028two\u2029three"
    assert said(read(block(1, 0, 1_000, text))) == [text]


def test_signs_that_steer_machines_are_taken_away_and_told():
    reading = read(block(1, 0, 1_000, "a\x07b\tc\x85d\x0c") + block(2, 1_000, 2_000, "x" * 100))
    assert said(reading)[0] == "ab\tcd"
    assert [(repair.line, repair.code, repair.facts) for repair in reading.repairs] == [
        (3, "signs", {"count": 3})
    ]


def test_a_very_long_line_stays_whole():
    text = "x" * 150_000
    assert said(read(block(1, 0, 1_000, text))) == [text]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b" \r\n\n ", "empty"),
        (bytes(range(256)) * 20, "binary"),
        (b"no subtitles at all\n", "no_cues"),
        (b"1\n" + b"1" * 200_000 + b"x\nA\n", "no_cues"),
        (b"1\n" + b"00:" * 70_000 + b" --> x\nA\n", "no_cues"),
        (block(1, 0, 1_000, "x" * 200_001).encode(), "long_text"),
        (block(1, 0, 1_000, "x\n" * 100_001).encode(), "long_text"),
        (block(1, 0, 1_000, "x\n\n" * 5_001).encode(), "long_text"),
        (b"a\n" * 8_000_001, "too_big"),
        (b"a\n" * 7_000_000, "no_cues"),
    ],
)
def test_what_is_none_is_refused_with_the_reason_and_soon(data, code):
    with within(2):
        with pytest.raises(Refused) as refused:
            srt.read(data)
        assert refused.value.code == code


@given(st.data())
def test_a_file_that_was_hurt_anywhere_loses_no_word(data):
    """Lines are dropped, doubled and swapped: all that is said in what is left is in some cue or told."""
    lines = "".join(block(n, n * 2_000, n * 2_000 + 1_500, f"word{n}") for n in range(1, 8)).split("\n")
    order = data.draw(st.lists(st.integers(0, len(lines) - 1), min_size=1, max_size=40))
    text = "\n".join(lines[at] for at in sorted(order))
    try:
        reading = read(text)
    except Refused:
        reading = None
    assert (reading is None) == ("-->" not in text)
    if reading:
        kept = " ".join(said(reading)).split()
        heard = [word for word in text[text.index("-->") :].split() if word.startswith("word")]
        assert sorted(word for word in kept if word.startswith("word")) == sorted(heard)


@pytest.mark.parametrize(
    "text",
    [
        "1\n00:00:01,000 --> 00:00:02,000\na" * 20_000,
        "00:00:01,000 --> 00:00:02,000\n" * 50_000,
        "1\n00:00:01,000 --> 00:00:02,000\n" + "00:00:01 --> x\n" * 4_000,
        "1\n\n" * 200_000,
        "0:" * 500_000,
        " " * 1_000_000 + "-->:",
        ("00:00:01,000 --> 00:00:02,000" + " a:b" * 50_000 + " c\n") * 4,
        "\n".join(["00:00:01,000 -->"] * 50_000),
    ],
)
def test_no_file_takes_longer_than_its_length(text):
    with within(5), contextlib.suppress(Refused):
        read(text)


def test_times_before_zero_are_read_as_zero_and_told():
    """As programs leave them that shifted everything by too much; no words get lost."""
    reading = read(
        "1\n-00:00:01,000 --> 00:00:02,500\nOne\n\n2\n00:00:03,000 --> 00:00:04,000\nTwo\n\n"
        "3\n00:00:05,000 --> -00:00:06,000\nThree\n-10:00 --> they said\n"
    )
    assert said(reading) == ["One", "Two", "Three\n-10:00 --> they said"]
    assert times(reading) == [(0, 2_500), (3_000, 4_000), (5_000, 8_000)]
    assert told(reading) == [(2, "negative"), (10, "negative"), (10, "end_before_start")]
    assert not any(cue.written for cue in reading.cues)
