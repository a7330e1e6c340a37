from io import BytesIO

import pypdf
import pytest
from PIL import Image

from production.pdf import fonts
from production.pdf.flow import Flow
from production.pdf.layout import Document, Style
from production.pdf.pictures import Code, picture
from production.pdf.rows import Column, Row, columns, lines
from tests.at_once import at_once

from . import reading

TEXT = Style(9, 11)
HEADING = Style(12, 15, bold=True)
WIDE = (Column(40, 500),)


def document(furniture=None):
    return Document(title="Test – Троцкий", language="es", paper="a4", furniture=furniture)


def flow(**values):
    return Flow(document(**values), top=800, bottom=60)


def paragraph(text, **values):
    return Row(WIDE, [lines(text, TEXT, 500)], tag="", **values)


def heading(text):
    return Row(WIDE, [lines(text, HEADING, 500)], tag="", tags=("H2",), keep=True)


def test_a_file_has_language_title_tags_and_its_own_fonts():
    pages = flow()
    pages.add(heading("Título"))
    pages.add(paragraph("Лев Троцкий en Coyoacán – שלום"))
    data = pages.finish()
    reader = pypdf.PdfReader(BytesIO(data))
    assert reader.metadata.title == "Test – Троцкий"
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "es"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reading.structure(data) == [(0, "Document"), (1, "H2"), (1, "P")]
    assert set(reading.fonts(data).values()) == {True}
    assert b"Helvetica" not in data
    assert reading.problems(data) == []
    assert "Лев Троцкий en Coyoacán" in reading.words(data)


def test_the_same_content_makes_the_same_bytes():
    def made():
        pages = flow()
        pages.extend(paragraph(f"Paragraph {n} of Coyoacán") for n in range(200))
        return pages.finish()

    assert made() == made()


def test_every_mark_on_a_page_is_known_to_the_tree():
    pages = flow(furniture=lambda page, number, total: page.rule(40, 40, 500))
    pages.extend(paragraph("text " * 60) for _ in range(80))
    data = pages.finish()
    assert reading.is_balanced(data)
    found = reading.marks(data)
    assert len(found) == 3
    for ids, row in found:
        assert ids == list(range(row))


def test_a_heading_is_never_the_last_thing_on_a_page():
    for filling in range(40, 75):
        pages = flow()
        pages.extend(paragraph("filling", above=0, below=0) for _ in range(filling))
        pages.add(heading("Heading"))
        pages.extend(paragraph("What it heads") for _ in range(3))
        for page in reading.pages(pages.finish()):
            assert not page.endswith("Heading")


def test_a_table_repeats_its_header_on_every_page_and_reads_it_once():
    layout = columns(40, 500, (50, 1.0))
    pages = flow()
    header = Row(layout, [lines("Number", TEXT, 50), lines("Words", TEXT, 400)], tags=("TH", "TH"))
    with pages.table(header):
        for number in range(150):
            pages.add(Row(layout, [lines(str(number), TEXT, 50), lines("row", TEXT, 400)]))
    pages.add(paragraph("After the table"))
    data = pages.finish()
    texts = reading.pages(data)
    assert len(texts) == 4
    assert all(text.startswith("Number Words") for text in texts)
    kinds = [kind for _depth, kind in reading.structure(data)]
    assert (kinds.count("TH"), kinds.count("TR"), kinds.count("TD")) == (2, 151, 300)


def test_a_row_taller_than_a_page_is_split_and_complete():
    layout = columns(40, 500, (1.0, 1.0))
    text = " ".join(f"word{n}" for n in range(4000))
    pages = flow()
    pages.add(Row(layout, [lines(text, TEXT, layout[0].width), lines("short", TEXT, layout[1].width)]))
    data = pages.finish()
    assert len(reading.pages(data)) > 3
    words = reading.words(data).split()
    assert [word for word in words if word.startswith("word")] == text.split()
    assert words.count("short") == 1
    kinds = [kind for _depth, kind in reading.structure(data)]
    assert (kinds.count("TR"), kinds.count("TD")) == (1, 2)


def test_a_row_that_fits_a_page_is_not_split():
    pages = flow()
    pages.extend(paragraph("filling") for _ in range(44))
    pages.add(paragraph(" ".join(f"word{n}" for n in range(200))))
    first, second = reading.pages(pages.finish())
    assert "word" not in first
    assert "word0 " in second
    assert "word199" in second


@pytest.mark.parametrize("count", [1, 2, 7, 60, 400])
def test_columns_side_by_side_hold_everything_and_are_balanced(count):
    pages = flow()
    narrow = (Column(40, 200),)
    rows = [Row(narrow, [lines(f"row{n}", TEXT, 200)]) for n in range(count)]
    pages.add(heading("Two columns"))
    with pages.tagged("Table"):
        pages.side_by_side(rows, (0.0, 250.0))
    data = pages.finish()
    words = reading.words(data).split()
    assert sorted(word for word in words if word.startswith("row")) == sorted(f"row{n}" for n in range(count))
    if count == 60:
        ((_size, boxes),) = reading.line_boxes(data)
        left = [box for box in boxes if box[0] < 250]
        assert 29 <= len(left) - 1 <= 31


def test_a_picture_is_fitted_and_a_code_can_be_seen():
    image = BytesIO()
    Image.new("RGBA", (400, 200), (200, 0, 0, 255)).save(image, "PNG")
    pages = flow()
    shown = picture(pages.document, image.getvalue(), 100, 100, "A red field")
    assert shown.size == (100, 50)
    pages.add(Row(WIDE, [[shown]], tag="", above=0))
    pages.add(Row(WIDE, [[Code("geo:19.3,-99.1", 80, "Map")]], tag=""))
    data = pages.finish()
    assert [kind for _d, kind in reading.structure(data)].count("Figure") == 2
    seen = reading.picture(data, scale=1)
    assert seen.getpixel((60, 60)) < 120
    assert reading.ink(seen, (460, 92, 540, 175)) > 0.2


@pytest.mark.parametrize(
    "data", [b"", b"not a picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, b"%!PS-Adobe-3.0 EPSF"]
)
def test_what_is_no_picture_is_left_out(data):
    assert picture(document(), data, 100, 100, "") is None


def test_a_picture_of_too_many_pixels_is_left_out():
    image = BytesIO()
    Image.new("1", (8000, 8000)).save(image, "PNG")
    assert picture(document(), image.getvalue(), 100, 100, "") is None


def test_what_lies_beneath_every_page_alike_is_held_once():
    def furnish(page, number, total):
        page.tint(0, 0, 10 if number < total else 20, 10, (0.9, 0.9, 0.9))

    pages = flow(furniture=furnish)
    pages.extend(paragraph(f"Paragraph {n}") for n in range(200))
    reader = pypdf.PdfReader(BytesIO(pages.finish()))
    *others, last = [list.__getitem__(page["/Contents"], 0).idnum for page in reader.pages]
    assert len(others) > 1
    assert len(set(others)) == 1
    assert last != others[0]


@pytest.mark.parametrize(
    "opened",
    [lambda: fonts.weight(False), lambda: fonts.weight(False).stand_in],
    ids=["the face", "what stands in for it"],
)
def test_who_print_first_at_the_same_moment_share_each_face(monkeypatch, opened):
    """A document whose characters lie in two faces of one name would lack letters."""
    monkeypatch.setattr(fonts, "_weights", {})
    faces = at_once(*[opened] * 4)
    assert [face is faces[0] for face in faces] == [True] * 4
