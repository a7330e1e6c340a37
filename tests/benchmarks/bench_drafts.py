"""Two versions of a script and its warnings: ``python -m tests.benchmarks.bench_drafts``.

What is compared has every second line of narration worded anew, one row moved and one cut.
"""

import json
from dataclasses import replace

from script.compare import compare
from script.pdf.content import to_json
from script.warnings import findings
from tests.benchmarks.bench_documents import line, milliseconds
from tests.script.pdf.papers import script_of


def changed(script):
    """The next version of it."""
    cells = tuple(
        replace(cell, text=f"{cell.text} and more") if cell.element == "narration" and cell.key % 2 else cell
        for cell in script.cells
    )
    first, *rest = script.rows
    return replace(script, rows=(*rest[1:], first), cells=cells)


def words_of(old, new):
    """All that the page of a comparison is made of."""
    comparison = compare(old, new)
    return [pair.words for row in comparison.rows if row.kinds for pair in row.cells]


def main():
    two, ten = script_of(2000), script_of(10_000)
    pairs = [(script, changed(script)) for script in (two, ten)]
    for name, act in (
        ("compared", lambda old, new: compare(old, new).counts),
        ("compared word by word", words_of),
        ("looked through for warnings", lambda old, _new: findings(old)),
        ("frozen", lambda old, _new: json.dumps(to_json(old))),
    ):
        short, long = milliseconds(lambda a=act: a(*pairs[0]), lambda a=act: a(*pairs[1]), rounds=3)
        line(f"2,000 rows {name}", short)
        line(f"10,000 rows {name}", long, f"{long / short:.2f} × 2,000 rows", "aim ≤ 6 ×")


if __name__ == "__main__":
    main()
