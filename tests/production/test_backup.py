"""A backup comes back as it was, and a bad one changes nothing."""

import hashlib
import io
import json
import os
import stat
import zipfile
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder

from production.backup import make, restore, rows
from production.backup.archive import MANIFEST, Archive, Refused, seal
from production.backup.places import SQLitePlace, another
from production.models import Film, StoredFile, Theme
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)
LATEST = ["sessions", "0001_initial"]  # stands for the next migration: nothing else needs it
TRICKY = "Coyoacán 👩🏽‍🎬 Троцкий \u2028 'O\"Neill' \\ <b> שלום"


@pytest.fixture(autouse=True)
def _second_connections(transactional_db, monkeypatch):
    """Django's test cases allow the connections that they know; ours come and go by name."""
    guarded = BaseDatabaseWrapper.ensure_connection

    def ensure_connection(wrapper):
        if wrapper.alias.startswith("backup-") and wrapper.connection is None:
            with wrapper.wrap_database_errors:
                wrapper.connect()
        guarded(wrapper)

    monkeypatch.setattr(BaseDatabaseWrapper, "ensure_connection", ensure_connection)


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.VAR = tmp_path
    yield
    connection.close()
    if connection.vendor == "sqlite":
        live = Path(connection.settings_dict["NAME"])
        for left in leftovers(live.parent):
            if left.name.startswith(live.stem):
                left.unlink()


def leftovers(folder):
    return [path for path in folder.iterdir() if "restoring-" in path.name or "before-restore-" in path.name]


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


def everything():
    """All rows as the database itself tells them, and all files: read without the code under test."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        table = model._meta.db_table
        if table in {"django_session", "auth_permission", "django_content_type"}:
            continue
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')
            names = [column[0] for column in cursor.description]
            told = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        for row in told if table == "production_searchentry" else ():
            del row["id"]  # made anew, under numbers of its own
        found[table] = sorted(repr(sorted(row.items())) for row in told)
    root = make.files_folder()
    for path in sorted(root.rglob("*")):
        if path.is_file():
            found[str(path.relative_to(root))] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def wipe():
    Theme.everything.all().delete()
    Film.everything.update(title="wrong", version=77)
    factories.FilmFactory(title="Another")
    default_storage.delete("1/picture")
    default_storage.save("2/other", io.BytesIO(b"other"))


def rewrite(source, target, change):
    """The archive with its members changed, sealed as a right one is."""
    with zipfile.ZipFile(source) as old:
        members = {name: old.read(name) for name in old.namelist()}
    manifest = json.loads(members.pop(MANIFEST))
    change(manifest, members)
    with target.open("w+b") as stream:
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
            for name, data in [*members.items(), (MANIFEST, json.dumps(manifest).encode())]:
                new.writestr(name, data)
            new.comment = b"sha256:" + b"0" * 64
        seal(stream)
    return target


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


def flipped(data):
    return b"".join([data[: len(data) // 3], bytes([data[len(data) // 3] ^ 4]), data[len(data) // 3 + 1 :]])


DAMAGE = {
    "one bit": flipped,
    "last byte missing": lambda data: data[:-1],
    "half of it": lambda data: data[: len(data) // 2],
    "something behind it": lambda data: data + b"x",
    "nothing": lambda data: b"",
    "no zip": lambda data: b"%PDF-1.4" + data[8:],
    "seal of another": lambda data: data[:-64] + b"0" * 64,
}


def without_a_file(manifest, members):
    del members["files/1/picture"]


def another_picture(manifest, members):
    data = members["files/1/picture"]
    members["files/1/picture"] = data[:-1] + bytes([data[-1] ^ 1])


def fewer_rows(manifest, members):
    members["rows/production.film.jsonl"] = b""


def other_rows(manifest, members):
    members["rows/production.film.jsonl"] = members["rows/production.film.jsonl"].replace(b"12A", b"12B")
    name = "rows/production.scene.jsonl"
    members[name] = members[name].replace(b"12A", b"12B")


def a_row_that_leads_nowhere(manifest, members):
    name = "rows/production.film.jsonl"
    members[name] = b""
    manifest["tables"]["production.film"] |= {"size": 0, "rows": 0, "sha256": hashlib.sha256(b"").hexdigest()}


def a_way_out(manifest, members):
    members["files/../../out"] = b"out"
    manifest["files"]["../../out"] = {"size": 3, "sha256": hashlib.sha256(b"out").hexdigest()}


def an_absolute_path(manifest, members):
    members["files//tmp/out"] = b"out"
    manifest["files"]["/tmp/out"] = {"size": 3, "sha256": hashlib.sha256(b"out").hexdigest()}


def a_stowaway(manifest, members):
    members["files/stowaway"] = b"x"


def a_later_version(manifest, members):
    manifest["migrations"].append(["production", "0999_later"])


def another_format(manifest, members):
    manifest["format"] = "somebody-else"


def a_manifest_of_nonsense(manifest, members):
    manifest["tables"] = [1, 2]


def more_than_the_disk_holds(manifest, members):
    manifest["files"]["1/picture"]["size"] = 10**15


CHANGES = {
    change.__name__: change
    for change in (
        without_a_file,
        another_picture,
        fewer_rows,
        other_rows,
        a_row_that_leads_nowhere,
        a_way_out,
        an_absolute_path,
        a_stowaway,
        a_later_version,
        another_format,
        a_manifest_of_nonsense,
        more_than_the_disk_holds,
    )
}


def test_bad_archives_are_refused_and_change_nothing(house, tmp_path, monkeypatch):
    good = tmp_path / "good.zip"
    make.make(good)
    data = good.read_bytes()
    bad = {}
    for name, damage in DAMAGE.items():
        bad[name] = tmp_path / f"{name}.zip"
        bad[name].write_bytes(damage(data))
    for name in CHANGES:
        bad[name] = rewrite(good, tmp_path / f"{name}.zip", CHANGES[name])
    wipe()
    before = everything()
    # the long way of building the tables is gone once, in the test above
    monkeypatch.setattr(rows.fill, "__defaults__", (rows.drawn,))
    for name, path in bad.items():
        with pytest.raises(Refused):
            pytest.fail(f"{name}: {restore.restore(path)} was taken")
        assert everything() == before, name
    folder = make.files_folder().parent
    assert leftovers(folder) == []
    assert not (tmp_path.parent / "out").exists()


def test_a_change_in_the_rows_is_no_zip_trick(house, tmp_path):
    """The control of the test above: what `rewrite` makes is taken when nothing was changed."""
    good = tmp_path / "good.zip"
    make.make(good)
    same = rewrite(good, tmp_path / "same.zip", lambda manifest, members: None)
    assert make.verify(same, tmp_path, rows.drawn).rows > 20


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


def test_a_full_disk_leaves_no_archive(house, tmp_path, monkeypatch):
    def full(writer, path, files):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(make, "_write_file", full)
    with pytest.raises(CommandError, match="No space left"):
        call_command("backup", tmp_path / "full.zip")
    assert [path.name for path in tmp_path.iterdir() if path.name not in {"files"}] == []


def test_a_backup_never_takes_the_place_of_another(house, tmp_path):
    (tmp_path / "there.zip").write_bytes(b"mine")
    with pytest.raises(CommandError, match="exists already"):
        call_command("backup", tmp_path / "there.zip")
    assert (tmp_path / "there.zip").read_bytes() == b"mine"


def test_the_commands_say_what_they_did(house, tmp_path, monkeypatch):
    said = io.StringIO()
    call_command("backup", stdout=said, stderr=said)
    [path] = make.folder().glob("rodaje-*.zip")
    assert "1 films" in said.getvalue()
    assert "4 files" in said.getvalue()
    assert str(path) in said.getvalue()
    monkeypatch.setattr(make.verify, "__defaults__", (rows.drawn,))
    call_command("restore", path, check=True, stdout=said)
    assert "every row and every file" in said.getvalue()
    monkeypatch.setattr("builtins.input", lambda question: "no")
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("restore", path, stdout=said)


def test_a_file_that_is_gone_is_told(house, tmp_path):
    stored = StoredFile.objects.create(
        film=house,
        kind="document",
        original="1/lost",
        name="lost",
        size=1,
        sha256="0" * 64,
        created_by=factories.UserFactory(),
    )
    assert make.make(tmp_path / "house.zip").missing == [str(stored.original)]


def test_logins_and_the_search_table_are_not_carried_on(house, tmp_path, client_of):
    client_of(factories.UserFactory())
    make.make(tmp_path / "house.zip")
    with Archive(tmp_path / "house.zip") as archive:
        left_out = {"sessions.session", "production.searchentry"}
        tables = {model._meta.label_lower for model in apps.get_models(include_auto_created=True)}
        assert set(archive.manifest.tables) == tables - left_out


def test_an_upgrade_begins_with_a_backup(house):
    assert make.before_upgrade() is None, "nothing to upgrade"
    make.folder().mkdir()
    for number in range(make.KEPT + 2):
        (make.folder() / f"{make.BEFORE_UPGRADE}-200101{number:02}-000000.zip").write_bytes(b"old")
    MigrationRecorder(connection).record_unapplied(*LATEST)
    with connection.schema_editor() as editor:
        editor.delete_model(Session)
    said = io.StringIO()
    call_command("prepare", stdout=said)
    kept = sorted(make.folder().iterdir())
    assert len(kept) == make.KEPT
    assert str(kept[-1]) in said.getvalue()
    with Archive(kept[-1]) as archive:
        assert archive.manifest.tables["production.film"].rows == 1
        assert tuple(LATEST) not in archive.manifest.migrations
    assert Session.objects.count() == 0
    call_command("prepare", stdout=said)
    assert sorted(make.folder().iterdir()) == kept


def test_nothing_is_upgraded_without_a_backup(house):
    MigrationRecorder(connection).record_unapplied(*LATEST)
    try:
        make.folder().write_text("no folder")
        with pytest.raises(CommandError, match="Nothing was upgraded"):
            call_command("prepare")
        assert MigrationRecorder.Migration.objects.filter(app="sessions").count() == 0
    finally:
        MigrationRecorder(connection).record_applied(*LATEST)


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


def test_no_connection_is_left_open(house, tmp_path):
    make.make(tmp_path / "house.zip")
    assert list(connections.databases) == ["default"]
