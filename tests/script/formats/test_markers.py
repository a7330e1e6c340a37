from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from script.formats import markers
from script.formats.cut import Cut, Marker, Refused
from tests.hostile import STRINGS
from tests.script.formats.edl_cuts import HOUR, PAL, THE_HOUSE, rates

GOLDEN = Path(__file__).parents[2] / "golden"


def test_golden_markers_read_byte_for_byte():
    assert markers.write(THE_HOUSE).encode() == (GOLDEN / "cut_markers.edl").read_bytes()


def test_a_marker_is_an_event_of_one_frame_and_its_words():
    text = markers.write(THE_HOUSE, [Marker(50, "a note", "name", "red", 75)])
    assert text.split("\r\n")[3:5] == [
        "001  001      V     C        01:00:02:00 01:00:02:01 01:00:02:00 01:00:02:01  ",
        "a note |C:ResolveColorRed |M:name |D:75",
    ]


def test_they_come_back():
    found = markers.read(markers.write(THE_HOUSE), PAL, HOUR)
    assert found == (
        THE_HOUSE.markers[0],
        THE_HOUSE.markers[1],
        replace(THE_HOUSE.markers[2], text="covered by nothing / yet"),
    )


def test_what_is_no_list_of_markers():
    with pytest.raises(Refused):
        markers.read(b"<html>", PAL)
    assert markers.read("001 A V C 01:00:00:00 01:00:00:01 01:00:00:00 01:00:00:01\n", PAL) == ()


words = st.one_of(
    st.text(max_size=60), st.sampled_from([*STRINGS.values(), "001 01:00:00:00 x", "* RODAJE: a=1"])
)
some = st.builds(
    Marker,
    st.integers(0, 10**6),
    words,
    words,
    st.sampled_from(["blue", "red", "pink"]),
    st.integers(1, 10**5),
)


@given(rates, st.integers(0, 10**6), st.lists(some, max_size=8, unique_by=lambda one: one.at))
def test_any_markers_come_back(rate, start, given_ones):
    ordered = sorted(given_ones, key=lambda one: one.at)
    cut = Cut("", rate, start % rate.day // 2, 10**7, markers=tuple(ordered))
    if not ordered or cut.start + ordered[-1].at >= rate.day:
        return
    found = markers.read(markers.write(cut), rate, cut.start)
    assert [(one.at, one.colour, one.lasts) for one in found] == [
        (one.at, one.colour, one.lasts) for one in ordered
    ]
