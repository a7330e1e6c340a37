import re
from pathlib import Path

import pytest
from hypothesis import given

from script.formats import edl, mapping, reels
from script.formats.cut import Cut, Refused
from tests.script.formats.edl_cuts import PAL, THE_HOUSE, VOLKOV, cuts, said

GOLDEN = Path(__file__).parents[2] / "golden"


def test_golden_table_reads_byte_for_byte():
    assert mapping.write(THE_HOUSE).encode() == (GOLDEN / "cut_reels.csv").read_bytes()


def test_it_numbers_events_as_the_lists_do():
    rows = list(mapping.rows(THE_HOUSE))
    for tracks in edl.track_sets(THE_HOUSE):
        lines = [line for line in edl.write(THE_HOUSE, tracks).split("\r\n") if line[:1].isdigit()]
        told = [row for row in rows if row.tracks == "+".join(tracks)]
        for line, row in zip(lines, told, strict=True):
            number, reel, _channels, _cut, source_in, source_out, record_in, record_out = line.split()
            assert (number, reel, record_in, record_out) == (
                row.event,
                row.reel,
                row.record_in,
                row.record_out,
            )
            assert reel == "BL" or (source_in, source_out) == (row.source_in, row.source_out)


def test_words_stay_as_they_were_written():
    row = next(mapping.rows(THE_HOUSE))
    assert row.words.startswith("Mi abuelo llegó a México —«sí»— en enero")
    assert (row.card, row.file) == ("CARD01_VOLKOV", "/Volumes/A/VOLKOV_C001.MOV")


@pytest.mark.parametrize("words", ["=1+1", "@SUM(A1)", "-2", '"; drop, "x', "'=x"])
def test_no_cell_is_a_formula(words):
    cut = Cut("", PAL, 0, 9, (said("V1", 0, 9, VOLKOV, 0, note=words, comment=words),))
    text = mapping.write(cut)
    assert not re.search(",[=@-]", text)
    assert mapping.read(text.encode("utf-8-sig"))[0].words == words


@given(cuts())
def test_it_comes_back(cut):
    found = mapping.read(mapping.write(cut, ("V1", "A1", "A2")).encode("utf-8-sig"))
    rows = list(mapping.rows(cut, ("V1", "A1", "A2")))
    assert [(one.event, one.reel, one.source_in, one.record_out) for one in found] == [
        (one.event, one.reel, one.source_in, one.record_out) for one in rows
    ]
    assert [one.words for one in found] == [reels.one_line(one.words) for one in rows]


def test_what_is_no_table_of_ours():
    for data in (b"", b"a,b,c\n1,2,3\n", b"\x7fELF\0\0\0\0\1\2\3"):
        with pytest.raises(Refused):
            mapping.read(data)
