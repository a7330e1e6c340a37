"""A database with all migrations, made once for a run of tests: each process of it begins with a copy.

``RODAJE_MIGRATED`` names it: a file of SQLite, or a database on PostgreSQL's server. Without it, as
where a single test is run by hand, each process migrates a database of its own.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

VARIABLE = "RODAJE_MIGRATED"
_ROOT = Path(__file__).parent.parent
_NAME = "rodaje_migrated"


class Making:
    """Migrations on their way, in a process of their own."""

    def __init__(self, url: str, name: str, environment: Mapping[str, str]) -> None:
        self.name = name
        self._process = subprocess.Popen(
            [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
            cwd=_ROOT,
            env={**environment, "RODAJE_LOCAL": "1", "DATABASE_URL": url},
            stdin=subprocess.DEVNULL,
        )

    def done(self) -> dict[str, str]:
        """The variable for the tests; nothing where it failed: they migrate themselves, and say why."""
        return {} if self._process.wait() else {VARIABLE: self.name}

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()


@contextmanager
def on_sqlite(folder: Path, environment: Mapping[str, str]) -> Iterator[Making]:
    making = Making(f"sqlite:///{folder / _NAME}.sqlite3", f"{folder / _NAME}.sqlite3", environment)
    try:
        yield making
    finally:
        making.stop()


@contextmanager
def on_postgres(url: str, environment: Mapping[str, str]) -> Iterator[Making]:
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {_NAME}")
    making = Making(urlunsplit(urlsplit(url)._replace(path=f"/{_NAME}")), _NAME, environment)
    try:
        yield making
    finally:
        making.stop()


def is_file() -> bool:
    return os.path.isabs(os.environ.get(VARIABLE, ""))


@contextmanager
def copied(connection: Any) -> Iterator[None]:
    """Let this process's test database be a copy, which goes with it."""
    name = os.environ.get(VARIABLE)
    test = connection.settings_dict["TEST"]
    if name and is_file():
        shutil.copyfile(name, test["NAME"])
    elif name:
        test["TEMPLATE"] = name
    yield
    if name and is_file():
        connection.close()
        for ending in ("", "-wal", "-shm"):
            Path(f"{test['NAME']}{ending}").unlink(missing_ok=True)
