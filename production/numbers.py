"""Scene and item numbers in the order in which people read them: 2, 10, 12, 12A, 12AA, 12B, A12.

``natural_key`` gives a text for a column of its own. It is made of the ten digits alone, so every
database sorts it alike, whatever its collation thinks of case, accents or punctuation.

Two numbers have the same key where nobody on a set can tell them apart: capitals (12a, 12A),
leading zeros (07, 7), digits of another script (٧, 7) and the width of a space make no difference.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST_NUMBER = 20
LONGEST_KEY = 8 * LONGEST_NUMBER

_PIECES = re.compile(r"\d+|\D")


def natural_key(number: str) -> str:
    """The sort key of a number; what is longer than LONGEST_NUMBER is not looked at."""
    text = " ".join(unicodedata.normalize("NFC", number).split())[:LONGEST_NUMBER]
    return "".join(
        _digits_key(piece) if piece.isdecimal() else _sign_key(piece) for piece in _PIECES.findall(text)
    )


def _digits_key(digits: str) -> str:
    """Longer numbers are larger: the count of digits goes before them."""
    value = str(int(digits))
    return f"1{len(value):02d}{value}"


def _sign_key(sign: str) -> str:
    folded = sign.casefold()
    return f"2{ord(folded if len(folded) == 1 else sign):07d}"
