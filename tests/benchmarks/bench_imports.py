"""100,000 people from a file to the register and back: ``python -m tests.benchmarks.bench_imports``.

The baseline is what no import can be without: the csv module, and one executemany of the same rows
into a table without keys, history or search.
"""

import csv
import gc
import io
import resource
import time
from functools import partial

import django
from django.core.management import call_command
from django.db import connection, transaction

from tests import environment  # noqa: F401

ROWS = 100_000
SMALL = 2_000

django.setup()

from production.actions import imports  # noqa: E402
from production.formats import sheets, tables  # noqa: E402
from production.importing import reading  # noqa: E402
from production.importing.columns import Mapping  # noqa: E402
from production.models import Import, Person  # noqa: E402
from tests import factories  # noqa: E402

HEADINGS = ["Name", "E-mail", "Phone", "Kind", "Department", "Position", "Starts on", "Notes"]


def cells(number):
    day = f"{number % 28 + 1:02d}/0{number % 9 + 1}/2003"
    return [f"Núñez {number}", f"p{number}@example.org", f"+52 55 {number:07d}", "crew", "Camera",
            "Camera operator", day, f"note, with a comma {number}"]  # fmt: skip


def table(count):
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADINGS)
    writer.writerows(map(cells, range(count)))
    return out.getvalue().encode()


def workbook(count):
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(HEADINGS)
    for number in range(count):
        sheet.append(cells(number))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def timed(work):
    gc.collect()
    began = time.perf_counter()
    found = work()
    return time.perf_counter() - began, found


def bare(data):
    """The csv module and one executemany, nothing else."""
    with connection.cursor() as cursor:
        names = ", ".join(f"c{n} text" for n in range(len(HEADINGS)))
        cursor.execute(f"CREATE TEMPORARY TABLE bare ({names})")
        rows = csv.reader(io.StringIO(data.decode()))
        next(rows)
        marks = ", ".join(["%s"] * len(HEADINGS))
        cursor.executemany(f"INSERT INTO bare VALUES ({marks})", list(rows))
        cursor.execute("DROP TABLE bare")


def through(imported):
    """Read or checked to the end; the longest step, in which nobody else is kept waiting."""
    longest = 0.0
    while imported.state in {"reading", "checking"}:
        seconds, _done = timed(partial(reading.work, imported))
        longest = max(longest, seconds)
        imported = Import.objects.get(pk=imported.pk)
    return longest


def whole(film, by, data):
    """Each stage of an import in seconds."""
    found = {}
    imported = imports.hand_in(film=film, kind="people", name="people.csv", data=data, by=by)
    found["read"], _done = timed(lambda: through(imported))
    imported = Import.objects.get(pk=imported.pk)
    imports.choose_columns(imported=imported, mapping=Mapping.of(imported), by=by)
    found["check"], found["longest step"] = timed(lambda: through(imported))
    for name, act in (("take", imports.take), ("undo", imports.undo)):
        began = time.perf_counter()
        with transaction.atomic():
            act(imported=imported, by=by)
            found[f"{name}, others wait"] = time.perf_counter() - began
        found[f"{name}, findable"] = time.perf_counter() - began
    return found


def memory():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main():
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    film = factories.FilmFactory(slug="house")
    producer = factories.MembershipFactory(film=film).user
    small, data, book = table(SMALL), table(ROWS), workbook(ROWS)
    before = memory()
    seconds, _found = timed(lambda: sum(1 for _row in tables.read(data).rows))
    base, _found = timed(lambda: sum(1 for _row in csv.reader(io.StringIO(data.decode()))))
    print(f"parse CSV, {ROWS:,} rows: {seconds:.2f} s, {seconds / base:.1f} x the csv module")
    seconds, _found = timed(lambda: sum(1 for _row in sheets.read(book).rows))
    print(f"parse XLSX, {ROWS:,} rows: {seconds:.2f} s, {seconds / base:.1f} x the csv module")
    base, _found = timed(lambda: bare(data))
    whole(film, producer, small)
    few = whole(film, producer, small)
    many = whole(film, producer, data)
    for stage, spent in many.items():
        grown = spent / few[stage] if few[stage] else 0
        print(f"{stage}: {spent:.2f} s, {spent / base:.1f} x bare, {grown:.0f} x that of {SMALL:,} rows")
    print(f"bare csv and executemany: {base:.2f} s; rows: {Person.everything.count():,}")
    print(f"memory: {memory() - before:.0f} MB more")


if __name__ == "__main__":
    main()
