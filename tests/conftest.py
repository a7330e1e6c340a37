"""The cast of the tests: a film, a member in each role, and a stranger with a film of their own."""

from __future__ import annotations

from pathlib import Path

import hypothesis
import pytest
from django.core.cache import cache
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client
from whitenoise.middleware import WhiteNoiseMiddleware

from tests import migrated
from tests.factories import FilmFactory, MembershipFactory, UserFactory

# what an example takes says how busy the machine is; limits of time stand where they are meant
hypothesis.settings.register_profile(
    "busy",
    hypothesis.settings.default,
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("busy")


def pytest_addoption(parser):
    parser.addoption("--samples", help="folder with real-world files that are not part of the project")


@pytest.fixture(scope="session")
def samples(request) -> Path:
    folder = request.config.getoption("--samples")
    if not folder:
        pytest.skip("real-world files are read where --samples DIR is given")
    return Path(folder)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """A database for each process, named in settings: a copy of the migrated one, where there is one."""
    from django.db import connection

    with migrated.copied(connection):
        yield


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb):
    """Django begins with the copied file, where it would remove what stands there."""
    return django_db_keepdb or migrated.is_file()


@pytest.fixture
def connections_aside(monkeypatch):
    """Django's test cases allow the connections that they know; those of a backup come and go by name."""
    guarded = BaseDatabaseWrapper.ensure_connection

    def ensure_connection(wrapper):
        if wrapper.alias.startswith("backup-") and wrapper.connection is None:
            with wrapper.wrap_database_errors:
                wrapper.connect()
        guarded(wrapper)

    monkeypatch.setattr(BaseDatabaseWrapper, "ensure_connection", ensure_connection)


@pytest.fixture(scope="session", autouse=True)
def _static_files_listed_once():
    """Each client brings a middleware of its own, and each would walk through all static files again."""
    walk, listed = WhiteNoiseMiddleware.add_files_from_finders, {}

    def add_files_from_finders(middleware):
        if not listed:
            walk(middleware)
            listed.update(middleware.files)
        middleware.files.update(listed)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WhiteNoiseMiddleware, "add_files_from_finders", add_files_from_finders)
        yield


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark what may ask a database: all tests of a file as soon as one of them does."""
    asking = {item.path for item in items if _asks(item)}
    for item in items:
        if item.path in asking:
            item.add_marker("database")


def _asks(item):
    known = {"db", "transactional_db", "django_db_setup", "live_server"}
    return item.get_closest_marker("django_db") or not known.isdisjoint(item.fixturenames)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    from django.core.management import call_command
    from django.db import connection

    from production import full_text

    with django_db_blocker.unblock():
        call_command("createcachetable", verbosity=0)
        full_text.create(connection)  # where migrations were left out


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.MD5PasswordHasher",
        *settings.PASSWORD_HASHERS,
    ]


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    storages = {**settings.STORAGES}
    options = {"location": tmp_path / "files", "base_url": None}
    storages["default"] = {**storages["default"], "OPTIONS": options}
    settings.STORAGES = storages
    settings.MEDIA_DIR = str(tmp_path / "media")


@pytest.fixture
def film(db):
    return FilmFactory(title="The House in Coyoacán", slug="house")


def _member(film, role):
    user = UserFactory(name=role.title(), email=f"{role}@example.org")
    MembershipFactory(film=film, user=user, role=role)
    return user


@pytest.fixture
def producer(film):
    return _member(film, "producer")


@pytest.fixture
def director(film):
    return _member(film, "director")


@pytest.fixture
def editor(film):
    return _member(film, "editor")


@pytest.fixture
def crew(film):
    return _member(film, "crew")


@pytest.fixture
def viewer(film):
    return _member(film, "viewer")


@pytest.fixture
def other_film(db):
    return FilmFactory(title="Another film", slug="other")


@pytest.fixture
def stranger(other_film):
    user = UserFactory(name="Stranger", email="stranger@example.org")
    MembershipFactory(film=other_film, user=user, role="producer")
    return user


@pytest.fixture
def client_of():
    """A signed-in client of a user."""

    def sign_in(user) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def clear_limits(db):
    """Rate limits counted from nothing."""
    cache.clear()
