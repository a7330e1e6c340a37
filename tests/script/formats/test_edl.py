import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opentimelineio.opentime import RationalTime

from production import timecode
from production.timecode import Rate
from script.formats import edl, record, reels
from script.formats.cut import Cut, Event, Marker, Media, Refused
from tests.hostile import STRINGS
from tests.script.formats.edl_cuts import PAL, THE_HOUSE, VIDELA, VOLKOV, cuts, rates, said

GOLDEN = Path(__file__).parents[2] / "golden"
NTSC = Rate(30_000, 1_001)


def test_golden_list_reads_byte_for_byte():
    assert edl.write(THE_HOUSE).encode("ascii") == (GOLDEN / "cut.edl").read_bytes()


def events(text):
    return [line for line in text.split("\r\n") if line[:1].isdigit()]


def comments(text, kind):
    return [line.partition(": ")[2] for line in text.split("\r\n") if line.startswith(f"* {kind}")]


def test_columns_stand_where_the_trade_has_them():
    """Columns from one: 1 number, 6 reel, 15 channels, 21 transition, 30, 42, 54, 66 timecodes."""
    for line in events(edl.write(THE_HOUSE)):
        assert len(line) == 76
        assert line[:3].isdigit()
        assert line[3:5] == "  "
        assert line[5:13].strip()
        assert line[20:29] == "C        "
        assert all(line[at : at + 2].isdigit() and line[at - 1] == " " for at in (29, 41, 53, 65))


def test_what_lies_alike_on_several_tracks_is_one_event():
    channels = [line[14:18].strip() for line in events(edl.write(THE_HOUSE))]
    assert channels == ["B", "V", "A", "AA/V"]
    for tracks, written in {("V1", "A2"): "A2/V", ("A1", "A2"): "AA", ("A2",): "A2", ("A1",): "A"}.items():
        found = Cut("", PAL, 0, 10, tuple(said(track, 0, 10, VOLKOV, 5) for track in tracks))
        assert edl.lines(found, ("V1", "A1", "A2"))[0].channels == written


def test_a_list_for_each_track_of_pictures_and_two_of_sound():
    assert edl.track_sets(THE_HOUSE) == (("V1", "A1", "A2"), ("V2",))
    assert len(events(edl.write(THE_HOUSE, ("V2",)))) == 1
    two = replace(
        THE_HOUSE, events=(*THE_HOUSE.events, said("A3", 130, 200, VIDELA, 1_000), Event("A4", 0, 9))
    )
    assert edl.track_sets(two) == (("V1", "A1", "A2"), ("V2", "A3", "A4"))
    more = replace(THE_HOUSE, events=tuple(Event(f"A{n}", 0, 5) for n in range(1, 6)))
    assert edl.track_sets(more) == (("A1", "A2"), ("A3", "A4"), ("A5",))
    assert events(edl.write(more, ("A3", "A4")))[0][5:18] == "BL       AA  "
    with pytest.raises(ValueError, match="one track"):
        edl.write(more, ("A1", "A2", "A3"))


def test_narration_is_black_with_its_words():
    text = edl.write(THE_HOUSE)
    line = next(line for line in events(text) if " BL " in line)
    assert line.split() == ["003", "BL", "A", "C", "00:00:00:00", "00:00:07:00", "01:00:05:00", "01:00:12:00"]
    assert "1.2 NARRATOR (V.O.)" in comments(text, "COMMENT")
    assert "The house in Coyoacan had high walls, and a watch-tower at each" in comments(text, "COMMENT")


def test_what_the_comment_says_already_is_not_said_twice():
    for note, lines in (("Strings", 1), ("Strings, " * 20, 5)):
        event = Event("A1", 0, 9, comment=f"music in: {note}", note=note)
        found = comments(edl.write(Cut("", PAL, 0, 9, (event,))), "COMMENT")
        assert len(found) == lines, found


def test_comments_that_premiere_stumbles_over_are_never_written():
    text = edl.write(replace(THE_HOUSE, title="FROM CLIP: FROM FILE: x"))
    assert "* FROM CLIP NAME: VOLKOV_C001.MOV" in text
    assert not re.search(r"^\*? ?FROM (CLIP|FILE):", text, re.MULTILINE)
    assert not text.split("\r\n")[3].startswith("*")  # none before the first event


def test_the_rate_the_cards_and_the_ids_stand_in_comments():
    assert comments(edl.write(THE_HOUSE), "RODAJE") == [
        "row=12 cell=30 segment=4 recording=1",
        "rate=25/1 start=01:00:00:00",
        "row=13 cell=32 clip=5",
        "row=13 cell=31",
        "row=14 cell=34 recording=2",
    ]
    cards = [line for line in edl.write(THE_HOUSE).split("\r\n") if line.startswith("* REEL ")]
    assert cards == [
        "* REEL C01VOLKO IS CARD01_VOLKOV / VOLKOV_C001.MOV",
        "* REEL TE1940 IS / Trotsky entierro 1940.mov",
        "* REEL C01VIDEL IS CARD01_VIDELA / VIDELA_C001.MOV",
    ]


def test_markers_stand_in_the_event_that_they_lie_in():
    assert comments(edl.write(THE_HOUSE), "LOC") == [
        "01:00:00:00 GREEN 1: La llegada",
        "01:00:05:05 RED 1.2: rights to be asked for",
        "01:00:11:05 BLUE 1.2: covered by nothing | yet",
    ]


def test_drop_frame_is_flagged_and_written_with_semicolons():
    rate = Rate(30_000, 1_001, True)
    card = Media("recording:1", "A001", "Volkov", rate, 107_892, 5_000)
    text = edl.write(Cut("Cut", rate, 107_892, 1_801, (said("V1", 0, 1_801, card, 0),)))
    assert "\r\nFCM: DROP FRAME\r\n" in text
    assert events(text)[0][29:] == "01:00:00;00 01:01:00;03 01:00:00;00 01:01:00;03"
    assert "rate=30000/1001DF start=01:00:00;00" in text


def test_several_rates_are_refused_with_what_runs_at_which():
    faster = replace(VIDELA, rate=Rate(50))
    mixed = Cut("", PAL, 0, 100, (said("V1", 0, 50, VOLKOV, 0), Event("V1", 50, 100, faster, 0, 100)))
    with pytest.raises(Refused) as refused:
        edl.write(mixed)
    assert refused.value.code == "rates"
    assert refused.value.facts == {
        "record": "25",
        "reels": "25: CARD01_VOLKOV; 50: CARD01_VIDELA",
        "by_rate": {"25": ["CARD01_VOLKOV"], "50": ["CARD01_VIDELA"]},
    }
    assert edl.write(replace(mixed, events=mixed.events[:1]))


def test_drop_frame_beside_non_drop_is_two_rates():
    """A list has one flag; a reader would count the other's labels two frames a minute wrong."""
    drop = replace(VOLKOV, rate=Rate(30_000, 1_001, True))
    with pytest.raises(Refused, match=r"29\.97 DF: CARD01_VOLKOV"):
        edl.write(Cut("", NTSC, 0, 9, (said("V1", 0, 9, drop, 0),)))


def test_nothing_to_write_is_refused():
    with pytest.raises(Refused, match="empty"):
        edl.write(Cut("", PAL, 0, 0))


def test_over_999_events_take_four_figures_and_are_told():
    many = Cut("", PAL, 0, 1_000, tuple(said("V1", at, at + 1, VOLKOV, at) for at in range(1_000)))
    line = events(edl.write(many))[-1]
    assert line[:14] == "1000 C01VOLKO "
    assert len(line) == 76
    assert edl.Loss("numbers", 1_000) in edl.losses(many)


def test_what_a_list_loses_is_told():
    assert edl.losses(THE_HOUSE) == (
        edl.Loss("tracks", 1),
        edl.Loss("titles", 1),
        edl.Loss("letters", 4),
    )
    long = replace(
        THE_HOUSE,
        title="x" * 71,
        markers=(Marker(499, "in"), Marker(299, "narration"), Marker(126, "x")),
        events=(said("V1", 0, 125, VOLKOV, 0, note="word " * 1_000), said("A1", 480, 500, VOLKOV, 0)),
    )
    assert edl.losses(long) == (
        edl.Loss("titles", 1),
        edl.Loss("markers", 2),
        edl.Loss("words", 1),
        edl.Loss("title", 1),
    )
    assert edl.write(long).startswith("TITLE: " + "x" * 70 + "\r\n")
    assert comments(edl.write(long), "COMMENT")[-1] == "(...)"
    assert len(comments(edl.write(long), "COMMENT")) == edl.MOST_LINES + 1


@pytest.mark.parametrize("name", STRINGS)
def test_hostile_words_stay_in_their_comment(name):
    words = STRINGS[name]
    about = {"note": words, "comment": words, "name": words, "themes": (words,), "row": "1.1"}
    card = Media("recording:1", words, words, PAL, 0, None, words)
    event = said("V1", 0, 10, card, 0, **about)
    hostile = Cut(words, PAL, 0, 10, (event,), markers=(Marker(1, words, words),))
    text = edl.write(hostile)
    assert text.isascii()
    assert len(events(text)) == 1
    for line in text.split("\r\n"):
        assert line == "" or line.isprintable()
        assert line[:1] in ("", "*") or line.startswith(("TITLE: ", "FCM: NON-DROP FRAME", "001  "))


@given(st.text(alphabet="aé—ж  ", max_size=400))
def test_comments_are_broken_at_blanks_and_lose_no_letter(text):
    plain, found = reels.ascii_of(text), edl.wrapped(text)
    assert "".join(found).replace(" ", "") == plain.replace(" ", "")
    assert all(line == line.strip() and 0 < len(line) <= edl.LINE for line in found)
    for line, after in pairwise(found):
        if f"{line} {after}" in plain:  # as many words as find room
            assert len(line) + 1 + len(after.partition(" ")[0]) > edl.LINE
        else:
            assert len(line) == edl.LINE
            assert line + after in plain


# -- read independently ----------------------------------------------------------------------------


def naive(text, rate):
    """By columns, with another library's timecode: reel, tracks, source and record in frames."""
    for line in events(text):
        head, times = line[:29], line[29:].split()
        frames = [other_frame(time, rate) for time in times]
        yield head[5:13].strip(), head[14:18].strip(), *frames


def other_frame(label, rate):
    """OpenTimelineIO knows rates as floats; the numbering alone is its business here."""
    nominal = 30000 / 1001 if rate.drop and rate.base == 30 else 60000 / 1001 if rate.drop else rate.base
    return RationalTime.from_timecode(label, nominal).to_frames()


@given(cuts())
def test_another_reader_finds_the_same_frames(cut):
    assert record.check(cut) == []
    found = list(naive(edl.write(cut, ("V1", "A1", "A2")), cut.rate))
    letters = {"V1": "V", "A1": "1", "A2": "2"}
    channels = {"V": "V", "A": "1", "A2": "2", "AA": "12", "B": "V1", "AA/V": "V12", "A2/V": "V2"}
    day = cut.rate.day
    wanted, got = [], []
    for event in cut.events:
        start = event.media.start if event.media else 0
        wanted.append((
            letters[event.track], (start + event.source_in) % day,
            (start + event.source_in + event.length) % day,
            (cut.start + event.record_in) % day, (cut.start + event.record_out) % day,
        ))  # fmt: skip
    for _reel, letters_of, *frames in found:
        got += [(one, *frames) for one in channels[letters_of]]
    assert sorted(got) == sorted(wanted)


@given(rates, st.integers(0, 10**7))
def test_labels_are_those_of_timecode(rate, frame):
    assert record.labels(rate)(frame) == str(timecode.label_of(frame % rate.day, rate))
    assert record.labels(rate)(frame + rate.day) == record.labels(rate)(frame)
