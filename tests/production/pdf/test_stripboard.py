"""The stripboard on paper: its words, its colours, its order."""

from dataclasses import replace
from pathlib import Path

import pytest

from production.pdf import stripboard
from production.pdf.stripboard import KINDS, LIGHT, PLAIN, Stripboard
from production.pdf.wording import Words
from tests.production.pdf import papers, reading

GOLDEN = Path(__file__).parents[2] / "golden"
BOARD = Stripboard(papers.SCHEDULE, papers.WAITING)


def render(board=BOARD, language="en", paper=None):
    return stripboard.render(board, Words(language, papers.HEAD.as_of), paper=paper)


@pytest.mark.parametrize("language", ["en", "es"])
def test_it_reads_word_for_word(language):
    read = reading.lines(render(language=language))
    assert read == (GOLDEN / f"stripboard_{language}.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("by_light", [False, True])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_words_are_the_same_in_every_colour_and_size(by_light, paper):
    words = reading.words(render(replace(BOARD, by_light=by_light), paper=paper))
    assert "INT Day" in words
    assert "Interview" in words
    assert (
        words.index("End of Day 1") < words.index("Not scheduled (2) — 1 h 15") < words.index("The monument")
    )


@pytest.mark.parametrize(
    ("int_ext", "day_night", "inside_at_night"),
    [
        ("int", "day", (True, False)),
        ("ext", "dawn", (False, False)),
        ("int_ext", "dusk", (False, False)),
        ("int", "night", (True, True)),
        ("ext", "night", (False, True)),
    ],
)
def test_colours_of_light_are_those_of_the_trade(int_ext, day_night, inside_at_night):
    strip = replace(papers.WAITING[0], int_ext=int_ext, day_night=day_night)
    assert stripboard.colour_of(strip, by_light=True) == LIGHT[inside_at_night]
    assert stripboard.colour_of(strip, by_light=False) == KINDS["b_roll"]


def test_what_has_no_light_of_its_own_is_plain():
    assert stripboard.colour_of(papers.WAITING[1], by_light=True) == PLAIN


@pytest.mark.parametrize("count", range(18, 60, 3))
def test_the_end_of_a_day_never_stands_alone(count):
    pages = reading.pages(render(Stripboard(papers.schedule_of(count, per_day=count))))
    assert "chapter" in next(page for page in pages if "End of Day" in page)


def test_an_empty_board_says_so():
    assert "Nothing to report yet." in reading.words(render(Stripboard(papers.Schedule(papers.HEAD, ()))))
