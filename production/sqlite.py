"""Which SQLite library is used, and how it is opened.

SQLite before 3.51.3 can corrupt a database in WAL mode without any crash (the WAL-reset race;
3.50.7 and 3.44.6 carry the repair). The pysqlite3 wheel brings a repaired one and takes the
place of the module ``sqlite3`` before Django imports it.
"""

from __future__ import annotations

import sys
from typing import Any

_REPAIRED_BRANCHES = ((3, 51, 3), (3, 50, 7), (3, 44, 6))


def use_safe_library() -> None:
    """Put pysqlite3 in the place of sqlite3; harmless where the wheel is not installed."""
    if "sqlite3" in sys.modules and sys.modules["sqlite3"].__name__ != "sqlite3":
        return
    try:
        import pysqlite3
        import pysqlite3.dbapi2
    except ImportError:
        return
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2


def wal_is_safe(version: tuple[int, int, int]) -> bool:
    """Whether this SQLite version is free of the WAL-reset race."""
    newest = _REPAIRED_BRANCHES[0]
    return version >= newest or any(
        version[:2] == branch[:2] and version >= branch for branch in _REPAIRED_BRANCHES
    )


def options() -> dict[str, Any]:
    """Django's OPTIONS for SQLite: nothing acknowledged is lost, writers wait for each other."""
    import sqlite3

    journal = "WAL" if wal_is_safe(sqlite3.sqlite_version_info) else "DELETE"
    return {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (f"PRAGMA journal_mode={journal}; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"),
    }
