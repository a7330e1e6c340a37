"""A paper edit becomes rows."""

import pytest

from interviews.models import Segment
from script.actions import paper_edits as edits
from script.actions import steps
from script.models import Cell, Row, ScriptImport, ScriptScene, ScriptStep
from tests.factories import RowFactory, SegmentFactory
from tests.script.paper_files import PAPER, SAID, bring, spoken, take

pytestmark = pytest.mark.django_db


def cells(script):
    rows = Cell.objects.filter(row__scene__script=script).order_by(
        "row__scene__position", "row__position", "position"
    )
    return [(cell.element, cell.text) for cell in rows]


def test_it_becomes_rows_in_one_step_that_can_be_undone(desk, script, scene, recording, editor):
    _answer, imported = bring(desk, script, PAPER)
    answer = take(desk, imported, into=scene.pk)
    assert "3 rows are in the script." in answer.content.decode()
    assert cells(script) == [
        ("soundbite", ""),
        ("narration", "The house stands behind a wall."),
        ("note", "Nobody in the film has ever said these words."),
        ("note", "show the wall"),
    ]
    cell, segment = Cell.objects.get(element="soundbite"), Segment.objects.get()
    assert (segment.recording, segment.in_frame, segment.out_frame) == (recording, 0, 308)
    assert segment.gist == "Mi abuelo criaba conejos y gallinas detrás de …"
    assert segment.history.get().history_user == editor
    assert (cell.segment, cell.ranges) == (segment, [])
    (step,) = ScriptStep.objects.all()
    assert (step.kind, step.facts["rows"], step.facts["segments"]) == ("import", 3, 1)
    imported.refresh_from_db()
    assert (imported.state, imported.taken_by, imported.content.name) == ("taken", editor, "")
    steps.undo(script=script, by=editor)
    assert not Row.objects.exists()
    steps.redo(script=script, by=editor)
    assert len(cells(script)) == 4


def test_rows_come_after_those_that_stand(desk, script, scene, recording):
    first = RowFactory(scene=scene, position=1 << 20)
    _answer, imported = bring(desk, script, PAPER)
    take(desk, imported, into=scene.pk)
    assert Row.objects.filter(scene=scene).order_by("position").first() == first


def test_a_segment_that_is_logged_is_cited(desk, script, scene, recording):
    logged = SegmentFactory(recording=recording, in_frame=0, out_frame=320, gist="Rabbits")
    SegmentFactory(recording=recording, in_frame=0, out_frame=80_000)
    _answer, imported = bring(desk, script, PAPER)
    take(desk, imported, into=scene.pk)
    cell = Cell.objects.get(element="soundbite")
    assert (cell.segment, cell.ranges) == (logged, [[0, 308]])
    assert Segment.objects.count() == 2


def test_what_was_left_out_makes_ranges_that_are_joined(desk, script, scene, film):
    spoken(
        film, [*SAID, "y algo más que nadie recuerda ya desde hace tantos años en esta casa vieja", "fue así"]
    )
    _answer, imported = bring(desk, script, f"{SAID[0]} (…) {SAID[3]}")
    take(desk, imported, into=scene.pk)
    assert Cell.objects.get().ranges == [[0, 98], [600, 698]]
    assert (Segment.objects.get().in_frame, Segment.objects.get().out_frame) == (0, 698)


def test_each_line_becomes_what_was_chosen(desk, script, scene, recording):
    _answer, imported = bring(desk, script, PAPER)
    take(desk, imported, {0: "note", 1: "skip", 2: "narration", 3: "hit0"}, into=scene.pk)
    assert cells(script) == [
        ("note", f"VOLKOV: {SAID[0]}, {SAID[1]}."),
        ("narration", "Nobody in the film has ever said these words."),
        ("note", "show the wall"),
    ]


def test_choices_stay_while_one_looks_on(desk, script, recording):
    _answer, imported = bring(desk, script, PAPER)
    answer = take(desk, imported, {1: "skip"}, go="1", threshold="101")
    assert "between" in answer.content.decode() or "100" in answer.content.decode()
    take(desk, imported, {1: "skip"}, go="1", threshold="90", title="Rabbits")
    imported.refresh_from_db()
    assert imported.choices["lines"] == {"1": "skip"}
    assert not Row.objects.exists()
    take(desk, imported, title="Rabbits", threshold="90")
    assert ScriptScene.objects.get().title == "Rabbits"


def test_less_than_the_threshold_stays_a_note(desk, script, recording):
    changed = "Mi abuelo vendía conejos o patos detrás de una casa"
    _answer, imported = bring(desk, script, changed)
    confidence = imported.found["items"][0]["hits"][0]["confidence"]
    assert confidence < 95
    take(desk, imported, threshold=str(confidence + 1))
    assert cells(script) == [("note", changed)]


def test_headings_open_scenes(desk, script, scene, recording):
    text = f"THE GARDEN\n\n{SAID[0]}\n\nTHE WALL\n\n{SAID[2]}\n"
    _answer, imported = bring(desk, script, text)
    take(desk, imported)
    assert [str(one) for one in ScriptScene.objects.order_by("position")] == ["The garden", "THE WALL"]
    assert [row.scene.pk == scene.pk for row in Row.objects.order_by("pk")] == [True, False]


def test_nothing_chosen_takes_nothing(desk, script, recording):
    _answer, imported = bring(desk, script, SAID[0])
    assert "Nothing is chosen" in take(desk, imported, {0: "skip"}).content.decode()
    assert not ScriptScene.objects.exists()


def test_who_chooses_while_another_takes_is_told(desk, script, recording, monkeypatch):
    _answer, imported = bring(desk, script, PAPER)
    known = edits.taken_before

    def taken_meanwhile(of):
        ScriptImport.objects.filter(pk=of.pk).update(state="dropped")
        return known(of)

    monkeypatch.setattr(edits, "taken_before", taken_meanwhile)
    assert "This import is no longer open." in take(desk, imported).content.decode()
    assert not Row.objects.exists()


def test_a_recording_that_went_meanwhile_takes_nothing(desk, script, recording, editor):
    _answer, imported = bring(desk, script, PAPER)
    recording.bin(by=editor)
    take(desk, imported)
    assert not ScriptScene.objects.exists()
    imported.refresh_from_db()
    assert imported.is_open


def test_sent_twice_it_is_taken_once(desk, script, scene, recording):
    _answer, imported = bring(desk, script, PAPER)
    for _time in range(2):
        take(desk, imported, into=scene.pk, form_key="k" * 20)
    assert Row.objects.count() == 3
