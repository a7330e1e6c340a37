"""Whatever somebody may hand in where files come back: through the page, within seconds, in a sentence."""

import json

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from interviews.models import Segment
from production import timecode
from script.models import Row, ScriptImport
from tests.factories import (
    RecordingFactory,
    RowFactory,
    ScriptFactory,
    ScriptSceneFactory,
    SegmentFactory,
    SoundbiteFactory,
)
from tests.own_time import within

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clear_limits")]

DOORS = {"cut": "script-cut-import", "paper": "script-paper-edit", "screenplay": "script-screenplay"}
LONGEST = 20  # seconds of work; the most are answered at once


@pytest.fixture
def script(film):
    script = ScriptFactory(film=film)
    recording = RecordingFactory(
        interview__film=film, reel="A001", start_timecode="01:00:00:00", duration=90_000
    )
    segment = SegmentFactory(recording=recording, in_frame=0, out_frame=100)
    SoundbiteFactory(row=RowFactory(scene=ScriptSceneFactory(script=script)), segment=segment)
    return script


@pytest.fixture
def hand_in(client_of, editor, script):
    desk = client_of(editor)

    def bring(door, data, name="file", **more):
        """The page that answers; it took no longer than anybody waits, and nothing is in the script."""
        cache.clear()
        url = reverse(DOORS[door], args=[script.film.slug, script.pk])
        with within(LONGEST, name):
            sent = {"file": SimpleUploadedFile(name, data), "rate": "25/1", **more}
            page = desk.post(url, sent, follow=True)
        assert page.status_code == 200, name
        assert Row.objects.count() == 1
        return page

    return bring


def is_refused(page):
    errors = page.context["form"].errors if page.context.get("form") else {}
    return bool(errors.get("file") or errors.get("text"))


def test_every_sample_ends_in_a_report_or_a_sentence(hand_in, samples):
    """Each at each door, whatever it is meant for."""
    paths = [path for path in sorted(samples.rglob("*")) if path.is_file() and path.suffix != ".md"]
    assert paths
    for path in paths:
        data = path.read_bytes()
        for door in DOORS:
            waiting = ScriptImport.objects.filter(state="open").count()
            page = hand_in(door, data, path.name)
            is_kept = ScriptImport.objects.filter(state="open").count() > waiting
            known = "waits here already" in page.content.decode()
            assert is_refused(page) or is_kept or known, (door, path.name)


def fcpxml(spine, resources=""):
    return (
        '<?xml version="1.0" encoding="UTF-8"?><fcpxml version="1.10"><resources>'
        '<format id="r1" frameDuration="100/2500s"/>' + resources + "</resources><library><event><project>"
        f'<sequence format="r1" tcStart="0s"><spine>{spine}</spine></sequence>'
        "</project></event></library></fcpxml>"
    ).encode()


def compound(key, of):
    clip = f'<ref-clip ref="{of}" duration="10s" offset="0s"/>'
    return f'<media id="{key}"><sequence format="r1"><spine>{clip}</spine></sequence></media>'


HEAD = b'<?xml version="1.0"?>'
CYCLE = fcpxml('<ref-clip ref="m1" duration="10s" offset="0s"/>', compound("m1", "m2") + compound("m2", "m1"))
XMEML_CYCLE = HEAD + (
    b'<xmeml version="5"><sequence id="s"><rate><timebase>25</timebase></rate><media><video><track>'
    b'<clipitem id="c"><start>0</start><end>25</end><in>0</in><out>25</out><sequence id="s"/></clipitem>'
    b"</track></video></media></sequence></xmeml>"
)
QUADRATIC = (
    HEAD + b'<!DOCTYPE x [<!ENTITY a "' + b"a" * 50_000 + b'">]><xmeml>' + b"&a;" * 5_000 + b"</xmeml>"
)
OUTSIDE = HEAD + b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><fcpxml version="1.10">&a;</fcpxml>'


def otio(children, deep=0):
    stack = {"OTIO_SCHEMA": "Stack.1", "children": children}
    for _level in range(deep):
        stack = {"OTIO_SCHEMA": "Stack.1", "children": [stack]}
    return {"OTIO_SCHEMA": "Timeline.1", "name": "x", "tracks": stack}


@pytest.mark.parametrize(
    "data",
    [
        CYCLE,
        XMEML_CYCLE,
        QUADRATIC,
        OUTSIDE,
        fcpxml(""),
        fcpxml("<gap duration='1s'/>" * 3),
        b'<?xml version="1.0"?><xmeml version="5">' + b"<a>" * 5_000 + b"</a>" * 5_000 + b"</xmeml>",
        b"<fcpxml>" * 200_000,
        json.dumps(otio([])).encode(),
        json.dumps(otio([], deep=200)).encode(),
        b'{"OTIO_SCHEMA": "Timeline.1", "tracks": ' + b'{"children": [' * 3_000 + b"]}" * 3_000 + b"}",
        b'{"OTIO_SCHEMA": "Timeline.1", "tracks": NaN}',
        b"TITLE: nothing\r\nFCM: NON-DROP FRAME\r\n",
        b"001  A001  V  C  99:99:99:99 99:99:99:99 00:00:00:00 00:00:01:00\r\n",
        b"001 " * 500_000,
        "TITLE: \u202eevil\x00\x07\r\n".encode(),
    ],
    ids=range(16),
)  # fmt: skip
def test_cycles_and_emptiness_are_refused_or_told(hand_in, data):
    page = hand_in("cut", data)
    if not is_refused(page):
        assert ScriptImport.objects.filter(state="open").count() == 1
        assert page.context["repairs"] or page.context["rows"]


def long_list(count, reel="A001"):
    rate = timecode.RATES["25/1"]
    text = ["TITLE: LONG", "FCM: NON-DROP FRAME", ""]
    for number in range(count):
        times = [90_000 + number * 7, 90_000 + number * 7 + 5, 90_000 + number * 5, 90_000 + number * 5 + 5]
        labels = " ".join(str(timecode.label_of(frame, rate)) for frame in times)
        text.append(f"{number + 1:06d}  {reel}     B     C        {labels}")
    return "\r\n".join(text).encode()


def test_ten_thousand_events_are_a_report(hand_in):
    page = hand_in("cut", long_list(10_000), "long.edl")
    assert page.context["compared"].report.count("added") > 9_900


def test_thousands_of_events_are_taken_over_and_undone(hand_in, script, client_of, editor):
    """Of a recording of which nearly nothing is logged: a segment and a row for each."""
    page = hand_in("cut", long_list(2_000), "long.edl")
    imported, desk = ScriptImport.objects.get(), client_of(editor)
    url = reverse("script-cut-choose", args=[script.film.slug, script.pk, imported.pk])
    sent = {"then": "take", "added": "on", "segments": "on", "record": "on"}
    with within(LONGEST):
        desk.post(url, {**sent, "revision": page.context["form"]["revision"].value()})
        assert Row.objects.count() > 1_900
        assert Segment.objects.count() > 1_900
    with within(LONGEST):
        desk.post(reverse("script-undo", args=[script.film.slug, script.pk]))
        assert (Row.objects.count(), Segment.objects.count()) == (1, 1)


def test_ten_thousand_events_of_two_cards_of_one_name_are_one_question(hand_in, film):
    for camera in "BC":
        RecordingFactory(
            interview__film=film, reel="B002", start_timecode="01:00:00:00", duration=90_000, camera=camera
        )
    page = hand_in("cut", long_list(10_000, "B002"), "two.edl")
    (group,) = page.context["cards"]
    assert (group.is_open, len(group.events) > 9_900, len(group.candidates)) == (True, True, 2)


@pytest.mark.parametrize("rate", ["30000/1001", "24000/1001", "50/1"])
def test_a_list_at_another_rate_is_told(hand_in, rate):
    page = hand_in("cut", long_list(20), "list.edl", rate=rate)
    text = page.content.decode()
    assert "record times are converted moment by moment" in text
    assert "counts at another rate" in text or "count at another rate" in text


def test_numbers_beyond_every_record_are_told(hand_in):
    page = hand_in("cut", fcpxml('<gap offset="0s" duration="99999999999999999999999/1s"/>'), "far.fcpxml")
    assert is_refused(page) or page.context["repairs"]
