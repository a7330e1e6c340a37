import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from production.timecode import Rate
from script.formats import reels
from script.formats.cut import Media


def source(key, reel="", file="", name="some name"):
    return Media(key, reel, name, Rate(25), 0, None, file)


def test_cards_that_begin_alike_stay_two():
    found = reels.names([source("recording:1", "CARD01_VOLKOV"), source("recording:2", "CARD01_VIDELA")])
    assert found == {"recording:1": "C01VOLKO", "recording:2": "C01VIDEL"}


@pytest.mark.parametrize(
    ("given", "reel"),
    [
        ({"reel": "A001"}, "A001"),
        ({"reel": "a-001 b"}, "A_001_B"),
        ({"reel": "Niñez/día"}, "NINEZDIA"),
        ({"reel": "Троцкий"}, "TROTSKIY"),
        ({"file": "/cards/A/Trotsky entierro 1940.mov"}, "TE1940"),
        ({"file": "C:\\cards\\A002C003.mxf"}, "A002C003"),
        ({"name": "Pathé"}, "PATHE"),
        ({"reel": "漢字", "file": "…", "name": "—"}, "REEL"),
        ({"reel": "BL"}, "BL_2"),
        ({"reel": "ax"}, "AX_2"),
    ],
)
def test_a_reel_is_told_by_its_card_its_file_or_its_name(given, reel):
    assert reels.names([source("clip:1", **given)]) == {"clip:1": reel}


def test_the_oldest_source_keeps_the_name_and_a_card_that_fits_goes_first():
    found = reels.names(
        [source("recording:12", "A001"), source("recording:3", "A001"), source("clip:9", "C01VOLKO"),
         source("clip:1", "CARD01_VOLKOV")]
    )  # fmt: skip
    assert found == {
        "clip:9": "C01VOLKO", "clip:1": "C01VOLK2", "recording:3": "A001", "recording:12": "A001_2",
    }  # fmt: skip


def test_longer_names_where_a_system_reads_them():
    found = reels.names([source("recording:1", "CARD01_VOLKOV"), source("clip:2", "x" * 90)], 32)
    assert found == {"recording:1": "CARD01_VOLKOV", "clip:2": "X" * 32}


def test_many_of_one_name():
    found = reels.names(source(f"clip:{number}", "CARD01") for number in range(3_000))
    assert len(set(found.values())) == 3_000
    assert max(map(len, found.values())) == 8


@given(st.dictionaries(st.integers(0, 10**9), st.text(max_size=40), max_size=30), st.integers(8, 32))
def test_names_are_sound_unique_and_the_same_in_any_order(cards, longest):
    sources = [source(f"recording:{number}", card) for number, card in cards.items()]
    found = reels.names(sources, longest)
    assert found == reels.names(sources[::-1], longest)
    assert len(set(found.values())) == len(sources)
    assert all(re.fullmatch("[A-Z0-9_]+", name) and len(name) <= longest for name in found.values())
    assert not set(found.values()) & reels.RESERVED


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("¿Qué dijo —«sí»— Троцкий…?", 'Que dijo -"si"- Trotskiy...?'),
        ("ÑANDÚ Æsir Щука", "NANDU Aesir Shchuka"),
        ("a\nb\tc\0d\u2028e", "a b cd e"),
        ("½ ﬁ 漢", "1/2 fi ?"),
        ("  two   blanks ", "two blanks"),
    ],
)
def test_plain_letters(text, plain):
    assert reels.ascii_of(text) == plain


@given(st.text(max_size=40))
def test_a_letter_is_spelled_alike_among_few_and_among_many(text):
    assert reels.ascii_of(f"{text}|{'a' * 9 * 4 * len(text)}").startswith(reels.ascii_of(f"{text}|"))


@given(st.text())
def test_any_text_is_one_line_of_ascii(text):
    plain = reels.ascii_of(text)
    assert plain.isascii()
    assert plain.isprintable()
    assert plain == plain.strip()


def test_hostile_strings_are_one_line_of_ascii(samples):
    for one in json.loads((samples / "hostile/strings.json").read_text(encoding="utf-8")):
        plain = reels.ascii_of(one["value"])
        assert plain.isascii()
        assert "\n" not in plain
        assert len(reels.names([source("clip:1", one["value"])])["clip:1"]) <= 8
