"""Scripts as Fountain, and what comes back of them."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from production.formats import fountain
from production.models.fields import clean_text
from script.formats import fountain_out, fountain_read
from script.formats.labels import ENGLISH, Options, Said
from script.formats.read_script import Kind, Place, Refused, clean, reference
from tests.hostile import STRINGS
from tests.script.formats.scripts import Row, Scene, cell, script, soundbite, whole

GOLDEN = Path(__file__).parents[2] / "golden"

lines = st.text(min_size=1, max_size=60).map(lambda text: clean_text(text, lines=False)).filter(bool)
paragraphs = st.text(
    st.sampled_from("aB1 \n\n*_\\[]/#=>~@.!(){}<^:-INTEXTO§ñ"), min_size=1, max_size=80
).map(lambda text: clean_text(text, lines=True)).filter(bool)  # fmt: skip


def back(found, **options):
    return fountain_read.read(fountain_out.write(found, Options(**options)))


def with_cells(*cells, title="One"):
    return script([Scene(1, "1", title)], [Row(10, 1, "1.1")], cells)


def said_lines(text):
    """What any text keeps on its way: its lines, without the blanks at their ends."""
    return [line.strip() for line in clean(text).split("\n")]


def test_it_reads_as_it_did_when_it_was_looked_at():
    text = fountain_out.write(whole(number=2, colour="Blue")).decode()
    assert text == (GOLDEN / "script.fountain").read_text()


def test_scenes_and_narration_come_back():
    reading = back(whole())
    scenes = [(item.text, item.number, item.synopsis) for item in reading.of(Kind.SCENE)]
    assert scenes == [("Trotsky: the garden", "1", "Hens."), ("¿Who came?", "2", ""), ("Cut away", "3", "")]
    (narration,) = reading.of(Kind.NARRATION)
    assert narration.text == "The house stands behind a wall\n\n*that* was made higher [[twice]]."
    assert reading.title == "The house: a film"
    assert not reading.repairs


def test_a_soundbite_comes_back_with_its_source():
    first, silent = back(whole()).of(Kind.SPEECH)
    assert (first.speaker, first.text) == ("ESTEBAN VOLKOV", "Vivíamos aquí. Había conejos.")
    assert first.places == (Place("A001", "01:02:03:04", "01:02:13:12"),)
    assert (silent.text, len(silent.places)) == ("", 1)


def test_what_is_shown_comes_back_as_what_it_is():
    found = [(item.element, item.text) for item in back(whole()).of(Kind.PICTURE)]
    assert found[:3] == [
        ("lower_third", "Esteban Volkov\nTrotsky's grandson"),
        ("b_roll", "12A, The wall, Calle Viena"),
        ("archive", "Funeral, AGN, 12-3, 03:40:22 – 03:40:30, mute, not cleared"),
    ]
    assert {"card", "still", "music", "natural_sound", "subtitle"} <= {element for element, _text in found}


def test_notes_may_be_left_out():
    assert [item.text for item in back(whole()).of(Kind.NOTE)] == ["Ask again /* about it */ ]]"]
    assert not back(whole(), notes=False).of(Kind.NOTE)


def test_a_translation_takes_the_place_of_the_words_or_stands_below():
    assert back(whole(), said=Said.TRANSLATION).of(Kind.SPEECH)[0].text.startswith("We lived")
    assert back(whole(), said=Said.BOTH).of(Kind.SPEECH)[0].text.count("\n") == 1


def test_without_references_a_speech_has_no_place():
    assert [item.places for item in back(whole(), references=False).of(Kind.SPEECH)] == [()]


@given(lines)
def test_any_title_comes_back(title):
    (scene,) = back(with_cells(title=title)).of(Kind.SCENE)
    assert scene.text.split() == title.split()


@given(paragraphs | st.text(max_size=120).map(lambda text: clean_text(text, lines=True)).filter(bool))
def test_any_narration_comes_back(text):
    reading = back(with_cells(cell(1, 10, "narration", text)))
    assert [said_lines(item.text) for item in reading.of(Kind.NARRATION)] == [said_lines(text)]
    assert len(reading.items) == 2


@pytest.mark.parametrize("text", STRINGS.values(), ids=STRINGS)
def test_hostile_narration_comes_back(text):
    test_any_narration_comes_back.hypothesis.inner_test(clean_text(text, lines=True) or "x")


@given(paragraphs)
@example("*")
@example("\\*")
def test_any_picture_is_a_picture_and_any_note_a_note(text):
    reading = back(with_cells(cell(1, 10, "b_roll", text), cell(2, 10, "note", text)))
    assert {item.kind for item in reading.items} == {Kind.SCENE, Kind.PICTURE, Kind.NOTE}
    (note,) = reading.of(Kind.NOTE)
    assert said_lines(note.text) == said_lines(text)
    shown = " ".join(item.text for item in reading.of(Kind.PICTURE))
    assert shown.split() == text.split()


@given(lines)
def test_any_name_speaks(name):
    reading = back(with_cells(soundbite(1, 10, "Words.", speakers=(name,))), references=False)
    assert [item.text for item in reading.items if item.kind in (Kind.SPEECH, Kind.NARRATION)] == ["Words."]


def test_a_long_line_is_parted_before_readers_cut_it():
    text = "word " * 9_000
    reading = back(with_cells(cell(1, 10, "narration", text)))
    assert reading.of(Kind.NARRATION)[0].text.split() == text.split()
    assert not reading.repairs


def test_everybody_elses_sections_are_chapters():
    text = b"# Act one\n\n## Sequence\n\nINT. HOUSE - DAY\n\nVOICE OVER\nWords.\n\n[[A note.]]\n"
    found = [(item.kind, item.text) for item in fountain_read.read(text).items]
    assert found == [
        (Kind.SCENE, "Act one"),
        (Kind.SCENE, "Sequence"),
        (Kind.SCENE, "INT. HOUSE - DAY"),
        (Kind.NARRATION, "Words."),
        (Kind.NOTE, "A note."),
    ]


def test_a_reference_line_is_read():
    assert reference("A001 / 01:02:03:04 - 01:02:13:12") == ("", Place("A001", "01:02:03:04", "01:02:13:12"))
    assert reference("words / more words") is None


@pytest.mark.parametrize(
    ("data", "code"), [(b"", "empty"), (b"\0" * 90, "empty"), (b"\x89PNG\0\1\2\3" * 99, "binary")]
)
def test_what_is_no_text_is_refused(data, code):
    with pytest.raises(Refused) as refused:
        fountain_read.read(data)
    assert refused.value.code == code


def test_the_published_sample(samples):
    reading = fountain_read.read((samples / "fountain_brick_and_steel.fountain").read_bytes())
    assert (len(reading.of(Kind.SCENE)), len(reading.of(Kind.SPEECH))) == (8, 20)
    assert fountain.parse(b"x").elements


def told_of(_script, one):
    return ["Not cleared: release [[needed]]"] if one.element in ("soundbite", "archive") else []


def test_changed_rows_and_scenes_carry_a_mark_that_does_not_come_back():
    marked = whole()
    marked = replace(marked, scenes=(replace(marked.scenes[0], is_changed=True), *marked.scenes[1:]))
    text = fountain_out.write(marked).decode()
    assert text.count("[[*]]") == 2
    assert ".EXT. Garden – DAY #1#\n\n= Hens.\n\n[[*]]\n\n" in text
    assert "#2#\n\n[[*]]\n\n" in text
    assert [item.text for item in back(marked).of(Kind.NOTE)] == ["Ask again /* about it */ ]]"]
    assert "[[*]]" not in fountain_out.write(marked, Options(marks=False)).decode()


def test_why_something_is_not_cleared_stands_below_it():
    labels = replace(ENGLISH, states=told_of)
    reading = fountain_read.read(fountain_out.write(whole(), Options(), labels))
    first = reading.of(Kind.SPEECH)[0]
    assert first.places == (Place("A001", "01:02:03:04", "01:02:13:12"),)
    notes = [item.text for item in reading.of(Kind.NOTE)]
    assert notes.count("Not cleared: release [[needed]]") == 3
    assert b"Not cleared" not in fountain_out.write(whole(), Options(states=False), labels)
