import contextlib
import csv
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from production.timecode import Rate
from script.formats import ale, ale_read
from script.formats.cut import Cut, Refused, Repair
from tests.hostile import STRINGS
from tests.script.formats.edl_cuts import HOUR, PAL, THE_HOUSE, VIDELA, VOLKOV, cuts, said

GOLDEN = Path(__file__).parents[2] / "golden"
LOG = "Heading\nFIELD_DELIM\tTABS\nFPS\t{fps}\n\nColumn\nName\tStart\tEnd\n\nData\n{rows}"


def log(rows="one\t01:00:00:00\t01:00:02:00\n", fps="25"):
    return LOG.format(rows=rows, fps=fps)


def test_golden_log_reads_byte_for_byte():
    assert ale.write(THE_HOUSE).encode() == (GOLDEN / "cut.ale").read_bytes()


def plain(text):
    """As a table after the line that says Data: another reader."""
    lines = text.split("\n")
    columns = lines[lines.index("Column") + 1].split("\t")
    return [dict(zip(columns, cells, strict=True)) for cells in csv.reader(
        lines[lines.index("Data") + 1 : -1], delimiter="\t", quoting=csv.QUOTE_NONE)]  # fmt: skip


def test_sources_stand_first_and_then_what_is_used_of_them():
    rows = plain(ale.write(THE_HOUSE))
    assert [(row["Name"], row["Tape"], row["Start"], row["Tracks"]) for row in rows] == [
        ("VOLKOV_C001.MOV", "CARD01_VOLKOV", "10:00:00:00", "VA1A2"),
        ("Trotsky entierro 1940.mov", "Trotsky’s funeral", "00:00:00:00", "V"),
        ("VIDELA_C001.MOV", "CARD01_VIDELA", "01:00:00:00", "VA1A2"),
        ("Exile", "CARD01_VOLKOV", "10:00:04:00", "VA1A2"),
        ("Trotsky’s funeral", "Trotsky’s funeral", "00:00:00:00", "V"),
        ("Videla 1", "CARD01_VIDELA", "01:00:00:00", "VA1A2"),
        ("Videla 1", "CARD01_VIDELA", "01:00:40:00", "VA1A2"),
    ]
    exile = rows[3]
    assert (exile["End"], exile["Duration"], exile["Rating"]) == ("10:00:09:00", "00:00:05:00", "★★★★★")
    assert (exile["Themes"], exile["Row"], exile["Rodaje"]) == (
        "exilio, niñez", "1.1", "row=12 cell=30 segment=4",
    )  # fmt: skip


def test_a_log_for_each_rate():
    faster = replace(VIDELA, rate=Rate(30_000, 1_001, True))
    mixed = Cut("", PAL, 0, 9, (said("V1", 0, 9, VOLKOV, 0), said("V2", 0, 9, faster, 0)))
    with pytest.raises(Refused) as refused:
        ale.write(mixed)
    assert refused.value.facts["reels"] == "25: CARD01_VOLKOV; 29.97 DF: CARD01_VIDELA"
    assert ale.rates(mixed) == (PAL, faster.rate)
    text = ale.write(mixed, faster.rate)
    assert "FPS\t29.97\n" in text
    assert [row["Tape"] for row in plain(text)] == ["CARD01_VIDELA"] * 2
    assert ale_read.read(text).rate == faster.rate


def test_a_cut_without_sources_is_refused():
    for cut in (Cut("", PAL, 0, 0), replace(THE_HOUSE, events=THE_HOUSE.events[3:4])):
        with pytest.raises(Refused, match="empty"):
            ale.write(cut)


def test_a_source_of_unknown_length_ends_with_what_is_used():
    card = replace(VOLKOV, duration=None)
    rows = plain(ale.write(Cut("", PAL, 0, 9, (said("A1", 0, 9, card, 100),))))
    assert (rows[0]["Start"], rows[0]["End"]) == ("10:00:00:00", "10:00:04:09")


@given(cuts())
def test_another_reader_and_ours_find_the_same(cut):
    try:
        text = ale.write(cut)
    except Refused:
        assert not cut.media
        return
    found = ale_read.read(text)
    assert {repair.code for repair in found.repairs} <= {"times"}
    assert found.columns == ale.COLUMNS
    assert [{k: v for k, v in row.items() if v} for row in plain(text)] == [row.cells for row in found.rows]
    starts = {row.start for row in found.rows}
    assert {one.start for one in cut.media} <= starts
    assert (found.rate.num, found.rate.den) == (cut.rate.num, cut.rate.den)


@pytest.mark.parametrize("name", STRINGS)
def test_hostile_words_stay_in_their_cell(name):
    words = STRINGS[name]
    card = replace(VOLKOV, reel=words, name=words, file=words)
    event = said("V1", 0, 9, card, 0, note=words, name=words, themes=(words,), comment=words, row=words)
    text = ale.write(Cut(words, PAL, 0, 9, (event,)))
    assert len(plain(text)) == 2
    assert len(text.split("\n")) == 13


def test_what_is_odd_in_a_log_is_told():
    found = ale_read.read(log("one\t01:00:00:25\t01:00:02:00\textra\ntwo\n", fps="25.00"))
    assert (found.rate, found.rows[0].start, found.rows[0].end) == (PAL, None, HOUR + 50)
    assert found.repairs == (Repair("long_row", 9, "1"), Repair("times", 9, "01:00:00:25"))
    assert ale_read.read(log(fps="12")).repairs == (Repair("no_rate", 0, "12"),)
    assert ale_read.read(log(fps="23.98")).rate == Rate(24_000, 1_001)
    assert ale_read.read(log("x\t00:01:00;02\t00:01:00;04\n", fps="29.97")).rows[0].start == 1_800
    for ends in ("\r", "\r\n"):
        assert len(ale_read.read(log().replace("\n", ends).encode("cp1252")).rows) == 1


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (log(rows="").encode(), "empty"),
        (b"Heading\nFPS\t25\n", "kind"),
        (b"<xml/>", "kind"),
        (b"\x7fELF\0\0\0\1\2\3", "unreadable"),
        (b"Heading\nColumn\n" + b"a\t" * 2_000 + b"b\nData\nx", "size"),
    ],
)
def test_what_is_no_log_is_refused(data, code):
    with pytest.raises(Refused, match=code):
        ale_read.read(data)


@given(st.one_of(st.text(), st.binary(), st.text().map(log)))
def test_nothing_crashes_it(data):
    with contextlib.suppress(Refused):
        ale_read.read(data)


def test_sample_of_an_avid(samples):
    found = ale_read.read((samples / "ale_avid_24.ale").read_bytes())
    assert (len(found.columns), len(found.rows), found.rate, found.repairs) == (129, 4, Rate(24), ())
    assert [row.cells["Name"] for row in found.rows] == [
        "test_017056", "test_017057", "test_017058", "Something",
    ]  # fmt: skip
    assert [row.end - row.start for row in found.rows] == [99, 100, 101, 102]
