"""Words are found and replaced in many cues at once, as one step."""

import pytest

from interviews.actions import replacing, steps, transcripts
from interviews.actions.replacing import Wanted
from interviews.actions.steps import Refused
from tests.interviews.transcript_steps.standing import found, said, state

pytestmark = pytest.mark.django_db


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
