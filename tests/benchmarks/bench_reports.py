"""Every report on paper, small and five-fold, beside Platypus: ``python -m tests.benchmarks.bench_reports``.

A paper joins by one row of ``PAPERS``: its name and a function from a size to a function that
draws it. Beside the figures stands the same run's baseline, a Platypus table of the same words:
a quiet and a busy machine give the same ratios.
"""

from functools import partial

import django
import pypdfium2
from reportlab.platypus import LongTable

from interviews.pdf import lap_sheet, transcript
from interviews.pdf.log import log
from interviews.pdf.question_lists import question_lists
from interviews.pdf.transcript_content import Wish
from production.pdf import (
    archive_list,
    location_report,
    production_report,
    progress_report,
    release_form,
    report,
    report_grid,
    report_tables,
    sections,
    shot_list,
    stripboard,
    timeline,
)
from production.pdf.wording import Words
from tests import environment  # noqa: F401
from tests.benchmarks.bench_documents import Platypus, line, milliseconds
from tests.interviews.pdf import papers as interview_papers
from tests.interviews.pdf import transcripts
from tests.production.pdf import day_papers, papers, release_papers

WORDS = Words("en", papers.HEAD.as_of)
FOLD = 5
AIM = 5.5
ROUNDS = 5


def table(lay_out, content_of):
    """A report that is one table, drawn from the content of a size."""
    return lambda count: partial(report.render, partial(lay_out, content_of(count)), WORDS)


def paper_of(lay_out_of):
    """A report of several parts, laid out from the content of a size."""
    return lambda count: partial(sections.render, lay_out_of(count), WORDS)


def _production_report(count):
    return partial(production_report.lay_out, day_papers.report_of(count), day_papers.SIGNED)


def _locations(count):
    return partial(location_report.lay_out, day_papers.locations_of(count))


def _progress(count):
    return partial(progress_report.lay_out, day_papers.progress_of(count))


# name, how many of what are drawn small, what they are, and a function from their number to the drawing
PAPERS = [
    ("one-liner", 120, "items", table(report_tables.one_liner, papers.schedule_of)),
    ("archive list", 120, "clips", table(archive_list.by_source, papers.archive_of)),
    (
        "stripboard",
        120,
        "strips",
        lambda count: partial(stripboard.render, stripboard.Stripboard(papers.schedule_of(count)), WORDS),
    ),
    (
        "timeline",
        120,
        "events",
        lambda count: partial(timeline.render, papers.timeline_of(count), WORDS),
    ),
    ("shot list", 120, "shots", table(shot_list.shot_list, papers.shots_of)),
    ("shooting schedule", 120, "items", table(report_tables.shooting_schedule, papers.schedule_of)),
    (
        "day-out-of-days",
        40,
        "dates of 30 rows",
        lambda count: partial(report_grid.render, papers.grid_of(30, count), WORDS),
    ),
    (
        "release form",
        40,
        "heirs",
        lambda count: partial(release_form.render, release_papers.heirs_of(count), WORDS),
    ),
    (
        "lap sheet",
        40,
        "questions",
        lambda count: partial(lap_sheet.render, interview_papers.lap_of(count), WORDS),
    ),
    (
        "question lists",
        120,
        "questions",
        table(partial(question_lists, states={}, statuses={}), interview_papers.lists_of),
    ),
    (
        "transcript",
        800,
        "cues",
        lambda count: partial(transcript.render, transcripts.transcript_of(count), WORDS),
    ),
    (
        "transcript and translation",
        800,
        "cues",
        lambda count: partial(
            transcript.render, transcripts.transcript_of(count), WORDS, wish=Wish("both", 30)
        ),
    ),
    ("log", 120, "segments", table(log, transcripts.log_of)),
    ("daily production report", 40, "items, shots, people, cards", paper_of(_production_report)),
    ("location report", 20, "locations", paper_of(_locations)),
    ("progress of the week", 100, "days", paper_of(_progress)),
]


def rows_on(data):
    """The words of a document line by line, in a row as many as fill six columns."""
    document = pypdfium2.PdfDocument(data)
    words = " ".join(page.get_textpage().get_text_bounded() for page in document).split()
    cells = [" ".join(words[at : at + 4]) for at in range(0, len(words), 4)]
    return [[*cells[at : at + 6], *[""] * 6][:6] for at in range(0, len(cells), 6)]


def baseline(platypus, data):
    """The same words as a LongTable of six columns."""
    rows = rows_on(data)
    return lambda: platypus.built([platypus.table(rows, [87] * 6, LongTable)])


def measure(name, count, what, drawing, platypus):
    small, large = drawing(count), drawing(FOLD * count)
    short, long, theirs = milliseconds(small, large, baseline(platypus, small()), rounds=ROUNDS)
    line(f"{name}, {count} {what}", short, f"{theirs / short:.1f} × faster than Platypus, {theirs:.1f} ms")
    line(f"{name}, {FOLD * count}", long, f"{long / short:.2f} × the work of {count}", f"aim ≤ {AIM} ×")
    return long / short


def main():
    django.setup()
    platypus = Platypus()
    ratios = {name: measure(name, *paper, platypus) for name, *paper in PAPERS}
    slow = {name: ratio for name, ratio in ratios.items() if ratio > AIM}
    print("All papers are linear." if not slow else f"Not linear: {slow}")


if __name__ == "__main__":
    main()
