"""Scripts in Final Draft's XML, and what comes back of them."""

import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from production.models.fields import clean_text
from script.formats import fdx, fdx_read
from script.formats.labels import ENGLISH, Options, Said
from script.formats.read_script import Kind, Place, Refused
from tests.hostile import STRINGS
from tests.script.formats.scripts import Row, Scene, cell, script, soundbite, whole
from tests.script.formats.test_fountain import GOLDEN, said_lines, told_of

lines = st.text(min_size=1, max_size=60).map(lambda text: clean_text(text, lines=False)).filter(bool)
paragraphs = st.text(min_size=1, max_size=120).map(lambda text: clean_text(text, lines=True)).filter(bool)


def back(found, **options):
    return fdx_read.read(fdx.write(found, Options(**options)))


def document(inside):
    return f'<?xml version="1.0"?>\n<FinalDraft Version="2"><Content>{inside}</Content></FinalDraft>'.encode()


def test_it_reads_as_it_did_when_it_was_looked_at():
    assert fdx.write(whole(number=2, colour="Blue")).decode() == (GOLDEN / "script.fdx").read_text()


def test_it_is_what_final_draft_expects():
    root = ET.fromstring(fdx.write(whole()))
    assert (root.tag, root.get("DocumentType")) == ("FinalDraft", "Script")
    headings = [one for one in root.find("Content") if one.get("Type") == "Scene Heading"]
    assert [one.get("Number") for one in headings] == ["1", "2", "3"]
    assert [one.find("Text").text for one in headings] == ["EXT. GARDEN – DAY", "¿WHO CAME?", "CUT AWAY"]


def test_notes_sit_inside_the_paragraph_that_they_annotate():
    content = ET.fromstring(fdx.write(whole())).find("Content")
    (said,) = [one for one in content if "conejos" in (one.findtext("Text") or "")]
    assert said.findtext("ScriptNote/Paragraph/Text").startswith("ESTEBAN VOLKOV / A001 / ")
    assert not [one for one in content if one.tag != "Paragraph"]


def test_scenes_and_narration_come_back():
    reading = back(whole())
    scenes = [(item.text, item.number, item.synopsis) for item in reading.of(Kind.SCENE)]
    assert scenes == [("Trotsky: the garden", "1", "Hens."), ("¿Who came?", "2", ""), ("Cut away", "3", "")]
    (narration,) = reading.of(Kind.NARRATION)
    assert narration.text == "The house stands behind a wall\n\n*that* was made higher [[twice]]."
    assert reading.title == "The house: a film"


def test_a_soundbite_comes_back_with_its_source():
    first, silent = back(whole(), said=Said.BOTH).of(Kind.SPEECH)
    assert (first.speaker, first.places) == (
        "ESTEBAN VOLKOV",
        (Place("A001", "01:02:03:04", "01:02:13:12"),),
    )
    assert "rabbits" in first.text
    assert len(silent.places) == 1


@given(lines, paragraphs)
def test_any_words_come_back(title, text):
    found = script(
        [Scene(1, "1", title)],
        [Row(10, 1, "1.1")],
        [cell(1, 10, "narration", text), soundbite(2, 10, text), cell(3, 10, "note", text)],
    )
    reading = back(found, references=False)
    assert reading.of(Kind.SCENE)[0].text.split() == fdx.as_xml(title).split()
    for kind in (Kind.NARRATION, Kind.SPEECH, Kind.NOTE):
        assert [said_lines(item.text) for item in reading.of(kind)] == [said_lines(fdx.as_xml(text))]


@pytest.mark.parametrize("text", STRINGS.values(), ids=STRINGS)
def test_hostile_words_come_back(text):
    text = clean_text(text, lines=True) or "x"
    test_any_words_come_back.hypothesis.inner_test(clean_text(text, lines=False), text)


def test_what_hangs_below_a_paragraph_is_not_its_words():
    inside = (
        '<Paragraph Type="Scene Heading" Number="4"><SceneProperties Title=""><Summary><Paragraph>'
        "<Text>What happens.</Text></Paragraph></Summary></SceneProperties><Text>INT. </Text><Text>HOUSE"
        '</Text></Paragraph><Paragraph><DualDialogue><Paragraph Type="Character"><Text>ANA</Text></Paragraph>'
        '<Paragraph Type="Dialogue"><ScriptNote><Paragraph><Text>Softly?</Text></Paragraph></ScriptNote>'
        "<Text>Words.</Text></Paragraph></DualDialogue></Paragraph>"
    )
    found = [(item.kind, item.text, item.speaker) for item in fdx_read.read(document(inside)).items]
    assert found == [
        (Kind.SCENE, "INT. HOUSE", ""),
        (Kind.SPEECH, "Words.", "ANA"),
        (Kind.NOTE, "Softly?", ""),
    ]
    assert fdx_read.read(document(inside)).items[0].synopsis == "What happens."


def test_a_doctype_alone_is_no_entity():
    data = (
        b'<!DOCTYPE FinalDraft SYSTEM "x.dtd">' + document("<Paragraph><Text>Words</Text></Paragraph>")[22:]
    )
    assert fdx_read.read(data).items[0].text == "Words"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"<html><body>FinalDraft</body></html>", "kind"),
        (b"words", "kind"),
        (b'<?xml version="1.0" encoding="x-odd"?><FinalDraft/>', "xml"),
        (document("<Paragraph>"), "xml"),
        (document("<a>" * 200), "too_deep"),
        (document(""), "empty"),
        (
            b'<!DOCTYPE F [<!ENTITY a "aaa">]>' + document("<Paragraph><Text>&a;</Text></Paragraph>")[22:],
            "entities",
        ),
    ],
)
def test_what_is_refused(data, code):
    with pytest.raises(Refused) as refused:
        fdx_read.read(data)
    assert refused.value.code == code


def test_the_hostile_samples(samples):
    """What each must give stands in their index."""
    refused = {}
    for path in sorted((samples / "hostile" / "xml").glob("*.fdx")):
        try:
            fdx_read.read(path.read_bytes())
        except Refused as error:
            refused[path.stem] = error.code
    assert refused == {
        "ctrl_ref": "xml",
        "deep_nesting": "too_deep",
        "html_as_fdx": "kind",
        "latin1_undeclared": "xml",
        "small_quadratic": "entities",
        "truncated": "xml",
        "unknown_encoding": "xml",
        "xxe_http": "entities",
        "xxe_utf16": "entities",
    }


def test_what_was_changed_is_text_of_a_revision():
    root = ET.fromstring(fdx.write(whole(number=2, colour="Blue", tint="#a0c4ff")))
    (revision,) = root.findall("Revisions/Revision")
    facts = {name: revision.get(name) for name in ("ID", "Mark", "Name", "PageColor")}
    assert facts == {"ID": "1", "Mark": "*", "Name": "Blue", "PageColor": "#A0A0C4C4FFFF"}
    marked = [text.text for text in root.iter("Text") if text.get("RevisionID") == "1"]
    assert marked[0] == "CARD: COYOACÁN, 1940"
    assert not {"EXT. GARDEN – DAY", "Vivíamos aquí. Había conejos."} & set(marked)
    assert root.find("Revisions").get("ActiveSet") == "1"


def test_nothing_is_marked_where_nothing_was_changed_or_wished():
    unmarked = whole()
    unmarked = replace(unmarked, rows=tuple(replace(row, is_changed=False) for row in unmarked.rows))
    for body in (fdx.write(unmarked), fdx.write(whole(), Options(marks=False))):
        assert b"Revision" not in body


def test_an_omitted_scene_may_be_what_was_changed():
    found = whole()
    found = replace(found, scenes=(*found.scenes[:2], replace(found.scenes[2], is_changed=True)))
    marked = [one.text for one in ET.fromstring(fdx.write(found)).iter("Text") if one.get("RevisionID")]
    assert marked[-2:] == ["CUT AWAY", "OMITTED"]


def test_why_something_is_not_cleared_is_a_note_of_its_paragraph():
    body = fdx.write(whole(), Options(), replace(ENGLISH, states=told_of))
    content = ET.fromstring(body).find("Content")
    noted = {
        one.findtext("Text"): [text.text for text in one.findall("ScriptNote/Paragraph/Text")]
        for one in content
        if one.find("ScriptNote") is not None
    }
    assert noted["Vivíamos aquí. Había conejos."][1:] == ["Not cleared: release [[needed]]"]
    assert noted["ARCHIVE: Funeral, AGN, 12-3, 03:40:22 – 03:40:30, mute, not cleared"] == [
        "Not cleared: release [[needed]]"
    ]
    assert b"Not cleared" not in fdx.write(whole(), Options(states=False), replace(ENGLISH, states=told_of))
