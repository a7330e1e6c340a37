"""Address cards of 2.1, 3.0 and 4.0 as rows."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from production.formats import vcard
from production.formats.tables import Refused
from tests.own_time import within

THREE = """BEGIN:VCARD
VERSION:3.0
N:Muñoz;Ángel;María;Dr.;
FN:Ángel Muñoz
ORG:Rodaje\\, S.A.;Cámara
TITLE:Camera operator
item1.TEL;TYPE=CELL,pref:+52 55 5550 0100
TEL;type=fax:1
TEL;TYPE=home:555 0102
EMAIL;TYPE="work,internet":angel@example.org
BDAY:1970-03-07
NOTE:one\\ntwo\\, with a long li
 ne that is folded
PHOTO;ENCODING=b;TYPE=JPEG:AAAA
 BBBB
END:VCARD
"""
OLD = """BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Mu=C3=B1oz;=
=C3=81ngel
TEL;HOME;VOICE:555 0101
END:VCARD
"""
FOUR = """BEGIN:VCARD
VERSION:4.0
FN:Ana
TEL;VALUE=uri;PREF=2:tel:+52-55-2
TEL;VALUE=uri;PREF=1:tel:+52-55-1;ext=12
EMAIL;PREF=1:mailto:ana@example.org
BDAY:--0307
LANG:es
END:VCARD
"""


def cards(text):
    table = vcard.read(text if isinstance(text, bytes) else text.encode())
    return table, [dict(zip(vcard.COLUMNS, row.cells, strict=True)) for row in table.rows]


def test_a_card_of_today():
    card = cards(THREE.replace("\n", "\r\n"))[1][0]
    assert card == {
        "Name": "Ángel Muñoz",
        "E-mail": "angel@example.org",
        "Phone": "+52 55 5550 0100",
        "Second phone": "555 0102",
        "Position": "Camera operator",
        "Company": "Rodaje, S.A., Cámara",
        "Born": "1970-03-07",
        "Languages": "",
        "Notes": "one\ntwo, with a long line that is folded",
    }


def test_an_old_card_in_quoted_printable():
    assert cards(OLD)[1][0]["Name"] == "Ángel Muñoz"
    assert cards(OLD.encode("utf-16"))[1][0]["Name"] == "Ángel Muñoz"


def test_a_new_card_with_addresses_as_links():
    card = cards(FOUR)[1][0]
    assert (card["Phone"], card["Second phone"], card["E-mail"]) == (
        "+52-55-1 ext 12",
        "+52-55-2",
        "ana@example.org",
    )
    assert (card["Born"], card["Languages"]) == ("", "es")


def test_several_cards_and_their_lines():
    table = vcard.read((THREE + OLD + FOUR).encode())
    assert [row.line for row in table.rows] == [1, 17, 23]


def test_a_card_that_never_ends_is_told():
    table, found = cards("BEGIN:VCARD\nFN:A\nBEGIN:VCARD\nFN:B\nEND:VCARD\nBEGIN:VCARD\nFN:C\n")
    assert [card["Name"] for card in found] == ["A", "B", "C"]
    assert [(repair.line, repair.code) for repair in table.repairs] == [(1, "card"), (6, "card")]


def test_a_card_without_a_name_has_its_company():
    assert cards("BEGIN:VCARD\nORG:Museo\nEND:VCARD\n")[1][0]["Name"] == "Museo"


def test_no_card_at_all():
    with pytest.raises(Refused):
        cards("FN:nobody\n")


@pytest.mark.parametrize(
    "text",
    [
        "BEGIN:VCARD\n" * 100_000,
        "BEGIN:VCARD\nFN:x\n" + " y\n" * 500_000,
        "BEGIN:VCARD\nFN;" + '"' * 300_000 + ":x\nEND:VCARD",
        "BEGIN:VCARD\nFN;" + 'a"b"' * 100_000 + "\nEND:VCARD",
        "BEGIN:VCARD\nNOTE;QUOTED-PRINTABLE:x=\n" + "y=\n" * 300_000,
    ],
)
def test_hostile_cards_end_soon(text):
    with within(5), contextlib.suppress(Refused):
        cards(text)


@given(st.text(max_size=200))
def test_no_text_breaks_it(text):
    with contextlib.suppress(Refused):
        cards(("BEGIN:VCARD\n" + text).encode("utf-8", "replace"))
