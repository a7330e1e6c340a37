"""What a file is, whatever it is called."""

import io
import zipfile

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from interviews.formats import sniff
from interviews.formats.cues import Refused

SRT = "1\n00:00:01,000 --> 00:00:02,000\nhola\n"


def saved(thing):
    out = io.BytesIO()
    thing.save(out)
    return out.getvalue()


def packed(name):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        (SRT, "a.srt", "srt"),
        (SRT, "a.txt", "srt"),
        (SRT, "a", "srt"),
        (SRT.replace(",", "."), "a.vtt", "vtt"),
        ("WEBVTT\n\n" + SRT, "a.txt", "vtt"),
        ("00:00:01,000\nhola\n", "a.srt", "srt"),
        ('{"segments": []}', "a.json", "json"),
        ('[{"start": 1}]', "a.txt", "json"),
        (' {\n "words"', "a.json", "json"),
        ("[00:00:01] ANA: hola\n", "a.txt", "txt"),
        ("[[?name]] 00:00:01 x\n", "a.txt", "txt"),
        ("{00:00:01} hola\n", "a", "txt"),
        ("In,Out,Text\n1,2,a\n", "a.csv", "table"),
        ("In\tOut\tText\n1\t2\ta\n", "a.txt", "table"),
        ("Entrada;Salida;Texto\n1;2;a\n", "log", "table"),
        ("a\tb\n1\t2\n", "a.tsv", "table"),
        ("In, out, in again\nsaid he\n", "a.txt", "table"),
        ("Anything at all", "a.doc", "txt"),
    ],
)
def test_texts(text, name, kind):
    assert sniff.kind_of(text.encode(), name) == kind
    assert sniff.kind_of(text.encode("utf-16"), name) == kind
    assert sniff.kind_of(text.replace("\n", "\r\n").encode("utf-8-sig"), name) == kind


def test_packed_files():
    document, book = Document(), Workbook()
    assert sniff.kind_of(saved(document), "a.txt") == "docx"
    assert sniff.kind_of(saved(book), "a.docx") == "xlsx"


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.srt", "empty"),
        (b" \r\n", "a", "empty"),
        (b"%PDF-1.7 ...", "a.txt", "foreign"),
        (b"{\\rtf1 hola}", "a.txt", "foreign"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 ", "a.doc", "foreign"),
        (b"<?xml version='1.0'?><a/>", "a.srt", "markup"),
        (b"<!DOCTYPE html><p>", "a.docx", "not_docx"),
        (b"just text", "a.xlsx", "not_a_workbook"),
        (packed("a.txt"), "a.zip", "other_zip"),
        (packed("a.txt"), "a.docx", "not_docx"),
        (b"PK\x03\x04cut", "a.docx", "damaged"),
        (bytes(range(1, 32)) * 40, "a.srt", "binary"),
        (b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom", "a.mp4", "binary"),
    ],
)
def test_what_is_refused(data, name, code):
    with pytest.raises(Refused) as refusal:
        sniff.kind_of(data, name)
    assert refusal.value.code == code


def test_what_is_far_too_large_is_refused_at_once():
    with pytest.raises(Refused, match="too_big"):
        sniff.kind_of(b"[00:00:01] hola\n" * 4_000_000, "a.txt")


def test_hostile_files_are_told_apart(samples):
    for path in sorted(samples.rglob("*.*")):
        try:
            kind = sniff.kind_of(path.read_bytes(), path.name)
        except Refused as refusal:
            kind = refusal.code
        wanted = {"srt": {"srt", "empty", "binary"}, "vtt": {"vtt"}, "csv": {"table"}, "json": {"json"},
                  "docx": {"docx", "not_docx"}}.get(path.suffix[1:])  # fmt: skip
        assert wanted is None or kind in wanted, path


@settings(max_examples=200)
@given(st.binary(max_size=200), st.sampled_from(["", "PK\x03\x04", "{", "[", "WEBVTT"]), st.text(max_size=8))
def test_no_bytes_break_it(data, before, name):
    try:
        assert sniff.kind_of(before.encode() + data, name) in sniff.KINDS
    except Refused:
        return
