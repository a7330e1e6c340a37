"""A script of an interview that is spoken over."""

import pytest

from tests.factories import (
    CellFactory,
    ContributorFactory,
    CueFactory,
    RowFactory,
    ScriptFactory,
    SegmentFactory,
    SoundbiteFactory,
    SpeakerFactory,
    TranscriptFactory,
    TranslatedCueFactory,
    TranslationFactory,
)


@pytest.fixture
def client(client_of, editor):
    return client_of(editor)


@pytest.fixture
def script(film):
    return ScriptFactory(film=film, title="La casa ñ")


@pytest.fixture
def segment(film, recording):
    transcript = TranscriptFactory(recording=recording)
    person = ContributorFactory(film=film, name="Esteban Volkov")
    speaker = SpeakerFactory(transcript=transcript, person=person)
    said = {"transcript": transcript, "speaker": speaker}
    one = CueFactory(**said, in_frame=100, out_frame=200, text="Vivíamos aquí, todos juntos.")
    CueFactory(**said, in_frame=200, out_frame=212, text="Había conejos.")
    TranslatedCueFactory(
        translation=TranslationFactory(transcript=transcript), cue=one, text="We lived here, all together."
    )
    return SegmentFactory(recording=recording, in_frame=100, out_frame=212, gist="Rabbits")


@pytest.fixture
def rows(scene, segment):
    first, second = RowFactory(scene=scene), RowFactory(scene=scene)
    CellFactory(row=first)  # six seconds
    SoundbiteFactory(row=second, segment=segment)
    return first, second
