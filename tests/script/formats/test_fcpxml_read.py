"""FCPXML as editing systems write it."""

from itertools import pairwise

import pytest

from production.timecode import RATES, rate_of
from script.formats import fcpxml, fcpxml_read, otio, otio_read, xmeml, xmeml_read
from script.formats.cut import Cut, Event, Media, Refused
from tests.script.formats.cuts import PAL
from tests.script.formats.fcpxmls import document, events

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
