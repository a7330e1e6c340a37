"""Production reports, locations and progress on paper: word for word, tagged, drafts marked."""

from functools import partial
from pathlib import Path

import pytest

from production.pdf import location_report, production_report, progress_report
from production.pdf.wording import Words
from tests.production.pdf import day_papers as papers
from tests.production.pdf import reading

GOLDEN = Path(__file__).parents[2] / "golden"
PAPERS = {
    "production_report": partial(
        production_report.lay_out, papers.CORRECTED, papers.SIGNED, before=papers.REPORT
    ),
    "production_report_draft": partial(production_report.lay_out, papers.REPORT, papers.DRAFT),
    "locations": partial(location_report.lay_out, papers.LOCATIONS),
    "progress": partial(progress_report.lay_out, papers.PROGRESS),
}


def render(name, language="en", paper=None):
    return production_report.render(PAPERS[name], Words(language, papers.ON), paper=paper)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", PAPERS)
def test_a_golden_paper_reads_word_for_word(name, language):
    read = reading.lines(render(name, language))
    path = GOLDEN / f"report_{name}_{language}.txt"
    assert read == path.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_is_whole_and_tagged(name, paper):
    data = render(name, paper=paper)
    assert not reading.problems(data)
    assert reading.is_balanced(data)
