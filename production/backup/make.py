"""Make a backup: rows and files as they stood at one moment, looked at before anybody relies on it."""

from __future__ import annotations

import tempfile
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.models import FileField

from production.backup import rows
from production.backup.archive import (
    Archive,
    Manifest,
    Member,
    Refused,
    Table,
    Writer,
    file_member,
    table_member,
)
from production.backup.places import place, sqlite_file

BEFORE_UPGRADE = "before-upgrade"
KEPT = 10  # automatic ones; those that somebody asked for are theirs to throw away
_PIECE = 1 << 20


def folder() -> Path:
    return Path(settings.VAR) / "backups"


def stamp() -> str:
    return datetime.now(UTC).strftime("%Y%m%d-%H%M%S")


def files_folder() -> Path:
    return Path(default_storage.path(""))


def make(path: Path) -> Manifest:
    """Write the archive, restore it aside, compare; only then does it get its name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    writer = Writer(path)
    try:
        with tempfile.TemporaryDirectory(prefix=".backup-", dir=path.parent) as aside:
            manifest = _write(writer, Path(aside))
            part = writer.finish(manifest)
            verify(part, Path(aside), rows.drawn)
        writer.publish()
    except BaseException:
        writer.discard()
        raise
    return manifest


def _write(writer: Writer, aside: Path) -> Manifest:
    manifest = Manifest(
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        product=product(),
        vendor=connection.vendor,
        migrations=rows.applied(connection),
    )
    if not manifest.migrations:
        raise Refused("There is nothing to back up: the database is empty.")
    with place().snapshot(aside) as quiet:
        manifest.migrations = rows.applied(quiet)
        tables = rows.models_at(quiet, manifest.migrations)
        for label, model in tables.items():
            manifest.tables[label] = _write_table(writer, label, model, quiet)
        # A file is on the disk before a row names it: whatever the snapshot names is there by now.
        for path in sorted(_stored()):
            _write_file(writer, path, manifest.files)
        manifest.missing = sorted(_named(tables, quiet) - set(manifest.files))
    return manifest


def _write_table(writer: Writer, label: str, model: rows.Model, quiet: BaseDatabaseWrapper) -> Table:
    count = 0

    def counted() -> Iterator[bytes]:
        nonlocal count
        for line in rows.dump(model, quiet):
            count += 1
            yield line

    member = writer.add(table_member(label), counted(), packed=True)
    names = [column.attname for column in rows.columns(model)]
    last = rows.last_id(quiet, model)
    return Table(size=member.size, sha256=member.sha256, columns=names, rows=count, last_id=last)


def _stored() -> Iterator[Path]:
    return (path for path in files_folder().rglob("*") if path.is_file() and not path.is_symlink())


def _write_file(writer: Writer, path: Path, files: dict[str, Member]) -> None:
    name = path.relative_to(files_folder()).as_posix()
    try:
        stream = path.open("rb")
    except FileNotFoundError:
        return  # of an upload that was taken back a moment ago
    with stream:
        files[name] = writer.add(file_member(name), iter(lambda: stream.read(_PIECE), b""), packed=False)


def _named(tables: dict[str, rows.Model], quiet: BaseDatabaseWrapper) -> set[str]:
    found: set[str] = set()
    for model in tables.values():
        for column in rows.columns(model):
            if isinstance(column, FileField):
                values = model._base_manager.using(quiet.alias).values_list(column.attname, flat=True)
                found.update(name for name in values.iterator(chunk_size=2000) if name)
    return found


def verify(path: Path, aside: Path, build: rows.Build = rows.migrated) -> Manifest:
    """Restore an archive where nobody sees it and compare every row and every file with what it should be."""
    restored = aside / "aside.sqlite3"
    with Archive(path) as archive:
        with sqlite_file(restored, careful=False) as opened:
            rows.fill(opened, archive.manifest, archive.lines, build)
        for name in archive.manifest.files:
            for _piece in archive.pieces(name):
                pass  # judged as it is read
    restored.unlink()
    return archive.manifest


def before_upgrade() -> tuple[Path, Manifest] | None:
    """A backup where there is something to lose: rows, and a migration that will change them."""
    executor = MigrationExecutor(connection)
    if not executor.loader.applied_migrations:
        return None
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return None
    path = folder() / f"{BEFORE_UPGRADE}-{stamp()}.zip"
    manifest = make(path)
    for old in sorted(folder().glob(f"{BEFORE_UPGRADE}-*.zip"))[:-KEPT]:
        old.unlink()
    return path, manifest


def product() -> str:
    return str(tomllib.loads((settings.ROOT / "pyproject.toml").read_text())["project"]["version"])
