"""What is no list, or was made to do harm."""

import contextlib
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from script.formats import edl, edl_read, edl_reading
from script.formats.cut import Cut, Refused, Repair
from tests.script.formats.edl_cuts import PAL, THE_HOUSE, VOLKOV, said
from tests.script.formats.edl_lists import DROP, NTSC, at, codes, read


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"TITLE: CUT\nFCM: NON-DROP FRAME\n", "empty"),
        (b"<?xml version='1.0'?><xmeml version='5'/>", "kind"),
        (b'{"OTIO_SCHEMA": "Timeline.1"}', "kind"),
        (b"Dear editor,\nthe cut is on the drive.\n", "kind"),
        (b"\x7fELF\x01\x02\x03\x04\x05\x06\x07\0\0\0\0\0\0", "unreadable"),
        (b"1\n00:00:01,000 --> 00:00:02,000\nHola\n", "kind"),
        (b"line\n" * 100_000, "kind"),
    ],
)
def test_what_is_no_list_is_refused(data, code):
    with pytest.raises(Refused) as refused:
        read(data)
    assert refused.value.code == code


def test_what_is_far_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(edl_read, "MOST_BYTES", 100)
    with pytest.raises(Refused, match="size"):
        read(at() * 9)
    monkeypatch.setattr(edl_read, "MOST_BYTES", 10_000)
    monkeypatch.setattr(edl_read, "MOST_LINES", 50)
    with pytest.raises(Refused, match="size"):
        read(at() + "x\n" * 50)
    monkeypatch.setattr(edl_reading, "MOST_EVENTS", 3)
    with pytest.raises(Refused, match="size"):
        read(at(events=4))


def test_long_lines_and_odd_signs_are_told():
    found = read(at().replace("CUT", "CUT\0") + "* COMMENT: " + "x" * 5_000 + "\n* COMMENT: \ufffd\n\x1a")
    assert len(found.events[0].comments[0]) < 2_000
    assert codes(found) == [("signs", 1), ("long_line", 5), ("letters", 6), ("signs", 7)]


def test_repairs_are_bounded():
    found = read(at() + "no star\n" * 1_500)
    assert len(found.repairs) == edl_reading.MOST_REPAIRS + 1
    assert Repair("more", 0, "500") in found.repairs
    assert len(found.events[0].comments) == edl_reading.MOST_COMMENTS


@pytest.mark.parametrize(
    "line",
    [
        "001 " + "A" * 1_900 + " 01:00:00:00",
        "001 A001 " + "A" * 500 + "x C 01:00:00:00 01:00:02:00 10:00:00:00 10:00:02:00",
        "FINAL CUT PRO REEL: " + " " * 1_900 + "x",
        "* FROM" + " " * 1_900 + "CLIP",
        "M2 " + "0" * 1_900,
        "AUD " + "3 " * 900,
        "001 " + "00:" * 600,
        "* RODAJE: " + "a=1" * 600,
    ],
)
def test_lines_made_to_be_slow_are_read_like_others(line):
    found = read(at() + (line + "\n") * 2_000)
    assert found.events


@given(st.one_of(st.text(), st.binary()))
def test_nothing_crashes_it(data):
    with contextlib.suppress(Refused):
        read(data)


@given(
    st.lists(st.tuples(st.integers(0, 400), st.text(max_size=3)), max_size=12),
    st.sampled_from([PAL, NTSC, DROP]),
)
def test_no_damage_crashes_it(damages, rate):
    text = edl.write(THE_HOUSE)
    for place, what in damages:
        text = text[:place] + what + text[place + 1 :]
    try:
        found = read(text, rate)
    except Refused:
        return
    for event in found.events:
        assert 0 <= event.record_in < event.record_out
        assert event.source_in < event.source_out


def test_many_events_need_little_beside_themselves():
    events = (said("V1", at, at + 1, VOLKOV, at, note="Words.") for at in range(2_000))
    many = Cut("", PAL, 0, 2_000, tuple(events))
    data = edl.write(many).encode()
    tracemalloc.start()
    found = read(data)
    held, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(found.events) == 2_000
    assert most < 2 * held
