"""All tests, one database after the other, and at the end one line that says what was not run.

python -m tests.run_all [--prove] [arguments for pytest]

The migrations run once for each kind of database, both at the same time; every process of the tests
begins with a copy. On PostgreSQL those files are left out in which no test ever asks a database: they
ran on SQLite, and would run the same.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from tests import chromium, migrated, postgres

WORKERS = "2"
_NOTHING_COLLECTED = 5


@dataclass
class Totals:
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    broken: list[str] = field(default_factory=list)  # runs that ended badly without a failing test
    not_run: list[str] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)


def main(arguments: list[str]) -> int:
    prove = "--prove" in arguments
    extra = [argument for argument in arguments if argument != "--prove"]
    totals = Totals()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="rodaje-migrated-")))
        ours = _environment({"RODAJE_DATA": str(folder)})
        on_sqlite = stack.enter_context(migrated.on_sqlite(folder, ours))
        try:
            url = stack.enter_context(postgres.server())
            on_postgres = stack.enter_context(migrated.on_postgres(url, ours))
        except postgres.NoServer as why:
            url = ""
            totals.not_run.append(f"everything on PostgreSQL ({why})")
        copied = on_sqlite.done()
        run("SQLite", "prove" if prove else "not prove and not browser", extra, copied, totals)
        if not prove:
            browser(extra, copied, totals)
        if url:
            kind = "prove" if prove else "not prove and not browser and database"
            run("PostgreSQL", kind, extra, {"DATABASE_URL": url, **on_postgres.done()}, totals)
    return report(totals)


def browser(extra: list[str], copied: Mapping[str, str], totals: Totals) -> None:
    program = chromium.find_or_install()
    if not program:
        totals.not_run.append("the browser journeys (no Chromium: install the package chromium)")
        return
    environment = {"RODAJE_CHROMIUM": program, **copied}
    run("browser", "browser and not prove", extra, environment, totals, everything="tests/browser")


def run(
    name: str,
    kind: str,
    extra: list[str],
    environment: Mapping[str, str],
    totals: Totals,
    everything: str = "tests",
) -> None:
    """One pytest run; its own output goes straight to the reader, its result file is read afterwards."""
    print(f"\n━━━━ {name} ━━━━", flush=True)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="rodaje-results-") as folder:
        results = Path(folder) / "results.xml"
        options = ["-q", "-c", "pyproject.toml", "-m", kind, f"--junitxml={results}", "-n", WORKERS]
        if everything == "tests":
            options += ["--dist", "loadfile"]  # what a file sets up is set up once
        # a place is always named: pytest would take the folder after an option of ours for one
        places = [] if any(argument.startswith("tests") for argument in extra) else [everything]
        command = [sys.executable, "-m", "pytest", *options, *extra, *places]
        code = subprocess.run(
            command, env=_environment(environment), stdin=subprocess.DEVNULL, check=False
        ).returncode
        failed_before = totals.failed
        if results.exists():
            count(name, results, totals)
    totals.seconds[name] = time.monotonic() - began
    if code == _NOTHING_COLLECTED:
        totals.not_run.append(f"{name} (no test was selected)")
    elif code and totals.failed == failed_before:
        totals.broken.append(f"{name} (pytest ended with {code})")


def _environment(more: Mapping[str, str]) -> dict[str, str]:
    """Ours, without a database or mail server that somebody set for their own work."""
    ours = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "EMAIL_URL"}}
    return {**ours, **more}


def count(name: str, results: Path, totals: Totals) -> None:
    reasons: Counter[str] = Counter()
    for case in ElementTree.parse(results).iter("testcase"):
        if case.find("failure") is not None or case.find("error") is not None:
            totals.failed += 1
        elif (skip := case.find("skipped")) is not None:
            totals.skipped += 1
            reasons[skip.get("message") or "no reason given"] += 1
        else:
            totals.passed += 1
    totals.not_run += [f"{number} on {name} ({reason})" for reason, number in reasons.items()]


def report(totals: Totals) -> int:
    print("\n━━━━ all runs ━━━━")
    print(", ".join(f"{name} {seconds:.0f} s" for name, seconds in totals.seconds.items()))
    print("\n".join(_verdict(totals)))
    failed = totals.failed + len(totals.broken)
    nothing = not (totals.passed or failed)
    print(f"{totals.passed} passed, {failed} failed, {totals.skipped} skipped", flush=True)
    return 1 if failed or nothing else 0


def _verdict(totals: Totals) -> Iterator[str]:
    if totals.broken:
        yield f"BROKEN OFF: {'; '.join(totals.broken)}"
    if totals.not_run:
        yield f"NOT RUN: {'; '.join(totals.not_run)}"
    elif not totals.broken:
        yield (
            "Everything was run: SQLite, browser and PostgreSQL."
            if "browser" in totals.seconds
            else "Every proof was run."
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
