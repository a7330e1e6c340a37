"""Lists that come back: ours, and as systems write them."""

from collections import Counter

import pytest
from hypothesis import given

from production.timecode import Rate
from script.formats import edl, edl_read
from script.formats.cut import ReadEvent, Refused, Repair
from tests.script.formats.edl_cuts import HOUR, PAL, THE_HOUSE, cuts
from tests.script.formats.edl_lists import NTSC, ONE, at, codes, read

# -- ours ------------------------------------------------------------------------------------------


def test_our_own_list_comes_back():
    found = edl_read.read(edl.write(THE_HOUSE).encode())
    assert (found.title, found.rate, found.start, found.repairs) == ("La casa de Coyoacan", PAL, HOUR, ())
    assert [(one.track, one.record_in, one.record_out, one.reel) for one in found.events] == [
        ("V1", 0, 125, "CARD01_VOLKOV"),
        ("A1", 0, 125, "CARD01_VOLKOV"),
        ("V1", 125, 250, "TE1940"),
        ("A1", 125, 300, ""),
        ("V1", 300, 500, "CARD01_VIDELA"),
        ("A1", 300, 500, "CARD01_VIDELA"),
        ("A2", 300, 500, "CARD01_VIDELA"),
    ]
    first, _sound, funeral, narration, *_rest = found.events
    assert (first.source_in, first.source_out) == (10 * HOUR + 100, 10 * HOUR + 225)
    assert first.ids == (("row", 12), ("cell", 30), ("segment", 4), ("recording", 1))
    assert first.keywords == ("exilio", "ninez")
    assert [(one.at, one.colour, one.text) for one in found.markers] == [
        (0, "green", "1: La llegada"),
        (130, "red", "1.2: rights to be asked for"),
        (280, "blue", "1.2: covered by nothing | yet"),
    ]
    assert (funeral.file, funeral.ids) == (
        "Trotsky entierro 1940.mov",
        (("row", 13), ("cell", 32), ("clip", 5)),
    )
    assert narration.comments[0] == "1.2 NARRATOR (V.O.)"


@given(cuts())
def test_any_list_of_ours_comes_back(cut):
    found = edl_read.read(edl.write(cut, ("V1", "A1", "A2")))
    assert not {repair.code for repair in found.repairs} - {"semicolons"}
    assert found.rate == cut.rate
    day = cut.rate.day
    wanted = [
        (
            one.track,
            one.record_in,
            one.record_out,
            ((one.media.start if one.media else 0) + one.source_in) % day,
            one.length,
            one.ids
            + (((one.media.key.split(":")[0], int(one.media.key.split(":")[1])),) if one.media else ()),
        )
        for one in cut.events
    ]
    start = (found.start - cut.start) % day
    got = [
        (
            one.track,
            one.record_in + start,
            one.record_out + start,
            one.source_in % day,
            one.source_out - one.source_in,
            one.ids,
        )
        for one in found.events
    ]
    assert Counter(got) == Counter(wanted)


def test_the_rate_is_asked_for_where_nothing_says_it():
    with pytest.raises(Refused) as refused:
        edl_read.read(at())
    assert refused.value.code == "rate"
    assert edl_read.hint(edl.write(THE_HOUSE)) == PAL
    assert edl_read.hint(b"* RODAJE: rate=0/1 start=") is None
    assert edl_read.hint("* RODAJE: rate=25/1DF") is None


def test_a_rate_that_differs_from_ours_is_told():
    found = read(edl.write(THE_HOUSE), Rate(50))
    assert found.repairs == (Repair("other_rate", 0, "25/1"),)


# -- what systems write ----------------------------------------------------------------------------


def test_channels_are_tracks():
    tracks = {
        "V": ["V1"], "A": ["A1"], "A2": ["A2"], "AA": ["A1", "A2"], "B": ["V1", "A1"], "V2": ["V2"],
        "AA/V": ["V1", "A1", "A2"], "A2/V": ["V1", "A2"], "A12": ["A1", "A2"], "VA1A2": ["V1", "A1", "A2"],
        "V/AA": ["V1", "A1", "A2"], "A3": ["A3"], "NONE": ["V1"],
    }  # fmt: skip
    for channels, names in tracks.items():
        found = read(ONE.replace(" V ", f" {channels} "))
        assert [one.track for one in found.events] == names, channels


def test_further_tracks_of_sound():
    found = read(ONE.replace(" V ", " NONE ") + "AUD  3  4\n")
    assert [one.track for one in found.events] == ["A3", "A4"]
    found = read(ONE.replace(" V ", " B ") + "AUD 3 4\nAUD 4 xx 400\n")
    assert [one.track for one in found.events] == ["V1", "A1", "A3", "A4"]
    assert found.repairs == ()


@pytest.mark.parametrize("ends", ["\r", "\n", "\r\n"])
def test_line_ends(ends):
    text = at(events=2).replace("\n", ends)
    assert len(read(text.encode()).events) == len(read(text).events) == 2
    assert [code for code, _line in codes(read(text.encode()))] == ["line_ends"] * (ends == "\r")


def test_line_ends_of_several_kinds():
    text = "TITLE: x\r\n" + ONE + "* COMMENT: one\r* COMMENT: two\n"
    for given_as in (text, text.encode()):
        found = read(given_as)
        assert found.events[0].comments == ("one", "two")
        assert codes(found) == [("line_ends", 0)]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("\ufeff{}".encode(), []),
        ("{}".encode("cp1252"), [("encoding", 0)]),
        ("\ufeff{}".encode("utf-16-le"), [("encoding", 0)]),
        ("{}".encode("utf-16-be"), [("encoding", 0)]),
    ],
)
def test_encodings(data, code):
    encoding = "utf-16-le" if b"\xff\xfe" in data else "utf-16-be" if data[:1] == b"\0" else None
    text = at() + "* FROM CLIP NAME: Muñoz día\n"
    if encoding:
        data = (b"\xff\xfe" if encoding == "utf-16-le" else b"") + text.encode(encoding)
    else:
        data = text.encode("cp1252") if code else b"\xef\xbb\xbf" + text.encode()
    found = read(data)
    assert found.events[0].name == "Muñoz día"
    assert codes(found) == code


def test_a_dissolve_is_two_lines_of_one_number():
    found = read(
        "001  A001     V     C        01:00:00:00 01:00:02:00 10:00:00:00 10:00:02:00\n"
        "* FROM CLIP NAME: first.mov\n"
        "002  A001     V     C        01:00:02:00 01:00:02:00 10:00:02:00 10:00:02:00\n"
        "002  B001     V     D    012 02:00:00:00 02:00:03:00 10:00:02:00 10:00:05:00\n"
        "* FROM CLIP NAME: first.mov\n"
        "* TO CLIP NAME: second.mov\n"
        "EFFECTS NAME IS CROSS DISSOLVE\n"
    )
    assert [(one.reel, one.name, one.record_in, one.record_out) for one in found.events] == [
        ("A001", "first.mov", 0, 50),
        ("B001", "second.mov", 50, 125),
    ]
    assert found.repairs == (Repair("dissolve", 4, "12"),)


def test_a_fade_at_the_start():
    found = read(
        "001  BL       V     C        00:00:00:00 00:00:00:00 10:00:00:00 10:00:00:00\n"
        "001  A001     V     D    025 01:00:00:00 01:00:02:00 10:00:00:00 10:00:02:00\n"
        "* FROM CLIP NAME: first.mov\n"
    )
    assert [(one.reel, one.name, one.record_out) for one in found.events] == [("A001", "first.mov", 50)]
    assert codes(found) == [("fade", 2)]


def test_wipes_and_a_blank_that_is_missing():
    found = read(
        "001  A001     V     W001 024 01:00:00:00 01:00:02:00 10:00:00:00 10:00:02:00\n"
        "002  A001     V     D024     01:00:02:00 01:00:04:00 10:00:02:00 10:00:04:00\n"
    )
    assert found.repairs == (Repair("wipe", 1, "24"), Repair("dissolve", 2, "24"))


def test_what_is_keyed_in_lies_a_track_above():
    found = read(
        "001  A001     V     K B      01:00:00:00 01:00:02:00 10:00:00:00 10:00:02:00\n"
        "001  LOGO     V     K    000 00:00:00:00 00:00:02:00 10:00:00:00 10:00:02:00\n"
        "* FROM CLIP NAME: first.mov\n* KEY CLIP NAME: logo.mov\n"
    )
    assert [(one.reel, one.track, one.name) for one in found.events] == [
        ("A001", "V1", "first.mov"),
        ("LOGO", "V2", "logo.mov"),
    ]
    assert codes(found) == [("key", 1), ("key", 2)]


@pytest.mark.parametrize(
    ("line", "rate", "speed"),
    [
        ("M2   A001         012.5                01:00:00:00", PAL, 0.5),
        ("M2   A001       -025.0                 01:00:00:00", PAL, -1),
        ("M2   A001  050.0 01:00:00:00", PAL, 2),
        ("M2   025.0 01:00:00:00", PAL, 1),
        ("M2 A001 029.97 01:00:00:00", NTSC, 1),
        ("M2 A001 030.0 01:00:00:00", NTSC, 1),
    ],
)
def test_speed(line, rate, speed):
    found = read("FCM: NON-DROP FRAME\n" + ONE + line + "\n", rate)
    assert found.events[0].speed == speed
    told = [(one.code, one.found) for one in found.repairs if one.code != "reversed"]
    assert told == [("speed", f"{speed:.2f}")] * (speed != 1)


@pytest.mark.parametrize(
    ("source_out", "speed", "frames"),
    [
        ("01:00:02:00", "012.5", 25),  # as long as on the record: the rest is left to the speed
        ("01:00:02:00", "050.0", 100),
        ("01:00:02:00", "000.0", 1),
        ("01:00:00:00", "000.0", 1),
        ("01:00:01:00", "012.5", 25),  # the frames that are seen are written
        ("01:00:04:00", "050.0", 100),
    ],
)
def test_frames_that_are_seen_at_a_speed(source_out, speed, frames):
    found = read(ONE.replace("01:00:02:00", source_out, 1) + f"M2 A001 {speed} 01:00:00:00\n")
    (event,) = found.events
    assert (event.source_in, event.source_out - event.source_in) == (90_000, frames)
    assert codes(found) == [("speed", 1)]


@pytest.mark.parametrize(
    ("source", "speed", "at", "seen", "is_told"),
    [
        # from the frame that the source begins with, down: as a tape runs, and as OpenTimelineIO reads it
        ("01:00:02:00 01:00:04:00", "-025.0", "01:00:02:00", (90_001, 90_051), True),
        ("01:00:02:00 01:00:04:00", "-050.0", "01:00:02:00", (89_951, 90_051), True),
        ("01:00:02:00 01:00:00:00", "-025.0", "01:00:02:00", (90_001, 90_051), True),  # and is written so
        ("01:00:04:00 01:00:00:00", "-050.0", "01:00:04:00", (90_001, 90_101), True),
        ("01:00:02:00 01:00:04:00", "-025.0", "01:00:04:00", (90_050, 90_100), False),  # from its end
        ("01:00:02:00 01:00:06:00", "-050.0", "01:00:02:00", (90_050, 90_150), False),  # all that is seen
        ("00:00:01:00 00:00:03:00", "-025.0", "00:00:01:00", (25, 75), False),  # there is nothing before
    ],
)
def test_frames_that_are_seen_backwards(source, speed, at, seen, is_told):
    line = ONE.replace("01:00:00:00 01:00:02:00", source, 1)
    found = read(f"{line}M2 A001 {speed} {at}\n")
    (event,) = found.events
    assert (event.source_in, event.source_out, event.speed) == (*seen, float(speed) / 25)
    assert ("reversed" in [one.code for one in found.repairs]) is is_told


def test_speed_that_is_none():
    found = read(ONE + "M2   A001   fast   01:00:00:00\n")
    assert (found.events[0].speed, codes(found)) == (1, [("speed_unread", 2)])
    still = read(ONE.replace("01:00:02:00", "01:00:00:00", 1) + "M2 A001 000.0 01:00:00:00\n")
    assert still.events[0].source_out - still.events[0].source_in == 1
    assert codes(still) == [("speed", 1)]


@pytest.mark.parametrize(
    ("line", "number", "reel"),
    [
        ("000001 A001_C003_0101X V C 01:00:00:00 01:00:02:00 10:00:00:00 10:00:02:00", 1, "A001_C003_0101X"),
        ("1 A001 V C 01:00:00:00 01:00:02:00 10:00:00:00 10:00:02:00", 1, "A001"),
        ("001  MY OLD REEL V     C        01:00:00:00 01:00:02:00 10:00:00:00 10:00:02:00", 1, "MY OLD REEL"),
        ("123456 106771 V C 000 01:00:00:00 01:00:02:00 10:00:00:00 10:00:02:00", 1, "106771"),
        ("001A A001 V C 01:00:00:00 01:00:02:00 10:00:00:00 10:00:02:00  ", 1, "A001"),
        ("\t001\tA001\tV\tC\t\t01:00:00:00\t01:00:02:00\t10:00:00:00\t10:00:02:00", 1, "A001"),
        ("001 V V C 1:00:00:00 1:00:02:00 10:00:00:00 10:00:02:00", 1, "V"),
        ("001 A001 v c 01.00.00.00 01.00.02.00 10.00.00.00 10.00.02.00", 1, "A001"),
    ],
)  # fmt: skip
def test_columns_that_moved(line, number, reel):
    found = read(line + "\n")
    assert found.events == (ReadEvent(0, 50, HOUR, HOUR + 50, reel=reel, rate=PAL, line=number),)
    assert found.repairs == ()


def test_what_lacks_in_a_line_is_told():
    found = read(
        "001  A001     C        01:00:00:00 01:00:02:00 10:00:00:00 10:00:02:00\n"
        "002  A001     V        01:00:00:00 01:00:02:00 10:00:02:00 10:00:04:00\n"
        "003           V     C  01:00:00:00 01:00:02:00 10:00:04:00 10:00:06:00\n"
        "004  A001     V     C  01:00:00:00 01:00:02:00 10:00:06:00\n"
    )
    assert [(one.reel, one.track, one.line) for one in found.events] == [
        ("A001", "V1", 1),
        ("A001", "V1", 2),
        ("", "V1", 3),
    ]
    assert codes(found) == [
        ("channels", 1), ("no_transition", 2), ("no_reel", 3), ("times", 4),
    ]  # fmt: skip


def test_comments_without_their_star():
    found = read(
        ONE + "FROM CLIP NAME: first.mov\nSOURCE FILE: A001C001\n* comment of somebody\n1940 was the year\n"
    )
    assert (found.events[0].name, found.events[0].file) == ("first.mov", "A001C001")
    assert found.events[0].comments == ("comment of somebody", "1940 was the year")
    assert codes(found) == [("no_star", 2), ("no_star", 3), ("no_star", 5)]


def test_locators():
    found = read(ONE + "* LOC: 10:00:01:00 RED     look here\n* LOC: 10:00:99:00 RED no time\n* LOC: here\n")
    assert [(one.at, one.colour, one.text) for one in found.markers] == [(25, "red", "look here")]
    assert found.events[0].comments == ("LOC: 10:00:99:00 RED no time", "LOC: here")
    assert codes(found) == [("times", 3)]


def test_a_reel_that_was_replaced():
    replaced = "FINAL CUT PRO REEL: Card01_Kyle_Interview REPLACED BY: A001\n"
    assert read(ONE + replaced).events[0].reel == "Card01_Kyle_Interview"
    twice = read(ONE + replaced + ONE.replace("A001", "A002") + replaced.replace("A001", "A002"))
    assert [one.reel for one in twice.events] == ["A001", "A002"]


def test_a_second_list_in_the_file_is_told_and_its_event_stays_one():
    one = "TITLE: A\n" + ONE
    found = read(one + "TITLE: B\n" + ONE.replace("10:00:0", "10:01:0"))
    assert found.title == "A"
    assert [(one.record_in, one.line) for one in found.events] == [(0, 2), (1_500, 4)]
    assert codes(found) == [("several_titles", 3)]
    assert codes(read(one + "TITLE: A\n" + ONE.replace("10:00:0", "10:01:0"))) == []


def test_an_event_of_no_channel():
    silent = ONE.replace("V     C", "NONE  C")
    assert codes(read(silent)) == [("channels", 1)]
    found = read(silent + "AUD  3  4\n")
    assert ([one.track for one in found.events], codes(found)) == (["A3", "A4"], [])


def test_a_time_before_zero_is_none():
    found = read(ONE + ONE.replace("10:00:00:00", "-1:00:00:00").replace("001 ", "002 "))
    assert (len(found.events), codes(found)) == (1, [("times", 2)])
