"""How each database looks for words in the search table: what no model can describe.

SQLite has an FTS5 table beside it that holds no text of its own; who writes entries fills it, and
a trigger takes out what is deleted, in whatever way. PostgreSQL has a column of its own making. A
migration that alters the search table must make them again: SQLite loses triggers on the way.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from production.words import Asked, as_fts5, as_tsquery

_SQLITE = [
    """CREATE VIRTUAL TABLE IF NOT EXISTS production_search_text USING fts5(
        title, words, content='production_searchentry', content_rowid='id',
        tokenize='ascii', prefix='2 3')""",
    """CREATE TRIGGER IF NOT EXISTS production_search_deleted AFTER DELETE ON production_searchentry BEGIN
        INSERT INTO production_search_text (production_search_text, rowid, title, words)
        VALUES ('delete', old.id, old.title, old.words); END""",
]
_POSTGRESQL = [
    """ALTER TABLE production_searchentry ADD COLUMN IF NOT EXISTS document tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('simple', title), 'A') || setweight(to_tsvector('simple', words), 'B')
        ) STORED""",
    """CREATE INDEX IF NOT EXISTS production_search_text ON production_searchentry
        USING gin (document) WITH (fastupdate = off)""",
]
_GONE = {
    "sqlite": [
        "DROP TRIGGER IF EXISTS production_search_deleted",
        "DROP TABLE IF EXISTS production_search_text",
    ],
    "postgresql": [
        "DROP INDEX IF EXISTS production_search_text",
        "ALTER TABLE production_searchentry DROP COLUMN IF EXISTS document",
    ],
}


def create(connection: Any) -> None:
    _run(connection, _SQLITE if connection.vendor == "sqlite" else _POSTGRESQL)


def drop(connection: Any) -> None:
    _run(connection, _GONE[connection.vendor])


def let_go(connection: Any) -> None:
    """Before all entries are thrown away: SQLite needn't take each out of its table."""
    if connection.vendor == "sqlite":
        drop(connection)


def take_up(connection: Any) -> None:
    """After all entries were made anew: SQLite reads them at once; PostgreSQL has done so."""
    if connection.vendor == "sqlite":
        create(connection)
        _run(connection, ["INSERT INTO production_search_text (production_search_text) VALUES ('rebuild')"])


def _run(connection: Any, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


# -- looking -----------------------------------------------------------------------------------

# Among so many of the newest that hold the words, the best are first: to weigh a hundred thousand
# would take a second, and nobody reads on.
MOST = 1_000

_FIND_SQLITE = """
WITH hits AS MATERIALIZED (
    SELECT entry.id, entry.source, entry.object_id, entry.kind,
        bm25(production_search_text, 8.0, 1.0) AS score
    FROM production_search_text
    JOIN production_searchentry AS entry ON entry.id = production_search_text.rowid
    WHERE production_search_text MATCH %s AND entry.film_id = %s
        AND entry.permission IN (SELECT value FROM json_each(%s)) AND (%s = '' OR entry.kind = %s)
    ORDER BY production_search_text.rowid DESC LIMIT %s)
SELECT source, object_id, kind, -score FROM hits ORDER BY score, id DESC"""

_FIND_POSTGRESQL = """
WITH hits AS MATERIALIZED (
    SELECT id, source, object_id, kind, document
    FROM production_searchentry
    WHERE document @@ to_tsquery('simple', %s) AND film_id = %s
        AND permission IN (SELECT jsonb_array_elements_text(%s::jsonb)) AND (%s = '' OR kind = %s)
    ORDER BY id DESC LIMIT %s)
SELECT source, object_id, kind, ts_rank('{0.1, 0.2, 0.125, 1.0}', document, to_tsquery('simple', %s), 1)
FROM hits ORDER BY 4 DESC, id DESC"""


def find(
    connection: Any, asked: Asked, *, film: int, permissions: Iterable[str], kind: str = ""
) -> list[tuple[str, int, str, float]]:
    """Model, row, kind and worth of what answers, the best first."""
    scope = [film, json.dumps(sorted(permissions)), kind, kind, MOST]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(_FIND_SQLITE, [as_fts5(asked), *scope])
        else:
            words = as_tsquery(asked)
            cursor.execute(_FIND_POSTGRESQL, [words, *scope, words])
        return list(cursor.fetchall())
