"""Every check that doesn't run the product, two at a time; all of them, even when the first one fails.

python -m tests.check_all [names of checks]
"""

import os
import secrets
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CODE = ["manage.py", "production", "interviews", "script", "tests"]


def _tool(name: str) -> str:
    return str(Path(sys.executable).parent / name)


def _files(suffix: str, *folders: str) -> list[str]:
    found = [path for folder in folders for path in (ROOT / folder).rglob(f"*{suffix}")]
    return [str(path.relative_to(ROOT)) for path in sorted(found) if "migrations" not in path.parts]


@dataclass(frozen=True)
class Check:
    name: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)

    def run(self) -> tuple[int, str, float]:
        began = time.monotonic()
        environment = {**os.environ, "RODAJE_LOCAL": "1", "PYTHONWARNINGS": "ignore", **self.environment}
        done = subprocess.run(
            self.command,
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout + done.stderr, time.monotonic() - began


def _live() -> dict[str, str]:
    """An installation in earnest, as far as environment variables make one."""
    return {
        "RODAJE_LOCAL": "0",
        "DEBUG": "0",
        "SECRET_KEY": secrets.token_urlsafe(60),
        "ALLOWED_HOSTS": "film.example",
        "CSRF_TRUSTED_ORIGINS": "https://film.example",
    }


def checks() -> list[Check]:
    python = sys.executable
    manage = [python, "manage.py"]
    return [
        Check("types (mypy)", [python, "-m", "mypy"]),
        Check("style (ruff)", [_tool("ruff"), "check", "."]),
        Check("format (ruff)", [_tool("ruff"), "format", "--check", "."]),
        Check("layers (import-linter)", [_tool("lint-imports"), "--no-cache", "--no-logo"]),
        Check(
            "templates (djade)",
            [_tool("djade"), "--target-version", "5.2", "--check", *_files(".html", "templates")],
        ),
        Check(
            "spelling (codespell)",
            [_tool("codespell"), *CODE, "templates", "README.md", "Makefile", "pyproject.toml"],
        ),
        Check(
            "idiom (django-upgrade)",
            [_tool("django-upgrade"), "--target-version", "5.2", "--check", *_files(".py", *CODE[1:])],
        ),
        Check("migrations", [*manage, "makemigrations", "--check", "--dry-run"]),
        Check("deployment", [*manage, "check", "--deploy", "--fail-level", "WARNING"], _live()),
        Check("tree", [python, "-m", "tests.check_tree"]),
    ]


def main(names: list[str]) -> int:
    chosen = [check for check in checks() if not names or any(name in check.name for name in names)]
    failed = []
    with ThreadPoolExecutor(2) as pool:
        for check, (code, said, seconds) in zip(chosen, pool.map(Check.run, chosen), strict=True):
            print(f"{'FAILED' if code else 'ok':6}  {check.name}  ({seconds:.1f} s)", flush=True)
            if code:
                failed.append(check.name)
                print(said.strip() + "\n", flush=True)
    print(f"FAILED: {', '.join(failed)}" if failed else f"All {len(chosen)} checks passed.")
    return 1 if failed or not chosen else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
