"""Rules of the tree that no general tool knows; prints each breach as file:line and what to do.

python -m tests.check_tree
"""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOP_LEVEL = {
    ".ci", ".gitignore", ".npmrc", "CHANGELOG.md", "LICENSE", "Makefile", "README.md", "docs",
    "interviews", "manage.py", "package-lock.json", "package.json", "production", "pyproject.toml",
    "requirements-dev.txt", "requirements.txt", "script", "templates", "tests",
}  # fmt: skip
LONGEST = 600  # lines of a Python file; it is split by noun well before

# Where trust in a string is right: path and the reason. Each is read again when the file changes.
TRUSTED: dict[str, str] = {
    "script/views/script_page.py": "rows of script/views/row_html.py, where every text is escaped",
}
_TRUST = re.compile(r"\|\s*safe\b|\bmark_safe\b|\bSafeString\(|autoescape\s+off|\|\s*safeseq\b|__html__")

# What the policy of the pages forbids, seen before a browser sees it
_INLINE = re.compile(
    r"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:|<script(?![^>]*\bsrc=)(?![^>]*json)", re.I
)

_DOWNLOAD = re.compile(r"https?://[^\s\"']*(registry|pypi|npmjs|simple/|wheels?/|\.whl|\.tgz)", re.I)
_THIRD_PARTY_NAMES = re.compile(
    r"(\.min\.(js|css)|\.woff2?|\.ttf|\.otf|\.eot|\.map|\.whl|\.tgz)$|(^|/)(vendor|third_party|node_modules)/"
)
_THIRD_PARTY_TEXT = re.compile(r"^\s*(/\*!|//!|@license|\* @license)|SPDX-License-Identifier", re.M)
_MACHINE = re.compile(r"(/home/\w+|/root/|/Users/\w+|\bTODO\b|\bFIXME\b|\bXXX\b)")

_PDF_MAY_USE = ("django.utils.translation",)


def tracked() -> list[Path]:
    """Committed files and new ones that would be committed."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [
        ROOT / name for name in sorted(set(listed.stdout.split("\0"))) if name and (ROOT / name).is_file()
    ]


def breaches(path: Path) -> Iterator[str]:
    name = path.relative_to(ROOT).as_posix()
    if name.split("/")[0] not in TOP_LEVEL:
        yield f"{name}: a new top-level entry; say why in the README's layout, and name it in check_tree.py"
    if _THIRD_PARTY_NAMES.search(name):
        yield f"{name}: looks like somebody else's file; packages come from the registries"
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return
    if path != Path(__file__).resolve():
        yield from _in_text(name, text)
    if path.suffix == ".py" and not name.startswith("tests/"):
        yield from _in_python(name, text)


def _in_text(name: str, text: str) -> Iterator[str]:
    source = not name.startswith("tests/") and name.endswith((".py", ".html", ".txt"))
    if source and name not in TRUSTED:
        yield from _hits(
            name,
            text,
            _TRUST,
            "a string trusted as HTML; escape it, or add the file with its reason to TRUSTED",
        )
    if name.startswith("templates/") and name.endswith(".html"):
        yield from _hits(
            name, text, _INLINE, "inline script or style; the content security policy refuses it"
        )
    yield from _hits(name, text, _DOWNLOAD, "the address of a package registry; each machine has its own")
    if name.endswith((".js", ".css", ".svg", ".html")):
        yield from _hits(
            name, text, _THIRD_PARTY_TEXT, "somebody else's licence line; packages come from the registries"
        )
    if not name.endswith((".po", "requirements.txt", "requirements-dev.txt", "package-lock.json")):
        yield from _hits(name, text, _MACHINE, "a path of one machine, or unfinished work")


def _hits(name: str, text: str, pattern: re.Pattern[str], why: str) -> Iterator[str]:
    for found in pattern.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        yield f"{name}:{line}: {found.group().strip()!r}: {why}"


def _in_python(name: str, text: str) -> Iterator[str]:
    if text.count("\n") > LONGEST and "/migrations/" not in name:
        yield f"{name}: {text.count(chr(10))} lines; split it by noun"
    if name.startswith(("production/pdf/", "interviews/pdf/", "script/pdf/")):
        for line, module in _imports(text):
            if module.split(".")[0] == "django" and not module.startswith(_PDF_MAY_USE):
                yield f"{name}:{line}: a document uses {module}; only {', '.join(_PDF_MAY_USE)} is allowed"


def _imports(text: str) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def main() -> int:
    found = [breach for path in tracked() for breach in breaches(path)]
    print("\n".join(found) if found else "The tree keeps its rules.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
