"""A recording, a file, and an upload that was begun."""

import pytest

from tests.factories import InterviewFactory, RecordingFactory
from tests.interviews.proxy_uploads.pieces import begun
from tests.media import film as small_film


@pytest.fixture
def recording(film):
    return RecordingFactory(interview=InterviewFactory(film=film))


@pytest.fixture
def whole():
    return small_film()


@pytest.fixture
def upload(recording, whole, editor):
    return begun(recording, whole, editor)
