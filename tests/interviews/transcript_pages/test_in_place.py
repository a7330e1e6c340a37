"""Cues are worked on in place: the rows answer."""

import pytest

from interviews.actions import transcripts
from interviews.models import Cue, TranscriptStep
from tests.factories import CueFactory
from tests.interviews.transcript_pages.pages import address, place

pytestmark = pytest.mark.django_db


def test_words_are_saved_and_the_row_answers(client, transcript, cue):
    answer = place(client, "cue-text", transcript, cue, text="La casa.", version=1, was=cue.text)
    assert answer.status_code == 200
    assert [row.cue.text for row in answer.context["rows"]] == ["La casa."]
    step = TranscriptStep.objects.get()
    assert f'data-step="{step.number}"' in answer.content.decode()
    assert address("step-undo", transcript, step.pk) in answer.content.decode()


def test_a_conflict_shows_mine_theirs_and_base(client, client_of, director, transcript, cue):
    transcripts.change_text(transcript=transcript, cue=cue.pk, text="Theirs.", by=director)
    answer = place(client, "cue-text", transcript, cue, text="Mine.", version=1, was="La casa era tranquila.")
    assert answer.status_code == 409
    conflict = answer.context["rows"][0].conflict
    assert (conflict.base, conflict.theirs, conflict.mine) == ("La casa era tranquila.", "Theirs.", "Mine.")
    text = answer.content.decode()
    assert all(words in text for words in ("Theirs.", "Mine.", "Keep mine"))
    assert Cue.objects.get(pk=cue.pk).text == "Theirs."
    assert TranscriptStep.objects.count() == 1


def test_a_cue_that_is_gone_gives_back_what_was_typed(client, editor, transcript, cue):
    transcripts.delete_cue(transcript=transcript, cue=cue.pk, by=editor)
    answer = place(client, "cue-text", transcript, cue, text="Mine.", version=1)
    assert answer.status_code == 404
    assert "Mine." in answer.content.decode()


def test_no_words_are_refused(client, transcript, cue):
    answer = place(client, "cue-text", transcript, cue, text=" ", version=1)
    assert answer.status_code == 422
    assert "or delete the cue" in answer.content.decode()


def test_an_answer_that_was_lost_is_given_again(client, transcript, cue):
    for _ in range(2):
        answer = place(client, "cue-text", transcript, cue, text="Mine.", version=1, was=cue.text)
        assert answer.status_code == 200
    assert TranscriptStep.objects.count() == 1


def test_a_split_answers_with_both(client, transcript, cue):
    answer = place(client, "cue-split", transcript, cue, word=2, version=1)
    assert [row.cue.text for row in answer.context["rows"]] == ["La casa", "era tranquila."]


def test_a_merge_of_two_speakers_is_asked_about(client, transcript, cue):
    other = CueFactory(transcript=transcript, in_frame=200, text="Yes.")
    answer = place(client, "cue-merge", transcript, cue, version=1)
    assert answer.status_code == 422
    assert answer.context["asks"]
    answer = place(client, "cue-merge", transcript, cue, version=1, anyway="on")
    assert [row.cue.text for row in answer.context["rows"]] == ["La casa era tranquila. Yes."]
    assert answer.context["gone"] == [other.pk]


def test_a_deleted_cue_comes_back(client, transcript, cue):
    answer = place(client, "cue-delete", transcript, cue, version=1)
    assert answer.context["gone"] == [cue.pk]
    answer = place(client, "step-undo", transcript, cue, more=[TranscriptStep.objects.get().pk])
    assert [row.cue.text for row in answer.context["rows"]] == ["La casa era tranquila."]


def test_a_speaker_by_name(client, transcript, cue):
    place(client, "cue-speaker", transcript, cue, text="Somebody", version=1)
    assert Cue.objects.get().speaker.name == "Somebody"


def test_without_scripts_it_leads_back_to_the_cue(client, transcript, cue):
    answer = client.post(address("cue-split", transcript, cue.pk), {"word": "1"})
    assert answer.url == address("transcript-detail", transcript) + f"?at=111#cue-{cue.pk}"


@pytest.mark.parametrize("name", ["cue-text", "cue-split", "cue-merge", "cue-delete", "cue-speaker"])
def test_a_viewer_changes_nothing(client_of, viewer, transcript, cue, name):
    assert place(client_of(viewer), name, transcript, cue, text="x").status_code == 403
    page = client_of(viewer).get(address("transcript-detail", transcript))
    assert "cue-tools" not in page.content.decode()
