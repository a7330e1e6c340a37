"""Measured figures of the proofs, gathered from all workers and printed as one table at the end.

A proof asks for the fixture and states what it measured beside what was promised::

    figure("3", "foreign rows seen", 0, "0")
"""

from collections.abc import Callable, Iterator

import pytest

_KEY = "figure"


@pytest.fixture
def figure(record_property: Callable[[str, object], None]) -> Callable[[str, str, object, str], None]:
    """State a measured value: promise number, what was measured, the value, what was promised."""

    def state(promise: str, what: str, measured: object, promised: str) -> None:
        record_property(_KEY, [promise, what, str(measured), promised])

    return state


def _figures(reporter: pytest.TerminalReporter) -> Iterator[list[str]]:
    for outcome in ("passed", "failed"):
        for report in reporter.stats.get(outcome, []):
            if getattr(report, "when", "") == "call":
                yield from (value for key, value in report.user_properties if key == _KEY)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    rows = sorted(_figures(terminalreporter))
    if not rows:
        return
    rows.insert(0, ["promise", "measured", "value", "promised"])
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    terminalreporter.section("figures")
    for row in rows:
        terminalreporter.line("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)))
