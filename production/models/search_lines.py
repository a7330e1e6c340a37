"""Entries of lines of texts, written by thousands: straight into the table, past the models."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice, repeat
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

from production import full_text
from production.models.indexing import Findable, LineOf
from production.models.records import film_path
from production.words import fold, fold_each

_COLUMNS = "film_id, source, object_id, kind, permission, title, words, line_of"
_INSERT = f"INSERT INTO production_searchentry ({_COLUMNS}) VALUES (%s, %s, %s, %s, %s, '', %s, %s)"  # noqa: S608
_COPY = f"COPY production_searchentry ({_COLUMNS}) FROM STDIN"
CHUNK = 2_000

Line = tuple[int, str, int, int]  # row, text, the text that it is a line of, film


def index(findable: Findable, lines: Iterable[tuple[int, str]], *, line_of: int, film: int) -> None:
    """Entries of new lines of one text; inside the transaction that wrote them."""
    connection = connections[DEFAULT_DB_ALIAS]
    before = _last(connection)
    _write(connection, findable, ((key, text, line_of, film) for key, text in lines))
    full_text.fill_lines(connection, line_of, before)


def refresh(findable: Findable, keys: list[Any]) -> None:
    """Make the entries of these rows anew where they say something else by now."""
    connection = connections[DEFAULT_DB_ALIAS]
    wanted = {line[0]: line for line in _lines(findable, DEFAULT_DB_ALIAS).filter(pk__in=keys)}
    gone = []
    for entry, key, words, line_of in _entries(findable).filter(object_id__in=keys):
        if key in wanted and (fold(wanted[key][1], by_sign=True), wanted[key][2]) == (words, line_of):
            del wanted[key]
        else:
            gone.append(entry)
    _delete(gone)
    before = _last(connection)
    _write(connection, findable, wanted.values())
    for line_of in {line[2] for line in wanted.values()}:
        full_text.fill_lines(connection, line_of, before)


def write_all(findable: Findable, using: str) -> None:
    """Entries of all lines that there are; who asks for it sees to the full-text table."""
    lines = _lines(findable, using).order_by("pk").iterator(chunk_size=CHUNK)
    _write(connections[using], findable, lines)


def _lines(findable: Findable, using: str) -> Any:
    line = _line(findable)
    film = f"{film_path(findable.model)}_id"
    rows = findable.model._base_manager.using(using)
    return rows.values_list("pk", line.text, f"{line.owner}_id", film)


def _line(findable: Findable) -> LineOf:
    assert findable.line is not None  # noqa: S101  # who calls has asked
    return findable.line


def _entries(findable: Findable) -> Any:
    from production.models.search import SearchEntry

    entries = SearchEntry.objects.filter(source=findable.model._meta.label_lower)
    return entries.values_list("pk", "object_id", "words", "line_of")


def _delete(entries: list[int]) -> None:
    from production.models.search import SearchEntry

    if entries:
        SearchEntry.objects.filter(pk__in=entries).delete()


def _last(connection: Any) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM production_searchentry")
        return int(cursor.fetchone()[0] or 0)


def _write(connection: Any, findable: Findable, lines: Iterable[Line]) -> None:
    """By chunks: what gives the lines may itself be read from the database meanwhile."""
    rest = iter(lines)
    with connection.cursor() as cursor:
        while chunk := list(islice(rest, CHUNK)):
            values = _values(findable, chunk)
            if connection.vendor == "sqlite":
                cursor.executemany(_INSERT, values)
            else:
                _copy(cursor, values)


def _values(findable: Findable, lines: list[Line]) -> list[tuple[Any, ...]]:
    line, source = _line(findable), findable.model._meta.label_lower
    keys, texts, owners, films = zip(*lines, strict=True)
    said = repeat(source), keys, repeat(line.kind), repeat(line.permission), fold_each(texts, by_sign=True)
    return list(zip(films, *said, owners, strict=False))


def _copy(cursor: Any, values: list[tuple[Any, ...]]) -> None:
    with cursor.copy(_COPY) as copy:
        for *head, words, line_of in values:
            copy.write_row([*head, "", words, line_of])
