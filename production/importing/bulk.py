"""Many rows in one go, past the models: what a loop of saves would take minutes for.

Who writes here has cleaned the values before, counts the versions, and tells search afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models

Model = type[models.Model]
_BATCH = 5_000


def columns(model: Model) -> list[Any]:
    return list(model._meta.concrete_fields)


def prepared(field: Any, value: Any) -> Any:
    """A clean value as the database takes it."""
    if isinstance(value, str) and isinstance(field, (models.CharField, models.TextField)):
        return value
    return field.get_db_prep_save(value, connection)


def next_keys(model: Model, count: int) -> list[int]:
    """Keys for rows that are still to be inserted, in their order."""
    table = model._meta.db_table
    key = model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [connection.ops.quote_name(table), key, count],
            )
            return [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        row = cursor.fetchone()
        first = (row[0] if row else 0) + 1
        return list(range(first, first + count))


def insert(model: Model, fields: Sequence[Any], rows: Iterable[Sequence[Any]]) -> None:
    """Rows whose values are in the order of the fields, prepared."""
    quote = connection.ops.quote_name
    table, names = quote(model._meta.db_table), ", ".join(quote(field.column) for field in fields)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * len(fields))
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)  # type: ignore[arg-type]  # noqa: S608


def update(model: Model, fields: Sequence[Any], rows: Sequence[Sequence[Any]], where: Sequence[Any]) -> int:
    """Set the fields of each row, whose values are followed by those of `where`; how many were found."""
    if not rows:
        return 0
    quote = connection.ops.quote_name
    sets = ", ".join(f"{quote(field.column)} = %s" for field in fields)
    found = " AND ".join(f"{quote(field.column)} = %s" for field in where)
    statement = f"UPDATE {quote(model._meta.db_table)} SET {sets} WHERE {found}"  # noqa: S608
    count = 0
    with connection.cursor() as cursor:
        for start in range(0, len(rows), _BATCH):
            cursor.executemany(statement, rows[start : start + _BATCH])
            count += cursor.rowcount
    return count
