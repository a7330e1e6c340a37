"""A film with files in a folder of its own."""

import io
import os
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.db import connection

from production.models import Theme
from tests import factories
from tests.production.backup.contents import leftovers

TRICKY = "Coyoacán 👩🏽‍🎬 Троцкий \u2028 'O\"Neill' \\ <b> שלום"


@pytest.fixture(autouse=True)
def _own_folder(transactional_db, connections_aside, settings, tmp_path):
    settings.VAR = tmp_path
    yield
    connection.close()
    if connection.vendor == "sqlite":
        live = Path(connection.settings_dict["NAME"])
        for left in leftovers(live.parent):
            if left.name.startswith(live.stem):
                left.unlink()


@pytest.fixture
def house(transactional_db, _own_folder):
    """A film with rows of many kinds, and two files."""
    film = factories.FilmFactory(title=TRICKY, slug="house")
    day = factories.ShootDayFactory(film=film)
    person = factories.ContributorFactory(film=film, languages=["es", "fr"])
    place = factories.LocationFactory(film=film, latitude="19.354912", longitude="-99.162345")
    scene = factories.SceneFactory(film=film, number="12A", people=[person])
    factories.RunningItemFactory(day=day, scene=scene)
    place.notes = TRICKY
    place.save()
    gone = factories.ThemeFactory(film=film, name="gone for good")
    Theme.everything.filter(pk=gone.pk).delete()
    recording = factories.RecordingFactory(interview=factories.InterviewFactory(film=film))
    factories.ProxyFactory(recording=recording, file__data=os.urandom(3_000_000)).bin(
        by=factories.UserFactory()
    )
    factories.ProxyFactory(recording=recording, file="", path="day 1/A001.webm")
    factories.ProxyUploadFactory(recording=recording, content__data=os.urandom(5), received=5)
    for name, data in (("1/picture", b"\x89PNG" + os.urandom(3_000_000)), ("1/empty", b"")):
        default_storage.save(name, io.BytesIO(data))
    return film
