"""The tints of the revision colours: for a band at the head of a sheet and a chip on a page.

The colour itself is a word of the film's list; pages are photocopied, so the word is what counts.
"""

from __future__ import annotations

TINTS = {
    "white": "#f6f5f1",
    "blue": "#d6e6f5",
    "pink": "#f9dbe4",
    "yellow": "#fbf1b8",
    "green": "#d8ecd3",
    "goldenrod": "#f3dc9c",
    "buff": "#efe0c4",
    "salmon": "#f8d2c2",
    "cherry": "#f0bfc8",
    "tan": "#e6d7c1",
    "ivory": "#f8f3e1",
    "grey": "#e3e4e6",
    "lavender": "#e4dcf2",
    "orange": "#fadcb4",
}
UNKNOWN = "#e3e4e6"


def tint(colour: str) -> str:
    """``#rrggbb`` of a colour word, “Second Blue” like “Blue”; a neutral grey for a word not known."""
    return TINTS.get(name(colour), UNKNOWN)


def name(colour: str) -> str:
    """The known colour that a word names, as a style sheet calls it: ``blue``; "" for none."""
    last = colour.split()[-1].casefold() if colour.split() else ""
    return last if last in TINTS else ""
