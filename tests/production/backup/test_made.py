"""A backup is made, by hand and before an upgrade, and says what it holds."""

import io

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.db.migrations.recorder import MigrationRecorder

from production.backup import make, rows
from production.backup.archive import Archive
from production.models import StoredFile
from tests import factories
from tests.production.backup.contents import LATEST

pytestmark = pytest.mark.django_db(transaction=True)


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


def test_no_connection_is_left_open(house, tmp_path):
    make.make(tmp_path / "house.zip")
    assert list(connections.databases) == ["default"]
