"""What a paper edit says is looked for in the log."""

import pytest

from script.actions import finding
from script.formats.read_script import Item, Kind, Place
from tests.factories import (
    CueFactory,
    RecordingFactory,
    TranscriptFactory,
    TranslatedCueFactory,
    TranslationFactory,
)
from tests.script.paper_files import SAID, spoken

pytestmark = pytest.mark.django_db


def find(film, *items):
    return finding.find(film, items)[0]


def speech(text, *places, speaker=""):
    return Item(Kind.SPEECH, 1, text, speaker, places=places)


def test_a_reel_with_timecode_wins_over_words(film, recording):
    other = spoken(film, ["Otra cosa se decía aquí"], reel="B002")
    ((hit, words),) = find(film, speech(SAID[0], Place("b002", "01:00:01:00", "01:00:03:00")))
    assert (hit.recording, hit.ranges, hit.by, hit.confidence) == (other.pk, [[25, 75]], "place", 100)
    assert hit.agrees < 50
    assert words.recording == recording.pk


def test_a_place_outside_the_recording_is_no_place(film, recording):
    ((hit,),) = find(film, speech(SAID[0], Place("A001", "03:00:01:00", "03:00:03:00")))
    assert hit.by == "words"


def test_a_reel_that_two_recordings_have_is_told_apart_by_its_timecode(film, recording):
    second = RecordingFactory(interview__film=film, reel="A001", start_timecode="05:00:00:00", duration=1_000)
    ((hit,),) = find(film, speech("", Place("A001", "05:00:01:00", "05:00:02:00")))
    assert (hit.recording, hit.ranges) == (second.pk, [[25, 50]])


def test_of_two_that_say_the_same_the_speaker_decides(film, recording):
    other = spoken(film, reel="B002", who="Veronica Volkow")
    ((first, _second),) = find(film, speech(SAID[0], speaker="VOLKOW"))
    assert (first.recording, first.confidence) == (other.pk, 100)
    ((first, _second),) = find(film, speech(SAID[0]))
    assert first.confidence == 50


def test_a_translation_leads_to_its_original(film, recording):
    transcript = TranscriptFactory._meta.model.objects.get(recording=recording)
    translation = TranslationFactory(transcript=transcript, language="en")
    for cue, text in zip(
        transcript.cues.all(), ["He kept rabbits and hens", "and fed them in the morning"], strict=False
    ):
        TranslatedCueFactory(translation=translation, cue=cue, text=text)
    ((hit,),) = find(film, speech("He kept rabbits … and fed them in the morning."))
    assert (hit.recording, hit.ranges, hit.language) == (recording.pk, [[0, 400]], "en")


def test_a_single_word_of_several_is_no_likeness(film, recording):
    assert find(film, speech("Unos conejos.")) == [[]]


def test_what_lies_in_the_bin_or_in_another_film_is_not_found(film, other_film, recording, editor):
    spoken(other_film)
    recording.bin(by=editor)
    assert find(film, speech(SAID[0])) == [[]]


def test_what_repeats_itself_for_ever_is_told_and_passed_over(film, recording, monkeypatch):
    monkeypatch.setattr(finding, "MOST_LETTERS", 10)
    hits, passed = finding.find(film, [speech(SAID[0]), speech(SAID[1]), speech("Tango argentino")])
    assert (bool(hits[0]), hits[1:], passed) == (True, [[], []], [1])


def test_few_queries_however_many(film, recording, django_assert_max_num_queries):
    transcript = TranscriptFactory._meta.model.objects.get(recording=recording)
    for at in range(10, 60):
        CueFactory(
            transcript=transcript,
            in_frame=200 * at,
            out_frame=200 * at + 200,
            text=f"Palabra número {at} de la casa",
        )
    items = [speech(f"Palabra número {at} de la casa") for at in range(10, 60)]
    with django_assert_max_num_queries(8):
        found = find(film, *items)
    assert all(hits for hits in found)
