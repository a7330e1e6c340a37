import pytest

from tests.factories import RecordingFactory, ScriptFactory, ScriptSceneFactory


@pytest.fixture
def script(film):
    return ScriptFactory(film=film)


@pytest.fixture
def scene(script):
    return ScriptSceneFactory(script=script)


@pytest.fixture
def recording(film):
    return RecordingFactory(interview__film=film, reel="A001", start_timecode="01:00:00:00", duration=10_000)
