"""FCPXML: what we write, read by itself and with lxml; what editing systems write."""

import tracemalloc
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from production.timecode import RATES, Rate, rate_of
from script.formats import fcpxml, fcpxml_read, media_links, otio, otio_read, record, xmeml, xmeml_read
from script.formats.cut import Cut, Event, Marker, Media, Refused, Title
from tests.script.formats import cuts
from tests.script.formats.fcpxml_order import broken

GOLDEN = Path(__file__).parents[2] / "golden"
PAL = Rate(25)
CARD = Media("recording:1", "A001", "Volkov", PAL, 90_000, 10_000, "A001.mov")
BITE = Event("A1", 0, 50, CARD, 100, 150, "The wall", "soundbite", "1.1", ids=(("cell", 7),))
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def cut(*events, length=100, **more):
    return Cut("House", PAL, 90_000, length, events, **more)


def tree(found):
    return etree.fromstring(fcpxml.write(found), etree.XMLParser(resolve_entities=False))


def read(found):
    return fcpxml_read.read(fcpxml.write(found))


def moment(said):
    over, _slash, under = said.removesuffix("s").partition("/")
    return Fraction(int(over), int(under or 1))


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
    found = cuts.house(rate, other=other)
    assert record.check(found) == []
    assert fcpxml.write(found).decode() == (GOLDEN / f"{name}.fcpxml").read_text(encoding="utf-8")


def test_nothing_is_refused():
    with pytest.raises(Refused, match="empty"):
        fcpxml.write(cut())
    with pytest.raises(Refused, match="empty"):
        fcpxml.write(cut(BITE, length=0))


def test_picture_and_sound_of_the_same_frames_are_one_clip():
    root = tree(cut(replace(BITE, track="V1"), BITE))
    (clip,) = root.iter("asset-clip")
    assert clip.get("srcEnable") is None
    (alone,) = tree(cut(BITE)).iter("asset-clip")
    assert (alone.get("srcEnable"), alone.get("audioRole")) == ("audio", "dialogue")
    (seen,) = tree(cut(replace(BITE, track="V1"))).iter("asset-clip")
    assert (seen.get("srcEnable"), seen.get("audioRole")) == ("video", None)


def test_archive_with_its_sound_lies_above_the_voice():
    film = Media("clip:2", "NEWS", "Newsreel", PAL, 0, None)
    archive = Event("V2", 10, 40, film, 0, 30)
    root = tree(cut(BITE, archive, replace(archive, track="A2")))
    over = root.find(".//asset-clip/asset-clip")
    assert (over.get("lane"), over.get("srcEnable")) == ("1", None)
    assert moment(over.get("offset")) == 3600 + Fraction(100 + 10, 25)


def test_narration_is_a_gap_with_its_words():
    words = "In January <1937> a tanker & its crew.\x07"
    root = tree(cut(BITE, Event("A1", 50, 100, None, 0, 0, "", "narration", "1.2", words), language="es"))
    (gap,) = root.iter("gap")
    assert (gap.get("name"), gap.get("offset"), gap.get("duration")) == ("Narración 1.2", "3602s", "2s")
    assert gap.findtext("note") == words[:-1]


def test_pictures_fill_the_story_line_where_no_voice_is():
    root = tree(cut(BITE, replace(BITE, track="V1", record_in=60, record_out=100, source_out=140)))
    assert [(one.tag, one.get("offset")) for one in root.find(".//spine")] == [
        ("asset-clip", "3600s"), ("gap", "3602s"), ("asset-clip", "90060/25s"),
    ]  # fmt: skip
    over = tree(cut(BITE, replace(BITE, track="V1", record_in=40, record_out=90)))
    assert over.find(".//spine/asset-clip/asset-clip").get("lane") == "1"


def test_a_picture_to_be_found_is_a_marker():
    still = Event("V2", 10, 40, None, 0, 0, "", "still", "1.1", "The watchtower")
    (marker,) = tree(cut(BITE, still)).iter("marker")
    assert dict(marker.items()) == {
        "start": "90110/25s", "duration": "30/25s", "value": "The watchtower", "completed": "0",
        "note": "1.1",
    }  # fmt: skip


def test_themes_and_stars():
    def said(rating, **more):
        root = tree(cut(replace(BITE, rating=rating, **more)))
        return [one.get("value") for one in root.iter("keyword")], [
            one.get("value") for one in root.iter("rating")
        ]

    assert said(5, themes=("fear, of the dark", "house")) == (
        ["fear; of the dark", "house", "5 stars"], ["favorite"],
    )  # fmt: skip
    assert said(3) == (["3 stars"], [])
    assert said(1) == (["1 star"], ["reject"])
    assert said(0) == ([], [])


def test_titles_that_meet_stand_above_each_other():
    titles = [
        Title(0, 50, "one", "lower_third"),
        Title(10, 60, "two", "card"),
        Title(50, 90, "three", "card"),
        Title(0, 90, "words", "subtitle"),
    ]
    lanes = {
        one.get("name"): int(one.get("lane")) for one in tree(cut(BITE, titles=tuple(titles))).iter("title")
    }
    assert lanes == {"one": 1, "two": 2, "three": 1, "words": 3}


@pytest.mark.parametrize(
    ("file", "url"),
    [
        ("/Volumes/R 1/Niño #1.mov", "file:///Volumes/R%201/Ni%C3%B1o%20%231.mov"),
        ("A001.mov", "file:///A001.mov"),
        (r"D:\cards\A 1.mov", "file:///D:/cards/A%201.mov"),
        (r"\\nas\film\A.mov", "file://nas/film/A.mov"),
        ("file:///a%20b.mov", "file:///a%20b.mov"),
        ("", "file:///Volkov"),
        ("100%?.mov", "file:///100%25%3F.mov"),
    ],
)
def test_where_media_lie(file, url):
    assert media_links.url(replace(CARD, file=file)) == url


@quick
@given(cuts.cuts())
def test_every_cut_is_taken(found):
    """Its order is Final Cut Pro's; each time is whole frames; each clip lies in its asset; no seam."""
    assert record.check(found) == []
    if not found.events and not found.titles:
        return
    root = tree(found)
    assert broken(root) == []
    rate, frame = found.rate, found.rate.seconds(1)
    formats = {one.get("id"): moment(one.get("frameDuration")) for one in root.iter("format")}
    assert len(set(formats.values())) == len(formats)
    assets = {one.get("id"): one for one in root.iter("asset")}
    sequence = root.find(".//sequence")
    assert moment(sequence.get("tcStart")) == rate.seconds(found.start)
    assert formats[sequence.get("format")] == frame
    at = moment(sequence.get("tcStart"))
    for one in sequence.find("spine"):
        assert moment(one.get("offset")) == at
        at += moment(one.get("duration"))
    assert at - rate.seconds(found.start) == moment(sequence.get("duration")) == rate.seconds(found.length)
    for clip in root.iter("asset-clip", "gap", "title"):
        assert moment(clip.get("duration")) % frame == 0
        parent = clip.getparent()
        if parent.tag != "spine":
            assert (moment(clip.get("offset")) - moment(parent.get("start"))) % frame == 0
    for clip in root.iter("asset-clip"):
        asset = assets[clip.get("ref")]
        start, lasts = moment(clip.get("start")), moment(clip.get("duration"))
        first = moment(asset.get("start"))
        assert first <= start
        assert start + lasts <= first + moment(asset.get("duration"))
        if asset.get("format"):
            own = formats[asset.get("format")]
            assert start % own == first % own == moment(asset.get("duration")) % own == 0


@quick
@given(cuts.cuts())
def test_what_is_written_comes_back(found):
    if not found.events:
        return
    back = read(found)
    assert (back.rate, back.start, back.repairs) == (found.rate, found.start, ())

    def places(event, media, shift):
        return event.record_in, event.record_out, media, event.source_in + shift

    sent = {places(e, e.media.rate, e.media.start) for e in found.events if e.media}
    came = {places(e, e.rate, 0) for e in back.events if e.rate}
    assert came == sent
    ids = {pair for event in back.events for pair in event.ids}
    assert ids >= {pair for event in found.events if event.media for pair in event.ids}
    for event in back.events:
        if event.rate and (event.rate.num, event.rate.den) == (found.rate.num, found.rate.den):
            assert event.source_out - event.source_in == event.record_out - event.record_in


def test_tracks_come_back():
    film = Media("clip:2", "NEWS", "Newsreel", PAL, 0, None)
    archive = Event("V2", 10, 40, film, 0, 30)
    music = Event("A3", 0, 100, replace(film, key="clip:3", has_picture=False), 0, 100)
    found = cut(BITE, replace(BITE, track="V1"), music, archive, replace(archive, track="A2"))
    assert [(event.track, event.record_in) for event in read(found).events] == [
        ("V1", 0),
        ("A1", 0),
        ("A3", 0),
        ("V2", 10),
        ("A2", 10),
    ]


def test_markers_come_back():
    markers = (Marker(0, "One"), Marker(55, "Two", "2.1", "red", 3))
    assert read(cut(BITE, markers=markers)).markers == markers


# -- what editing systems write --------------------------------------------------------------------


def document(spine, *, resources="", version="1.10", start="0s", tail=""):
    return f"""<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE fcpxml><fcpxml version="{version}"><resources>
    <format id="f25" frameDuration="100/2500s"/><format id="f24" frameDuration="1001/24000s"/>
    <asset id="a" name="A" start="100s" duration="60s" format="f25" hasVideo="1" hasAudio="1">
      <media-rep kind="original-media" src="file:///Volumes/A%20B.mov"/></asset>
    <asset id="s" name="S" start="0s" duration="60s" hasAudio="1" src="file://localhost/C:/S.wav"/>
    <asset id="n" name="N" duration="60s" format="f24" hasVideo="1" src="n.mov"/>
    {resources}</resources><library><event><project name="P"><sequence format="f25" tcStart="{start}"
    tcFormat="NDF"><spine>{spine}</spine></sequence></project></event></library>{tail}</fcpxml>""".encode()


def events(spine, **more):
    """Where each piece lies, with the tracks on which it does, and what was told."""
    back = fcpxml_read.read(document(spine, **more))
    tracks = {}
    for e in back.events:
        place = e.record_in, e.record_out, e.source_in, e.source_out
        tracks.setdefault(place, []).append(e.track)
    return [(" ".join(names), *place) for place, names in tracks.items()], [r.code for r in back.repairs]


CLIP = '<asset-clip ref="a" offset="0s" start="110s" duration="10s" name="C"/>'


def test_a_clip():
    back = fcpxml_read.read(
        document('<asset-clip ref="a" offset="2s" start="110s" duration="10s" name="C"/>')
    )
    event, sound = back.events
    assert (event.track, sound.track) == ("V1", "A1")
    assert (event.file, event.name, event.rate, event.is_relative) == ("/Volumes/A B.mov", "C", PAL, False)
    assert (event.record_in, event.record_out, event.source_in, event.source_out) == (50, 300, 2750, 3000)


@pytest.mark.parametrize(
    ("spine", "told"),
    [
        ('<asset-clip ref="a"/><asset-clip ref="s" duration="2s"/>',
         [("V1 A1", 0, 1500, 2500, 4000), ("A1", 1500, 1550, 0, 50)]),
        ('<gap offset="0s" start="3600s" duration="9s">'
         '<asset-clip ref="a" lane="2" offset="3603s" duration="1s"/></gap>',
         [("V3 A3", 75, 100, 2500, 2525)]),
        ('<clip offset="0s" start="105s" duration="4s">'
         '<video ref="a" offset="100s" start="100s" duration="60s">'
         '<audio ref="a" lane="-1" offset="100s" start="100s" duration="60s"/></video></clip>',
         [("V1 A1", 0, 100, 2625, 2725)]),
        ('<clip offset="0s" start="1s" duration="4s"><spine><asset-clip ref="a" offset="0s" duration="3s"/>'
         '<asset-clip ref="s" offset="3s" duration="9s"/></spine></clip>',
         [("V1 A1", 0, 50, 2525, 2575), ("A1", 50, 100, 0, 50)]),
        ('<sync-clip offset="0s" start="102s" duration="4s"><asset-clip ref="a" offset="100s" duration="60s">'
         '<asset-clip ref="s" lane="-1" offset="101s" duration="30s"/></asset-clip></sync-clip>',
         [("V1 A1", 0, 100, 2550, 2650), ("A2", 0, 100, 25, 125)]),
        ('<gap offset="0s" duration="9s"><spine lane="1" offset="2s"><asset-clip ref="a" duration="1s"/>'
         '<gap duration="1s"/><asset-clip ref="a" start="120s" duration="1s"/></spine></gap>',
         [("V2 A2", 50, 75, 2500, 2525), ("V2 A2", 100, 125, 3000, 3025)]),
        ('<asset-clip ref="a" srcEnable="audio" duration="1s"/>', [("A1", 0, 25, 2500, 2525)]),
        ('<asset-clip ref="n" duration="2s"><conform-rate scaleEnabled="0"/></asset-clip>',
         [("V1", 0, 50, 0, 48)]),
        ('<title ref="t" duration="2s"><asset-clip ref="a" lane="-1" offset="0s" duration="1s"/></title>',
         [("V2 A2", 0, 25, 2500, 2525)]),
    ],
)  # fmt: skip
def test_where_things_lie(spine, told):
    assert events(spine, resources='<effect id="t" uid="x"/>') == (told, [])


def test_times_may_be_those_of_the_record_or_from_zero():
    one = '<asset-clip ref="a" offset="{}" duration="1s"/><asset-clip ref="a" offset="{}" duration="1s"/>'
    for first, second in (("3600s", "3601s"), ("0s", "1s")):
        told, _repairs = events(one.format(first, second), start="3600s")
        assert [row[1:3] for row in told] == [(0, 25), (25, 50)]
    assert fcpxml_read.read(document(CLIP, start="3600s")).start == 90_000


def test_a_medium_without_timecode_is_relative():
    (event,) = fcpxml_read.read(document('<video ref="n" duration="1s"/>')).events
    assert event.is_relative
    assert event.file == "n.mov"
    assert fcpxml_read.read(document('<audio ref="s" duration="1s"/>')).events[0].file == "C:/S.wav"


def test_speed():
    spine = """<asset-clip ref="a" start="100s" duration="5s"><timeMap><timept time="100s" value="100s"/>
        <timept time="130s" value="160s"/></timeMap></asset-clip>"""
    assert events(spine) == ([("V1 A1", 0, 125, 2500, 2750)], ["speed"])
    back = spine.replace('value="100s"', 'value="160s"').replace(
        'time="130s" value="160s"', 'time="130s" value="100s"'
    )
    assert events(back) == ([("V1 A1", 0, 125, 3750, 4000)], ["speed"])
    still = spine.replace('value="160s"', 'value="100s"')
    assert events(still) == ([("V1 A1", 0, 125, 2500, 2501)], ["speed"])  # one frame, held


def test_speed_that_changes_is_followed_from_point_to_point():
    """A second as it was shot, a second held, two seconds at twice the speed; seen from half a second on."""
    points = ((100, 100), (101, 101), (102, 101), (104, 105))
    told = "".join(f'<timept time="{time}s" value="{value}s"/>' for time, value in points)
    spine = '<asset-clip ref="a" start="{}" duration="{}"><timeMap>' + told + "</timeMap></asset-clip>"
    assert events(spine.format("2501/25s", "2s")) == (
        [("V1 A1", 0, 50, 2501, 2527)],
        ["speed_changes", "speed"],
    )
    assert events(spine.format("103s", "1s"))[0] == [("V1 A1", 0, 25, 2575, 2625)]


def test_speed_that_turns_shows_what_lies_between():
    """Forward to the fifth second and back again."""
    told = "".join(f'<timept time="{time}s" value="{value}s"/>' for time, value in ((0, 0), (5, 5), (10, 0)))
    spine = f'<asset-clip ref="n" start="0s" duration="10s"><timeMap>{told}</timeMap></asset-clip>'
    assert [row[1:] for row in events(spine)[0]] == [(0, 250, 0, 120)]  # 24000/1001 a second


def test_a_frame_of_the_record_may_be_shorter_than_one_of_the_source():
    rate = RATES["60/1"]
    card = Media("recording:1", "A001", "A", RATES["24/1"], 86_400, 100, "A.mov")
    found = Cut("One", rate, 0, 1, (Event("V1", 0, 1, card, 7, 8),))
    for writer, reader in ((fcpxml, fcpxml_read), (otio, otio_read), (xmeml, xmeml_read)):
        (event,) = reader.read(writer.write(found)).events
        assert (event.source_in, event.source_out) == (86_407, 86_408)


def test_frames_taken_one_for_one():
    spine = '<asset-clip ref="n" duration="4s"><conform-rate srcFrameRate="23.98"/></asset-clip>'
    assert events(spine) == ([("V1", 0, 100, 0, 100)], ["speed"])


def test_what_is_told():
    said = [
        ('<transition name="Dissolve" duration="1s"/>' + CLIP, ["transition"]),
        (CLIP.replace("/>", ' enabled="0"/>'), ["disabled"]),
        (CLIP.replace('ref="a"', 'ref="zz"'), ["missing_media"]),
        (CLIP.replace('duration="10s"', 'duration="0s"'), ["empty_event"]),
        (CLIP.replace('duration="10s"', 'duration="1/900s"'), ["empty_event"]),
        (CLIP.replace('duration="10s"', 'duration="-3s"'), ["empty_event"]),
        (CLIP.replace('start="110s"', 'start="1/0s"'), ["bad_time"]),
        (CLIP.replace('start="110s"', f'start="{"9" * 5_000}s"'), ["bad_time"]),
        (CLIP.replace('start="110s"', 'start="99999999999999s"'), ["bad_time"]),
        (f"<audition>{CLIP}{CLIP}</audition>", ["alternative"]),
        ('<video ref="bars" offset="0s" start="0s" duration="2s"/>', []),  # a generator has no medium
    ]
    for spine, codes in said:
        found = events(spine, resources='<effect id="bars" name="Bars" uid="x"/>')
        assert set(found[1]) == set(codes), spine


def test_versions():
    assert events(CLIP, version="1.13")[1] == []
    assert events(CLIP, version="1.14")[1] == ["version"]
    assert events(CLIP, version="1")[1] == ["version"]
    for version in ("1.7", "2.0", "", "x"):
        with pytest.raises(Refused, match="version"):
            fcpxml_read.read(document(CLIP, version=version))


COMPOUND = """<media id="m" name="M"><sequence format="f25" tcStart="10s"><spine>
    <asset-clip ref="a" offset="10s" duration="5s"/><asset-clip ref="s" offset="15s" duration="5s"/>
    </spine></sequence></media>"""


def test_a_compound_clip_is_followed():
    spine = '<ref-clip ref="m" offset="0s" start="13s" duration="4s" name="Compound"/>'
    told, repairs = events(spine, resources=COMPOUND)
    assert told == [("V1 A1", 0, 50, 2575, 2625), ("A1", 50, 100, 0, 50)]
    assert repairs == ["nested"]
    # counted from zero, whatever its timecode begins at
    zero = COMPOUND.replace('offset="10s"', 'offset="0s"').replace('offset="15s"', 'offset="5s"')
    assert events(spine, resources=zero) == (told, repairs)


def test_a_clip_of_several_cameras():
    multicam = """<media id="m"><multicam format="f25">
        <mc-angle angleID="1"><asset-clip ref="a" duration="9s"/></mc-angle>
        <mc-angle angleID="2"><gap duration="1s"/><asset-clip ref="s" duration="9s"/></mc-angle>
        </multicam></media>"""
    spine = """<mc-clip ref="m" start="2s" duration="2s"><mc-source angleID="1" srcEnable="video"/>
        <mc-source angleID="2" srcEnable="audio"/></mc-clip>"""
    told, repairs = events(spine, resources=multicam)
    assert told == [("V1", 0, 50, 2550, 2600), ("A1", 0, 50, 25, 75)]
    assert repairs == ["nested"]


def test_clips_that_hold_themselves():
    inner = '<ref-clip ref="{}" duration="4s"/>'
    media = '<media id="{}"><sequence format="f25"><spine>{}</spine></sequence></media>'
    circle = media.format("m1", inner.format("m2")) + media.format("m2", inner.format("m1"))
    assert events(inner.format("m1"), resources=circle) == ([], ["nested", "nested", "recursion"])


def test_clips_that_unfold_without_end(monkeypatch):
    monkeypatch.setattr(fcpxml_read, "_MOST_VISITS", 5_000)
    inner = '<ref-clip ref="{}" duration="4s"/>'
    media = '<media id="{}"><sequence format="f25"><spine>{}</spine></sequence></media>'
    tower = "".join(media.format(f"m{n}", inner.format(f"m{n + 1}") * 40) for n in range(7))
    with pytest.raises(Refused, match="many"):
        events(inner.format("m0"), resources=tower + media.format("m7", CLIP * 40))


def test_several_sequences():
    more = '<event><project name="Other"><sequence format="f24"><spine/></sequence></project></event>'
    back = fcpxml_read.read(document(CLIP, tail=f"<library>{more}</library>"))
    assert (back.title, [repair.code for repair in back.repairs]) == ("P", ["several_sequences"])


def test_a_rate_that_is_only_named():
    named = b'<format id="f25" name="FFVideoFormat1080p2997"/>'
    data = document(CLIP).replace(b'<format id="f25" frameDuration="100/2500s"/>', named)
    assert fcpxml_read.read(data.replace(b'"NDF"', b'"DF"')).rate == rate_of("30000/1001", drop=True)
    with pytest.raises(Refused, match="rate"):
        fcpxml_read.read(data.replace(named, b""))


def test_numbering_that_no_clip_says_is_the_records():
    data = document(CLIP).replace(b'"100/2500s"', b'"1001/30000s"').replace(b'"NDF"', b'"DF"')
    assert fcpxml_read.read(data).events[0].rate == rate_of("30000/1001", drop=True)
    said = data.replace(b'name="C"', b'name="C" tcFormat="NDF"')
    assert fcpxml_read.read(said).events[0].rate == RATES["30000/1001"]


@pytest.mark.parametrize("lasts", ["0s", "0/0s", "-1/25s", "1/0s", "nan", "1/9999s", "9s", ""])
def test_rates_that_are_none(lasts):
    data = document(CLIP).replace(b'"100/2500s"', f'"{lasts}"'.encode())
    with pytest.raises(Refused, match="rate"):
        fcpxml_read.read(data)


# -- files from elsewhere --------------------------------------------------------------------------


def test_final_cut_pro(samples):
    back = fcpxml_read.read((samples / "fcpxml_2398_FCP.fcpxml").read_bytes())
    assert back.rate == RATES["24000/1001"]
    assert len(back.events) == 2 * 10  # picture and sound; one more take isn't seen
    assert [r.code for r in back.repairs].count("alternative") == 1
    assert [marker.text for marker in back.markers][:2] == ["Shot_01", "Audition 1"]
    assert len(back.markers) == 12  # a chapter among them; one is of the other take
    first = [event for event in back.events if event.track == "V1"]
    assert all(one.record_out == two.record_in for one, two in pairwise(first))
    # retimed pieces of one take that were cut apart: each begins at the frame where the other ended
    assert [event.source_in for event in first[2:6]] == [2086, 2710, 4288, 5736]
    assert [event.source_out for event in first[2:5]] == [2710, 4288, 5736]


def test_final_cut_pro_keywords(samples):
    back = fcpxml_read.read((samples / "fcpxml_keywords_FCP.fcpxml").read_bytes())
    assert (back.rate, len(back.events), sum(len(event.keywords) for event in back.events)) == (PAL, 12, 66)
    assert back.events[0].file.endswith("/Movies/Nature Makes You Happy.mp4")
    assert back.repairs == ()


def test_hostile(samples):
    codes = {}
    for path in sorted((samples / "hostile/xml").iterdir()):
        try:
            back = fcpxml_read.read(path.read_bytes())
            codes[path.name] = " ".join(repair.code for repair in back.repairs)
        except Refused as refused:
            codes[path.name] = refused.code
    assert codes["valid_doctype.fcpxml"] == "no_sequence"
    assert codes["dup_ids.fcpxml"] == "duplicate_id no_sequence"
    assert codes["zero_rate.fcpxml"] == "rate"
    assert {codes[f"{name}.fdx"] for name in ("small_quadratic", "xxe_http", "xxe_utf16")} == {"entities"}


def test_a_long_cut():
    found = cuts.long(10_000)
    back = read(found)
    assert len(back.events) == 10_000
    assert [event.source_in for event in back.events] == [90_000 + event.source_in for event in found.events]


def test_memory():
    data = fcpxml.write(cuts.long(2_000))
    tracemalloc.start()
    fcpxml_read.read(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10 * len(data)
