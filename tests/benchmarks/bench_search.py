"""Search against the bare index and against icontains: ``python -m tests.benchmarks.bench_search [CUES]``.

Runs on the database of DATABASE_URL (an empty one), on SQLite where nothing is said. 100,000 cues
of transcripts beside some thousand other records; 600,000 are those of a film with all its transcripts.
"""

import random
import statistics
import sys
import time
from itertools import accumulate

import django
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client

from tests import environment  # noqa: F401

django.setup()

from interviews import narrowing  # noqa: E402
from interviews.models import Cue, Recording, Segment  # noqa: E402
from interviews.narrowing import Criteria  # noqa: E402
from interviews.search import index_cues  # noqa: E402
from production.access import access_of  # noqa: E402
from production.models import Person, SearchEntry  # noqa: E402
from production.models.indexing import gathered  # noqa: E402
from production.models.search import rebuild  # noqa: E402
from production.search import find, results  # noqa: E402
from production.words import as_fts5, as_tsquery, read  # noqa: E402
from tests import factories  # noqa: E402

CUES = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
IN_A_TRANSCRIPT = 4_000  # three hours
PEOPLE = 2_000
SPEAKER = "Somebody who speaks"
SEGMENTS = 1_000
WORDS = 15  # of a cue
VOCABULARY = 30_000
ROUNDS = 3
PAGE = 20
_CUE = """INSERT INTO interviews_cue
    (transcript_id, in_frame, out_frame, speaker_id, text, written, version, wording)
    VALUES (%s, %s, %s, %s, %s, '', 1, 1)"""


def vocabulary(rng):
    syllables = [c + v for c in "bcdfglmnprstv" for v in "aeiou"]
    return sorted({"".join(rng.choices(syllables, k=rng.randint(2, 5))) for _ in range(VOCABULARY)})


def sentences(rng, words):
    """Words as often as languages have them: the n-th is n times rarer than the first."""
    rng.shuffle(words)
    weights = list(accumulate(1 / (n + 1) for n in range(len(words))))
    while True:
        yield rng.choices(words, cum_weights=weights, k=WORDS)


def fill(film, rng, words):
    """Transcripts with their cues, some people and segments; the seconds that indexing the cues took."""
    said = sentences(rng, words)
    with gathered():
        people = [
            Person(film=film, name=" ".join(next(said)[:4]), is_contributor=True) for _ in range(PEOPLE)
        ]
        people[0].name = SPEAKER
        Person.objects.bulk_create(people)
    interview = factories.InterviewFactory(film=film)
    taken = 0
    for number in range(0, CUES, IN_A_TRANSCRIPT):
        if number % (3 * IN_A_TRANSCRIPT) == 0:
            interview = factories.InterviewFactory(film=film)
        taken += transcribe(interview, said, min(IN_A_TRANSCRIPT, CUES - number), people[number % 7])
    recording = Recording.objects.first()
    marked = [
        Segment(recording=recording, in_frame=n, out_frame=n + 100, gist=" ".join(next(said)))
        for n in range(SEGMENTS)
    ]
    with gathered():
        Segment.objects.bulk_create(marked)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    return taken


def transcribe(interview, said, many, person):
    transcript = factories.TranscriptFactory(recording=factories.RecordingFactory(interview=interview))
    speaker = factories.SpeakerFactory(transcript=transcript, person=person)
    rows = [(transcript.pk, 100 * n, 100 * n + 90, speaker.pk, " ".join(next(said))) for n in range(many)]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(_CUE, rows)
        cues = list(Cue.objects.filter(transcript=transcript).values_list("pk", "text"))
        began = time.perf_counter()
        index_cues(transcript, cues)
    return time.perf_counter() - began


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
    "sqlite": "SELECT rowid FROM production_search_lines WHERE production_search_lines MATCH %s"
    " ORDER BY rank LIMIT 20",
    "postgresql": "SELECT id FROM production_searchentry "
    " WHERE line_of IS NOT NULL AND document @@ to_tsquery('simple', %s)"
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
    """The usual way: how many, and the first page of them."""
    rows = SearchEntry.objects.filter(film=film, line_of__isnull=False)
    for word in text.replace('"', "").split():
        rows = (
            rows.exclude(words__icontains=word[1:]) if word[0] == "-" else rows.filter(words__icontains=word)
        )
    return rows.count(), list(rows.order_by("-pk")[:PAGE])


def timed(what, asked, rounds=ROUNDS):
    taken = []
    for text in asked:
        best = min(_once(what, text) for _ in range(rounds))
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
    user = factories.MembershipFactory(film=film).user
    access, client = access_of(user, "house"), Client(SERVER_NAME="localhost")
    client.force_login(user)
    seconds = fill(film, rng, words)
    asked = questions(rng, words)
    criteria = Criteria(person=Person.objects.get(name=SPEAKER), language="es")
    print(f"{connection.vendor}, {CUES:,} cues of {WORDS} words, indexed in {seconds:.1f} s")
    if "rebuild" in sys.argv:
        print(f"made anew in {_once(lambda _: rebuild(), ''):.1f} s")
    found = {
        "bare index": timed(bare, asked),
        "search": timed(lambda text: look(access, text), asked),
        "filtered": timed(lambda text: look(access, text, criteria), asked),
        "page": timed(lambda text: page(client, text), asked),
        "icontains": timed(lambda text: contains(film, text), asked[:: max(1, CUES // 50_000)], 1),
    }
    print(f"{'':<12}{'p50 ms':>10}{'p95 ms':>10}{'× bare p95':>12}")
    for name, (median, high) in found.items():
        print(f"{name:<12}{median:>10.2f}{high:>10.2f}{high / found['bare index'][1]:>12.2f}")
    ratio = found["icontains"][0] / found["search"][0]
    over = found["search"][0] - found["bare index"][0]
    print(
        f"search: {ratio:.0f} × as fast as icontains in the median (aim 100); {over:.1f} ms over bare (aim 4)"
    )


def look(access, text, criteria=None):
    """What a page needs: the hits, and the first of them as rows."""
    narrowed = narrowing.narrowed(access.film, criteria) if criteria else None
    hits = find(access, read(text), "", narrowed).hits[:PAGE]
    results(access, hits)


def page(client, text):
    """The page itself, from the address to the last tag."""
    assert client.get("/films/house/search/", {"q": text}).status_code == 200


if __name__ == "__main__":
    main()
