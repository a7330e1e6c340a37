"""What changed in an editor's cut is found, in whatever format it comes back."""

import io
import zipfile
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from production import timecode
from script.actions import cut_import
from tests.factories import (
    CellFactory,
    FilmFactory,
    RecordingFactory,
    RowFactory,
    ScriptFactory,
    ScriptSceneFactory,
    SegmentFactory,
    SoundbiteFactory,
)
from tests.script.cut_imports.cuts import FORMATS, RATES, brought, changed, cut_of, lines, take, written

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clear_limits")]


def test_a_bundle_of_final_cut_pro_is_read_as_the_list_in_it(script, rows, film, editor):
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as bundle:
        bundle.writestr("House.fcpxmld/Info.fcpxml", written("fcpxml", cut_of(script), film))
    imported = brought(script, body.getvalue(), editor)
    assert (imported.format, imported.size) == ("fcpxml", len(body.getvalue()))
    assert {code for code, *_rest in lines(imported)} == {"kept"}


@pytest.mark.parametrize("format", FORMATS)
def test_what_was_exported_comes_back_as_it_was(script, rows, editor, film, format):
    imported = brought(script, written(format, cut_of(script), film), editor)
    assert lines(imported) == [("kept", 0, 0, False)] * 3
    assert cut_import.compare(imported).report.unknown == ()


@pytest.mark.parametrize("format", FORMATS)
def test_a_trim_is_told_to_the_frame(script, rows, editor, film, format):
    def trimmed(event):
        if event.row != "1.3":
            return event
        return replace(event, source_in=event.source_in + 7, record_in=event.record_in + 7)

    imported = brought(script, written(format, changed(cut_of(script), trimmed), film), editor)
    assert lines(imported) == [("kept", 0, 0, False), ("trimmed", -7, 0, False), ("kept", 0, 0, False)]


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(rate=RATES, drop=st.booleans(), starts=st.lists(st.integers(0, 50_000), min_size=1, max_size=4))
@pytest.mark.parametrize("format", FORMATS)
def test_every_rate_comes_back(editor, rate, drop, starts, format):
    drop = drop and rate in timecode.MAY_DROP
    film = FilmFactory()
    script = ScriptFactory(film=film, rate=rate, drop_frame=drop)
    recording = RecordingFactory(
        interview__film=film,
        rate=rate,
        drop_frame=drop,
        start_timecode="09:58:00:00",
        duration=60_000,
        reel="A 1",
    )
    scene = ScriptSceneFactory(script=script)
    for start in starts:
        segment = SegmentFactory(recording=recording, in_frame=start, out_frame=start + 61)
        CellFactory(row=RowFactory(scene=scene), text="one two three")
        SoundbiteFactory(row=RowFactory(scene=scene), segment=segment)
    imported = brought(script, written(format, cut_of(script), film), editor)
    assert lines(imported) == [("kept", 0, 0, False)] * len(starts)


def test_our_own_numbers_bring_back_the_times_of_narration(script, rows, editor, film):
    imported = brought(script, written("edl-list", cut_of(script), film), editor)
    take(imported, editor)
    rows[1].refresh_from_db()
    assert (rows[1].record_in, rows[1].record_out) == (100, 250)
