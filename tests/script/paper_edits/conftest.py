"""A scene for a paper edit, and a recording in which it is found."""

import pytest

from tests.factories import ScriptSceneFactory
from tests.script.paper_files import spoken


@pytest.fixture
def scene(script):
    return ScriptSceneFactory(script=script, scene=None, title="The garden")


@pytest.fixture
def recording(film):
    return spoken(film)


@pytest.fixture
def desk(client_of, editor):
    return client_of(editor)
