"""A script as words, and a paper edit found in what was said: ``python -m tests.benchmarks.bench_words``.

Baselines in the same run: python-docx, making the rows of a table one by one; difflib, laying each
paragraph over the transcript that it is of, which it need not look for.
"""

import difflib
import random
import time

import docx

from production.words import fold_each
from script.formats import docx_out, fdx, fdx_read, fountain_out, fountain_read
from script.paper_matching import AROUND, Cue, Search, choose, lay_over, text_of
from tests.script.formats.scripts import Row, Scene, cell, script, soundbite

ROWS, JUDGED = 1_200, 60
TRANSCRIPTS, CUES, PARAGRAPHS, COMPARED = 80, 500, 300, 10
SMALL = ["de", "la", "que", "el", "en", "y", "a", "los", "se", "del"]


def timed(act, rounds=3):
    best = None
    for _round in range(rounds):
        start = time.perf_counter()
        act()
        best = min(filter(None, (best, time.perf_counter() - start)))
    return best


def long_script(rows):
    scenes = [Scene(n, str(n), f"Scene {n}", synopsis="What happens.") for n in range(1, rows // 20 + 2)]
    lines = [Row(n, n // 20 + 1, f"{n // 20 + 1}.{n % 20}", (9, 1)) for n in range(rows)]
    words = "La casa está en Coyoacán, detrás de una pared que se hizo más alta dos veces. " * 3
    cells = [soundbite(n, n, words, words) if n % 3 else cell(n, n, "narration", words) for n in range(rows)]
    cells += [cell(rows + n, n, "b_roll", "The wall from the corner, early") for n in range(0, rows, 2)]
    return script(scenes, lines, cells)


def by_rows(found):
    document = docx.Document()
    table = document.add_table(rows=1, cols=4)
    for row in found.rows:
        cells = table.add_row().cells
        cells[0].text = row.number
        for at, column in ((1, "picture"), (2, "sound")):
            cells[at].text = "\n".join(one.words for one in found.column(row, column))


def documents():
    found, few = long_script(ROWS), long_script(JUDGED)
    ours = timed(lambda: docx_out.write(found))
    theirs = timed(lambda: by_rows(few), 1)
    times = theirs * ROWS / JUDGED / ours
    print(f"DOCX of {ROWS:,} rows: {1000 * ours:.0f} ms")
    print(f"  python-docx takes {1000 * theirs:.0f} ms for {JUDGED}; were it linear, {times:.0f}×")
    long = long_script(10 * ROWS)
    print(f"  ten times as many rows: {timed(lambda: docx_out.write(long)) / ours:.1f}×")
    for name, write, read in (
        ("Fountain", fountain_out.write, fountain_read.read),
        ("FDX", fdx.write, fdx_read.read),
    ):
        data = write(found)
        out, back = timed(lambda write=write: write(found)), timed(lambda read=read, data=data: read(data))
        print(f"{name}: out {1000 * out:.0f} ms, back {1000 * back:.0f} ms, {len(data) // 1000:,} KB")


def said(chance):
    words = [
        f"{a}{b}{c}"
        for a in ("ca", "re", "mo", "ti", "lu")
        for b in ("sa", "dor", "mi", "ta")
        for c in "aeos"
    ]
    words += [f"{word}{end}" for word in words for end in ("n", "mos", "ría", "ndo", "ción")]

    def cue():
        return " ".join(
            chance.choice(SMALL) if chance.random() < 0.45 else chance.choice(words)
            for _word in range(chance.randint(5, 25))
        )

    return {key: [cue() for _cue in range(CUES)] for key in range(TRANSCRIPTS)}


def retyped(tracks, chance):
    """A tenth left out, a tenth changed; and where each is from."""
    for _paragraph in range(PARAGRAPHS):
        key, first = chance.randrange(TRANSCRIPTS), chance.randrange(CUES - 6)
        words = " ".join(tracks[key][first : first + chance.randint(2, 6)]).split()
        kept = [word if chance.random() > 0.1 else "otra" for word in words if chance.random() > 0.1]
        yield (key, first), " ".join(kept)


def find(tracks, paragraphs):
    search = Search([text_of(text.split()) for text in paragraphs])
    for key, texts in tracks.items():
        search.look(key, enumerate(fold_each(texts)))
    for number, text in enumerate(search.paragraphs):
        found = []
        for window in search.windows(number):
            texts = tracks[window.track]
            first, last = max(0, window.first - AROUND), min(CUES, window.last + AROUND + 1)
            cues = [Cue(at, 100 * at, 100 * at + 100, texts[at]) for at in range(first, last)]
            found.append(lay_over(text, window.track, cues))
        yield choose([one for one in found if one])


def by_difflib(tracks, wanted):
    for (key, _first), text in wanted:
        whole = " ".join(fold_each(tracks[key])).split()
        matcher = difflib.SequenceMatcher(None, whole, fold_each([text])[0].split(), autojunk=False)
        matcher.get_matching_blocks()


def paper_edits():
    chance = random.Random(2003)
    tracks = said(chance)
    wanted = list(retyped(tracks, chance))
    answers: list = []

    def run():
        answers[:] = find(tracks, [text for _place, text in wanted])

    ours = timed(run, 1)
    right = sum(
        bool(found) and (found[0].track, found[0].ranges[0][0] // 100) == place
        for found, (place, _text) in zip(answers, wanted, strict=True)
    )
    theirs = timed(lambda: by_difflib(tracks, wanted[:COMPARED]), 1) * PARAGRAPHS / COMPARED
    print(f"{PARAGRAPHS} paragraphs in {TRANSCRIPTS * CUES:,} cues: {ours:.1f} s, {right} to the cue")
    print(f"  difflib, told the right one of {TRANSCRIPTS} transcripts: {theirs:.1f} s; {theirs / ours:.1f}×")


if __name__ == "__main__":
    documents()
    paper_edits()
