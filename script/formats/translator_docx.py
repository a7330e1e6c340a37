"""The translator's table for a word processor: the last column is empty, and in the language asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from production.formats.word_files import HEAD, INCH, REL, W, paragraph, plain, table_row
from script.formats import labels as lb
from script.formats.docx_out import PAPERS, top_of
from script.formats.docx_parts import TINTED, blank, packed
from script.formats.labels import Labels
from script.formats.translator import SAME, SILENT, STALE, Line
from script.pdf.content import Scene, Script

_NAMES = ("row", "at", "language", "who", "text", "translation", "own")
_NARROW = (740, 1_180, 560, 1_500)  # what stands before the three columns of words
_MARGIN = INCH * 3 // 4
_WHOLE = 1_200  # letters of a line that is kept on one page
_KEPT = "<w:cantSplit/>"


def write(
    script: Script,
    found: Iterable[tuple[Scene, list[Line]]],
    labels: Labels,
    say: Mapping[str, str],
    *,
    into: str,
    language: str = "en",
) -> bytes:
    """`say` words the columns and states, `language` is the reader's, `into` the translator's."""
    height, width = PAPERS.get(script.head.paper, PAPERS["a4"])
    room = width - 2 * _MARGIN
    share = (room - sum(_NARROW)) // 3
    widths = [*_NARROW, share, share, room - sum(_NARROW) - 2 * share]

    def document() -> Iterator[str]:
        yield f'{HEAD}<w:document xmlns:w="{W}" xmlns:r="{REL}"><w:body>'
        yield plain("Title", lb.one_line(script.title))
        yield plain("Subtitle", f"{lb.one_line(script.head.film)}  ·  {lb.state(script, labels)}")
        yield plain("Subtitle", say["own"])
        yield from _table(found, widths, say, into)
        yield (
            f'{paragraph("Words", "")}<w:sectPr><w:headerReference w:type="default" r:id="rId2"/>'
            f'<w:pgSz w:w="{width}" w:h="{height}" w:orient="landscape"/><w:pgMar w:top="{INCH}"'
            f' w:right="{_MARGIN}" w:bottom="{INCH}" w:left="{_MARGIN}" w:header="560" w:footer="560"'
            ' w:gutter="0"/></w:sectPr></w:body></w:document>'
        )

    return packed(top_of(script, labels, language, room), document())


def _table(
    found: Iterable[tuple[Scene, list[Line]]], widths: list[int], say: Mapping[str, str], into: str
) -> Iterator[str]:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    yield (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="Columns"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>'
    )
    names = ["" if name == "language" else say[name] for name in _NAMES]
    yield table_row([plain("Heading", name) for name in names], widths, f"{_KEPT}<w:tblHeader/>")
    for scene, lines in found:
        yield _scene(scene, sum(widths))
        for one in lines:
            yield table_row(
                _cells(one, say, into), widths, _KEPT if len(one.text) + len(one.translation) < _WHOLE else ""
            )
    yield "</w:tbl>"


def _scene(scene: Scene, width: int) -> str:
    words = plain("Scene", f"{scene.number}  {lb.one_line(scene.title)}")
    return (
        f'<w:tr><w:trPr>{_KEPT}</w:trPr><w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>'
        f'<w:gridSpan w:val="{len(_NAMES)}"/>{TINTED}</w:tcPr>{words}</w:tc></w:tr>'
    )


def _cells(one: Line, say: Mapping[str, str], into: str) -> Iterator[str]:
    yield plain("Number", one.row) + (plain("Number", one.lasts) if one.lasts else "")
    yield plain("Number", one.at)
    yield plain("Number", one.language.upper())
    yield plain("Number", lb.one_line(one.who))
    yield plain("Words", one.text)
    told = plain("Words", one.translation) if one.translation or not one.state else ""
    style = "State" if one.state in (STALE, SILENT) else "Note"
    yield told + (plain(style, say[one.state]) if one.state else "")
    yield blank("Words", "" if one.state == SAME else into)
