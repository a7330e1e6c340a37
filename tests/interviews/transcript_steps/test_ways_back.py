"""Every step of a transcript has its way back, and none writes over what came since."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interviews.actions import replacing, steps, transcripts
from interviews.actions.replacing import Wanted
from interviews.actions.steps import Overtaken, Refused, Stale
from interviews.models import Cue, Speaker, Transcript, TranscriptStep, TranslatedCue
from tests.at_once import at_once
from tests.factories import (
    CueFactory,
    RecordingFactory,
    SpeakerFactory,
    TranscriptFactory,
    TranslatedCueFactory,
)
from tests.interviews.transcript_steps.standing import fresh, said, state

pytestmark = pytest.mark.django_db


def test_a_step_stays_where_something_stands_on_it(transcript, cues, editor, director):
    step = transcripts.change_text(transcript=transcript, cue=cues[0].pk, text="One.", by=editor)
    later = transcripts.change_text(transcript=transcript, cue=cues[0].pk, text="Two.", by=director)
    with pytest.raises(Overtaken) as overtaken:
        steps.undo(step=step, by=editor)
    assert overtaken.value.keys == [cues[0].pk]
    assert (said(transcript)[0], fresh(step).undone_at) == ("Two.", None)
    steps.undo(step=later, by=editor)
    steps.undo(step=step, by=editor)
    assert said(transcript)[0] == "The house was quiet."


def test_what_changed_beside_it_is_no_hindrance(transcript, cues, editor):
    step = transcripts.change_text(transcript=transcript, cue=cues[0].pk, text="One.", by=editor)
    transcripts.shift(transcript=transcript, frames=9, by=editor)
    steps.undo(step=step, by=editor)
    assert (fresh(cues[0]).text, cues[0].in_frame) == ("The house was quiet.", 9)


def test_a_split_whose_second_part_was_translated_since(transcript, cues, translated, editor):
    step = transcripts.split(transcript=transcript, cue=cues[0].pk, word=1, by=editor)
    part = Cue.objects.filter(transcript=transcript)[1]
    TranslatedCueFactory(translation=translated[0].translation, cue=part)
    with pytest.raises(Overtaken):
        steps.undo(step=step, by=editor)


def test_a_name_taken_meanwhile(transcript, cues, editor):
    first = Speaker.objects.filter(transcript=transcript)[0]
    was = first.name
    step = transcripts.rename_speaker(transcript=transcript, speaker=first.pk, name="Other", by=editor)
    SpeakerFactory(transcript=transcript, name=was)
    with pytest.raises(Overtaken):
        steps.undo(step=step, by=editor)


def test_twice_undone_is_once_undone(transcript, cues, editor, director):
    step = transcripts.shift(transcript=transcript, frames=9, by=editor)
    steps.undo(step=step, by=editor)
    again = steps.undo(step=step, by=director)
    assert (again.undone_by, fresh(cues[0]).in_frame) == (editor, 0)


def test_a_wording_is_never_counted_twice(transcript, cues, translated, editor):
    """A translation of words that were taken back isn't one of the next words."""
    step = transcripts.change_text(transcript=transcript, cue=cues[0].pk, text="One.", by=editor)
    TranslatedCue.objects.filter(pk=translated[0].pk).update(wording=fresh(cues[0]).wording)
    steps.undo(step=step, by=editor)
    assert fresh(translated[0]).is_stale
    transcripts.change_text(transcript=transcript, cue=cues[0].pk, text="Two.", by=editor)
    fresh(translated[0]).cue.refresh_from_db()
    assert translated[0].is_stale


NUMBERS = st.integers(0, 5)

MOVES = st.lists(
    st.tuples(
        st.sampled_from(
            ["text", "times", "split", "merge", "shift", "replace", "speaker", "rename", "add", "delete"]
        ),
        NUMBERS,
        NUMBERS,
        st.text("ab é\n", max_size=8),
    ),
    max_size=8,
)


def move(transcript, kind, one, two, text, by):
    """One of the steps with what the numbers choose; what is refused is no step."""
    cues = list(Cue.objects.filter(transcript=transcript))
    cue = cues[one % len(cues)].pk if cues else 0
    speakers = list(Speaker.objects.filter(transcript=transcript))
    of = {"transcript": transcript, "by": by}
    try:
        match kind:
            case "text":
                transcripts.change_text(**of, cue=cue, text=text)
            case "times":
                transcripts.change_times(**of, cue=cue, in_frame=one * 20, out_frame=one * 20 + two * 30)
            case "split":
                transcripts.split(**of, cue=cue, word=two)
            case "merge":
                transcripts.merge(**of, cue=cue, anyway=two > 2)
            case "shift":
                transcripts.shift(**of, frames=(one - 2) * 10, start=cue if two > 2 else None)
            case "replace":
                chosen = {cue.pk: cue.version for cue in cues}
                replacing.replace(**of, wanted=Wanted("a"), replacement=text, chosen=chosen)
            case "speaker":
                transcripts.set_speaker(**of, cue=cue, name=text)
            case "rename":
                speaker = speakers[one % len(speakers)].pk if speakers else 0
                transcripts.rename_speaker(**of, speaker=speaker, name="ab" if two > 2 else text)
            case "add":
                transcripts.add_cue(
                    **of, in_frame=one * 7, out_frame=one * 7 + two, text=text, speaker=text[:1]
                )
            case "delete":
                transcripts.delete_cue(**of, cue=cue)
    except (Refused, Stale):
        pass


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(moves=MOVES)
def test_any_steps_taken_back_give_the_first_state(transcript, cues, translated, editor, moves):
    with transaction.atomic():
        before = state(transcript)
        for one in moves:
            move(transcript, *one, by=editor)
        made = list(transcript.steps.all())
        for step in made:  # the last comes first
            steps.undo(step=step, by=editor)
        assert state(transcript) == before
        assert [step.number for step in made] == list(range(len(made), 0, -1))
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
def test_two_editors_in_one_cue(film, editor, director):
    transcript = TranscriptFactory(recording=RecordingFactory(interview__film=film))
    cue = CueFactory(transcript=transcript, text="As it was.")

    def change(by, text):
        def changed():
            try:
                transcripts.change_text(
                    transcript=transcript, cue=cue.pk, version=1, was="As it was.", text=text, by=by
                )
            except Stale as stale:
                return "stale", stale.row.text
            return text

        return changed

    answers = at_once(change(editor, "One."), change(director, "Two."))
    stored = Cue.objects.get(pk=cue.pk).text
    assert sorted(answers, key=str) == sorted([("stale", stored), stored], key=str)
    assert Transcript.objects.get(pk=transcript.pk).revision == TranscriptStep.objects.count() == 1
