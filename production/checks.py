"""What the installation must have, said before it starts."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Warning, register
from django.db import connection

from production.sqlite import wal_is_safe


@register()
def sqlite_library(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if connection.vendor != "sqlite":
        return []
    import sqlite3

    if wal_is_safe(sqlite3.sqlite_version_info):
        return []
    return [
        Warning(
            f"SQLite {sqlite3.sqlite_version} can corrupt a database in WAL mode; "
            "the slower DELETE journal is used.",
            hint="Install pysqlite3, or Python with SQLite 3.51.3 or later.",
            id="production.W001",
        )
    ]
