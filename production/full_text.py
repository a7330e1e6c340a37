"""How each database looks for words in the search table: what no model can describe.

SQLite has an FTS5 table beside it that holds no text of its own; who writes entries fills it, and
a trigger takes out what is deleted, in whatever way. PostgreSQL has a column of its own making.
"""

from __future__ import annotations

from typing import Any

TABLE = "production_searchentry"
INDEX = "production_search_text"

_SQLITE = [
    f"""CREATE VIRTUAL TABLE IF NOT EXISTS {INDEX} USING fts5(
        title, words, content='{TABLE}', content_rowid='id', tokenize='ascii', prefix='2 3')""",
    f"""CREATE TRIGGER IF NOT EXISTS {INDEX}_deleted AFTER DELETE ON {TABLE} BEGIN
        INSERT INTO {INDEX} ({INDEX}, rowid, title, words)
        VALUES ('delete', old.id, old.title, old.words); END""",
]
_POSTGRESQL = [
    f"""ALTER TABLE {TABLE} ADD COLUMN IF NOT EXISTS document tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('simple', title), 'A') || setweight(to_tsvector('simple', words), 'B')
        ) STORED""",
    f"CREATE INDEX IF NOT EXISTS {INDEX} ON {TABLE} USING gin (document) WITH (fastupdate = off)",
]


def create(connection: Any) -> None:
    with connection.cursor() as cursor:
        for statement in _SQLITE if connection.vendor == "sqlite" else _POSTGRESQL:
            cursor.execute(statement)


def drop(connection: Any) -> None:
    statements = [f"DROP TRIGGER IF EXISTS {INDEX}_deleted", f"DROP TABLE IF EXISTS {INDEX}"]
    if connection.vendor != "sqlite":
        statements = [f"DROP INDEX IF EXISTS {INDEX}", f"ALTER TABLE {TABLE} DROP COLUMN IF EXISTS document"]
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
