"""What changed in an editor's cut is taken over into the script."""

from dataclasses import replace

import pytest
from django.urls import reverse

from interviews.models import Segment
from production import timecode
from script.actions import cut_import, cut_taking, steps
from script.actions.cut_taking import Wanted
from script.models import Cell, Row
from tests.factories import ArchiveClipFactory, CueFactory, SegmentFactory, TranscriptFactory
from tests.script.cut_imports.cuts import added, at, brought, changed, cut_of, lines, take, written

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clear_limits")]


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
