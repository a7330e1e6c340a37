"""Promise 5: paper says every character, or says which one it can't print; quickly."""

import dataclasses
import io
import time
import unicodedata

import pytest

from production.pdf import call_sheet, courtesy_sheet, text
from tests import hostile
from tests.prove.scale import FULL
from tests.sweeps.pages import pdf_words
from tests.sweeps.visits import rolled_back

pytestmark = pytest.mark.django_db
SECONDS = 5
BLOCKS = {
    "Latin": [*range(0x21, 0x7F), *range(0xA1, 0x250), *range(0x1E00, 0x1F00)],
    "Greek": range(0x370, 0x400),
    "Cyrillic": range(0x400, 0x530),
    "Hebrew": range(0x5D0, 0x5EB),
    "Arabic": range(0x621, 0x64B),
    "signs": [*range(0x2010, 0x2060), *range(0x20A0, 0x20C1), *range(0x2100, 0x2200), *range(0x2200, 0x2300)],
    "pictures": range(0x1F300, 0x1F700),
    "Chinese": range(0x4E00, 0x4F00),
}


@pytest.fixture
def content(world):
    from production.actions.call_sheets import gather
    from production.models import ShootDay

    with rolled_back():
        return gather(ShootDay.objects.get(pk=world.own.things["day"].pk))


@pytest.fixture
def draft():
    from production.actions.call_sheets import DRAFT

    return DRAFT


def printed(content, issue, words):
    """The words of a crew sheet whose safety bulletin says something, without blanks."""
    sheet = dataclasses.replace(content, safety=words)
    return "".join(pdf_words(call_sheet.render(sheet, issue, language="en")).split())


def characters(codes):
    """Those that stand for themselves: no controls, no combining marks, nothing that NFC replaces."""
    found = [chr(code) for code in codes]
    return [
        c
        for c in found
        if unicodedata.category(c)[0] in "LNPS" and unicodedata.normalize("NFC", c) == c and text.clean(c)
    ]


@pytest.mark.parametrize("block", BLOCKS)
def test_every_character_is_printed_or_named(content, draft, block, figure):
    wanted = characters(BLOCKS[block] if not FULL else range(BLOCKS[block][0], BLOCKS[block][-1] + 1))
    words = printed(content, draft, " ".join(wanted))
    named = set(text.unprintable(" ".join(wanted)))
    lost = [c for c in wanted if not shown(c, words, named)]
    figure("5", f"{block}: characters of {len(wanted)} neither printed nor named", len(lost), "0")
    assert not lost, " ".join(f"U+{ord(c):04X}" for c in lost)


def shown(character, words, named):
    if character in named:
        return f"[U+{ord(character):04X}]" in words
    forms = {character, unicodedata.normalize("NFKC", character), text.clean(character)}
    return any("".join(form.split()) in words for form in forms) or _shaped(character, words)


def _shaped(character, words):
    """An Arabic letter that stands in one of its four forms."""
    return any(unicodedata.normalize("NFKC", word) == character for word in set(words))


def test_hostile_texts_stand_on_paper(content, draft, figure):
    lost = []
    for name, words in hostile.STRINGS.items():
        wanted = "".join(text.clean(words).split())
        if text._RIGHT_TO_LEFT.search(words) or any(unicodedata.combining(c) for c in wanted):
            continue
        found = printed(content, draft, words)
        if unicodedata.normalize("NFKC", wanted) not in unicodedata.normalize("NFKC", found):
            lost.append(name)
    figure("5", f"hostile texts of {len(hostile.STRINGS)} not on paper", len(lost), "0")
    assert not lost


def test_right_to_left_is_in_reading_order_of_the_eye(content, draft):
    """The first letter of a Hebrew name stands furthest to the right."""
    import pypdfium2

    name = "אבגד"
    sheet = dataclasses.replace(content, safety=name)
    page = pypdfium2.PdfDocument(io.BytesIO(call_sheet.render(sheet, draft, language="en")))
    places = {}
    for number in range(len(page)):
        words = page[number].get_textpage()
        for index in range(words.count_chars()):
            letter = words.get_text_range(index, 1)
            if letter in name:
                places[letter] = words.get_charbox(index)[0]
    assert sorted(name, key=lambda letter: -places[letter]) == list(name)


@pytest.mark.prove
def test_a_megabyte_of_text(content, draft, figure):
    for name, piece in {
        "words": "seven words of a text to print ",
        "one word": "x",
        "marks": "e\u0301<&>",
    }.items():
        words = (piece * (2**20 // len(piece.encode())))[: 2**20]
        began = time.thread_time()
        call_sheet.render(dataclasses.replace(content, safety=words), draft, language="en")
        seconds = time.thread_time() - began
        figure("5", f"1 MB of text ({name}), seconds", f"{seconds:.1f}", f"{SECONDS}")
        assert seconds <= SECONDS


def test_courtesy_sheets_take_hostile_texts(content, draft):
    person = content.contributors[0]
    for words in hostile.STRINGS.values():
        odd = dataclasses.replace(person, name=words, line=words, wear=words, remarks=words, access=words)
        sheet = dataclasses.replace(content, contributors=(odd, *content.contributors[1:]), safety=words)
        body = courtesy_sheet.render(sheet, person.key, draft, language="es")
        assert body.startswith(b"%PDF")
