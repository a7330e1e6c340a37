"""Each warning fires, is quiet, and knows its boundary."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from script.pdf.content import Cell, Medium, Part, Scene
from script.warnings import KINDS, counts, findings
from tests.script.scripts import SCENE, narration, picture, script_of, soundbite


def third(key, row, text="", people=()):
    return Cell(key=key, row=row, column="picture", element="lower_third", text=text, people=people)


def note(key):
    return Cell(key=key, row=key, column="sound", element="note", text="ask her")


def found(kind, rows, **more):
    return [one for one in findings(script_of(rows, **more)) if one.kind == kind]


COVER = {"clearance": "clear", "text": "The wall"}

# -- who speaks --------------------------------------------------------------------------------


def test_somebody_heard_without_a_release_is_told_once():
    rows = [
        [soundbite(1, "a", clearance_words="needed")],
        [soundbite(2, "b", clearance_words="needed")],
        [soundbite(3, "c", people=(8,), speakers=("Ana",), clearance="blocked", clearance_words="refused")],
    ]
    first, second = found("not_released", rows)
    assert (first.row, first.about, first.code, first.rows, first.seconds, first.level) == (
        1,
        "Esteban Volkov",
        "needed",
        2,
        8,
        "warn",
    )
    assert (second.row, second.about, second.code, second.level) == (3, "Ana", "refused", "block")


def test_what_is_held_back_is_told_for_each_day_and_promise():
    def held(key, recording):
        cell = soundbite(key, "a", clearance="blocked", clearance_words="held_back")
        return [replace(cell, recording=recording)]

    script = script_of([held(1, 1), held(2, 2), held(3, 1)])
    media = [
        Medium(1, None, "A", "A", not_before=date(2003, 9, 1), promised="He sees it first."),
        Medium(2, None, "B", "B", not_before=date(2005, 1, 1)),
    ]
    told = [one for one in findings(replace(script, media=tuple(media))) if one.kind == "not_released"]
    assert [(one.row, one.rows, one.until, one.promised) for one in told] == [
        (1, 2, date(2003, 9, 1), "He sees it first."),
        (2, 1, date(2005, 1, 1), ""),
    ]


def test_somebody_released_is_quiet():
    assert found("not_released", [[soundbite(1, "a", clearance="clear")]]) == []


def test_a_lower_third_is_missed_at_the_first_appearance():
    rows = [[soundbite(1, "a")], [narration(2, "n")], [soundbite(3, "b"), third(30, 3, people=(7,))]]
    (one,) = found("no_lower_third", rows)
    assert (one.row, one.about, one.later) == (1, "Esteban Volkov", "1.3")


@pytest.mark.parametrize(
    "rows",
    [
        [[soundbite(1, "a"), third(10, 1, people=(7,))], [soundbite(2, "b")]],
        [[soundbite(1, "a"), third(10, 1, text="ESTEBAN VOLKOV / Trotsky's grandson")]],
        [[soundbite(1, "a")], [soundbite(2, "b"), third(20, 2, people=(7,))]],  # while he goes on
        [[soundbite(1, "a", on_camera=False)]],
        [[narration(1, "a")]],
    ],
)
def test_a_lower_third_is_not_missed(rows):
    assert found("no_lower_third", rows) == []


def test_a_voice_before_the_face_is_no_appearance():
    rows = [
        [soundbite(1, "a", on_camera=False)],
        [soundbite(2, "b"), third(20, 2, people=(7,))],
    ]
    assert found("no_lower_third", rows) == []


def test_somebody_who_is_not_in_the_register_is_matched_by_name():
    who = {"people": (), "speakers": ("The gardener",)}
    assert found("no_lower_third", [[soundbite(1, "a", **who)]])
    assert not found("no_lower_third", [[soundbite(1, "a", **who), third(10, 1, text="The Gardener")]])


def test_a_recording_of_sound_alone_shows_nobody():
    script = replace(
        script_of([[soundbite(1, "a", end=1000)]]), media=(Medium(1, None, "A", "A", has_picture=False),)
    )
    kinds = {one.kind: one for one in findings(script)}
    assert "no_lower_third" not in kinds
    assert kinds["uncovered"].code == "unseen"


def test_a_scene_without_a_voice():
    scenes = [SCENE, Scene(2, "2", "The wall"), Scene(3, "3", "Cut", is_omitted=True), Scene(4, "4", "Bare")]
    rows = [[narration(1, "a")], [picture(2, 2, seconds=4)]]
    silent = found("silent_scene", rows, scenes=scenes, at=[1, 2])
    assert [(one.scene, one.number, one.about) for one in silent] == [(2, "2", "The wall"), (4, "4", "Bare")]


# -- what is seen ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seconds", "rows"), [((20,), 0), ((21,), 1), ((10, 10), 0), ((10, 11), 2), ((5, 5, 5, 6), 4)]
)
def test_a_voice_without_pictures_longer_than_so_many_seconds(seconds, rows):
    script = [[narration(n, "a", seconds=s)] for n, s in enumerate(seconds, 1)]
    told = found("uncovered", script)
    assert [one.rows for one in told] == ([rows] if rows else [])
    if told:
        assert (told[0].row, told[0].code, told[0].seconds, told[0].limit) == (1, "unseen", sum(seconds), 20)


def test_a_face_counts_by_itself():
    rows = [[narration(1, "a", seconds=15)], [soundbite(2, "b", end=25 * 15)]]
    assert found("uncovered", rows) == []
    (one,) = found("uncovered", [[soundbite(1, "b", end=25 * 21)]])
    assert one.code == "seen"


def test_pictures_and_silence_end_a_stretch():
    bare = [narration(1, "a", seconds=15)]
    for between in ([narration(2, "b"), picture(20, 2)], [picture(2, 2, "b_roll", seconds=3)]):
        assert found("uncovered", [bare, between, [narration(3, "c", seconds=15)]]) == []
    (one,) = found("uncovered", [bare, [note(2)], [narration(3, "c", seconds=15)]])
    assert one.rows == 2


def test_how_long_is_set_by_the_script():
    rows = [[narration(1, "a", seconds=21)]]
    assert found("uncovered", rows, cover_after=21) == []


def two_ranges(key, first, second, **more):
    bite = soundbite(key, "a", *first, **more)
    return replace(bite, parts=(*bite.parts, Part(*second, "", "", "b")))


def test_ranges_joined_in_a_cell_jump():
    (one,) = found("jump_cut", [[two_ranges(1, (0, 50), (100, 150))]])
    assert (one.row, one.about, one.rows) == (1, "Esteban Volkov", 1)
    assert not found("jump_cut", [[two_ranges(1, (0, 50), (50, 150))]])  # no cut at all
    assert not found("jump_cut", [[two_ranges(1, (0, 50), (100, 150)), picture(10, 1)]])
    assert not found("jump_cut", [[two_ranges(1, (0, 50), (100, 150), on_camera=False)]])


def test_ranges_of_rows_side_by_side_jump():
    (one,) = found("jump_cut", [[soundbite(1, "a", 0, 50)], [soundbite(2, "b", 100, 150)]])
    assert (one.row, one.rows) == (2, 2)


@pytest.mark.parametrize(
    "rows",
    [
        [[soundbite(1, "a", 0, 50)], [soundbite(2, "b", 50, 150)]],
        [[soundbite(1, "a", 0, 50)], [soundbite(2, "b", 100, 150), picture(20, 2)]],
        [[soundbite(1, "a", 0, 50), picture(10, 1)], [soundbite(2, "b", 100, 150)]],
        [[soundbite(1, "a", 0, 50)], [narration(2, "n")], [soundbite(3, "b", 100, 150)]],
        [[soundbite(1, "a", 0, 50)], [replace(soundbite(2, "b", 100, 150), recording=2)]],
    ],
)
def test_what_is_covered_goes_on_or_is_apart_does_not_jump(rows):
    assert found("jump_cut", rows) == []


def test_a_note_between_two_ranges_covers_nothing():
    rows = [[soundbite(1, "a", 0, 50)], [note(2)], [soundbite(3, "b", 100, 150)]]
    assert [one.row for one in found("jump_cut", rows)] == [3]


def test_who_is_seen_beside_what_is_heard_is_no_second_range():
    bite = soundbite(1, "a", 0, 50, on_camera=False)
    face = replace(bite, key=9, column="picture")
    assert found("jump_cut", [[face, bite]]) == []
    assert found("no_lower_third", [[face, bite]])[0].row == 1
    assert found("no_lower_third", [[bite]]) == []


def test_another_face_is_a_cut_away():
    bite = soundbite(1, "a", end=25 * 30)
    listener = replace(soundbite(9, "b"), row=1, column="picture", segment=2)
    assert found("uncovered", [[bite]])
    assert found("uncovered", [[bite, listener]]) == []


@pytest.mark.parametrize(("pictures", "fires"), [((9,), True), ((10,), False), ((6, 4), False), ((), False)])
def test_narration_longer_than_its_pictures(pictures, fires):
    row = [
        narration(1, "a", seconds=10),
        *(picture(10 + n, 1, seconds=s) for n, s in enumerate(pictures)),
    ]
    told = found("short_pictures", [row])
    assert bool(told) is fires
    if fires:
        assert (told[0].seconds, told[0].limit) == (10, 9)


def test_what_differs_by_less_than_is_shown_is_quiet():
    pictures = picture(10, 1, seconds=12)
    assert found("short_pictures", [[narration(1, "a", seconds=Fraction(124, 10)), pictures]]) == []
    (one,) = found("short_pictures", [[narration(1, "a", seconds=Fraction(125, 10)), pictures]])
    assert one.seconds == Fraction(25, 2)
    assert found("uncovered", [[narration(1, "a", seconds=Fraction(204, 10))]]) == []
    assert found("uncovered", [[narration(1, "a", seconds=Fraction(205, 10))]])


def test_a_still_without_a_length_lasts_as_long_as_it_must():
    assert found("short_pictures", [[narration(1, "a"), picture(10, 1, "still")]]) == []


# -- sources -----------------------------------------------------------------------------------


def test_a_pinned_line_whose_source_changed():
    assert found("source_changed", [[soundbite(1, "a", is_pinned=True, is_changed=True)]])[0].cell == 1
    assert found("source_changed", [[soundbite(1, "a", is_pinned=True)]]) == []


def test_a_soundbite_without_words():
    (one,) = found("no_words", [[soundbite(1, "")], [soundbite(2, "")], [soundbite(3, "a")]])
    assert (one.row, one.rows) == (1, 2)
    other = replace(soundbite(2, ""), recording=2)
    assert len(found("no_words", [[soundbite(1, "")], [other]])) == 2
    assert found("no_words", [[soundbite(1, "a")], [narration(2, "")]]) == []


@pytest.mark.parametrize(("state", "fires"), [("denied", 1), ("replaced", 1), ("cut", 1), ("agreed", 0)])
def test_archive_that_may_not_be_shown(state, fires):
    clip = picture(10, 1, "archive", clip=3, title="Funeral", clearance_words=state)
    told = found("archive_gone", [[narration(1, "a"), clip]])
    assert [(one.about, one.code, one.level) for one in told] == [("Funeral", state, "block")] * fires


def test_a_translation_made_of_other_words():
    bite = soundbite(1, "a")
    stale = replace(bite, parts=(replace(bite.parts[0], is_stale=True),))
    assert found("stale_translation", [[stale]])[0].row == 1
    assert found("stale_translation", [[bite]]) == []


# -- time --------------------------------------------------------------------------------------


def test_a_row_without_a_length():
    rows = [[picture(1, 1)], [narration(2, "", seconds=0)], [note(3)], [third(4, 4, text="A")]]
    assert [one.row for one in found("no_length", rows)] == [1, 2]


@pytest.mark.parametrize(
    ("lasts", "kind"),
    [
        (101, "over_target"),
        (Fraction(2009, 20), ""),
        (100, ""),
        (95, ""),
        (94, "under_target"),
        (0, "under_target"),
    ],
)
def test_the_length_beside_its_target(lasts, kind):
    rows = [[narration(1, "a", seconds=lasts)]]
    told = [one for one in findings(script_of(rows, target=100)) if one.kind.endswith("_target")]
    assert [one.kind for one in told] == ([kind] if kind else [])
    assert not [one for one in findings(script_of(rows)) if one.kind.endswith("_target")]


@pytest.mark.parametrize(("lasts", "kind"), [(121, "over_target"), (120, ""), (80, ""), (79, "under_target")])
def test_a_scene_is_held_to_its_budget_loosely(lasts, kind):
    scene = replace(SCENE, target=100)
    told = findings(script_of([[narration(1, "a", seconds=lasts)]], scenes=[scene]))
    assert [(one.kind, one.scene) for one in told if one.kind.endswith("_target")] == (
        [(kind, 1)] if kind else []
    )


# -- all of them -------------------------------------------------------------------------------


def test_they_stand_in_the_order_of_the_script():
    scenes = [SCENE, Scene(2, "2", "Two")]
    rows = [[narration(1, "a", seconds=30)], [soundbite(2, "")], [picture(3, 3)]]
    told = findings(script_of(rows, scenes=scenes, at=[1, 1, 2], target=10))
    assert [(one.kind, one.number) for one in told] == [
        ("over_target", ""),
        ("uncovered", "1.1"),
        ("not_released", "1.2"),
        ("no_words", "1.2"),
        ("no_lower_third", "1.2"),
        ("silent_scene", "2"),
        ("no_length", "2.1"),
    ]
    assert list(counts(told)) == [kind for kind in KINDS if kind in {one.kind for one in told}]


def test_what_was_omitted_is_passed_over():
    scene = replace(SCENE, is_omitted=True)
    assert findings(script_of([[soundbite(1, "", end=25 * 60)]], scenes=[scene])) == []


def test_an_empty_script_has_none():
    assert findings(script_of([], scenes=[])) == []
