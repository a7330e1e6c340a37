"""The script on paper against Platypus: ``python -m tests.benchmarks.bench_script``.

Each figure stands beside its baseline of the same run. Platypus draws the same words in the same styles,
wrapped beforehand into the paragraphs that our elements are, without tags and furniture; typst draws a
table of them, and screenplain the screenplay that our Fountain is, read beforehand.
"""

import gc
import subprocess
import sys
from io import BytesIO, StringIO
from pathlib import Path

import django
from pypdfium2 import PdfDocument
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import KeepTogether, LongTable, Paragraph, SimpleDocTemplate

from production.pdf.wording import Words
from script.formats import fountain_out
from script.pdf import reading, two_column
from script.pdf.elements import Wish, Wording
from script.pdf.text import STYLES
from tests import environment  # noqa: F401
from tests.benchmarks.bench_documents import Platypus, against, escaped, line, milliseconds
from tests.production.pdf.papers import HEAD
from tests.script.pdf.papers import script_of

WORDS = Words("en", HEAD.as_of)
ROWS = 1200
SCREENPLAY = 700  # rows: a hundred pages and some


class Baseline(Platypus):
    """Long tables and paragraphs of what our papers say."""

    def __init__(self):
        super().__init__()
        self.styles = {
            kind: ParagraphStyle(
                kind, fontName="Strong" if style.bold else "Plain", fontSize=style.size, leading=style.leading
            )
            for kind, style in STYLES.items()
        }
        self.body = ParagraphStyle("body", fontName="Plain", fontSize=12, leading=14.5, spaceAfter=12)
        self.said = ParagraphStyle("said", parent=self.body, leftIndent=82, rightIndent=100)

    def paragraphs(self, told):
        return [
            Paragraph(
                (f'<font name="Strong">{escaped(one.label)}</font> ' if one.label else "")
                + escaped(one.text),
                self.styles[one.kind],
            )
            for one in told
        ]

    def two_column(self, script):
        wording = Wording.of(script, Wish())
        rows = [["", "PICTURE", "SOUND", ""]]
        for row in script.rows:
            picture, sound = wording.columns(row)
            rows.append(
                [
                    self.paragraph(row.number, strong=True),
                    self.paragraphs(picture),
                    self.paragraphs(sound),
                    "*" if row.is_changed else "",
                ]
            )
        table = LongTable(rows, colWidths=[46, 191, 244, 20], repeatRows=1, splitInRow=1)
        output = BytesIO()
        SimpleDocTemplate(output, pagesize=A4, leftMargin=36, rightMargin=36).build([table])
        return output.getvalue()

    def reading(self, script):
        """As a screenplay is set with Platypus: a name kept with its speech."""
        wording, story = Wording.of(script, Wish()), []
        for row in script.rows:
            for cell in script.cells_of[row.key]:
                if cell.element in ("soundbite", "narration"):
                    who = wording.speakers(cell) if cell.element == "soundbite" else "NARRATOR (V.O.)"
                    pair = [
                        Paragraph(f"{'&nbsp;' * 20}{escaped(who)}", self.body),
                        Paragraph(escaped(cell.words), self.said),
                    ]
                    story.append(KeepTogether(pair))
                else:
                    story.append(Paragraph(escaped(cell.text or cell.title), self.body))
        return self.built(story)


def two_columns(script):
    return two_column.render(script, WORDS)


def typst_of(script):
    """A table of the same words."""
    import typst

    wording = Wording.of(script, Wish())

    def cell(told):
        text = "\n".join(f"{one.label} {one.text}" for one in told)
        return '[#"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"]'

    rows = [", ".join(cell(told) for told in wording.columns(row)) for row in script.rows]
    source = "#table(columns: 2,\n" + ",\n".join(rows) + ")"
    return lambda: typst.compile(source.encode())


def screenplain_of(script):
    """The same as a screenplay."""
    from screenplain.export.pdf import to_pdf
    from screenplain.parsers import fountain

    read = fountain.parse(StringIO(fountain_out.write(script).decode()))
    return lambda: to_pdf(read, BytesIO())


def peak_megabytes(rows):
    """What a process of its own takes beyond its start to draw so many rows."""
    told = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.bench_script", "peak", str(rows)],
        capture_output=True, check=True, text=True,
    )  # fmt: skip
    return float(told.stdout.split()[-1])


def peak(rows):
    django.setup()
    two_columns(script_of(10))
    script = script_of(rows)
    gc.collect()
    before = status("VmRSS")
    two_columns(script)
    print((status("VmHWM") - before) / 1024)


def status(name):
    """A figure of this process in kilobytes."""
    words = Path("/proc/self/status").read_text(encoding="ascii")
    return int(words.partition(f"{name}:")[2].split()[0])


def main():
    django.setup()
    platypus, script = Baseline(), script_of(ROWS)
    against(
        f"two-column script, {ROWS:,} rows",
        lambda: two_columns(script), lambda: platypus.two_column(script), "LongTable", "aim ≥ 8 ×", rounds=3,
    )  # fmt: skip
    against("the same", lambda: two_columns(script), typst_of(script), "typst", "aim ≥ 3 ×", rounds=3)
    none, two, ten = script_of(1), script_of(2000), script_of(10_000)
    start, short, long = milliseconds(
        lambda: two_columns(none), lambda: two_columns(two), lambda: two_columns(ten), rounds=3
    )
    line("2,000 rows", short)
    line("10,000 rows", long, f"{(long - start) / (short - start):.2f} × 2,000 rows", "aim ≤ 5.5 ×")
    print(f"10,000 rows take {peak_megabytes(10_000):.0f} MB beyond the content  aim ≤ 80 MB")
    screenplay = script_of(SCREENPLAY)
    pages = len(PdfDocument(reading.render(screenplay, WORDS)))
    mine, other = milliseconds(
        lambda: reading.render(screenplay, WORDS), lambda: platypus.reading(screenplay), rounds=3
    )
    line(
        f"reading script, {pages} pages",
        mine,
        f"{other / mine:.1f} × faster than Platypus, {1000 * pages / mine:.0f} pages/s",
    )
    against(
        "the same", lambda: reading.render(screenplay, WORDS), screenplain_of(screenplay), "screenplain",
        "aim ≥ 10 ×", rounds=3,
    )  # fmt: skip


if __name__ == "__main__":
    if sys.argv[1:2] == ["peak"]:
        peak(int(sys.argv[2]))
    else:
        main()
