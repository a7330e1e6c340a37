"""The XML of Final Cut Pro 7: what we write, read by itself and with lxml; what editing systems write."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from lxml import etree

from production import timecode
from production.timecode import RATES, Rate, rate_of
from script.formats import record, xmeml, xmeml_read
from script.formats.cut import Cut, Event, Marker, Refused, Title
from tests.script.formats import cuts
from tests.script.formats.cuts import BITE, CARD, PAL, cut, quick
from tests.script.formats.xmeml_files import (
    CLOCK,
    FILE,
    R25,
    R2997,
    RATE,
    document,
    events,
    inner,
    item,
    remap,
)

GOLDEN = Path(__file__).parents[2] / "golden"


def tree(found):
    return etree.fromstring(xmeml.write(found), etree.XMLParser(resolve_entities=False))


def read(found):
    return xmeml_read.read(xmeml.write(found))


# -- what is written -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "rate", "other"),
    [
        ("cut_house_25", RATES["25/1"], None),
        ("cut_house_2997df", rate_of("30000/1001", drop=True), RATES["24/1"]),
        ("cut_house_2398", RATES["24000/1001"], RATES["25/1"]),
    ],
)
def test_golden(name, rate, other):
    assert xmeml.write(cuts.house(rate, other=other)).decode() == (GOLDEN / f"{name}.xml").read_text("utf-8")


def test_what_is_refused():
    for found in (cut(), cut(BITE, length=0)):
        with pytest.raises(Refused, match="empty"):
            xmeml.write(found)
    with pytest.raises(Refused, match="rates"):
        xmeml.write(cut(replace(BITE, media=replace(CARD, rate=Rate(25, 2)))))


def test_a_file_is_described_once():
    first, again = tree(cut(replace(BITE, track="V1"), BITE)).iter("file")
    assert first.get("id") == again.get("id")
    assert (first.findtext("pathurl"), len(again)) == ("file://localhost/V/A%201.mov", 0)
    assert [first.findtext(f"timecode/{name}") for name in ("string", "frame", "displayformat")] == [
        "01:00:00:00",
        "90000",
        "NDF",
    ]


def test_drop_frame_is_said():
    rate = rate_of("60000/1001", drop=True)
    root = tree(
        Cut("House", rate, 215_784, 100, (replace(BITE, media=replace(CARD, rate=rate, start=3_600)),))
    )
    assert root.findtext("sequence/timecode/string") == "01:00:00;00"
    assert root.findtext(".//file/timecode/string") == "00:01:00;04"
    assert root.findtext("sequence/rate/timebase") == "60"
    assert root.findtext("sequence/rate/ntsc") == "TRUE"


def test_picture_and_sound_are_linked():
    root = tree(cut(replace(BITE, track="V1"), BITE, replace(BITE, track="A2", record_in=50, record_out=100)))
    clips = {
        clip.get("id"): [link.text for link in clip.iter("linkclipref")] for clip in root.iter("clipitem")
    }
    both = ["clip-V1-1", "clip-A1-1"]
    assert clips == {"clip-V1-1": both, "clip-A1-1": both, "clip-A2-1": []}


def test_no_track_moves_down():
    root = tree(cut(replace(BITE, track="V2"), replace(BITE, track="A3")))
    assert [len(track.findall("clipitem")) for track in root.iter("track")] == [0, 1, 0, 0, 1]


def test_narration_is_a_marker_with_its_words():
    narration = Event(
        "A1", 50, 100, None, 0, 0, "Narration 1.2", "narration", "1.2", "A tanker.", ids=(("cell", 8),)
    )
    found = cut(BITE, narration, markers=(Marker(3, "Look", "1"),))
    (look, marker) = tree(found).iter("marker")
    assert [marker.findtext(name) for name in ("name", "in", "out")] == ["Narration 1.2", "50", "100"]
    assert [look.findtext(name) for name in ("name", "comment", "in", "out")] == ["1", "Look", "3", "-1"]
    back = read(found)
    assert back.markers == (Marker(3, "Look", "1"),)
    assert [(e.record_in, e.record_out, e.comments, e.ids) for e in back.events if not e.file] == [
        (50, 100, ("A tanker.",), (("cell", 8),))
    ]


def test_titles_lie_on_top():
    titles = (Title(0, 50, "ONE\ntwo", "lower_third"), Title(10, 60, "words", "subtitle"))
    root = tree(cut(replace(BITE, track="V1"), titles=titles))
    tracks = [
        [len(track.findall(kind)) for kind in ("clipitem", "generatoritem")] for track in root.iter("track")
    ]
    assert tracks == [[1, 0], [0, 1], [0, 1]]
    assert root.findtext(".//generatoritem/effect/parameter/value") == "ONE\ntwo"


@quick
@given(cuts.cuts())
def test_every_cut(found):
    """Read without our reader: whole frames, inside their file, one after the other, as long as the cut."""
    if not found.events and not found.titles:
        return
    root = tree(found)
    assert int(root.findtext("sequence/duration")) == found.length
    assert int(root.findtext("sequence/timecode/frame")) == found.start
    files = {}
    for file in root.iter("file"):
        files.setdefault(file.get("id"), file)
    told = []
    for kind in ("video", "audio"):
        for number, track in enumerate(root.findall(f"sequence/media/{kind}/track"), 1):
            at = 0
            for clip in track.iter("clipitem", "generatoritem"):
                start, end, first, last = (int(clip.findtext(name)) for name in ("start", "end", "in", "out"))
                assert at <= start < end <= found.length
                at = end
                if clip.tag == "clipitem":
                    file = files[clip.find("file").get("id")]
                    assert 0 <= first < last <= int(file.findtext("duration"))
                    told.append((kind[0].upper() + str(number), start, end, first, last))
    sent = [(e.track, e.record_in, e.record_out, e.source_in, e.source_out) for e in found.events if e.media]
    assert sorted(told) == sorted(sent)


@quick
@given(cuts.cuts())
def test_what_is_written_comes_back(found):
    if not found.events:
        return
    back = read(found)
    assert (back.rate, back.start, back.repairs) == (found.rate, found.start, ())

    def places(event, rate, shift):
        return event.record_in, event.record_out, rate, event.source_in + shift, event.source_out + shift

    sent = {places(e, e.media.rate, e.media.start) for e in found.events if e.media}
    assert {places(e, e.rate, 0) for e in back.events if e.rate} == sent
    assert {pair for e in back.events for pair in e.ids} >= {
        pair for e in found.events if e.media is None for pair in e.ids
    }
    assert record.check(found) == []


# -- what editing systems write --------------------------------------------------------------------


def test_a_clip():
    words = "<logginginfo><description>Said</description><lognote>Note [rodaje row:1]</lognote></logginginfo>"
    back = xmeml_read.read(document(item(more=words)))
    (event,) = back.events
    assert (back.title, back.rate, back.start, event.rate, event.line) == ("S", PAL, 90_000, PAL, 3)
    assert (event.file, event.name, event.comments, event.ids) == (
        "/V/A 1.mov",
        "C",
        ("Said", "Note"),
        (("row", 1),),
    )
    assert (event.source_in, event.source_out, event.is_relative) == (90_100, 90_150, False)


def test_a_file_may_be_described_later_or_in_the_bin():
    again = '<file id="f"/>'
    told = [("V1", 0, 50, 90_100, 90_150), ("V1", 50, 99, 90_000, 90_049)]
    assert events(item(file=again) + item(50, 99, 0, 49)) == (told, [])
    assert events(item(file=again) + item(50, 99, 0, 49, again), around=f"<clip>{FILE}</clip>") == (told, [])


def test_each_track_is_told():
    told, _repairs = events(item(), audio=[item(), item()])
    assert told == [(track, 0, 50, 90_100, 90_150) for track in ("V1", "A1", "A2")]


def transition(start, end, alignment):
    return (
        f"<transitionitem><start>{start}</start><end>{end}</end><alignment>{alignment}</alignment>"
        "<effect><name>Dissolve</name></effect></transitionitem>"
    )


@pytest.mark.parametrize(
    ("alignment", "at", "first"),
    [("center", 50, 10), ("start", 40, 0), ("end", 60, 20), ("end-black", 60, 20)],
)
def test_ends_that_a_transition_holds(alignment, at, first):
    track = item(0, -1, 0, 60) + transition(40, 60, alignment) + item(-1, 100, 200, 260)
    assert events(track) == (
        [("V1", 0, at, 90_000, 90_000 + at), ("V1", at, 100, 90_200 + first, 90_260)],
        ["transition"],
    )


def test_rates_are_mixed():
    """In and out at the clip's rate, or at the record's where a clip says so; told at the file's."""
    clock = CLOCK.replace(R25, R2997).replace("90000", "108000")
    file = FILE.replace(CLOCK, clock).replace(R25, R2997)
    told = [("V1", 0, 50, 108_120, 108_180)]
    assert events(item(0, 50, 120, 180, file, R2997)) == (told, [])
    assert events(item(0, 50, 100, 150, file, R25)) == (told, [])


def test_a_file_without_timecode_is_relative():
    back = xmeml_read.read(document(item(file=FILE.replace(CLOCK, ""))))
    assert (back.events[0].is_relative, back.events[0].source_in) == (True, 100)


def test_a_timecode_that_says_two_things():
    odd = FILE.replace("<frame>90000</frame>", "<frame>0</frame>")
    assert events(item(file=odd)) == ([("V1", 0, 50, 90_100, 90_150)], ["timecode_differs"])
    none = FILE.replace("01:00:00:00", "99:99")
    assert events(item(file=none)) == ([("V1", 0, 50, 90_100, 90_150)], ["bad_time"])


def test_drop_frame():
    clock = CLOCK.replace(R25, R2997).replace("01:00:00:00", "01:00:00;00").replace("90000", "107892")
    file = FILE.replace(CLOCK, clock.replace("NDF", "DF")).replace(R25, R2997)
    back = xmeml_read.read(
        document(item(file=file, rate=R2997), rate=R2997).replace(b"<frame>90000</frame>", b"")
    )
    assert back.events[0].rate == rate_of("30000/1001", drop=True)
    assert str(timecode.label_of(back.events[0].source_in, back.events[0].rate)) == "01:00:03;10"


def test_speed():
    assert events(item(more=remap(200))) == ([("V1", 0, 50, 90_200, 90_300)], ["speed"])
    assert events(item(more=remap(100))) == ([("V1", 0, 50, 90_100, 90_150)], [])


def test_backwards_in_a_file_whose_length_is_not_told():
    """Then nobody knows from where it counts: about these frames, and that is said."""
    back = xmeml_read.read(document(item(more=remap(50, "TRUE"))))
    (event,) = back.events
    assert (event.speed, event.source_in, event.source_out) == (-0.5, 90_050, 90_075)
    assert [one.code for one in back.repairs] == ["speed", "speed_changes"]


@pytest.mark.parametrize(
    ("track", "codes"),
    [
        (item(more="<enabled>FALSE</enabled>"), ["disabled"]),
        (item(file=""), ["missing_media"]),
        (item(file='<file id="zz"/>'), ["missing_media"]),
        (item(start=-1), ["beyond"]),
        (item(start=-20, end=20), ["beyond"]),
        (item(start=60), ["backwards"]),
        (item(0, 50) + item(40, 90), ["overlap"]),
        (item() + "<enabled>FALSE</enabled>", ["track_off"]),
        (item(start=50), ["empty_event"]),
        (item(start="9" * 5_000), ["bad_number", "beyond"]),
        (item(start="1.5"), ["bad_number", "beyond"]),
        (item(start="٣"), ["bad_number", "beyond"]),
        (item(first=-1), ["no_in"]),
        (item(first="x"), ["bad_number", "no_in", "bad_number"]),
        (item(rate=RATE.format(0, "FALSE")), []),
        (item(rate=RATE.format(-25, "FALSE")), []),
        (item() + item(50, 90, file=FILE.replace("V/A", "W/A")), ["duplicate_id"]),
    ],
)
def test_what_is_told(track, codes):
    assert events(track)[1] == codes


def test_a_track_that_is_off_shows_nothing():
    off = item(0, 50) + "<enabled>FALSE</enabled>"
    assert events(item(0, 50), off)[0] == [("V1", 0, 50, 90_100, 90_150)]


@pytest.mark.parametrize("base", ["0", "-25", "", "99999999999999", "nan", "1e9", "٣"])
def test_rates_that_are_none(base):
    with pytest.raises(Refused, match="rate"):
        xmeml_read.read(document(item(), rate=RATE.format(base, "FALSE")))


@pytest.mark.parametrize(
    ("base", "ntsc", "rate"),
    [
        ("24", "TRUE", "24000/1001"),
        ("23.976", "", "24000/1001"),
        ("29.97", "FALSE", "30000/1001"),
        ("50", "", "50/1"),
    ],
)
def test_rates(base, ntsc, rate):
    assert xmeml_read.read(document(rate=RATE.format(base, ntsc))).rate == RATES[rate]


def test_sequences_inside():
    track = item(10, 60, 0, 30, file=inner("i", item(0, 20, 0, 20) + item(20, 90, 200, 270)))
    assert events(track) == (
        [("V1", 10, 30, 90_000, 90_020), ("V1", 30, 60, 90_200, 90_230)],
        ["nested"],
    )
    assert events(item(first=15, file=inner("i", item(0, 20, 0, 20))))[0] == [("V1", 0, 5, 90_015, 90_020)]
    assert events(audio=[item(file=inner("i", item()))]) == ([], ["nested"])


def test_sequences_that_hold_themselves():
    circle = inner("i", item(file='<sequence id="j"/>')) + inner("j", item(file='<sequence id="i"/>'))
    told, codes = events(item(file='<sequence id="i"/>'), around=f"<bin><children>{circle}</children></bin>")
    assert told == []
    assert set(codes) <= {"several_sequences", "nested", "recursion"}
    assert "recursion" in codes


def test_sequences_that_unfold_without_end(monkeypatch):
    tower = "".join(inner(f"s{n}", item(first=0, file=f'<sequence id="s{n + 1}"/>') * 30) for n in range(7))
    around = f"<clip>{tower}{inner('s7', item() * 30)}</clip>"
    monkeypatch.setattr(xmeml_read, "MOST_EVENTS", 5_000)
    with pytest.raises(Refused, match="many"):
        events(item(first=0, file='<sequence id="s0"/>'), around=around)


def test_no_sequence():
    assert [r.code for r in xmeml_read.read(b'<xmeml version="5"/>').repairs] == ["no_sequence"]
    assert [r.code for r in xmeml_read.read(b'<xmeml version="9"/>').repairs] == ["version", "no_sequence"]
    with pytest.raises(Refused, match="kind"):
        xmeml_read.read(b"<fcpxml/>")


def test_a_long_cut():
    back = read(cuts.long(10_000))
    assert (len(back.events), back.repairs) == (10_000, ())
