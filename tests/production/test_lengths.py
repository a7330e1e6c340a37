"""Lengths, as people type them and as they are shown."""

import re

import pytest

from production import lengths


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("52", 3_120),
        (" 52 ", 3_120),
        ("52.5", 3_150),
        ("52:00", 3_120),
        ("0:52:00", 3_120),
        ("00:52:00", 3_120),
        ("1:02:00", 3_720),
        ("120:00", 7_200),
        ("0:04.5", 4.5),
        ("52 min", 3_120),
        ("52min.", 3_120),
        ("52 Minutes", 3_120),
        ("52 minutos", 3_120),
        ("52'", 3_120),
        ("52′30″", 3_150),
        ("52'30", 3_150),
        ("1h", 3_600),
        ("1h02", 3_720),
        ("1 h 2 min", 3_720),
        ("1 hora 2 min 3 s", 3_723),
        ("1.5 h", 5_400),
        ("90 s", 90),
        ("4,5 seg", 4.5),
        ("90 min", 5_400),
    ],
)
def test_a_length_is_read(text, seconds):
    assert lengths.read(text, alone=lengths.MINUTE) == seconds
    assert re.fullmatch(lengths.PATTERN, text)


def test_no_text_keeps_a_browser_trying():
    for text in ("1" * 5_000 + "x", "1 h " * 1_000 + "x", "1h" + " " * 5_000 + "x"):  # minutes, if it tried
        assert not re.fullmatch(lengths.PATTERN, text)


def test_a_number_alone_counts_what_is_asked_for():
    assert lengths.read("5", alone=lengths.SECOND) == 5
    with pytest.raises(ValueError):  # noqa: PT011
        lengths.read("5", alone=0)


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "long", "52:75", "1:75:00", "1:2:3:4", "52 km", "2 min 1 h", "5 5", "1 h 75 min"),
        *("1 s 2", ":30", "-5", "5..", "5 min 5 min", "\u0665", "1" * 41, "1e5", "52:"),
    ],
)
def test_what_is_no_length_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011
        lengths.read(text, alone=lengths.MINUTE)


@pytest.mark.parametrize(
    ("seconds", "text"), [(5, "0:05"), (3_120, "52:00"), (3_723, "1:02:03"), (0, "0:00")]
)
def test_a_length_is_shown(seconds, text):
    assert lengths.clock(seconds) == text
    assert lengths.read(text, alone=0) == seconds
