"""The lap sheet and the question lists on paper."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from interviews.models import Question, Subject
from interviews.pdf import lap_sheet
from interviews.pdf.content import Ask, Guest, LapSheet, QuestionLists
from interviews.pdf.question_lists import question_lists
from production.pdf import report
from production.pdf.wording import Words
from tests import hostile
from tests.interviews.pdf import papers
from tests.production.pdf import reading

GOLDEN = Path(__file__).parents[2] / "golden"
LISTS = partial(question_lists, states=dict(Question.State.choices), statuses=dict(Subject.Status.choices))


def render(name, content=None, language="en", paper=None):
    words = Words(language, papers.HEAD.as_of)
    if name == "lap_sheet":
        return lap_sheet.render(content or papers.LAP, words, paper=paper)
    return report.render(partial(LISTS, content or papers.LISTS), words, paper=paper)


NAMES = ["lap_sheet", "question_lists"]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", NAMES)
def test_a_golden_paper_reads_word_for_word(name, language):
    path = GOLDEN / f"{name}_{language}.txt"
    assert reading.lines(render(name, language=language)) == path.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_cut_off_and_nothing_overlaps(name, language, paper):
    content = papers.lap_of(40) if name == "lap_sheet" else papers.lists_of(120)
    for (width, height), boxes in reading.line_boxes(render(name, content, language, paper)):
        for left, bottom, right, top in boxes:
            assert 20 <= left <= right <= width - 20
            assert 15 <= bottom <= top <= height - 15
        assert not reading.overlapping(boxes)


@pytest.mark.parametrize("name", NAMES)
def test_the_file_is_sound_and_tagged(name):
    data = render(name)
    assert not reading.problems(data)
    assert reading.is_balanced(data)
    assert all(reading.fonts(data).values())
    assert {"H1", "Table", "TR", "TH", "TD"} <= {kind for _depth, kind in reading.structure(data)}


def test_what_hurts_stands_only_where_it_was_given():
    assert "His sister." in reading.words(render("lap_sheet"))
    told = reading.words(render("lap_sheet", replace(papers.LAP, sensitivities="")))
    assert "Careful" not in told


def test_without_questions_it_says_so():
    assert "No question is written yet." in reading.words(
        render("lap_sheet", LapSheet(papers.HEAD, Guest("Alan Woods")))
    )
    assert "Nothing to report yet." in reading.words(render("question_lists", QuestionLists(papers.HEAD, ())))


@pytest.mark.parametrize("name", NAMES)
def test_hostile_words_are_nothing_but_text(name):
    for text in hostile.STRINGS.values():
        guest = Guest(
            text, said=text, addressed=text, line=text, questions=(Ask(text, theme=text, note=text),)
        )
        content = (
            LapSheet(papers.HEAD, guest, brief=text, sensitivities=text)
            if name == "lap_sheet"
            else QuestionLists(papers.HEAD, (guest,))
        )
        data = render(name, content)
        assert not reading.problems(data)
        assert reading.is_balanced(data)
        assert not reading.links(data)
