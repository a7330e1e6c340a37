"""An editor's cut beside the script: matched, kept, trimmed, dropped, added, moved."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from production import timecode
from production.timecode import RATES, Rate
from script import matching
from script.formats.cut import Media, ReadCut, ReadEvent
from script.matching import Range

PAL = Rate(25)
HOUR = 90_000
A = Media("recording:1", "A001", "A001", PAL, HOUR, 10_000, "A001C003.MOV")
B = Media("recording:2", "B 002", "B 002", PAL, HOUR, 10_000, "B002.MOV")
CLIP = Media("clip:5", "NEWS-77", "Newsreel", PAL, 0, None, "newsreel.mxf")
MEDIA = [A, B, CLIP]


def event(start, end, at, *, reel="A001", track="A1", base=HOUR, **more):
    return ReadEvent(at, at + end - start, base + start, base + end, track, reel, **more)


def ranges(*of, source=("recording", 1)):
    """A row for each range."""
    return [Range(place, 10 + place, 20 + place, 0, source, *one) for place, one in enumerate(of)]


def compare(events, of, media=MEDIA, rate=PAL, **more):
    return matching.compare(ReadCut(events=tuple(events)), rate, media, of, **more)


def told(report):
    return [
        (line.code, line.range.place if line.range else None, line.head, line.tail, line.is_moved)
        for line in report.lines
    ]


def test_what_is_as_it_was_is_kept():
    report = compare([event(0, 100, 0), event(200, 300, 100)], ranges((0, 100), (200, 300)))
    assert told(report) == [("kept", 0, 0, 0, False), ("kept", 1, 0, 0, False)]
    assert report.rows == {10: (0, 100), 11: (100, 200)}


def test_picture_and_sound_are_one_use():
    events = [event(0, 100, 0, track=track) for track in ("V1", "A1", "A2")]
    (line,) = compare(events, ranges((0, 100))).lines
    assert (line.code, line.use.tracks) == ("kept", ("V1", "A1", "A2"))


def test_the_sound_says_how_long_a_voice_is():
    events = [event(0, 80, 0, track="V1"), event(0, 100, 0, track="A1")]
    assert told(compare(events, ranges((0, 100)))) == [("kept", 0, 0, 0, False)]


def test_trims_are_told_in_frames():
    report = compare([event(10, 95, 0), event(190, 310, 85)], ranges((0, 100), (200, 300)))
    assert told(report) == [("trimmed", 0, -10, -5, False), ("trimmed", 1, 10, 10, False)]


def test_what_is_gone_stands_where_it_stood():
    report = compare([event(0, 100, 0), event(400, 500, 100)], ranges((0, 100), (200, 300), (400, 500)))
    assert [(code, place) for code, place, *_rest in told(report)] == [
        ("kept", 0), ("dropped", 1), ("kept", 2),
    ]  # fmt: skip


def test_what_is_new_is_added_in_its_place():
    report = compare(
        [event(0, 100, 0), event(900, 950, 100), event(200, 300, 150)], ranges((0, 100), (200, 300))
    )
    assert [line.code for line in report.lines] == ["kept", "added", "kept"]
    assert (report.lines[1].use.start, report.lines[1].use.record_in) == (900, 100)


def test_as_few_rows_are_moved_as_can_be():
    report = compare(
        [event(400, 500, 0), event(0, 100, 100), event(200, 300, 200)],
        ranges((0, 100), (200, 300), (400, 500)),
    )
    assert report.moved_rows == (12,)
    assert [(place, moved) for _code, place, _h, _t, moved in told(report)] == [
        (2, True), (0, False), (1, False),
    ]  # fmt: skip


def test_pictures_that_stay_behind_do_not_hold_a_row():
    of = [*ranges((0, 100), (200, 300)), Range(2, 10, 30, 0, ("clip", 5), 0, 100)]
    events = [
        event(0, 100, 0, reel="NEWS-77", base=0, track="V2"), event(200, 300, 100), event(0, 100, 200),
    ]  # fmt: skip
    report = compare(events, of)
    assert report.rows == {10: (200, 300), 11: (100, 200)}
    assert len(report.moved_rows) == 1


def test_a_clip_that_was_parted_through_is_whole():
    events = [event(0, 40, 0), event(40, 70, 40), event(70, 100, 70)]
    assert told(compare(events, ranges((0, 100)))) == [("kept", 0, 0, 0, False)]


def test_a_piece_taken_out_of_the_middle_is_told():
    report = compare([event(0, 60, 0), event(80, 100, 60)], ranges((0, 100)))
    assert [line.code for line in report.lines] == ["trimmed", "added"]
    assert report.lines[0].tail == -40


def test_the_same_words_twice_are_two_uses():
    of = ranges((0, 100), (0, 100))
    assert [line.code for line in compare([event(0, 100, 0), event(0, 100, 100)], of).lines] == ["kept"] * 2
    assert [line.code for line in compare([event(0, 100, 0)], of).lines] == ["kept", "dropped"]


def test_our_own_ids_win():
    of = ranges((0, 100), (0, 100))
    report = compare([event(0, 100, 0, ids=(("cell", 21),)), event(0, 100, 100, ids=(("cell", 20),))], of)
    assert len(report.moved_rows) == 1


@pytest.mark.parametrize(
    "more",
    [
        {"reel": "a001"},
        {"reel": "", "file": r"E:\cards\A001C003.mov"},
        {"reel": "AX", "name": "A001C003.MOV"},
        {"reel": "", "ids": (("recording", 1),)},
        {"reel": "", "name": "A001"},
    ],
)
def test_a_source_is_known_by_every_name(more):
    (found,) = compare([event(0, 100, 0, **more)], []).found
    assert found.sources == (("recording", 1),)
    assert (found.start, found.end) == (0, 100)


def test_reels_that_were_shortened_are_known():
    (found,) = compare([event(0, 10, 0, reel="C01VOLKO")], [], short={"recording:2": "C01VOLKO"}).found
    assert found.sources == (("recording", 2),)


def test_a_reel_of_two_recordings_shows_both():
    other = replace(A, key="recording:3", file="A001C009.MOV")
    (found,) = compare([event(0, 100, 0)], [], media=[A, other]).found
    assert found.is_ambiguous
    assert found.sources == (("recording", 1), ("recording", 3))
    report = compare([event(0, 100, 0)], [], media=[A, other], chosen={0: ("recording", 3)})
    assert (report.found[0].sources, report.ambiguous) == ((("recording", 3),), ())
    (found,) = compare([event(0, 100, 0, file="A001C009.MOV")], [], media=[A, other]).found
    assert found.sources == (("recording", 3),)


def test_frames_tell_two_cards_of_one_name_apart():
    later = replace(A, key="recording:3", start=2 * HOUR)
    (found,) = compare([event(0, 100, 0, base=2 * HOUR)], [], media=[A, later]).found
    assert found.sources == (("recording", 3),)


def test_what_the_film_does_not_have_is_listed():
    report = compare([event(0, 100, 0, reel="X999"), ReadEvent(100, 200, 0, 100, "V1")], ranges((0, 100)))
    assert report.unknown == (0,)
    assert [line.code for line in report.lines] == ["dropped"]


def test_frames_counted_from_the_beginning():
    (found,) = compare([event(10, 20, 0, base=0, is_relative=True, rate=PAL)], []).found
    assert (found.start, found.end) == (10, 20)


def test_an_offline_medium_may_be_counted_by_its_timecode():
    """Nothing in the file says where it begins; as running time the range would lie beyond its end."""
    report = compare([event(10, 20, 0, is_relative=True)], ranges((10, 20)))
    assert told(report) == [("kept", 0, 0, 0, False)]


def test_timecode_past_midnight():
    late = replace(A, start=PAL.day - 50)
    (found,) = compare([ReadEvent(0, 100, PAL.day - 10, PAL.day + 90, "A1", "A001")], [], media=[late]).found
    assert (found.start, found.end) == (40, 140)
    (found,) = compare([ReadEvent(0, 100, 10, 110, "A1", "A001")], [], media=[late]).found
    assert (found.start, found.end) == (60, 160)


def test_another_rate_is_converted_and_told():
    film = replace(A, rate=Rate(24), start=86_400)
    report = compare([event(50, 100, 0)], [Range(0, 10, 20, 0, ("recording", 1), 48, 96)], media=[film])
    assert [line.code for line in report.lines] == ["kept"]
    assert len(report.converted) == 1


def test_what_another_rate_can_not_hit_is_no_trim():
    film = replace(A, rate=Rate(24), start=86_400)
    of = [Range(0, 10, 20, 0, ("recording", 1), 48, 97)]
    same = event(48, 96, 0, base=86_400, rate=Rate(24))
    assert told(compare([same], of, media=[film])) == [("kept", 0, 0, 0, False)]
    shorter = event(48, 90, 0, base=86_400, rate=Rate(24))
    assert told(compare([shorter], of, media=[film])) == [("trimmed", 0, 0, -7, False)]


def test_a_film_and_its_video_rate_count_the_same_frames():
    film = replace(A, rate=RATES["24000/1001"], start=86_400)
    (found,) = compare([event(0, 5000, 0, base=86_400)], [], media=[film], rate=Rate(24)).found
    assert (found.start, found.end) == (0, 5000)


def test_ten_thousand_events():
    events = [event(number % 900 * 10, number % 900 * 10 + 25, number * 25) for number in range(10_000)]
    report = compare(events, ranges(*[(number * 10, number * 10 + 25) for number in range(900)]))
    assert report.count("kept") == 900
    assert report.count("added") == 9_100


def test_ten_thousand_events_of_the_same_frames():
    events = [event(0, 25 + number % 3, number * 30) for number in range(10_000)]
    report = compare(events, ranges(*[(1, 25)] * 500))
    assert report.count("trimmed") == 500


@settings(max_examples=100)
@given(
    of=st.lists(st.tuples(st.integers(0, 2000), st.integers(1, 200)), min_size=1, max_size=12),
    order=st.randoms(use_true_random=False),
    key=st.sampled_from(list(RATES)),
)
def test_nothing_is_lost_whatever_the_order(of, order, key):
    rate = RATES[key]
    media = replace(A, rate=rate, start=timecode.frame_of(timecode.read("01:00:00:00"), rate))
    script = ranges(*[(start, start + lasts) for start, lasts in of])
    shuffled = list(script)
    order.shuffle(shuffled)
    at, events = 0, []
    for one in shuffled:
        ids = (("cell", one.cell),)
        events.append(event(one.start, one.end, at, base=media.start, ids=ids))
        at += one.end - one.start
    report = compare(events, script, media=[media], rate=rate)
    assert report.count("kept") == len(of)
    assert report.count("added") == report.count("dropped") == 0
    assert (report.moved_rows == ()) == (shuffled == script)


def test_of_the_same_words_twice_the_one_that_is_still_there_is_kept():
    """The opening quotes what comes later; the editor leaves the opening out."""
    of = ranges((700, 800), (0, 100), (200, 300), (700, 800), (400, 500))
    events = [event(0, 100, 0), event(200, 300, 100), event(700, 800, 200), event(400, 500, 300)]
    report = compare(events, of)
    assert [line.range.place for line in report.lines if line.code == "dropped"] == [0]
    assert report.moved_rows == ()


def test_of_the_same_words_once_the_one_that_the_editor_repeats_is_added():
    events = [event(700, 800, 0), event(0, 100, 100), event(200, 300, 200), event(700, 800, 300)]
    report = compare(events, ranges((0, 100), (200, 300), (700, 800)))
    assert [line.use.record_in for line in report.lines if line.code == "added"] == [0]
    assert report.moved_rows == ()
