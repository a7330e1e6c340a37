"""Subtitles of the cut: broken to be read, never reworded, flagged where they can't be read."""

from fractions import Fraction
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from script.formats import cut_subtitles
from script.formats.cut_subtitles import Passage, Reading, Rules, Word, blocks, plain


def said(text, start=0, end=10, **more):
    return Passage(Fraction(start), Fraction(end), plain(text), **more)


def test_a_short_line_stands_as_it_is():
    (block,) = blocks([said("Vivíamos aquí.", 1, 3, speaker="Volkov", row="1.2")])
    assert (block.start, block.end, block.text, block.flags) == (1000, 3000, "Vivíamos aquí.", ())
    assert (block.speaker, block.row) == ("Volkov", "1.2")


def test_two_lines_are_as_alike_as_they_can_be():
    (block,) = blocks([said("The house stands in Coyoacan behind a wall that was made higher.", 0, 5)])
    assert block.text == "The house stands in Coyoacan\nbehind a wall that was made higher."


def test_more_than_two_lines_are_parted_at_the_end_of_a_sentence():
    text = "He was sitting at his desk that afternoon. Nobody had heard anything at all of it, and "
    text += "the guards were on the roof."
    found = list(blocks([said(text)]))
    assert found[0].text.replace("\n", " ") == "He was sitting at his desk that afternoon."
    assert [block.text.count("\n") for block in found] == [0, 1]
    assert (found[0].start, found[0].end, found[-1].end) == (0, found[1].start, 10_000)


def test_words_with_times_say_when_a_piece_begins_and_ends():
    words = [Word(f"word{number:02d}", Fraction(number), Fraction(number) + Fraction(1, 2))
             for number in range(20)]  # fmt: skip
    found = list(blocks([Passage(Fraction(), Fraction(20), tuple(words))]))
    assert [(block.start, block.end) for block in found] == [(0, 11_500), (12_000, 19_500)]


def test_what_cannot_be_read_is_flagged():
    assert next(blocks([said("Yes.", 0, Fraction(1, 2))])).flags == ("short",)
    assert next(blocks([said("Yes.", 0, 8)])).flags == ("slow",)
    assert next(blocks([said("This is far too much for a second.", 0, 1)])).flags == ("fast",)
    assert "long" in next(blocks([said("x" * 50)])).flags


def test_each_language_has_its_rules():
    reading = Reading(of={"de": Rules(per_second=4)})
    assert next(blocks([said("Kaninchen hatten wir.", 0, 3)], reading)).flags == ()
    assert next(blocks([said("Kaninchen hatten wir.", 0, 3, language="de")], reading)).flags == ("fast",)


@settings(max_examples=200)
@given(
    words=st.lists(st.text("abc.,", min_size=1, max_size=60), min_size=1, max_size=60),
    lasts=st.fractions(Fraction(1, 10), 60),
)
def test_nothing_is_lost_and_nothing_overlaps(words, lasts):
    found = list(blocks([Passage(Fraction(), lasts, tuple(map(Word, words)))]))
    assert " ".join(block.text for block in found).split() == words
    assert found[0].start == 0
    assert all(before.end <= after.start for before, after in pairwise(found))
    for block in found:
        if "long" not in block.flags:
            assert block.text.count("\n") < cut_subtitles.LINES
            assert all(len(line) <= 42 for line in block.text.split("\n"))


def test_a_speech_of_five_thousand_words_is_done_at_once():
    found = list(blocks([said("word " * 5000, 0, 1500)]))
    assert sum(len(block.text.split()) for block in found) == 5000
