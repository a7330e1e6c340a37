"""Cuts, logs and tables that somebody has spoiled: told or refused, never anything else, and soon."""

import json
import random
import re
from contextlib import suppress

import pytest

from production.timecode import RATES, rate_of
from script.formats import (
    ale,
    ale_read,
    cut_read,
    edl,
    fcpxml,
    fcpxml_read,
    mapping,
    markers,
    otio,
    otio_read,
    xmeml,
)
from script.formats.cut import Refused
from tests.own_time import within
from tests.script.formats import cuts, edl_cuts
from tests.script.formats.mutations import spoiled

TIMES = 200  # two thousand were tried of each when this was written
PAL = RATES["25/1"]
DROP = rate_of("30000/1001", drop=True)
MIXED, ONE = cuts.house(PAL, other=RATES["24/1"]), cuts.house(DROP)


def as_cut(kind, rate=None):
    """As a page reads it: kept as JSON until it is taken."""

    def read(data):
        found = cut_read.read(kind, data, rate)
        kept = json.dumps(cut_read.to_json(found), allow_nan=False, ensure_ascii=False)
        kept.encode()  # no half of a letter
        assert "\\u0000" not in kept
        cut_read.from_json(json.loads(kept))
        for event in found.events:
            assert 0 <= event.record_in < event.record_out
            assert event.source_in <= event.source_out
            assert re.fullmatch("[VA][1-9][0-9]*", event.track)
        assert all(marker.at >= 0 and marker.lasts >= 1 for marker in found.markers)

    return read


def as_markers(data):
    markers.read(data, DROP, ONE.start)


FILES = {
    "fcpxml": (fcpxml.write(MIXED), as_cut("fcpxml")),
    "xmeml": (xmeml.write(MIXED), as_cut("xmeml")),
    "otio": (otio.write(MIXED), as_cut("otio")),
    "edl": (edl.write(edl_cuts.THE_HOUSE).encode(), as_cut("edl", PAL)),
    "edl of drop-frame": (edl.write(ONE).encode(), as_cut("edl")),
    "markers": (markers.write(ONE).encode(), as_markers),
    "ale": (ale.write(ONE).encode(), ale_read.read),
    "table": (mapping.write(edl_cuts.THE_HOUSE).encode("utf-8-sig"), mapping.read),
}


@pytest.mark.parametrize("name", FILES)
def test_what_we_write(name):
    _spoil(name, *FILES[name])


def test_what_others_write(samples):
    readers = {".edl": as_cut("edl", PAL), ".fcpxml": as_cut("fcpxml"), ".otio": as_cut("otio")}
    readers[".ale"] = ale_read.read
    for path in sorted(samples.iterdir()):
        if path.suffix in readers:
            _spoil(path.name, path.read_bytes(), readers[path.suffix])


def _spoil(name, data, read):
    draw = random.Random(name)
    for number in range(TIMES):
        with within(2, number), suppress(Refused):
            read(spoiled(data, draw))


# -- times that no sum ends of ---------------------------------------------------------------------


def test_lengths_of_which_each_divides_a_second_otherwise():
    """Exact sums of them would take hours: their denominators multiply."""
    clips = "".join(
        f'<asset-clip ref="r2" start="0s" duration="{10**11}/{10**12 - 2 * number - 1}s"/>'
        for number in range(5_000)
    )
    text = (
        '<fcpxml version="1.10"><resources><format id="r1" frameDuration="1/25s"/><asset id="r2" start="0s" '
        'duration="9999s" format="r1"/></resources><project><sequence format="r1"><spine>'
        f"{clips}</spine></sequence></project></fcpxml>"
    )
    with within(5):
        events = fcpxml_read.read(text.encode()).events
    assert len(events) == 10_000  # picture and sound
    assert events[-1].record_out == 12_500  # a tenth of a second each


def test_rates_of_which_each_is_another():
    def lasting(number):
        rate = {"OTIO_SCHEMA": "RationalTime.1", "rate": 100.003 + number / 100, "value": 10.0}
        span = {"OTIO_SCHEMA": "TimeRange.1", "start_time": rate | {"value": 0.0}, "duration": rate}
        return {"OTIO_SCHEMA": "Gap.1", "source_range": span}

    track = {"OTIO_SCHEMA": "Track.1", "kind": "Video", "children": [lasting(n) for n in range(5_000)]}
    whole = {"OTIO_SCHEMA": "RationalTime.1", "rate": 25.0, "value": 0.0}
    timeline = {
        "OTIO_SCHEMA": "Timeline.1",
        "global_start_time": whole,
        "tracks": {"OTIO_SCHEMA": "Stack.1", "children": [track]},
    }
    with within(5):
        found = otio_read.read(json.dumps(timeline).encode())
    assert found.events == ()


# -- whatever it is written in ---------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_what_a_file_is_shows_in_any_encoding(encoding):
    for name in ("fcpxml", "xmeml", "otio", "edl"):
        data = FILES[name][0].decode().encode(encoding)
        assert cut_read.kind_of(data) == name
