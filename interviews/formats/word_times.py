"""Timed words laid over the text they were taken from, and words alone made into cues."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from interviews.formats.cues import Word

PAUSE = 1_000  # ms without a word after which a new cue begins
LONGEST = 12_000  # ms that a cue of words alone may last

_LETTER = re.compile(r"\w")
_SENTENCE_ENDS = re.compile(r"[.?!…。？！][\"'”’»)\]]*$")


class Piece(NamedTuple):
    """A word, or a part of one, as the file times it."""

    text: str
    start: int | None
    end: int | None
    number: int = 0  # in the file, from 1


def joined(pieces: Sequence[Piece]) -> str:
    """The text of the pieces: where they bring their own spaces, those; else one between each two."""
    own = any(piece.text[:1].isspace() for piece in pieces[1:])
    return ("" if own else " ").join(piece.text if own else piece.text.strip() for piece in pieces).strip()


def laid_over(text: str, pieces: Sequence[Piece]) -> tuple[Word, ...] | None:
    """A word for each of ``text.split()``; () where none has a time, None where the letters differ.

    Only letters and figures are compared: programs write the same words with and without stops.
    """
    if not any(piece.start is not None for piece in pieces):
        return ()
    owners = [piece for piece in pieces for _letter in _LETTER.findall(piece.text)]
    letters = "".join(_LETTER.findall(text)).casefold()
    if letters != "".join(letter for piece in pieces for letter in _LETTER.findall(piece.text)).casefold():
        return None
    words, at = [], 0
    for word in text.split():
        count = len(_LETTER.findall(word))
        words.append(_word(word, owners[at : at + count]))
        at += count
    return tuple(words)


def _word(text: str, pieces: Sequence[Piece]) -> Word:
    start, end = (pieces[0].start, pieces[-1].end) if pieces else (None, None)
    return Word(text, start, end) if start is not None and end is not None else Word(text)


def grouped(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Words alone, parted after each sentence, at a pause, and before they last too long."""
    group: list[Piece] = []
    begins = ends = None
    for piece in pieces:
        if group and _parts(group[-1], piece, begins, ends):
            yield group
            group, begins = [], None
        group.append(piece)
        begins = piece.start if begins is None else begins
        ends = piece.end if piece.end is not None else ends
    if group:
        yield group


def _parts(last: Piece, piece: Piece, begins: int | None, ends: int | None) -> bool:
    if _SENTENCE_ENDS.search(last.text.strip()):
        return True
    if piece.start is None or piece.end is None or begins is None:
        return False
    return piece.end - begins > LONGEST or (ends is not None and piece.start - ends >= PAUSE)
