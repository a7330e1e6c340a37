"""The translator's table, on paper and as lines: what is there of each, and what waits."""

from dataclasses import replace

import pytest

from production.formats.tables_out import LONGEST
from production.pdf.wording import Words
from script.formats.labels import ENGLISH
from script.formats.translator import COLUMNS, Line, scenes, table
from script.pdf import translator
from script.pdf.content import Cell, Scene
from script.pdf.elements import Wish
from script.pdf.record import ins
from tests.production.pdf import reading as paper
from tests.script.pdf import papers

SAY = {name: name for name in (*COLUMNS, "stale", "silent", "same")}


def lines(content=papers.SCRIPT, into="en"):
    return [one for _scene, found in scenes(content, into, ENGLISH, ins(content)) for one in found]


def words(content=papers.SCRIPT, language="en", **wish):
    data = translator.render(content, Words(language, papers.HEAD.as_of), wish=Wish(**wish))
    return paper.words(data).replace("\u00a0", " ")


def test_a_line_for_all_that_is_heard_or_read_and_for_each_range():
    assert [(one.row, one.at, one.lasts, one.who, one.text[:12]) for one in lines()] == [
        ("1.1", "01:00:00:00", ":06", "NARRATOR", "The house st"),
        ("1.2", "01:00:30:00", "", "L3", "Esteban Volk"),
        ("1.2", "01:00:30:00", ":10", "Esteban Volkov", "Vivíamos aqu"),
        ("3.1", "01:00:40:08", ":10", "Esteban Volkov", "Luego hubo d"),
        ("3.1", "01:00:40:08", ":10", "Esteban Volkov", "Vivíamos aqu"),
        ("3.2", "01:01:00:16", "", "CARD", "Coyoacán, 19"),
    ]


def test_states_say_what_waits():
    told = {one.text[:5]: (one.translation[:7], one.state, one.is_open) for one in lines()}
    assert told["The h"] == ("", "same", False)
    assert told["Vivía"] == ("We live", "", False)
    assert told["Luego"] == ("Then th", "stale", True)
    assert told["Coyoa"] == ("", "", True)
    silent = papers.bite(5, 2, replace(papers.GARDEN, words="", translation=""))
    assert [one.state for one in lines(replace(papers.SCRIPT, cells=(silent,)))] == ["silent"]


def test_into_another_language_nothing_is_there_yet():
    assert not any(one.translation or one.state for one in lines(into="fr"))
    assert all(one.is_open for one in lines(into="fr"))
    told = words(papers.BLUE, into="fr")
    assert "Into French: 6 lines to translate; 6 lines in all." in told
    assert "This draft keeps translations into English alone." in told
    assert "INTO FRENCH" in told
    assert "We lived" not in told


def test_paper_marks_what_is_stale_and_what_needs_nothing():
    told = words()
    assert "Then there were shots. Stale: the original was changed since" in told
    assert "higher twice. Is in English already" in told
    assert "Into English: 3 lines to translate, 1 of them stale; 6 lines in all." in told
    assert "Stale: the original" not in words(states=False)


def test_omitted_and_unwished_scenes_are_not_there():
    assert "EXILE" not in words()
    assert "THE GATE" not in words(scenes=(3,))
    assert "THE ATTACK OF 24 MAY" in words(scenes=(3,))


@pytest.mark.parametrize("page", ["a4", "letter"])
def test_pages_lie_on_their_side(page):
    data = translator.render(papers.SCRIPT, Words("es", papers.HEAD.as_of), paper=page)
    for (width, height), _boxes in paper.line_boxes(data):
        assert width > height


def test_in_spanish_the_languages_are_named_in_spanish():
    told = words(language="es", into="fr")
    assert "AL FRANCÉS" in told


def test_a_spreadsheet_has_a_line_for_each_and_an_empty_column():
    heading, first, *rest = table(scenes(papers.SCRIPT, "en", ENGLISH, ins(papers.SCRIPT)), SAY)
    assert heading == list(COLUMNS)
    assert first[:3] == ["1.1", "1 The gate", "01:00:00:00"]
    assert first[-2:] == ["same", ""]
    assert len(rest) == 5
    assert all(line[-1] == "" for line in rest)


def test_what_a_spreadsheet_would_cut_off_goes_on_in_the_next_line():
    text = " ".join(f"w{n}" for n in range(9_000))
    one = Line("1.1", "", "", "es", "Volkov", text, "x" * (LONGEST + 5))
    _heading, *found = table([(Scene(1, "1", "Long"), [one])], SAY)
    assert all(len(cell) <= LONGEST for line in found for cell in line)
    assert " ".join(line[6] for line in found) == text
    assert "".join(line[7] for line in found) == "x" * (LONGEST + 5)


def test_narration_that_is_not_written_has_no_line():
    empty = Cell(1, 1, "sound", "narration", "", language="en")
    assert not lines(replace(papers.SCRIPT, cells=(empty,)))
    assert "Nothing that is heard or read is written yet." in words(replace(papers.SCRIPT, cells=(empty,)))
