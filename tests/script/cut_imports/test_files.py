"""Files that are no cut, far too long, of another film, or of the real world."""

import json

import pytest
from django.core.cache import cache

from interviews.models import Segment
from production import timecode
from script.formats import cut_read
from script.formats.cut import Refused
from script.models import ScriptImport
from tests.factories import (
    FilmFactory,
    RecordingFactory,
    RowFactory,
    ScriptFactory,
    ScriptSceneFactory,
    SegmentFactory,
    SoundbiteFactory,
)
from tests.script.cut_imports.cuts import brought, cut_of, hand_in, lines, take, written

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clear_limits")]

ENTITIES = b'<?xml version="1.0"?><!DOCTYPE fcpxml [<!ENTITY a "b">]><fcpxml version="1.10">&a;</fcpxml>'


@pytest.mark.parametrize(
    "data",
    [
        b"", b"\0" * 100, b"PK\x03\x04", b"<html></html>", b"{}", b"[]", b"{" * 100_000, b"words alone",
        ENTITIES, b"<fcpxml", b'<xmeml version="5"></xmeml>', b"\xff\xfe<\0f\0c\0p\0", b"%PDF-1.7",
        b'{"OTIO_SCHEMA": "Timeline.1"}', b"<fcpxml version='1.10'><a></fcpxml>",
    ],
)  # fmt: skip
def test_what_is_no_cut_is_refused_with_a_sentence(client, script, data):
    for module in ("otio_read", "xmeml_read"):
        pytest.importorskip(f"script.formats.{module}")
    page = hand_in(client, script, data)
    assert page.status_code == 200
    assert page.context["form"].errors["file"]
    assert not ScriptImport.objects.exists()


def test_a_list_of_ten_thousand_events(client, script, rows, django_assert_max_num_queries):
    line = "{:06d}  A001     V     C        01:00:{:02d}:00 01:00:{:02d}:05 {} {}"
    rate = timecode.RATES["25/1"]
    text = ["TITLE: X", "FCM: NON-DROP FRAME", ""]
    for number in range(10_000):
        start = number % 59
        label = [str(timecode.label_of(90_000 + (number + more) * 5, rate)) for more in (0, 1)]
        text.append(line.format(number + 1, start, start, *label))
    data = "\r\n".join(text).encode()
    with django_assert_max_num_queries(60):
        page = hand_in(client, script, data)
    assert page.context["compared"].report.count("added") > 9_000
    assert len(json.dumps(ScriptImport.objects.get().found)) < 2_000_000


def test_a_cut_far_too_long_is_refused(monkeypatch):
    many = cut_read.ReadCut(events=(cut_read.ReadEvent(0, 1, 0, 1),) * (cut_read.MOST_EVENTS + 1))
    monkeypatch.setitem(cut_read._READERS, "edl", lambda data, rate: many)
    with pytest.raises(Refused):
        cut_read.read("edl", b"x")


def test_what_no_record_can_hold_is_left_out():
    events = (cut_read.ReadEvent(0, 10**13, 0, 1), cut_read.ReadEvent(0, 1, 0, 1))
    found = cut_read.to_json(cut_read.ReadCut(events=events))
    assert (len(found["events"]), found["repairs"]) == (1, [["beyond", 0, ""]])


def test_numbers_of_another_film_match_nothing(script, rows, editor, film):
    """Ids in a file are only believed as far as the film has them."""
    foreign = ScriptFactory(film=FilmFactory())
    segment = SegmentFactory(recording=RecordingFactory(interview__film=foreign.film, reel="X"))
    SoundbiteFactory(row=RowFactory(scene=ScriptSceneFactory(script=foreign)), segment=segment)
    imported = brought(script, written("fcpxml", cut_of(foreign), foreign.film), editor)
    assert {code for code, *_rest in lines(imported)} == {"dropped"}
    take(imported, editor)
    assert Segment.objects.count() == 4


def test_the_file_is_kept_until_it_is_taken(script, editor, rows, film):
    imported = brought(script, written("fcpxml", cut_of(script), film), editor)
    with imported.content.open("rb") as file:
        assert file.read(5) == b"<?xml"


def test_samples_are_read_or_refused_in_a_sentence(client, script, samples):
    """Whatever an editing system or an enemy may send; nothing is half taken."""
    names = ("*.edl", "*.fcpxml", "*.otio", "*.xml", "hostile/edl/*", "hostile/xml/*", "hostile/docx/*")
    for path in sorted({path for name in names for path in samples.glob(name)}):
        for rate in ("25/1", "30000/1001"):
            before = ScriptImport.objects.count()
            page = hand_in(client, script, path.read_bytes(), path.name, rate=rate)
            assert page.status_code == 200, path.name
            is_read = "compared" in page.context
            assert is_read or page.context["form"].errors["file"], path.name
            assert ScriptImport.objects.count() == before + is_read or "waits here" in page.content.decode()
            cache.clear()
