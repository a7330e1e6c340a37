"""Cuts as FCPXML, xmeml and OTIO, written and read: ``python -m tests.benchmarks.bench_cut_xml``.

Each is measured at a size and at five times it, which takes five times as long where it is linear. Beside
OTIO stands its own library in the same run: the same time line made of its objects, and its text.
"""

import gc
import json
import time
import tracemalloc

import opentimelineio as oracle
from opentimelineio.opentime import RationalTime, TimeRange

from script.formats import fcpxml, fcpxml_read, otio, otio_read, xmeml, xmeml_read
from tests import environment  # noqa: F401
from tests.script.formats.cuts import long

EVENTS = 2_000
FOLD = 5
ROUNDS = 5
FORMATS = {"FCPXML": (fcpxml, fcpxml_read), "xmeml": (xmeml, xmeml_read), "OTIO": (otio, otio_read)}


def best(work, rounds=ROUNDS):
    """The quickest of some rounds, in processor time: what else runs on the machine isn't counted."""
    spent = []
    for _round in range(rounds):
        gc.collect()
        began = time.process_time()
        work()
        spent.append(time.process_time() - began)
    return min(spent)


def peak(work):
    tracemalloc.start()
    kept = work()
    _held, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del kept
    return most / 1e6


# -- beside it -------------------------------------------------------------------------------------


def objects(cut):
    """The same time line as its library's objects, all that we write in their metadata."""
    rate = cut.rate.num / cut.rate.den
    found = oracle.schema.Timeline(cut.title, global_start_time=RationalTime(cut.start, rate))
    track = oracle.schema.Track("V1", kind="Video")
    for event in cut.events:
        media = event.media
        own = media.rate.num / media.rate.den
        reference = oracle.schema.ExternalReference(
            f"file:///{media.file}",
            TimeRange(RationalTime(media.start, own), RationalTime(100_000, own)),
            {"rodaje": {"media": media.key, "reel": media.reel, "drop": media.rate.drop}},
        )
        facts = {
            "row": event.row, "element": event.element, "words": event.note, "comment": event.comment,
            "clearance": event.clearance, "rating": event.rating, "themes": list(event.themes),
            "ids": dict(event.ids),
        }  # fmt: skip
        shown = TimeRange(RationalTime(media.start + event.source_in, own), RationalTime(event.length, rate))
        track.append(oracle.schema.Clip(event.name, reference, shown, {"rodaje": facts}))
    found.tracks.append(track)
    return found


def beside(cut, ours):
    made = best(lambda: objects(cut))
    timeline = objects(cut)
    theirs = best(lambda: oracle.adapters.write_to_string(timeline, "otio_json", indent=-1))
    print(f"  OpenTimelineIO: objects {made * 1e3:.0f} ms and their text {theirs * 1e3:.0f} ms;", end=" ")
    print(f"ours {ours / (made + theirs):.2f} x of both (goal: at most 1)")
    data = otio.write(cut)
    read = best(lambda: oracle.adapters.read_from_string(data.decode(), "otio_json"))
    print(f"  OpenTimelineIO reads ours in {read * 1e3:.0f} ms")
    timeline = oracle.adapters.read_from_string(data.decode(), "otio_json")
    assert json.loads(oracle.adapters.write_to_string(timeline, "otio_json")) == json.loads(data)


# -- ours ------------------------------------------------------------------------------------------


def two(name, work_of):
    """A size and five times it: what is linear takes five times as long."""
    small, large = best(work_of(EVENTS)), best(work_of(FOLD * EVENTS))
    print(
        f"{name}, {EVENTS:,} events: {small * 1e3:.0f} ms; {FOLD * EVENTS:,}: {large * 1e3:.0f} ms, "
        f"{large / small:.1f} x"
    )
    return small


def main():
    cuts = {count: long(count) for count in (EVENTS, FOLD * EVENTS)}
    for name, (writer, reader) in FORMATS.items():
        texts = {count: writer.write(cut) for count, cut in cuts.items()}
        ours = two(f"write {name}", lambda count: lambda: writer.write(cuts[count]))  # noqa: B023
        if name == "OTIO":
            beside(cuts[EVENTS], ours)
        two(f"read {name}", lambda count: lambda: reader.read(texts[count]))  # noqa: B023
        for count, data in texts.items():
            most = peak(lambda: reader.read(data))  # noqa: B023
            print(f"  memory to read {count:,} ({len(data) / 1e6:.1f} MB): {most:.0f} MB")


if __name__ == "__main__":
    main()
