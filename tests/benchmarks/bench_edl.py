"""Edit lists written and read, beside OpenTimelineIO: ``python -m tests.benchmarks.bench_edl``.

The public adapter for EDL (otio-cmx3600-adapter) is the baseline. Beside it stands what any list made by
OpenTimelineIO needs first, a timeline of its objects, and the labels of its frames.
"""

import gc
import time
import tracemalloc
from dataclasses import replace

import opentimelineio as otio
from opentimelineio.opentime import RationalTime, TimeRange

from production.timecode import Rate
from script.formats import ale, edl, edl_read, mapping, markers
from script.formats.cut import Cut, Event, Marker, Media
from tests import environment  # noqa: F401

EVENTS = 2_000
READ = 10_000
FOLD = 5
ROUNDS = 5
AIM = 40
PAL = Rate(25)
WORDS = "Mi abuelo llegó a México en enero de 1937, y nosotros vivíamos en la calle Viena. "


def a_cut(count):
    cards = [
        Media(f"recording:{n}", f"CARD{n:02d}_VOLKOV", f"Volkov {n}", PAL, 90_000 * n, None, f"A{n:03d}.mov")
        for n in range(1, 21)
    ]
    events = []
    for number in range(count):
        at, media = 100 * number, cards[number % len(cards)]
        about = {
            "row": f"{number // 20}.{number % 20}",
            "note": f"{WORDS}{number}",  # no two alike: nothing is remembered
            "comment": "VOLKOV (ON CAM)",
        }
        ids = (("row", number), ("cell", number))
        for track in ("V1", "A1"):
            events.append(
                Event(track, at, at + 100, media, number * 7, number * 7 + 100, themes=("exilio",),
                      rating=3, ids=ids, **about)
            )  # fmt: skip
    marks = tuple(Marker(100 * number, WORDS, str(number)) for number in range(0, count, 10))
    return Cut("La casa", PAL, 90_000, 100 * count, tuple(events), markers=marks)


def best(work):
    spent = []
    for _round in range(ROUNDS):
        gc.collect()
        began = time.process_time()
        work()
        spent.append(time.process_time() - began)
    return min(spent)


# -- beside it -------------------------------------------------------------------------------------


def timeline(cut):
    """What an adapter of OpenTimelineIO is given: its own objects."""
    found = otio.schema.Timeline(cut.title)
    track = otio.schema.Track("V1", kind="Video")
    for event in cut.events:
        if event.track == "V1":
            start = RationalTime(event.media.start + event.source_in, 25)
            clip = otio.schema.Clip(
                event.media.name, source_range=TimeRange(start, RationalTime(event.length, 25))
            )
            clip.metadata["cmx_3600"] = {"reel": event.media.reel[:8], "comments": [event.note]}
            track.append(clip)
    found.tracks.append(track)
    return found


def as_told(cut):
    """As much as the adapter writes: one track, the names of its clips and a note."""
    events = (Event(e.track, e.record_in, e.record_out, e.media, e.source_in, e.source_out, e.media.name,
                    note=e.note) for e in cut.events if e.track == "V1")  # fmt: skip
    return replace(cut, events=tuple(events), markers=())


def labels(cut):
    for event in cut.events:
        for frame in (event.record_in, event.record_out, event.source_in, event.source_out):
            RationalTime(frame, 25).to_timecode(25)


def beside(cut, ours):
    print(f"  OpenTimelineIO: its objects {best(lambda: timeline(cut)) * 1e3:.1f} ms", end="")
    print(f", the labels alone {best(lambda: labels(cut)) * 1e3:.1f} ms")
    objects = timeline(cut)
    theirs = best(lambda: otio.adapters.write_to_string(objects, adapter_name="cmx_3600", rate=25))
    told = as_told(cut)
    alike = best(lambda: edl.write(told))
    print(f"  otio-cmx3600-adapter: {theirs * 1e3:.0f} ms, {theirs / ours:.0f} x ours (goal: at least {AIM})")
    print(f"  what the adapter writes: {alike * 1e3:.1f} ms, {theirs / alike:.0f} x")


# -- ours ------------------------------------------------------------------------------------------


def peak(work):
    tracemalloc.start()
    kept = work()
    _held, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del kept
    return most / 1e6


def two(name, work_of, count):
    """A size and five times it: what is linear takes five times as long."""
    small, large = best(work_of(count)), best(work_of(FOLD * count))
    print(
        f"{name}, {count:,} events: {small * 1e3:.1f} ms; {FOLD * count:,}: {large * 1e3:.0f} ms, "
        f"{large / small:.1f} x"
    )
    return small


def main():
    cuts = {count: a_cut(count) for count in (EVENTS, FOLD * EVENTS, READ, FOLD * READ)}
    texts = {count: edl.write(cuts[count]).encode() for count in (READ, FOLD * READ)}
    ours = two("write EDL", lambda count: lambda: edl.write(cuts[count]), EVENTS)
    beside(cuts[EVENTS], ours)
    two("write mapping CSV", lambda count: lambda: mapping.write(cuts[count]), EVENTS)
    two("write markers", lambda count: lambda: markers.write(cuts[count]), EVENTS)
    two("write ALE", lambda count: lambda: ale.write(cuts[count]), EVENTS)
    two("read EDL", lambda count: lambda: edl_read.read(texts[count]), READ)
    for count in (READ, FOLD * READ):
        print(f"  memory to read {count:,}: {peak(lambda: edl_read.read(texts[count])):.0f} MB")  # noqa: B023


if __name__ == "__main__":
    main()
