"""The writing page of 1,200 rows against one of 120: ``python -m tests.benchmarks.bench_script_page``.

The goal: as many queries, at most ten times as long, and an edit that is answered with its row and not
with the page. The warnings are counted by an address of their own, a moment after an edit.
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

ROUNDS = 7
FEW, MANY = 120, 1200
ROWS_OF_A_SCENE = 40
GOAL = 10.0  # × of the few
LARGEST = 10  # KB of an answer to an edit

django.setup()

from interviews.models import Cue, Segment  # noqa: E402
from script.models import Cell, Row  # noqa: E402
from tests import factories  # noqa: E402

SAID = "Había conejos en el patio y nadie decía nada de la puerta"
WRITTEN = "The house stands in Coyoacan behind a wall that was made higher twice."


def spoken(film, count):
    """Segments of somebody, each of four cues."""
    recording = factories.RecordingFactory(interview=factories.InterviewFactory(film=film), duration=10**6)
    transcript = factories.TranscriptFactory(recording=recording)
    speaker = factories.SpeakerFactory(transcript=transcript, person=factories.ContributorFactory(film=film))
    Cue.objects.bulk_create(
        Cue(transcript=transcript, in_frame=100 * n, out_frame=100 * n + 95, speaker=speaker, text=SAID)
        for n in range(4 * count)
    )
    return Segment.objects.bulk_create(
        Segment(recording=recording, in_frame=400 * n, out_frame=400 * n + 380, gist=f"Gist {n}")
        for n in range(count)
    )


def written(film, count):
    """Half of it is said, half is narration, all of it covered."""
    script = factories.ScriptFactory(film=film)
    segments = spoken(film, count // 2)
    clips = [factories.ArchiveClipFactory(film=film) for _n in range(20)]
    for first in range(0, count, ROWS_OF_A_SCENE):
        scene = factories.ScriptSceneFactory(script=script)
        for number in range(first, min(first + ROWS_OF_A_SCENE, count)):
            row = Row.objects.create(scene=scene, position=number)
            voice = {"element": "narration", "text": WRITTEN}
            if number % 2:
                voice = {"element": "soundbite", "segment": segments[number // 2]}
            Cell.objects.create(row=row, column="sound", **voice)
            cover = {"element": "b_roll", "text": "The wall", "lasts_ms": 5000}
            if number % 3 == 0:
                cover = {"element": "archive", "clip": clips[number % len(clips)]}
            Cell.objects.create(row=row, column="picture", **cover)
    return script


def cookie(user):
    from django.contrib.sessions.backends.db import SessionStore

    request = RequestFactory().get("/")
    request.session = SessionStore()
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session.save()
    return request.session.session_key


class Desk:
    """An editor before the page."""

    def __init__(self, film):
        self.film = film
        self.key = cookie(factories.MembershipFactory(film=film, role="editor").user)
        self.handler = BaseHandler()
        self.handler.load_middleware()
        self.made = 0

    def ask(self, address, data=None):
        factory = RequestFactory(SERVER_NAME="localhost", headers={"accept-language": "en"})
        request = factory.get(address) if data is None else factory.post(address, data)
        request._dont_enforce_csrf_checks = True
        request.COOKIES[settings.SESSION_COOKIE_NAME] = self.key
        response = self.handler.get_response(request)
        if response.status_code == 302:
            return self.ask(response["Location"])
        assert response.status_code == 200, (address, response.status_code)
        return response.content

    def page(self, script):
        return self.ask(reverse("script-detail", args=[self.film.slug, script.pk]))

    def edit(self, script):
        self.made += 1
        cell = Cell.objects.filter(row__scene__script=script, element="narration").first()
        data = {"text": f"{WRITTEN} {self.made}", "version": cell.version}
        return self.ask(reverse("cell-edit", args=[self.film.slug, script.pk, cell.pk]), data)

    def warnings(self, script):
        return self.ask(reverse("script-warning-count", args=[self.film.slug, script.pk]))


def main():
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    film = factories.FilmFactory(slug="house")
    desk = Desk(film)
    scripts = {count: written(film, count) for count in (FEW, MANY)}
    print(f"{'':<9}{f'{FEW} rows':>12}{f'{MANY} rows':>12}{'ratio':>8}{'queries':>10}{'KB':>8}")
    for name, act in (("page", desk.page), ("edit", desk.edit), ("warnings", desk.warnings)):
        taken = {count: [] for count in scripts}
        for number in range(ROUNDS + 1):
            for count, script in scripts.items():
                gc.collect()
                began = time.process_time()
                act(script)
                if number:
                    taken[count].append(1000 * (time.process_time() - began))
        few, many = (statistics.median(taken[count]) for count in (FEW, MANY))
        queries, size = [], 0
        for script in scripts.values():
            with CaptureQueriesContext(connection) as asked:
                size = len(act(script))
            queries.append(len(asked))
        goal = f"  goal ≤ {LARGEST} KB" if name == "edit" else f"  goal ≤ {GOAL:.0f}×"
        print(
            f"{name:<9}{few:>9.1f} ms{many:>9.1f} ms{many / few:>8.2f}"
            f"{' = '.join(map(str, queries)):>10}{size / 1000:>8.0f}{goal}"
        )


if __name__ == "__main__":
    main()
