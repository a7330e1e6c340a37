"""A whole film into one archive: every row of it, every file, and who wrote what."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.db.models import FileField

from production.backup import rows
from production.backup.archive import FILM, Manifest, Table, Writer, file_member, table_member
from production.backup.make import product
from production.models import Film, User
from script.actions.film_tables import USERS, Model, rows_of, tables

_PIECE = 1 << 20


def export(film: Film, path: Path) -> Manifest:
    """Write the archive; it has its name only when it is whole.

    The rows are those of one moment, and nobody who writes has to wait for it. What stays behind
    stands in film_tables.LEFT_BEHIND; accounts come along without their passwords.
    """
    writer = Writer(path, FILM)
    try:
        manifest = _write(writer, film)
        writer.finish(manifest)
        writer.publish()
    except BaseException:
        writer.discard()
        raise
    return manifest


def _write(writer: Writer, film: Film) -> Manifest:
    manifest = Manifest(
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        product=product(),
        vendor=connection.vendor,
        migrations=rows.applied(connection),
    )
    with at_one_moment():
        for label, model in tables().items():
            lines = rows.dump(model, connection, rows_of(model, film.pk))
            manifest.tables[label] = _table(writer, label, model, lines)
        users = User.objects.filter(pk__in=_writers(film))
        manifest.tables[USERS] = _table(writer, USERS, User, map(_without_secrets, users.order_by("pk")))
        names = sorted(set(_files(film)))
    for name in names:
        if default_storage.exists(name):
            with default_storage.open(name) as stream:
                pieces = iter(lambda stream=stream: stream.read(_PIECE), b"")  # type: ignore[misc]
                manifest.files[name] = writer.add(file_member(name), pieces, packed=False)
        else:
            manifest.missing.append(name)
    return manifest


@contextmanager
def at_one_moment() -> Iterator[None]:
    """What is read inside is the state of one moment; inside somebody's transaction, it is theirs."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":  # atomic() would make all who write wait
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
    else:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SET LOCAL statement_timeout = 0")
            yield


def _table(writer: Writer, label: str, model: Model, lines: Iterator[bytes]) -> Table:
    count = 0

    def counted() -> Iterator[bytes]:
        nonlocal count
        for line in lines:
            count += 1
            yield line

    member = writer.add(table_member(label), counted(), packed=True)
    names = [column.attname for column in rows.columns(model)]
    return Table(size=member.size, sha256=member.sha256, columns=names, rows=count, last_id=0)


def _writers(film: Film) -> set[int]:
    """Everybody whom a row of the film names: members, and who wrote, deleted or signed something."""
    found: set[int] = set()
    for model in tables().values():
        chosen = model._base_manager.filter(rows_of(model, film.pk)).order_by()
        for column in rows.columns(model):
            if column.related_model is User:
                found.update(chosen.values_list(column.attname, flat=True).distinct())
    return {pk for pk in found if pk is not None}


def _without_secrets(user: User) -> bytes:
    user.set_unusable_password()
    user.is_staff = user.is_superuser = False
    user.last_login = None
    values: list[Any] = [getattr(user, column.attname) for column in rows.columns(User)]
    return rows.line(values)


def _files(film: Film) -> Iterator[str]:
    for model in tables().values():
        chosen = model._base_manager.filter(rows_of(model, film.pk)).order_by()
        for column in rows.columns(model):
            if isinstance(column, FileField):
                yield from filter(None, chosen.values_list(column.attname, flat=True))
