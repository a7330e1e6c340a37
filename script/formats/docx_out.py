"""The two-column script for a word processor: a table whose heading row stands on every page.

The parts of the file are written here: 1,200 rows made one by one through a library take minutes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction

from production.formats.word_files import HEAD, INCH, REL, W, paragraph, plain, run, table_row
from script.formats import labels as lb
from script.formats.docx_parts import TINTED, Top, packed
from script.formats.labels import ENGLISH, Labels, Options
from script.pdf.content import VOICES, Cell, Row, Scene, Script, clock, short

PAPERS = {"a4": (11_906, 16_838), "letter": (12_240, 15_840)}
_NUMBER, _LENGTH, _MARK = 720, 860, 280  # widths of the narrow columns
_READ = ("lower_third", "subtitle")  # on the screen, as they are
_WHOLE = 1_200  # letters of a row that is kept on one page
_KEPT = "<w:cantSplit/>"


def write(
    script: Script,
    options: Options = Options(),  # noqa: B008
    labels: Labels = ENGLISH,
    *,
    language: str = "en",
) -> bytes:
    """`language` is the reader's, in which its labels are."""
    width = PAPERS.get(script.head.paper, PAPERS["a4"])[0] - 2 * INCH
    top = top_of(script, labels, language, width)
    return packed(top, _Document(script, options, labels).parts())


def top_of(script: Script, labels: Labels, language: str, width: int) -> Top:
    """What stands at the top of each page: title, draft, colour, date."""
    parts = (script.head.film, script.title, lb.state(script, labels))
    line = "  ·  ".join(dict.fromkeys(filter(None, (lb.one_line(part) for part in parts))))
    tint = script.tint[1:].upper() if lb.TINT.fullmatch(script.tint) else ""
    return Top(lb.one_line(script.title), line, labels.page, language, tint, width)


class _Document:
    def __init__(self, script: Script, options: Options, labels: Labels) -> None:
        self.script = script
        self.options = options
        self.labels = labels
        self.page = PAPERS.get(script.head.paper, PAPERS["a4"])
        self.has_marks = options.marks and script.is_marked
        narrow = [_NUMBER if options.numbers else 0, _LENGTH, _MARK if self.has_marks else 0]
        wide = self.page[0] - 2 * INCH - sum(narrow)
        self.widths = [width for width in (narrow[0], wide // 2, wide - wide // 2, *narrow[1:]) if width]

    def parts(self) -> Iterator[str]:
        script, labels = self.script, self.labels
        yield f'{HEAD}<w:document xmlns:w="{W}" xmlns:r="{REL}"><w:body>'
        yield plain("Title", lb.one_line(script.title))
        yield plain("Subtitle", f"{lb.one_line(script.head.film)}  ·  {lb.state(script, labels)}")
        yield plain("Subtitle", lb.running_time(script, labels))
        yield from self.table()
        width, height = self.page
        yield (
            f'{paragraph("Words", "")}<w:sectPr><w:headerReference w:type="default" r:id="rId2"/>'
            f'<w:pgSz w:w="{width}" w:h="{height}"/><w:pgMar w:top="{INCH}" w:right="{INCH}"'
            f' w:bottom="{INCH}" w:left="{INCH}" w:header="560" w:footer="560" w:gutter="0"/></w:sectPr>'
            "</w:body></w:document>"
        )

    def table(self) -> Iterator[str]:
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in self.widths)
        yield (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="Columns"/><w:tblW w:w="{sum(self.widths)}" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>'
        )
        labels = self.labels
        yield self.row(
            [labels.row, labels.picture, labels.sound, labels.length, ""],
            "Heading",
            f"{_KEPT}<w:tblHeader/>",
        )
        rows = self.script.rows_of
        for scene in self.script.scenes:
            yield self.scene(scene, rows.get(scene.key, ()))
            for row in () if scene.is_omitted else rows.get(scene.key, ()):
                yield self.line(row)
        yield "</w:tbl>"

    def row(self, texts: list[str], style: str, facts: str = "") -> str:
        """A row of plain texts, one for each column that is wanted."""
        return table_row([plain(style, text) for text in self.chosen(texts)], self.widths, facts)

    def chosen(self, cells: list[str]) -> list[str]:
        number, picture, sound, length, mark = cells
        return [
            *([number] if self.options.numbers else []),
            picture,
            sound,
            length,
            *([mark] if self.has_marks else []),
        ]

    def scene(self, scene: Scene, rows: Iterable[Row]) -> str:
        """Across all columns; it stays with the row that follows."""
        title = lb.one_line(scene.title)
        heading = lb.heading(scene, self.labels)
        words = title if heading == title or not scene.int_ext else f"{title}  ·  {heading}"
        words = f"{words}  ·  {self.labels.omitted}" if scene.is_omitted else words
        lasts = sum((row.seconds for row in rows), Fraction())
        target = f" / {clock(scene.target)}" if scene.target else ""
        time = "" if scene.is_omitted or not (lasts or target) else f"{clock(lasts)}{target}"
        tab = "<w:r><w:tab/></w:r>"
        inside = f"{run(scene.number)}{tab}{run(words)}{tab}{run(time)}"
        width = sum(self.widths) - (_MARK if self.has_marks else 0)
        mark = plain("Number", "*" if scene.is_changed else "")
        mark = f'<w:tc><w:tcPr><w:tcW w:w="{_MARK}" w:type="dxa"/>{TINTED}</w:tcPr>{mark}</w:tc>'
        mark = mark if self.has_marks else ""
        ends = f'<w:tab w:val="right" w:pos="{width - 160}"/>'
        tabs = f'<w:tabs><w:tab w:val="left" w:pos="{_NUMBER}"/>{ends}</w:tabs>'
        return (
            f'<w:tr><w:trPr>{_KEPT}</w:trPr><w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>'
            f'<w:gridSpan w:val="{len(self.widths) - self.has_marks}"/>{TINTED}'
            f"</w:tcPr>{paragraph('Scene', inside, tabs)}</w:tc>{mark}</w:tr>"
        )

    def line(self, row: Row) -> str:
        cells = [
            plain("Number", row.number),
            self.column(row, "picture"),
            self.column(row, "sound"),
            plain("Length", short(row.seconds) if row.lasts[0] else ""),
            plain("Number", "*" if row.is_changed else ""),
        ]
        said = sum(len(cell.words) for cell in self.script.cells_of.get(row.key, ()))
        return table_row(self.chosen(cells), self.widths, _KEPT if said < _WHOLE else "")

    def column(self, row: Row, column: str) -> str:
        found = [text for cell in self.script.column(row, column) for text in self.cell(cell)]
        if column == "picture":
            faces = lb.seen(self.script.cells_of.get(row.key, ()), self.labels)
            found = [*(plain("Shown", face) for face in faces), *found]
        return "".join(found) or paragraph("Words", "")

    def cell(self, cell: Cell) -> Iterator[str]:
        if cell.element in VOICES:
            yield plain("Voice", lb.voice(cell, self.labels))
            yield from self.voice(cell)
        elif cell.element == "note":
            if self.options.notes:
                yield plain("Note", f"[{cell.text}]")
        elif text := lb.shown(_named(cell), self.labels, self.script.cells_of[cell.row]):
            yield plain("Screen" if cell.element in _READ else "Shown", text)

    def voice(self, cell: Cell) -> Iterator[str]:
        said = [text for text in lb.words(cell, self.options.said) if text]
        for at, text in enumerate(said or [f"({self.labels.no_words})"]):
            yield plain("Translation" if at else "Words", text)
        if self.options.references and cell.element == "soundbite":
            for reference, part in zip(lb.references(cell, self.script), cell.parts, strict=False):
                yield plain("Reference", "\n".join(filter(None, (reference, lb.ends(part)))))
        if self.options.states:
            for state in self.labels.states(self.script, cell):
                yield plain("State", state)


def _named(cell: Cell) -> Cell:
    """The name of a lower third stands in capitals, and who that is as it is read on the screen."""
    if cell.element != "lower_third":
        return cell
    name, end, rest = cell.text.partition("\n")
    return replace(cell, text=f"{name.upper()}{end}{rest}")
