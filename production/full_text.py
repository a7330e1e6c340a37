"""How each database looks for words in the search table: what no model can describe.

SQLite has an FTS5 table beside it that holds no text of its own; who writes entries fills it, and
a trigger takes out what is deleted, in whatever way. PostgreSQL has a column of its own making. A
migration that alters the search table must make them again: SQLite loses triggers on the way.
"""

from __future__ import annotations

from typing import Any

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


def _run(connection: Any, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
