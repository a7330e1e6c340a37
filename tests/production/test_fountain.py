"""Screenplays in Fountain, and the scenes that come of them."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from production.formats import fountain
from production.formats.fountain import Kind
from production.formats.tables import Refused
from tests.own_time import within


def parse(text):
    return fountain.parse(text.encode("utf-8", "replace"))


def kinds(text):
    return [(element.kind.value, element.text) for element in parse(text).elements]


def test_a_title_page_of_several_lines():
    play = parse("Title:\n\t**THE HOUSE**\n\tin Coyoacán\nAuthor: Ana\n\nINT. HOUSE - DAY\n")
    assert play.title_page == {"Title": "**THE HOUSE**\nin Coyoacán", "Author": "Ana"}
    assert [element.line for element in play.elements] == [6]


def test_headings_with_numbers_and_forced():
    play = parse("INT. HOUSE - DAY #12A#\n\n.OPENING\n\nEXT./INT. CAR – NIGHT\n\n...not one\n\n.  nor this\n")
    found = [(e.text, e.number, e.is_forced) for e in play.of(Kind.HEADING)]
    assert found == [
        ("INT. HOUSE - DAY", "12A", False),
        ("OPENING", "", True),
        ("EXT./INT. CAR – NIGHT", "", False),
    ]


def test_speech():
    assert kinds("INT. A\n\nANA (V.O.)\n(low)\nHello.\n~la la\n\nBO ^\nBye.\n")[1:] == [
        ("character", "ANA (V.O.)"),
        ("parenthetical", "(low)"),
        ("dialogue", "Hello."),
        ("lyrics", "la la"),
        ("character", "BO"),
        ("dialogue", "Bye."),
    ]
    assert parse("BO ^\nBye.\n").elements[0].is_dual


def test_the_rest_of_the_notation():
    text = (
        "# Act\n\n= What happens.\n\n@McClane\nYippee\n\n!INT. no heading\n\n> THE END <\n\n> FADE\n\n"
        "CUT TO:\n\n===\n\n[[a note\nin two lines]]\n\nShe [[why?]] sits.\n"
    )
    assert kinds(text) == [
        ("section", "Act"),
        ("synopsis", "What happens."),
        ("character", "McClane"),
        ("dialogue", "Yippee"),
        ("action", "INT. no heading"),
        ("centred", "THE END"),
        ("transition", "FADE"),
        ("transition", "CUT TO:"),
        ("page_break", ""),
        ("note", "a note\nin two lines"),
        ("action", "She  sits."),
    ]


def test_a_boneyard_is_left_out_and_one_never_closed_swallows_nothing():
    assert kinds("INT. A\n\n/* INT. B\n\nINT. C */\n\nINT. D\n") == [
        ("heading", "INT. A"),
        ("heading", "INT. D"),
    ]
    play = parse("INT. A\n\n/* never\n\nINT. B\n\nINT. C\n")
    assert len(play.of(Kind.HEADING)) == 3
    assert [(repair.line, repair.code) for repair in play.repairs] == [(3, "boneyard")]


def test_a_note_never_closed_is_told():
    play = parse("INT. A\n\n[[never closed\n\nINT. B\n")
    assert [(repair.line, repair.code) for repair in play.repairs] == [(3, "note")]
    assert len(play.of(Kind.HEADING)) == 2


def test_scenes_for_a_breakdown():
    text = (
        "INT. HOUSE - STUDY - NIGHT #4#\n\n= He writes.\n\nANA\nHello.\n\n"
        "EXT. PORT — ATARDECER\n\n*Waves.*\n\n"
        ".TITLES\n\nEST. TOWN - LATE AFTERNOON\n"
    )
    found = [scene.cells() for scene in fountain.scenes(parse(text))]
    assert found == [
        ["4", "HOUSE - STUDY", "INT", "night", "HOUSE - STUDY", "He writes.", "ANA"],
        ["", "PORT", "EXT", "dusk", "PORT", "Waves.", ""],
        ["", "TITLES", "", "", "", "", ""],
        ["", "TOWN", "EXT", "day", "TOWN", "", ""],
    ]


def test_a_text_without_scenes_is_refused():
    with pytest.raises(Refused, match="no_scene"):
        fountain.read(b"Only words.\n")


def test_brick_and_steel(samples):
    data = (samples / "fountain_brick_and_steel.fountain").read_bytes()
    play = fountain.parse(data)
    counts = [len(play.of(kind)) for kind in (Kind.HEADING, Kind.CHARACTER, Kind.TRANSITION)]
    assert counts == [8, 20, 7]
    assert sum(element.is_dual for element in play.elements) == 1
    assert play.title_page["Draft date"] == "1/27/2012"
    assert len(list(fountain.read(data).rows)) == 8


@pytest.mark.parametrize("name", ["valid", "unclosed_boneyard", "nested_emph", "html"])
def test_hostile_screenplays(samples, name):
    with within(1):
        table = fountain.read((samples / "hostile" / "fountain" / f"{name}.fountain").read_bytes())
        assert len(list(table.rows)) == (3 if name == "unclosed_boneyard" else 1)


@pytest.mark.parametrize(
    "text",
    ["[[\n" * 100_000, "/*" * 200_000, "[[x " * 100_000, "(((" * 200_000 + "\nx", "INT. " + "#" * 500_000,
     "A" * 5_000_000, "**_" * 100_000, "ANA\n" * 100_000],
)  # fmt: skip
def test_what_asks_for_much_ends_soon(text):
    with within(5):
        list(fountain.scenes(parse(text)))


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_no_text_breaks_it(text):
    with contextlib.suppress(Refused):
        list(fountain.scenes(parse("INT. A\n\n" + text)))
