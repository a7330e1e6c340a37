"""Fill an empty installation for the proofs under load: python -m tests.prove.fill CLIENTS

Prints one line of JSON per client: a session, and the addresses at which this client reads and writes.
"""

import json
import sys

import django

from tests import environment  # noqa: F401

django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.urls import reverse  # noqa: E402

from tests import factories  # noqa: E402


def session_of(user):
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return session.session_key


def main(clients):
    film = factories.FilmFactory(title="The House", slug="house")
    days = [factories.ShootDayFactory(film=film) for _ in range(5)]
    for number in range(60):
        person = factories.ContributorFactory(film=film)
        scene = factories.SceneFactory(film=film, number=str(number), people=[person])
        factories.RunningItemFactory(day=days[number % 5], scene=scene)
    for number in range(clients):
        user = factories.UserFactory(password="")
        factories.MembershipFactory(film=film, user=user, role="director")
        theme = factories.ThemeFactory(film=film, name=f"client {number}: 0")
        print(
            json.dumps(
                {
                    "number": number,
                    "theme": theme.pk,
                    "session": session_of(user),
                    "edit": reverse("theme-edit", args=[film.slug, theme.pk]),
                    "pages": [
                        reverse(name, args=[film.slug])
                        for name in ("person-list", "scene-list", "day-list", "stripboard", "film-overview")
                    ]
                    + [reverse("day-detail", args=[film.slug, days[number % 5].pk])],
                }
            )
        )


if __name__ == "__main__":
    main(int(sys.argv[1]))
