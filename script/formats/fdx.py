"""A script in Final Draft's XML, by the same mapping as Fountain.

Headings carry their numbers; a note sits inside the paragraph that it annotates. What was changed since
the draft before is text of a revision, whose * Final Draft draws at the margin.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from xml.sax.saxutils import escape, quoteattr

from production.formats.texts import as_xml
from script.formats import labels as lb
from script.formats.labels import ENGLISH, Labels, Options
from script.pdf.content import VOICES, Cell, Row, Scene, Script

_REVISION = 1
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="no" ?>\n'


def write(script: Script, options: Options = Options(), labels: Labels = ENGLISH) -> bytes:  # noqa: B008
    return "".join(_Document(script, options, labels).parts()).encode()


class _Document:
    def __init__(self, script: Script, options: Options, labels: Labels) -> None:
        self.script = script
        self.options = options
        self.labels = labels
        self.note_numbers = count(1)
        self.has_marks = options.marks and script.is_marked

    def parts(self) -> Iterator[str]:
        yield f'{_HEAD}<FinalDraft DocumentType="Script" Template="No" Version="5">\n<Content>\n'
        rows = self.script.rows_of
        for scene in self.script.scenes:
            yield self.heading(scene)
            for row in () if scene.is_omitted else rows.get(scene.key, ()):
                yield from self.row(row)
        yield "</Content>\n"
        yield from self.title_page()
        if self.has_marks:
            yield self.revisions()
        yield "</FinalDraft>\n"

    def heading(self, scene: Scene) -> str:
        summary = (
            f"<Summary>{_paragraph('', _text(scene.synopsis))}</Summary>\n" if scene.synopsis.strip() else ""
        )
        title = quoteattr(as_xml(lb.one_line(scene.title)))
        inside = f"<SceneProperties Title={title}>{summary}</SceneProperties>\n"
        text = self.text(lb.heading(scene, self.labels).upper(), scene)
        made = _paragraph("Scene Heading", inside + text, Number=scene.number)
        omitted = self.text(self.labels.omitted, scene)
        return made + (_paragraph("Action", omitted) if scene.is_omitted else "")

    def row(self, row: Row) -> Iterator[str]:
        """A note of the row hangs on the paragraph before it; on one of its own where there is none."""
        paragraphs: list[tuple[str, str, list[str]]] = []
        for column in ("picture", "sound"):
            for cell in self.script.column(row, column):
                self.cell(cell, paragraphs)
        for kind, text, notes in paragraphs:
            yield _paragraph(kind, "".join(map(self.note, notes)) + self.text(text, row))

    def text(self, text: str, of: Row | Scene) -> str:
        return _text(text, _REVISION if self.has_marks and of.is_changed else 0)

    def revisions(self) -> str:
        name = quoteattr(as_xml(self.script.colour or self.labels.working))
        tint = self.script.tint[1:] if lb.TINT.fullmatch(self.script.tint) else "ffffff"
        page = "".join(2 * tint[at : at + 2] for at in (0, 2, 4)).upper()  # sixteen bits a colour
        return (
            f'<Revisions ActiveSet="{_REVISION}" Location="7.75" RevisionMode="No" RevisionsShown="Active"'
            ' ShowAllMarks="No" ShowAllSets="No">\n'
            f'<Revision Color="#000000000000" FullRevision="No" ID="{_REVISION}" Mark="{lb.MARK}" Name={name}'
            f' PageColor="#{page}" Style=""/>\n</Revisions>\n'
        )

    def cell(self, cell: Cell, paragraphs: list[tuple[str, str, list[str]]]) -> None:
        if cell.element == "note":
            if self.options.notes and cell.text.strip():
                if not paragraphs:
                    paragraphs.append(("Action", "", []))
                paragraphs[-1][2].append(cell.text)
        elif cell.element in VOICES:
            paragraphs.append(("Character", lb.voice(cell, self.labels), []))
            said = "\n".join(filter(None, lb.words(cell, self.options.said)))
            notes = lb.references(cell, self.script) if self.options.references else []
            kind = "Dialogue" if said else "Parenthetical"
            paragraphs.append((kind, said or f"({self.labels.no_words})", [*notes, *self.states(cell)]))
        elif text := lb.shown(cell, self.labels, self.script.cells_of[cell.row]):
            paragraphs.append(("Action", text, [*self.states(cell)]))

    def states(self, cell: Cell) -> Iterable[str]:
        return self.labels.states(self.script, cell) if self.options.states else ()

    def note(self, text: str) -> str:
        lines = "".join(_paragraph("", _text(line)) for line in text.split("\n"))
        return f'<ScriptNote ID="{next(self.note_numbers)}">\n{lines}</ScriptNote>\n'

    def title_page(self) -> Iterator[str]:
        yield "<TitlePage>\n<Content>\n"
        state = lb.state(self.script, self.labels)
        for line in (self.script.title, self.script.head.film, state, str(self.script.head.as_of)):
            yield _paragraph("", _text(lb.one_line(line)), Alignment="Center")
        yield "</Content>\n</TitlePage>\n"


def _paragraph(kind: str, inside: str, **facts: str) -> str:
    told = {**{name: value for name, value in facts.items() if value}, **({"Type": kind} if kind else {})}
    attributes = "".join(f" {name}={quoteattr(as_xml(value))}" for name, value in told.items())
    return f"<Paragraph{attributes}>\n{inside}</Paragraph>\n"


def _text(text: str, revision: int = 0) -> str:
    mark = f' RevisionID="{revision}"' if revision else ""
    return f"<Text{mark}>{escape(as_xml(text))}</Text>\n"
