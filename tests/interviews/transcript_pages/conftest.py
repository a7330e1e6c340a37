"""A transcript with a cue and a translation, and its editor at the desk."""

import pytest

from tests.factories import (
    CueFactory,
    RecordingFactory,
    SpeakerFactory,
    TranscriptFactory,
    TranslationFactory,
)


@pytest.fixture
def transcript(film):
    return TranscriptFactory(recording=RecordingFactory(interview__film=film))


@pytest.fixture
def cue(transcript):
    speaker = SpeakerFactory(transcript=transcript, name="VOLKOV")
    return CueFactory(transcript=transcript, in_frame=100, text="La casa era tranquila.", speaker=speaker)


@pytest.fixture
def client(client_of, editor):
    return client_of(editor)


@pytest.fixture
def translation(transcript):
    return TranslationFactory(transcript=transcript)
