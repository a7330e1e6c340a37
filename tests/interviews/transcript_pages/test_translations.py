"""A translation is written beside the original, and is stale once that changed."""

import pytest

from interviews.actions import transcripts
from interviews.models import TranslatedCue, Translation
from tests.interviews.transcript_pages.pages import address, place, shown
from tests.production.forms import send

pytestmark = pytest.mark.django_db


def line(client, translation, cue, **data):
    return place(
        client, "translation-line", translation.transcript, cue, more=[translation.pk, cue.pk], **data
    )


def test_a_line_is_written_beside_its_cue(client, transcript, translation, cue):
    assert line(client, translation, cue, text="The house.", wording=1).status_code == 200
    stored = TranslatedCue.objects.get()
    assert (stored.text, stored.wording, stored.source_text) == ("The house.", 1, cue.text)
    page = client.get(address("transcript-detail", transcript), {"with": translation.pk})
    assert "The house." in page.content.decode()


def test_a_line_is_stale_once_the_original_changed(client, transcript, translation, cue, editor):
    line(client, translation, cue, text="The house.", wording=1)
    transcripts.change_text(transcript=transcript, cue=cue.pk, text="La finca.", by=editor)
    page = client.get(address("transcript-detail", transcript), {"with": translation.pk, "only": "stale"})
    assert shown(page) == ["La finca."]
    text = page.content.decode()
    assert "Stale" in text
    assert "La casa era tranquila." in text, "what the original said then"
    answer = line(client, translation, cue, confirm="on", wording=2)
    assert not answer.context["rows"][0].is_stale
    assert TranslatedCue.objects.get().source_text == "La finca."


def test_writing_anew_makes_it_right(client, transcript, translation, cue, editor):
    line(client, translation, cue, text="The house.", wording=1)
    transcripts.change_text(transcript=transcript, cue=cue.pk, text="La finca.", by=editor)
    line(client, translation, cue, text="The farm.", wording=2, version=1)
    assert not TranslatedCue.objects.get().is_stale


def test_nobody_translates_what_they_have_not_seen(client, transcript, translation, cue, editor):
    transcripts.change_text(transcript=transcript, cue=cue.pk, text="La finca.", by=editor)
    answer = line(client, translation, cue, text="The house.", wording=1)
    assert answer.status_code == 409
    assert "The house." in answer.content.decode()
    assert "La finca." in answer.content.decode()
    assert not TranslatedCue.objects.exists()


def test_two_translators_in_one_line(client, translation, cue):
    line(client, translation, cue, text="One.", wording=1, version=0)
    answer = line(client, translation, cue, text="Two.", wording=1, version=0, was="")
    assert answer.status_code == 409
    assert answer.context["rows"][0].conflict.theirs == "One."
    assert line(client, translation, cue, text="Two.", wording=1, version=1).status_code == 200


def test_an_empty_line_is_missing_again(client, transcript, translation, cue):
    line(client, translation, cue, text="One.", wording=1)
    line(client, translation, cue, text="", wording=1, version=1)
    page = client.get(address("transcript-detail", transcript), {"with": translation.pk, "only": "missing"})
    assert shown(page) == [cue.text]


def test_one_translation_a_language(client, transcript, translation):
    url = address("translation-new", transcript)
    assert "into this language already" in send(client, url, language="en").content.decode()
    assert send(client, url, language="fr").status_code == 302
    assert Translation.objects.count() == 2
