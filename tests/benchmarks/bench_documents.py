"""Paper against Platypus: ``python -m tests.benchmarks.bench_documents``.

Each figure stands beside its baseline of the same run: a quiet and a busy machine give the same
ratios. Platypus draws the same words in as many tables with the same fonts, without tags, codes
and furniture.
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


def clock(at):
    return f"{at:%H:%M}"


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
        return Paragraph(escaped(str(text)), self.strong if strong else self.plain)

    def pairs(self, *pairs):
        """A cell of labels and values, one paragraph each, as a sheet sets them."""
        return [
            Paragraph(f'<font name="Strong">{label}</font> {escaped(str(value))}', self.plain)
            for label, value in pairs
            if value
        ]

    def table(self, rows, widths, kind=Table):
        cells = [[cell if isinstance(cell, list) else self.paragraph(cell) for cell in row] for row in rows]
        return kind(cells, colWidths=widths, splitInRow=1)

    def call_sheet(self, sheet):
        story = [self.paragraph(f"{sheet.film} {sheet.company} {sheet.on:%A %d %B %Y}", strong=True)]
        for heading, rows, widths in (
            ("", [self.head(sheet)], [150, 210, 160]),
            ("", [self.sun(sheet.sun)], [86] * 6),
            ("Running order", self.items(sheet), [35, 25, 30, 50, 235, 50, 95]),
            ("Contributors", self.people(sheet), [20, 130, 35, 40, 40, 40, 40, 50, 125]),
            ("Places", self.places(sheet), [175, 175, 170]),
            ("Crew", self.crew(sheet), [105, 110, 110, 40, 90, 65]),
            ("Transport", [(v.name, v.driver, clock(v.pick_up), v.pick_up_place, ", ".join(v.passengers))
                           for v in sheet.vehicles], [120, 100, 40, 100, 160]),
            ("Notes", self.notes(sheet), [100, 420]),
        ):  # fmt: skip
            if rows:
                story += [Spacer(1, 8), self.paragraph(heading, strong=True), self.table(rows, widths)]
        return self.built(story)

    def head(self, sheet):
        place = sheet.places[0]
        when = self.pairs(
            ("General call", clock(sheet.general_call)), ("Breakfast", clock(sheet.breakfast)),
            ("Shooting call", clock(sheet.shooting_call)), ("Lunch", clock(sheet.lunch)),
            ("Estimated wrap", clock(sheet.estimated_wrap)),
        )  # fmt: skip
        where = self.pairs(
            ("Where", place.name), ("", place.address), ("Entrance", place.entrance),
            ("Parking", place.crew_parking), ("Weather", sheet.weather), ("Safety", sheet.safety_line),
            ("Script", sheet.script_draft),
        )  # fmt: skip
        whom = self.pairs(*((contact.name, f"{contact.role} {contact.phone}") for contact in sheet.heads))
        whom += self.pairs(
            ("Hospital", place.hospital_name), ("", place.hospital_address), ("", place.hospital_phone)
        )
        return when, where, whom

    def sun(self, sun):
        return [
            self.pairs((label, clock(at)))
            for label, at in (
                ("Civil dawn", sun.civil_dawn), ("Sunrise", sun.sunrise), ("Sunset", sun.sunset),
                ("Golden until", sun.morning_golden_end), ("Golden from", sun.evening_golden_start),
                ("Civil dusk", sun.civil_dusk),
            )
        ]  # fmt: skip

    def items(self, sheet):
        header = [("Time", "Min", "Scene", "Set", "What", "With", "Place")]
        return header + [
            (clock(r.start), r.minutes, r.scene, f"{r.int_ext} {r.day_night}",
             self.pairs((r.kind, f"{r.set_name} {r.description}"), ("", r.notes)), ", ".join(r.people),
             r.place_name)
            for r in sheet.rows
        ]  # fmt: skip

    def people(self, sheet):
        return [
            (p.number, self.pairs((p.name, p.line), ("", p.said)), p.status, clock(p.pick_up),
             clock(p.arrival), clock(p.ready), clock(p.release_by), p.release,
             self.pairs(("Met by", f"{p.met_by.name} {p.met_by.phone}"), ("With", p.companion),
                        ("Access", p.access), ("Diet", p.diet), ("Remarks", p.remarks)))
            for p in sheet.contributors
        ]  # fmt: skip

    def places(self, sheet):
        return [
            (self.pairs((p.name, ", ".join(p.sets)), ("", p.address), ("Entrance", p.entrance),
                        ("Load-in", p.load_in), ("Hours", p.hours)),
             self.pairs(("Crew parking", p.crew_parking), ("Unit parking", p.unit_parking),
                        ("Base", p.base), ("Holding", p.holding), ("Catering", p.catering),
                        ("Toilets", p.toilets), ("Rules", p.rules)),
             self.pairs(("Permit", ", ".join(p.permits)), ("Hospital", p.hospital_name),
                        ("", p.hospital_address), ("", p.hospital_phone)))
            for p in sheet.places
        ]  # fmt: skip

    def crew(self, sheet):
        rows = []
        for call in sheet.crew:
            if not rows or rows[-1][0] != call.department:
                rows.append((call.department, "", "", "", "", ""))
            rows.append((call.department, call.position, call.name, clock(call.call), call.phone, call.note))
        return rows

    def notes(self, sheet):
        notes = [(note.department, note.note) for note in sheet.department_notes]
        notes += [("Radio", sheet.radio), ("Kit", sheet.kit), ("Safety", sheet.safety)]
        notes += [
            (f"{day.on}", " ".join(f"{r.scene} {r.description}" for r in day.rows)) for day in sheet.advance
        ]
        return [note for note in notes if note[1]]

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
