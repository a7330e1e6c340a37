import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from production.numbers import LONGEST_KEY, LONGEST_NUMBER, natural_key

READ_IN_ORDER = [
    "",
    "1",
    "2",
    "2A",
    "10",
    "10.1",
    "12",
    "12-1",
    "12A",
    "12A1",
    "12A2",
    "12A10",
    "12AA",
    "12B",
    "A2",
    "A12",
    "B1",
    "Á1",
]

numbers = st.one_of(
    st.from_regex(r"\A[0-9]{1,4}[A-Za-z]{0,2}[0-9]{0,3}\Z"),
    st.text(max_size=LONGEST_NUMBER),
)


def pieces(number):
    """The same order told in another way: digits as numbers, before any other sign."""
    text = " ".join(unicodedata.normalize("NFC", number).split())[:LONGEST_NUMBER]
    for digits, run in itertools.groupby(text, str.isdecimal):
        if digits:
            yield (0, int("".join(run)))
        else:
            yield from ((1, ord(s.casefold() if len(s.casefold()) == 1 else s)) for s in run)


def test_natural_order():
    assert sorted(sorted(READ_IN_ORDER), key=natural_key) == READ_IN_ORDER


def test_all_different():
    assert len({natural_key(number) for number in READ_IN_ORDER}) == len(READ_IN_ORDER)


@pytest.mark.parametrize(
    ("one", "other"),
    [("12a", "12A"), ("012A", "12A"), ("00", "0"), ("٧", "7"), (" 12  A ", "12 A"), ("e\u0301", "É")],
)
def test_what_nobody_can_tell_apart(one, other):
    assert natural_key(one) == natural_key(other)


@given(numbers, numbers)
def test_order_is_that_of_the_pieces(one, other):
    assert (natural_key(one) < natural_key(other)) == (list(pieces(one)) < list(pieces(other)))
    assert (natural_key(one) == natural_key(other)) == (list(pieces(one)) == list(pieces(other)))


@given(st.text(st.characters(), max_size=200))
def test_any_text_gives_digits_of_bounded_length(text):
    key = natural_key(text)
    assert len(key) <= LONGEST_KEY
    assert set(key) <= set("0123456789")
