"""Cues, speakers and steps on pages of their own."""

import pytest

from interviews.actions import transcripts
from interviews.models import Cue, Speaker, TranscriptStep
from tests.factories import ContributorFactory, CueFactory
from tests.interviews.transcript_pages.pages import address
from tests.production.forms import filled_in, send

pytestmark = pytest.mark.django_db


def test_a_cue_by_hand(client, transcript):
    data = {"in_frame": "01:00:10:00", "out_frame": "01:00:12:00", "speaker": "VOLKOV", "text": "Sí."}
    assert client.post(address("cue-new", transcript), data).status_code == 302
    cue = Cue.objects.get()
    assert (cue.in_frame, cue.out_frame, cue.speaker.name, cue.text) == (250, 300, "VOLKOV", "Sí.")


def test_everything_of_a_cue(client, transcript, cue):
    url = address("cue-edit", transcript, cue.pk)
    assert send(client, url, out_frame="+1:00", text="La casa.").status_code == 302  # a second on
    cue.refresh_from_db()
    assert (cue.out_frame, cue.text) == (225, "La casa.")
    assert [step.kind for step in transcript.steps.all()] == ["times", "text"]


def test_what_was_typed_stands_beside_what_another_saved(client, director, transcript, cue):
    url = address("cue-edit", transcript, cue.pk)
    form = filled_in(client.get(url))
    transcripts.change_text(transcript=transcript, cue=cue.pk, text="Theirs.", by=director)
    answer = client.post(url, form | {"text": "Mine."})
    assert answer.status_code == 409
    assert "Theirs." in answer.content.decode()
    assert "Mine." in answer.content.decode()


def test_cues_are_shifted_from_one_on(client, transcript, cue):
    other = CueFactory(transcript=transcript, in_frame=300)
    client.post(
        address("transcript-shift", transcript), {"frames": "-20", "scope": "from", "start": other.pk}
    )
    assert [one.in_frame for one in Cue.objects.all()] == [100, 280]
    answer = client.post(address("transcript-shift", transcript), {"frames": "-101", "scope": "all"})
    assert "before the recording" in answer.content.decode()


def test_finds_are_looked_at_first(client, transcript, cue):
    url = address("transcript-replace", transcript)
    page = client.get(url, {"find": "casa", "replacement": "finca"})
    assert "La finca era tranquila." in page.content.decode()
    assert Cue.objects.get().text == "La casa era tranquila."
    data = {"find": "casa", "replacement": "finca", "pick": f"{cue.pk}:1"}
    client.post(url, data)
    assert Cue.objects.get().text == "La finca era tranquila."


def test_what_is_not_ticked_stays(client, transcript, cue):
    client.post(address("transcript-replace", transcript), {"find": "casa", "replacement": "finca"})
    assert Cue.objects.get().text == "La casa era tranquila."


def test_speakers_are_mapped_and_named(client, film, transcript, cue):
    person = ContributorFactory(film=film)
    form = {f"speaker-{cue.speaker_id}-name": "Volkov", f"speaker-{cue.speaker_id}-person": person.pk}
    assert client.post(address("transcript-speakers", transcript), form).status_code == 302
    speaker = Speaker.objects.get()
    assert (speaker.name, speaker.person) == ("Volkov", person)


def test_steps_are_listed_and_taken_back(client, transcript, cue, editor, director):
    transcripts.change_text(transcript=transcript, cue=cue.pk, text="One.", by=editor)
    transcripts.shift(transcript=transcript, frames=5, by=director)
    page = client.get(address("transcript-steps", transcript)).content.decode()
    assert "1 cue from 01:00:04:00 on shifted by +5 frames." in page
    assert "One." in page
    first = TranscriptStep.objects.get(number=1)
    answer = client.post(address("step-undo", transcript, first.pk), follow=True)
    assert "Taken back" in answer.content.decode()
    assert Cue.objects.get().text == "La casa era tranquila."


def test_a_step_that_others_stand_on_says_where(client, transcript, cue, editor):
    step = transcripts.change_text(transcript=transcript, cue=cue.pk, text="One.", by=editor)
    transcripts.change_text(transcript=transcript, cue=cue.pk, text="Two.", by=editor)
    answer = client.post(address("step-undo", transcript, step.pk), follow=True)
    assert "changed again since, at 01:00:04:00" in answer.content.decode()
