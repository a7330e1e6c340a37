"""The historical timeline on paper: its picture, its table, what nothing covers."""

from pathlib import Path

import pytest

from production.pdf import timeline
from production.pdf.timeline_content import Timeline
from production.pdf.wording import Words
from tests import hostile
from tests.production.pdf import papers, reading

GOLDEN = Path(__file__).parents[2] / "golden"


def render(found=papers.TIMELINE, language="en", paper=None):
    return timeline.render(found, Words(language, papers.HEAD.as_of), paper=paper)


@pytest.mark.parametrize("language", ["en", "es"])
def test_it_reads_word_for_word(language):
    read = reading.lines(render(language=language))
    assert read == (GOLDEN / f"report_timeline_{language}.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_picture_stands_on_the_first_page_and_the_table_says_all_of_it(paper):
    pages = reading.pages(render(paper=paper))
    assert "1924" in pages[0]
    assert "not covered" in pages[0]
    table = " ".join(pages).split("SOURCES")[1]
    for event in papers.TIMELINE.events:
        assert reading.squeezed(event.title) in reading.squeezed(table)
    assert table.count("✕ not covered") == papers.TIMELINE.uncovered == 3


@pytest.mark.parametrize("count", [1, 24, 25, 100])
def test_no_words_leave_the_page_or_lie_on_one_another(count):
    for (width, height), boxes in reading.line_boxes(render(papers.timeline_of(count))):
        assert all(box[0] >= 0 and box[2] <= width and box[1] >= 0 and box[3] <= height for box in boxes)


def test_hostile_words_are_drawn_as_words():
    told = tuple(papers.event_of("1940", text, (text[:12],)) for text in hostile.STRINGS.values())
    assert len(reading.pages(render(Timeline(papers.HEAD, ("Scenes", "Archive"), told)))) > 1


def test_no_event_is_said_in_words():
    assert "Nothing to report yet." in reading.words(render(Timeline(papers.HEAD, ("Scenes",), ())))
