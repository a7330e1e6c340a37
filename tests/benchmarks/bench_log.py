"""Pages of a transcript of 4,000 cues against the same of 400: ``python -m tests.benchmarks.bench_log``.

The goal: the first answer takes at most twice as long, and asks the database as often. The whole
transcript, which the log fetches behind its first answer, is measured beside it.
"""

import gc
import statistics
import time

import django
from django.conf import settings
from django.contrib.auth import login
from django.core.handlers.base import BaseHandler
from django.core.management import call_command
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import environment  # noqa: F401

ROUNDS = 15
FEW, MANY = 400, 4000
SEGMENTS = 60
GOAL = 2.0  # × of the few
SESSION_AND_USER = 2
FIRST = ("log", "transcript-detail")  # first answers, which have the goal
BEHIND = ("log-cues", "log-segments")  # what is fetched while they are looked at

django.setup()

from interviews.models import Cue, Segment  # noqa: E402
from tests import factories  # noqa: E402

WORDS = ["the", "gate", "stood", "open", "and", "nobody", "had", "heard", "the", "bell", "that", "evening"]


def fill(film, count):
    """An interview of so many cues with times of their words, logged all along."""
    recording = factories.RecordingFactory(
        interview=factories.InterviewFactory(film=film), duration=100 * count + 1000
    )
    transcript = factories.TranscriptFactory(recording=recording)
    speaker = factories.SpeakerFactory(transcript=transcript)
    times = [[6 * n, 6 * n + 5] for n in range(len(WORDS))]
    Cue.objects.bulk_create(
        Cue(
            transcript=transcript,
            in_frame=100 * n,
            out_frame=100 * n + 95,
            speaker=speaker,
            text=f"{n} {' '.join(WORDS[1:])}",
            word_times=times,
        )
        for n in range(count)
    )
    step = 100 * count // SEGMENTS
    Segment.objects.bulk_create(
        Segment(
            recording=recording, in_frame=step * n, out_frame=step * n + 300, gist=f"Gist {n}", rating=n % 6
        )
        for n in range(SEGMENTS)
    )
    return recording


def cookie(user):
    from django.contrib.sessions.backends.db import SessionStore

    request = RequestFactory().get("/")
    request.session = SessionStore()
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session.save()
    return request.session.session_key


def main():
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    film = factories.FilmFactory(slug="house")
    key = cookie(factories.MembershipFactory(film=film).user)
    recordings = {count: fill(film, count) for count in (FEW, MANY)}
    transcripts = {count: recording.transcripts.get().pk for count, recording in recordings.items()}
    handler = BaseHandler()
    handler.load_middleware()

    def ask(name, count):
        recording = recordings[count]
        keys = [recording.pk, *([transcripts[count]] if name == "transcript-detail" else [])]
        address = reverse(name, args=[film.slug, *keys])
        if name in FIRST:
            address += f"?at={50 * count}"  # in the middle of it
        request = RequestFactory(SERVER_NAME="localhost", headers={"accept-language": "en"}).get(address)
        request.COOKIES[settings.SESSION_COOKIE_NAME] = key
        response = handler.get_response(request)
        assert response.status_code == 200, (address, response.status_code)
        return b"".join(response.streaming_content) if response.streaming else response.content

    taken = {(name, count): [] for name in (*FIRST, *BEHIND) for count in (FEW, MANY)}
    for number in range(ROUNDS + 1):
        for name, count in taken:
            gc.collect()
            began = time.process_time()
            ask(name, count)
            if number:
                taken[name, count].append(1000 * (time.process_time() - began))
    tell(ask, {place: statistics.median(times) for place, times in taken.items()})


def tell(ask, medians):
    print(f"{'page':<20}{f'{FEW} cues':>12}{f'{MANY} cues':>12}{'ratio':>8}{'queries':>10}{'KB':>8}")
    for name in (*FIRST, *BEHIND):
        queries, size = [], 0
        for count in (FEW, MANY):
            with CaptureQueriesContext(connection) as asked:
                size = len(ask(name, count))
            queries.append(len(asked) - SESSION_AND_USER)
        few, many = medians[name, FEW], medians[name, MANY]
        goal = f"  goal ≤ {GOAL}" if name in FIRST else ""
        print(
            f"{name:<20}{few:>9.1f} ms{many:>9.1f} ms{many / few:>8.2f}"
            f"{' = '.join(map(str, queries)):>10}{size / 1000:>8.0f}{goal}"
        )


if __name__ == "__main__":
    main()
