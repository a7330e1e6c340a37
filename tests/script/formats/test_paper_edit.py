"""Paper edits: what stands in what people paste and upload, and what is refused."""

import contextlib
import io
import json

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from production.words import split
from script.formats import fountain_out, paper_edit
from script.formats.read_script import Kind, Place, Refused, clean
from tests.hostile import STRINGS
from tests.script.formats.scripts import whole


def read(text, **more):
    return paper_edit.read(text.encode() if isinstance(text, str) else text, **more)


def one(text):
    (item,) = read(text).items
    return item


def document(*paragraphs, rows=()):
    made = docx.Document()
    for paragraph in paragraphs:
        made.add_paragraph(paragraph)
    for row in rows:
        cells = made.add_table(1, len(row)).rows[0].cells
        for cell, text in zip(cells, row, strict=True):
            cell.text = text
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


A001 = Place("A001", "01:02:03:04", "01:02:13:12")


@pytest.mark.parametrize(
    ("text", "speaker", "said", "places"),
    [
        ("Vivíamos aquí.", "", "Vivíamos aquí.", ()),
        ("VOLKOV: Vivíamos aquí.", "VOLKOV", "Vivíamos aquí.", ()),
        ("VOLKOV (ON CAM)\nVivíamos aquí.", "VOLKOV", "Vivíamos aquí.", ()),
        ("[A001 01:02:03:04 - 01:02:13:12] Vivíamos aquí.", "", "Vivíamos aquí.", (A001,)),
        ("A001 01:02:03:04–01:02:13:12 Vivíamos aquí.", "", "Vivíamos aquí.", (A001,)),
        ("Vivíamos aquí. (A001, 01:02:03:04 to 01:02:13:12)", "", "Vivíamos aquí.", (A001,)),
        ("VOLKOV [A001 01:02:03:04 – 01:02:13:12]: Vivíamos.", "VOLKOV", "Vivíamos.", (A001,)),
        ("VOLKOV\n01:02:03:04\nVivíamos aquí.", "VOLKOV", "Vivíamos aquí.", (Place("", "01:02:03:04"),)),
        ("Vivíamos. [01:02:03 - 01:02:13 A001]", "", "Vivíamos.", (Place("A001", "01:02:03", "01:02:13"),)),
        (
            "ESTEBAN VOLKOV / A001 / 01:02:03:04 – 01:02:13:12 / :10\nAquí.",
            "ESTEBAN VOLKOV",
            "Aquí.",
            (A001,),
        ),
        (
            "00:00:01,500 --> 00:00:02,250\nAquí.",
            "",
            "Aquí.",
            (Place("", "1.500", "2.250", is_running=True),),
        ),
        ("It was 01:02:03:04 by the clock, he said.", "", "It was 01:02:03:04 by the clock, he said.", ()),
    ],
)
def test_a_paragraph_is_parted(text, speaker, said, places):
    item = one(text)
    assert (item.kind, item.speaker, item.text, item.places) == (Kind.SPEECH, speaker, said, places)


@pytest.mark.parametrize(
    ("text", "kind", "said", "element"),
    [
        ("V.O.: The house.", Kind.NARRATION, "The house.", ""),
        ("NARRADORA (V.O.)\nLa casa.", Kind.NARRATION, "La casa.", ""),
        ("MUSIC: Corrido", Kind.PICTURE, "Corrido", "music"),
        ("ARCHIVO: El entierro", Kind.PICTURE, "El entierro", "archive"),
        ("NOTE: look again", Kind.NOTE, "look again", ""),
        ("[show the wall]", Kind.NOTE, "show the wall", ""),
        ("THE LAST FORTRESS", Kind.SCENE, "THE LAST FORTRESS", ""),
        ("THE FORTRESS", Kind.SCENE, "THE FORTRESS", ""),
        ("Scene 3: The wall", Kind.SCENE, "The wall", ""),
        ("## The wall", Kind.SCENE, "The wall", ""),
    ],
)
def test_a_paragraph_says_what_it_is(text, kind, said, element):
    item = one(text)
    assert (item.kind, item.text) == (kind, said)
    assert kind == Kind.NOTE or item.element == element


def test_a_name_and_a_place_may_stand_above_their_words():
    items = read("VOLKOV\n\n[A001 01:02:03:04 - 01:02:13:12]\n\nVivíamos aquí.\n\nHabía conejos.").items
    assert [(item.speaker, item.places) for item in items] == [("VOLKOV", (A001,)), ("", ())]
    assert [item.text for item in items] == ["Vivíamos aquí.", "Había conejos."]


def test_a_name_without_words_is_a_heading():
    items = read("INTRODUCTION\n\nVOLKOV: Vivíamos aquí.\n\nVOLKOV: Había conejos.\n\nEND").items
    assert [item.kind.value for item in items] == ["scene", "speech", "speech", "scene"]


def test_lines_are_paragraphs_where_no_blank_ones_part_them():
    assert [item.line for item in read("One.\nTwo.\nThree.").items] == [1, 2, 3]
    assert [item.line for item in read("One.\nTwo.\n\nThree.").items] == [1, 4]


def test_rows_of_a_table_and_paragraphs_of_a_document():
    data = document(
        "VOLKOV: Vivíamos.", rows=[("VOLKOV", "A001 01:02:03:04 - 01:02:13:12", "Había conejos.")]
    )
    first, second = read(data, name="x.docx").items
    assert (first.speaker, first.text, first.line) == ("VOLKOV", "Vivíamos.", 1)
    assert (second.text, second.places) == ("Había conejos.", (A001,))


def test_an_end_before_its_start_is_told_by_its_line():
    reading = read("One.\n\n[A001 01:02:13:12 - 01:02:03:04] Two.")
    assert [(repair.code, repair.line) for repair in reading.repairs] == [("ends_before_start", 3)]
    assert reading.items[1].places == ()


def test_a_word_before_a_colon_is_no_name_where_others_speak_again():
    items = read("VOLKOV: One.\n\nVOLKOV: Two.\n\nRemember: three.").items
    assert (items[2].speaker, items[2].text) == ("", "Remember: three.")


def test_our_own_papers_are_read():
    reading = read(fountain_out.write(whole()))
    assert reading.format == "fountain"
    assert reading.of(Kind.SPEECH)[0].places == (A001,)


def test_the_bbcs_paper_edit():
    elements = [
        {"type": "title", "text": "Introduction"},
        {"type": "voice-over", "text": "Some words"},
        {"type": "paper-cut", "start": 30, "end": 40, "speaker": "Ana", "words": [
            {"start": 2, "end": 4, "text": "hello"}, {"start": 4, "end": 6, "text": "world"}]},
        {"type": "note", "text": "A note"},
        {"type": "dance", "text": "odd"},
        "odd",
        {"type": "paper-cut", "start": 9, "end": 4, "words": [{"text": "back"}]},
    ]  # fmt: skip
    reading = read(json.dumps({"programmeScript": {"title": "Edit", "elements": elements}}))
    assert reading.title == "Edit"
    assert [(item.kind.value, item.text) for item in reading.items] == [
        ("scene", "Introduction"),
        ("narration", "Some words"),
        ("speech", "hello world"),
        ("note", "A note"),
        ("note", "odd"),
        ("speech", "back"),
    ]
    assert reading.items[2].places == (Place("", "2.000", "6.000", is_running=True),)
    assert [(repair.code, repair.line) for repair in reading.repairs] == [
        ("element", 5),
        ("element", 6),
        ("ends_before_start", 7),
    ]


def test_an_edit_list_in_json_names_its_reels():
    events = [{"id": 1, "startTime": 10, "endTime": 11.5, "reelName": "A001", "clipName": "A001.mov"}]
    (item,) = read(json.dumps({"title": "T", "events": events})).items
    assert (item.kind, item.places) == (Kind.SPEECH, (Place("A001", "10.000", "11.500", is_running=True),))


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "", "empty"),
        (b" \n ", "", "empty"),
        (b"--- \n\n***", "", "empty"),
        (b"\x89PNG\r\n\x1a\n" + b"\0\1\2" * 50, "x.txt", "binary"),
        (b"<html><body>x</body></html>", "x.txt", "markup"),
        (b"words", "x.docx", "not_docx"),
        (b'{"a": ', "x.json", "not_json"),
        (b'{"a": 1}', "x.json", "not_a_transcript"),
        (b"x" * 20_000_001, "", "size"),
    ],
)
def test_what_is_refused(data, name, code):
    with pytest.raises(Refused) as refused:
        read(data, name=name)
    assert refused.value.code == code


def test_more_paragraphs_than_a_script_holds_are_refused():
    with pytest.raises(Refused) as refused:
        read("Words.\n\n" * 10_001)
    assert refused.value.code == "too_many"


@given(st.text(max_size=300))
def test_no_word_is_lost(text):
    text = clean(text)
    try:
        reading = read(text.encode("utf-8", "ignore"), name="x.txt")
    except Refused:
        return
    if reading.format != "txt" or reading.repairs:
        return
    told = " ".join(f"{item.speaker} {item.text} {item.places}" for item in reading.items)
    kept = set(split(told))
    asked = [word for line in text.splitlines() for word in split(line) if word.isalpha() and len(word) > 4]
    assert all(word in kept or word in {"scene", "escena", "music", "musica"} for word in asked)


@pytest.mark.parametrize("text", STRINGS.values(), ids=STRINGS)
def test_hostile_texts_are_read_or_refused(text):
    with contextlib.suppress(Refused):
        assert read(text.encode("utf-8", "replace")).items


def test_the_published_samples(samples):
    reading = read((samples / "dpe_programme_script.json").read_bytes(), name="dpe.json")
    assert [item.kind.value for item in reading.items] == ["scene", "narration", "speech", "note"]
    reading = read((samples / "dpe_annotations.json").read_bytes(), name="dpe.json")
    assert [item.text.rpartition(" [")[2] for item in reading.items] == [
        "50.580 – 51.650]",
        "14.380 – 18.140]",
    ]
    reading = read((samples / "autoedit2_transcript_bad_times.json").read_bytes(), name="a.json")
    assert len(reading.items) > 100
    assert len(reading.repairs) + reading.more_repairs >= 842
    reading = read((samples / "fountain_brick_and_steel.fountain").read_bytes(), name="a.fountain")
    assert (len(reading.of(Kind.SCENE)), len(reading.of(Kind.SPEECH))) == (8, 20)


def test_the_hostile_samples(samples):
    expected = {
        "bomb_paragraphs": "unpacked",
        "entries_5000": "entries",
        "laughs": "entities",
        "lying_size": "damaged",
        "not_zip": "not_docx",
        "zip_no_doc": "not_docx",
    }
    refused = {}
    for path in (samples / "hostile" / "docx").glob("*.docx"):
        try:
            assert read(path.read_bytes(), name=path.name).items
        except Refused as error:
            refused[path.stem] = error.code
    assert refused == expected
    (boneyard,) = read(
        (samples / "hostile/fountain/unclosed_boneyard.fountain").read_bytes(), name="a.fountain"
    ).repairs
    assert (boneyard.code, boneyard.line) == ("boneyard", 3)
