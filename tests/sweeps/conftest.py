"""The two furnished films of the sweeps, built once a process and left behind by nobody."""

import logging
from copy import deepcopy

import pytest
from django.conf import settings
from django.test import Client, override_settings

from production.models.indexing import gathered
from tests.factories import FilmFactory, MembershipFactory, UserFactory
from tests.sweeps.furnished import furnish
from tests.sweeps.furnished.house import ROLES
from tests.sweeps.visits import World, rolled_back


def build_world():
    with gathered():
        own = furnish(
            FilmFactory(slug="house"), mark="zorzal", secret="calandria", year=1871, digits="7391001"
        )
        other = furnish(
            FilmFactory(slug="other"), mark="zanate", secret="guacamaya", year=1873, digits="7391002"
        )
    world = World(own=own, other=other)
    for name, user in {**people(own, other), **{role: own.users[role] for role in ROLES}}.items():
        world.clients[name] = Client()
        if user is not None:
            world.clients[name].force_login(user)
    user = people_inactive()
    world.clients["inactive"].force_login(user)
    user.is_active = False
    user.save()
    return world


def people(own, other):
    """Everybody who isn't a member, the likeliest to get in first."""
    removed = UserFactory(email="removed@example.org")
    membership = MembershipFactory(film=own.film, user=removed, role="producer")
    membership.bin(by=own.users["producer"])
    return {
        "stranger": other.users["producer"],
        "removed": removed,
        "strange crew": other.users["crew"],
        "newcomer": UserFactory(email="newcomer@example.org"),
        "invited": UserFactory(email="invited@example.org"),
        "superuser": UserFactory(email="super@example.org", is_superuser=True, is_staff=True),
        "anonymous": None,
        "inactive": None,
    }


def people_inactive():
    return UserFactory(email="inactive@example.org")


def copy_of(world):
    """The same rows, people and sessions, in objects that one may change."""
    own, other = deepcopy((world.own, world.other))
    copy = World(own=own, other=other)
    for name, client in world.clients.items():
        copy.clients[name] = Client()
        copy.clients[name].cookies = deepcopy(client.cookies)
    return copy


@pytest.fixture(scope="package")
def world_settings(tmp_path_factory):
    """What every film of the sweeps is furnished and visited with."""
    folder = tmp_path_factory.mktemp("files")
    default = {**settings.STORAGES["default"], "OPTIONS": {"location": folder, "base_url": None}}
    with override_settings(
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        STORAGES={**settings.STORAGES, "default": default},
        MEDIA_DIR=str(folder / "media"),
    ):
        logging.disable(logging.CRITICAL)  # thousands of refusals are meant
        yield
        logging.disable(logging.NOTSET)


@pytest.fixture(autouse=True)
def _own_files(world_settings):
    """The files of the furnished films, instead of new ones for each test."""


@pytest.fixture(scope="package")
def furnished_world(django_db_setup, django_db_blocker, world_settings):
    with django_db_blocker.unblock(), rolled_back():
        yield build_world()


@pytest.fixture(scope="module")
def world(furnished_world, django_db_blocker):
    """The two films as they were furnished, whatever the module before did to them."""
    with django_db_blocker.unblock(), rolled_back():
        yield copy_of(furnished_world)
