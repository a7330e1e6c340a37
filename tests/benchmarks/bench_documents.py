"""Paper against Platypus: ``python -m tests.benchmarks.bench_documents``.

Each figure stands beside its baseline of the same run: a quiet and a busy machine give the same
ratios. Platypus draws the same words in as many tables, untagged, with ReportLab's own fonts.
"""

import gc
import statistics
import time
from dataclasses import replace
from io import BytesIO

import django
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate, Spacer, Table

from production.pdf import call_sheet
from production.pdf.flow import Flow
from production.pdf.fonts import BOLD, REGULAR, SOURCE_SANS
from production.pdf.layout import Document, Style
from production.pdf.rows import Row, columns, lines
from tests import environment  # noqa: F401
from tests.production.pdf.sheets import SHEET, WHITE, big_sheet

ROUNDS = 15


def milliseconds(*works, rounds=ROUNDS):
    """The median of some rounds for each piece of work, in turns, after one that warms up.

    Processor time, so that whatever else runs on the machine is not counted.
    """
    taken = [[] for _ in works]
    for number in range(rounds + 1):
        for work, times in zip(works, taken, strict=True):
            gc.collect()
            began = time.process_time()
            work()
            if number:
                times.append(1000 * (time.process_time() - began))
    return [statistics.median(times) for times in taken]


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


class Platypus:
    """The baseline: what a call sheet of Paragraphs and Tables costs."""

    def __init__(self):
        pdfmetrics.registerFont(TTFont("Plain", str(SOURCE_SANS / REGULAR[0])))
        pdfmetrics.registerFont(TTFont("Strong", str(SOURCE_SANS / BOLD[0])))
        self.plain = ParagraphStyle("plain", fontName="Plain", fontSize=9, leading=11)
        self.strong = ParagraphStyle("strong", fontName="Strong", fontSize=9, leading=11)

    def paragraph(self, text, strong=False):
        return Paragraph(escaped(text), self.strong if strong else self.plain)

    def table(self, rows, widths, kind=Table):
        cells = [[self.paragraph(str(cell), strong=n == 0) for n, cell in enumerate(row)] for row in rows]
        return kind(cells, colWidths=widths, splitInRow=1)

    def call_sheet(self, sheet):
        story = [self.paragraph(f"{sheet.film} {sheet.company} {sheet.on:%A %d %B %Y}", strong=True)]
        story.append(self.table(self.head(sheet), [150, 210, 160]))
        clock = "{:%H:%M}".format
        rows = [
            (clock(r.start), r.minutes, r.scene, f"{r.int_ext} {r.day_night}",
             f"{r.kind} {r.set_name} {r.description} {r.notes}", ", ".join(r.people), r.place_name)
            for r in sheet.rows
        ]  # fmt: skip
        people = [
            (p.number, f"{p.name} {p.line} {p.said}", p.status, clock(p.arrival), clock(p.ready), p.release,
             f"{p.met_by.name} {p.met_by.phone} {p.companion} {p.access} {p.diet} {p.remarks}")
            for p in sheet.contributors
        ]  # fmt: skip
        places = [
            (f"{p.name} {p.address} {p.entrance} {p.load_in} {p.hours}",
             f"{p.crew_parking} {p.unit_parking} {p.base} {p.holding} {p.catering} {p.toilets} {p.rules}",
             f"{p.permits} {p.hospital_name} {p.hospital_address} {p.hospital_phone}")
            for p in sheet.places
        ]  # fmt: skip
        crew = [(c.department, c.position, c.name, clock(c.call), c.phone, c.note) for c in sheet.crew]
        rest = [(n.department, n.note) for n in sheet.department_notes]
        rest += [("Radio", sheet.radio), ("Kit", sheet.kit), ("Safety", sheet.safety)]
        rest += [(f"{a.on}", " ".join(f"{r.scene} {r.description}" for r in a.rows)) for a in sheet.advance]
        rest += [(v.name, f"{v.driver} {v.pick_up_place} {v.passengers}") for v in sheet.vehicles]
        for part, widths in (
            (rows, [35, 25, 30, 50, 235, 50, 95]),
            (people, [20, 130, 35, 40, 40, 50, 205]),
            (places, [175, 175, 170]),
            (crew, [80, 110, 110, 40, 90, 90]),
            (rest, [100, 420]),
        ):
            story += [Spacer(1, 8), self.table(part, widths)]
        return self.built(story)

    def head(self, sheet):
        times = f"General call {sheet.general_call:%H:%M} wrap {sheet.estimated_wrap:%H:%M}"
        place = sheet.places[0]
        where = f"{place.name} {place.address} {place.entrance} {sheet.weather} {sheet.safety_line}"
        whom = " ".join(f"{c.name} {c.role} {c.phone}" for c in sheet.heads)
        return [(times, where, f"{whom} {place.hospital_name} {place.hospital_phone}")]

    def script(self, rows):
        return self.built([self.table(rows, [60, 200, 260], LongTable)])

    def built(self, story):
        output = BytesIO()
        SimpleDocTemplate(output, pagesize=A4, leftMargin=36, rightMargin=36).build(story)
        return output.getvalue()


TEXT = Style(9, 11)


def script(rows):
    """The engine alone: a two-column script of so many rows, tagged."""
    document = Document(title="Script", language="en", paper="a4")
    flow = Flow(document, top=800, bottom=50)
    layout = columns(36, 520, (60, 200, 1.0))
    with flow.table():
        for row in rows:
            cells = [lines(text, TEXT, column.width) for text, column in zip(row, layout, strict=True)]
            flow.add(Row(layout, cells, splits=True))
    return flow.finish()


def script_rows(count):
    words = [
        "the",
        "boy",
        "comes",
        "home",
        "from",
        "school",
        "and",
        "is",
        "led",
        "away",
        "before",
        "he",
        "can",
        "see",
        "the",
        "room",
    ]
    return [
        (str(n), " ".join(words[n % 5 :] * 2), " ".join((words[n % 7 :] + words) * (1 + n % 3)))
        for n in range(count)
    ]


def line(what, ours, beside="", aim=""):
    print(f"{what:40}{ours:9.1f} ms   {beside:44}{aim}")


def against(what, ours, theirs, name, aim="", rounds=ROUNDS):
    mine, other = milliseconds(ours, theirs, rounds=rounds)
    line(what, mine, f"{other / mine:.1f} × faster than {name}, {other:.1f} ms", aim)


def main():
    django.setup()
    platypus = Platypus()

    def ours(sheet):
        return lambda: call_sheet.render(sheet, WHITE, language="en")

    two_pages = replace(SHEET, department_notes=(), advance=(), approvals=(), kit="", radio="", safety="")
    crowded = big_sheet()
    against(
        "call sheet of two pages, warm",
        ours(two_pages), lambda: platypus.call_sheet(two_pages), "Platypus", "aim ≤ 20 ms, ≥ 3.5 ×",
    )  # fmt: skip
    against(
        "60 crew, 25 items, 8 contributors", ours(crowded), lambda: platypus.call_sheet(crowded), "Platypus"
    )
    rest, few, many = (replace(big_sheet(14, items, 2)) for items in (1, 60, 300))
    none, short, long = milliseconds(ours(rest), ours(few), ours(many))
    line("60 running items", short)
    line("300 running items", long, f"{(long - none) / (short - none):.2f} × the work of 60", "aim ≤ 5.5 ×")
    rows = script_rows(1200)
    against(
        "engine: two-column script, 1,200 rows",
        lambda: script(rows), lambda: platypus.script(rows), "LongTable", "aim ≥ 8 ×", rounds=3,
    )  # fmt: skip
    two, ten = script_rows(2000), script_rows(10000)
    short, long = milliseconds(lambda: script(two), lambda: script(ten), rounds=3)
    line("engine: 2,000 rows", short)
    line("engine: 10,000 rows", long, f"{long / short:.2f} × 2,000 rows", "aim ≤ 5.5 ×")


if __name__ == "__main__":
    main()
