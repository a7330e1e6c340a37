"""Search against the bare index and against icontains: ``python -m tests.benchmarks.bench_search [ENTRIES]``.

Runs on the database of DATABASE_URL (an empty one), on SQLite where nothing is said. 100,000
entries; 600,000 are those of a film with all its transcripts.
"""

import random
import statistics
import sys
import time
from itertools import accumulate

import django
from django.core.management import call_command
from django.db import connection, transaction

from tests import environment  # noqa: F401

django.setup()

from production import full_text  # noqa: E402
from production.access import access_of  # noqa: E402
from production.models import Person, SearchEntry  # noqa: E402
from production.search import find, results  # noqa: E402
from production.words import as_fts5, as_tsquery, read  # noqa: E402
from tests import factories  # noqa: E402

ENTRIES = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
WORDS = 15  # of an entry, as of a sentence in a transcript
VOCABULARY = 30_000
ROUNDS = 3
PAGE = 20
BATCH = 2_000


def vocabulary(rng):
    syllables = [c + v for c in "bcdfglmnprstv" for v in "aeiou"]
    return sorted({"".join(rng.choices(syllables, k=rng.randint(2, 5))) for _ in range(VOCABULARY)})


def sentences(rng, words):
    """Words as often as languages have them: the n-th is n times rarer than the first."""
    rng.shuffle(words)
    weights = list(accumulate(1 / (n + 1) for n in range(len(words))))
    for _ in range(ENTRIES):
        yield rng.choices(words, cum_weights=weights, k=WORDS)


def fill(film, rng, words):
    people = [Person(film=film, name=f"Somebody {n}", is_contributor=True) for n in range(200)]
    keys = [person.pk for person in Person.objects.bulk_create(people)]
    SearchEntry.objects.all().delete()
    began = time.perf_counter()
    batch = []
    with transaction.atomic():
        full_text.let_go(connection)
        for number, sentence in enumerate(sentences(rng, words)):
            batch.append(
                SearchEntry(
                    film=film,
                    source="production.person",
                    object_id=number,
                    kind="person",
                    permission="SEE_PEOPLE",
                    title=" ".join(sentence[:3]),
                    words=" ".join(sentence[3:]),
                )
            )
            if len(batch) == BATCH:
                SearchEntry.objects.bulk_create(batch)
                batch = []
        SearchEntry.objects.bulk_create(batch)
        full_text.take_up(connection)
    return keys, time.perf_counter() - began


def questions(rng, words):
    """Common and rare words, beginnings, two words, phrases, one left out."""
    common, rare = words[:40], words[2_000:12_000]
    asked = [rng.choice(common) for _ in range(6)] + [rng.choice(rare) for _ in range(14)]
    asked += [rng.choice(rare)[:4] for _ in range(10)]
    asked += [f"{rng.choice(common)} {rng.choice(rare)}" for _ in range(10)]
    asked += [f'"{rng.choice(common)} {rng.choice(common)}"' for _ in range(5)]
    asked += [f"{rng.choice(rare)} -{rng.choice(common)}" for _ in range(5)]
    return asked


BARE = {
    "sqlite": "SELECT rowid FROM production_search_text WHERE production_search_text MATCH %s"
    " ORDER BY rank LIMIT 20",
    "postgresql": "SELECT id FROM production_searchentry WHERE document @@ to_tsquery('simple', %s)"
    " ORDER BY ts_rank(document, to_tsquery('simple', %s)) DESC LIMIT 20",
}


def bare(text):
    asked = read(text)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(BARE["sqlite"], [as_fts5(asked)])
        else:
            cursor.execute(BARE["postgresql"], [as_tsquery(asked)] * 2)
        return cursor.fetchall()


def contains(film, text):
    rows = SearchEntry.objects.filter(film=film)
    for word in text.replace('"', "").split():
        rows = (
            rows.exclude(words__icontains=word[1:]) if word[0] == "-" else rows.filter(words__icontains=word)
        )
    return list(rows.order_by("-pk")[:PAGE])


def timed(what, asked):
    taken = []
    for text in asked:
        best = min(_once(what, text) for _ in range(ROUNDS))
        taken.append(1000 * best)
    return statistics.median(taken), statistics.quantiles(taken, n=20)[-1]


def _once(what, text):
    began = time.perf_counter()
    what(text)
    return time.perf_counter() - began


def main():
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    rng = random.Random(1940)
    words = vocabulary(rng)
    film = factories.FilmFactory(slug="house")
    access = access_of(factories.MembershipFactory(film=film).user, "house")
    keys, seconds = fill(film, rng, words)
    asked = questions(rng, words)
    print(f"{connection.vendor}, {ENTRIES:,} entries of {WORDS} words, indexed in {seconds:.1f} s")
    found = {
        "bare index": timed(bare, asked),
        "search": timed(lambda text: look(access, keys, text), asked),
        "icontains": timed(lambda text: contains(film, text), asked),
    }
    print(f"{'':<12}{'p50 ms':>10}{'p95 ms':>10}{'× bare p95':>12}")
    for name, (median, high) in found.items():
        print(f"{name:<12}{median:>10.2f}{high:>10.2f}{high / found['bare index'][1]:>12.2f}")
    ratio = found["icontains"][0] / found["search"][0]
    over = found["search"][0] - found["bare index"][0]
    print(
        f"search: {ratio:.0f} × as fast as icontains in the median (aim 100); {over:.1f} ms over bare (aim 4)"
    )


def look(access, keys, text):
    """What the list under the box needs: the hits, and the first of them as rows."""
    hits = find(access, read(text)).hits[:PAGE]
    found = results(access, [(source, keys[key % len(keys)], kind) for source, key, kind in hits])
    assert len(found) <= len(hits)


if __name__ == "__main__":
    main()
