"""Two versions of a script: rows matched by key, fewest moves, words, ranges, time."""

from dataclasses import replace

import pytest

from production.order import moved, not_falling, rising
from script.compare import KINDS, compare, marked
from script.pdf.content import Cell, Part, Row, Scene
from script.word_changes import pieces
from tests.script.scripts import narration, script_of, soundbite


def told(text_old, text_new):
    marks = {"": "", "in": "+", "out": "-"}
    return " ".join(marks[piece.kind] + piece.text for piece in pieces(text_old, text_new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("the wall stands", "the wall stands", "the wall stands"),
        ("the wall stands", "the old wall stands", "the +old wall stands"),
        ("the old wall stands", "the wall stands", "the -old wall stands"),
        ("the wall stands", "the house stands", "the -wall +house stands"),
        ("", "a house", "+a house"),
        ("a house", "", "-a house"),
        ("", "", ""),
        ("one two three four", "three four one two", "+three four one two -three four"),
    ],
)
def test_words_that_came_and_went(old, new, expected):
    assert told(old, new) == expected


def test_both_wordings_can_be_read_from_the_pieces():
    old = " ".join(f"word{n % 97} a{n}" for n in range(4_000))
    new = old.replace("a17 ", "changed ").replace("a3000 ", "") + " and more"
    found = pieces(old, new)
    assert " ".join(piece.text for piece in found if piece.kind != "out") == new
    assert " ".join(piece.text for piece in found if piece.kind != "in") == old
    assert [piece.kind for piece in found if piece.kind] == ["out", "in", "out", "in"]


def test_long_texts_with_nothing_in_common_are_exchanged_whole():
    found = pieces("yes " * 5_000, "no " * 5_000)
    assert [piece.kind for piece in found] == ["out", "in"]


def test_the_fewest_things_move():
    assert rising([3, 0, 1, 2]) == [1, 2, 3]
    assert moved("abcd", "dabc") == {"d"}
    assert moved("abc", "abc") == set()
    assert moved([], []) == set()


def test_a_longest_run_that_never_falls():
    assert not_falling([5, 5, 2, 7, 7, 6]) == [0, 1, 3, 4]
    assert not_falling([]) == []


def kinds(old, new):
    return {pair.key: pair.kinds for pair in compare(old, new).rows if pair.kinds}


def test_two_that_are_alike_have_no_differences():
    found = compare(script_of([[narration(1, "a")]]), script_of([[narration(1, "a")]]))
    assert found.is_same
    assert (found.counts, found.before) == ({}, found.after)


def test_rows_that_came_went_and_moved():
    old = script_of([[narration(1, "a")], [narration(2, "b")], [narration(3, "c")], [narration(4, "d")]])
    new = script_of([[narration(4, "d")], [narration(1, "a")], [narration(5, "e")], [narration(3, "c")]])
    found = compare(old, new)
    assert kinds(old, new) == {4: ("moved",), 5: ("added",), 2: ("cut",)}
    assert [pair.key for pair in found.rows] == [4, 1, 2, 5, 3]
    assert found.counts == {"added": 1, "cut": 1, "moved": 1}
    assert found.marked == {4, 5}


def test_scenes_that_came_went_or_lost_a_row_are_marked():
    scenes = [Scene(n, str(n), f"Scene {n}") for n in (1, 2, 3)]
    lines = [[narration(n, "a")] for n in (1, 2, 3, 4)]
    old = script_of(lines, scenes=scenes, at=[1, 2, 2, 3])
    after = [*scenes[:2], Scene(4, "2A", "Inserted"), replace(scenes[2], is_omitted=True)]
    new = script_of([lines[0], lines[1], [narration(5, "b")]], scenes=after, at=[1, 2, 4])
    assert [one.key for one in marked(new, compare(old, new)).scenes if one.is_changed] == [2, 4, 3]
    assert not any(one.is_changed for one in marked(new, None).scenes)


def test_a_row_after_an_inserted_one_is_not_changed():
    old = script_of([[narration(1, "a")], [narration(2, "b")]])
    new = script_of([[narration(3, "x")], [narration(1, "a")], [narration(2, "b")]])
    assert kinds(old, new) == {3: ("added",)}


def test_a_row_that_went_to_another_scene_is_told_there():
    one, two = Scene(1, "1", "One"), Scene(2, "2", "Two")
    old = script_of([[narration(1, "a")], [narration(2, "b")]], scenes=[one, two], at=[1, 1])
    new = script_of([[narration(1, "a")], [narration(2, "b")]], scenes=[one, two], at=[1, 2])
    first, second = compare(old, new).scenes
    assert [pair.key for pair in first.rows] == [1]
    assert [(pair.key, pair.kinds) for pair in second.rows] == [(2, ("moved",))]
    assert (first.before, first.after, second.before, second.after) == (20, 10, 0, 10)


def test_words_and_the_length_that_follows_them():
    old = script_of([[narration(1, "a b", seconds=2)]])
    new = script_of([[narration(1, "a b c", seconds=3)]])
    assert kinds(old, new) == {1: ("words",)}
    assert (compare(old, new).before.total, compare(old, new).after.total) == (2, 3)


def test_a_length_by_itself():
    old = script_of([[narration(1, "a b", seconds=2)]])
    new = script_of([[replace(narration(1, "a b", seconds=3), basis="measured")]])
    assert kinds(old, new) == {1: ("length",)}


def test_a_trimmed_soundbite_is_told_once():
    old = script_of([[soundbite(1, "We lived here. There were rabbits.", 0, 200)]])
    new = script_of([[soundbite(1, "We lived here.", 0, 100)]])
    found = compare(old, new)
    assert kinds(old, new) == {1: ("trimmed",)}
    (pair,) = next(found.rows).cells
    assert [piece.kind for piece in pair.words] == ["", "out"]
    assert (found.before.total, found.after.total) == (8, 4)


def test_a_word_mended_in_the_transcript():
    old = script_of([[soundbite(1, "There were rabbit.", 0, 100)]])
    new = script_of([[soundbite(1, "There were rabbits.", 0, 100)]])
    assert kinds(old, new) == {1: ("words",)}


def test_a_source_that_was_replaced():
    old = script_of([[soundbite(1, "We lived here.", 0, 100)]])
    new = script_of([[replace(soundbite(1, "We stayed.", 50, 100), segment=9)]])
    assert kinds(old, new) == {1: ("source",)}


def test_a_translation_and_a_pace():
    bite = soundbite(1, "Vivíamos aquí.", 0, 100)
    other = replace(bite, parts=(replace(bite.parts[0], translation="We lived here."),))
    assert kinds(script_of([[bite]]), script_of([[other]])) == {1: ("translation",)}


def test_clearance_is_told_and_not_marked():
    old = script_of([[soundbite(1, "We lived here.", 0, 100)]])
    new = script_of([[replace(soundbite(1, "We lived here.", 0, 100), clearance="clear")]])
    found = compare(old, new)
    assert kinds(old, new) == {1: ("clearance",)}
    assert found.marked == frozenset()
    assert not found.is_same


def test_a_picture_that_was_added_to_a_row():
    cell = Cell(key=70, row=1, column="picture", element="b_roll", text="The wall")
    old, new = script_of([[narration(1, "a")]]), script_of([[narration(1, "a"), cell]])
    assert kinds(old, new) == {1: ("element",)}


def test_scenes_that_came_were_cut_omitted_moved_and_renamed():
    scenes = [Scene(n, str(n), f"Scene {n}") for n in range(1, 6)]
    old = script_of([], scenes=scenes)
    one, two, three, _four, five = scenes
    new = script_of(
        [],
        scenes=[
            five,
            one,
            Scene(9, "1A", "New"),
            replace(two, is_omitted=True),
            replace(three, title="Three"),
        ],
    )
    found = {pair.scene.key: pair.kinds for pair in compare(old, new).scenes}
    assert found == {5: ("moved",), 1: (), 9: ("added",), 2: ("omitted",), 3: ("renamed",), 4: ("cut",)}
    assert [pair.scene.key for pair in compare(old, new).scenes] == [5, 1, 9, 2, 3, 4]


def test_the_editors_record_times_are_told_and_not_marked():
    old = script_of([[narration(1, "a")]])
    new = replace(old, rows=tuple(replace(row, record_in=0, record_out=50) for row in old.rows))
    found = compare(old, new)
    assert (found.counts, found.marked) == ({"record": 1}, frozenset())


def test_rows_that_changed_carry_a_mark():
    old = script_of([[narration(1, "a")], [narration(2, "b")]])
    new = script_of([[narration(1, "a")], [narration(2, "c")]])
    assert [row.is_changed for row in marked(new, compare(old, new)).rows] == [False, True]
    assert [row.is_changed for row in marked(new, None).rows] == [False, False]


def test_nothing_and_something():
    empty, full = script_of([]), script_of([[narration(1, "a")]])
    assert compare(empty, empty).is_same
    assert kinds(empty, full) == {1: ("added",)}
    assert kinds(full, empty) == {1: ("cut",)}


def test_ten_thousand_rows_are_compared_by_what_differs():
    count = 10_000
    old = script_of([[narration(n, f"line {n}")] for n in range(1, count + 1)])
    turned = [[narration(n, f"line {n}")] for n in range(2, count + 1)] + [[narration(1, "line one")]]
    found = compare(old, script_of(turned))
    assert found.counts == {"moved": 1, "words": 1}


def test_each_kind_has_its_place():
    assert len(set(KINDS)) == len(KINDS)
    assert isinstance(Row(1, 1, "1.1"), Row)
    assert Part(0, 1, "", "").start == 0
