"""A backup comes back as it was, and a database in its place is never lost."""

import stat
from pathlib import Path

import pytest
from django.db import connection

from production.backup import make, restore, rows
from production.backup.archive import Refused
from production.backup.places import SQLitePlace, another
from production.models import Theme
from tests import factories
from tests.production.backup.contents import LATEST, everything, leftovers, rewrite, wipe

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_was_wiped_comes_back(house, tmp_path):
    made = tmp_path / "made.zip"
    make.make(made)
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    # as if it had been made before an upgrade
    path = rewrite(made, tmp_path / "old.zip", lambda old, members: old["migrations"].remove(LATEST))
    before = everything()
    assert len(before["1/picture"]) == 64
    highest = rows.last_id(connection, Theme)
    wipe()
    assert everything() != before
    done = restore.restore(path)
    assert everything() == before
    assert "django_session" in connection.introspection.table_names(), "the upgrade after it was left out"
    assert Path(done.files, "2/other").read_bytes() == b"other"
    assert factories.ThemeFactory(film=house).pk == highest + 1, "a number that was given is given again"
    if connection.vendor == "sqlite":
        assert Path(done.database).stat().st_size > 100_000
        assert not list(Path(done.database).parent.glob(f"{Path(done.database).name}-*"))
    else:
        with connection.cursor() as cursor:
            kept = done.database.removeprefix("schema ")
            cursor.execute(f"SELECT count(*) FROM {kept}.production_film WHERE title = 'wrong'")
            assert cursor.fetchone() == (1,)
            cursor.execute(f"DROP SCHEMA {kept} CASCADE")


def new_database():
    """What a restore would put in the place of the live file: here a copy of it, which is quicker."""
    place = SQLitePlace()
    with place.beside() as fresh:
        fresh.ensure_connection()
        connection.ensure_connection()
        connection.connection.backup(fresh.connection)
    return place


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="about SQLite's files")
def test_a_database_in_use_is_left_alone(house):
    place, before = new_database(), everything()
    with another() as busy, busy.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM production_film")
        with pytest.raises(Refused, match="in use"):
            place.take_over("now")
    place.discard()
    assert everything() == before
    assert [path for path in leftovers(place.live.parent) if path.name.startswith(place.live.stem)] == []


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="about SQLite's files")
def test_a_broken_database_is_put_aside_with_its_journal(house):
    place, before = new_database(), everything()
    connection.close()
    place.live.write_bytes(b"this was a database" * 1000)
    place.live.with_name(f"{place.live.name}-wal").write_bytes(b"stale" * 1000)
    kept = place.take_over("now")
    assert everything() == before
    assert Path(kept).read_bytes().startswith(b"this was")
    assert Path(f"{kept}-wal").read_bytes().startswith(b"stale")


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="about SQLite's files")
def test_a_journal_without_its_database_is_put_aside(house):
    place, before = new_database(), everything()
    connection.close()
    place.live.unlink()
    place.live.with_name(f"{place.live.name}-wal").write_bytes(b"stale" * 1000)
    assert place.take_over("now") == ""
    assert everything() == before
    [kept] = place.live.parent.glob(f"{place.live.stem}.before-restore-now*")
    assert kept.read_bytes().startswith(b"stale")
