"""A transcript of an interview, with its translation."""

import pytest

from tests.factories import (
    CueFactory,
    RecordingFactory,
    SpeakerFactory,
    TranscriptFactory,
    TranslatedCueFactory,
    TranslationFactory,
)


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
