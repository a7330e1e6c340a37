"""Unsafe settings refuse to start with a sentence that says what to set."""

import os
import subprocess
import sys

import pytest

from production.sqlite import wal_is_safe

SAFE = {
    "SECRET_KEY": "k9-Tz4_mQ" * 6,
    "ALLOWED_HOSTS": "rodaje.example.org",
    "PATH": os.environ["PATH"],
    "DJANGO_SETTINGS_MODULE": "production.settings",
}


def start(tmp_path, command=("check",), **changes):
    environment = {**SAFE, "RODAJE_DATA": str(tmp_path), **changes}
    environment = {name: value for name, value in environment.items() if value is not None}
    return subprocess.run(
        [sys.executable, "manage.py", *command], env=environment, capture_output=True, text=True, timeout=180
    )


@pytest.mark.parametrize(
    ("changes", "names"),
    [
        ({"SECRET_KEY": None}, "SECRET_KEY"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"ALLOWED_HOSTS": None}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS"),
        ({"DEBUG": "1"}, "DEBUG"),
    ],
)
def test_an_unsafe_server_does_not_start(tmp_path, changes, names):
    done = start(tmp_path, **changes)
    assert done.returncode != 0
    last = done.stderr.strip().splitlines()[-1]
    assert "ImproperlyConfigured" in last
    assert names in last
    assert "Set " in last or "Unset " in last


def test_a_safe_server_passes_the_deployment_check(tmp_path):
    done = start(tmp_path, ("check", "--deploy", "--fail-level", "WARNING"))
    assert done.returncode == 0, done.stderr


def test_this_machine_alone_needs_no_settings(tmp_path):
    done = start(tmp_path, SECRET_KEY=None, ALLOWED_HOSTS=None, RODAJE_LOCAL="1")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 0), True),
        ((4, 0, 0), True),
    ],
)
def test_which_sqlite_is_free_of_the_wal_reset_race(version, safe):
    assert wal_is_safe(version) is safe


@pytest.mark.django_db
def test_sqlite_is_opened_so_that_nothing_acknowledged_is_lost():
    from django.db import connection

    if connection.vendor != "sqlite":
        assert connection.settings_dict["OPTIONS"]["options"].startswith("-c synchronous_commit=on")
        return
    with connection.cursor() as cursor:
        state = [
            cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    assert state == ["wal", 2, 1]
    assert connection.transaction_mode == "IMMEDIATE"


def test_the_database_file_is_for_its_owner_alone(tmp_path):
    done = start(tmp_path, ("migrate", "-v0"), RODAJE_LOCAL="1")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "rodaje.sqlite3").stat().st_mode & 0o077 == 0
