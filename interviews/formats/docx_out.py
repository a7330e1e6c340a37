"""A transcript for a word processor: timecode in the left margin, the text hanging beside it.

With its translation it is a table of three columns. The parts of the file are written here, since
4,000 paragraphs made one by one through a library take minutes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape

from interviews.formats.lines import Line, Placed, Times, Words, ins_and_outs, placed, rows, said
from interviews.formats.text_out import label, together
from production.formats.word_files import HEAD, INCH, REL, W, packed, paragraph, plain, run, table_row


@dataclass(frozen=True)
class Head:
    """What stands above the words and at the top of each page."""

    film: str
    title: str  # whom the interview is with
    reel: str = ""
    details: str = ""  # day, place, language, who made it
    language: str = "en"
    page: str = "Page"  # in the reader's language


def write(
    lines: Iterable[Line],
    head: Head,
    *,
    words: Words = Words.ORIGINAL,
    times: Times = Times.SOURCE,
) -> bytes:
    return packed(_document(lines, head, words, times), head.title, _others(head))


# -- the words -----------------------------------------------------------------------------------


def _document(lines: Iterable[Line], head: Head, words: Words, times: Times) -> Iterator[str]:
    yield f'{HEAD}<w:document xmlns:w="{W}" xmlns:r="{REL}"><w:body>'
    yield plain("Title", head.title)
    if details := " · ".join(filter(None, [head.film, head.reel, head.details])):
        yield plain("Subtitle", details)
    if words == Words.BOTH:
        yield from _table(lines, times)
    else:
        for each in placed(lines):
            yield _hanging(each, said(each.line, words), times)
    yield (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId2"/>'
        '<w:footerReference w:type="default" r:id="rId3"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1440" w:right="2160" w:bottom="1440" w:left="1080" w:header="720" w:footer="720"'
        ' w:gutter="0"/></w:sectPr></w:body></w:document>'
    )


def _hanging(each: Placed, text: str, times: Times) -> str:
    """The time, the name, the words; an end only where the next paragraph doesn't show it."""
    start, end = ins_and_outs(each.line, times)
    time = f"{start} - {end}" if each.gap < 0 else start
    name = run(f"{label(each.line)}: ", "Speaker") if each.line.speaker else ""
    ending = run(f" [{end}]", "Timecode") if each.gap > 0 else ""
    body = f"{run(time, 'Timecode')}<w:r><w:tab/></w:r>{name}{run(together(text))}{ending}"
    return paragraph("Cue", body)


def _table(lines: Iterable[Line], times: Times) -> Iterator[str]:
    widths = [INCH, 3613, 3613]
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    yield (
        '<w:tbl><w:tblPr><w:tblStyle w:val="Columns"/><w:tblW w:w="0" w:type="auto"/><w:tblLayout'
        f' w:type="fixed"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>'
    )
    for line in lines:
        start, _end = ins_and_outs(line, times)
        name = run(f"{label(line)}: ", "Speaker") if line.speaker else ""
        cells = [run(start, "Timecode"), name + run(_text(line.text)), run(_text(line.translation))]
        yield table_row([paragraph("Cell", cell) for cell in cells], widths, "<w:cantSplit/>")
    yield f"</w:tbl>{paragraph('Cell', '')}"


def _text(text: str) -> str:
    return "\n".join(rows(text))


# -- the other parts -----------------------------------------------------------------------------


def _others(head: Head) -> dict[str, str]:
    top = "  ·  ".join(filter(None, [head.film, head.title, head.reel]))
    number = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    return {
        "styles": _styles(head.language),
        "header": f'<w:hdr xmlns:w="{W}">{plain("Header", top)}</w:hdr>',
        "footer": f'<w:ftr xmlns:w="{W}">{paragraph("Header", run(f"{head.page} ") + number)}</w:ftr>',
    }


def _styles(language: str) -> str:
    hanging = f'<w:ind w:left="{INCH}" w:hanging="{INCH}"/>'
    grey = '<w:color w:val="595959"/>'
    return (
        f'<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi='
        f'"Arial" w:cs="Arial"/><w:sz w:val="24"/><w:lang w:val="{escape(language, {chr(34): ""})}"/></w:rPr>'
        "</w:rPrDefault></w:docDefaults>"
        + _style("Normal", "", "", default=True)
        + _style("Title", '<w:keepNext/><w:spacing w:after="60"/>', '<w:b/><w:sz w:val="32"/>')
        + _style("Subtitle", '<w:spacing w:after="360"/>', f'{grey}<w:sz w:val="20"/>')
        + _style(
            "Cue",
            f'<w:tabs><w:tab w:val="left" w:pos="{INCH}"/></w:tabs><w:spacing w:after="160"/>{hanging}',
            "",
        )
        + _style("Cell", '<w:spacing w:after="80"/>', '<w:sz w:val="22"/>')
        + _style("Header", "", f'{grey}<w:sz w:val="18"/>')
        + _style("Speaker", "", "<w:b/>", kind="character")
        + _style("Timecode", "", f'{grey}<w:sz w:val="18"/>', kind="character")
        + '<w:style w:type="table" w:styleId="Columns"><w:name w:val="Columns"/><w:tblPr><w:tblCellMar>'
        '<w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        "</w:styles>"
    )


def _style(name: str, paragraph: str, run: str, *, kind: str = "paragraph", default: bool = False) -> str:
    is_default = ' w:default="1"' if default else ""
    based = "" if default or kind != "paragraph" else '<w:basedOn w:val="Normal"/>'
    paragraph = f"<w:pPr>{paragraph}</w:pPr>" if paragraph else ""
    run = f"<w:rPr>{run}</w:rPr>" if run else ""
    return (
        f'<w:style w:type="{kind}"{is_default} w:styleId="{name}"><w:name w:val="{name}"/>{based}'
        f"{paragraph}{run}</w:style>"
    )
