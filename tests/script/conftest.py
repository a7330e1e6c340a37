import pytest

from tests.factories import ScriptFactory, ScriptSceneFactory


@pytest.fixture
def script(film):
    return ScriptFactory(film=film)


@pytest.fixture
def scene(script):
    return ScriptSceneFactory(script=script)
