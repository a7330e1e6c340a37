import dataclasses
import json
import zoneinfo
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from production.changes import what_changed
from production.pdf import call_sheet
from production.pdf.call_sheet_content import CallSheet, Contact, Place, Row, Sun, from_json, to_json
from tests.own_time import within

from . import reading
from .sheets import BLUE, CREW, DRAFT, HOUSE, ON, PARIS, ROWS, SHEET, WHITE, at, big_sheet, crew_call

GOLDEN = Path(__file__).parents[2] / "golden"
MOVED_UP = replace(
    SHEET,
    general_call=at(6, 30),
    rows=(*ROWS[:4], replace(ROWS[4], start=at(8)), *ROWS[5:11], ROWS[12]),
    crew=(*CREW[:3], replace(CREW[3], call=at(6)), *CREW[4:]),
    radio="Channel 1 for everybody",
)


def render(content=SHEET, issue=WHITE, **values):
    return call_sheet.render(content, issue, **{"language": "en", **values})


def test_the_first_page_answers_when_where_what_first_who_to_phone_and_which_hospital():
    first = reading.pages(render())[0]
    for answer in (
        "GENERAL CALL 07:00", "Day 3 of 9", "17 June 2003", "House in Coyoacán", "Side gate on Calle Morelos",
        "08:30 Interview", "Rafael Soto", "+52 55 555-0103", "Hospital General Xoco", "+52 55 555-0199",
        "Emergency 066", "SUNRISE 06:59", "SUNSET 20:16", "Estimated wrap 18:30", "Lunch 12:30 (1 h)",
    ):  # fmt: skip
        assert answer in first


def test_general_call_is_by_far_the_largest_word():
    ((_size, boxes), *_rest) = reading.line_boxes(render())
    heights = sorted((top - bottom for _left, bottom, _right, top in boxes), reverse=True)
    assert heights[0] > 1.8 * heights[1]


def test_everything_of_the_day_is_on_the_sheet():
    text = reading.words(render())
    for person in (*SHEET.crew, *SHEET.contributors):
        assert person.name in text
    for row in SHEET.rows:
        assert row.set_name in text
    for field in dataclasses.fields(Place):
        value = getattr(HOUSE, field.name)
        if isinstance(value, str) and field.name != "zone":
            assert reading.squeezed(value) in reading.squeezed(text), field.name
    squeezed = reading.squeezed(text)
    for words in (
        SHEET.radio,
        SHEET.kit,
        SHEET.safety,
        SHEET.weather,
        SHEET.safety_line,
        "Subject to change",
    ):
        assert reading.squeezed(words) in squeezed
    assert "needed" in text


def test_a_golden_sheet_reads_word_for_word():
    changed = what_changed(SHEET, MOVED_UP, since=WHITE)
    read = reading.lines(render(MOVED_UP, BLUE, changed=changed))
    assert read == (GOLDEN / "call_sheet_blue_en.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("content", [SHEET, big_sheet(), big_sheet(1, 1, 1)], ids=["day", "big", "small"])
def test_nothing_is_cut_off_and_nothing_overlaps(content, paper):
    data = render(content, paper=paper)
    for (width, height), boxes in reading.line_boxes(data):
        assert (round(width), round(height)) == ((595, 842) if paper == "a4" else (612, 792))
        for left, bottom, right, top in boxes:
            assert left > 20
            assert right < width - 20
            assert bottom > 20
            assert top < height - 20
        assert reading.overlapping(boxes) == []


def test_a_big_sheet_has_everybody_and_no_orphaned_heading():
    content = big_sheet()
    data = render(content)
    text = reading.words(data)
    assert all(person.name in text for person in content.crew)
    assert all(row.description in text for row in content.rows)
    for page in reading.pages(data):
        body = page.split("A Planet without a Visa ·")[0].strip()
        assert not body.endswith(
            ("Running order", "Contributors", "Places", "Crew", "Transport", "Notes", "RELEASE")
        )


def test_every_page_says_which_version_it_is_and_how_many_there_are():
    texts = reading.pages(render(big_sheet(), BLUE))
    for number, text in enumerate(texts, start=1):
        assert "BLUE Version 2, issued Monday, 16 June 2003, 21:05 by Marta Ibarra" in text
        assert f"Page {number} of {len(texts)}" in text
        assert "A Planet without a Visa" in text
        assert SHEET.confidentiality in text
        assert "DRAFT" not in text


def test_the_band_is_tinted_with_the_revision_colour():
    for number in (0, 1):
        seen = reading.picture(render(big_sheet(), BLUE), number, scale=1)
        assert 190 < seen.getpixel((300, 32)) < 235
        white = reading.picture(render(big_sheet(), WHITE), number, scale=1)
        assert white.getpixel((300, 32)) == 255


def test_a_dark_revision_colour_is_lightened_until_its_words_can_be_read():
    seen = reading.picture(render(issue=replace(BLUE, tint="#20002a")), scale=1)
    assert seen.getpixel((300, 32)) > 170
    assert reading.pages(render(issue=replace(BLUE, tint="no colour")))


def test_a_draft_says_so_on_every_page_in_the_readers_language():
    data = render(big_sheet(), DRAFT)
    texts = reading.pages(data)
    assert all(text.count("DRAFT") >= 2 for text in texts)
    assert "issued" not in texts[0].replace("Not issued", "")


def test_a_reissue_opens_with_what_changed_and_marks_the_rows():
    changed = what_changed(SHEET, MOVED_UP, since=WHITE)
    data = render(MOVED_UP, BLUE, changed=changed)
    first = reading.pages(data)[0]
    assert "What changed since WHITE" in first
    assert first.index("What changed since WHITE") < first.index("Running order TIME")
    assert "07:00 → 06:30" in first
    assert "Rafael Soto: call 06:30 → 06:00" in first
    bars = (24, 60, 32, 800)
    assert reading.ink(reading.picture(data, scale=1), bars) > 0.02
    assert reading.ink(reading.picture(render(MOVED_UP, BLUE), scale=1), bars) == 0


def test_words_of_the_calendar_are_in_the_readers_language():
    text = reading.words(render(language="es"))
    assert "Martes, 17 de junio de 2003" in text
    assert "español" in text
    assert "Volkov at the desk" in text


def test_dates_are_never_numeric():
    text = reading.words(render())
    assert "2003-" not in text
    assert "17/" not in text


def test_a_time_on_another_date_says_so_in_words():
    night = replace(
        SHEET,
        rows=(replace(ROWS[0], start=at(23, 30, -1)), replace(ROWS[1], start=at(0, 30, 1))),
        estimated_wrap=at(2, 15, 1),
        crew=(crew_call(1, "sound", "Recordist", "Ana", at(3, 0, 2), ""),),
    )
    text = reading.words(render(night))
    assert "23:30 previous day" in text
    assert "00:30 next day" in text
    assert "Estimated wrap 02:15 next day" in text
    assert "Thursday 19 June 2003" in text.replace("Thursday, ", "Thursday ")


def test_zones_are_named_where_places_are_in_several():
    study = Place(key=9, name="Broué's study", zone="Europe/Paris", address="Rue de la Paix")
    away = replace(
        SHEET,
        places=(HOUSE, study),
        rows=(ROWS[0], replace(ROWS[4], start=at(18, zone=PARIS), place=9, place_name="")),
    )
    text = reading.words(render(away))
    assert "GMT+2" in text
    assert "GMT−" in text
    assert "Central European Time" in text
    assert "GMT" not in reading.words(render())


def test_a_snapshot_read_back_prints_the_same_sheet():
    stored = from_json(json.loads(json.dumps(to_json(SHEET))))
    assert reading.pages(render(stored)) == reading.pages(render())


def test_the_same_sheet_makes_the_same_bytes():
    assert render() == render()


def test_threads_that_print_at_once_do_not_disturb_one_another():
    sheets = [replace(SHEET, film=f"Film {chr(0x410 + n)}{chr(0x3B1 + n)}") for n in range(12)]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(render, sheets))
    assert together == [render(sheet) for sheet in sheets]


def test_the_file_is_sound_tagged_and_embeds_its_fonts():
    data = render(big_sheet())
    assert reading.problems(data) == []
    assert reading.is_balanced(data)
    assert set(reading.fonts(data).values()) == {True}
    assert b"Helvetica" not in data
    for ids, row in reading.marks(data):
        assert ids == list(range(row))
    kinds = [kind for _depth, kind in reading.structure(data)]
    assert kinds[:3] == ["Document", "P", "H1"]
    assert kinds.count("H2") == 8
    assert kinds.count("Figure") == 2
    assert {"Table", "TR", "TH", "TD", "Link"} <= set(kinds)


def test_phones_can_be_tapped_and_nothing_typed_becomes_a_link():
    found = reading.links(render())
    assert "tel:+52555550103" in found
    hostile = replace(
        SHEET, heads=(Contact("A", "", "javascript:alert(1)"), Contact("B", "", "http://x.invalid/1"))
    )
    found = reading.links(render(hostile))
    assert found
    assert all(link.startswith("tel:+52") for link in found)


def test_without_private_data_the_crew_has_no_phone():
    text = reading.words(render(private=False))
    assert "+52 55 555-0105" not in text
    assert "No salt" not in text
    assert "Hotel Majestic" not in text.split("Transport")[0]
    assert "Lucía Prado" in text
    assert "+52 55 555-0103" in text  # who to phone stays


def test_own_call_and_a_call_that_differs():
    crew = (
        replace(CREW[0], own_call=True, call=None),
        replace(CREW[2], call=None),
    )
    text = reading.words(render(replace(SHEET, crew=crew)))
    assert "Marta Ibarra O/C" in text
    assert "Adolfo Videla 07:00" in text


def test_page_eighths_are_printed_where_they_are_wanted():
    rows = (replace(ROWS[4], eighths=11),)
    assert "1 3/8" in reading.words(render(replace(SHEET, rows=rows, show_eighths=True)))
    assert "1 3/8" not in reading.words(render(replace(SHEET, rows=rows)))


@pytest.mark.parametrize("day_type", ["travel", "prep", "recce", "off"])
def test_a_day_that_is_not_counted_says_what_it_is(day_type):
    text = reading.pages(render(replace(SHEET, number=None, of=None, day_type=day_type)))[0]
    assert f"{day_type.capitalize()} day" in text
    assert "Day 3" not in text


@pytest.mark.parametrize(
    ("polar", "words"), [("day", "The sun does not set."), ("night", "The sun does not rise.")]
)
def test_a_polar_day_has_words_for_it(polar, words):
    assert words in reading.words(render(replace(SHEET, sun=Sun("Camp", polar=polar))))


def test_an_empty_day_is_still_a_sheet():
    empty = CallSheet(film="", company="", on=ON, zone="", day_type="shoot", number=None, of=None)
    (text,) = reading.pages(render(empty, DRAFT))
    assert "to be confirmed" in text
    assert "Nothing is planned yet." in text


def test_the_logo_is_printed():
    image = BytesIO()
    Image.new("RGB", (300, 150), (10, 10, 60)).save(image, "PNG")
    data = render(replace(SHEET, logo="a1"), pictures={"a1": image.getvalue()})
    assert reading.ink(reading.picture(data, scale=1), (40, 62, 90, 85)) > 0.8
    assert reading.pages(render(replace(SHEET, logo="a1"), pictures={"a1": b"broken"}))
    assert reading.pages(render(replace(SHEET, logo="gone")))


HOSTILE = (
    "<img src='/tmp/x.png'/><b>bold",
    "5 < 6 & a <foo",
    "&lt;script&gt;",
    "a\x00b\x07",
    "\ud800\udc00",
    "%s %d %(x)s {}",
    "Coyoacán Троцкий Þórunn O'Neill & Söhne <Film>",
    "x" * 256,
    "gpj.\u202efdp",
    "שלום",
    "مرحبا بالعالم",
    "🎥🎬📽",
    "中文字",
    "a\r\nb\rc\u2028d",
    "   \t\n",
    "(\\) ) ( \\",
    "e\u0301\u0301\u0301",
    "a\u00a0" * 120,
    "\u2066\u2067\ufeff",
    "]] >> endobj",
)


def with_text_everywhere(content, text):
    """The content with every typed text replaced; codes, zones and dates stay."""
    kept = {
        "zone",
        "paper",
        "logo",
        "day_type",
        "release",
        "status",
        "polar",
        "language",
        "int_ext",
        "day_night",
    }

    def changed(value, name=""):
        if isinstance(value, str):
            return value if name in kept or (name == "kind" and text) else text
        if isinstance(value, tuple):
            return tuple(changed(item, name) for item in value)
        if dataclasses.is_dataclass(value):
            fields = {f.name: changed(getattr(value, f.name), f.name) for f in dataclasses.fields(value)}
            return replace(value, **fields)
        return value

    return changed(content)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_in_every_field_are_printed_or_shown_as_numbers(text):
    content = with_text_everywhere(SHEET, text)
    issue = replace(BLUE, colour=text, issued_by=text)
    data = render(content, issue, changed=what_changed(SHEET, content, since=replace(WHITE, colour=text)))
    assert reading.problems(data) == []
    for (width, _height), boxes in reading.line_boxes(data):
        assert all(left > 0 and right < width for left, _bottom, right, _top in boxes)
    assert all(link.startswith("tel:") for link in reading.links(data))


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ('<img src="/tmp/x.png"/>', '<img src="/tmp/x.png"/>'),
        ("5 < 6 & a <foo", "5 < 6 & a <foo"),
        ("O'Neill & Söhne <Film>", "O'Neill & Söhne <Film>"),
        ("Þórunn Троцкий", "Þórunn Троцкий"),
        ("cut 中 🎬", "cut [U+4E2D] [U+1F3AC]"),
        ("gpj.\u202efdp", "gpj.fdp"),
    ],
)
def test_what_was_typed_is_what_is_read(typed, printed):
    content = replace(SHEET, rows=(replace(ROWS[4], description=typed),))
    assert reading.squeezed(printed) in reading.squeezed(reading.words(render(content)))


def test_samples_of_hostile_strings_print(samples):
    strings = json.loads((samples / "hostile" / "strings.json").read_text(encoding="utf-8"))
    for entry in strings:
        content = with_text_everywhere(SHEET, entry["value"])
        assert reading.problems(render(content, replace(BLUE, issued_by=entry["value"]))) == [], entry["id"]


def test_a_megabyte_in_one_field_prints_whole_and_soon():
    text = "The museum stays open all day. " * 33_000
    content = replace(SHEET, safety=text, rows=(replace(ROWS[4], notes="x" * 200_000),))
    with within(5):
        data = render(content)
    assert data.startswith(b"%PDF")


def test_every_zone_and_every_hour_has_words():
    for name in sorted(zoneinfo.available_timezones())[::40]:
        zone = zoneinfo.ZoneInfo(name)
        start = datetime(2003, 6, 17, 7, tzinfo=zone)
        place = replace(HOUSE, zone=name)
        rows = tuple(replace(ROWS[0], key=n, start=start + timedelta(hours=7 * n)) for n in range(4))
        assert render(replace(SHEET, places=(place,), rows=rows, general_call=start))


def test_a_row_of_an_unknown_kind_prints_its_words():
    rows = (Row(key=1, kind="Press visit", start=at(9), minutes=5),)
    assert "Press visit" in reading.words(render(replace(SHEET, rows=rows)))
