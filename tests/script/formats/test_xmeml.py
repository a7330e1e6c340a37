"""The XML of Final Cut Pro 7: what we write, read by itself and with lxml; what editing systems write."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from production import timecode
from production.timecode import RATES, Rate, rate_of
from script.formats import record, xmeml, xmeml_read
from script.formats.cut import Cut, Event, Marker, Media, Refused, Title
from tests.script.formats import cuts

GOLDEN = Path(__file__).parents[2] / "golden"
PAL = Rate(25)
CARD = Media("recording:1", "A001", "Volkov", PAL, 90_000, 10_000, "/V/A 1.mov")
BITE = Event("A1", 0, 50, CARD, 100, 150, "The wall", "soundbite", "1.1", ids=(("cell", 7),))
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def cut(*events, length=100, **more):
    return Cut("House", PAL, 90_000, length, events, **more)


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

RATE = "<rate><timebase>{}</timebase><ntsc>{}</ntsc></rate>"
R25, R2997 = RATE.format(25, "FALSE"), RATE.format(30, "TRUE")
CLOCK = (
    f"<timecode>{R25}<string>01:00:00:00</string><frame>90000</frame>"
    "<displayformat>NDF</displayformat></timecode>"
)
PATH = "file://localhost/V/A%201.mov"
FILE = f'<file id="f"><name>A.mov</name><pathurl>{PATH}</pathurl>{R25}{CLOCK}</file>'


def item(start=0, end=50, first=100, last=150, file=FILE, rate=R25, more=""):
    return (
        f'<clipitem id="c"><name>C</name>{rate}<start>{start}</start><end>{end}</end><in>{first}</in>'
        f"<out>{last}</out>{file}{more}</clipitem>"
    )


def document(*tracks, audio=(), rate=R25, more="", around=""):
    video = "".join(f"<track>{track}</track>" for track in tracks)
    sound = "".join(f"<track>{track}</track>" for track in audio)
    return f"""<?xml version="1.0"?><!DOCTYPE xmeml><xmeml version="4">{around}<project><children>
        <sequence id="s"><name>S</name>{rate}{CLOCK}
        <media><video>{video}</video><audio>{sound}</audio></media>{more}</sequence></children></project></xmeml>""".encode()


def events(*tracks, **more):
    back = xmeml_read.read(document(*tracks, **more))
    told = [(e.track, e.record_in, e.record_out, e.source_in, e.source_out) for e in back.events]
    return told, [repair.code for repair in back.repairs]


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


def inner(said, track):
    media = f"<media><video><track>{track}</track></video></media>"
    return f'<sequence id="{said}"><name>I</name>{R25}{media}</sequence>'


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


# -- clips that count otherwise --------------------------------------------------------------------

LONG = FILE.replace("</name>", "</name><duration>1000</duration>", 1)


def remap(speed, reverse="FALSE"):
    return (
        "<filter><effect><effectid>timeremap</effectid><parameter><parameterid>speed</parameterid>"
        f"<value>{speed}</value></parameter><parameter><parameterid>reverse</parameterid>"
        f"<value>{reverse}</value></parameter></effect></filter>"
    )


@pytest.mark.parametrize(
    ("effect", "first", "last"),
    [
        (remap(-100), 90_850, 90_900),  # its frame 100 from the end is seen first
        (remap(100, "TRUE"), 90_850, 90_900),
        (remap(-50), 90_925, 90_950),
        (remap(200, "TRUE"), 90_700, 90_800),
    ],
)
def test_backwards_counts_from_the_end_of_the_medium(effect, first, last):
    assert events(item(file=LONG, more=effect)) == ([("V1", 0, 50, first, last)], ["speed"])


def test_backwards_in_a_file_of_another_rate():
    """Half as many frames a second: 100 of the clip's are 50 of the file's."""
    half = LONG.replace(R25, RATE.format(50, "FALSE")).replace("90000", "180000")
    told = events(item(file=half, rate=R25, more=remap(-100)))
    assert told == ([("V1", 0, 50, 180_700, 180_800)], ["speed"])


def test_a_frame_that_is_held():
    assert events(item(more=remap(0))) == ([("V1", 0, 50, 90_100, 90_101)], ["speed", "speed_changes"])


def test_a_subclip_counts_from_its_own_beginning():
    sub = "<subclipinfo><startoffset>300</startoffset><endoffset>200</endoffset></subclipinfo>"
    assert events(item(file=LONG, more=sub)) == ([("V1", 0, 50, 90_400, 90_450)], [])
    back = events(item(file=LONG, more=sub + remap(-100)))
    assert back == ([("V1", 0, 50, 90_650, 90_700)], ["speed"])


def test_what_is_seen_of_a_clip_that_runs_backwards():
    """Its beginning is cut off: those are the last frames of the medium."""
    track = item(0, 50, 0, 50, LONG, more=remap(-100))
    assert events(item(0, 30, 20, 50, inner("i", track)))[0] == [("V1", 0, 30, 90_950, 90_980)]


def test_in_of_a_sequence_inside_counts_at_the_rate_that_it_says():
    fifty = item(0, 20, 60, 100, inner("i", item(0, 90, 0, 90)), RATE.format(50, "FALSE"))
    assert events(fifty)[0] == [("V1", 0, 20, 90_030, 90_050)]


def test_a_sequence_of_another_rate_is_told():
    other = inner("i", item()).replace(R25, R2997, 1)
    assert events(item(file=other)) == ([], ["nested_speed"])
    assert events(item(file=inner("i", item()), more=remap(200))) == ([], ["nested_speed"])


def test_a_sequence_without_a_number_may_hold_another():
    data = document(item(0, 20, 0, 20, inner("", item(0, 20, 0, 20)).replace(' id=""', "")))
    back = xmeml_read.read(data.replace(b' id="s"', b""))
    assert [(e.source_in, e.source_out) for e in back.events] == [(90_000, 90_020)]


def angle(number, active, at=0, more=""):
    """A camera whose pictures begin so many frames after the first."""
    path = PATH.replace("A%201", f"Cam%20{number}")
    clock = CLOCK.replace("</timecode>", f"<reel><name>CAM{number}</name></reel></timecode>")
    file = f'<file id="cam{number}"><name>C</name><pathurl>{path}</pathurl>{R25}{clock}</file>'
    sounds = "".join(
        f"<track>{item(at, at + 900, 10, 910, f'<file id={chr(34)}cam{number}{chr(34)}/>')}</track>"
        for _ in "12"
    )
    seen = f"<video><track>{item(at, at + 900, 10, 910, file)}</track></video><audio>{sounds}</audio>"
    flags = "".join(
        f"<active{kind}angle>{'TRUE' if kind in active else 'FALSE'}</active{kind}angle>"
        for kind in ("video", "audio")
    )
    said = f"<name>Cam {number}</name>{R25}{more}<media>{seen}</media>"
    return f'<angle>{flags}<clip id="a{number}">{said}</clip></angle>'


def multiclip(*angles):
    return f'<multiclip id="m"><name>All</name>{"".join(angles)}</multiclip>'


def through(number, audio=()):
    back = xmeml_read.read(document(number, audio=audio))
    told = [(e.track, e.record_in, e.record_out, e.source_in, e.source_out, e.reel) for e in back.events]
    return told, [repair.code for repair in back.repairs]


def test_the_angle_that_is_active_is_followed():
    """Frame 100 of the multiclip is frame 70 of a camera that was started 40 later, at its tenth frame."""
    both = multiclip(angle(1, ["audio"]), angle(2, ["video"], 40))
    seen = item(file=both)
    heard = item(
        file=both, more="<sourcetrack><mediatype>audio</mediatype><trackindex>2</trackindex></sourcetrack>"
    )
    assert through(seen, [heard]) == (
        [("V1", 0, 50, 90_070, 90_120, "CAM2"), ("A1", 0, 50, 90_110, 90_160, "CAM1")],
        ["nested", "nested"],
    )


def test_a_multiclip_is_described_once_and_switched_later():
    first = item(0, 50, 100, 150, multiclip(angle(1, ["video", "audio"]), angle(2, [], 40)))
    other = '<angle><activevideoangle>{}</activevideoangle><clip id="a{}"/></angle>'
    again = item(50, 90, 150, 190, multiclip(other.format("FALSE", 1), other.format("TRUE", 2)))
    same = item(90, 99, 190, 199, '<multiclip id="m"/>')
    assert through(first + again + same)[0] == [
        ("V1", 0, 50, 90_110, 90_160, "CAM1"),
        ("V1", 50, 90, 90_120, 90_160, "CAM2"),
        ("V1", 90, 99, 90_200, 90_209, "CAM1"),
    ]


def test_an_angle_that_is_a_file_alone():
    clip = f'<clip id="x"><name>X</name><duration>1000</duration>{R25}{LONG}</clip>'
    (event,) = xmeml_read.read(document(item(file=multiclip(f"<angle>{clip}</angle>")))).events
    assert (event.source_in, event.source_out, event.file) == (90_100, 90_150, "/V/A 1.mov")


@pytest.mark.parametrize(
    ("held", "code"),
    [
        ('<multiclip id="m"/>', "missing_media"),
        (multiclip("<angle/>"), "missing_media"),
        (multiclip('<angle><clip id="zz"/></angle>'), "missing_media"),
        (multiclip(angle(1, ["video"], more="<syncoffset>12</syncoffset>")), "shifted"),
        (multiclip(angle(1, ["video"]).replace(R25, R2997, 1)), "nested_speed"),
    ],
)
def test_an_angle_that_cannot_be_followed_is_told(held, code):
    assert through(item(file=held)) == ([], [code])


def test_a_multiclip_that_holds_itself():
    clip = f'<clip id="a"><name>A</name>{R25}<media><video><track>{{}}</track></video></media></clip>'
    circle = multiclip(f"<angle>{clip.format(item(file='<multiclip id={0}m{0}/>'.format(chr(34))))}</angle>")
    told, codes = events(item(file=circle))
    assert (told, set(codes)) == ([], {"nested", "recursion"})
