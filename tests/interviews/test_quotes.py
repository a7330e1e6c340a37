"""What is said in a range: by the times of its words, by cues, from another camera, or not known."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from interviews.models import Cue, Recording
from interviews.quotes import NOTHING, Track, quote, quotes, synced, words_between
from tests.factories import (
    CueFactory,
    InterviewFactory,
    PersonFactory,
    RecordingFactory,
    SegmentFactory,
    SpeakerFactory,
    TranscriptFactory,
)

pytestmark = pytest.mark.django_db

TIMED = Cue(
    in_frame=100, out_frame=150, text="The gate stood open", word_times=[[0, 8], [10, 20], [20, 34], [40, 48]]
)


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (100, 150, "The gate stood open"),
        (110, 134, "gate stood"),
        (113, 134, "gate stood"),  # more of the gate lies inside than outside
        (116, 134, "stood"),
        (110, 124, "gate"),
        (134, 140, ""),
        (0, 100, ""),
        (150, 999, ""),
        (0, 999, "The gate stood open"),
    ],
)
def test_words_with_times_are_taken_whole(start, end, words):
    assert " ".join(words_between(TIMED, start, end)) == words


def test_a_word_without_a_time_goes_with_the_one_before_it():
    cue = Cue(
        in_frame=0,
        out_frame=50,
        text="He said – no more",
        word_times=[[0, 8], [10, 20], None, [30, 34], None],
    )
    assert words_between(cue, 0, 25) == ["He", "said", "–"]
    assert words_between(cue, 25, 50) == ["no", "more"]


@pytest.mark.parametrize(
    ("start", "end", "is_taken"),
    [
        (100, 150, True),
        (100, 125, True),
        (126, 150, True),
        (140, 200, False),
        (60, 110, False),
        (120, 124, True),
    ],
)
def test_a_cue_without_times_is_taken_whole_or_not_at_all(start, end, is_taken):
    cue = Cue(in_frame=100, out_frame=150, text="The gate stood open")
    assert bool(words_between(cue, start, end)) == is_taken


@given(
    st.lists(st.tuples(st.integers(0, 300), st.integers(1, 60)), max_size=40),
    st.integers(0, 300),
    st.integers(1, 120),
)
def test_a_track_finds_each_cue_of_a_range_and_no_other(places, start, length):
    places.sort(key=lambda place: place[0])
    cues = [
        Cue(in_frame=first, out_frame=first + long, text=str(n)) for n, (first, long) in enumerate(places)
    ]
    end = start + length
    wanted = [cue for cue in cues if cue.in_frame < end and cue.out_frame > start]
    assert Track(cues).within(start, end) == wanted


@pytest.fixture
def recording(film):
    return RecordingFactory(interview=InterviewFactory(film=film))


def test_by_the_times_of_the_words(recording):
    transcript = TranscriptFactory(recording=recording, language="es")
    speaker = SpeakerFactory(transcript=transcript, name="VOLKOV")
    CueFactory(
        transcript=transcript,
        speaker=speaker,
        in_frame=0,
        out_frame=50,
        text="La casa.",
        word_times=[[0, 20], [25, 45]],
    )
    CueFactory(
        transcript=transcript,
        speaker=speaker,
        in_frame=50,
        out_frame=90,
        text="El patio.",
        word_times=[[0, 9], [9, 30]],
    )
    found = quote(SegmentFactory(recording=recording, in_frame=22, out_frame=60))
    assert (found.words, found.by, found.language) == ("casa. El", "words", "es")
    assert found.speakers == ("VOLKOV",)
    assert found.transcript == transcript.pk


def test_one_cue_without_times_makes_it_by_cues(recording):
    transcript = TranscriptFactory(recording=recording)
    CueFactory(
        transcript=transcript, in_frame=0, out_frame=50, text="La casa.", word_times=[[0, 20], [25, 45]]
    )
    CueFactory(transcript=transcript, in_frame=50, out_frame=90, text="El patio.")
    assert quote(SegmentFactory(recording=recording, in_frame=0, out_frame=90)).by == "cues"
    assert quote(SegmentFactory(recording=recording, in_frame=0, out_frame=51)).by == "words"


def test_two_who_speak_at_once_are_both_quoted(recording):
    transcript = TranscriptFactory(recording=recording)
    for name, start, text in (("A", 0, "Long before."), ("B", 40, "No."), ("A", 60, "Yes.")):
        speaker, _ = transcript.speakers.get_or_create(name=name)
        CueFactory(transcript=transcript, speaker=speaker, in_frame=start, out_frame=start + 60, text=text)
    found = quote(SegmentFactory(recording=recording, in_frame=30, out_frame=110))
    assert (found.words, found.speakers) == ("Long before. No. Yes.", ("A", "B"))


def test_ends_are_three_words_each(recording):
    transcript = TranscriptFactory(recording=recording)
    CueFactory(transcript=transcript, in_frame=0, out_frame=50, text="One two three four five.")
    found = quote(SegmentFactory(recording=recording, in_frame=0, out_frame=50))
    assert (found.in_words, found.out_words) == ("One two three", "three four five.")


def test_who_is_named_by_the_segment_speaks(recording):
    transcript = TranscriptFactory(recording=recording)
    CueFactory(transcript=transcript, speaker=SpeakerFactory(transcript=transcript), in_frame=0, out_frame=50)
    person = PersonFactory(film=recording.interview.film, name="Esteban Volkov")
    found = quote(SegmentFactory(recording=recording, in_frame=0, out_frame=50, speaker=person))
    assert found.speakers == ("Esteban Volkov",)


def test_without_a_transcript_nothing_is_known(recording, editor):
    segment = SegmentFactory(recording=recording)
    assert quote(segment) == NOTHING
    TranscriptFactory(recording=recording, is_main=False)
    assert quote(segment) == NOTHING  # one that segments don't quote
    gone = TranscriptFactory(recording=recording)
    gone.bin(by=editor)
    assert quote(segment) == NOTHING


def test_silence_is_quoted_as_nothing(recording):
    transcript = TranscriptFactory(recording=recording)
    CueFactory(transcript=transcript, in_frame=1000, out_frame=1100)
    found = quote(SegmentFactory(recording=recording, in_frame=0, out_frame=50))
    assert (found.words, found.by, found.in_words) == ("", "", "")


@pytest.mark.parametrize(
    ("rate", "offset", "start", "end"),
    [
        ("25/1", 0, 1000, 1100),
        ("25/1", 250, 750, 850),  # began ten seconds later
        ("25/1", -50, 1050, 1150),  # began two seconds before
        ("30000/1001", 0, 1199, 1319),  # forty seconds at 25 are 1198.8 frames
        ("24000/1001", 240, 719, 815),
        ("50/1", 500, 1500, 1700),
    ],
)
def test_another_camera_is_quoted_by_the_sync_offset(recording, rate, offset, start, end):
    transcript = TranscriptFactory(recording=recording)
    for number, text in enumerate(("Before.", "The gate.", "After.")):
        CueFactory(
            transcript=transcript, in_frame=900 + 100 * number, out_frame=1000 + 100 * number, text=text
        )
    second = RecordingFactory(interview=recording.interview, rate=rate, sync_offset=offset, camera="B")
    segment = SegmentFactory(recording=second, in_frame=start, out_frame=end)
    assert quote(segment).words == "The gate."


def test_its_own_transcript_comes_before_that_of_another_camera(recording):
    second = RecordingFactory(interview=recording.interview, camera="B")
    for of, text in ((recording, "Of the first."), (second, "Of the second.")):
        CueFactory(transcript=TranscriptFactory(recording=of), in_frame=0, out_frame=50, text=text)
    assert quote(SegmentFactory(recording=second, in_frame=0, out_frame=50)).words == "Of the second."


def test_another_interview_lends_no_words(film, recording):
    CueFactory(transcript=TranscriptFactory(recording=recording), in_frame=0, out_frame=50)
    other = RecordingFactory(interview=InterviewFactory(film=film))
    assert quote(SegmentFactory(recording=other, in_frame=0, out_frame=50)) == NOTHING


@given(
    st.integers(0, 10**7),
    st.sampled_from(["24000/1001", "25/1", "30000/1001", "50/1"]),
    st.sampled_from(["24000/1001", "25/1", "30000/1001", "50/1"]),
    st.integers(-5000, 5000),
    st.integers(-5000, 5000),
)
def test_there_and_back_is_less_than_a_frame_away(frame, rate, other_rate, offset, other_offset):
    here = Recording(pk=1, rate=rate, sync_offset=offset)
    there = Recording(pk=2, rate=other_rate, sync_offset=other_offset)
    back = synced(synced(frame, here, there), there, here)
    coarser = max(1, here.frames.num / here.frames.den / (there.frames.num / there.frames.den))
    assert abs(back - frame) <= coarser


def test_many_segments_ask_as_often_as_one(film):
    def segments(count):
        found = []
        for _ in range(count):
            recording = RecordingFactory(interview=InterviewFactory(film=film))
            transcript = TranscriptFactory(recording=recording)
            speaker = SpeakerFactory(transcript=transcript, person=PersonFactory(film=film))
            CueFactory(transcript=transcript, speaker=speaker, in_frame=0, out_frame=50, text="Words.")
            found.append(SegmentFactory(recording=recording, in_frame=0, out_frame=50))
        return found

    counts = []
    for rows in (segments(2), segments(20)):
        with CaptureQueriesContext(connection) as captured:
            assert {found.words for found in quotes(rows).values()} == {"Words."}
        counts.append(len(captured))
    assert counts[0] == counts[1]
