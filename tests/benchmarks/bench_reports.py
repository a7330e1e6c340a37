"""Reports on paper grow as what they say: ``python -m tests.benchmarks.bench_reports``."""

from functools import partial

import django

from production.pdf import report, report_grid, report_tables
from production.pdf.wording import Words
from tests import environment  # noqa: F401
from tests.benchmarks.bench_documents import line, milliseconds
from tests.production.pdf import papers


def main():
    django.setup()
    words = Words("en", papers.HEAD.as_of)
    for name, lay_out in (
        ("one-liner", report_tables.one_liner),
        ("shooting schedule", report_tables.shooting_schedule),
    ):
        few, many = (partial(lay_out, papers.schedule_of(count)) for count in (60, 600))
        short, long = milliseconds(
            partial(report.render, few, words), partial(report.render, many, words), rounds=7
        )
        line(f"{name}, 60 items", short)
        line(f"{name}, 600 items", long, f"{long / short:.2f} × the work of 60", "aim ≤ 11 ×")
    few, many = (partial(report_grid.render, papers.grid_of(30, dates), words) for dates in (20, 200))
    short, long = milliseconds(few, many, rounds=7)
    line("day-out-of-days, 30 rows, 20 dates", short)
    line("day-out-of-days, 30 rows, 200 dates", long, f"{long / short:.2f} × the work of 20", "aim ≤ 11 ×")


if __name__ == "__main__":
    main()
