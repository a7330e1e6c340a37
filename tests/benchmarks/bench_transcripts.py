"""Subtitle files of 100,000 cues: ``python -m tests.benchmarks.bench_transcripts``.

The baseline is pysubs2 on the same text in the same run; of every figure the best of several rounds.
pysubs2 reads fewer cues, to save time, and is held to that number. A file that it misreads is still
timed: it shows what each tolerance costs.
"""

import gc
import random
import resource
import time
import tracemalloc

import pysubs2

from interviews.formats import srt, vtt
from interviews.formats.times import usual

CUES = 100_000
JUDGED = 10_000
ROUNDS = 5
WORDS = ["la", "guerra", "de", "los", "exilios", "memoria", "archivo", "entonces", "nosotros", "volvimos",
         "año", "después", "señor", "película"]  # fmt: skip


def said(chance, number):
    words = chance.choices(WORDS, k=chance.randint(4, 14))
    middle = len(words) // 2
    return f"{number}: {' '.join(words[:middle])}\n{' '.join(words[middle:])}"


def spans(count):
    """Three hours hold 4,000 cues; a hundred thousand, three days."""
    return ((number, number * 2_700, number * 2_700 + 2_500) for number in range(count))


def srt_file(count):
    chance = random.Random(2003)
    return "".join(
        f"{n + 1}\n{usual(start, ',')} --> {usual(end, ',')}\n{said(chance, n)}\n\n"
        for n, start, end in spans(count)
    )


def vtt_file(count, voice=""):
    chance = random.Random(2003)
    blocks = (
        f"{usual(start, '.')} --> {usual(end, '.')} align:start\n{voice}{said(chance, n)}\n\n"
        for n, start, end in spans(count)
    )
    return f"WEBVTT\n\n{''.join(blocks)}"


def timed_words(count):
    """As platforms write what a machine heard: a time before each word."""
    chance = random.Random(2003)
    blocks = []
    for _n, start, end in spans(count):
        words = chance.choices(WORDS, k=8)
        timed = "".join(f"<{usual(start + 250 * at, '.')}><c> {word}</c>" for at, word in enumerate(words, 1))
        blocks.append(f"{usual(start, '.')} --> {usual(end, '.')}\nla{timed}\n\n")
    return f"WEBVTT\n\n{''.join(blocks)}"


def mixed(text):
    """Every tenth cue without its number, every tenth with a blank line inside, every tenth out of order."""
    found = text.split("\n\n")[:-1]
    for at in range(0, len(found) - 10, 10):
        found[at] = found[at].partition("\n")[2]
        found[at + 3] = found[at + 3].replace("\n", "\n\n").replace("\n\n", "\n", 2)
        found[at + 6], found[at + 7] = found[at + 7], found[at + 6]
    return "\n\n".join(found) + "\n\n"


# what is read, and its format
FILES = {
    "SRT, clean": (srt, srt_file),
    "SRT, CRLF": (srt, lambda count: srt_file(count).replace("\n", "\r\n")),
    "SRT, points for commas, short parts": (
        srt,
        lambda count: srt_file(count).replace(",", ".").replace("00 -", " -"),
    ),
    "SRT, three in ten cues damaged": (srt, lambda count: mixed(srt_file(count))),
    "SRT, no blank lines": (srt, lambda count: srt_file(count).replace("\n\n", "\n")),
    "SRT, UTF-16": (srt, srt_file),
    "VTT, clean": (vtt, vtt_file),
    "VTT, voices": (vtt, lambda count: vtt_file(count, "<v Dina Vólkova>")),
    "VTT, a time for each word": (vtt, lambda count: timed_words(min(count, CUES // 2))),
}


def seconds(work):
    """The best of several rounds, in processor time: other programs don't count."""
    found = []
    for _round in range(ROUNDS):
        gc.collect()
        began = time.process_time()
        work()
        found.append(time.process_time() - began)
    return min(found)


def judged(text, name):
    return seconds(lambda: pysubs2.SSAFile.from_string(text, format_=name)) / JUDGED


def measure(title, reader, make):
    encoding = "utf-16" if "UTF-16" in title else "utf-8"
    data = make(CUES).encode(encoding)
    reading = reader.read(data)
    ours = seconds(lambda: reader.read(data)) / len(reading.cues)
    theirs = judged(make(JUDGED), reading.format)
    print(
        f"{title}: {len(reading.cues):,} cues, {1 / ours:,.0f} a second, {theirs / ours:.1f} x pysubs2 "
        f"({1 / theirs:,.0f}); repairs {len(reading.repairs) + reading.more_repairs:,}"
    )


def memory(data):
    """At its height while a file is read, the file itself left out."""
    tracemalloc.start()
    reading = srt.read(data)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    whole = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory for {len(reading.cues):,} cues: {most / 2**20:.0f} MB; the whole process: {whole:.0f} MB")


def main():
    memory(srt_file(CUES).encode())
    for title, (reader, make) in FILES.items():
        measure(title, reader, make)


if __name__ == "__main__":
    main()
