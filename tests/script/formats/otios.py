"""Files of OpenTimelineIO, piece by piece, and what was read of them."""

import json

from script.formats import otio_read


def time(value, rate=25):
    return {"OTIO_SCHEMA": "RationalTime.1", "rate": rate, "value": value}


def span(start, lasts, rate=25):
    return {"OTIO_SCHEMA": "TimeRange.1", "start_time": time(start, rate), "duration": time(lasts, rate)}


FILE = {
    "OTIO_SCHEMA": "ExternalReference.1",
    "target_url": "file:///V/A%201.mov",
    "available_range": span(90_000, 999),
}


def clip(start=90_100, lasts=50, **more):
    return {
        "OTIO_SCHEMA": "Clip.1",
        "name": "C",
        "source_range": span(start, lasts),
        "media_reference": FILE,
        **more,
    }


def gap(lasts):
    return {"OTIO_SCHEMA": "Gap.1", "source_range": span(0, lasts)}


def track(*children, kind="Video", **more):
    return {"OTIO_SCHEMA": "Track.1", "kind": kind, "children": list(children), **more}


def stack(*children, **more):
    return {"OTIO_SCHEMA": "Stack.1", "children": list(children), **more}


def timeline(*tracks, **more):
    return {"OTIO_SCHEMA": "Timeline.1", "name": "T", "tracks": stack(*tracks), **more}


def back(tree):
    return otio_read.read(json.dumps(tree).encode())


def events(*tracks):
    found = back(timeline(*tracks))
    told = [(e.track, e.record_in, e.record_out, e.source_in, e.source_out) for e in found.events]
    return told, [repair.code for repair in found.repairs]
