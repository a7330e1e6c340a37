import contextlib
import json
import tracemalloc
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from production.timecode import Rate, label_of
from script.formats import edl, edl_read, edl_reading
from script.formats.cut import Cut, ReadEvent, Refused, Repair
from tests.script.formats.edl_cuts import HOUR, PAL, THE_HOUSE, VOLKOV, cuts, said

NTSC = Rate(30_000, 1_001)
DROP = Rate(30_000, 1_001, True)
ONE = "001  A001     V     C        01:00:00:00 01:00:02:00 10:00:00:00 10:00:02:00\n"


def read(text, rate=PAL):
    return edl_read.read(text, rate)


def codes(found):
    return [(repair.code, repair.line) for repair in found.repairs]


def at(**given):
    return "TITLE: CUT\nFCM: NON-DROP FRAME\n\n" + "".join(
        ONE.replace("001 ", f"{number:03d} ", 1).replace("10:00:0", f"10:00:{number - 1}")
        for number in range(1, given.get("events", 1) + 1)
    )


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


@settings(deadline=None)
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
    assert found.repairs == ()


def test_speed_that_is_none():
    found = read(ONE + "M2   A001   fast   01:00:00:00\n")
    assert (found.events[0].speed, codes(found)) == (1, [("speed_unread", 2)])
    still = read(ONE.replace("01:00:02:00", "01:00:00:00", 1) + "M2 A001 000.0 01:00:00:00\n")
    assert (still.events[0].source_out - still.events[0].source_in, still.repairs) == (1, ())


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


# -- how frames are counted ------------------------------------------------------------------------


def test_the_flag_wins_over_colons_and_over_the_rate():
    for rate in (NTSC, DROP):
        found = read("FCM: DROP FRAME\n" + ONE, rate)
        assert (found.rate, found.events[0].source_in, found.start) == (DROP, 107_892, 1_078_920)
        assert codes(found) == [("flag_differs", 1)] * (rate == NTSC) + [("colons", 2)]
    found = read("FCM: NON-DROP FRAME\n" + ONE.replace(":00 ", ";00 "), DROP)
    assert (found.rate, found.events[0].source_in) == (NTSC, 108_000)
    assert codes(found) == [("flag_differs", 1), ("semicolons", 2)]


def test_without_a_flag_the_signs_decide():
    assert (read(ONE, NTSC).rate, codes(read(ONE, NTSC))) == (NTSC, [("no_flag", 1)])
    found = read(ONE.replace(":00 ", ";00 ").replace(":00\n", ";00\n"), NTSC)
    assert (found.rate, found.repairs) == (DROP, (Repair("no_flag", 1, "DROP FRAME"),))
    assert read(ONE).repairs == ()  # where there is one counting nothing is to be decided


def test_drop_frame_at_a_rate_that_has_none():
    found = read("FCM: DROP FRAME\n" + ONE)
    assert (found.rate, codes(found)) == (PAL, [("drop_at_rate", 1)])


def test_a_later_flag_is_the_sources():
    found = read(
        "FCM: NON-DROP FRAME\n" + ONE + "FCM: DROP FRAME\n"
        "002  B001     V     C        01:00:00;00 01:00:02;00 10:00:02:00 10:00:04:00\n",
        NTSC,
    )
    assert [(one.source_in, one.rate, one.record_in) for one in found.events] == [
        (108_000, NTSC, 0),
        (107_892, DROP, 60),
    ]
    assert codes(found) == [("flag_changes", 3)]


def test_a_label_that_drop_frame_leaves_out_is_told_and_moves_to_the_next():
    found = read("FCM: DROP FRAME\n001  A001 V C 00:01:00;00 00:01:02;00 10:00:00;00 10:00:01;28\n", DROP)
    assert found.events[0].source_in == 1_800
    assert found.repairs == (Repair("dropped", 2, "00:01:00;00"),)


def test_a_label_that_is_none_passes_its_event_over():
    for label in ("01:60:00:00", "01:00:61:00", "24:00:00:00", "01:00:00:25"):
        found = read(at(events=4) + ONE.replace("01:00:00:00", label))
        assert len(found.events) == 4
        assert found.repairs == (Repair("times", 8, label),)


def test_a_list_of_another_rate_is_refused():
    with pytest.raises(Refused) as refused:
        read(at() + ONE.replace("01:00:00:00", "01:00:00:29"))
    assert (refused.value.code, refused.value.facts) == ("rate", {"found": 29, "most": 24})


# -- ranges ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "record", "code", "wanted"),
    [
        ("01:00:02:00 01:00:00:00", "10:00:00:00 10:00:02:00", "source_backwards", (HOUR + 50, HOUR + 100)),
        ("01:00:00:00 01:00:00:00", "10:00:00:00 10:00:02:00", "source_empty", (HOUR, HOUR + 50)),
        ("01:00:00:00 01:00:01:00", "10:00:00:00 10:00:02:00", "lengths", (HOUR, HOUR + 25)),
        ("23:59:59:00 00:00:01:00", "10:00:00:00 10:00:02:00", None, (24 * HOUR - 25, 24 * HOUR + 25)),
        ("01:00:00:00 01:00:02:00", "23:59:59:00 00:00:01:00", None, (HOUR, HOUR + 50)),
    ],
)
def test_ranges(source, record, code, wanted):
    found = read(f"001 A001 V C {source} {record}\n")
    assert [one.code for one in found.repairs] == [code] * bool(code)
    event = found.events[0]
    assert (event.source_in, event.source_out, event.record_in, event.record_out) == (*wanted, 0, 50)


def test_records_that_run_backwards_or_not_at_all_are_passed_over():
    found = read(
        at() + "002 A001 V C 01:00:00:00 01:00:02:00 10:00:02:00 10:00:01:00\n"
        "003 A001 V C 01:00:00:00 01:00:02:00 10:00:02:00 10:00:02:00\n"
    )
    assert len(found.events) == 1
    assert codes(found) == [("backwards", 5), ("no_length", 6)]


def test_events_out_of_order_and_over_each_other():
    lines = at(events=3).splitlines(keepends=True)
    found = read("".join([lines[5], lines[3], lines[4]]))
    assert [one.line for one in found.events] == [2, 3, 1]
    assert codes(found) == [("unsorted", 2)]
    found = read("".join([ONE, ONE.replace("001 ", "002 ")]))
    assert codes(found) == [("overlap", 2)]


def test_a_record_that_passes_midnight():
    found = read(
        "001 A001 V C 01:00:00:00 01:00:02:00 23:59:57:00 23:59:59:00\n"
        "002 A001 V C 01:00:00:00 01:00:02:00 23:59:59:00 00:00:01:00\n"
        "003 A001 V C 01:00:00:00 01:00:02:00 00:00:01:00 00:00:03:00\n"
    )
    assert [one.record_in for one in found.events] == [0, 50, 100]
    assert found.repairs == ()


# -- what is no list -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"TITLE: CUT\nFCM: NON-DROP FRAME\n", "empty"),
        (b"<?xml version='1.0'?><xmeml version='5'/>", "kind"),
        (b'{"OTIO_SCHEMA": "Timeline.1"}', "kind"),
        (b"Dear editor,\nthe cut is on the drive.\n", "kind"),
        (b"\x7fELF\x01\x02\x03\x04\x05\x06\x07\0\0\0\0\0\0", "unreadable"),
        (b"1\n00:00:01,000 --> 00:00:02,000\nHola\n", "kind"),
        (b"line\n" * 100_000, "kind"),
    ],
)
def test_what_is_no_list_is_refused(data, code):
    with pytest.raises(Refused) as refused:
        read(data)
    assert refused.value.code == code


def test_what_is_far_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(edl_read, "MOST_BYTES", 100)
    with pytest.raises(Refused, match="size"):
        read(at() * 9)
    monkeypatch.setattr(edl_read, "MOST_BYTES", 10_000)
    monkeypatch.setattr(edl_read, "MOST_LINES", 50)
    with pytest.raises(Refused, match="size"):
        read(at() + "x\n" * 50)
    monkeypatch.setattr(edl_reading, "MOST_EVENTS", 3)
    with pytest.raises(Refused, match="size"):
        read(at(events=4))


def test_long_lines_and_odd_signs_are_told():
    found = read(at().replace("CUT", "CUT\0") + "* COMMENT: " + "x" * 5_000 + "\n* COMMENT: \ufffd\n\x1a")
    assert len(found.events[0].comments[0]) < 2_000
    assert codes(found) == [("signs", 1), ("long_line", 5), ("letters", 6), ("signs", 7)]


def test_repairs_are_bounded():
    found = read(at() + "no star\n" * 1_500)
    assert len(found.repairs) == edl_reading.MOST_REPAIRS + 1
    assert Repair("more", 0, "500") in found.repairs
    assert len(found.events[0].comments) == edl_reading.MOST_COMMENTS


@pytest.mark.parametrize(
    "line",
    [
        "001 " + "A" * 1_900 + " 01:00:00:00",
        "001 A001 " + "A" * 500 + "x C 01:00:00:00 01:00:02:00 10:00:00:00 10:00:02:00",
        "FINAL CUT PRO REEL: " + " " * 1_900 + "x",
        "* FROM" + " " * 1_900 + "CLIP",
        "M2 " + "0" * 1_900,
        "AUD " + "3 " * 900,
        "001 " + "00:" * 600,
        "* RODAJE: " + "a=1" * 600,
    ],
)
def test_lines_made_to_be_slow_are_read_like_others(line):
    found = read(at() + (line + "\n") * 2_000)
    assert found.events


@settings(deadline=None)
@given(st.one_of(st.text(), st.binary()))
def test_nothing_crashes_it(data):
    with contextlib.suppress(Refused):
        read(data)


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 400), st.text(max_size=3)), max_size=12),
    st.sampled_from([PAL, NTSC, DROP]),
)
def test_no_damage_crashes_it(damages, rate):
    text = edl.write(THE_HOUSE)
    for place, what in damages:
        text = text[:place] + what + text[place + 1 :]
    try:
        found = read(text, rate)
    except Refused:
        return
    for event in found.events:
        assert 0 <= event.record_in < event.record_out
        assert event.source_in < event.source_out


def test_many_events_need_little_beside_themselves():
    events = (said("V1", at, at + 1, VOLKOV, at, note="Words.") for at in range(2_000))
    many = Cut("", PAL, 0, 2_000, tuple(events))
    data = edl.write(many).encode()
    tracemalloc.start()
    found = read(data)
    held, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(found.events) == 2_000
    assert most < 2 * held


# -- real ones -------------------------------------------------------------------------------------


def test_sample_of_thirty_events(samples):
    data = (samples / "edl_45s_avid_numeric_reels_25fps.edl").read_bytes()
    found = read(data)
    assert len(found.events) == 30
    assert sum(line[:1].isdigit() for line in data.decode().splitlines()) == 33
    assert str(label_of(found.start, PAL)) == "10:00:00:00"
    assert found.events[0].reel == "106771"
    assert Counter(code for code, _line in codes(found))["dissolve"] == 3
    assert [one.speed for one in found.events if one.speed != 1] == [0.5, 0.1, -1, -1]
    ends = [
        (one.record_in, before.record_out)
        for before, one in zip(found.events, found.events[1:], strict=False)
    ]
    assert all(start == end for start, end in ends)


def test_sample_of_keys(samples):
    found = read((samples / "edl_key_drop_frame.edl").read_bytes(), NTSC)
    assert found.rate == DROP
    assert [(one.name, one.record_out) for one in found.events] == [
        ("foobarz_0118_023-APPLE PRORES WITH ALPHA.MOV", 57)
    ]
    assert {code for code, _line in codes(found)} == {"flag_differs", "colons", "key"}


def test_sample_of_bare_returns(samples):
    found = read((samples / "edl_cr_only_line_endings.edl").read_bytes())
    assert len(found.events) == 3
    assert found.title == "PLATES."
    assert codes(found) == [("line_ends", 0)]
    with pytest.raises(Refused, match="rate"):
        read((samples / "edl_cr_only_line_endings.edl").read_bytes(), Rate(24))


def test_hostile_samples(samples):
    told = {}
    for path in sorted((samples / "hostile/edl").iterdir()):
        try:
            told[path.stem] = [repair.code for repair in read(path.read_bytes(), NTSC).repairs]
        except Refused as refused:
            told[path.stem] = refused.code
    assert told == {
        "binary": "kind",
        "drop_illegal": ["flag_differs", "dropped", "colons", "source_backwards"],
        "negative": ["source_backwards"],
        "path_clip": [],
        "valid": [],
    }
    clip = read((samples / "hostile/edl/path_clip.edl").read_bytes(), NTSC).events[0]
    assert (clip.name, clip.file) == ("../../../../etc/passwd", "")


def test_every_hostile_sample_is_refused_or_read(samples):
    for path in (samples / "hostile").rglob("*"):
        if path.is_file() and path.parent.name != "edl":
            with pytest.raises(Refused):
                read(path.read_bytes()[: edl_read.MOST_BYTES])
    for one in json.loads((samples / "hostile/strings.json").read_text(encoding="utf-8")):
        found = read(at() + f"* FROM CLIP NAME: {one['value']}\n")
        assert len(found.events) == 1
