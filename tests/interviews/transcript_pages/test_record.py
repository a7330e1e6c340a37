"""The transcripts of a recording: which is quoted, what lies in the bin."""

import pytest
from django.urls import reverse

from interviews.actions import transcripts
from interviews.models import Transcript
from tests.factories import RecordingFactory, TranscriptFactory, TranslatedCueFactory, TranslationFactory
from tests.interviews.transcript_pages.pages import address
from tests.production.forms import send

pytestmark = pytest.mark.django_db


def test_the_first_transcript_is_the_one_that_is_quoted(client, film):
    recording = RecordingFactory(interview__film=film)
    for language in ("es", "en"):
        url = reverse("transcript-new", args=[film.slug, recording.pk])
        assert send(client, url, language=language).status_code == 302
    assert [(one.language, one.is_main) for one in Transcript.objects.all()] == [("es", True), ("en", False)]


def test_another_takes_its_place(client, transcript, cue):
    other = TranscriptFactory(recording=transcript.recording, is_main=False)
    client.post(address("transcript-main", other))
    assert [one.pk for one in Transcript.objects.filter(is_main=True)] == [other.pk]


def test_back_from_the_bin_beside_the_one_that_is_quoted_now(client, transcript, cue):
    other = TranscriptFactory(recording=transcript.recording, is_main=False)
    client.post(address("transcript-bin", transcript))
    client.post(address("transcript-main", other))
    client.post(address("transcript-restore", transcript))
    assert [(one.pk, one.is_main) for one in Transcript.objects.order_by("pk")] == [
        (transcript.pk, False),
        (other.pk, True),
    ]


def test_a_recording_lists_its_transcripts(client, transcript, cue):
    translation = TranslationFactory(transcript=transcript)
    TranslatedCueFactory(translation=translation, cue=cue, wording=0)
    page = client.get(reverse("transcript-list", args=["house", transcript.recording_id]))
    [row] = page.context["transcripts"]
    [one] = row.shown_translations
    assert (row.cue_count, one.line_count, one.stale_count) == (1, 1, 1)


def test_a_form_that_was_open_while_others_worked_takes_no_step_back(transcript, cue, editor):
    stale = Transcript.objects.get(pk=transcript.pk)
    transcripts.shift(transcript=transcript, frames=1, by=editor)
    stale.notes = "Read by somebody"
    stale.save()
    assert transcripts.shift(transcript=transcript, frames=1, by=editor).number == 2
