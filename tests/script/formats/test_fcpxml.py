"""FCPXML: what we write, read by itself and with lxml."""

import tracemalloc
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from lxml import etree

from production.timecode import RATES, rate_of
from script.formats import fcpxml, fcpxml_read, media_links, record
from script.formats.cut import Event, Marker, Media, Refused, Title
from tests.script.formats import cuts
from tests.script.formats.cuts import BITE, CARD, PAL, cut, quick
from tests.script.formats.fcpxml_order import broken

GOLDEN = Path(__file__).parents[2] / "golden"


def tree(found):
    return etree.fromstring(fcpxml.write(found), etree.XMLParser(resolve_entities=False))


def read(found):
    return fcpxml_read.read(fcpxml.write(found))


def moment(said):
    over, _slash, under = said.removesuffix("s").partition("/")
    return Fraction(int(over), int(under or 1))


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
