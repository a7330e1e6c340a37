"""Lists against a hello page: ``python -m tests.benchmarks.bench_pages``.

Every page is asked for by a signed-in member through the whole middleware; the hello page says
one word there, the empty page says nothing inside the shell of every page.
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
from django.http import HttpResponse
from django.shortcuts import render
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import path

from tests import environment  # noqa: F401

ROUNDS = 40
ROWS = 100
MANY = 10_000
SESSION_AND_USER = 2

django.setup()

from production import models  # noqa: E402
from production.access import Permission, film_view  # noqa: E402
from production.numbers import natural_key  # noqa: E402
from production.urls import urlpatterns as real  # noqa: E402
from tests import factories  # noqa: E402


def hello(request):
    return HttpResponse(f"hello {request.user.pk}")


@film_view(Permission.SEE_FILM)
def empty(request, film):
    return render(request, "base.html")


urlpatterns = [*real, path("hello/", hello), path("films/<slug:film>/empty/", empty)]


def fill():
    film = factories.FilmFactory(slug="house")
    producer = factories.MembershipFactory(film=film).user
    for number in range(ROWS):
        person = factories.ContributorFactory(film=film, languages=["es", "ru"], position="Historian")
        a_set = factories.SetFactory(location__film=film)
        scene = factories.SceneFactory(film=film, number=str(number), set=a_set, people=[person])
        factories.RunningItemFactory(film=film, day__film=film, scene=scene)
    return producer


def fill_many(user):
    """A film a hundred times as large; its lists must answer as fast."""
    film = factories.FilmFactory(slug="palace")
    factories.MembershipFactory(film=film, user=user)
    people = models.Person.objects.bulk_create(
        models.Person(film=film, name=f"Person {n}", is_contributor=True, languages=["es", "ru"])
        for n in range(MANY)
    )
    places = models.Location.objects.bulk_create(
        models.Location(film=film, name=f"Location {n}") for n in range(MANY)
    )
    sets = models.Set.objects.bulk_create(models.Set(location=place, name="Hall") for place in places)
    scenes = models.Scene.objects.bulk_create(
        models.Scene(
            film=film, number=str(n), number_key=natural_key(str(n)), title=f"Scene {n}", set=sets[n]
        )
        for n in range(MANY)
    )
    cast = models.Scene.people.through
    cast.objects.bulk_create(cast(scene=scenes[n], person=people[n]) for n in range(MANY))
    models.ArchiveClip.objects.bulk_create(
        models.ArchiveClip(film=film, title=f"Clip {n}") for n in range(MANY)
    )


def cookie(user):
    request = RequestFactory().get("/")
    from django.contrib.sessions.backends.db import SessionStore

    request.session = SessionStore()
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session.save()
    return request.session.session_key


def main():
    settings.ROOT_URLCONF = __name__
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    producer = fill()
    fill_many(producer)
    key = cookie(producer)
    handler = BaseHandler()
    handler.load_middleware()

    def ask(address):
        request = RequestFactory(SERVER_NAME="localhost", headers={"accept-language": "en"}).get(address)
        request.COOKIES[settings.SESSION_COOKIE_NAME] = key
        request._dont_enforce_csrf_checks = True
        response = handler.get_response(request)
        assert response.status_code == 200, (address, response.status_code)
        return response

    pages = {
        "hello": "/hello/",
        "empty page": "/films/house/empty/",
        f"{ROWS} people": "/films/house/people/",
        f"{ROWS} scenes": "/films/house/scenes/",
        f"{MANY} people": "/films/palace/people/",
        f"{MANY} places": "/films/palace/locations/",
        f"{MANY} scenes": "/films/palace/scenes/",
        f"{MANY} clips": "/films/palace/archive/",
        "last page": "/films/palace/people/?page=100",
        "a search": "/films/palace/people/?q=person+99",
    }
    taken = {name: [] for name in pages}
    for number in range(ROUNDS + 1):
        for name, address in pages.items():
            gc.collect()
            began = time.process_time()
            ask(address)
            if number:
                taken[name].append(1000 * (time.process_time() - began))
    medians = {name: statistics.median(times) for name, times in taken.items()}
    print(f"{'page':<14}{'ms':>8}{'× hello':>10}{'× empty':>10}{'queries':>10}")
    for name, address in pages.items():
        with CaptureQueriesContext(connection) as asked:
            ask(address)
        ms = medians[name]
        print(
            f"{name:<14}{ms:>8.2f}{ms / medians['hello']:>10.1f}{ms / medians['empty page']:>10.1f}"
            f"{len(asked) - SESSION_AND_USER:>10}"
        )
    print("queries: besides session and user; aims for the people: 10 × hello, 3 queries")


if __name__ == "__main__":
    main()
