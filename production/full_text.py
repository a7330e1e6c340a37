"""How each database looks for words in the search table: what no model can describe.

SQLite has FTS5 tables beside it that hold no text of their own; who writes entries fills them, and
a trigger takes out what is deleted, in whatever way. PostgreSQL has a column of its own making. A
migration that alters the search table must make them again: SQLite loses triggers on the way.

Lines of texts (the cues of a transcript) are indexed apart from everything else: half a million of
them neither hide a scene nor make it slow to find.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from production.words import Asked, as_fts5, as_tsquery

_SQLITE = [
    """CREATE VIRTUAL TABLE IF NOT EXISTS production_search_text USING fts5(
        title, words, content='production_searchentry', content_rowid='id',
        tokenize='ascii', prefix='2 3')""",
    """CREATE VIRTUAL TABLE IF NOT EXISTS production_search_lines USING fts5(
        words, content='production_searchentry', content_rowid='id',
        tokenize='ascii', prefix='2 3')""",
    """CREATE TRIGGER IF NOT EXISTS production_search_deleted AFTER DELETE ON production_searchentry
        WHEN old.line_of IS NULL BEGIN
        INSERT INTO production_search_text (production_search_text, rowid, title, words)
        VALUES ('delete', old.id, old.title, old.words); END""",
    """CREATE TRIGGER IF NOT EXISTS production_search_line_deleted AFTER DELETE ON production_searchentry
        WHEN old.line_of IS NOT NULL BEGIN
        INSERT INTO production_search_lines (production_search_lines, rowid, words)
        VALUES ('delete', old.id, old.words); END""",
]
_POSTGRESQL = [
    """ALTER TABLE production_searchentry ADD COLUMN IF NOT EXISTS document tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('simple', title), 'A') || setweight(to_tsvector('simple', words), 'B')
        ) STORED""",
    """CREATE INDEX IF NOT EXISTS production_search_text ON production_searchentry
        USING gin (document) WITH (fastupdate = off) WHERE line_of IS NULL""",
    """CREATE INDEX IF NOT EXISTS production_search_lines ON production_searchentry
        USING gin (document) WITH (fastupdate = off) WHERE line_of IS NOT NULL""",
]
_GONE = {
    "sqlite": [
        "DROP TRIGGER IF EXISTS production_search_deleted",
        "DROP TRIGGER IF EXISTS production_search_line_deleted",
        "DROP TABLE IF EXISTS production_search_text",
        "DROP TABLE IF EXISTS production_search_lines",
    ],
    "postgresql": [
        "DROP INDEX IF EXISTS production_search_text",
        "DROP INDEX IF EXISTS production_search_lines",
        "ALTER TABLE production_searchentry DROP COLUMN IF EXISTS document",
    ],
}
_FILL = [
    "INSERT INTO production_search_text (rowid, title, words) SELECT id, title, words"
    " FROM production_searchentry WHERE line_of IS NULL{}",
    "INSERT INTO production_search_lines (rowid, words) SELECT id, words"
    " FROM production_searchentry WHERE line_of IS NOT NULL{}",
]


def create(connection: Any) -> None:
    _run(connection, _SQLITE if connection.vendor == "sqlite" else _POSTGRESQL)


def drop(connection: Any) -> None:
    _run(connection, _GONE[connection.vendor])


def let_go(connection: Any) -> None:
    """Before all entries are thrown away: SQLite needn't take each out of its tables."""
    if connection.vendor == "sqlite":
        drop(connection)


def take_up(connection: Any) -> None:
    """After all entries were made anew: SQLite reads them at once; PostgreSQL has done so."""
    if connection.vendor == "sqlite":
        create(connection)
        _run(connection, [statement.format("") for statement in _FILL])


def fill(connection: Any, keys: Iterable[int]) -> None:
    """Tell SQLite's tables of new entries, all at once: a trigger would take five times as long."""
    if connection.vendor == "sqlite":
        scope = " AND id IN (SELECT value FROM json_each(%s))"
        _run(connection, [statement.format(scope) for statement in _FILL], [json.dumps(list(keys))])


def fill_lines(connection: Any, line_of: int, after: int) -> None:
    """The same for the lines of one text that were written after an entry; nobody writes between."""
    if connection.vendor == "sqlite":
        _run(connection, [_FILL[1].format(" AND line_of = %s AND id > %s")], [line_of, after])


def _run(connection: Any, statements: list[str], params: list[Any] | None = None) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement, params)


# -- looking -----------------------------------------------------------------------------------

# Among so many of the newest that hold the words, the best are first: to weigh a hundred thousand
# would take a second, and nobody reads on.
MOST = 1_000


@dataclass(frozen=True)
class Part:
    """Entries of one model that are looked in: all of them, or those that a condition is true of.

    `line_of` are the texts whose lines are meant; the condition speaks of `entry`.
    """

    source: str
    line_of: tuple[int, ...] | None = None
    condition: str = ""
    params: tuple[Any, ...] = ()


_FIND_SQLITE = """
WITH hits AS MATERIALIZED (
    SELECT entry.id, entry.source, entry.object_id, entry.kind, {score} AS score
    FROM {table} JOIN production_searchentry AS entry ON entry.id = {table}.rowid
    WHERE {table} MATCH %s AND {scope}
    ORDER BY {table}.rowid DESC LIMIT %s)
SELECT source, object_id, kind, -score FROM hits ORDER BY score, id DESC"""

# The newest of the lines may be found by going back from the end; of the records, which are few among
# them, they must not: PostgreSQL would read half a million lines on the way. Hence `found`.
_FIND_POSTGRESQL = {
    True: """
WITH hits AS MATERIALIZED (
    SELECT entry.id, source, object_id, kind, document FROM production_searchentry AS entry
    WHERE entry.document @@ to_tsquery('simple', %s) AND {scope}
    ORDER BY entry.id DESC LIMIT %s)""",
    False: """
WITH found AS MATERIALIZED (
    SELECT entry.id, source, object_id, kind, document FROM production_searchentry AS entry
    WHERE entry.document @@ to_tsquery('simple', %s) AND {scope}),
hits AS MATERIALIZED (SELECT * FROM found ORDER BY id DESC LIMIT %s)""",
}
_WEIGH_POSTGRESQL = """
SELECT source, object_id, kind, ts_rank('{0.1, 0.2, 0.125, 1.0}', document, to_tsquery('simple', %s), 1)
FROM hits ORDER BY 4 DESC, id DESC"""

_TABLES = {
    False: ("production_search_text", "bm25(production_search_text, 8.0, 1.0)", "entry.line_of IS NULL"),
    True: ("production_search_lines", "bm25(production_search_lines)", "entry.line_of IS NOT NULL"),
}


def find(
    connection: Any,
    asked: Asked,
    *,
    film: int,
    permissions: Iterable[str],
    kind: str = "",
    parts: Sequence[Part] | None = None,
    lines: bool = False,
) -> list[tuple[str, int, str, float]]:
    """Model, row, kind and worth of what answers, the best first; lines of texts, or all that is none.

    Where parts are named, nothing else is looked in.
    """
    table, score, which = _TABLES[lines]
    scope, params = f"{which} AND entry.film_id = %s", [film]
    for condition, value in _conditions(connection, permissions, kind, parts):
        scope, params = f"{scope} AND {condition}", [*params, *value]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            statement = _FIND_SQLITE.format(table=table, score=score, scope=scope)
            cursor.execute(statement, [as_fts5(asked), *params, MOST])
        else:
            words = as_tsquery(asked)
            statement = _FIND_POSTGRESQL[lines].format(scope=scope) + _WEIGH_POSTGRESQL
            cursor.execute(statement, [words, *params, MOST, words])
        return list(cursor.fetchall())


def _conditions(
    connection: Any, permissions: Iterable[str], kind: str, parts: Sequence[Part] | None
) -> Iterator[tuple[str, list[Any]]]:
    yield _among(connection, "permission", sorted(permissions))
    if kind:
        yield "entry.kind = %s", [kind]
    if parts is not None:
        found = [_part(connection, part) for part in parts]
        text = " OR ".join(text for text, _params in found) or "1 = 0"
        yield f"({text})", [value for _text, params in found for value in params]


def _part(connection: Any, part: Part) -> tuple[str, list[Any]]:
    text, params = "entry.source = %s", [part.source]
    if part.line_of is not None:
        among, keys = _among(connection, "line_of", part.line_of)
        text, params = f"{text} AND {among}", [*params, *keys]
    if part.condition:
        text, params = f"{text} AND {part.condition}", [*params, *part.params]
    return f"({text})", params


def _among(connection: Any, column: str, values: Iterable[Any]) -> tuple[str, list[Any]]:
    if connection.vendor == "sqlite":
        return f"entry.{column} IN (SELECT value FROM json_each(%s))", [json.dumps(list(values))]  # noqa: S608  # a column of ours
    return f"entry.{column} = ANY(%s)", [list(values)]
