"""An editor's cut comes back into the script."""

import io
import json
import zipfile
from dataclasses import replace

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interviews.models import Segment
from production import timecode
from script import cutting
from script.actions import content as gather
from script.actions import cut_files, cut_import, cut_taking, steps
from script.actions.cut_media import reel_names
from script.actions.cut_taking import Wanted
from script.formats import cut_read
from script.formats.cut import Refused
from script.models import Cell, Row, ScriptImport
from tests.factories import (
    ArchiveClipFactory,
    CellFactory,
    CueFactory,
    FilmFactory,
    RecordingFactory,
    RowFactory,
    ScriptFactory,
    ScriptSceneFactory,
    SegmentFactory,
    SoundbiteFactory,
    TranscriptFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clear_limits")]
FORMATS = ("edl-list", "fcpxml", "xmeml", "otio")


@pytest.fixture
def client(client_of, editor):
    return client_of(editor)


@pytest.fixture
def script(film):
    return ScriptFactory(film=film, title="House")


@pytest.fixture
def recording(film):
    return RecordingFactory(interview__film=film, reel="A001", start_timecode="01:00:00:00", duration=10_000)


@pytest.fixture
def rows(scene, recording):
    """Three soundbites of four seconds, narration after the first."""
    made = []
    for number in range(3):
        row = RowFactory(scene=scene)
        segment = SegmentFactory(recording=recording, in_frame=1000 * number, out_frame=1000 * number + 100)
        SoundbiteFactory(row=row, segment=segment)
        made.append(row)
        if not number:
            made.append(RowFactory(scene=scene))
            CellFactory(row=made[-1])
    return made


def cut_of(script):
    return cutting.cut(gather.script(script)).cut


def written(format, cut, film):
    module = {"edl-list": "edl"}.get(format, format)
    pytest.importorskip(f"script.formats.{module}")
    pytest.importorskip(f"script.formats.{module}_read")
    return cut_files.written(format, cut, "cut", reel_names(film, cut.rate)).data


def brought(script, data, by, rate=None):
    imported = cut_import.look_first(script=script, name="cut", data=data, rate=rate or script.frames, by=by)
    return cut_import.keep(imported=imported, data=data)


def lines(imported):
    return [(one.code, one.head, one.tail, one.is_moved) for one in cut_import.compare(imported).report.lines]


def take(imported, by, **wanted):
    imported.script.refresh_from_db()
    return cut_taking.take(
        imported=imported, wanted=Wanted(**wanted), revision=imported.script.revision, by=by
    )


def changed(cut, change):
    """The cut with its events as a function leaves them, or without those for which it gives None."""
    return replace(cut, events=tuple(event for event in map(change, cut.events) if event))


def at(cut, row):
    """The record times of a row."""
    found = [event for event in cut.events if event.row == row]
    return min(one.record_in for one in found), max(one.record_out for one in found)


def test_a_bundle_of_final_cut_pro_is_read_as_the_list_in_it(script, rows, film, editor):
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as bundle:
        bundle.writestr("House.fcpxmld/Info.fcpxml", written("fcpxml", cut_of(script), film))
    imported = brought(script, body.getvalue(), editor)
    assert (imported.format, imported.size) == ("fcpxml", len(body.getvalue()))
    assert {code for code, *_rest in lines(imported)} == {"kept"}


# -- round trips -----------------------------------------------------------------------------------


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


RATES = st.sampled_from(sorted(timecode.RATES))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
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


# -- taking over -----------------------------------------------------------------------------------


def test_what_was_chosen_is_taken_over_in_one_step(script, rows, editor, film):
    cut = cut_of(script)

    def edited(event):
        if event.row == "1.1":  # trimmed by five frames at its end
            return replace(event, source_out=event.source_out - 5, record_out=event.record_out - 5)
        return event

    imported = brought(script, written("fcpxml", changed(cut, edited), film), editor)
    taken = take(imported, editor)
    assert (taken.trimmed, taken.moved, taken.added, taken.deleted) == (1, 0, 0, 0)
    cell = Cell.objects.get(row=rows[0])
    assert cell.ranges == [[0, 95]]
    rows[0].refresh_from_db()
    assert (rows[0].record_in, rows[0].record_out) == (0, 95)
    imported.refresh_from_db()
    assert (imported.state, imported.content.name) == ("taken", "")
    assert script.steps.count() == 1
    steps.undo(script=script, by=editor)
    cell.refresh_from_db()
    rows[0].refresh_from_db()
    assert (cell.ranges, rows[0].record_in) == ([], None)


def test_the_order_of_the_cut_becomes_that_of_the_rows(script, rows, editor, film):
    cut = cut_of(script)
    first, last = at(cut, "1.1"), at(cut, "1.4")

    def edited(event):
        times = {"1.1": last[0], "1.4": first[0]}.get(event.row)
        return event if times is None else replace(event, record_in=times, record_out=times + event.length)

    cut = changed(cut, edited)
    cut = replace(cut, events=tuple(sorted(cut.events, key=lambda event: event.record_in)))
    imported = brought(script, written("otio", cut, film), editor)
    taken = take(imported, editor)
    order = list(Row.objects.filter(scene__script=script).order_by("position").values_list("pk", flat=True))
    assert taken.moved == 2
    assert order.index(rows[3].pk) < order.index(rows[2].pk) < order.index(rows[0].pk)


def test_a_row_that_is_gone_is_deleted_only_where_somebody_says_so(script, rows, editor, film):
    cut = changed(cut_of(script), lambda event: None if event.row == "1.3" else event)
    data = written("fcpxml", cut, film)
    imported = brought(script, data, editor)
    assert take(imported, editor).deleted == 0
    again = brought(script, data, editor)
    dropped = next(one for one in cut_import.compare(again).report.lines if one.code == "dropped")
    cut_import.choose(imported=again, on=[dropped.key])
    assert take(again, editor).deleted == 1
    assert not Row.objects.filter(pk=rows[2].pk).exists()


def added(cut, recording, start, end, at):
    media = next(media for media in cut.media if media.key == f"recording:{recording.pk}")
    event = replace(
        next(event for event in cut.events if event.media), track="A1", media=media, source_in=start,
        source_out=end, record_in=at, record_out=at + end - start, ids=(), row="",
    )  # fmt: skip
    return replace(cut, events=(*cut.events, event), length=max(cut.length, event.record_out))


def test_what_is_new_becomes_a_row_in_its_place(script, rows, recording, editor, film):
    segment = SegmentFactory(recording=recording, in_frame=5000, out_frame=5100)
    cut = cut_of(script)
    cut = added(cut, recording, 5010, 5090, cut.length)
    imported = brought(script, written("fcpxml", cut, film), editor)
    assert take(imported, editor).added == 1
    row = Row.objects.filter(scene__script=script).order_by("position").last()
    cell = row.cells.get()
    assert (cell.segment, cell.ranges, row.record_in) == (segment, [[5010, 5090]], 450)


def nobodys(script, recording, film, editor):
    """A cut with two seconds of a recording that lie in no segment; what is said there has a transcript."""
    transcript = TranscriptFactory(recording=recording, is_main=True)
    CueFactory(transcript=transcript, in_frame=8000, out_frame=8050, text="Nobody had ever logged this.")
    cut = cut_of(script)
    return brought(script, written("fcpxml", added(cut, recording, 8000, 8050, cut.length), film), editor)


def test_what_is_new_and_in_no_segment_becomes_one(client, script, rows, recording, editor, film):
    imported = nobodys(script, recording, film, editor)
    url = reverse("script-cut-detail", args=[film.slug, script.pk, imported.pk])
    page = client.get(url).content.decode()
    assert "Nobody had ever logged this." in page
    assert "In no segment yet: one is made." in page
    taken = take(imported, editor)
    assert (taken.added, taken.segments) == (1, 1)
    segment = Segment.objects.get(in_frame=8000)
    assert (segment.out_frame, segment.gist) == (8050, "Nobody had ever logged this.")
    cell = Cell.objects.get(segment=segment)
    assert (cell.element, cell.ranges) == ("soundbite", [])
    assert "Segments" in client.get(url).content.decode()
    assert script.steps.count() == 1
    steps.undo(script=script, by=editor)
    assert not Cell.objects.filter(pk=cell.pk).exists()
    assert not Segment.objects.filter(pk=segment.pk).exists()
    assert "Taken back by undo" in client.get(url).content.decode()
    steps.redo(script=script, by=editor)
    assert Cell.objects.get(pk=cell.pk).segment == Segment.objects.get(pk=segment.pk)
    assert "Taken back" not in client.get(url).content.decode()


def test_no_segment_is_made_where_nobody_wants_one(script, rows, recording, editor, film):
    taken = take(nobodys(script, recording, film, editor), editor, segments=False)
    assert (taken.added, taken.segments) == (0, 0)
    assert Segment.objects.count() == 3


def test_the_same_new_words_twice_are_one_segment(script, rows, recording, editor, film):
    cut = cut_of(script)
    for _time in range(2):
        cut = added(cut, recording, 8000, 8050, cut.length)
    taken = take(brought(script, written("otio", cut, film), editor), editor)
    assert (taken.added, taken.segments) == (2, 1)


def test_a_segment_that_is_only_brushed_is_not_quoted(script, rows, recording, editor, film):
    SegmentFactory(recording=recording, in_frame=7000, out_frame=8005)
    cut = cut_of(script)
    cut = added(cut, recording, 8000, 8100, cut.length)
    assert take(brought(script, written("fcpxml", cut, film), editor), editor).segments == 1
    assert Segment.objects.filter(in_frame=8000, out_frame=8100).exists()


def test_what_the_cut_counts_beyond_the_recording_is_cut_to_it(script, rows, recording, editor, film):
    cut = cut_of(script)
    cut = added(cut, recording, 9950, 10_010, cut.length)
    imported = brought(script, written("otio", cut, film), editor)
    assert take(imported, editor).segments == 1
    assert Segment.objects.get(in_frame=9950).out_frame == 10_000


# -- sound of a recorder ---------------------------------------------------------------------------


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


def test_archive_that_is_new_covers_the_row_that_is_heard(script, rows, editor, film):
    clip = ArchiveClipFactory(film=film)
    media = next(one for one in cut_import.film_media(film, script.frames) if one.key == f"clip:{clip.pk}")
    cut = cut_of(script)
    event = replace(
        cut.events[0], track="V2", media=media, source_in=5600, source_out=5650, record_in=10, record_out=60,
        ids=(), row="",
    )  # fmt: skip
    events = tuple(sorted((*cut.events, event), key=lambda one: one.record_in))
    imported = brought(script, written("otio", replace(cut, events=events), film), editor)
    take(imported, editor)
    cell = Cell.objects.get(row=rows[0], column="picture")
    assert (cell.clip, cell.element, cell.sound) == (clip, "archive", "mute")
    assert timecode.read(cell.clip_in).has_frames


def test_a_script_changed_meanwhile_is_looked_at_again(script, rows, editor, film):
    imported = brought(script, written("fcpxml", cut_of(script), film), editor)
    with pytest.raises(cut_taking.Moved):
        cut_taking.take(imported=imported, wanted=Wanted(), revision=99, by=editor)
    assert not script.steps.exists()


def test_a_pinned_line_is_not_trimmed_silently(script, rows, editor, film):
    kept = {"ranges": [[0, 100]], "words": ["As it was"], "speaker": ""}
    Cell.objects.filter(row=rows[0]).update(kept=kept)
    cut = changed(
        cut_of(script),
        lambda event: (
            replace(event, source_out=event.source_out - 5, record_out=event.record_out - 5)
            if event.row == "1.1"
            else event
        ),
    )
    imported = brought(script, written("fcpxml", cut, film), editor)
    taken = take(imported, editor)
    assert (taken.trimmed, taken.refused) == (0, ["1.1"])


def test_another_rate_is_converted_moment_by_moment(script, rows, editor, film, recording):
    script.rate = "50/1"
    script.save()
    imported = brought(script, written("fcpxml", cut_of(script), film), editor)
    assert {code for code, *_rest in lines(imported)} == {"kept"}
    script.rate = "25/1"
    script.save()
    imported.refresh_from_db()
    take(imported, editor)
    rows[0].refresh_from_db()
    assert (rows[0].record_in, rows[0].record_out) == (0, 100)


# -- pages -----------------------------------------------------------------------------------------


def hand_in(client, script, data, name="cut.edl", **more):
    url = reverse("script-cut-import", args=[script.film.slug, script.pk])
    sent = {"file": SimpleUploadedFile(name, data), "rate": "25/1", **more}
    return client.post(url, sent, follow=True)


def test_a_file_is_handed_in_looked_at_and_taken(client, script, rows, film):
    page = hand_in(client, script, written("edl-list", cut_of(script), film))
    imported = ScriptImport.objects.get()
    assert page.context["show"] == "all"
    url = reverse("script-cut-choose", args=[film.slug, script.pk, imported.pk])
    sent = {"then": "take", "record": "on", "revision": page.context["form"]["revision"].value()}
    answer = client.post(url, sent, follow=True)
    assert "The cut is taken over" in answer.content.decode()
    rows[0].refresh_from_db()
    assert rows[0].record_out == 100


def test_the_same_file_is_recognised(client, script, rows, film, editor):
    data = written("edl-list", cut_of(script), film)
    hand_in(client, script, data)
    assert "This file waits here already." in hand_in(client, script, data).content.decode()
    take(ScriptImport.objects.get(), editor)
    assert "The same file was taken over before" in hand_in(client, script, data).content.decode()


def test_a_card_of_two_recordings_is_chosen(client, script, rows, film, recording, editor):
    other = RecordingFactory(
        interview__film=film, reel="A001", start_timecode="01:00:00:00", duration=10_000, camera="B"
    )
    data = (
        b"TITLE: X\r\nFCM: NON-DROP FRAME\r\n\r\n"
        b"001  A001     V     C        01:00:00:00 01:00:04:00 01:00:00:00 01:00:04:00\r\n"
    )
    page = hand_in(client, script, data)
    imported = ScriptImport.objects.get()
    (group,) = page.context["cards"]
    assert [(key, is_this) for key, _words, is_this in group.options] == [
        (f"recording:{recording.pk}", True), (f"recording:{other.pk}", False),
    ]  # fmt: skip
    text = page.content.decode()
    assert "the script quotes these frames of it" in text
    assert "camera B" in text
    assert str(recording.interview) in text
    assert "from 01:00:00:00 · 6:40" in text
    url = reverse("script-cut-choose", args=[film.slug, script.pk, imported.pk])
    page = client.post(url, {"source-0": f"recording:{other.pk}"}, follow=True)
    (group,) = page.context["cards"]
    assert (group.source, group.why) == (("recording", other.pk), "choice")
    assert "added" in [one.code for one in page.context["rows"]]


TWO_EVENTS = (
    b"TITLE: X\r\nFCM: NON-DROP FRAME\r\n\r\n"
    b"001  A001     V     C        01:03:20:00 01:03:24:00 01:00:00:00 01:00:04:00\r\n"
    b"002  A001     V     C        01:03:40:00 01:03:44:00 01:00:04:00 01:00:08:00\r\n"
)


def test_what_is_not_found_on_two_tracks_is_one_line(client, script, rows, film):
    page = hand_in(client, script, TWO_EVENTS.replace(b"A001     V", b"X777     B"))
    missed = [one for one in page.context["rows"] if one.code == "unknown"]
    assert [(one.at, one.tracks) for one in missed] == [(4, "V1 A1"), (5, "V1 A1")]


def test_a_card_that_nothing_tells_is_never_guessed(client, script, rows, film, recording, editor):
    other = RecordingFactory(
        interview__film=film, reel="A001", start_timecode="01:00:00:00", duration=10_000, camera="B"
    )
    page = hand_in(client, script, TWO_EVENTS)
    imported = ScriptImport.objects.get()
    assert [one.code for one in page.context["rows"]].count("open") == 2
    assert "please choose" in page.content.decode()
    assert "added" not in [code for code, *_rest in lines(imported)]
    url = reverse("script-cut-choose", args=[film.slug, script.pk, imported.pk])
    said = {"source-0": f"recording:{other.pk}", "event-1": f"recording:{recording.pk}"}
    client.post(url, said)
    imported.refresh_from_db()
    sources = [line.use.source for line in cut_import.compare(imported).report.lines if line.use]
    assert sources == [("recording", other.pk), ("recording", recording.pk)]


def test_a_card_that_only_one_can_be_is_chosen_and_the_reason_said(client, script, rows, film, recording):
    RecordingFactory(
        interview__film=film, reel="A001", start_timecode="01:00:00:00", duration=1_000, camera="B"
    )
    page = hand_in(client, script, TWO_EVENTS)
    assert page.context["cards"] == []
    (apart,) = page.context["apart"]
    assert (apart["count"], str(apart["why"])) == (2, "only this one has these frames")
    assert "was told from others of its name" in page.content.decode()


def test_numbers_of_another_film_that_are_ours_too_are_not_believed(script, rows, recording, film, editor):
    cut = cut_of(script)
    foreign = next(media for media in cut.media if media.key == f"recording:{recording.pk}")
    foreign = replace(foreign, reel="Z900", name="Z900", file="Z900.MOV")
    cell = 10**6  # none of ours
    ids = (("recording", recording.pk), ("cell", cell))
    events = [replace(event, media=foreign, ids=ids) for event in cut.events if event.media]
    imported = brought(script, written("fcpxml", replace(cut, events=tuple(events)), film), editor)
    assert {code for code, *_rest in lines(imported)} == {"dropped"}


def test_lines_that_are_not_ticked_stay_as_they_are(client, script, rows, film):
    cut = changed(
        cut_of(script),
        lambda event: (
            replace(event, source_in=event.source_in + 7, record_in=event.record_in + 7)
            if event.media
            else event
        ),
    )
    page = hand_in(client, script, written("fcpxml", cut, film))
    keys = [one.key for one in page.context["rows"]]
    url = reverse("script-cut-choose", args=[film.slug, script.pk, ScriptImport.objects.get().pk])
    revision = page.context["form"]["revision"].value()
    sent = {"then": "take", "trims": "on", "line": keys, "take": keys[1:], "revision": revision}
    client.post(url, sent)
    assert [cell.ranges for cell in Cell.objects.filter(element="soundbite").order_by("row__position")] == [
        [], [[1007, 1100]], [[2007, 2100]],
    ]  # fmt: skip


def test_the_report_as_a_table(client, script, rows, film, editor):
    imported = brought(script, written("fcpxml", cut_of(script), film), editor)
    url = reverse("script-cut-detail", args=[film.slug, script.pk, imported.pk])
    text = b"".join(client.get(url, {"export": "csv"})).decode("utf-8-sig")
    assert text.splitlines()[1].startswith("kept,1.1,A001,")


def test_a_cut_is_thrown_away(client, script, rows, film, editor):
    imported = brought(script, written("fcpxml", cut_of(script), film), editor)
    name, storage = imported.content.name, imported.content.storage
    client.post(reverse("script-cut-drop", args=[film.slug, script.pk, imported.pk]))
    imported.refresh_from_db()
    assert imported.state == "dropped"
    assert (
        client.get(reverse("script-cut-detail", args=[film.slug, script.pk, imported.pk])).status_code == 200
    )
    assert storage.exists(name)  # until the transaction of the test commits


def test_who_may_not_write_may_not_bring(client_of, viewer, script):
    url = reverse("script-cut-import", args=[script.film.slug, script.pk])
    assert client_of(viewer).get(url).status_code == 403


# -- bad files -------------------------------------------------------------------------------------

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
