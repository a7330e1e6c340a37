"""A document for a word processor: its package part by part, and what its words are written in."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from production.formats.texts import as_xml

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
INCH = 1440  # in the twentieths of a point that the format counts
_CHUNK = 300  # pieces that are packed at once


def packed(document: Iterable[str], title: str, others: Mapping[str, str]) -> bytes:
    """The file, of its document piece by piece and the others: "styles", "header", "footer".

    The same words make the same file: no time of day stands in it.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in _parts(title, others):
            archive.writestr(_entry(name), HEAD + text)
        with archive.open(_entry("word/document.xml"), "w") as part:
            for text in _in_chunks(document):
                part.write(text.encode())
    return out.getvalue()


def _parts(title: str, others: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """All but the document itself; the others are rId1 and on, in their order."""
    overrides = "".join(
        f'<Override PartName="/word/{kind}.xml" ContentType="{_TYPE}.{told}+xml"/>'
        for kind, told in [("document", "document.main"), *((kind, kind) for kind in others)]
    )
    yield (
        "[Content_Types].xml",
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.'
        'openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f'{overrides}<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-'
        'package.core-properties+xml"/></Types>',
    )
    core = f"{_PACKAGE}/relationships/metadata/core-properties"
    yield (
        "_rels/.rels",
        _relationships([(f"{REL}/officeDocument", "word/document.xml"), (core, "docProps/core.xml")]),
    )
    yield (
        "word/_rels/document.xml.rels",
        _relationships([(f"{REL}/{kind}", f"{kind}.xml") for kind in others]),
    )
    yield (
        "docProps/core.xml",
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/'
        f'elements/1.1/"><dc:title>{escape(as_xml(title))}</dc:title></cp:coreProperties>',
    )
    for kind, text in others.items():
        yield f"word/{kind}.xml", text


def _relationships(targets: Iterable[tuple[str, str]]) -> str:
    inside = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def _entry(name: str) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name)
    made.compress_type = zipfile.ZIP_DEFLATED
    return made


def _in_chunks(texts: Iterable[str]) -> Iterator[str]:
    waiting: list[str] = []
    for text in texts:
        waiting.append(text)
        if len(waiting) >= _CHUNK:
            yield "".join(waiting)
            waiting.clear()
    yield "".join(waiting)


# -- the words -----------------------------------------------------------------------------------


def run(text: str, style: str = "") -> str:
    """Words, with their breaks of lines."""
    facts = f"<w:rPr><w:rStyle w:val={quoteattr(style)}/></w:rPr>" if style else ""
    text = escape(as_xml(text)).replace("\t", " ")
    text = text.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    return f'<w:r>{facts}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(style: str, inside: str, more: str = "") -> str:
    return f"<w:p><w:pPr><w:pStyle w:val={quoteattr(style)}/>{more}</w:pPr>{inside}</w:p>"


def plain(style: str, text: str) -> str:
    """A paragraph of nothing but words."""
    return paragraph(style, run(text))


def table_row(cells: Iterable[str], widths: Iterable[int], facts: str = "") -> str:
    inside = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
        for width, cell in zip(widths, cells, strict=True)
    )
    return f"<w:tr>{f'<w:trPr>{facts}</w:trPr>' if facts else ''}{inside}</w:tr>"
