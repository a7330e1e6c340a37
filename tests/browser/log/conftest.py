"""A recording with words, and a small picture of it."""

import pytest
from django.core.files.base import ContentFile

from interviews.models import Proxy
from production import timecode
from script.demo import film_strip
from tests.browser.log.hands import SECONDS, TEXTS
from tests.factories import (
    ContributorFactory,
    CueFactory,
    InterviewFactory,
    RecordingFactory,
    SpeakerFactory,
    SubjectFactory,
    ThemeFactory,
    TranscriptFactory,
)


@pytest.fixture
def recording(film):
    """Forty seconds at 25 from 10:00:00:00, of Volkov, whose words have times but for the last cue."""
    person = ContributorFactory(film=film, name="Esteban Volkov")
    interview = InterviewFactory(film=film, title="Volkov", subjects=[SubjectFactory(person=person)])
    recording = RecordingFactory(
        interview=interview, reel="A001", start_timecode="10:00:00:00", duration=25 * SECONDS
    )
    transcript = TranscriptFactory(recording=recording, language="en")
    speaker = SpeakerFactory(transcript=transcript, name="VOLKOV", person=person)
    for number, text in enumerate(TEXTS):
        times = [[10 * n, 10 * n + 8] for n, _ in enumerate(text.split())] if number < 3 else None
        CueFactory(
            transcript=transcript,
            in_frame=100 * number + 50,
            out_frame=100 * number + 140,
            speaker=speaker,
            text=text,
            word_times=times,
        )
    ThemeFactory(film=film, name="Exile")
    ThemeFactory(film=film, name="The house")
    return recording


@pytest.fixture(scope="session")
def strip(tmp_path_factory):
    path = tmp_path_factory.mktemp("strip") / "a001.webm"
    rate = timecode.rate_of("25/1")
    film_strip.draw(path, rate=rate, start=timecode.read("10:00:00:00"), seconds=SECONDS, reel="A001")
    return path.read_bytes()


@pytest.fixture
def proxy(recording, strip):
    proxy = Proxy(
        recording=recording, name="a001.webm", content_type="video/webm", size=len(strip), duration_ms=40_000
    )
    proxy.file.save("a001.webm", ContentFile(strip), save=False)
    proxy.save()
    return proxy
