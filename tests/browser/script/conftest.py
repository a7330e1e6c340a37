import pytest

from tests.browser.script.hands import WORDS
from tests.factories import (
    CellFactory,
    ContributorFactory,
    CueFactory,
    InterviewFactory,
    RecordingFactory,
    RowFactory,
    ScriptFactory,
    ScriptSceneFactory,
    SegmentFactory,
    SpeakerFactory,
    TranscriptFactory,
)


@pytest.fixture
def script(film):
    return ScriptFactory(film=film, title="House of glass", target_seconds=60)


@pytest.fixture
def scene(script):
    return ScriptSceneFactory(script=script, scene__title="The gate", target_seconds=30)


@pytest.fixture
def recording(film):
    """Eleven words of half a second each, from one second on; the segment has five of them."""
    interview = InterviewFactory(film=film, title="Volkov")
    recording = RecordingFactory(
        interview=interview, reel="A001", start_timecode="10:00:00:00", duration=25 * 60
    )
    transcript = TranscriptFactory(recording=recording, language="en")
    person = ContributorFactory(film=film, name="Esteban Volkov")
    CueFactory(
        transcript=transcript,
        in_frame=25,
        out_frame=25 + 12 * len(WORDS),
        speaker=SpeakerFactory(transcript=transcript, name="VOLKOV", person=person),
        text=" ".join(WORDS),
        word_times=[[12 * n, 12 * n + 10] for n in range(len(WORDS))],
    )
    return recording


@pytest.fixture
def segment(recording):
    return SegmentFactory(recording=recording, in_frame=25, out_frame=25 + 12 * 5, gist="The gate stood open")


@pytest.fixture
def rows(scene):
    """Narration in three rows."""
    return [CellFactory(row=RowFactory(scene=scene), text=text).row for text in ("One.", "Two.", "Three.")]
