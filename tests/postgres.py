"""A PostgreSQL server that lives as long as one test run: on a socket only, careless of power cuts.

python -m tests.postgres COMMAND …      runs the command with DATABASE_URL set to such a server
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

_CARELESS = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "max_connections": "100",
    "shared_buffers": "64MB",
    "autovacuum": "off",
    "jit": "off",  # it compiles longer than the tests' few rows take to read
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "listen_addresses": "",  # no port, so that nothing on the machine can be in the way
}
_ROOM = 4 * 1024**3


class NoServer(Exception):
    """PostgreSQL can't run here; the text says why."""


def _owner() -> str | None:
    """The account that runs the server: PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres").pw_name
    except KeyError:
        raise NoServer("PostgreSQL doesn't run as root, and there is no user postgres") from None


def _run(command: list[str], owner: str | None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        user=owner,
        cwd="/",
        env={"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def find(owner: str | None) -> Path:
    """The folder of the newest binaries that run; a name on the path may lead nowhere."""
    folders = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"),
        key=lambda folder: int("0" + folder.parent.name),
        reverse=True,
    )
    folders += [
        Path(found).resolve().parent for name in ("initdb", "pg_ctl") if (found := shutil.which(name))
    ]
    for folder in folders:
        try:
            if not any(
                _run([str(folder / name), "--version"], owner).returncode for name in ("initdb", "pg_ctl")
            ):
                return folder
        except OSError:
            continue
    raise NoServer("no PostgreSQL on this machine")


@contextmanager
def server(settings: Mapping[str, str] = _CARELESS) -> Iterator[str]:
    """The URL of a fresh server, which is stopped and removed afterwards."""
    owner = _owner()
    binaries = find(owner)
    home = Path(tempfile.mkdtemp(prefix="rodaje-pg-", dir=_place(settings)))
    try:
        if owner:
            shutil.chown(home, owner)
        data = home / "data"
        initdb = [str(binaries / "initdb"), "-D", str(data), "--no-sync"]
        _must(_run([*initdb, "--username=rodaje", "--auth=trust", "--encoding=UTF8"], owner))
        options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
        pg_ctl = [str(binaries / "pg_ctl"), "-D", str(data), "-w"]
        started = _run([*pg_ctl, "-l", str(home / "log"), "-o", f"{options} -k {home}", "start"], owner)
        _must(started, home / "log")
        try:
            yield f"postgres://rodaje@{quote(str(home), safe='')}/postgres"
        finally:
            _run([*pg_ctl, "-m", "immediate", "stop"], owner)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _place(settings: Mapping[str, str]) -> str:
    """A short path, as sockets allow 107 bytes: in memory for who is careless, where there is room."""
    memory = Path("/dev/shm")
    in_memory = settings is _CARELESS and memory.is_dir() and os.access(memory, os.W_OK)
    return str(memory) if in_memory and shutil.disk_usage(memory).free > _ROOM else "/tmp"


def _must(done: subprocess.CompletedProcess[str], log: Path | None = None) -> None:
    if done.returncode:
        said = log.read_text()[-500:] if log and log.exists() else done.stderr[-500:]
        raise NoServer(f"PostgreSQL didn't start: {said.strip()}")


if __name__ == "__main__":
    with server() as url:
        sys.exit(
            subprocess.run(sys.argv[1:], env={**os.environ, "DATABASE_URL": url}, check=False).returncode
        )
