"""Narration, paper edit, as-broadcast script, lower thirds, reading script; and what all papers share."""

import sys
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from production.pdf.text import clean
from production.pdf.wording import Words
from script.pdf import (
    annotated,
    as_broadcast,
    lower_thirds,
    narration,
    paper_edit,
    reading,
    translator,
    two_column,
)
from script.pdf.content import Cell, Row, without_releases
from script.pdf.elements import Wish
from script.pdf.record import Place, places
from tests import hostile
from tests.production.pdf import reading as paper
from tests.script.pdf import papers

GOLDEN = Path(__file__).parents[2] / "golden"
PAPERS = {
    "two_column": two_column,
    "narration": narration,
    "paper_edit": paper_edit,
    "as_broadcast": as_broadcast,
    "lower_thirds": lower_thirds,
    "reading": reading,
    "annotated": annotated,
    "translator": translator,
}


def render(name, content=papers.SCRIPT, language="en", page=None, **wish):
    return PAPERS[name].render(content, Words(language, papers.HEAD.as_of), wish=Wish(**wish), paper=page)


def read(*args, **more):
    return paper.words(render(*args, **more)).replace("\u00a0", " ")


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", PAPERS)
def test_a_golden_paper_reads_word_for_word(name, language):
    path = GOLDEN / f"script_{name}_{language}.txt"
    told = paper.lines(render(name, papers.BLUE, language, words="both"))
    assert told == path.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("page", ["a4", "letter"])
@pytest.mark.parametrize("name", PAPERS)
def test_nothing_is_cut_off_and_nothing_overlaps(name, page):
    for (width, height), boxes in paper.line_boxes(render(name, papers.locked(70), "es", page)):
        for left, bottom, right, top in boxes:
            assert 18 <= left <= right <= width - 48
            assert 30 <= bottom <= top <= height - 24
        assert not paper.overlapping(boxes)


@pytest.mark.parametrize("name", PAPERS)
def test_the_file_is_sound_and_tagged(name):
    data = render(name)
    assert not paper.problems(data)
    assert paper.is_balanced(data)
    assert all(paper.fonts(data).values())
    assert {"H1", "P"} <= {kind for _depth, kind in paper.structure(data)}


@pytest.mark.parametrize("name", PAPERS)
def test_a_draft_says_so_on_every_page_and_a_locked_one_says_its_colour(name):
    for page in paper.pages(render(name, papers.script_of(40))):
        assert page.count("DRAFT") == 2
    for number, page in enumerate(paper.pages(render(name, papers.locked(40))), start=1):
        assert "DRAFT" not in page
        assert "BLUE" in page
        assert f"Page {number} of" in page


@pytest.mark.parametrize("name", PAPERS)
def test_an_empty_script_says_so(name):
    words = read(name, replace(papers.SCRIPT, scenes=(), rows=(), cells=()))
    assert any(told in words for told in ("is written yet.", "is taken yet.", "Nobody is to be named."))


@pytest.mark.parametrize("name", PAPERS)
def test_every_character_of_hostile_words_is_printed_and_is_nothing_but_text(name):
    for text in hostile.STRINGS.values():
        part = replace(papers.GARDEN, words=text, translation=text)
        cells = [
            papers.bite(1, 1, part, speakers=(text,), title=text, themes=(text,)),
            Cell(2, 1, "sound", "narration", text, lasts=(5, 1), basis="estimated"),
            *(
                Cell(3 + at, 1, "picture", element, text, title=text, reference=text, place=text)
                for at, element in enumerate(("lower_third", "card", "subtitle", "archive", "still", "note"))
            ),
        ]
        scene = replace(papers.SCENES[0], title=text, set_name=text)
        content = replace(
            papers.BLUE, title=text, scenes=(scene,), rows=papers.ROWS[:1], cells=tuple(cells),
            colour=text, note=text, locked_by=text,
        )  # fmt: skip
        data = render(name, content, words="both")
        assert not paper.problems(data)
        assert paper.is_balanced(data)
        assert not paper.links(data)
        printed = set(plain(paper.words(data)).casefold())
        assert set(plain(clean(text)).casefold()) <= printed, text


def plain(text):
    """Without spaces, without the shapes that letters take beside each other."""
    return "".join(unicodedata.normalize("NFKD", text).split())


@pytest.mark.parametrize("name", PAPERS)
def test_why_somebody_is_not_cleared_is_not_for_every_reader(name):
    words = read(name, without_releases(papers.SCRIPT))
    assert "refused" not in words
    assert "without what is not cleared 0:56" not in words


# Narration


def test_narration_is_numbered_with_lengths_and_what_is_heard_before():
    words = read("narration")
    assert "1.1 :06 at 130 words a minute 1 The house stands in Coyoacan" in words
    assert "after VOLKOV: “Vivíamos aquí en … a los conejos.” 2 To be written" in words
    assert "2 narrations · 13 words · 0:06 in all, 0:00 of it recorded" in words


def test_paragraphs_of_narration_stand_whole():
    text = "\n".join(" ".join(f"p{at}w{n}" for n in range(60)) for at in range(20))
    content = replace(papers.SCRIPT, cells=(replace(papers.CELLS[1], text=text),))
    pages = paper.pages(render("narration", content))
    assert len(pages) > 2
    for at in range(20):
        assert sum(f"p{at}w0 " in page and f"p{at}w59" in page for page in pages) == 1


def test_a_recorded_take_says_so():
    cells = (replace(papers.CELLS[1], basis="measured"),)
    assert ":06 recorded" in read("narration", replace(papers.SCRIPT, cells=cells))


# Paper edit


def test_a_paper_edit_has_soundbites_alone_with_source_themes_and_rating():
    words = read("paper_edit")
    assert "2 soundbites, 0:31" in words
    assert "Esteban Volkov A001 · B 01:01:02:04 – 01:01:12:12 ★★★★☆ Childhood · Exile" in words
    assert "The house stands" not in words
    assert "The rabbits Vivíamos aquí" in words


# As broadcast


def test_rows_are_placed_by_points_and_never_by_lengths():
    thirds = tuple(Row(n, 1, f"1.{n}", (1, 3), starts=(n, 3)) for n in range(7))
    found = places(replace(papers.SCRIPT, rows=thirds))
    assert [place.start for place in found.values()] == [0, 8, 17, 25, 33, 42, 50]
    assert all(found[n].end == found[n + 1].start for n in range(6))


def test_what_the_cut_has_wins_and_moves_what_follows():
    rows = (papers.ROWS[0], replace(papers.ROWS[1], record_in=800, record_out=1000), *papers.ROWS[2:])
    found = places(replace(papers.SCRIPT, rows=rows))
    assert found[1] == Place(0, 750, True)
    assert found[2] == Place(800, 1000, False)
    assert found[3].start == 1000
    words = read("as_broadcast", replace(papers.SCRIPT, rows=rows))
    assert "01:00:32:00 01:00:40:00 1.2 VOLKOV" in words
    assert "As in the editor's cut; ≈ reckoned" in words


def test_record_timecode_is_drop_frame_where_the_script_is():
    content = replace(papers.SCRIPT, rate="30000/1001", drop=True)
    assert "01:00:29;29" in read("as_broadcast", content)
    assert "at 29.97 frames a second, drop-frame" in read("as_broadcast", content)


def test_the_as_broadcast_script_is_clean():
    words = read("as_broadcast")
    for gone in ("NOTE:", "/ A001 /", "Not cleared", "Kept as quoted", "OMITTED", "*", "estimated The"):
        assert gone not in words


# Lower thirds


def test_lower_thirds_say_who_in_which_words_and_when():
    words = read("lower_thirds")
    assert "1.2 01:00:30:00 Esteban Volkov ESTEBAN VOLKOV / Trotsky's grandson" in words
    assert "1 lower third, 0 missing." in words


def test_a_speaker_who_is_not_named_is_missing():
    other = papers.bite(20, 4, papers.GATE, speakers=("Alan Woods",), people=(6,))
    later = Cell(21, 4, "picture", "lower_third", "Esteban Volkov", people=(5,))
    cells = [cell for cell in papers.CELLS if cell.element != "lower_third"]
    words = read("lower_thirds", replace(papers.SCRIPT, cells=(*cells, other, later)))
    assert "1.2 01:00:30:00 Esteban Volkov MISSING – named only in 3.2" in words
    assert "Alan Woods MISSING – named nowhere" in words
    assert "1 lower third, 2 missing." in words


def test_a_lower_third_stands_for_five_seconds_where_nothing_else_is_said():
    assert "Trotsky's grandson · :05" in read("lower_thirds")
    longer = tuple(replace(cell, lasts=(7, 1)) if cell.key == 4 else cell for cell in papers.CELLS)
    assert "Trotsky's grandson · :07" in read("lower_thirds", replace(papers.SCRIPT, cells=longer))


def test_words_that_come_again_say_so():
    again = replace(papers.CELLS[3], key=30, row=3)
    assert "grandson · :05 (again)" in read(
        "lower_thirds", replace(papers.SCRIPT, cells=(*papers.CELLS, again))
    )


# Reading


def test_a_reading_script_has_neither_references_nor_timecodes():
    words = read("reading")
    assert "1 THE GATE – EXT. GARDEN WALL – DAY The wall from the street, House" in words
    assert "VOLKOV Vivíamos aquí en esta casa" in words
    assert "VOLKOV (V.O.)" in words
    assert "Archive: Trotsky's funeral" in words
    assert "A001" not in words
    assert "03:40" not in words


def test_a_name_is_never_parted_from_what_is_said():
    for page in paper.pages(render("reading", papers.locked(160))):
        last = page.rpartition(" The House in Coyoacán ·")[0]
        assert not last.endswith(("VOLKOV", "(V.O.)"))


def noted(content, element, *, words="Ask the museum.", count=1):
    """With notes in each row that has such an element, behind it."""
    cells = []
    for cell in content.cells:
        cells.append(cell)
        if cell.element == element:
            cells += [Cell((cell.key, at), cell.row, cell.column, "note", words) for at in range(count)]
    return replace(content, cells=tuple(cells))


@pytest.mark.parametrize("element", ["b_roll", "narration", "soundbite"])
def test_a_note_is_never_parted_from_what_it_is_about(element):
    pages = paper.pages(render("reading", noted(papers.locked(160), element)))
    assert sum(page.count("NOTE: Ask the museum.") for page in pages) >= 80
    assert not [page for page in pages if page.startswith("NOTE:")]


def test_a_note_before_everything_else_stands_with_what_follows():
    said = [cell for cell in papers.locked(160).cells if cell.column == "sound"]
    notes = [Cell((cell.key, 0), cell.row, "picture", "note", "Ask the museum.") for cell in said]
    for page in paper.pages(render("reading", replace(papers.locked(160), cells=(*notes, *said)))):
        assert not page.partition("Page ")[0].rstrip().endswith("NOTE: Ask the museum.")


@pytest.mark.parametrize(("times", "count"), [(2000, 1), (40, 50)])
def test_notes_longer_than_a_page_go_on_over_the_next(times, count):
    content = replace(papers.BLUE, rows=papers.ROWS[:1], cells=papers.CELLS[:3])
    data = render("reading", noted(content, "narration", words="Ask the museum. " * times, count=count))
    assert paper.words(data).count("museum.") == 2000
    assert len(paper.pages(data)) < 15
    for (_width, height), boxes in paper.line_boxes(data):
        assert all(30 <= bottom <= top <= height - 24 for _left, bottom, _right, top in boxes)
        assert not paper.overlapping(boxes)


def test_notes_make_a_long_script_no_slower_by_the_row():
    steps = [steps_of(noted(papers.locked(count), "b_roll")) for count in (200, 400)]
    assert steps[1] < 2.1 * steps[0]


def steps_of(content):
    """How many calls it takes to draw the reading script: the same on a slow machine."""
    count = 0

    def step(_frame, event, _arg):
        nonlocal count
        count += event == "call"

    sys.setprofile(step)
    try:
        render("reading", content)
    finally:
        sys.setprofile(None)
    return count
