"""The numbers of a script's scenes: counted until the first lock, kept from then on.

What is inserted later takes the number before it with a letter: 12A, 12B; before the first scene A1.
"""

from __future__ import annotations

import string
from collections.abc import Sequence

from production.numbers import natural_key


def numbered(given: Sequence[str]) -> list[str]:
    """The number of each scene in order; `given` are those that were kept, "" for none."""
    if not any(given):
        return [str(at) for at in range(1, len(given) + 1)]
    taken = {natural_key(number) for number in given if number}
    numbers: list[str] = []
    before = ""
    for number in given:
        if not number:
            number = _free(before, taken)
            taken.add(natural_key(number))
        numbers.append(number)
        before = number
    return numbers


def _free(before: str, taken: set[str]) -> str:
    """12A after 12, 12B after 12A where that is free, A1 before the first."""
    base = before.rstrip(string.ascii_uppercase) or before
    for letters in _letters():
        number = f"{base}{letters}" if before else f"{letters}1"
        if natural_key(number) not in taken and (not before or natural_key(number) > natural_key(before)):
            return number
    raise AssertionError  # there is no end of letters


def _letters():  # type: ignore[no-untyped-def]
    """A … Z, AA, AB …"""
    at = 0
    while True:
        at += 1
        letters, rest = "", at
        while rest:
            rest, letter = divmod(rest - 1, 26)
            letters = string.ascii_uppercase[letter] + letters
        yield letters
