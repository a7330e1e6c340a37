import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from production.pdf.text import (
    clean,
    fit,
    in_visual_order,
    is_blank,
    text_width,
    unprintable,
    wrap,
    wrap_after,
    wrap_runs,
)
from tests.own_time import within


def whole(lines):
    return "".join(text for runs, _ in lines for text, _bold in runs)


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("Coyoacán", "Coyoacán"),
        ("Coyoaca\u0301n", "Coyoacán"),
        ("Троцкий", "Троцкий"),
        ("Þórunn", "Þórunn"),
        ("Ἑλλάς", "Ἑλλάς"),
        ("O'Neill & Söhne <Film>", "O'Neill & Söhne <Film>"),
        ("a\x00b\x07c", "abc"),
        ("a\tb", "a b"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("gpj.\u202efdp", "gpj.fdp"),
        ("soft\u00adhyphen", "softhyphen"),
        ("中", "[U+4E2D]"),
        ("🎬", "[U+1F3AC]"),
        ("\ud800", "[U+D800]"),
        ("\ue000", "[U+E000]"),
        ("<b>bold", "<b>bold"),
    ],
)
def test_the_door_lets_text_through_and_nothing_else(typed, drawn):
    assert clean(typed) == drawn


def test_what_cannot_be_printed_is_reported():
    assert unprintable(("Coyoacán", ("中 🎬", "plain"))) == ["中", "🎬"]
    assert unprintable("שלום Троцкий é\tß\n") == []


def test_hebrew_and_arabic_stand_as_they_are_read():
    ((((line, _bold),), _width),) = wrap("שלום", False, 9, 200)
    assert line == "םולש"
    ((((line, _bold),), _width),) = wrap("Ana (שלום) 12", False, 9, 200)
    assert line == "Ana (םולש) 12"
    ((((line, _bold),), _width),) = wrap("سلام", False, 9, 200)
    assert line != "سلام"
    assert unicodedata.normalize("NFKC", line[::-1]) == "سلام"


@given(st.text(max_size=400), st.booleans(), st.floats(30, 400))
def test_no_line_is_wider_than_its_column_and_no_character_is_lost(text, bold, width):
    lines = wrap(text, bold, 9, width)
    for runs, used in lines:
        assert used <= width + 0.01
        measured = sum(text_width(run, weight, 9) for run, weight in runs)
        assert measured == pytest.approx(used, abs=0.5)
    kept = "".join(sorted("".join(whole(lines).split())))
    drawn = "".join(sorted("".join(clean(text).split())))
    if not any(unicodedata.bidirectional(c) in ("R", "AL", "AN") for c in text):
        assert kept == drawn


@given(st.lists(st.tuples(st.text(max_size=80), st.booleans()), min_size=1, max_size=6), st.floats(30, 300))
def test_runs_of_mixed_weight_fit_too(runs, width):
    lines = wrap_runs(runs, 9, width)
    for _runs, used in lines:
        assert used <= width + 0.01
    assert {bold for line, _ in lines for text, bold in line if text.strip()} <= {bold for _, bold in runs}


@given(st.text(max_size=300))
def test_the_door_is_passed_once(text):
    assert clean(clean(text)) == clean(text)
    assert is_blank(text) == (not clean(text).strip())


@given(st.text(max_size=300), st.floats(20, 300))
def test_furniture_is_cut_to_its_place(text, width):
    line = fit(text, False, 8, width)
    assert "\n" not in line
    assert text_width(line, False, 8) <= max(width, text_width("…", False, 8)) + 0.01


def test_a_long_word_breaks_after_a_slash_and_else_anywhere():
    address = "https://example.org/a/very/long/address/of/a/page"
    lines = wrap(address, False, 9, 90)
    assert whole(lines) == address
    assert all(runs[0][0].endswith(("/", ".")) for runs, _ in lines[:-1])
    assert len(wrap("x" * 200, False, 9, 90)) > 5


@pytest.mark.parametrize("text", ["lorem ipsum " * 85_000, "x" * 1_000_000, "سلام عليكم " * 90_000])
def test_a_megabyte_is_wrapped_in_linear_time(text):
    with within(5):
        assert len(wrap(text, False, 9, 200)) > 1000


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        ("ליאון (1879) טרוצקי", "יקצורט (1879) ןואיל"),
        ("Call (ליאון) 07:00", "Call (ןואיל) 07:00"),
        ("z ((ב))", "z ((ב))"),
        ("((ב)) ג", "ג ((ב))"),
        ("א < ב", "ב > א"),
    ],
)
def test_brackets_open_where_the_reading_comes_from(written, drawn):
    assert in_visual_order(written) == drawn


LEFT_TO_RIGHT = st.characters(max_codepoint=0x24F, categories=["L", "N", "P", "S", "Z", "C"])


@given(
    st.sampled_from(["B-ROLL:", "L3:", "x" * 60]), st.text(LEFT_TO_RIGHT, max_size=200), st.floats(60, 400)
)
def test_what_stands_behind_a_label_is_wrapped_as_runs_are(label, text, width):
    lines = wrap_after(label, text, 9, width)
    assert all(used <= width + 0.01 for _runs, used in lines)
    told = ["".join(part for part, _bold in runs) for runs, _used in lines]
    runs = [run for run in ((label, True), (text, False)) if run[0]]
    other = ["".join(part for part, _bold in line) for line, _used in wrap_runs(runs, 9, width)]
    assert "".join("".join(told).split()) == "".join("".join(other).split())
    assert len(lines) <= len(other) + 1


@example(["", "aaaaaaжжж——"], 60.0)
@given(st.lists(st.text("abij—ñж", max_size=30), max_size=40), st.floats(60, 300))
def test_each_line_holds_as_many_words_as_find_room(words, width):
    text = " ".join(words)
    lines = wrap(text, False, 9, width)
    told = ["".join(part for part, _bold in runs) for runs, _used in lines]
    at = 0
    for line, after in pairwise(told):
        at = text.index(line, at) + len(line)
        first = after.split(" ", 1)[0]
        is_whole = f"{text} ".startswith(f" {first} ", at)  # no part of one that is too long for a line
        if text_width(first, False, 9) <= width and is_whole:
            assert text_width(f"{line} {first}", False, 9) > width - 0.001
    assert [used for _runs, used in lines] == pytest.approx([text_width(line, False, 9) for line in told])
