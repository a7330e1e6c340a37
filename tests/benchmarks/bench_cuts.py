"""A script laid out as a cut, and an editor's cut matched to it: ``python -m tests.benchmarks.bench_cuts``.

Each is measured at a size and at five times it, which takes five times as long where it is linear.
"""

import gc
import time
from dataclasses import replace
from datetime import date
from fractions import Fraction

from production.pdf.report_content import Head
from production.timecode import RATES
from script import cutting, matching
from script.formats import cut_subtitles
from script.formats.cut import Media, ReadCut, ReadEvent
from script.formats.cut_subtitles import Passage, plain
from script.matching import Range
from script.pdf.content import Cell, Medium, Part, Row, Scene, Script
from tests import environment  # noqa: F401  first: what Django reads

SIZE, FOLD, ROUNDS = 2_000, 5, 3
RATE = RATES["30000/1001"]
HOUR = 108_000


def best(work):
    """The quickest of some rounds, in processor time: what else runs on the machine isn't counted."""
    spent = []
    for _round in range(ROUNDS):
        gc.collect()
        began = time.process_time()
        work()
        spent.append(time.process_time() - began)
    return min(spent)


def two(name, work):
    small, large = best(lambda: work(SIZE)), best(lambda: work(FOLD * SIZE))
    print(
        f"{name}, {SIZE:,}: {small * 1e3:.0f} ms; {FOLD * SIZE:,}: {large * 1e3:.0f} ms, "
        f"{large / small:.1f} x (linear: {FOLD} x)"
    )


def script(count):
    """A soundbite in each row, a clip over each second."""
    medium = Medium(1, None, "A001", "A001", rate="30000/1001", start="01:00:00:00")
    clip = Medium(None, 1, "Newsreel", "N-1", rate="30000/1001")
    lasts = RATE.seconds(90).as_integer_ratio()
    cells = []
    for row in range(count):
        part = Part(100 * row, 100 * row + 90, "", "", "words that are said")
        cells.append(Cell(2 * row, row, "sound", "soundbite", parts=(part,), recording=1, lasts=lasts))
        if row % 2:
            over = replace(part, start=row, end=row + 30)
            short = RATE.seconds(30).as_integer_ratio()
            cells.append(Cell(2 * row + 1, row, "picture", "archive", parts=(over,), clip=1, lasts=short))
    rows = tuple(
        Row(
            row,
            1,
            f"1.{row}",
            lasts,
            starts=RATE.seconds(90 * row).as_integer_ratio(),
        )
        for row in range(count)
    )
    return Script(
        Head("Film", date(2003, 6, 17)), "Script", rate="30000/1001", media=(medium, clip),
        scenes=(Scene(1, "1", "All"),), rows=rows, cells=tuple(cells),
    )  # fmt: skip


def edited(count):
    """Every third is trimmed, every fifth gone, every seventh new."""
    media = [Media("recording:1", "A001", "A001", RATE, HOUR, None, "A001.MOV")]
    ranges = [
        Range(number, number, number, 0, ("recording", 1), 100 * number, 100 * number + 90)
        for number in range(count)
    ]
    events, at = [], 0
    for number in range(count):
        start = HOUR + 100 * number + (3 if number % 3 == 0 else 0)
        if number % 5:
            events += [ReadEvent(at, at + 87, start, start + 87, track, "A001") for track in ("V1", "A1")]
            at += 87
        if number % 7 == 0:
            events.append(ReadEvent(at, at + 5, start + 93, start + 98, "A1", "A001"))
            at += 5
    return ReadCut(events=tuple(events)), media, ranges


def main():
    scripts = {count: script(count) for count in (SIZE, FOLD * SIZE)}
    two("rows laid out as a cut", lambda count: cutting.cut(scripts[count]))
    cuts = {count: edited(count) for count in (SIZE, FOLD * SIZE)}
    two("ranges matched to a cut", lambda count: matching.compare(cuts[count][0], RATE, *cuts[count][1:]))
    said = plain("The house stands behind a wall. " * 4)
    passages = {
        count: [Passage(Fraction(number * 6), Fraction(number * 6 + 5), said) for number in range(count)]
        for count in (SIZE, FOLD * SIZE)
    }
    two("passages broken into subtitles", lambda count: list(cut_subtitles.blocks(passages[count])))


if __name__ == "__main__":
    main()
