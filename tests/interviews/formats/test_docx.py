"""Transcripts of a word processor: their text, and nothing else of what such a file may hold."""

import io
import socket
import zipfile

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from interviews.formats import docx
from interviews.formats.cues import Refused
from tests.own_time import within

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def packed(body, *, space=W, parts=(), head='<?xml version="1.0"?>'):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "word/document.xml", f'{head}<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
        )
        for name, data in parts:
            archive.writestr(name, data)
    return out.getvalue()


def paragraph(inside):
    return f"<w:p>{inside}</w:p>"


def run(text):
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def lines(*args, **kwargs):
    return [text for _number, text in docx.lines(packed(*args, **kwargs))]


def saved(document):
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_paragraphs():
    document = Document()
    document.add_heading("Interview")
    document.add_paragraph("[00:00:01] VOLKOV: The wall.")
    document.add_paragraph("It was cold.")
    document.add_paragraph("[00:00:09]")
    reading = docx.read(saved(document))
    assert [cue[:4] for cue in reading.cues] == [(1000, 9000, "The wall.\nIt was cold.", "VOLKOV")]
    assert reading.repairs == [(1, "before_first", {"lines": 1, "text": "Interview"})]
    assert (reading.format, reading.cues[0].line) == ("docx", 2)


@pytest.mark.parametrize(
    "rows",
    [
        [
            ("Timecode", "Speaker", "Words"),
            ("00:00:01", "Volkov", "The wall."),
            ("00:00:05", "Woods", "Yes."),
        ],
        [("00:00:01", "Volkov: The wall."), ("00:00:05", "Woods: Yes.")],
        [("Volkov", "00:00:01", "The wall."), ("Woods", "00:00:05", "Yes.")],
        [("Volkov", "The wall.", "00:00:01"), ("Woods", "Yes.", "00:00:05")],
        [("1", "00:00:01", "Volkov", "The wall."), ("2", "00:00:05", "Woods", "Yes.")],
        [("00:00:01", "00:00:05", "Volkov", "The wall."), ("00:00:05", "00:00:06", "Woods", "Yes.")],
    ],
)
def test_tables(rows):
    document = Document()
    table = document.add_table(0, len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    cues = docx.read(saved(document)).cues
    assert [cue[:4] for cue in cues] == [(1000, 5000, "The wall.", "Volkov"), (5000, 6000, "Yes.", "Woods")]


def test_paragraphs_of_a_cell_are_lines():
    document = Document()
    cells = document.add_table(1, 2).rows[0].cells
    cells[0].text = "00:00:01"
    cells[1].text = "ANA: uno"
    cells[1].add_paragraph("dos")
    assert docx.read(saved(document)).cues[0][2:4] == ("uno\ndos", "ANA")


def test_tabs_and_line_breaks_inside_runs_but_not_the_stops_of_a_ruler():
    stops = '<w:pPr><w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs></w:pPr>'
    body = paragraph(stops + run("a") + "<w:r><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>")
    assert lines(body) == ["a\tb", "c"]


def test_what_is_deleted_or_moved_away_is_no_text_and_what_is_inserted_is():
    body = paragraph(
        run("one ")
        + f"<w:ins>{run('two ')}</w:ins>"
        + "<w:del><w:r><w:delText>three</w:delText><w:t>four</w:t></w:r></w:del>"
        + f"<w:moveFrom>{run('five')}</w:moveFrom><w:moveTo>{run('six')}</w:moveTo>"
        + "<w:r><w:instrText>PAGE</w:instrText></w:r>"
    )
    assert lines(body) == ["one two six"]


def test_a_text_box_is_told_once():
    box = f"<w:txbxContent>{paragraph(run('box'))}</w:txbxContent>"
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    both = f"<m:Choice>{box}</m:Choice><m:Fallback>{box}</m:Fallback>"
    both = f'<m:AlternateContent xmlns:m="{mc}">{both}</m:AlternateContent>'
    assert lines(paragraph(run("a") + both + run("b"))) == ["box", "ab"]


def test_strict_documents_and_those_of_another_vocabulary():
    assert lines(paragraph(run("a")), space="http://purl.oclc.org/ooxml/wordprocessingml/main") == ["a"]
    assert lines(paragraph(run("a")), space="urn:x") == []


def test_a_remote_template_is_never_fetched(monkeypatch):
    def refuse(*_args, **_kwargs):
        raise AssertionError("a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    rels = '<Relationship Target="http://tracker.invalid/t.dotx" TargetMode="External"/>'
    rels = f"<Relationships>{rels}</Relationships>"
    data = packed(paragraph(run("[00:00:01] a")), parts=[("word/_rels/document.xml.rels", rels)])
    assert docx.read(data).cues[0].text == "a"


BOMB = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not_docx"),
        (b"just text", "not_docx"),
        (packed("x")[:200], "not_docx"),
        (packed(paragraph(run("&b;")), head=BOMB), "entities"),
        (packed("", parts=[("word/styles.xml", BOMB + "<a>&b;</a>")]), "entities"),
        (
            packed("", parts=[("word/styles.xml", ('<!DOCTYPE d [<!ENTITY a "a">]><a/>').encode("utf-16"))]),
            "entities",
        ),
        (packed("<w:p>"), "damaged_xml"),
        (packed(paragraph(run("\x01"))), "damaged_xml"),
        (packed("", parts=[(f"x/{n}", "") for n in range(2_001)]), "entries"),
        (packed(paragraph(run("x")) * 200_000), "unpacked"),
        (packed("", parts=[("media/x.bin", b"\0" * 51_000_000)]), "unpacked"),
        (packed(paragraph(run("no times"))), "no_times"),
        (packed(""), "empty"),
    ],
)
def test_what_is_refused(data, code):
    with within(1):
        with pytest.raises(Refused) as refusal:
            docx.read(data)
        assert refusal.value.code == code


def test_a_directory_that_lies_about_sizes_is_damaged():
    data = bytearray(packed(paragraph(run("x" * 90_000))))
    place = data.index(b"PK\x01\x02") + 24
    data[place : place + 4] = (100).to_bytes(4, "little")
    with pytest.raises(Refused, match="damaged"):
        docx.read(bytes(data))


def test_paragraphs_without_end_are_refused_by_their_number():
    import secrets

    body = "".join(f'<w:p w:rsidR="{secrets.token_hex(4)}"/>' for _n in range(docx.MOST_PARAGRAPHS + 1))
    with within(5), pytest.raises(Refused, match="paragraphs"):
        docx.read(packed(body))


def test_deep_nesting_is_no_matter():
    body = "<w:tbl><w:tr><w:tc>" * 2_000 + paragraph(run("[00:00:01] a")) + "</w:tc></w:tr></w:tbl>" * 2_000
    assert docx.read(packed(body)).cues[0].text == "a"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("valid", ""),
        ("bomb_paragraphs", "unpacked"),
        ("entries_5000", "entries"),
        ("laughs", "entities"),
        ("external_rel", "no_times"),
        ("lying_size", "damaged"),
        ("not_zip", "not_docx"),
        ("zip_no_doc", "not_docx"),
    ],
)
def test_hostile_files(samples, name, code):
    data = (samples / "hostile" / "docx" / f"{name}.docx").read_bytes()
    with within(1):
        if code:
            with pytest.raises(Refused) as refusal:
                docx.read(data)
            assert refusal.value.code == code
        else:
            assert [cue.speaker for cue in docx.read(data).cues] == ["АННА"]


@settings(max_examples=150)
@given(st.integers(0, 1_000_000), st.binary(min_size=1, max_size=4))
def test_no_damage_breaks_it(place, bytes_):
    data = bytearray(packed(paragraph(run("[00:00:01] a")) * 20))
    at = place % len(data)
    data[at : at + len(bytes_)] = bytes_
    try:
        docx.read(bytes(data))
    except Refused:
        return


tags = st.sampled_from(["p", "r", "t", "tbl", "tr", "tc", "del", "ins", "tab", "br", "pPr", "x"])
words = st.sampled_from(["[00:00:01] a", "ANA:", "00:00:05", "hola", " "])
trees = st.recursive(
    words,
    lambda inner: st.tuples(tags, st.lists(inner, max_size=3)).map(
        lambda t: f"<w:{t[0]}>{''.join(t[1])}</w:{t[0]}>"
    ),
    max_leaves=25,
)


@settings(max_examples=200)
@given(trees)
def test_no_order_of_elements_breaks_it(body):
    try:
        docx.read(packed(body))
    except Refused:
        return
