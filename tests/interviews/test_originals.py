"""The files that transcripts were made of: kept unchanged, given back to who may see interviews."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from production.models import StoredFile
from tests.factories import TranscriptFactory

pytestmark = pytest.mark.django_db
SUBTITLES = b"1\r\n00:00:01,000 --> 00:00:02,000\r\n<script>alert(1)</script>\r\n"


@pytest.fixture
def original(film, editor):
    stored = StoredFile(
        film=film,
        kind="transcript",
        name="talk.srt",
        content_type="application/x-subrip",
        size=len(SUBTITLES),
        sha256="0" * 64,
        created_by=editor,
    )
    stored.original.save("talk.srt", ContentFile(SUBTITLES))
    TranscriptFactory(recording__interview__film=film, original=stored)
    return stored


def test_an_original_comes_back_unchanged_and_never_runs(client_of, film, viewer, original):
    answer = client_of(viewer).get(reverse("file-detail", args=[film.slug, original.pk]))
    assert b"".join(answer.streaming_content) == SUBTITLES
    assert answer["Content-Disposition"] == 'attachment; filename="talk.srt"'
    assert "sandbox" in answer["Content-Security-Policy"]


@pytest.mark.parametrize("who", ["crew", "stranger"])
def test_who_sees_no_interviews_sees_no_original(client_of, film, original, request, who):
    user = request.getfixturevalue(who)
    assert client_of(user).get(reverse("file-detail", args=[film.slug, original.pk])).status_code == 404


def test_the_original_of_a_recording_in_the_bin_is_gone(client_of, film, editor, original):
    from interviews.models import Transcript

    Transcript.objects.get().recording.bin(by=editor)
    assert client_of(editor).get(reverse("file-detail", args=[film.slug, original.pk])).status_code == 404
