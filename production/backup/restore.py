"""Restore a backup: into places of its own first, and into the live ones only when all of it is right."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.core.management import call_command
from django.db import DatabaseError
from django.db.backends.base.base import BaseDatabaseWrapper

from production.backup import rows
from production.backup.archive import Archive, Manifest, Refused
from production.backup.make import files_folder, stamp
from production.backup.places import place
from production.models.search import rebuild

_SPARE = 100_000_000  # bytes that stay free on the disk


@dataclass(frozen=True)
class Restored:
    manifest: Manifest
    database: str  # where the former one is kept; empty when there was none
    files: str


def restore(path: Path) -> Restored:
    moment = stamp()
    with Archive(path) as archive:
        _judge_room(archive.manifest)
        target = place()
        try:
            with _staged_files(archive) as files:
                with target.beside() as fresh:
                    _build(archive, fresh)
                os.sync()  # all of it is on the disk before anything changes place
                with _in_place(files, moment) as kept_files:
                    kept_database = target.take_over(moment)
        finally:
            target.discard()
    return Restored(archive.manifest, kept_database, kept_files)


def _build(archive: Archive, fresh: BaseDatabaseWrapper) -> None:
    try:
        rows.fill(fresh, archive.manifest, archive.lines)
        call_command("migrate", database=fresh.alias, interactive=False, verbosity=0)
        call_command("createcachetable", database=fresh.alias, verbosity=0)
        rebuild(using=fresh.alias)  # what search looks in isn't carried along
    except DatabaseError as fault:
        raise Refused(f"The database doesn't take the rows of this backup: {fault}") from fault


def _judge_room(manifest: Manifest) -> None:
    rows_unpacked = sum(table.size for table in manifest.tables.values())
    needed = manifest.bytes_of_files + 3 * rows_unpacked + _SPARE  # rows with their indexes and journal
    folder = files_folder().parent
    folder.mkdir(parents=True, exist_ok=True)
    if needed > shutil.disk_usage(folder).free:
        raise Refused(f"This backup needs {needed // 1_000_000} MB on the disk; there is less.")


@contextmanager
def _staged_files(archive: Archive) -> Iterator[Path]:
    live = files_folder()
    staged = live.with_name(f"{live.name}.restoring-{secrets.token_hex(4)}")
    staged.mkdir(parents=True)
    try:
        for name in archive.manifest.files:
            target = staged / name
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as stream:
                stream.writelines(archive.pieces(name))
        yield staged
    finally:
        shutil.rmtree(staged, ignore_errors=True)


@contextmanager
def _in_place(staged: Path, moment: str) -> Iterator[str]:
    """The files change places round the database; if it doesn't, they change back."""
    live = files_folder()
    kept = live.with_name(f"{live.name}.before-restore-{moment}")
    had = live.exists()
    if had:
        live.rename(kept)
    try:
        staged.rename(live)
        yield str(kept) if had else ""
    except BaseException:
        if live.exists():
            live.rename(staged)
        if had:
            kept.rename(live)
        raise
