"""Cells of a script: what an element may cite and hold, where it stands, and who changed it first."""

import pytest
from django.urls import reverse
from django.utils import timezone

from production.models import ArchiveClip
from script.actions import cells
from script.actions.steps import Overtaken, Refused, undo
from script.models import Cell, ScriptStep
from tests.factories import (
    ArchiveClipFactory,
    CellFactory,
    PersonFactory,
    RecordingFactory,
    RowFactory,
    ScriptSceneFactory,
    SegmentFactory,
    ShotFactory,
    SoundbiteFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(script):
    return RowFactory(scene=ScriptSceneFactory(script=script))


@pytest.fixture
def segment(film):
    return SegmentFactory(
        recording=RecordingFactory(interview__film=film, duration=1_000), in_frame=100, out_frame=300
    )


@pytest.fixture
def clip(film):
    return ArchiveClipFactory(film=film)  # 03:40:22 to 03:43:33


@pytest.fixture
def post(client, editor, film, script):
    client.force_login(editor)

    def send(name, *keys, **data):
        answer = client.post(reverse(name, args=[film.slug, script.pk, *keys]), data, follow=True)
        return answer.status_code, answer.json()

    return send


def add(script, row, by, **values):
    return Cell.objects.get(pk=cells.add(script=script, row=row.pk, values=values, by=by).facts["id"])


def column(row, name):
    return list(
        Cell.objects.filter(row=row, column=name).order_by("position", "pk").values_list("pk", flat=True)
    )


# -- what it may cite --------------------------------------------------------------------------


def test_each_element_cites_what_it_may(script, row, editor, segment, clip, film):
    shot = ShotFactory(film=film)
    assert add(script, row, editor, element="soundbite", segment_id=segment.pk).segment == segment
    for element in ("archive", "still", "music"):
        assert add(script, row, editor, element=element, clip_id=clip.pk).clip == clip
    for element in ("b_roll", "still", "natural_sound"):
        assert add(script, row, editor, element=element, shot_id=shot.pk).shot == shot


@pytest.mark.parametrize(
    ("values", "code", "field"),
    [
        ({"element": "soundbite"}, "segment", "segment"),
        ({"element": "narration", "clip_id": "clip"}, "element", "clip"),
        ({"element": "b_roll", "segment_id": "segment"}, "element", "segment"),
        ({"element": "still", "clip_id": "clip", "shot_id": "shot"}, "sources", "shot"),
        ({"element": "archive", "clip_id": 999_999}, "gone", "clip"),
        ({"element": "lower_third", "person_id": 999_999}, "gone", "person"),
        ({"element": "archive", "clip_in": "03:40:30"}, "clip", "clip_in"),
        ({"element": "archive", "clip_id": "clip", "clip_in": "03:50:00"}, "range", "clip_in"),
        (
            {"element": "archive", "clip_id": "clip", "clip_in": "03:41:00", "clip_out": "03:40:40"},
            "range",
            "clip_out",
        ),
        ({"element": "archive", "clip_id": "clip", "clip_out": "03:40:40:30"}, "timecode", "clip_out"),
        ({"element": "soundbite", "segment_id": "segment", "ranges": [[5, 5]]}, "range", "ranges"),
        ({"element": "soundbite", "segment_id": "segment", "ranges": [[-1, 5]]}, "before", "ranges"),
        ({"element": "soundbite", "segment_id": "segment", "ranges": [[5, 1_001]]}, "after", "ranges"),
        ({"element": "soundbite", "segment_id": "segment", "ranges": [[5, "x"]]}, "ranges", "ranges"),
        ({"element": "soundbite", "segment_id": "segment", "ranges": {"a": 1}}, "ranges", "ranges"),
        ({"element": "narration", "pace": 39}, "pace", "pace"),
        ({"element": "narration", "text": "x" * 60_001}, "long", "text"),
        ({"element": "narration", "is_recorded": True}, "recorded", "lasts"),
        ({"element": "narration", "lasts_ms": 0}, "lasts", "lasts"),
    ],
)
def test_what_it_can_not_be_is_refused_at_its_field(
    script, row, editor, segment, clip, film, values, code, field
):
    there = {"segment": segment, "clip": clip, "shot": ShotFactory(film=film)}
    values = {name: there[value].pk if str(value) in there else value for name, value in values.items()}
    with pytest.raises(Refused) as refused:
        add(script, row, editor, **values)
    assert (refused.value.code, refused.value.facts["field"]) == (code, field)
    assert not Cell.objects.exists()


def test_what_lies_in_the_bin_is_not_cited_anew_but_stays_where_it_is(script, row, editor, clip):
    cell = add(script, row, editor, element="archive", clip_id=clip.pk)
    ArchiveClip.everything.filter(pk=clip.pk).update(binned_at=timezone.now(), binned_by=editor)
    cells.edit(script=script, cell=cell.pk, values={"text": "the garden"}, by=editor)
    with pytest.raises(Refused):
        add(script, row, editor, element="archive", clip_id=clip.pk)
    cells.delete(script=script, cell=cell.pk, by=editor)
    with pytest.raises(Overtaken):
        undo(script=script, by=editor)


def test_a_shot_waits_in_the_bin_with_its_scene(script, row, editor, film):
    shot = ShotFactory(scene__film=film)
    shot.scene.bin(by=editor)
    with pytest.raises(Refused, match="gone"):
        cells.add(script=script, row=row.pk, values={"element": "b_roll", "shot_id": shot.pk}, by=editor)


def test_another_element_leaves_behind_what_it_has_no_use_for(script, row, editor, clip):
    cell = add(script, row, editor, element="archive", clip_id=clip.pk, clip_in="03:40:30", sound="mute")
    cells.edit(script=script, cell=cell.pk, values={"element": "narration"}, by=editor)
    cell.refresh_from_db()
    assert (cell.clip, cell.clip_in, cell.sound) == (None, "", "")
    undo(script=script, by=editor)
    cell.refresh_from_db()
    assert (cell.clip, cell.clip_in, cell.sound) == (clip, "03:40:30", "mute")


def test_another_segment_takes_its_own_range(script, row, editor, segment):
    kept = {"ranges": [[1, 9]], "words": ["then"], "speaker": ""}
    cell = SoundbiteFactory(row=row, segment=segment, ranges=[[5, 9]], kept=kept)
    other = SegmentFactory(recording=segment.recording)
    cells.edit(script=script, cell=cell.pk, values={"segment_id": other.pk}, by=editor)
    cell.refresh_from_db()
    assert (cell.segment, cell.ranges, cell.kept) == (other, [], None)


def test_a_lower_third_names_whom_it_shows(script, row, editor, film):
    person = PersonFactory(film=film, name="Esteban Volkov", line="Grandson")
    assert add(script, row, editor, element="lower_third", person_id=person.pk).text == (
        "Esteban Volkov\nGrandson"
    )


# -- as the page sends it ----------------------------------------------------------------------


def test_fields_are_typed_as_people_type_them(post, script, row):
    cell = CellFactory(row=row)
    status, answer = post("cell-edit", cell.pk, lasts="1:05", pace="90", language="es", version=1)
    assert (status, answer["version"]) == (200, 2)
    cell.refresh_from_db()
    assert (cell.lasts_ms, cell.pace, cell.language) == (65_000, 90, "es")
    assert cell.text  # what isn't sent stays
    post("cell-edit", cell.pk, lasts="", pace="", version=2)
    cell.refresh_from_db()
    assert (cell.lasts_ms, cell.pace) == (None, None)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("lasts", "1:99"),
        ("lasts", "soon"),
        ("lasts", "٣"),
        ("pace", "many"),
        ("element", "film"),
        ("column", "third"),
        ("language", "xx-not"),
        ("ranges", "[[1,"),
        ("clip_in", "25:00:00"),
        ("segment", "999999999999999999999"),
        ("move", "up"),
    ],
)
def test_what_can_not_be_read_is_told_at_its_field(post, row, field, value):
    status, answer = post("cell-new", **{"row": row.pk, "element": "narration", field: value})
    assert (status, list(answer["errors"])) == (422, [field])
    assert not Cell.objects.exists()


def test_who_saves_on_top_of_another_is_shown_what_stands(post, script, row, director):
    cell = CellFactory(row=row, text="One")
    cells.edit(script=script, cell=cell.pk, values={"text": "Theirs"}, by=director)
    status, answer = post("cell-edit", cell.pk, text="Mine", version=1, revision=0)
    assert (status, answer["version"], answer["differs"]) == (409, 2, [["Text", "Theirs", "Mine"]])
    assert "Theirs" in answer["rows"][str(row.pk)]
    status, _answer = post("cell-edit", cell.pk, text="Mine", version=2)
    assert status == 200
    cell.refresh_from_db()
    assert cell.text == "Mine"


def test_what_differs_is_told_in_words_by_field(post, script, row, director):
    cell = CellFactory(row=row, text="One")
    theirs = {"lasts_ms": 12_000, "is_recorded": True, "pace": 90}
    cells.edit(script=script, cell=cell.pk, values=theirs, by=director)
    mine = {"lasts": "9", "is_recorded": "1", "pace": ""}
    status, answer = post("cell-edit", cell.pk, version=1, revision=0, **mine)
    assert status == 409
    assert answer["differs"] == [["Length", "0:12", "0:09"], ["Pace, words a minute", "90", ""]]


def test_nobody_of_another_film_is_named_where_two_differ(post, row):
    stranger = PersonFactory(name="Ramón Mercader")
    cell = CellFactory(row=row, text="One", version=2)
    status, answer = post("cell-edit", cell.pk, text="Mine", person=stranger.pk, version=1)
    assert (status, answer["differs"]) == (409, [["Text", "One", "Mine"]])


def test_other_fields_that_changed_meanwhile_do_not_stop_the_words(post, script, row, director):
    cell = CellFactory(row=row, text="One")
    cells.edit(script=script, cell=cell.pk, values={"pace": 90}, by=director)
    status, answer = post("cell-edit", cell.pk, text="Mine", was="One", version=1)
    assert (status, answer["version"]) == (200, 3)


def test_the_same_again_is_no_step(post, row):
    cell = CellFactory(row=row, text="One")
    status, answer = post("cell-edit", cell.pk, text="One", version=1)
    assert (status, answer["version"], answer["rows"]) == (200, 1, {})
    assert not ScriptStep.objects.exists()


def test_typing_goes_on_in_one_step(post, row):
    cell = CellFactory(row=row, text="One")
    _status, answer = post("cell-edit", cell.pk, text="One t", version=1)
    _status, answer = post("cell-edit", cell.pk, text="One two", version=2, onto=answer["revision"])
    assert "One two" in answer["rows"][str(row.pk)]
    assert (ScriptStep.objects.count(), answer["version"], answer["revision"]) == (1, 3, 2)
    post("script-undo")
    cell.refresh_from_db()
    assert cell.text == "One"
    post("script-redo")
    cell.refresh_from_db()
    assert cell.text == "One two"


# -- where it stands ---------------------------------------------------------------------------


def test_cells_move_between_places_columns_and_rows(script, row, editor):
    first, second, third = (CellFactory(row=row) for _n in range(3))

    def move(cell, to, name, after):
        cells.move(script=script, cell=cell.pk, row=to.pk, column=name, after=after, by=editor)

    move(third, row, "sound", 0)
    assert column(row, "sound") == [third.pk, first.pk, second.pk]
    move(third, row, "sound", first.pk)
    assert column(row, "sound") == [first.pk, third.pk, second.pk]
    move(first, row, "picture", None)
    other = RowFactory(scene=row.scene)
    move(second, other, "sound", None)
    assert (column(row, "picture"), column(row, "sound")) == ([first.pk], [third.pk])
    assert column(other, "sound") == [second.pk]
    for _n in range(4):
        undo(script=script, by=editor)
    assert column(row, "sound") == [first.pk, second.pk, third.pk]


def test_a_cell_is_added_where_it_was_asked_for(script, row, editor):
    first = CellFactory(row=row)
    last = CellFactory(row=row)
    middle = cells.add(
        script=script, row=row.pk, values={"element": "note"}, after=first.pk, by=editor
    ).facts["id"]
    assert column(row, "sound") == [first.pk, middle, last.pk]
    cells.delete(script=script, cell=middle, by=editor)
    assert column(row, "sound") == [first.pk, last.pk]


# -- a clip laid over a voice -------------------------------------------------------------------


@pytest.fixture
def voice(row):
    """Ten seconds."""
    return CellFactory(row=row, text="Words.", lasts_ms=10_000)


def clip_of(film, **more):
    values = {
        "timecode_in": "12:54:21:00",
        "timecode_out": "13:06:12:00",
        "rate": "25/1",
        "seconds_given": None,
    }
    return ArchiveClipFactory(film=film, kind="footage", **{**values, **more})


def laid_over(post, row, clip, **more):
    sent = {"row": row.pk, "column": "picture", "element": "archive", "clip": clip.pk, "fits": "1", **more}
    status, _answer = post("cell-new", **sent)
    assert status == 200
    return Cell.objects.filter(clip=clip).latest("pk")


def test_a_clip_that_is_longer_is_laid_over_a_voice_as_long_as_that(post, film, row, voice):
    cell = laid_over(post, row, clip_of(film))
    assert (cell.clip_in, cell.clip_out, cell.lasts_ms) == ("12:54:21:00", "12:54:31:00", None)


def test_a_second_clip_takes_the_room_that_is_left(post, film, row, voice):
    laid_over(post, row, clip_of(film, timecode_out="12:54:25:00"))
    second = laid_over(post, row, clip_of(film))
    assert (second.clip_in, second.clip_out) == ("12:54:21:00", "12:54:27:00")
    third = laid_over(post, row, clip_of(film))
    assert (third.clip_in, third.clip_out) == ("", "")  # no room says how much of it is meant


@pytest.mark.parametrize(
    "more",
    [{"column": "sound"}, {"fits": ""}, {"clip_in": "12:55:00:00"}, {"lasts": "5"}],
    ids=["after it", "not asked", "its own in", "its own length"],
)
def test_what_is_not_laid_over_it_is_taken_whole(post, film, row, voice, more):
    cell = laid_over(post, row, clip_of(film), **more)
    assert (cell.clip_in, cell.clip_out) == (more.get("clip_in", ""), "")


def test_a_clip_without_timecodes_is_given_the_length(post, film, row, voice):
    clip = clip_of(film, timecode_in="", timecode_out="", rate="", seconds_given=700)
    assert laid_over(post, row, clip).lasts_ms == 10_000
    short = clip_of(film, timecode_in="", timecode_out="", rate="", seconds_given=4)
    assert laid_over(post, row, short).lasts_ms is None


def test_a_clip_in_a_row_without_a_voice_is_taken_whole(post, film, row):
    assert laid_over(post, row, clip_of(film)).clip_out == ""
