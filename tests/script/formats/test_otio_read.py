"""OpenTimelineIO as others write it."""

import json
from contextlib import suppress

import opentimelineio as oracle
import pytest
from hypothesis import given
from hypothesis import strategies as st

from production.timecode import RATES
from script.formats import otio, otio_json, otio_read
from script.formats.cut import Marker, Refused
from tests.script.formats.cuts import BITE, PAL, cut, quick
from tests.script.formats.otios import FILE, back, clip, events, gap, span, stack, time, timeline, track


def test_a_clip():
    found = back(timeline(track(gap(10), clip())))
    (event,) = found.events
    assert (found.title, found.rate, found.start) == ("T", PAL, 0)
    assert (event.file, event.name, event.rate, event.is_relative) == ("/V/A 1.mov", "C", PAL, False)
    assert (event.record_in, event.record_out, event.source_in, event.source_out) == (10, 60, 90_100, 90_150)


def test_new_clips_name_their_medium():
    new = {"OTIO_SCHEMA": "Clip.2", "source_range": span(90_100, 50), "active_media_reference_key": "b",
           "media_references": {"a": {}, "b": FILE}}  # fmt: skip
    assert back(timeline(track(new))).events[0].file == "/V/A 1.mov"
    whole = {**new, "source_range": None}
    assert events(track(whole))[0] == [("V1", 0, 999, 90_000, 90_999)]


def test_tracks_count_by_kind():
    told, _repairs = events(
        track(clip()), track(clip(), kind="Audio"), track(clip()), track(clip(), kind="Audio")
    )
    assert [row[0] for row in told] == ["V1", "V2", "A1", "A2"]
    told, _repairs = events(track(clip(), name="V3"), track(clip(), kind="Audio", name="V9"))
    assert [row[0] for row in told] == ["V3", "A1"]


def test_transitions_take_no_time():
    cross = {"OTIO_SCHEMA": "Transition.1", "in_offset": time(5), "out_offset": time(5), "name": "Dissolve"}
    told, codes = events(track(clip(), cross, clip()))
    assert [row[1:3] for row in told] == [(0, 50), (50, 100)]
    assert codes == ["transition"]


def test_what_is_nested():
    inner = stack(track(clip(90_000, 30), clip(90_200, 30)), track(gap(40), clip(90_300, 10)), name="Nest")
    told, codes = events(track(gap(100), {**inner, "source_range": span(20, 30)}, clip(90_400, 10)))
    assert told == [
        ("V1", 100, 110, 90_020, 90_030), ("V1", 110, 130, 90_200, 90_220), ("V1", 120, 130, 90_300, 90_310),
        ("V1", 130, 140, 90_400, 90_410),
    ]  # fmt: skip
    assert codes == ["nested"]


def test_rates_are_mixed():
    other = clip(
        source_range=span(240, 48, 24), media_reference={**FILE, "available_range": span(0, 999, 24)}
    )
    (event, after) = back(timeline(track(other, clip()), global_start_time=time(90_000))).events
    assert (event.record_in, event.record_out, event.source_in, event.source_out) == (0, 50, 240, 288)
    assert (event.rate, event.is_relative, after.record_in) == (RATES["24/1"], True, 50)


@pytest.mark.parametrize(
    ("said", "rate"),
    [
        (23.976, "24000/1001"), (23.98, "24000/1001"), (23.976023976023978, "24000/1001"), (24, "24/1"),
        (29.97, "30000/1001"), (29.970029, "30000/1001"), (30.0, "30/1"), (59.94, "60000/1001"), (50, "50/1"),
    ],
)  # fmt: skip
def test_rates(said, rate):
    assert otio.exact(said) == RATES[rate]


@pytest.mark.parametrize("said", [0, -25, 1e9, float("nan"), float("inf")])
def test_rates_that_are_none(said):
    assert otio.exact(said) is None
    with pytest.raises(Refused, match="rate"):
        back(timeline(global_start_time=time(0, said)))


@pytest.mark.parametrize(
    ("first", "rate", "drop"),
    [
        (107_892, 29.97, True), (108_000, 29.97, False), (215_784, 59.94, True), (0, 29.97, False),
        (5, 29.97, False), (107_892, 30, False), (90_000, 25, False), (1_078_920, 30_000 / 1_001, True),
    ],
)  # fmt: skip
def test_drop_frame_is_told_by_where_the_record_begins(first, rate, drop):
    shown = clip(source_range=span(107_900, 50, rate), media_reference={})
    found = back(timeline(track(shown), global_start_time=time(first, rate)))
    assert (found.rate.drop, found.events[0].rate.drop, found.start) == (drop, drop, first)


def test_speed():
    def warped(**effect):
        return track(clip(effects=[effect]))

    warp = {"OTIO_SCHEMA": "LinearTimeWarp.1", "time_scalar": 2.0}
    assert events(warped(**warp)) == ([("V1", 0, 50, 90_100, 90_200)], ["speed"])
    # from frame 90,100 down: 50 of them
    back = ([("V1", 0, 50, 90_051, 90_101)], ["speed", "reversed"])
    assert events(warped(**{**warp, "time_scalar": -1})) == back
    several = track(*(clip(effects=[{**warp, "time_scalar": -1}]) for _ in "123"))
    assert events(several)[1].count("reversed") == 1
    assert events(warped(OTIO_SCHEMA="FreezeFrame.1")) == ([("V1", 0, 50, 90_100, 90_101)], ["speed"])
    assert events(warped(**{**warp, "time_scalar": "x"})) == ([("V1", 0, 50, 90_100, 90_150)], [])
    assert events(warped(OTIO_SCHEMA="TimeEffect.1"))[1] == ["speed_changes"]


def test_markers():
    def marker(start, **more):
        return {"OTIO_SCHEMA": "Marker.2", "name": "N", "marked_range": span(start, 0), **more}

    found = back(timeline(track(gap(10), clip(markers=[marker(90_110, color="RED"), marker(0)])), name="T"))
    assert found.markers == (Marker(20, "N", "", "red"),)
    markers = (Marker(3, "Look", "1", "green", 4), Marker(9, "Again"))
    written = otio.write(cut(BITE, markers=markers))
    assert otio_read.read(written).markers == markers


@pytest.mark.parametrize(
    ("child", "codes"),
    [
        (clip(enabled=False), ["disabled"]),
        (clip(lasts=0), ["empty_event"]),
        (clip(lasts=-5), ["empty_event"]),
        (clip(lasts=1e300), ["bad_time", "bad_time"]),
        (clip(lasts=10**40), ["bad_time", "bad_time"]),
        (clip(lasts="5"), ["bad_time", "bad_time"]),
        (clip(source_range=span(0, 5, 0)), ["bad_time", "bad_time"]),
        ({"OTIO_SCHEMA": "Clip.1"}, ["empty_event"]),
        ({"OTIO_SCHEMA": "Ghost.1"}, ["unknown_item"]),
        ({}, ["unknown_item"]),
        (None, ["unknown_item"]),
        ([[]], ["unknown_item"]),
        ("clip", ["unknown_item"]),
    ],
)
def test_what_is_told(child, codes):
    found = back(timeline(track(child), global_start_time=time(0)))
    assert {repair.code for repair in found.repairs} == set(codes)


def test_references_inside_the_file():
    named = {**FILE, "OTIO_REF_ID": "ExternalReference-1"}
    again = {"OTIO_SCHEMA": "SerializableObjectRef.1", "id": "ExternalReference-1"}
    found = back(timeline(track(clip(media_reference=named), clip(media_reference=again))))
    assert [event.file for event in found.events] == ["/V/A 1.mov"] * 2


def test_a_stack_that_holds_itself():
    again = {"OTIO_SCHEMA": "SerializableObjectRef.1", "id": "Stack-1"}
    with pytest.raises(Refused, match="depth"):
        events(track(stack(track(clip(), again), OTIO_REF_ID="Stack-1")))


def test_stacks_that_unfold_without_end(monkeypatch):
    monkeypatch.setattr(otio_read, "_MOST_VISITS", 5_000)
    inner = track(clip(), OTIO_REF_ID="Track-0")
    for number in range(1, 12):
        again = {"OTIO_SCHEMA": "SerializableObjectRef.1", "id": f"Track-{number - 1}"}
        inner = track(inner, again, again, again, OTIO_REF_ID=f"Track-{number}")
    with pytest.raises(Refused, match="many"):
        events(inner)


def test_which_timeline():
    several = {"OTIO_SCHEMA": "SerializableCollection.1", "children": [timeline(track(clip())), timeline()]}
    found = back(several)
    assert (len(found.events), [repair.code for repair in found.repairs]) == (1, ["several_sequences"])
    assert [r.code for r in back({"OTIO_SCHEMA": "SerializableCollection.1"}).repairs] == ["no_sequence"]
    assert len(back(stack(track(clip()))).events) == 1
    assert len(back(track(clip())).events) == 1


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \n\0", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"<a/>", "unreadable"),
        (b'{"OTIO_SCHEMA": "Timeline.1"', "unreadable"),
        (b"[]", "kind"),
        (b"5", "kind"),
        (b"{}", "kind"),
        (b'{"OTIO_SCHEMA": "Clip.2"}', "kind"),
        (b'{"OTIO_SCHEMA": 5}', "kind"),
        (b'{"OTIO_SCHEMA": "Timeline.1"}', "empty"),
        (b'{"OTIO_SCHEMA": "\xff\xfe"}', "encoding"),
        (b"[" * 100_000, "depth"),
        (b'{"a":' * 100_000, "depth"),
        (b"[" * (otio_json.MOST_GROUPS + 1), "many"),
        (b"," * (otio_json.MOST_VALUES + 1), "many"),
        (b" " * (otio_json.BIGGEST + 1), "size"),
    ],
)
def test_refused(data, code):
    with pytest.raises(Refused) as refused:
        otio_read.read(data)
    assert refused.value.code == code


def test_deep_nesting():
    inner = clip()
    for _level in range(40):
        inner = stack(track(inner))
    with pytest.raises(Refused, match="depth"):
        back(timeline(track(inner)))


def test_utf_16():
    data = json.dumps(timeline(track(clip(name="Niño")))).encode("utf-16")
    assert otio_read.read(data).events[0].name == "Niño"


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=5,
)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        (r"The \ud800 wall", "The \ufffd wall"),
        (r"\udc00\ud83c\udfac\uD83C", "\ufffd\N{CLAPPER BOARD}\ufffd"),
        (r"C:\\ud800\\u0000 \u0000", r"C:\ud800\u0000" + " \ufffd"),
    ],
)
def test_halves_of_letters(said, name):
    """No page and no database takes them."""
    told = json.dumps(timeline(track(clip(name="NAME")))).replace("NAME", said)
    assert otio_read.read(told.encode()).events[0].name == name


@quick
@given(st.data())
def test_whatever_stands_there(data):
    """A part of a sound file is something else: told or refused, never more."""
    tree = timeline(track(clip(markers=[{"OTIO_SCHEMA": "Marker.2", "marked_range": span(90_100, 1)}],
                               effects=[{"OTIO_SCHEMA": "LinearTimeWarp.1", "time_scalar": 2.0}])),
                    global_start_time=time(0))  # fmt: skip
    node = tree
    while True:
        name = data.draw(st.sampled_from(sorted(node) if isinstance(node, dict) else range(len(node))))
        if not isinstance(node[name], dict | list) or not node[name] or data.draw(st.booleans()):
            node[name] = data.draw(values)
            break
        node = node[name]
    with suppress(Refused):
        back(tree)


def test_multitrack(samples):
    found = otio_read.read((samples / "otio_multitrack.otio").read_bytes())
    timeline = oracle.adapters.read_from_file(str(samples / "otio_multitrack.otio"))
    told = [
        (f"V{number}", int(at.start_time.value), int(at.end_time_exclusive().value))
        for number, track in enumerate(timeline.tracks, 1)
        for clip in track.find_clips()
        for at in [clip.range_in_parent()]
    ]
    assert sorted((e.track, e.record_in, e.record_out) for e in found.events) == sorted(told)
    assert (found.rate, found.repairs) == (RATES["24/1"], ())
