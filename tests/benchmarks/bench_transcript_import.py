"""100,000 cues from their file into the film: ``python -m tests.benchmarks.bench_transcript_import``.

Beside it, in the same run: the usual way (pysubs2, bulk_create, a trigger that tells the full-text
index of each row), and what no import can be without, one executemany of the same rows into a table
without keys or index. Runs on the database of DATABASE_URL, on SQLite where nothing is said;
``python -m tests.postgres python -m tests.benchmarks.bench_transcript_import`` on PostgreSQL.
"""

import gc
import os
import random
import subprocess
import sys
import time

import django
from django.core.management import call_command
from django.db import connection, transaction

from tests import environment  # noqa: F401

CUES = 100_000
AN_INTERVIEW = 1_000
ROUNDS = 3

django.setup()

from interviews.actions import transcript_imports as imports  # noqa: E402
from interviews.models import Cue, Speaker, Transcript, TranscriptImport  # noqa: E402
from production import full_text  # noqa: E402
from production.models import SearchEntry  # noqa: E402
from production.words import fold  # noqa: E402
from tests import factories  # noqa: E402


def subtitles(count):
    rng = random.Random(4)
    words = ["".join(rng.choices("abcdeáñtrsol", k=rng.randint(2, 9))) for _ in range(5_000)]
    blocks = []
    for number in range(count):
        start, end = number * 2_000, number * 2_000 + 1_900
        said = " ".join(rng.choices(words, k=12)).capitalize()
        blocks.append(f"{number + 1}\n{stamp(start)} --> {stamp(end)}\n{said}.\n")
    return "\n".join(blocks).encode()


def stamp(ms):
    return f"{ms // 3_600_000:02d}:{ms // 60_000 % 60:02d}:{ms // 1000 % 60:02d},{ms % 1000:03d}"


def timed(work, *given):
    gc.collect()
    began = time.perf_counter()
    found = work(*given)
    return time.perf_counter() - began, found


# -- ours ------------------------------------------------------------------------------------------


def whole(recording, by, data):
    """From the bytes to the last word found: looked at, kept, read again, taken with its index."""
    spent = {}
    spent["look"], imported = timed(
        lambda: imports.look_first(recording=recording, name="talk.srt", data=data, by=by)
    )
    imports.keep(imported=imported, data=data)
    choice = imports.Choice("first_frame", "es")
    spent["read"], ready = timed(lambda: imports.make_ready(imported=imported, choice=choice))
    spent["write"], _done = timed(lambda: imports.take(imported=imported, ready=ready, choice=choice, by=by))
    return spent


# -- beside it -------------------------------------------------------------------------------------

TRIGGERS = {
    "sqlite": [
        "CREATE VIRTUAL TABLE usual_text USING fts5(text, content='interviews_cue', content_rowid='id')",
        """CREATE TRIGGER usual AFTER INSERT ON interviews_cue BEGIN
            INSERT INTO usual_text (rowid, text) VALUES (new.id, new.text); END""",
    ],
    "postgresql": [
        "CREATE TABLE usual_text (id bigint, document tsvector)",
        "CREATE INDEX usual_words ON usual_text USING gin (document)",
        """CREATE FUNCTION usual() RETURNS trigger AS $$ BEGIN
            INSERT INTO usual_text VALUES (new.id, to_tsvector('simple', new.text)); RETURN new; END
            $$ LANGUAGE plpgsql""",
        "CREATE TRIGGER usual AFTER INSERT ON interviews_cue FOR EACH ROW EXECUTE FUNCTION usual()",
    ],
}
GONE = {
    "sqlite": ["DROP TRIGGER usual", "DROP TABLE usual_text"],
    "postgresql": ["DROP TRIGGER usual ON interviews_cue", "DROP FUNCTION usual", "DROP TABLE usual_text"],
}


def run(statements):
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def usual(recording, data):
    import pysubs2

    run(TRIGGERS[connection.vendor])

    def take():
        with transaction.atomic():
            transcript = factories.TranscriptFactory(recording=recording, is_main=False)
            Cue.objects.bulk_create(
                Cue(
                    transcript=transcript,
                    in_frame=round(line.start / 40),
                    out_frame=round(line.end / 40),
                    text=line.plaintext,
                    in_ms=line.start,
                    out_ms=line.end,
                )
                for line in pysubs2.SSAFile.from_string(data.decode(), format_="srt")
            )

    seconds, _done = timed(take)
    run(GONE[connection.vendor])
    return seconds


def bare(data):
    """The rows of cues and of search entries, ready to be written, into tables without keys or index."""
    texts = [text.decode() for text in data.split(b"\n")[2::4]]
    cues = [
        (n, 1, n * 50, n * 50 + 48, None, text, None, n * 2_000, n * 2_000 + 1_900, "", 1, 1)
        for n, text in enumerate(texts)
    ]
    entries = [
        (n, 1, "interviews.cue", n, "cue", "SEE_INTERVIEWS", "", fold(t), 1) for n, t in enumerate(texts)
    ]
    return written("cues", cues), written("entries", entries)


def written(name, rows):
    kinds = ["text" if isinstance(value, str) else "bigint" for value in rows[0]]
    run([f"CREATE TABLE bare_{name} ({', '.join(f'c{n} {kind}' for n, kind in enumerate(kinds))})"])
    marks = ", ".join(["%s"] * len(kinds))

    def write():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO bare_{name} VALUES ({marks})", rows)

    seconds, _done = timed(write)
    run([f"DROP TABLE bare_{name}"])
    return seconds


# -- memory ----------------------------------------------------------------------------------------

ALONE = """
import sys
from tests.benchmarks import bench_transcript_import as bench
bench.prepare_database()
recording, by = bench.a_recording()
data = bench.subtitles(int(sys.argv[1]))
bench.whole(recording, by, data) if len(sys.argv) < 3 else None
lines = open("/proc/self/status").read().splitlines()
print(next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM")))
"""


def peak(count, *more):
    """MB of a process of its own that imports so many cues."""
    told = subprocess.run(
        [sys.executable, "-c", ALONE, str(count), *more],
        env={key: value for key, value in os.environ.items() if key != "RODAJE_DATA"},
        capture_output=True,
        text=True,
        check=True,
    )
    return int(told.stdout.split()[-1])


def prepare_database():
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)


def clear():
    """What was written, so that each round begins alike."""
    with transaction.atomic():
        full_text.let_go(connection)
        SearchEntry.objects.all().delete()
        TranscriptImport.objects.all().delete()
        for model in (Cue, Speaker, Transcript):
            model._base_manager.all()._raw_delete(model._base_manager.db)
        full_text.take_up(connection)


def a_recording():
    film = factories.FilmFactory()
    by = factories.MembershipFactory(film=film).user
    return factories.RecordingFactory(interview__film=film, duration=6_000_000), by


def main():
    prepare_database()
    recording, by = a_recording()
    data, small = subtitles(CUES), subtitles(AN_INTERVIEW)
    whole(recording, by, small)  # what is loaded on first use
    ours, others, cues, entries = [], [], [], []
    for _round in range(ROUNDS):
        ours.append(whole(recording, by, data))
        others.append(usual(recording, data))
        for spent, into in zip(bare(data), (cues, entries), strict=True):
            into.append(spent)
        clear()
    best = min(ours, key=lambda spent: spent["read"] + spent["write"])
    taken, rows = best["read"] + best["write"], min(cues) + min(entries)
    print(f"{connection.vendor}, {CUES:,} cues, best of {ROUNDS}")
    print(f"look (read and shown): {best['look']:.2f} s")
    print(f"take: {taken:.2f} s: read {best['read']:.2f}, write and index {best['write']:.2f} (others wait)")
    print(f"the usual way: {min(others):.2f} s; {min(others) / taken:.1f} x ours (goal: at least 4)")
    print(
        f"bare executemany of the same rows (cues and entries): {rows:.2f} s; ours is {taken / rows:.1f} x it"
    )
    print(f"of the cues alone: {min(cues):.2f} s; ours is {taken / min(cues):.1f} x it (goal: at most 3.5)")
    if sys.platform == "linux" and connection.vendor == "sqlite":
        most, idle = peak(CUES), peak(CUES, "nothing")
        print(f"memory of a process: {most} MB at its peak, {idle} MB without importing (goal: under 250)")


if __name__ == "__main__":
    main()
