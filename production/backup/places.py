"""Where the database lives: a quiet copy of it, an empty one beside it, and the moment of change.

Both kinds of database answer to the same three calls: ``snapshot``, ``beside`` and ``take_over``.
"""

from __future__ import annotations

import copy
import secrets
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.db import DatabaseError, connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from production.backup.archive import Refused

_CARELESS = {"init_command": "PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF"}
_CAREFUL = {"init_command": "PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL"}
_PATIENCE = 5  # seconds for people to finish what they save
IN_USE = "The database is in use. Stop the server, then restore."


@contextmanager
def another(**changes: Any) -> Iterator[BaseDatabaseWrapper]:
    """A connection of its own, like the application's except for what is said here."""
    alias = f"backup-{secrets.token_hex(4)}"
    connections.databases[alias] = {**copy.deepcopy(connection.settings_dict), **changes}
    try:
        yield connections[alias]
    finally:
        connections[alias].close()
        del connections[alias]
        del connections.databases[alias]


@contextmanager
def sqlite_file(path: Path, *, careful: bool) -> Iterator[BaseDatabaseWrapper]:
    options = _CAREFUL if careful else _CARELESS
    with another(ENGINE="django.db.backends.sqlite3", NAME=str(path), OPTIONS=options) as opened:
        yield opened


class SQLitePlace:
    """One file. Its copy is made by SQLite itself; a plain copy of a live file is often broken."""

    def __init__(self) -> None:
        self.live = Path(connection.settings_dict["NAME"])
        self._new = self.live.with_name(f"{self.live.name}.restoring-{secrets.token_hex(4)}")

    @contextmanager
    def snapshot(self, folder: Path) -> Iterator[BaseDatabaseWrapper]:
        import sqlite3

        path = folder / "snapshot.sqlite3"
        with (
            closing(sqlite3.connect(self.live, timeout=20)) as source,
            closing(sqlite3.connect(path)) as copied,
        ):
            source.backup(copied, pages=-1)  # all pages at once: writers neither wait nor start it again
        with sqlite_file(path, careful=False) as opened:
            judge(opened)
            yield opened
        path.unlink()

    @contextmanager
    def beside(self) -> Iterator[BaseDatabaseWrapper]:
        self.live.parent.mkdir(parents=True, exist_ok=True)
        with sqlite_file(self._new, careful=True) as opened:
            yield opened
            judge(opened)

    def take_over(self, stamp: str) -> str:
        """Put the new file in the place of the live one, whose name gets a date."""
        connection.close()
        kept = self.live.with_name(f"{self.live.stem}.before-restore-{stamp}{self.live.suffix}")
        if not self.live.exists():
            self._put_aside_journals(kept)
            self._new.replace(self.live)
            return ""
        with self._alone():
            self._put_aside_journals(kept)
            kept.hardlink_to(self.live)
            self._new.replace(self.live)  # at no moment is there no database
        return str(kept)

    def _put_aside_journals(self, kept: Path) -> None:
        """Those of a damaged or lost file; beside the new one they would be taken for its own."""
        for suffix in ("-wal", "-shm", "-journal"):
            journal = self.live.with_name(self.live.name + suffix)
            if journal.exists():
                journal.rename(kept.with_name(kept.name + suffix))

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Fold the journal into the file and lock it; possible only while nobody has it open."""
        import sqlite3

        with closing(sqlite3.connect(self.live, timeout=_PATIENCE, isolation_level=None)) as opened:
            try:
                mode = opened.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
                if mode != "delete":
                    raise Refused(IN_USE)
                opened.execute("BEGIN EXCLUSIVE")
            except sqlite3.DatabaseError as fault:
                if "locked" in str(fault) or "busy" in str(fault):
                    raise Refused(IN_USE) from fault
                # damaged: it is put aside as it is
            yield

    def discard(self) -> None:
        for leftover in ("", "-wal", "-shm", "-journal"):
            self._new.with_name(self._new.name + leftover).unlink(missing_ok=True)


def judge(opened: BaseDatabaseWrapper) -> None:
    with opened.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        if (found := cursor.fetchone()[0]) != "ok":
            raise Refused(f"The database is damaged: {found}")
        cursor.execute("PRAGMA foreign_key_check")
        if row := cursor.fetchone():
            raise Refused(
                f"The database is damaged: a row of {row[0]} names one of {row[2]} that isn't there."
            )


class PostgresPlace:
    """A schema. The new one is filled beside it; the tables change places in one transaction."""

    def __init__(self) -> None:
        self._new = f"restoring_{secrets.token_hex(4)}"

    @contextmanager
    def snapshot(self, folder: Path) -> Iterator[BaseDatabaseWrapper]:
        from django.db.backends.postgresql.psycopg_any import IsolationLevel

        options = {**_patient(), "isolation_level": IsolationLevel.REPEATABLE_READ}
        with another(OPTIONS=options) as opened, transaction.atomic(using=opened.alias):
            with opened.cursor() as cursor:
                cursor.execute("SET TRANSACTION READ ONLY")
            yield opened

    @contextmanager
    def beside(self) -> Iterator[BaseDatabaseWrapper]:
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE SCHEMA {self._new}")
        with another(OPTIONS=_patient(f"-c search_path={self._new}")) as opened:
            yield opened

    def take_over(self, stamp: str) -> str:
        kept = f"before_restore_{stamp.replace('-', '_')}"
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL lock_timeout = '{_PATIENCE}s'; SET LOCAL statement_timeout = 0")
                cursor.execute("SELECT current_schema()")
                live = cursor.fetchone()[0]
                new = _tables(cursor, self._new)
                old = sorted(set(new) & set(_tables(cursor, live)))
                if old:  # whoever is saving finishes first; whoever comes later finds the new tables
                    names = ", ".join(f'"{live}"."{name}"' for name in old)
                    cursor.execute(f"LOCK TABLE {names} IN ACCESS EXCLUSIVE MODE")
                    cursor.execute(f"CREATE SCHEMA {kept}")
                _move(cursor, old, live, kept)
                _move(cursor, new, self._new, live)
                cursor.execute(f"DROP SCHEMA {self._new}")
        except DatabaseError as fault:
            if "lock timeout" in str(fault) or "deadlock" in str(fault):
                raise Refused(IN_USE) from fault
            raise
        return f"schema {kept}" if old else ""

    def discard(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP SCHEMA IF EXISTS {self._new} CASCADE")


def _patient(more: str = "") -> dict[str, Any]:
    given = connection.settings_dict["OPTIONS"]
    return {**given, "options": f"{given.get('options', '')} -c statement_timeout=0 {more}".strip()}


def _tables(cursor: Any, schema: str) -> list[str]:
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [schema])
    return sorted(row[0] for row in cursor.fetchall())


def _move(cursor: Any, tables: list[str], source: str, target: str) -> None:
    for name in tables:
        cursor.execute(f'ALTER TABLE "{source}"."{name}" SET SCHEMA "{target}"')


def place() -> SQLitePlace | PostgresPlace:
    return SQLitePlace() if connection.vendor == "sqlite" else PostgresPlace()
