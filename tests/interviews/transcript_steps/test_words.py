"""What is said is changed: typed, taken on, never over somebody else."""

import pytest

from interviews.actions import steps, transcripts
from interviews.actions.steps import Refused, Stale
from interviews.models import Speaker, TranscriptStep
from tests.factories import ContributorFactory
from tests.interviews.transcript_steps.standing import fresh, said, state

pytestmark = pytest.mark.django_db


def test_words_change_and_the_frames_and_times_stay(transcript, cues, editor):
    step = transcripts.change_text(
        transcript=transcript, cue=cues[0].pk, version=1, text="The old house was quiet", by=editor
    )
    cue = fresh(cues[0])
    assert (cue.text, cue.in_frame, cue.in_ms, cue.out_ms) == ("The old house was quiet", 0, 0, 4000)
    assert cue.word_times == [[0, 10], None, [12, 30], None, None], "each word that stays keeps its time"
    assert (cue.version, cue.wording) == (2, 2)
    assert (step.number, step.kind, step.made_by) == (1, "text", editor)
    assert fresh(transcript).revision == 1
    assert transcript.version == 1, "a step is no change of the transcript's own record"


def test_the_same_words_are_no_step(transcript, cues, editor):
    text = cues[0].text + "  \r\n"
    assert not transcripts.change_text(transcript=transcript, cue=cues[0].pk, text=text, by=editor)
    assert not TranscriptStep.objects.exists()


@pytest.mark.parametrize(("text", "code"), [(" \n ", "empty"), ("x" * 200_001, "long")])
def test_words_that_are_none(transcript, cues, editor, text, code):
    with pytest.raises(Refused) as refused:
        transcripts.change_text(transcript=transcript, cue=cues[0].pk, text=text, by=editor)
    assert refused.value.code == code


def test_somebody_elses_words_are_not_written_over(transcript, cues, editor, director):
    transcripts.change_text(transcript=transcript, cue=cues[0].pk, version=1, text="Mine.", by=editor)
    with pytest.raises(Stale) as stale:
        transcripts.change_text(
            transcript=transcript, cue=cues[0].pk, version=1, was=cues[0].text, text="Theirs.", by=director
        )
    assert stale.value.row.text == "Mine."


def test_words_are_taken_where_only_the_times_changed(transcript, cues, editor, director):
    transcripts.shift(transcript=transcript, frames=5, by=editor)
    transcripts.change_text(
        transcript=transcript, cue=cues[0].pk, version=1, was=cues[0].text, text="Mine.", by=director
    )
    assert (fresh(cues[0]).text, cues[0].in_frame) == ("Mine.", 5)


def test_a_cue_that_is_gone(transcript, cues, editor):
    transcripts.delete_cue(transcript=transcript, cue=cues[0].pk, by=editor)
    with pytest.raises(Stale) as stale:
        transcripts.change_text(transcript=transcript, cue=cues[0].pk, version=1, text="Mine.", by=editor)
    assert stale.value.row is None


def test_typing_on_is_one_step(transcript, cues, editor, director):
    def write(text, by, onto):
        return transcripts.change_text(transcript=transcript, cue=cues[0].pk, text=text, by=by, onto=onto)

    before = state(transcript)
    first = write("The house was", editor, None)
    second = write("The house was very", editor, first.number)
    assert (first.pk, second.number) == (second.pk, 1)
    assert write("Another.", director, 1).number == 2, "never onto another's step"
    steps.undo(step=transcript.steps.get(number=2), by=director)
    assert said(transcript)[0] == "The house was very"
    steps.undo(step=second, by=editor)
    assert state(transcript) == before


def test_speakers_are_mapped_once(transcript, cues, editor, film):
    person = ContributorFactory(film=film)
    first, second = Speaker.objects.filter(transcript=transcript)
    before = state(transcript)
    step = transcripts.map_speakers(
        transcript=transcript, people={first.pk: person, second.pk: None}, by=editor
    )
    assert str(fresh(cues[0]).speaker) == person.name
    assert step.facts == {"count": 1}
    steps.undo(step=step, by=editor)
    assert state(transcript) == before


def test_a_name_that_another_has_makes_them_one(transcript, cues, editor):
    first, second = Speaker.objects.filter(transcript=transcript)
    before = state(transcript)
    step = transcripts.rename_speaker(transcript=transcript, speaker=second.pk, name=first.name, by=editor)
    assert fresh(cues[2]).speaker == first
    assert Speaker.objects.filter(transcript=transcript).count() == 1
    steps.undo(step=step, by=editor)
    assert state(transcript) == before


def test_another_speaks_a_cue(transcript, cues, editor):
    before = state(transcript)
    step = transcripts.set_speaker(transcript=transcript, cue=cues[3].pk, name="NEW", version=1, by=editor)
    assert fresh(cues[3]).speaker.name == "NEW"
    steps.undo(step=step, by=editor)
    assert state(transcript) == before, "nobody else speaks as NEW"


def test_who_speaks_and_what_is_said_are_changed_at_the_same_time(transcript, cues, editor):
    cue, read = cues[3].pk, fresh(cues[3])
    was = read.speaker.name if read.speaker else ""
    transcripts.change_text(transcript=transcript, cue=cue, text="Other words.", by=editor)
    of = {"transcript": transcript, "cue": cue, "version": read.version, "by": editor}
    with pytest.raises(Stale):
        transcripts.set_speaker(**of, name="NEW")
    transcripts.set_speaker(**of, name="NEW", was=was)
    assert transcripts.set_speaker(**of, name="NEW", was=was) is None, "sent again: the answer was lost"
    with pytest.raises(Stale):
        transcripts.set_speaker(**of, name="OTHER", was=was)
    assert (fresh(cues[3]).text, fresh(cues[3]).speaker.name) == ("Other words.", "NEW")
