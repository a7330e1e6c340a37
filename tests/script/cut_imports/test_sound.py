"""Sound of a separate recorder is the soundbite that it was recorded with."""

from dataclasses import replace

import pytest
from django.urls import reverse

from script.actions import cut_import
from tests.factories import RecordingFactory
from tests.script.cut_imports.cuts import FORMATS, brought, changed, cut_of, lines, take, written

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clear_limits")]


@pytest.fixture
def recorder(recording):
    """It began two seconds before the camera, on a clock of its own."""
    return RecordingFactory(
        interview=recording.interview, kind="sound", reel="S001", start_timecode="17:00:00:00",
        duration=12_000, sync_offset=-50,
    )  # fmt: skip


def sounded(script, film, recorder, late=0):
    """The cut of which all that is heard is the recorder's."""
    media = next(m for m in cut_import.film_media(film, script.frames) if m.key == f"recording:{recorder.pk}")

    def edited(event):
        if not event.media or event.track != "A1":
            return event
        start, end = event.source_in + 50 + late, event.source_out + 50 + late
        return replace(event, media=media, source_in=start, source_out=end, ids=())

    return changed(cut_of(script), edited)


@pytest.mark.parametrize("format", FORMATS)
def test_sound_of_a_recorder_in_sync_is_the_same_soundbite(
    client, script, rows, recorder, film, editor, format
):
    imported = brought(script, written(format, sounded(script, film, recorder), film), editor)
    assert lines(imported) == [("kept", 0, 0, False)] * 3
    url = reverse("script-cut-detail", args=[film.slug, script.pk, imported.pk])
    page = client.get(url, {"show": "all"}).content.decode()
    assert "3 times the sound of S001 lies in sync with A001" in page
    assert "laid in sync: S001" in page
    assert take(imported, editor).added == 0


def test_sound_that_stands_alone_under_other_pictures_is_the_soundbite_too(
    script, rows, recorder, film, editor
):
    cut = sounded(script, film, recorder)
    cut = replace(cut, events=tuple(event for event in cut.events if event.track != "V1"))
    assert lines(brought(script, written("fcpxml", cut, film), editor)) == [("kept", 0, 0, False)] * 3


def test_sound_a_few_frames_out_of_sync_is_told(client, script, rows, recorder, film, editor):
    imported = brought(script, written("fcpxml", sounded(script, film, recorder, 3), film), editor)
    assert lines(imported) == [("kept", 0, 0, False)] * 3
    url = reverse("script-cut-detail", args=[film.slug, script.pk, imported.pk])
    assert "(3 frames out)" in client.get(url, {"show": "all"}).content.decode()


def test_sound_of_another_moment_is_new(script, rows, recorder, film, editor):
    imported = brought(script, written("fcpxml", sounded(script, film, recorder, 5000), film), editor)
    assert [code for code, *_rest in lines(imported)].count("added") == 3
