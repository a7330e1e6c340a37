"""The two-column script for word processors, as python-docx reads it."""

import datetime
import io
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

import docx
import pytest
from docx.oxml.ns import qn

from production.formats.texts import as_xml
from production.models.fields import clean_text
from script.formats import docx_out
from script.formats.labels import Labels, Options, Said
from tests.hostile import STRINGS
from tests.script.formats.scripts import Row, Scene, cell, script, soundbite, whole


def written(found, **options):
    return docx.Document(io.BytesIO(docx_out.write(found, Options(**options))))


def table(found, **options):
    """The texts of each row, a cell that spans others once."""
    (only,) = written(found, **options).tables
    return [[one.text for one in dict.fromkeys(row.cells)] for row in only.rows]


def test_picture_stands_left_and_sound_right():
    rows = table(whole())
    assert rows[0] == ["No.", "PICTURE", "SOUND", "Length", ""]
    assert rows[1] == ["1\tTrotsky: the garden  ·  EXT. Garden – DAY\t0:16", ""]
    number, picture, sound, lasts, mark = rows[2]
    assert (number, lasts, mark) == ("1.1", ":10", "")
    assert picture.startswith("L3: ESTEBAN VOLKOV / Trotsky's grandson\nB-ROLL: 12A, The wall")
    assert sound == (
        "ESTEBAN VOLKOV (ON CAM)\nVivíamos aquí. Había conejos.\n"
        "ESTEBAN VOLKOV / A001 / 01:02:03:04 – 01:02:13:12 / :10"
    )


def test_a_scene_that_was_cut_says_so():
    assert table(whole())[-1] == ["3\tCut away  ·  OMITTED\t", ""]


def test_changed_rows_carry_a_mark_where_marks_are_wanted():
    assert [row[-1] for row in table(whole())][1:] == ["", "", "", "", "*", ""]
    omitted = replace(
        whole(), scenes=tuple(replace(one, is_changed=one.is_omitted) for one in whole().scenes)
    )
    assert table(omitted)[-1] == ["3\tCut away  ·  OMITTED\t", "*"]
    assert {len(row) for row in table(whole(), marks=False)} == {1, 4}


def test_notes_references_and_numbers_may_be_left_out():
    sound = table(whole(), notes=False, references=False, numbers=False)[-2][1]
    assert sound == "MUSIC UNDER: Corrido\nNAT SOUND: Hens\nSPEAKER (V.O.)\n(No words in the transcript)"


def test_what_is_not_cleared_stands_below_what_is_said_where_warnings_are_wanted():
    told = Labels(states=lambda script, one: ["Kept as quoted"] if one.key == 100 else [])

    def sound(**options):
        written = docx_out.write(whole(), Options(**options), told)
        return docx.Document(io.BytesIO(written)).tables[0].rows[2].cells[2].text

    assert sound().endswith("/ :10\nKept as quoted")
    assert "Kept" not in sound(states=False)


def test_who_is_seen_stands_beside_what_is_said_where_nothing_else_is_shown():
    bare = replace(whole(), cells=tuple(one for one in whole().cells if one.key != 102))
    pictures = [row[1] for row in table(bare) if len(row) > 2]
    assert pictures[1] == "ESTEBAN VOLKOV ON CAMERA\nL3: ESTEBAN VOLKOV / Trotsky's grandson"
    assert not any("ON CAMERA" in row[1] for row in table(whole()) if len(row) > 2)


def test_the_day_of_a_lock_is_written_as_the_reader_writes_it():
    draft = replace(whole(), number=2, colour="Blue", on=datetime.date(2003, 7, 1))
    told = Labels(day=lambda on: f"{on.day} jul {on.year}")
    document = docx.Document(io.BytesIO(docx_out.write(draft, Options(), told)))
    assert "Draft 2, BLUE, 1 jul 2003" in document.paragraphs[1].text


def test_what_is_read_on_the_screen_keeps_its_letters():
    (only,) = written(whole()).tables
    found = {
        one.text.partition(":")[0]: one.style.name
        for row in only.rows
        for cell in row.cells
        for one in cell.paragraphs
    }
    assert found["L3"] == found["SUB"] == "Screen"
    assert found["CARD"] == "Shown"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (Said.ORIGINAL, "Vivíamos aquí. Había conejos."),
        (Said.TRANSLATION, "We lived here. There were rabbits."),
        (Said.BOTH, "Vivíamos aquí. Había conejos.\nWe lived here. There were rabbits."),
    ],
)
def test_words_are_written_as_wanted(said, words):
    assert table(whole(), said=said, references=False)[2][2].partition("\n")[2] == words


def test_a_long_soundbite_tells_where_it_begins_and_ends():
    found = script(
        [Scene(1, "1", "A")], [Row(10, 1, "1.1")], [soundbite(1, 10, "one two three x four five six")]
    )
    assert table(found)[2][2].endswith("\none two three … four five six")


def test_the_heading_row_stands_on_every_page():
    first, *others = written(whole()).tables[0].rows
    assert first._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr is None or row._tr.trPr.find(qn("w:tblHeader")) is None for row in others)


def test_each_page_tells_title_draft_colour_and_date():
    found = whole(number=2, colour="Blue", tint="#CFE2F3", on=whole().head.as_of)
    document = written(found)
    (paragraph,) = document.sections[0].header.paragraphs
    assert paragraph.text.startswith(
        "Coyoacán: the last house  ·  The house: a film  ·  Draft 2, BLUE, 2003-07-01\tPage "
    )
    assert 'w:fill="CFE2F3"' in paragraph._p.xml
    assert "TRT 0:16 (measured 0:10, estimated 0:06)" in [one.text for one in document.paragraphs]


def test_it_is_of_the_paper_that_the_film_is_printed_on():
    letter = replace(whole(), head=replace(whole().head, paper="letter"))
    assert written(letter).sections[0].page_width.inches == pytest.approx(8.5)
    assert written(whole()).sections[0].page_width.mm == pytest.approx(210, abs=0.1)


@pytest.mark.parametrize("text", STRINGS.values(), ids=STRINGS)
def test_any_words_stand_in_it(text):
    text = clean_text(text, lines=True)
    found = script(
        [Scene(1, "1", clean_text(text, lines=False), synopsis=text)],
        [Row(10, 1, "1.1")],
        [
            cell(1, 10, "narration", text),
            cell(2, 10, "b_roll", text),
            soundbite(3, 10, text, speakers=(text,)),
        ],
    )
    data = docx_out.write(found)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            ElementTree.fromstring(archive.read(name))
    assert as_xml(text).replace("\t", " ") in table(found)[2][2]


def test_the_same_words_give_the_same_file():
    assert docx_out.write(whole()) == docx_out.write(whole())


def test_a_long_script_is_one_file():
    rows = [Row(at, 1, f"1.{at}") for at in range(1, 1201)]
    found = script([Scene(1, "1", "A")], rows, [cell(at, at, "narration", "Words.") for at in range(1, 1201)])
    assert docx_out.write(found).count(b"PK\x01\x02") == 7


def test_an_empty_script_is_a_table_of_its_headings():
    assert table(script([], [], [])) == [["No.", "PICTURE", "SOUND", "Length"]]


def test_a_subtitle_without_words_is_the_translation_of_what_is_said():
    found = script(
        [Scene(1, "1", "A")],
        [Row(10, 1, "1.1"), Row(11, 1, "1.2")],
        [soundbite(1, 10, "Aquí.", "Here."), cell(2, 10, "subtitle"), cell(3, 11, "subtitle")],
    )
    assert [row[1] for row in table(found)[2:]] == ["ESTEBAN VOLKOV ON CAMERA\nSUB: Here.", ""]
