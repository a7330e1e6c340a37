from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from production.timecode import RATES, Rate
from script.formats import record
from script.formats.cut import Cut, Event, Marker, Media, Title

PAL = Rate(25)
CARD = Media("recording:1", "A001", "Volkov", PAL, 90_000, 500)


def cut(*events, length=100, **more):
    return Cut("Trotsky", PAL, 90_000, length, events, **more)


SOUND = Event("A1", 0, 40, CARD, 10, 50)
NARRATION = Event("A1", 60, 100)


def codes(found):
    return [problem.code for problem in record.check(found)]


def test_a_sound_cut_has_no_problem():
    assert codes(cut(SOUND, NARRATION)) == []
    assert codes(cut(length=0)) == []


@pytest.mark.parametrize(
    ("event", "code"),
    [
        (replace(SOUND, record_out=40.0), "whole"),
        (replace(SOUND, source_in=True), "whole"),
        (replace(SOUND, media=replace(CARD, start=Fraction(1, 2))), "whole"),
        (replace(SOUND, track="AUDIO"), "track"),
        (replace(SOUND, record_in=-1, source_in=9), "before"),
        (replace(NARRATION, record_in=100), "empty"),
        (replace(NARRATION, record_out=101), "beyond"),
        (replace(SOUND, source_in=-1, source_out=39), "outside"),
        (replace(SOUND, source_in=461, source_out=501), "outside"),
        (replace(SOUND, source_in=50, source_out=50), "outside"),
        (replace(SOUND, source_out=51), "stretched"),
        (replace(SOUND, media=replace(CARD, start=-1)), "start"),
    ],
)
def test_an_event_that_cannot_be(event, code):
    assert codes(cut(event)) == [code]


def test_events_that_meet_wrongly():
    assert codes(cut(NARRATION, SOUND)) == ["order"]
    assert codes(cut(SOUND, replace(NARRATION, record_in=39))) == ["overlap"]
    assert codes(cut(SOUND, replace(NARRATION, record_in=39, track="A2"))) == []


def test_titles_and_markers_lie_inside():
    assert codes(cut(titles=(Title(0, 101, "late", "card"),))) == ["title"]
    assert codes(cut(markers=(Marker(100, "late"),))) == ["marker"]
    assert codes(cut(titles=(Title(0, 100, "all", "card"),), markers=(Marker(99, "last"),))) == []


def test_a_track_is_told_from_end_to_end():
    told = [(one.record_in, one.record_out, one.media) for one in record.contiguous(cut(SOUND), "A1")]
    assert told == [(0, 40, CARD), (40, 100, None)]
    between = list(record.contiguous(cut(SOUND, NARRATION), "A1"))
    assert [one.record_in for one in between] == [0, 40, 60]
    assert [one.length for one in record.contiguous(cut(), "V1")] == [100]


def test_tracks_stand_pictures_first():
    events = [replace(SOUND, track=track) for track in ("A10", "A2", "V2", "A1", "V1")]
    assert record.tracks(cut(*events)) == ("V1", "V2", "A1", "A2", "A10")


def test_a_moment_between_two_frames_is_the_later():
    assert record.frame_at(Fraction(1, 50), PAL) == 1
    assert record.frame_at((19, 1000), PAL) == 0
    assert record.frame_at((1001, 30), RATES["30000/1001"]) == 1000


lengths = st.lists(st.fractions(0, 60, max_denominator=1000), min_size=1, max_size=30)


@given(st.sampled_from(list(RATES.values())), lengths)
def test_what_meets_at_a_moment_meets_at_a_frame(rate, lasts):
    """The sum of rounded lengths would drift; rounded points never do."""
    at, ends = Fraction(), []
    for one in lasts:
        at += one
        ends.append(record.frame_at(at, rate))
    assert ends == sorted(ends)
    assert abs(ends[-1] - sum(lasts) * rate.num / rate.den) <= Fraction(1, 2)


@given(st.sampled_from(list(RATES.values())), st.fractions(0, 9000), st.integers(1, 10_000))
def test_whole_frames_keep_their_number_wherever_they_begin(rate, moment, frames):
    """A soundbite at the record's rate is as long on the record as in its source."""
    start = record.frame_at(moment, rate)
    assert record.frame_at(moment + rate.seconds(frames), rate) - start == frames
