"""Cues are timed, split, merged, shifted, added and deleted."""

import pytest

from interviews.actions import steps, transcripts
from interviews.actions.steps import Refused
from interviews.models import Cue, TranslatedCue
from tests.interviews.transcript_steps.standing import fresh, said, state

pytestmark = pytest.mark.django_db


def test_times_change_and_the_words_stay_on_their_frames(transcript, cues, editor):
    transcripts.change_times(
        transcript=transcript, cue=cues[0].pk, version=1, in_frame=11, out_frame=100, by=editor
    )
    cue = fresh(cues[0])
    assert (cue.in_frame, cue.out_frame) == (11, 100)
    assert cue.word_times == [None, [1, 19], None, [49, 79]], "the first was spoken before"
    assert (cue.in_ms, cue.out_ms) == (None, 4000), "the out stands where the file put it"


@pytest.mark.parametrize(
    ("in_frame", "out_frame", "code"), [(-1, 5, "before"), (5, 5, "out"), (0, 90_001, "after")]
)
def test_times_that_are_none(transcript, cues, editor, in_frame, out_frame, code):
    with pytest.raises(Refused) as refused:
        transcripts.change_times(
            transcript=transcript, cue=cues[0].pk, in_frame=in_frame, out_frame=out_frame, by=editor
        )
    assert refused.value.code == code


def test_a_cue_is_split_where_the_word_begins(transcript, cues, editor):
    transcripts.split(transcript=transcript, cue=cues[0].pk, version=1, word=1, by=editor)
    first, second = Cue.objects.filter(transcript=transcript)[:2]
    assert (first.text, first.in_frame, first.out_frame) == ("The", 0, 12)
    assert (second.text, second.in_frame, second.out_frame) == ("house was quiet.", 12, 100)
    assert (first.word_times, second.word_times) == ([[0, 10]], [[0, 18], None, [48, 78]])
    assert (first.in_ms, first.out_ms, second.in_ms, second.out_ms) == (0, None, None, 4000)
    assert first.speaker == second.speaker


def test_a_word_without_a_time_begins_where_the_one_before_ends(transcript, cues, editor):
    transcripts.split(transcript=transcript, cue=cues[0].pk, word=2, by=editor)
    assert fresh(cues[0]).out_frame == 30


def test_without_times_the_letters_decide(transcript, cues, editor):
    transcripts.split(transcript=transcript, cue=cues[1].pk, word=4, by=editor)
    first, second = Cue.objects.filter(transcript=transcript)[1:3]
    assert (first.text, second.text) == ("We lived there for", "two years.")
    assert first.out_frame == second.in_frame == 100 + round(100 * 15 / 24)


def test_a_split_at_a_frame_parts_the_words_there(transcript, cues, editor):
    transcripts.split(transcript=transcript, cue=cues[0].pk, frame=50, by=editor)
    assert said(transcript)[:2] == ["The house was", "quiet."]
    assert fresh(cues[0]).out_frame == 50


@pytest.mark.parametrize(
    "asked", [{}, {"word": 0}, {"word": 4}, {"word": 1, "frame": 0}, {"word": 1, "frame": 100}]
)
def test_what_can_not_be_split(transcript, cues, editor, asked):
    with pytest.raises(Refused):
        transcripts.split(transcript=transcript, cue=cues[0].pk, by=editor, **asked)


def test_a_split_leaves_the_translation_with_the_first_part_and_stale(transcript, cues, translated, editor):
    transcripts.split(transcript=transcript, cue=cues[0].pk, word=1, by=editor)
    assert translated[0].translation.cues.stale().get() == translated[0]


def test_two_cues_become_one(transcript, cues, translated, editor):
    transcripts.merge(transcript=transcript, cue=cues[0].pk, version=1, by=editor)
    cue = fresh(cues[0])
    assert cue.text == "The house was quiet. We lived there for\ntwo years."
    assert (cue.in_frame, cue.out_frame, cue.in_ms, cue.out_ms) == (0, 200, 0, 8000)
    assert cue.word_times == [[0, 10], [12, 30], None, [60, 90], *[None] * 6]
    one = fresh(translated[0])
    assert (one.text, one.is_stale) == ("La casa. Vivimos ahí.", False)
    assert not Cue.objects.filter(pk=cues[1].pk).exists()


def test_two_speakers_are_asked_about(transcript, cues, editor):
    with pytest.raises(Refused) as refused:
        transcripts.merge(transcript=transcript, cue=cues[1].pk, by=editor)
    assert refused.value.code == "speakers"
    transcripts.merge(transcript=transcript, cue=cues[1].pk, anyway=True, by=editor)
    assert fresh(cues[1]).speaker == cues[0].speaker


def test_the_last_cue_has_no_next(transcript, cues, editor):
    with pytest.raises(Refused):
        transcripts.merge(transcript=transcript, cue=cues[3].pk, by=editor)


def test_a_translation_of_one_half_is_stale(transcript, cues, translated, editor):
    transcripts.merge(transcript=transcript, cue=cues[2].pk, anyway=True, by=editor)
    assert fresh(translated[2]).is_stale


def test_all_cues_are_shifted(transcript, cues, editor):
    step = transcripts.shift(transcript=transcript, frames=25, by=editor)
    rows = Cue.objects.filter(transcript=transcript)
    assert [cue.in_frame for cue in rows] == [25, 125, 225, 325]
    assert {(cue.in_ms, cue.out_ms, cue.written) for cue in rows} == {(None, None, "")}
    assert step.facts == {"frames": 25, "count": 4, "at": 0, "all": True}


def test_cues_from_one_on_are_shifted(transcript, cues, editor):
    transcripts.shift(transcript=transcript, frames=-10, start=cues[2].pk, by=editor)
    rows = Cue.objects.filter(transcript=transcript)
    assert [(cue.in_frame, cue.in_ms) for cue in rows] == [(0, 0), (100, 4000), (190, None), (290, None)]


def test_nothing_falls_before_the_first_frame(transcript, cues, editor):
    with pytest.raises(Refused):
        transcripts.shift(transcript=transcript, frames=-1, by=editor)


def test_a_cue_is_added_and_deleted(transcript, cues, editor):
    step = transcripts.add_cue(
        transcript=transcript, in_frame=40, out_frame=60, text="Yes.", speaker="SOMEBODY", by=editor
    )
    cue = Cue.objects.get(pk=step.facts["cue"])
    assert (cue.text, cue.speaker.name) == ("Yes.", "SOMEBODY")
    before = state(transcript)
    gone = transcripts.delete_cue(transcript=transcript, cue=cue.pk, version=1, by=editor)
    assert "Yes." not in said(transcript)
    steps.undo(step=gone, by=editor)
    assert state(transcript) == before


def test_a_deleted_cue_comes_back_with_its_translation(transcript, cues, translated, editor):
    before = state(transcript)
    step = transcripts.delete_cue(transcript=transcript, cue=cues[0].pk, by=editor)
    assert not TranslatedCue.objects.filter(pk=translated[0].pk).exists()
    steps.undo(step=step, by=editor)
    assert state(transcript) == before
