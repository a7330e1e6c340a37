"""Promise 1: what was acknowledged is there, whatever happens to workers, database, power or disk."""

import os
import random
import re
import secrets
import shutil
import signal
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.db import connection

from tests.prove import powercut, servers
from tests.prove.scale import scaled

ON_POSTGRES = connection.vendor == "postgresql"
CLIENTS = 12
SAVES = 150  # of the writer whose power is cut
sizes = pytest.mark.parametrize("size", ["little", pytest.param("much", marks=pytest.mark.prove)], ids=str)
only_sqlite = pytest.mark.skipif(ON_POSTGRES, reason="about SQLite's files")
only_postgres = pytest.mark.skipif(not ON_POSTGRES, reason="about PostgreSQL's server")


@pytest.fixture
def chance():
    return random.Random(20261123)


@pytest.fixture(scope="module")
def cluster():
    with ExitStack() as stack:
        yield stack.enter_context(servers.cluster()) if ON_POSTGRES else None


@pytest.fixture(scope="module")
def filled(tmp_path_factory, cluster):
    """An installation that is copied for each proof, and what its clients must know."""
    folder = tmp_path_factory.mktemp("filled")
    url = cluster.create("filled", "template1") if cluster else ""
    return folder, servers.Installation(folder, url).prepare(CLIENTS)


@pytest.fixture
def installation(tmp_path, cluster, filled):
    folder, _known = filled
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    return servers.Installation(tmp_path, cluster.create(secrets.token_hex(8), "filled") if cluster else "")


@pytest.fixture
def clients(filled):
    return [servers.Client(**known) for known in filled[1]]


@pytest.fixture
def theme(clients):
    return clients[0].theme


def database():
    return "PostgreSQL" if ON_POSTGRES else "SQLite"


@sizes
def test_workers_killed_while_everybody_saves(installation, clients, chance, figure, size):
    kills = 3 if size == "little" else scaled(40, 1000)
    with servers.served(installation) as server, servers.saving(clients, server.port):
        time.sleep(1)
        for _ in range(kills):
            for worker in chance.sample(server.workers, 1) if server.workers else []:
                os.kill(worker, signal.SIGKILL)
            time.sleep(chance.uniform(0.2, 0.8))
        time.sleep(1)
    saved = sum(len(client.acknowledged) for client in clients)
    wrong = servers.lost(installation, clients)
    what = f"{database()}: saves lost of {saved} acknowledged, {kills} workers killed"
    figure("1", what, len(wrong), "0")
    assert saved > kills
    assert not wrong, "\n".join(wrong[:20])
    if not ON_POSTGRES:
        assert servers.is_whole(installation.folder / "rodaje.sqlite3")


@only_postgres
@sizes
def test_the_database_server_killed_while_everybody_saves(
    installation, cluster, clients, chance, figure, size
):
    kills = 1 if size == "little" else scaled(8, 100)
    with servers.served(installation) as server, servers.saving(clients, server.port):
        for _ in range(kills):
            time.sleep(chance.uniform(0.5, 2))
            cluster.kill()
            cluster.start()
        time.sleep(2)
    saved = sum(len(client.acknowledged) for client in clients)
    wrong = servers.lost(installation, clients)
    what = f"PostgreSQL: saves lost of {saved} acknowledged, server killed {kills} times"
    figure("1", what, len(wrong), "0")
    assert saved > kills
    assert not wrong, "\n".join(wrong[:20])


def written_by(installation, theme, count, *limit):
    return subprocess.Popen(
        [sys.executable, "-m", "tests.prove.writer", str(theme), str(count), *map(str, limit)],
        cwd=servers.ROOT,
        env=installation.environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )


def saves_in(path, theme):
    """The numbers of the saves that a database remembers."""
    sql = f"SELECT name FROM production_historicaltheme WHERE id = {theme}"
    return {int(name.split()[1]) for (name,) in servers.read(path, sql) if name.startswith("writer ")}


@only_sqlite
@sizes
def test_copies_of_a_stopped_writer(installation, theme, tmp_path, chance, figure, size):
    """A copy of all files at any moment, the writer standing still, is a whole database."""
    copies = 3 if size == "little" else scaled(60, 500)
    writer = written_by(installation, theme, 1_000_000)
    acknowledged, wrong = 0, []
    try:
        for number in range(copies):
            until = time.monotonic() + chance.uniform(0.01, 0.2)
            while time.monotonic() < until or not acknowledged:
                acknowledged = int(writer.stdout.readline().split()[1])
            writer.send_signal(signal.SIGSTOP)
            copy = tmp_path / f"copy{number}"
            copy.mkdir()
            for part in tmp_path.glob("rodaje.sqlite3*"):
                if not part.name.endswith("-shm"):
                    shutil.copy(part, copy)
            writer.send_signal(signal.SIGCONT)
            path = copy / "rodaje.sqlite3"
            missing = set(range(1, acknowledged + 1)) - saves_in(path, theme)
            if missing or not servers.is_whole(path):
                wrong.append(f"copy {number}: {len(missing)} saves missing of {acknowledged}")
            shutil.rmtree(copy)
    finally:
        writer.kill()
        writer.wait()
    figure("1", f"SQLite: damaged copies of {copies}, {acknowledged} saves", len(wrong), "0")
    assert not wrong, "\n".join(wrong)


@only_sqlite
@sizes
def test_power_cuts(installation, theme, tmp_path, chance, figure, size):
    if shutil.which("strace") is None:
        pytest.skip("power cuts are replayed from strace, which isn't installed")
    cuts = 10 if size == "little" else scaled(200, 1000)
    wrong = cut_again_and_again(installation, theme, tmp_path / "trace", chance, cuts)
    figure("1", f"SQLite: {cuts} power cuts in {SAVES} saves: lost or broken", len(wrong), "0")
    assert not wrong, "\n".join(wrong[:20])


@only_sqlite
@pytest.mark.prove
def test_power_cuts_would_be_noticed(installation, theme, tmp_path, chance):
    """The control: a writer that doesn't wait for the disk does lose saves."""
    if shutil.which("strace") is None:
        pytest.skip("power cuts are replayed from strace, which isn't installed")
    assert cut_again_and_again(installation, theme, tmp_path / "trace", chance, 20, "0", "careless")


def cut_again_and_again(installation, theme, trace, chance, cuts, *how):
    """What is wrong after power cuts at random moments of a writer's life."""
    path = installation.folder / "rodaje.sqlite3"
    files = [part for part in installation.folder.glob("rodaje.sqlite3*") if not part.name.endswith("-shm")]
    disk, wrong = powercut.Disk({str(part): bytearray(part.read_bytes()) for part in files}), []
    found = list(powercut.events(traced(installation, theme, trace, *how), installation.folder))
    assert sum(event.kind == "saved" for event in found) == SAVES
    moments = sorted(chance.choices(range(len(found)), k=cuts))
    for number, event in enumerate(found):
        disk.take(event)
        for _ in range(moments.count(number)):
            if (said := after_the_cut(disk, path, chance, theme)) is not None:
                wrong.append(f"cut after {number} calls: {said}")
    return wrong


def traced(installation, theme, trace, *how):
    command = ["strace", "-f", "-y", "-xx", "-s", "200000", "-o", str(trace), "-e", powercut.CALLS]
    writer = [sys.executable, "-m", "tests.prove.writer", str(theme), str(SAVES), *how]
    environment = {**installation.environment, "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run(
        [*command, *writer], cwd=servers.ROOT, env=environment, check=True, stdout=subprocess.DEVNULL
    )
    return trace


def after_the_cut(disk, path, chance, theme):
    """What is wrong with the database that is found after a cut at this moment; None if nothing."""
    folder = path.parent / "after"
    folder.mkdir()
    try:
        for name, data in disk.cut(chance).items():
            (folder / Path(name).name).write_bytes(data)
        found = folder / path.name
        missing = set(disk.saved) - saves_in(found, theme)
        if missing:
            return f"{len(missing)} saves lost of {len(disk.saved)}"
        return None if servers.is_whole(found) else "the database is broken"
    except Exception as error:  # whatever it is: the database can't be opened
        return repr(error)
    finally:
        shutil.rmtree(folder)


@only_sqlite
@sizes
def test_a_full_disk(installation, theme, figure, size):
    """What no longer fits is refused in words, what was acknowledged stays, and afterwards all goes on."""
    times = 2 if size == "little" else scaled(10, 100)
    path = installation.folder / "rodaje.sqlite3"
    refused, wrong = 0, []
    for number in range(times):
        limit = path.stat().st_size + 20_000 + 7_001 * number
        said = written_by(installation, theme, 60, limit).communicate()[0].splitlines()
        acknowledged = {int(line.split()[1]) for line in said if line.startswith("saved ")}
        refused += sum(line.startswith("refused ") for line in said)
        assert len(said) == 60, "the writer broke off instead of saying what was refused"
        if not acknowledged <= saves_in(path, theme) or not servers.is_whole(path):
            wrong.append(f"time {number}: lost or broken")
    assert refused, "the disk was never full"
    again = written_by(installation, theme, 3).communicate()[0]
    assert re.findall(r"saved (\d)", again) == ["1", "2", "3"]
    figure("1", f"SQLite: disk full {times} times, {refused} saves refused: lost or broken", len(wrong), "0")
    assert not wrong, "\n".join(wrong)


def empty(installation):
    """A database without a table."""
    if installation.database_url:
        import psycopg

        with psycopg.connect(installation.database_url, autocommit=True) as open_one:
            open_one.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    else:
        for part in installation.folder.glob("rodaje.sqlite3*"):
            part.unlink()


@pytest.mark.prove
def test_migrations_killed_half_way(installation, chance, figure):
    """A migration that was killed is finished by the next one."""
    times = scaled(5, 200)
    began = time.monotonic()
    empty(installation)
    installation.command("manage.py", "migrate", "--verbosity", "0")
    whole = time.monotonic() - began
    wrong = []
    for number in range(times):
        empty(installation)
        going = subprocess.Popen(
            [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
            cwd=servers.ROOT,
            env=installation.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(chance.uniform(0.2 * whole, whole))
        going.kill()
        going.wait()
        done = installation.command("manage.py", "migrate", "--verbosity", "0", check=False)
        left = installation.command("manage.py", "migrate", "--check", check=False)
        if done.returncode or left.returncode:
            wrong.append(f"time {number}: {done.stderr[-300:]}")
    assert installation.prepare(1)
    figure("1", f"{database()}: migrations killed {times} times and not finished after", len(wrong), "0")
    assert not wrong, "\n".join(wrong)
