"""A real installation to be hurt: gunicorn with its workers, SQLite or a PostgreSQL of its own, and
clients who remember what was acknowledged to them. Everything stays on this machine."""

import contextlib
import http.client
import json
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlencode

from tests import postgres

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass
class Installation:
    """A folder of data, and the environment that serves it."""

    folder: Path
    database_url: str = ""

    @property
    def environment(self) -> dict[str, str]:
        ours = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "SECRET_KEY", "DEBUG"}}
        ours |= {"RODAJE_LOCAL": "1", "RODAJE_DATA": str(self.folder), "LOG_LEVEL": "CRITICAL"}
        return ours | ({"DATABASE_URL": self.database_url} if self.database_url else {})

    def command(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=check,
        )

    def prepare(self, clients: int) -> list[dict]:
        """Tables and rows; what each client must know."""
        self.command("manage.py", "migrate", "--verbosity", "0")
        self.command("manage.py", "createcachetable")
        lines = self.command("-m", "tests.prove.fill", str(clients)).stdout.splitlines()
        return [json.loads(line) for line in lines]

    def rows(self, sql: str) -> list[tuple]:
        """What the database says, read past the application."""
        if self.database_url:
            import psycopg

            with psycopg.connect(self.database_url) as connection:
                return connection.execute(sql).fetchall()
        return read(self.folder / "rodaje.sqlite3", sql)


def read(path: Path, sql: str) -> list[tuple]:
    import sqlite3

    with contextlib.closing(sqlite3.connect(path, timeout=20)) as connection:
        return connection.execute(sql).fetchall()


def is_whole(path: Path) -> bool:
    return read(path, "PRAGMA integrity_check") == [("ok",)] and not read(path, "PRAGMA foreign_key_check")


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@dataclass
class Server:
    process: subprocess.Popen[bytes]
    port: int

    @property
    def workers(self) -> list[int]:
        return children(self.process.pid)


def children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


@contextmanager
def served(installation: Installation, *, workers: int = 2, threads: int = 4) -> Iterator[Server]:
    port = free_port()
    command = ["-m", "gunicorn", "production.wsgi", "--bind", f"127.0.0.1:{port}", "--preload"]
    command += ["--worker-class", "gthread", "--workers", str(workers), "--threads", str(threads)]
    command += ["--log-level", "critical", "--graceful-timeout", "3"]
    process = subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env=installation.environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port)
        yield Server(process, port)
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            for child in children(process.pid):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(child, signal.SIGKILL)
            process.kill()
            process.wait()


def _wait_for(port: int) -> None:
    for _ in range(600):
        with contextlib.suppress(OSError):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/accounts/login/")
            if connection.getresponse().status == 200:
                return
        time.sleep(0.1)
    raise TimeoutError("the server didn't come up")


@dataclass
class Client:
    """Somebody at a browser, with one theme of their own whose name counts their saves."""

    number: int
    theme: int
    session: str
    edit: str
    pages: list[str]
    token: str = field(default_factory=lambda: secrets.token_hex(16))
    sent: int = 0
    acknowledged: list[int] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    page_times: list[float] = field(default_factory=list)
    save_times: list[float] = field(default_factory=list)
    _connection: http.client.HTTPConnection | None = None

    def name(self, count: int) -> str:
        return f"client {self.number}: {count}"

    def ask(self, port: int, method: str, path: str, form: dict | None = None) -> tuple[int, str]:
        if self._connection is None:
            self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        headers = {"Cookie": f"sessionid={self.session}; csrftoken={self.token}"}
        body = None
        if form is not None:
            body = urlencode({**form, "csrfmiddlewaretoken": self.token})
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            self._connection.request(method, path, body, headers)
            response = self._connection.getresponse()
            return response.status, response.read().decode()
        except (OSError, http.client.HTTPException):
            self._connection.close()
            self._connection = None
            raise

    def save(self, port: int) -> bool:
        """Count one on, without having read: what a client does who only ever writes."""
        self.sent += 1
        try:
            status, _body = self.ask(port, "POST", self.edit, {"name": self.name(self.sent)})
        except (OSError, http.client.HTTPException):
            return False
        if status == 302:
            self.acknowledged.append(self.sent)
        return status == 302

    def read_and_save(self, port: int) -> None:
        """Read the form, count one on from what it shows, save it: an editor's round."""
        status, body = self.timed(port, self.page_times, "GET", self.edit)
        shown = re.search(r'value="client \d+: (\d+)"', body)
        version = re.search(r'name="version"[^>]*value="(\d+)"|value="(\d+)"[^>]*name="version"', body)
        if status != 200 or not shown or not version:
            self.errors.append(f"GET {self.edit}: {status}")
            return
        count = int(shown[1]) + 1
        form = {
            "name": self.name(count),
            "version": version[1] or version[2],
            "form_key": secrets.token_hex(16),
        }
        status, body = self.timed(port, self.save_times, "POST", self.edit, form)
        if status == 302:
            self.acknowledged.append(count)
        else:
            self.errors.append(f"POST {self.edit}: {status}")

    def read(self, port: int) -> None:
        page = self.pages[len(self.page_times) % len(self.pages)]
        status, _body = self.timed(port, self.page_times, "GET", page)
        if status != 200:
            self.errors.append(f"GET {page}: {status}")

    def timed(self, port, times, *request) -> tuple[int, str]:
        began = time.perf_counter()
        try:
            answer = self.ask(port, *request)
        except (OSError, http.client.HTTPException) as error:
            answer = (0, repr(error))
        times.append(time.perf_counter() - began)
        return answer


@contextmanager
def saving(clients: list[Client], port: int) -> Iterator[None]:
    """All of them save, as fast as they are answered, while what is inside happens."""
    over = threading.Event()

    def work(client: Client) -> None:
        while not over.is_set():
            if not client.save(port):
                time.sleep(0.02)

    threads = [threading.Thread(target=work, args=(client,), daemon=True) for client in clients]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        over.set()
        for thread in threads:
            thread.join(90)


def lost(installation: Installation, clients: list[Client]) -> list[str]:
    """What was acknowledged and isn't there: neither as it stands nor in the history."""
    stands = dict(installation.rows("SELECT id, name FROM production_theme"))
    history = set(installation.rows("SELECT id, name FROM production_historicaltheme"))
    wrong = []
    for client in clients:
        for count in client.acknowledged:
            if (client.theme, client.name(count)) not in history:
                wrong.append(f"{client.name(count)} was acknowledged and is lost")
        counted = int(stands[client.theme].rsplit(" ", 1)[1])
        if client.acknowledged and not client.acknowledged[-1] <= counted <= max(client.sent, counted):
            wrong.append(f"client {client.number} stands at {counted}, not at {client.acknowledged[-1]}")
    return wrong


class Cluster:
    """A PostgreSQL server with its ordinary care for commits, that can be killed and started again."""

    def __init__(self) -> None:
        self.owner = postgres._owner()
        self.binaries = postgres.find(self.owner)
        self.home = Path(tempfile.mkdtemp(prefix="rodaje-pg-", dir="/tmp"))
        if self.owner:
            shutil.chown(self.home, self.owner)
        initdb = [str(self.binaries / "initdb"), "-D", str(self.data), "--no-sync"]
        postgres._must(
            postgres._run([*initdb, "--username=rodaje", "--auth=trust", "--encoding=UTF8"], self.owner)
        )

    @property
    def data(self) -> Path:
        return self.home / "data"

    def url(self, database: str = "postgres") -> str:
        return f"postgres://rodaje@{quote(str(self.home), safe='')}/{database}"

    def create(self, database: str, template: str) -> str:
        import psycopg

        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{database}" TEMPLATE "{template}"')
        return self.url(database)

    def start(self) -> None:
        options = f"-c listen_addresses='' -c max_connections=60 -c shared_buffers=64MB -k {self.home}"
        command = [str(self.binaries / "pg_ctl"), "-D", str(self.data), "-w", "-l", str(self.home / "log")]
        postgres._must(postgres._run([*command, "-o", options, "start"], self.owner), self.home / "log")

    def kill(self) -> None:
        """-9 for the server and all that it started, as one."""
        server = int((self.data / "postmaster.pid").read_text().split()[0])
        for pid in (server, *children(server)):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        while Path(f"/proc/{server}").exists() and "zombie" not in _state(server):
            time.sleep(0.01)
        # where nobody buries the dead its number still seems to be taken
        for lock in (self.data / "postmaster.pid", *self.home.glob(".s.PGSQL.*")):
            lock.unlink(missing_ok=True)

    def remove(self) -> None:
        stop = [str(self.binaries / "pg_ctl"), "-D", str(self.data), "-m", "immediate", "stop"]
        postgres._run(stop, self.owner)
        shutil.rmtree(self.home, ignore_errors=True)


def _state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/status").read_text().split("State:")[1].split("\n")[0]
    except (OSError, IndexError):
        return "zombie"


@contextmanager
def cluster() -> Iterator[Cluster]:
    found = Cluster()
    try:
        found.start()
        yield found
    finally:
        found.remove()
