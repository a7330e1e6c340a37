"""Many rows in one go, past the models: what a loop of saves would take minutes for.

Who writes here has cleaned the values before, counts the versions, and tells search afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, time
from itertools import islice
from typing import Any

from django.db import connection, models

Model = type[models.Model]
_BATCH = 2_000


def columns(model: Model) -> list[Any]:
    return list(model._meta.concrete_fields)


Converter = Callable[[Any], Any]
# values of these columns are what the database takes
_PLAIN = (models.CharField, models.TextField, models.BooleanField, models.IntegerField, models.ForeignKey)


def converter(field: Any) -> Converter | None:
    """What makes a clean value into what the database takes; None where it is that already."""
    if isinstance(field, _PLAIN):
        return None
    return lambda value: None if value is None else field.get_db_prep_save(value, connection)


def prepared(field: Any, value: Any) -> Any:
    convert = converter(field)
    return value if convert is None else convert(value)


class Rows:
    """Records as rows of their columns; one moment of many records is converted once."""

    def __init__(self, fields: Sequence[Any]) -> None:
        self.places = [(field.attname, converter(field)) for field in fields]
        self.known: dict[tuple[str, Any], Any] = {}

    def row(self, record: Any) -> list[Any]:
        values = record.__dict__
        return [
            values[name] if convert is None else self._converted(name, convert, values[name])
            for name, convert in self.places
        ]

    def _converted(self, name: str, convert: Converter, value: Any) -> Any:
        if not isinstance(value, (date, time)):
            return convert(value)
        found = self.known.get((name, value))
        if found is None:
            found = self.known[name, value] = convert(value)
        return found


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
            with connection.wrap_database_errors, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * len(fields))
        statement, rest = f"INSERT INTO {table} ({names}) VALUES ({marks})", iter(rows)  # noqa: S608
        while batch := list(islice(rest, _BATCH)):  # of an iterator Django would keep every row
            cursor.executemany(statement, batch)


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
