"""What a document for a word processor needs beside its words: styles, the top of its pages, the package."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from production.formats import word_files
from production.formats.word_files import W, paragraph, run

TINTED = '<w:shd w:val="clear" w:color="auto" w:fill="EDEDED"/>'


@dataclass(frozen=True, slots=True)
class Top:
    title: str
    line: str  # at the top of each page
    page: str  # "Page", in the reader's language
    language: str = "en"
    tint: str = ""  # six figures: of the band behind the line
    width: int = 9_026  # of the text, in twentieths of a point


def packed(top: Top, document: Iterable[str]) -> bytes:
    return word_files.packed(document, top.title, {"styles": _styles(top), "header": _header(top)})


def _header(top: Top) -> str:
    """The line, and the number of the page at the right."""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{top.tint}"/>' if top.tint else ""
    number = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    return (
        f'<w:hdr xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="Header"/>{shade}'
        f'<w:tabs><w:tab w:val="right" w:pos="{top.width}"/></w:tabs></w:pPr>'
        f"{run(top.line)}<w:r><w:tab/></w:r>{run(f'{top.page} ')}{number}</w:p></w:hdr>"
    )


_GREY = '<w:color w:val="595959"/>'
_NARROW = '<w:spacing w:after="0"/>'
_STYLES = [
    ("Title", '<w:keepNext/><w:spacing w:after="60"/>', '<w:b/><w:sz w:val="32"/>'),
    ("Subtitle", '<w:spacing w:after="120"/>', f'{_GREY}<w:sz w:val="20"/>'),
    (
        "Header",
        '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="2" w:color="808080"/></w:pBdr>',
        '<w:sz w:val="18"/>',
    ),
    ("Heading", f"<w:keepNext/>{_NARROW}", '<w:b/><w:sz w:val="18"/>'),
    ("Scene", f'<w:keepNext/><w:outlineLvl w:val="0"/>{_NARROW}', '<w:b/><w:sz w:val="22"/>'),
    ("Voice", f"<w:keepNext/>{_NARROW}", '<w:b/><w:sz w:val="20"/>'),
    ("Words", '<w:spacing w:after="60"/>', ""),
    ("Translation", '<w:spacing w:after="60"/>', f"<w:i/>{_GREY}"),
    ("Shown", '<w:spacing w:after="60"/>', '<w:caps/><w:sz w:val="20"/>'),
    ("Screen", '<w:spacing w:after="60"/>', '<w:sz w:val="20"/>'),
    ("Reference", '<w:spacing w:after="80"/>', f'{_GREY}<w:sz w:val="16"/>'),
    ("State", '<w:spacing w:after="60"/>', '<w:b/><w:sz w:val="18"/>'),
    ("Note", '<w:spacing w:after="60"/>', f'<w:i/>{_GREY}<w:sz w:val="20"/>'),
    ("Number", "", f'{_GREY}<w:sz w:val="18"/>'),
    ("Length", '<w:jc w:val="right"/>', f'{_GREY}<w:sz w:val="18"/>'),
]


def _styles(top: Top) -> str:
    rule = 'w:val="single" w:sz="4" w:space="0" w:color="BFBFBF"'
    return (
        f'<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi='
        f'"Arial" w:cs="Arial"/><w:sz w:val="22"/><w:lang w:val={quoteattr(top.language)}/></w:rPr>'
        "</w:rPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        + "".join(_style(*style) for style in _STYLES)
        + '<w:style w:type="table" w:styleId="Columns"><w:name w:val="Columns"/><w:tblPr><w:tblBorders>'
        f"<w:bottom {rule}/><w:insideH {rule}/></w:tblBorders><w:tblCellMar>"
        '<w:top w:w="50" w:type="dxa"/><w:left w:w="80" w:type="dxa"/><w:bottom w:w="50" w:type="dxa"/>'
        '<w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style></w:styles>'
    )


def _style(name: str, paragraph: str, run: str) -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def blank(style: str, language: str) -> str:
    """An empty paragraph, for somebody to write in that language."""
    return paragraph(style, "", f"<w:rPr><w:lang w:val={quoteattr(language)}/></w:rPr>" if language else "")
