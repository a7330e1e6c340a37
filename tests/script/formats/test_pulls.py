from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from production.timecode import Rate
from script.formats import edl, record
from script.formats.cut import Cut, Media
from script.formats.pulls import by_rate, pulls
from tests.script.formats.edl_cuts import PAL, THE_HOUSE, VIDELA, VOLKOV, cuts, said


def pieces(cut):
    return [
        (one.media.key, one.source_in, one.source_out, one.record_in, one.row)
        for one in cut.events
        if one.track == "V1"
    ]


def test_each_range_is_brought_once_with_its_handles():
    assert pieces(pulls(THE_HOUSE)) == [
        ("recording:1", 75, 250, 0, "1.1"),
        ("clip:5", 0, 150, 175, "1.2"),  # nothing lies before its first frame
        ("recording:2", 0, 225, 325, "2.1"),
        ("recording:2", 975, 1_095, 550, "1.2"),
    ]
    assert record.check(pulls(THE_HOUSE)) == []


def test_ranges_whose_handles_meet_are_one_piece():
    found = Cut("", PAL, 0, 100, (
        said("V1", 0, 25, VOLKOV, 100, row="1.1"), said("V1", 25, 50, VOLKOV, 140, row="1.2"),
        said("V1", 50, 75, VOLKOV, 100, row="3.1"), said("V1", 75, 100, VIDELA, 49_975),
    ))  # fmt: skip
    assert pieces(pulls(found, 10)) == [
        ("recording:1", 90, 175, 0, "1.1, 3.1, 1.2"),
        ("recording:2", 49_965, 50_000, 85, ""),  # and nothing behind its last
    ]
    assert len(pieces(pulls(found, 0))) == 3


def test_a_list_of_them_can_be_written():
    lines = [line for line in edl.write(pulls(THE_HOUSE)).split("\r\n") if line[:1].isdigit()]
    assert lines[0] == "001  C01VOLKO B     C        10:00:03:00 10:00:10:00 01:00:00:00 01:00:07:00"
    assert [line[14:18].strip() for line in lines] == ["B", "V", "B", "B"]


def test_handles_are_counted_at_each_rate():
    fast = Media("clip:1", "F", "fast", Rate(50), 0)
    found = Cut("", PAL, 0, 10, (replace(said("V1", 0, 10, fast, 100), source_out=120),))
    assert pieces(pulls(found, 5))[0][1:3] == (90, 130)
    assert record.check(pulls(found, 5)) == []


def test_each_rate_has_a_list_of_its_own():
    fast = Media("clip:1", "F", "fast", Rate(50), 0)
    events = (said("V1", 0, 10, VOLKOV, 100), replace(said("V2", 0, 10, fast, 100), source_out=120))
    slow, quick = by_rate(Cut("", PAL, 0, 10, events), 5)
    assert (slow.rate, pieces(slow)) == (PAL, [("recording:1", 95, 115, 0, "")])
    assert (quick.rate, quick.start, pieces(quick)) == (Rate(50), 180_000, [("clip:1", 90, 130, 0, "")])
    for found in (slow, quick):
        assert record.check(found) == []
        assert edl.write(found)


@given(cuts(), st.integers(0, 500))
def test_every_frame_of_the_cut_is_in_a_piece(cut, handles):
    found = pulls(cut, handles)
    assert record.check(found) == []
    for event in cut.events:
        if event.media:
            assert any(
                one.media == event.media
                and one.source_in <= event.source_in
                and event.source_out <= one.source_out
                for one in found.events
            )
