"""The two-column script for a word processor: a table whose heading row stands on every page.

The parts of the file are written here: 1,200 rows made one by one through a library take minutes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from xml.sax.saxutils import escape, quoteattr

from interviews.formats.lines import as_xml
from script.formats import docx_parts
from script.formats import labels as lb
from script.formats.docx_parts import HEAD, INCH, W
from script.formats.labels import ENGLISH, Labels, Options
from script.pdf.content import VOICES, Cell, Row, Scene, Script, clock, short

_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CHUNK = 200  # rows that are packed at once
_PAPERS = {"a4": (11_906, 16_838), "letter": (12_240, 15_840)}
_NUMBER, _LENGTH, _MARK = 720, 860, 280  # widths of the narrow columns
_READ = ("lower_third", "subtitle")  # on the screen, as they are
_WHOLE = 1_200  # letters of a row that is kept on one page
_KEPT = "<w:cantSplit/>"
_TINTED = '<w:shd w:val="clear" w:color="auto" w:fill="EDEDED"/>'


def write(
    script: Script,
    options: Options = Options(),  # noqa: B008
    labels: Labels = ENGLISH,
    *,
    language: str = "en",
) -> bytes:
    """`language` is the reader's, in which its labels are."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        width = _PAPERS.get(script.head.paper, _PAPERS["a4"])[0] - 2 * INCH
        line, tint = _top(script, labels), _tint(script)
        top = docx_parts.Top(lb.one_line(script.title), line, labels.page, language, tint, width)
        for name, text in docx_parts.parts(top):
            archive.writestr(docx_parts.entry(name), HEAD + text)
        with archive.open(docx_parts.entry("word/document.xml"), "w") as part:
            for text in _in_chunks(_Document(script, options, labels).parts()):
                part.write(text.encode())
    return out.getvalue()


def _top(script: Script, labels: Labels) -> str:
    """What stands at the top of each page: title, draft, colour, date."""
    parts = (script.head.film, script.title, lb.state(script, labels))
    return "  ·  ".join(dict.fromkeys(filter(None, (lb.one_line(part) for part in parts))))


def _tint(script: Script) -> str:
    return script.tint[1:].upper() if lb.TINT.fullmatch(script.tint) else ""


def _in_chunks(texts: Iterable[str]) -> Iterator[str]:
    waiting: list[str] = []
    for text in texts:
        waiting.append(text)
        if len(waiting) >= _CHUNK:
            yield "".join(waiting)
            waiting.clear()
    yield "".join(waiting)


class _Document:
    def __init__(self, script: Script, options: Options, labels: Labels) -> None:
        self.script = script
        self.options = options
        self.labels = labels
        self.page = _PAPERS.get(script.head.paper, _PAPERS["a4"])
        self.has_marks = options.marks and script.is_marked
        narrow = [_NUMBER if options.numbers else 0, _LENGTH, _MARK if self.has_marks else 0]
        wide = self.page[0] - 2 * INCH - sum(narrow)
        self.widths = [width for width in (narrow[0], wide // 2, wide - wide // 2, *narrow[1:]) if width]

    def parts(self) -> Iterator[str]:
        script, labels = self.script, self.labels
        yield f'{HEAD}<w:document xmlns:w="{W}" xmlns:r="{_R}"><w:body>'
        yield _paragraph("Title", _run(lb.one_line(script.title)))
        yield _paragraph("Subtitle", _run(f"{lb.one_line(script.head.film)}  ·  {lb.state(script, labels)}"))
        yield _paragraph("Subtitle", _run(lb.running_time(script, labels)))
        yield from self.table()
        width, height = self.page
        yield (
            f'{_paragraph("Words", "")}<w:sectPr><w:headerReference w:type="default" r:id="rId2"/>'
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
        return _row([_paragraph(style, _run(text)) for text in self.chosen(texts)], self.widths, facts)

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
        inside = f"{_run(scene.number)}{tab}{_run(words)}{tab}{_run(time)}"
        width = sum(self.widths) - (_MARK if self.has_marks else 0)
        mark = _paragraph("Number", _run("*" if scene.is_changed else ""))
        mark = f'<w:tc><w:tcPr><w:tcW w:w="{_MARK}" w:type="dxa"/>{_TINTED}</w:tcPr>{mark}</w:tc>'
        ends = f'<w:tab w:val="right" w:pos="{width - 160}"/>'
        tabs = f'<w:tabs><w:tab w:val="left" w:pos="{_NUMBER}"/>{ends}</w:tabs>'
        return (
            f'<w:tr><w:trPr>{_KEPT}</w:trPr><w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>'
            f'<w:gridSpan w:val="{len(self.widths) - self.has_marks}"/>{_TINTED}'
            f"</w:tcPr>{_paragraph('Scene', inside, tabs)}</w:tc>{mark if self.has_marks else ''}</w:tr>"
        )

    def line(self, row: Row) -> str:
        cells = [
            _paragraph("Number", _run(row.number)),
            self.column(row, "picture"),
            self.column(row, "sound"),
            _paragraph("Length", _run(short(row.seconds) if row.lasts[0] else "")),
            _paragraph("Number", _run("*" if row.is_changed else "")),
        ]
        said = sum(len(cell.words) for cell in self.script.cells_of.get(row.key, ()))
        return _row(self.chosen(cells), self.widths, _KEPT if said < _WHOLE else "")

    def column(self, row: Row, column: str) -> str:
        found = [text for cell in self.script.column(row, column) for text in self.cell(cell)]
        if column == "picture":
            faces = lb.seen(self.script.cells_of.get(row.key, ()), self.labels)
            found = [*(_paragraph("Shown", _run(face)) for face in faces), *found]
        return "".join(found) or _paragraph("Words", "")

    def cell(self, cell: Cell) -> Iterator[str]:
        if cell.element in VOICES:
            yield _paragraph("Voice", _run(lb.voice(cell, self.labels)))
            yield from self.voice(cell)
        elif cell.element == "note":
            if self.options.notes:
                yield _paragraph("Note", _run(f"[{cell.text}]"))
        elif text := lb.shown(_named(cell), self.labels, self.script.cells_of[cell.row]):
            yield _paragraph("Screen" if cell.element in _READ else "Shown", _run(text))

    def voice(self, cell: Cell) -> Iterator[str]:
        said = [text for text in lb.words(cell, self.options.said) if text]
        for at, text in enumerate(said or [f"({self.labels.no_words})"]):
            yield _paragraph("Translation" if at else "Words", _run(text))
        if self.options.references and cell.element == "soundbite":
            for reference, part in zip(lb.references(cell, self.script), cell.parts, strict=False):
                yield _paragraph("Reference", _run("\n".join(filter(None, (reference, lb.ends(part))))))
        if self.options.states:
            for state in self.labels.states(self.script, cell):
                yield _paragraph("State", _run(state))


def _named(cell: Cell) -> Cell:
    """The name of a lower third stands in capitals, and who that is as it is read on the screen."""
    if cell.element != "lower_third":
        return cell
    name, end, rest = cell.text.partition("\n")
    return replace(cell, text=f"{name.upper()}{end}{rest}")


def _row(cells: Iterable[str], widths: Iterable[int], facts: str = "") -> str:
    inside = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
        for width, cell in zip(widths, cells, strict=True)
    )
    return f"<w:tr>{f'<w:trPr>{facts}</w:trPr>' if facts else ''}{inside}</w:tr>"


def _paragraph(style: str, inside: str, more: str = "") -> str:
    return f"<w:p><w:pPr><w:pStyle w:val={quoteattr(style)}/>{more}</w:pPr>{inside}</w:p>"


def _run(text: str) -> str:
    text = escape(as_xml(text)).replace("\t", " ")
    text = text.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'
