"""OpenTimelineIO files: what we write is what its library writes."""

import json
from dataclasses import replace
from pathlib import Path

import opentimelineio as oracle
import pytest
from hypothesis import given

from production.timecode import RATES, rate_of
from script.formats import otio, otio_read
from script.formats.cut import Event, Refused, Title
from tests.script.formats import cuts
from tests.script.formats.cuts import BITE, cut, quick

GOLDEN = Path(__file__).parents[2] / "golden"


def read(found):
    return otio_read.read(otio.write(found))


@pytest.mark.parametrize(
    ("name", "rate", "other"),
    [
        ("cut_house_25", RATES["25/1"], None),
        ("cut_house_2997df", rate_of("30000/1001", drop=True), RATES["24/1"]),
        ("cut_house_2398", RATES["24000/1001"], RATES["25/1"]),
    ],
)
def test_golden(name, rate, other):
    written = json.loads(otio.write(cuts.house(rate, other=other)))
    assert written == json.loads((GOLDEN / f"{name}.otio").read_text("utf-8"))


def test_nothing_is_refused():
    for found in (cut(), cut(BITE, length=0)):
        with pytest.raises(Refused, match="empty"):
            otio.write(found)


@quick
@given(cuts.cuts())
def test_the_library_writes_the_same(found):
    """Read by it and written by it again: nothing more and nothing less; and it counts as we do."""
    if not found.events and not found.titles:
        return
    data = otio.write(found)
    timeline = oracle.adapters.read_from_string(data.decode(), "otio_json")
    assert json.loads(oracle.adapters.write_to_string(timeline, "otio_json")) == json.loads(data)
    rate = found.rate.num / found.rate.den

    def frame(moment):
        frames = moment.rescaled_to(rate).value
        assert frames == pytest.approx(round(frames), abs=0.01)
        return round(frames)

    told = set()
    for track in timeline.tracks:
        assert track.name.startswith("T") or frame(track.duration()) == found.length
        for clip in track.find_clips():
            if not isinstance(clip.media_reference, oracle.schema.GeneratorReference):
                at, available = clip.range_in_parent(), clip.available_range()
                first = clip.source_range.start_time - available.start_time
                assert available.contains(clip.source_range.start_time)
                ends = frame(at.start_time), frame(at.end_time_exclusive())
                told.add((track.name, *ends, round(first.value)))
    sent = {(e.track, e.record_in, e.record_out, e.source_in) for e in found.events if e.media}
    assert told == sent


@quick
@given(cuts.cuts())
def test_what_is_written_comes_back(found):
    if not found.events:
        return
    back = read(found)
    assert (back.rate, back.start, back.repairs) == (found.rate, found.start, ())
    assert len(back.markers) == len(found.markers)

    def places(event, rate, shift):
        return event.track, event.record_in, event.record_out, rate, event.source_in + shift

    sent = {places(e, e.media.rate, e.media.start) for e in found.events if e.media}
    assert {places(e, e.rate, 0) for e in back.events if e.rate} == sent
    assert sorted(e.ids for e in back.events) == sorted(e.ids for e in found.events)
    for event in back.events:
        if event.rate and (event.rate.num, event.rate.den) == (found.rate.num, found.rate.den):
            assert event.source_out - event.source_in == event.record_out - event.record_in


def test_what_the_script_knows():
    event = replace(BITE, note="Said", comment="VOLKOV", themes=("fear",), rating=4, clearance="cleared")
    gap = Event(
        "A1", 50, 90, None, 0, 0, "Narration 1.2", "narration", "1.2", "A tanker.", ids=(("cell", 8),)
    )
    titles = (Title(0, 50, "ONE\ntwo", "lower_third", "1.1"), Title(60, 70, "CARD", "card"))
    timeline = json.loads(otio.write(cut(event, gap, titles=titles)))
    shown, track = timeline["tracks"]["children"]
    assert [child["OTIO_SCHEMA"] for child in track["children"]] == ["Clip.2", "Gap.1", "Gap.1"]
    assert track["children"][0]["metadata"]["rodaje"] == {
        "row": "1.1", "element": "soundbite", "words": "Said", "comment": "VOLKOV", "clearance": "cleared",
        "rating": 4, "themes": ["fear"], "ids": {"cell": 7},
    }  # fmt: skip
    assert track["children"][1]["metadata"]["rodaje"]["words"] == "A tanker."
    assert track["children"][2]["metadata"] == {}
    texts = [
        child.get("media_references", {}).get("DEFAULT_MEDIA", {}).get("parameters")
        for child in shown["children"]
    ]
    assert texts == [{"text": "ONE\ntwo"}, None, {"text": "CARD"}]


def test_a_long_cut():
    found = read(cuts.long(10_000))
    assert (len(found.events), found.repairs) == (10_000, ())
