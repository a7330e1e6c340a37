"""What people change in a transcript, as steps; and every way back."""

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
    ContributorFactory,
    CueFactory,
    RecordingFactory,
    SpeakerFactory,
    TranscriptFactory,
    TranslatedCueFactory,
    TranslationFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def transcript(film):
    return TranscriptFactory(recording=RecordingFactory(interview__film=film))


@pytest.fixture
def cues(transcript):
    first, second = SpeakerFactory(transcript=transcript), SpeakerFactory(transcript=transcript)
    texts = [
        "The house was quiet.",
        "We lived there for\ntwo years.",
        "And then, Mexico.",
        "La última carta.",
    ]
    times = [[0, 10], [12, 30], None, [60, 90]]
    return [
        CueFactory(
            transcript=transcript,
            in_frame=n * 100,
            out_frame=n * 100 + 100,
            text=text,
            speaker=[first, first, second, None][n],
            word_times=times if n == 0 else None,
            in_ms=n * 4000,
            out_ms=n * 4000 + 4000,
            written="0:04.0 --> 0:08" if n == 1 else "",
        )
        for n, text in enumerate(texts)
    ]


@pytest.fixture
def translated(transcript, cues):
    translation = TranslationFactory(transcript=transcript)
    texts = ["La casa.", "Vivimos ahí.", "Y luego, México."]
    return [
        TranslatedCueFactory(translation=translation, cue=cue, text=text, source_text=cue.text)
        for cue, text in zip(cues, texts, strict=False)
    ]


def state(transcript):
    """All that its steps may change, but for versions."""
    rows = {}
    for model, found in (
        (Cue, {"transcript": transcript}),
        (Speaker, {"transcript": transcript}),
        (TranslatedCue, {"translation__transcript": transcript}),
    ):
        names = [f.attname for f in model._meta.concrete_fields if f.attname != "version"]
        rows[model.__name__] = sorted(model.objects.filter(**found).values_list(*names), key=repr)
    return rows


def said(transcript):
    return [cue.text for cue in Cue.objects.filter(transcript=transcript)]


def fresh(row):
    row.refresh_from_db()
    return row


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


# -- find and replace --------------------------------------------------------------------------


def found(transcript, **wanted):
    return [find.cue.text for find in replacing.finds(transcript, Wanted(**wanted))]


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        ({"text": "ULTIMA"}, 1),
        ({"text": "ultima", "match_accents": True}, 0),
        ({"text": "Última", "match_case": True}, 0),
        ({"text": "for two"}, 1),  # over the end of a line
        ({"text": "e"}, 3),
        ({"text": "e", "whole_words": True}, 0),
        ({"text": "mexico", "whole_words": True}, 1),
        ({"text": ".*"}, 0),
    ],
)
def test_what_is_found(transcript, cues, wanted, count):
    assert len(found(transcript, **wanted)) == count


@pytest.mark.parametrize("text", ["", " ", "\u0301", "x" * 201])
def test_what_is_not_looked_for(text):
    with pytest.raises(Refused):
        Wanted(text)


def test_places_are_those_of_the_text_itself():
    assert Wanted("strasse 4").places("Die Straße 4!") == [(4, 12)]
    assert Wanted("ss").places("Straße") == [(4, 5)]


def test_chosen_places_are_replaced_as_one_step(transcript, cues, editor):
    finds = list(replacing.finds(transcript, Wanted("e"), "E"))
    assert [part for part, hit in finds[0].parts() if hit] == ["e", "e", "e"]
    chosen = {find.cue.pk: find.cue.version for find in finds[:2]}
    before = state(transcript)
    step, left_out = replacing.replace(
        transcript=transcript, wanted=Wanted("e"), replacement="E", chosen=chosen, by=editor
    )
    assert said(transcript)[:3] == [
        "ThE housE was quiEt.",
        "WE livEd thErE for\ntwo yEars.",
        "And then, Mexico.",
    ]
    assert (step.facts["count"], step.facts["places"], left_out) == (2, 8, 0)
    steps.undo(step=step, by=editor)
    assert state(transcript) == before


def test_a_cue_that_changed_since_it_was_seen_is_left_out(transcript, cues, editor):
    chosen = {cue.pk: 1 for cue in cues[:2]}
    transcripts.change_text(transcript=transcript, cue=cues[0].pk, text="Here we were.", by=editor)
    step, left_out = replacing.replace(
        transcript=transcript, wanted=Wanted("we"), replacement="They", chosen=chosen, by=editor
    )
    assert (said(transcript)[0], left_out, step.facts["count"]) == ("Here we were.", 1, 1)


def test_a_cue_never_loses_all_its_words(transcript, cues, editor):
    step, left_out = replacing.replace(
        transcript=transcript, wanted=Wanted(cues[3].text), replacement="", chosen={cues[3].pk: 1}, by=editor
    )
    assert (step, left_out) == (None, 1)


# -- the way back ------------------------------------------------------------------------------


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


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
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


# -- at the same moment ------------------------------------------------------------------------


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
