"""What we write, read by the public adapters of OpenTimelineIO, as far as each can be trusted.

The one for FCPXML fails at exact NTSC rates, and so does the one for EDL at a rate that isn't told as
its own fraction; the others read them all.
"""

import opentimelineio as oracle
import pytest

from production.timecode import RATES, rate_of
from script.formats import ale, edl, fcpxml, xmeml
from script.formats.cut import Cut, Event, Media

WHOLE = [RATES[key] for key in ("24/1", "25/1", "30/1")]
NTSC = [RATES["24000/1001"], RATES["30000/1001"], rate_of("30000/1001", drop=True)]
CARD, REEL = 90_000, 12_000  # the frames that their first timecodes name
TAKES = [("card", 100, 75), ("reel", 40, 33), ("card", 900, 120), ("reel", 0, 12)]


def a_cut(rate):
    media = {
        "card": Media("recording:1", "A001", "A001", rate, CARD, 30_000, "A001C001.mov"),
        "reel": Media("clip:5", "FF-2", "The funeral", rate, REEL, 9_000, "funeral.mov"),
    }
    events, at = [], 0
    for number, (name, inside, lasts) in enumerate(TAKES, 1):
        for track in ("V1", "A1"):
            events.append(
                Event(track, at, at + lasts, media[name], inside, inside + lasts, media[name].name,
                      "soundbite", f"1.{number}", "The gate.", ids=(("row", number),))
            )  # fmt: skip
        at += lasts
    return Cut("La casa", rate, CARD, at, tuple(events))


def expected(record_start=0):
    found, at = [], record_start
    for name, inside, lasts in TAKES:
        found.append(((CARD if name == "card" else REEL) + inside, lasts, at))
        at += lasts
    return found


def pictures(text, adapter, **options):
    """Source in, length and place of each picture."""
    found = oracle.adapters.read_from_string(text, adapter, **options)
    if not isinstance(found, oracle.schema.Timeline):
        (found,) = found.find_children(descended_from_type=oracle.schema.Timeline)
    (track,) = [track for track in found.tracks if track.kind == "Video"]
    return [
        (clip.source_range.start_time.value, clip.source_range.duration.value, placed.start_time.value)
        for clip in track.find_clips()
        for placed in [clip.range_in_parent()]
    ]


@pytest.mark.parametrize("rate", WHOLE, ids=str)
def test_an_edl_says_the_same_to_its_adapter(rate):
    assert pictures(edl.write(a_cut(rate)), "cmx_3600", rate=rate.num) == expected()


@pytest.mark.parametrize("rate", [*WHOLE, *NTSC], ids=str)
def test_fcp_xml_says_the_same_to_its_adapter(rate):
    assert pictures(xmeml.write(a_cut(rate)).decode(), "fcp_xml") == expected()


@pytest.mark.parametrize("rate", WHOLE, ids=str)
def test_fcpxml_says_the_same_to_its_adapter(rate):
    """The adapter counts places from the sequence's own timecode."""
    assert pictures(fcpxml.write(a_cut(rate)).decode(), "fcpx_xml") == expected(CARD)


@pytest.mark.parametrize("rate", [*WHOLE, *NTSC], ids=str)
def test_an_ale_says_the_same_to_its_adapter(rate):
    bin_ = oracle.adapters.read_from_string(ale.write(a_cut(rate)), "ale", fps=rate.num / rate.den)
    spans = [(one.source_range.start_time.value, one.source_range.duration.value) for one in bin_]
    assert (CARD, 30_000) in spans
    assert (REEL, 9_000) in spans
    assert {(start, lasts) for start, lasts, _at in expected()} <= set(spans)
