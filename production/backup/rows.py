"""Rows of any table as lines of JSON: the same words out of SQLite and out of PostgreSQL.

The tables are those of the migrations that the database has, not those of today's models, so
that a database can be backed up before it is upgraded, and an old archive restored after it.
"""

from __future__ import annotations

import base64
import hashlib
import json
import uuid
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice
from typing import Any

from django.db import models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from production.backup.archive import Manifest, Refused

# Logins end with the installation that gave them: nobody is signed in by a restore. What search
# looks in is made anew from the rows that it is made of.
LEFT_OUT = {"sessions.session", "production.searchentry"}
_BATCH = 500
Model = type[models.Model]


def _same(value: Any) -> Any:
    return value


# What a value is read back with, by the kind of its column
_READ: dict[str, Callable[[Any], Any]] = {
    "AutoField": _same,
    "BigAutoField": _same,
    "BigIntegerField": _same,
    "BooleanField": _same,
    "CharField": _same,
    "FileField": _same,
    "FloatField": _same,
    "IntegerField": _same,
    "JSONField": _same,
    "PositiveBigIntegerField": _same,
    "PositiveIntegerField": _same,
    "PositiveSmallIntegerField": _same,
    "SlugField": _same,
    "SmallIntegerField": _same,
    "TextField": _same,
    "BinaryField": base64.b64decode,
    "DateField": date.fromisoformat,
    "DateTimeField": datetime.fromisoformat,
    "DecimalField": Decimal,
    "TimeField": time.fromisoformat,
    "UUIDField": uuid.UUID,
}


def applied(connection: BaseDatabaseWrapper) -> list[tuple[str, str]]:
    loader = MigrationLoader(connection)
    return sorted(node for node in loader.applied_migrations if node in loader.graph.nodes)


def leaves(loader: MigrationLoader, nodes: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The last migration of each app among these."""
    known = set(nodes)

    def is_last(node: tuple[str, str]) -> bool:
        following = {child.key for child in loader.graph.node_map[node].children}
        return not any(child[0] == node[0] for child in following & known)

    return sorted(filter(is_last, known))


def models_at(connection: BaseDatabaseWrapper, nodes: Iterable[tuple[str, str]]) -> dict[str, Model]:
    """Every table as it stands after these migrations."""
    loader = MigrationLoader(connection)
    state = loader.project_state(leaves(loader, nodes)).apps
    found = {model._meta.label_lower: model for model in state.get_models(include_auto_created=True)}
    return {
        label: model
        for label, model in sorted(found.items())
        if model._meta.managed and not model._meta.proxy and label not in LEFT_OUT
    }


def columns(model: Model) -> list[Any]:
    found = [c for c in model._meta.local_concrete_fields if not getattr(c, "generated", False)]
    for column in found:
        if _kind(column) not in _READ:
            raise TypeError(f"{model._meta.label}.{column.name}: say how a {_kind(column)} is backed up")
    return found


def _kind(column: Any) -> str:
    while column.remote_field:
        column = column.target_field
    return str(column.get_internal_type())


def dump(
    model: Model, connection: BaseDatabaseWrapper, only: Any = None, names: list[str] | None = None
) -> Iterator[bytes]:
    """One line a row, in the order of the primary key; the same bytes from both databases.

    `only` chooses among the rows (a condition); all of them without. `names` orders the columns.
    """
    names = names or [column.attname for column in columns(model)]
    chosen = model._base_manager.using(connection.alias)
    chosen = chosen if only is None else chosen.filter(only)
    query = chosen.order_by("pk").values_list(*names)
    return map(line, query.iterator(chunk_size=_BATCH))


def line(row: Any) -> bytes:
    """A row as it stands in an archive."""
    text = json.dumps(
        row, ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False, default=_text
    )
    return text.encode() + b"\n"


def _text(value: Any) -> str:
    if isinstance(value, (date, datetime, time)):
        return value.isoformat()
    if isinstance(value, (Decimal, uuid.UUID)):
        return str(value)
    if isinstance(value, (bytes, memoryview)):
        return base64.b64encode(value).decode()
    raise TypeError(type(value))


Build = Callable[[BaseDatabaseWrapper, list[tuple[str, str]], dict[str, Model]], None]


def migrated(connection: BaseDatabaseWrapper, nodes: list[tuple[str, str]], tables: dict[str, Model]) -> None:
    """Tables as an installation has them: every migration, one after the other."""
    executor = MigrationExecutor(connection)
    executor.migrate(leaves(executor.loader, nodes))


def drawn(connection: BaseDatabaseWrapper, nodes: list[tuple[str, str]], tables: dict[str, Model]) -> None:
    """The same tables and constraints at once, to look at rows only: it takes a tenth of the time."""
    with connection.schema_editor() as editor:
        for model in tables.values():
            if not model._meta.auto_created:  # those come with their owner
                editor.create_model(model)


def fill(
    connection: BaseDatabaseWrapper,
    manifest: Manifest,
    lines: Callable[[str], Iterable[bytes]],
    build: Build = migrated,
    *,
    is_whole: bool = True,
) -> None:
    """Build the tables of the archive in an empty database, put its rows in and look at them again.

    Where an archive isn't whole, the tables that it doesn't name stay empty.
    """
    nodes = manifest.migrations
    known = MigrationLoader(connection).graph.nodes
    strange = [".".join(node) for node in nodes if node not in known]
    if strange:
        raise Refused(f"This backup knows a change that this Rodaje doesn't: {strange[0]}. Upgrade first.")
    tables = models_at(connection, nodes)
    build(connection, nodes, tables)
    odd_ones = set(manifest.tables) - set(tables) if not is_whole else set(tables) ^ set(manifest.tables)
    if odd_ones:
        odd = sorted(odd_ones)[0]
        raise Refused(f"The tables of this backup aren't those that its migrations make: {odd}")
    with transaction.atomic(using=connection.alias):  # references between the tables are looked at at its end
        with connection.cursor() as cursor:
            for model in tables.values():  # what the migrations themselves put there
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608
        carried = {label: model for label, model in tables.items() if label in manifest.tables}
        for label, model in carried.items():
            load(connection, model, manifest.tables[label].columns, lines(label))
            _give_no_number_twice(connection, model, manifest.tables[label].last_id)
    compare(connection, carried, manifest)


def load(connection: BaseDatabaseWrapper, model: Model, names: list[str], lines: Iterable[bytes]) -> None:
    """Put lines into a table, past everything that changes on saving."""
    known = {column.attname: column for column in columns(model)}
    if set(known) != set(names) or len(known) != len(names):
        raise Refused(f"The columns of {model._meta.label} aren't those that its migrations make.")
    fields = [known[name] for name in names]
    quoted = ", ".join(connection.ops.quote_name(column.column) for column in fields)
    places = ", ".join(["%s"] * len(fields))
    into = connection.ops.quote_name(model._meta.db_table)
    insert = f"INSERT INTO {into} ({quoted}) VALUES ({places})"  # noqa: S608  names of our own tables
    writers = [_writer(column, connection) for column in fields]
    rows = (_row(line, writers, model) for line in lines)
    with connection.cursor() as cursor:
        while batch := list(islice(rows, _BATCH)):
            cursor.executemany(insert, batch)


def _row(line: bytes, writers: list[Callable[[Any], Any]], model: Model) -> list[Any]:
    try:
        return [write(value) for write, value in zip(writers, json.loads(line), strict=True)]
    except (ValueError, TypeError, ArithmeticError, RecursionError) as fault:
        raise Refused(f"A row of {model._meta.label} can't be read.") from fault


def _writer(column: Any, connection: BaseDatabaseWrapper) -> Callable[[Any], Any]:
    """From the value in the archive to the database's, past everything that changes on saving."""
    read, null_of_json = _READ[_kind(column)], _kind(column) == "JSONField" and not column.null

    def write(value: Any) -> Any:
        if value is None and not null_of_json:
            return None
        return column.get_db_prep_value(read(value), connection, prepared=True)

    return write


def compare(connection: BaseDatabaseWrapper, tables: dict[str, Model], manifest: Manifest) -> None:
    """Read everything back: every row must be, byte for byte, the one that was backed up."""
    for label, model in tables.items():
        count, digest = 0, hashlib.sha256()
        stated = manifest.tables[label]
        for line in dump(model, connection, names=stated.columns):
            count += 1
            digest.update(line)
        if count != stated.rows or digest.hexdigest() != stated.sha256:
            raise Refused(f"{model._meta.label} came back otherwise: {count} of {stated.rows} rows.")


def last_id(connection: BaseDatabaseWrapper, model: Model) -> int:
    """The highest number that the table ever gave, also to rows that are gone."""
    key = _key(model)
    if not isinstance(key, models.AutoField):
        return 0
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [model._meta.db_table])
        else:
            cursor.execute(f"SELECT last_value FROM {_sequence(cursor, model)} WHERE is_called")  # noqa: S608
        given = cursor.fetchone()
    stands = model._base_manager.using(connection.alias).aggregate(last=models.Max(key.attname))["last"]
    return max(int(given[0]) if given else 0, stands or 0)


def _sequence(cursor: Any, model: Model) -> str:
    cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [f'"{model._meta.db_table}"', _key(model).column])
    return str(cursor.fetchone()[0])  # comes quoted


def _key(model: Model) -> Any:
    return model._meta.pk


def _give_no_number_twice(connection: BaseDatabaseWrapper, model: Model, last: int) -> None:
    if not isinstance(_key(model), models.AutoField) or not last:
        return
    name = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [name])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [name, last])
        else:
            cursor.execute("SELECT setval(%s, %s)", [_sequence(cursor, model), last])
