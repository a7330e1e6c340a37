"""Soundbites: trimmed by timecode and by words, pinned to what was quoted; converted with their recording."""

import pytest
from django.urls import reverse

from interviews.actions.recordings import change_rate
from interviews.models import Cue
from interviews.quotes import Span, spoken
from interviews.word_frames import words
from script.actions import cells, trimming
from script.actions import content as gather
from script.actions.steps import Refused, Stale, redo, undo
from script.models import Cell
from tests.factories import (
    CellFactory,
    CueFactory,
    RecordingFactory,
    RowFactory,
    ScriptSceneFactory,
    SegmentFactory,
    SoundbiteFactory,
    TranscriptFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def recording(film):
    """From 01:00:00:00 at 25: before, four words with times, three without."""
    recording = RecordingFactory(interview__film=film, duration=1_000)
    transcript = TranscriptFactory(recording=recording)
    CueFactory(transcript=transcript, in_frame=0, out_frame=100, text="before it")
    times = [[0, 20], [20, 40], None, [70, 100]]
    CueFactory(
        transcript=transcript, in_frame=100, out_frame=200, text="uno dos tres cuatro", word_times=times
    )
    CueFactory(transcript=transcript, in_frame=200, out_frame=300, text="aaaa bbbb cc")
    return recording


@pytest.fixture
def cell(script, recording):
    row = RowFactory(scene=ScriptSceneFactory(script=script))
    return SoundbiteFactory(row=row, segment=SegmentFactory(recording=recording, in_frame=100, out_frame=200))


def ranges(cell):
    return Cell.objects.get(pk=cell.pk).ranges


@pytest.mark.parametrize(
    ("first", "end", "found"),
    [
        ("01:00:05:00", "", [[125, 200]]),
        ("", "01:00:07:00", [[100, 175]]),
        ("+12", "-1:00", [[112, 175]]),
        ("01:00:00:00", "01:00:40:00", [[0, 1_000]]),
        ("", "+1:00", [[100, 225]]),
    ],
)
def test_a_range_is_typed_inside_and_beyond_its_segment(script, cell, editor, first, end, found):
    trimming.trim(script=script, cell=cell.pk, first=first, end=end, by=editor)
    assert ranges(cell) == found


def test_back_at_its_segment_it_follows_it_again(script, cell, editor):
    trimming.trim(script=script, cell=cell.pk, first="+10", by=editor)
    trimming.trim(script=script, cell=cell.pk, first="-10", by=editor)
    assert ranges(cell) == []
    assert trimming.trim(script=script, cell=cell.pk, by=editor) is None
    undo(script=script, by=editor)
    assert ranges(cell) == [[110, 200]]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({"first": "01:00:09:00"}, "range"),
        ({"end": "01:00:40:01"}, "after"),
        ({"first": "-200"}, "timecode"),
        ({"first": "soon"}, "timecode"),
        ({"part": 3}, "part"),
    ],
)
def test_what_is_no_range_is_refused(script, cell, editor, typed, code):
    with pytest.raises(Refused) as refused:
        trimming.trim(script=script, cell=cell.pk, by=editor, **typed)
    assert refused.value.code == code


def test_a_label_before_the_first_is_refused_where_no_length_is_known(script, cell, editor, recording):
    recording.duration = None
    recording.save()
    trimming.trim(script=script, cell=cell.pk, end="01:30:00:00", by=editor)
    for typed in ({"first": "00:59:00:00"}, {"end": "00:59:00:00"}):
        with pytest.raises(Refused):
            trimming.trim(script=script, cell=cell.pk, by=editor, **typed)
    assert ranges(cell) == [[100, 45_000]]


def test_one_of_several_ranges_is_trimmed(script, cell, editor):
    Cell.objects.update(ranges=[[0, 50], [100, 150]])
    trimming.trim(script=script, cell=cell.pk, part=1, end="+10", by=editor)
    assert ranges(cell) == [[0, 50], [100, 160]]
    trimming.trim(script=script, cell=cell.pk, part=0, end="01:00:04:00", by=editor)
    assert ranges(cell) == [[0, 160]]  # they meet


def test_words_around_are_told_with_what_is_inside(client, viewer, film, script, cell):
    client.force_login(viewer)
    url = reverse("cell-words", args=[film.slug, script.pk, cell.pk])
    told = client.get(url).json()["words"]
    assert [(word["text"], word["inside"]) for word in told] == [
        ("before it", False),
        ("uno", True),
        ("dos tres", True),
        ("cuatro", True),
        ("aaaa bbbb cc", False),
    ]
    assert (told[1]["in"], told[1]["out"]) == ("01:00:04:00", "01:00:04:20")
    assert client.get(url, {"part": 9}).status_code == 404
    note = CellFactory(row=cell.row, element="note")
    assert client.get(reverse("cell-words", args=[film.slug, script.pk, note.pk])).status_code == 404


@pytest.mark.parametrize(("first", "last", "found"), [(2, 3, [[120, 200]]), (0, 4, [[0, 300]]), (1, 3, [])])
def test_it_is_trimmed_to_words(script, cell, editor, first, last, found):
    trimming.trim_to_words(script=script, cell=cell.pk, first=first, last=last, by=editor)
    assert ranges(cell) == found


def test_words_that_are_not_shown_are_refused(script, cell, editor):
    for first, last in ((3, 2), (0, 5), (-1, 2)):
        with pytest.raises(Refused):
            trimming.trim_to_words(script=script, cell=cell.pk, first=first, last=last, by=editor)


def test_words_of_a_range_are_those_that_are_quoted(recording):
    for start, end in ((0, 300), (110, 190), (125, 131), (150, 220), (40, 260)):
        quoted = spoken([Span(0, recording, start, end)])[0].quote.words
        assert " ".join(word.text for word in words(recording, start, end)) == quoted


def test_another_camera_is_trimmed_by_the_words_of_the_first(script, editor, recording):
    other = RecordingFactory(interview=recording.interview, sync_offset=50, duration=1_000)
    segment = SegmentFactory(recording=other, in_frame=60, out_frame=150)
    cell = SoundbiteFactory(row=RowFactory(scene=ScriptSceneFactory(script=script)), segment=segment)
    assert trimming.words_around(cell, 0)[1].in_frame == 50
    trimming.trim_to_words(script=script, cell=cell.pk, first=1, last=3, by=editor)
    assert ranges(cell) == [[50, 150]]


# -- pinned ------------------------------------------------------------------------------------


def kept(cell):
    return Cell.objects.get(pk=cell.pk).kept


def test_a_line_is_pinned_accepted_and_let_go(script, cell, editor, recording):
    trimming.pin(script=script, cell=cell.pk, on=True, by=editor)
    assert kept(cell) == {"ranges": [[100, 200]], "words": ["uno dos tres cuatro"], "speaker": ""}
    assert trimming.pin(script=script, cell=cell.pk, on=True, by=editor) is None
    cue = recording.transcripts.get().cues.get(in_frame=100)
    cue.text = "uno dos tres cinco"
    cue.save()
    assert kept(cell)["words"] == ["uno dos tres cuatro"]
    with pytest.raises(Refused):
        trimming.trim(script=script, cell=cell.pk, end="-12", by=editor)
    trimming.accept(script=script, cell=cell.pk, by=editor)
    assert kept(cell)["words"] == ["uno dos tres cinco"]
    trimming.trim(script=script, cell=cell.pk, end="01:00:06:00", by=editor)
    assert (ranges(cell), kept(cell)["words"]) == ([[100, 150]], ["uno dos tres"])
    trimming.pin(script=script, cell=cell.pk, on=False, by=editor)
    assert kept(cell) is None
    undo(script=script, by=editor)
    assert kept(cell)["ranges"] == [[100, 150]]


def test_a_line_is_kept_by_who_has_read_what_its_source_says(script, cell, editor, recording):
    trimming.pin(script=script, cell=cell.pk, on=True, by=editor)
    assert trimming.keep(script=script, cell=cell.pk, by=editor) is None
    cue = recording.transcripts.get().cues.get(in_frame=100)
    cue.text = "uno dos tres cinco"
    cue.save()
    assert gather.script(script).cells[0].is_changed
    trimming.keep(script=script, cell=cell.pk, by=editor)
    (told,) = gather.script(script).cells
    assert (told.is_changed, told.words) == (False, "uno dos tres cuatro")
    cue.text = "uno dos tres seis"
    cue.save()
    assert gather.script(script).cells[0].is_changed  # said anew, it is asked anew
    undo(script=script, by=editor)
    assert "seen" not in kept(cell)


def test_a_version_that_is_no_more_is_told(script, cell, editor):
    trimming.trim(script=script, cell=cell.pk, first="+10", version=1, by=editor)
    with pytest.raises(Stale):
        trimming.trim(script=script, cell=cell.pk, first="+10", version=1, by=editor)


def test_only_a_soundbite_is_trimmed_and_pinned(script, cell, editor):
    note = CellFactory(row=cell.row, element="note")
    with pytest.raises(Refused):
        trimming.trim(script=script, cell=note.pk, first="+10", by=editor)
    with pytest.raises(Refused):
        trimming.pin(script=script, cell=note.pk, on=True, by=editor)


def test_the_page_trims_by_timecode_and_by_words(client, editor, film, script, cell):
    client.force_login(editor)
    url = reverse("cell-trim", args=[film.slug, script.pk, cell.pk])
    answer = client.post(url, {"in": "+10", "out": "01:00:07:00", "version": 1}, follow=True)
    assert answer.json()["version"] == 2
    assert ranges(cell) == [[110, 175]]
    client.post(url, {"from_word": "0", "to_word": "1", "version": 2}, follow=True)
    assert ranges(cell) == [[0, 120]]
    answer = client.post(url, {"out": "never"})
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["out"])


def test_words_that_stand_elsewhere_by_now_are_chosen_anew(client, editor, film, script, cell):
    """The transcript was changed while somebody chose: the same number means another word."""
    client.force_login(editor)
    told = client.get(reverse("cell-words", args=[film.slug, script.pk, cell.pk])).json()["words"]
    url = reverse("cell-trim", args=[film.slug, script.pk, cell.pk])
    chosen = {"from_word": "2", "to_word": "3", "in": told[2]["in"], "out": told[3]["out"]}
    cue = Cue.objects.get(text="uno dos tres cuatro")
    cue.word_times[2] = [40, 60]  # a word more that is counted by itself
    cue.save()
    before = ranges(cell)
    now = client.get(reverse("cell-words", args=[film.slug, script.pk, cell.pk])).json()["words"]
    assert now[3]["out"] != chosen["out"]
    answer = client.post(url, chosen)
    assert answer.status_code == 422
    assert "was changed meanwhile" in str(answer.json()["errors"])
    assert ranges(cell) == before
    client.post(url, {**chosen, "in": now[2]["in"], "out": now[3]["out"]}, follow=True)
    assert ranges(cell) != before


# -- a recording whose rate was wrong ----------------------------------------------------------


def test_ranges_are_converted_with_their_recording(script, cell, editor, recording):
    trimming.trim(script=script, cell=cell.pk, first="+10", by=editor)
    trimming.pin(script=script, cell=cell.pk, on=True, by=editor)
    trimming.trim(script=script, cell=cell.pk, end="-10", by=editor)
    elsewhere = SoundbiteFactory(row=cell.row, ranges=[[5, 9]])
    cells.delete(script=script, cell=cell.pk, by=editor)
    recording.refresh_from_db()
    was = recording.frames
    recording.rate, recording.converts = "50/1", True
    change_rate(recording=recording, was=was, by=editor)
    undo(script=script, by=editor)
    assert (ranges(cell), kept(cell)["ranges"]) == ([[220, 380]], [[220, 380]])
    assert ranges(elsewhere) == [[5, 9]]
    undo(script=script, by=editor)
    assert (ranges(cell), kept(cell)["ranges"]) == ([[220, 400]], [[220, 400]])
    undo(script=script, by=editor)
    undo(script=script, by=editor)
    assert (ranges(cell), kept(cell)) == ([], None)
    redo(script=script, by=editor)
    assert ranges(cell) == [[220, 400]]
