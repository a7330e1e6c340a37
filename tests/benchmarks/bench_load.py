"""Everybody at once: ``python -m tests.benchmarks.bench_load [SECONDS]``

Thirty-two clients, twenty who edit and twelve who read, without a pause between two requests, on
gunicorn with two workers; first on SQLite, then on PostgreSQL where it is installed. An editor
reads the form and counts one on from what it shows: an update that was lost is missing in the sum.
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
    clients = [servers.Client(**known) for known in installation.prepare(EDITORS + READERS)]
    over = time.monotonic() + seconds

    def work(client, port):
        while time.monotonic() < over:
            (client.read_and_save if client.number < EDITORS else client.read)(port)

    with servers.served(installation) as server:
        over = time.monotonic() + seconds
        threads = [threading.Thread(target=work, args=(client, server.port)) for client in clients]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return tell(name, installation, clients, seconds)


def tell(name, installation, clients, seconds):
    stands = dict(installation.rows("SELECT id, name FROM production_theme"))
    pages = sorted(time for client in clients for time in client.page_times)
    saves = sorted(time for client in clients for time in client.save_times)
    errors = [error for client in clients for error in client.errors]
    acknowledged = sum(len(client.acknowledged) for client in clients)
    counted = sum(int(stands[client.theme].rsplit(" ", 1)[1]) for client in clients)
    print(
        f"{name:<12} {(len(pages) + len(saves)) / seconds:7.0f} requests/s   "
        f"page {milliseconds(pages)}   save {milliseconds(saves)}   "
        f"{len(errors)} errors   {acknowledged - counted} lost updates of {acknowledged}"
    )
    for error in errors[:5]:
        print(f"    {error}")
    return not errors and acknowledged == counted


def milliseconds(times):
    if len(times) < 2:
        return "–"
    p95 = statistics.quantiles(times, n=20)[-1]
    return f"p50 {statistics.median(times) * 1000:.0f} p95 {p95 * 1000:.0f} ms"


def main(arguments):
    seconds = float(arguments[0]) if arguments else 60
    print(f"{EDITORS} editors and {READERS} readers, without a pause, {seconds:.0f} s each:")
    with tempfile.TemporaryDirectory(prefix="rodaje-load-") as folder:
        good = run("SQLite", servers.Installation(Path(folder)), seconds)
    try:
        with servers.cluster() as cluster, tempfile.TemporaryDirectory(prefix="rodaje-load-") as folder:
            good &= run("PostgreSQL", servers.Installation(Path(folder), cluster.url()), seconds)
    except postgres.NoServer as why:
        print(f"PostgreSQL   not measured: {why}")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
