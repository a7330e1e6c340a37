"""Everybody at once: ``python -m tests.benchmarks.bench_load [SECONDS]``

Thirty-two clients, twenty who edit and twelve who read, on gunicorn with two workers; first on SQLite,
then on PostgreSQL where it is installed. Half the time they never pause: how much is done at most. Half
the time each takes a second between two requests: how long one waits. An editor reads the form and
counts one on from what it shows: an update that was lost is missing in the sum.
"""

import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

from tests import postgres
from tests.prove import servers

EDITORS, READERS = 20, 12


def run(name, installation, seconds):
    known = installation.prepare(EDITORS + READERS)
    good = True
    with servers.served(installation) as server:
        for how, pause in (("no pause", 0), ("1 s pause", 1)):
            clients = [servers.Client(**one) for one in known]
            before = counted(installation, clients)
            work(clients, server.port, seconds / 2, pause)
            good &= tell(f"{name}, {how}", installation, clients, seconds / 2, before)
    return good


def work(clients, port, seconds, pause):
    over = time.monotonic() + seconds

    def go_on(client):
        time.sleep(pause * client.number / len(clients))
        while time.monotonic() < over:
            (client.read_and_save if client.number < EDITORS else client.read)(port)
            time.sleep(pause)

    threads = [threading.Thread(target=go_on, args=(client,)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def counted(installation, clients):
    stands = dict(installation.rows("SELECT id, name FROM production_theme"))
    return sum(int(stands[client.theme].rsplit(" ", 1)[1]) for client in clients)


def tell(name, installation, clients, seconds, before):
    pages = sorted(time for client in clients for time in client.page_times)
    saves = sorted(time for client in clients for time in client.save_times)
    errors = [error for client in clients for error in client.errors]
    acknowledged = sum(len(client.acknowledged) for client in clients)
    written = counted(installation, clients) - before
    print(
        f"{name:<21} {(len(pages) + len(saves)) / seconds:7.0f} requests/s   "
        f"page {milliseconds(pages)}   save {milliseconds(saves)}   "
        f"{len(errors)} errors   {acknowledged - written} lost updates of {acknowledged}"
    )
    for error in errors[:5]:
        print(f"    {error}")
    return not errors and acknowledged == written


def milliseconds(times):
    if len(times) < 2:
        return "–"
    p95 = statistics.quantiles(times, n=20)[-1]
    return f"p50 {statistics.median(times) * 1000:.0f} p95 {p95 * 1000:.0f} ms"


def main(arguments):
    seconds = float(arguments[0]) if arguments else 60
    print(f"{EDITORS} editors and {READERS} readers, {seconds:.0f} s each:")
    with tempfile.TemporaryDirectory(prefix="rodaje-load-") as folder:
        good = run("SQLite", servers.Installation(Path(folder)), seconds)
    try:
        with servers.cluster() as cluster, tempfile.TemporaryDirectory(prefix="rodaje-load-") as folder:
            good &= run("PostgreSQL", servers.Installation(Path(folder), cluster.url()), seconds)
    except postgres.NoServer as why:
        print(f"PostgreSQL            not measured: {why}")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
