"""The two-column script on paper."""

import re
from dataclasses import replace
from datetime import date

import pytest

from production.pdf import layout, text
from production.pdf.wording import Words
from script.pdf import two_column
from script.pdf.content import Row, Scene, Since
from script.pdf.elements import Wish
from tests.production.pdf import reading
from tests.script.pdf import papers


def render(content=papers.SCRIPT, language="en", paper=None, **wish):
    words = Words(language, papers.HEAD.as_of)
    return two_column.render(content, words, wish=Wish(**wish), paper=paper)


def read(*args, **more):
    return reading.words(render(*args, **more))


@pytest.mark.parametrize(
    "told",
    [
        "B-ROLL: 12/3, THE WALL FROM THE STREET, HOUSE :08",
        "NARRATOR (V.O.) :06 estimated The house stands in Coyoacan behind a wall",
        "MUSIC IN: CORRIDO OF THE HOUSE :30",
        "VOLKOV ON CAMERA",
        "VOLKOV (ON CAM) Vivíamos aquí en esta casa, y mi abuelo daba de comer a los conejos.",
        "VOLKOV / A001 / 01:01:02:04 – 01:01:12:12 / :10 “Vivíamos aquí en … a los conejos.”",
        "L3: ESTEBAN VOLKOV / Trotsky's grandson",
        "ARCHIVE: TROTSKY'S FUNERAL, FOOTAGE FARM, 220606-08, 03:40:30:00 – 03:40:40:00 :10, MUTE "
        "Not cleared: quoted",
        "SUB (ES>EN): Then there were shots. // We lived here in this house, and my grandfather",
        "VOLKOV (V.O.) Luego hubo disparos. // Vivíamos aquí",
        "Kept as quoted; its source has changed since BLOCKED: release refused",
        "STILL: PICNIC, 1938, VOLKOV FAMILY ALBUM (SLOW PUSH)",
        "CARD: COYOACÁN, 1940",
        "NAT SOUND: BIRDS IN THE GARDEN :05",
        "NOTE: Ask the museum for the other picnic.",
        "NARRATOR (V.O.) To be written",
        "2 OMITTED",
        "1 THE GATE EXT. Garden wall – Day 0:40 · target 0:20, 0:20 over",
        "TRT 1:06 (measured 0:31, estimated 0:35) · target 1:00, 0:06 over "
        "· without what is not cleared 0:45",
    ],
)
def test_every_element_stands_as_the_trade_writes_it(told):
    assert told in read().replace("\u00a0", " ")


def test_each_joined_range_has_its_reference():
    words = read()
    assert "VOLKOV / A001 / 01:02:00:00 – 01:02:10:00 / :10" in words
    assert words.count("VOLKOV / A001 / 01:01:02:04") == 2


def test_two_speakers_of_one_name_are_told_apart():
    other = papers.bite(20, 4, papers.GATE, speakers=("Verónica Volkov",))
    words = read(replace(papers.SCRIPT, cells=(*papers.CELLS, other)))
    assert "ESTEBAN VOLKOV (ON CAM)" in words
    assert "VERÓNICA VOLKOV (ON CAM)" in words


def held_back(promised="Asks to see quotations first."):
    medium = replace(papers.A001, not_before=date(2003, 9, 1), promised=promised)
    cells = [
        replace(cell, clearance="blocked", clearance_words="held_back")
        if cell.element == "soundbite"
        else cell
        for cell in papers.CELLS
    ]
    return replace(papers.SCRIPT, media=(medium, papers.FUNERAL), cells=tuple(cells))


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "en",
            "BLOCKED: the interview is held back until 1 Sept 2003. "
            "What was promised: Asks to see quotations first.",
        ),
        (
            "es",
            "BLOQUEADO: la entrevista está reservada hasta el 1 sept 2003. "
            "Lo que se prometió: Asks to see quotations first.",
        ),
    ],
)
def test_what_is_held_back_says_until_when_and_why(language, told):
    assert told in read(held_back(), language).replace("\u00a0", " ")


def test_a_long_promise_is_cut_on_paper():
    words = read(held_back("The family hears it first. " * 40))
    assert words.count("The family hears it first.") < 2 * 7
    assert "…" in words


def test_a_draft_of_a_former_version_says_less():
    cells = held_back().cells
    assert "BLOCKED: the interview is held back" in read(replace(papers.SCRIPT, cells=cells))


def test_scenes_that_came_went_or_lost_a_row_carry_a_mark():
    scenes = (papers.SCENES[0], *(replace(scene, is_changed=True) for scene in papers.SCENES[1:]))
    content = replace(
        papers.BLUE, scenes=scenes, rows=tuple(replace(row, is_changed=False) for row in papers.ROWS)
    )
    words = read(content)
    assert "2 OMITTED *" in words
    assert "* in the right margin" in words
    assert words.count(" *") - words.count("* in the right margin") == 2
    assert "*" not in read(content, marks=False)


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_nothing_is_cut_off_and_nothing_overlaps(language, paper):
    for (width, height), boxes in reading.line_boxes(render(papers.locked(90), language, paper)):
        for left, bottom, right, top in boxes:
            assert 24 <= left <= right <= width - 48
            assert 30 <= bottom <= top <= height - 24
        assert not reading.overlapping(boxes)


def test_the_words_stand_within_margins_of_an_inch():
    for (width, height), boxes in reading.line_boxes(render(papers.locked(40), numbers=False, marks=False)):
        body = [box for box in boxes if box[1] >= 72 and box[3] <= height - 71]
        assert body
        assert all(box[0] >= 71 or box[0] < 66 for box in body)  # numbers and lengths hang
        assert all(box[2] <= width - 69 for box in body)  # the space that ends a line may hang


def test_rows_keep_their_order_and_every_number_is_there():
    words = read(papers.script_of(60))
    found = re.findall(r"\b(\d\.\d+) ≈? ?:10", words)
    assert found == [row.number for row in papers.script_of(60).rows]


def test_what_is_seen_stands_beside_what_is_heard():
    ((_size, boxes), *_more) = reading.line_boxes(render(papers.BLUE))
    middle = two_column.Sheet(papers.BLUE, "", Words("en", papers.HEAD.as_of), wish=Wish()).sound.x - 8
    right = {round(box[3]) for box in boxes if box[0] > middle}
    left = {round(box[3]) for box in boxes if 72 <= box[0] < middle}
    assert len(left & right) >= 4  # the first line of each row


def test_the_header_is_repeated_and_the_page_is_numbered_at_the_top():
    data = render(papers.locked(60))
    pages = reading.pages(data)
    assert len(pages) > 5
    for number, page in enumerate(pages, start=1):
        assert "PICTURE SOUND" in page
        assert f"Page {number} of {len(pages)}" in page
        assert "BLUE" in page
    (_width, height), boxes = reading.line_boxes(data)[1]
    assert any(right > 470 and bottom > height - 60 for _left, bottom, right, _top in boxes)


def test_a_draft_says_so_on_every_page_and_a_locked_one_does_not():
    assert all(page.count("DRAFT") == 2 for page in reading.pages(render(papers.script_of(60))))
    assert "DRAFT" not in read(papers.BLUE)
    assert "BLUE The house in Coyoacán · Draft 2 · 1 Jul 2003" in read(papers.BLUE)
    assert "locked by Inés · The attack was told anew" in read(papers.BLUE)


def test_the_band_has_the_tint_of_its_colour():
    picture = reading.picture(render(papers.BLUE))
    width, height = picture.size
    assert picture.getpixel((width // 2 + 60, round(height * 36 / 842))) < 235


def test_a_heading_stands_with_its_first_row():
    content = papers.script_of(160, per_scene=3)
    for page in reading.pages(render(content)):
        last = page.rpartition("CHAPTER OF")[2]
        assert not last or "NARRATOR" in last or "VOLKOV" in last


def test_a_row_that_is_taller_than_a_page_goes_on_and_says_so():
    words = " ".join(f"w{n}" for n in range(5000))
    cell = replace(papers.CELLS[1], text=words)
    data = render(replace(papers.SCRIPT, cells=(papers.CELLS[0], cell, *papers.CELLS[2:])))
    pages = reading.pages(data)
    assert len(pages) > 8
    assert set(words.split()) <= set(" ".join(pages).split())
    assert "1.1 cont." in pages[2]
    assert not reading.problems(data)


@pytest.mark.parametrize(
    ("wish", "gone"),
    [
        ({"notes": False}, "NOTE:"),
        ({"references": False}, "/ A001 /"),
        ({"marks": False}, "*"),
        ({"numbers": False}, "3.1"),
        ({"scenes": (3,)}, "THE GATE"),
    ],
)
def test_what_is_not_wished_for_is_left_out(wish, gone):
    assert gone in read()
    assert gone not in read(**wish)


def test_chosen_scenes_are_summed_beside_the_whole():
    words = read(scenes=(3,))
    assert "Scenes 3 alone: 0:25" in words
    assert "TRT 1:06" in words


@pytest.mark.parametrize(
    ("words", "original", "translated"), [("original", 1, 0), ("translation", 0, 1), ("both", 1, 1)]
)
def test_words_stand_in_the_original_in_translation_or_in_both(words, original, translated):
    rows = tuple(row for row in papers.ROWS if row.key == 2)
    found = read(replace(papers.SCRIPT, rows=rows), words=words, references=False)
    assert found.count("Vivíamos aquí en esta casa") == original
    assert found.count("We lived here in this house") == translated
    assert ("EN: We lived" in found) == (words == "both")


def test_stale_and_missing_translations_say_so():
    assert "Stale translation: the original was changed since" in read(words="translation")
    bare = replace(papers.GARDEN, translation="")
    cells = (papers.bite(5, 2, bare, translated_into=""),)
    found = read(replace(papers.SCRIPT, cells=cells), words="translation")
    assert "Vivíamos aquí" in found
    assert "Not translated yet" in found


def test_it_is_tagged_as_a_table_and_the_file_is_sound():
    data = render(papers.script_of(40))
    assert not reading.problems(data)
    assert reading.is_balanced(data)
    assert all(reading.fonts(data).values())
    kinds = [kind for _depth, kind in reading.structure(data)]
    assert {"H1", "P", "Table", "TR", "TH", "TD"} <= set(kinds)
    for ids, length in reading.marks(data):
        assert ids == list(range(length))


def test_an_empty_script_says_so():
    assert "No scene is written yet." in read(replace(papers.SCRIPT, scenes=(), rows=(), cells=()))
    bare = replace(papers.SCRIPT, scenes=(Scene(1, "1", ""),), rows=(Row(1, 1, "1.1"),), cells=())
    assert "1.1" in read(bare)


def test_the_draft_before_is_named_with_its_length():
    content = replace(papers.BLUE, since=Since(1, "White", before=(3100, 1)))
    assert "The draft before, Draft 1 · WHITE, lasted 51:40." in read(content)


def test_twice_the_rows_are_twice_the_work(monkeypatch):
    """Counted, not timed: lines that are filled and drawn."""
    done = {"filled": 0, "drawn": 0}
    fill, draw = text._fill, layout.Page.text

    def filled(*args):
        done["filled"] += 1
        return fill(*args)

    def drawn(*args):
        done["drawn"] += 1
        draw(*args)

    monkeypatch.setattr(text, "_fill", filled)
    monkeypatch.setattr(layout.Page, "text", drawn)

    def work(count):
        done.update(filled=0, drawn=0)
        render(papers.script_of(count))
        return dict(done)

    few, many = work(140), work(560)
    assert all(many[kind] < 4.1 * few[kind] for kind in done)
