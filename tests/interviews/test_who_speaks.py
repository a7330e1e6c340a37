"""Names of a transcript meet the register: guessed once, looked at, saved by a person."""

import pytest
from django.urls import reverse

from interviews.models import Speaker
from tests.factories import (
    ContributorFactory,
    CueFactory,
    InterviewFactory,
    RecordingFactory,
    SpeakerFactory,
    SubjectFactory,
    TranscriptFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def volkov(film):
    return ContributorFactory(film=film, name="Esteban Volkov")


@pytest.fixture
def ana(film):
    return ContributorFactory(film=film, name="Ana Pérez")


@pytest.fixture
def transcript(film, volkov, ana):
    ContributorFactory(film=film, name="Vsevolod Volkov")
    ContributorFactory(film=film, name="Rosa Luna")
    ContributorFactory(film=film, name="Rosa Mar")
    interview = InterviewFactory(film=film, subjects=[SubjectFactory(person=volkov)], interviewer=ana)
    return TranscriptFactory(recording=RecordingFactory(interview=interview, reel="A001"), language="es")


@pytest.fixture
def page(client_of, editor, transcript):
    client = client_of(editor)
    url = reverse(
        "transcript-speakers",
        args=[transcript.recording.interview.film.slug, transcript.recording_id, transcript.pk],
    )

    def shown(data=None):
        return client.post(url, data) if data else client.get(url)

    return shown


def offered(answer):
    return {form.speaker.name: form.initial["person"] for form, _cues in answer.context["forms"]}


def test_each_name_offers_the_only_one_who_is_called_so(page, transcript, volkov, ana):
    for name in ("VOLKOV", "Pérez, Ana", "ENTREVISTADORA", "Rosa", "Speaker 1"):
        CueFactory(transcript=transcript, speaker=SpeakerFactory(transcript=transcript, name=name))
    answer = page()
    assert offered(answer) == {
        "VOLKOV": volkov.pk,  # the one of the interview, not their namesake
        "Pérez, Ana": ana.pk,
        "ENTREVISTADORA": ana.pk,
        "Rosa": None,  # there are two
        "Speaker 1": None,
    }
    assert answer.content.decode().count("guessed by the name") == 3
    assert not Speaker.objects.exclude(person=None).exists()


def test_what_is_offered_is_saved_like_what_was_chosen(page, transcript, volkov):
    speaker = SpeakerFactory(transcript=transcript, name="VOLKOV")
    page({f"speaker-{speaker.pk}-name": "VOLKOV", f"speaker-{speaker.pk}-person": str(volkov.pk)})
    speaker.refresh_from_db()
    assert speaker.person == volkov


def test_once_somebody_chose_nothing_is_guessed(page, transcript, volkov, ana):
    SpeakerFactory(transcript=transcript, name="ANA", person=ana)
    SpeakerFactory(transcript=transcript, name="VOLKOV")
    assert offered(page()) == {"ANA": ana.pk, "VOLKOV": None}


def test_a_transcript_is_called_by_its_language_in_words(page):
    assert "A001 · Spanish · Verbatim" in page().content.decode()
