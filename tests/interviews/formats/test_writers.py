"""What is written is read again as the same cues, by our readers and by others."""

import csv
import io

import pysubs2
import pytest
import webvtt
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from interviews.formats import (
    docx,
    docx_out,
    logs,
    plain,
    srt,
    subtitles_out,
    tables_out,
    text_out,
    vtt,
)
from interviews.formats.docx_out import Head
from interviews.formats.lines import Line, Times, Words, clock
from production.timecode import label_of, rate_of
from tests import hostile
from tests.own_time import within

HEAD = Head("The House", "Esteban Volkov", "A001", "9 June 2003", "es")
RATE = rate_of("30000/1001", drop=True)

LINES = [
    Line(1000, 2500, "El muro.", "Volkov", "The wall."),
    Line(2500, 4000, "Hacía frío.\nMucho.", "Volkov", "It was cold."),
    Line(6000, 7000, "¿Y después?", "Woods", ""),
    Line(6500, 9000, "Nada.", "Volkov", "Nothing."),
    Line(360_000_000, 360_001_000, "Cien horas.", "", "A hundred hours."),
]


def labelled(line, rate=RATE):
    """The same line on frames, with its labels."""
    start, end = (frames * 30 // 1000 for frames in line[:2])
    return line._replace(source_in=str(label_of(start, rate)), source_out=str(label_of(end, rate)))


def spans(cues):
    return [(cue.start, cue.end, cue.text) for cue in cues]


def written(parts):
    return "".join(parts).encode()


words = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=20)
awkward = st.sampled_from(
    [
        "<b>x</b>",
        "a & b",
        "--> x",
        "00:00:01,000 --> 00:00:02,000",
        "12",
        "&amp;",
        "<v Ana>",
        "NOTE x",
        "WEBVTT",
        "STYLE",
        "-",
        "<00:00:01.000>",
        "=1+1",
        "[00:00:01] x",
        "ANA: x",
        "{\\an8}x",
        "“q”",
        "ä\u200bö",
        "…",
    ]
)
texts = st.lists(words | awkward, min_size=1, max_size=3).map("\n".join)
lines = st.lists(
    st.tuples(st.integers(0, 5000), st.integers(1, 9000), texts, st.sampled_from(["", "Ana", "Luis & <Co>"])),
    min_size=1,
    max_size=6,
).map(lambda found: [Line(n * 10_000 + a, n * 10_000 + a + b, t, s) for n, (a, b, t, s) in enumerate(found)])


def stripped(text):
    return [row.strip() for row in text.split("\n") if row.strip()]


# -- subtitles -----------------------------------------------------------------------------------


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_srt_is_read_again(newline):
    data = written(subtitles_out.srt(LINES, newline=newline))
    assert data.startswith(
        f"1{newline}00:00:01,000 --> 00:00:02,500{newline}El muro.{newline}{newline}2".encode()
    )
    assert (b"\r" in data) is (newline == "\r\n")
    reading = srt.read(data)
    assert spans(reading.cues) == [line[:3] for line in LINES]
    assert {repair.code for repair in reading.repairs} <= {"overlaps", "past_a_day"}


def test_vtt_is_read_again_with_its_voices():
    data = written(subtitles_out.vtt(LINES, language="es"))
    reading = vtt.read(data)
    assert reading.language == "es"
    assert [(cue.start, cue.end, cue.text, cue.speaker) for cue in reading.cues] == [
        line[:4] for line in LINES
    ]
    assert {repair.code for repair in reading.repairs} <= {"overlaps", "past_a_day"}


def test_others_read_them_too():
    short = LINES[:4]
    subs = pysubs2.SSAFile.from_string(written(subtitles_out.srt(short)).decode(), "srt")
    assert [(e.start, e.end, e.text.replace("\\N", "\n")) for e in subs] == [line[:3] for line in short]
    captions = webvtt.from_string(written(subtitles_out.vtt(short)).decode())
    assert [(c.start, c.end, c.text, c.voice) for c in captions] == [
        (clock(line.start), clock(line.end), line.text, line.speaker) for line in short
    ]


def test_times_as_the_file_wrote_them_come_back():
    data = b"1\n0:00:01.5 --> 00:00:02,25\nuno\n\n2\n00:00:03,000 --> 00:00:04,000\ndos\n\n"
    cues = srt.read(data).cues
    again = written(subtitles_out.srt(Line(*cue[:3], written=cue.written) for cue in cues))
    assert [row for row in again.split(b"\n") if b"-->" in row] == [
        row for row in data.split(b"\n") if b"-->" in row
    ]
    assert spans(srt.read(again).cues) == spans(cues)


def test_who_speaks_in_an_srt_is_known_again():
    again = srt.read(written(subtitles_out.srt(LINES, names=True)))
    assert [cue.speaker for cue in again.cues] == ["VOLKOV", "VOLKOV", "", "VOLKOV", ""]  # Woods but once
    assert [cue.text for cue in again.cues][:2] == ["El muro.", "Hacía frío.\nMucho."]


def test_translations_and_names():
    assert b"The wall." in written(subtitles_out.srt(LINES, words=Words.TRANSLATION))
    assert b"VOLKOV: El muro.\nThe wall.\n" in written(subtitles_out.srt(LINES, words=Words.BOTH, names=True))
    assert spans(
        srt.read(written(subtitles_out.srt([Line(0, 1, "a\n\n \n00:00:05,000 --> 00:00:06,000\nb")]))).cues
    ) == [(0, 1, "a\n00:00:05,000 → 00:00:06,000\nb")]


@settings(max_examples=150)
@given(lines)
def test_any_subtitle_comes_back(found):
    cues = srt.read(written(subtitles_out.srt(found))).cues
    assert [cue[:2] for cue in cues] == [line[:2] for line in found]
    again = [f"{cue.speaker}: {cue.text}" if cue.speaker else cue.text for cue in cues]
    assert [stripped(text) for text in again] == [stripped(said_in_srt(line.text)) for line in found]
    cues = vtt.read(written(subtitles_out.vtt(found))).cues
    assert [cue[:2] for cue in cues] == [line[:2] for line in found]
    assert [(stripped(cue.text), cue.speaker) for cue in cues] == [
        (stripped(line.text), line.speaker) for line in found
    ]


def said_in_srt(text):
    return text.replace("00:00:01,000 --> 00:00:02,000", "00:00:01,000 → 00:00:02,000")


# -- typed and printed ---------------------------------------------------------------------------


@pytest.mark.parametrize("times", list(Times))
def test_text_and_documents_are_read_again(times):
    found = [labelled(line) if times == Times.SOURCE else line for line in LINES[:4]]
    rate = RATE if times == Times.SOURCE else None
    wanted = [(line.start, line.end, line.text, line.speaker.upper()) for line in found]
    if times == Times.SOURCE:  # milliseconds of a label stand for its frames
        wanted = [
            (ms(line.source_in), ms(line.source_out), line.text, line.speaker.upper()) for line in found
        ]
    for reading in (
        plain.read(written(text_out.write(found, times=times)), rate=rate),
        plain.read(written(text_out.write(found, times=times, newline="\r\n")), rate=rate),
        docx.read(docx_out.write(found, HEAD, times=times), rate=rate),
    ):
        assert [cue[:4] for cue in reading.cues] == wanted
        assert {repair.code for repair in reading.repairs} <= {"overlaps", "before_first", "unsorted"}


def ms(label):
    hours, minutes, seconds, frames = (int(part) for part in label.replace(";", ":").split(":"))
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + round(frames * 1000 / 30)


def test_text_as_it_looks():
    assert "".join(text_out.write(LINES[:2], times=Times.RUNNING)) == (
        "[00:00:01.000] VOLKOV: El muro.\n\n[00:00:02.500 - 00:00:04.000] VOLKOV: Hacía frío.\nMucho.\n\n"
    )


def test_lines_of_a_cue_that_would_begin_another_stay_in_it():
    line = Line(1000, 2000, "uno\n[00:00:09] dos\nANA: tres\n\n\ncuatro", "Luis")
    assert [cue[:4] for cue in plain.read(written(text_out.write([line]))).cues] == [
        (1000, 2000, "uno [00:00:09] dos ANA: tres\ncuatro", "LUIS")
    ]
    line = Line(1000, 2000, "[00:00:09] dos", "")
    assert (
        spans(plain.read(written(text_out.write([line, line._replace(start=2000, end=3000)]))).cues)[0]
        == line[:3]
    )


def test_a_document_as_others_read_it():
    document = Document(io.BytesIO(docx_out.write(map(labelled, LINES[:4]), HEAD)))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[:2] == ["Esteban Volkov", "The House · A001 · 9 June 2003"]
    assert texts[2] == "00:00:01;00\tVOLKOV: El muro."
    assert texts[3] == "00:00:02;15\tVOLKOV: Hacía frío.\nMucho. [00:00:04;00]"
    assert [p.style.name for p in document.paragraphs[:3]] == ["Title", "Subtitle", "Cue"]
    section = document.sections[0]
    assert section.header.paragraphs[0].text == "The House  ·  Esteban Volkov  ·  A001"
    assert section.footer.paragraphs[0].text.startswith("Page ")
    assert document.core_properties.title == "Esteban Volkov"


def test_a_translation_stands_beside_the_original():
    document = Document(io.BytesIO(docx_out.write(LINES, HEAD, words=Words.BOTH, times=Times.RUNNING)))
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows[1] == ["00:00:02.500", "VOLKOV: Hacía frío.\nMucho.", "It was cold."]
    assert len(rows) == len(LINES)


def test_the_same_words_give_the_same_file():
    assert docx_out.write(LINES, HEAD) == docx_out.write(iter(LINES), HEAD)


# -- tables --------------------------------------------------------------------------------------


def test_tables_are_read_again():
    found = [labelled(line) for line in LINES[:4]]
    for data in (written(tables_out.csv(found)), tables_out.xlsx(found)):
        log = logs.read(data, mapping=logs.columns(data).guesses, rate=RATE)
        assert [(row.start, row.end, row.text, row.speaker) for row in log.rows] == [
            (ms(line.source_in), ms(line.source_out), line.text, line.speaker) for line in found
        ]


def test_tables_have_the_columns_that_are_asked_for():
    headings = ["Entrada", "Salida", "Inicio", "Fin", "Quién", "Texto", "Traducción"]
    rows = list(
        csv.reader("".join(tables_out.csv(LINES, headings=headings)).removeprefix("\ufeff").splitlines())
    )
    assert rows[:2] == [headings, ["", "", "00:00:01.000", "00:00:02.500", "Volkov", "El muro.", "The wall."]]
    assert next(tables_out.rows(LINES, words=Words.ORIGINAL))[5:] == ["Text"]
    assert [row[5:] for row in tables_out.rows(LINES, words=Words.TRANSLATION)][1] == ["The wall."]


def test_no_text_becomes_a_formula_and_every_text_comes_back():
    found = [
        Line(n * 1000, n * 1000 + 500, text, "=A1")
        for n, text in enumerate(hostile.STRINGS.values())
        if text.strip()
    ]
    book = load_workbook(io.BytesIO(tables_out.xlsx(found)))
    assert {cell.data_type for row in book.active.rows for cell in row if cell.value} == {"s"}
    for row in csv.reader(io.StringIO("".join(tables_out.csv(found)).removeprefix("\ufeff"))):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for cell in row)
    for data in (written(tables_out.csv(found)), tables_out.xlsx(found)):
        log = logs.read(data, mapping=logs.columns(data).guesses)
        assert {row.speaker for row in log.rows} == {"=A1"}


def test_hostile_texts_spoil_no_file():
    found = [
        Line(n * 1000, n * 1000 + 500, text, text[:20]) for n, text in enumerate(hostile.STRINGS.values())
    ]
    data = docx_out.write(found, Head(*list(hostile.STRINGS.values())[-4:], "e<n\"'"))
    assert len(Document(io.BytesIO(data)).paragraphs) == len(found) + 2
    assert len(vtt.read(written(subtitles_out.vtt(found))).cues) == len(found)
    assert len(srt.read(written(subtitles_out.srt(found, names=True))).cues) == len(found)
    plain.read(written(text_out.write(found)))


# -- size ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "write",
    [
        subtitles_out.srt,
        subtitles_out.vtt,
        text_out.write,
        tables_out.csv,
        tables_out.xlsx,
        lambda found: docx_out.write(found, HEAD),
    ],
)
def test_four_thousand_cues_are_quick(write):
    found = [
        Line(n * 2700, n * 2700 + 2600, f"Palabra {n} " * 12, "Volkov", "word " * 10) for n in range(4_000)
    ]
    with within(6):
        assert (
            len(b"".join(part if isinstance(part, bytes) else part.encode() for part in pieces(write(found))))
            > 20_000
        )


def pieces(answer):
    return [answer] if isinstance(answer, bytes) else answer


def test_lines_are_written_as_they_come():
    def endless():
        number = 0
        while True:
            yield Line(number * 1000, number * 1000 + 900, "x")
            number += 1

    for write in (subtitles_out.srt, subtitles_out.vtt, tables_out.csv):
        stream = write(endless())
        assert [next(stream) for _n in range(3)]


def test_a_cue_that_no_spreadsheet_has_room_for_goes_on_in_the_row_below():
    long = "muro " * 9_000
    sheet = load_workbook(io.BytesIO(tables_out.xlsx([Line(0, 1, long)]))).active
    assert " ".join(cell.value for cell in sheet["F"][1:]) == long
