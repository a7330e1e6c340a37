"""Words as search compares them: without case and accents, the same for both databases.

What is stored and what is asked for pass through the same :func:`fold`; a database is left with
letters, figures and single spaces, which it can't read in a way of its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

LONGEST = 60  # letters of a word that are told apart
MOST = 200_000  # letters of one entry that are looked at
SHOWN = 20_000  # of a text that is shown
LONGEST_QUESTION = 300  # letters that somebody types
MOST_TERMS = 12  # of what is asked
MOST_LETTERS = 4_096  # different ones whose folding is remembered

# what NFKD doesn't take apart
_SPELLED = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ħ": "h",
        "ŧ": "t",
    }
)
_WORD = re.compile(r"[^\W_]+")
# of Chinese and Japanese, which are written without spaces
_SIGN = re.compile(
    "([\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])"
)


@lru_cache(maxsize=4096)
def _letter(letter: str) -> str:
    """One letter folded; "" for a mark or a joiner, a space for what is no letter."""
    apart = unicodedata.normalize("NFKD", letter).casefold()
    plain = "".join(c for c in unicodedata.normalize("NFKD", apart) if unicodedata.category(c)[0] != "M")
    return "" if unicodedata.category(letter) == "Cf" else plain.translate(_SPELLED)


def _letters(text: str) -> Iterator[str]:
    """Each letter folded, one for one, so that what was found can be marked in the text itself."""
    for letter in text:
        yield letter.lower() if letter.isascii() else _letter(letter)


class _Folded(dict[int, str]):
    """The same for a whole text at once: each letter is looked at when it is met first."""

    def __missing__(self, code: int) -> str:
        folded = "".join(_letters(chr(code)))
        if len(self) < MOST_LETTERS:
            self[code] = folded
        return folded


_FOLDED = _Folded()


def split(text: str, *, by_sign: bool = False) -> list[str]:
    """The words of a text, folded; `by_sign`, as search keeps them: each sign of a language without
    spaces is a word, so that what is looked for is found within."""
    text = text[:MOST]
    folded = text.lower() if text.isascii() else text.translate(_FOLDED)
    if by_sign:
        folded = _apart(folded)
    return [word[:LONGEST] for word in _WORD.findall(folded)]


def _apart(folded: str) -> str:
    return folded if folded.isascii() else _SIGN.sub(r" \1 ", folded)


def fold(*texts: str, by_sign: bool = False) -> str:
    return " ".join(word for text in texts for word in split(text, by_sign=by_sign))[:MOST]


_FEW = 100
_PLAIN = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)} | {10: "\n"}
_ASCII = bytes(range(128))
_LETTERS = bytes(ord("x") if chr(code).isalnum() else ord(" ") for code in _ASCII) + bytes(128)
_TOO_LONG = b"x" * (LONGEST + 1)


def fold_each(texts: Sequence[str], *, by_sign: bool = False) -> list[str]:
    """:func:`fold` of each of many texts, in a quarter of the time where their letters are Latin ones."""
    whole = _with_plain_letters("\n".join([text.replace("\n", " ") for text in texts]))
    if not texts or not whole.isascii() or max(map(len, texts)) > MOST:
        return [fold(text, by_sign=by_sign) for text in texts]
    if _TOO_LONG in whole.encode().translate(_LETTERS):
        return [fold(text, by_sign=by_sign) for text in texts]
    whole = whole.translate(_PLAIN)
    while "  " in whole:
        whole = whole.replace("  ", " ")
    return [line.strip(" ")[:MOST] for line in whole.split("\n")]


def _with_plain_letters(text: str) -> str:
    """Letters with accents exchanged one kind after the other: a language has few of them."""
    if text.isascii():
        return text
    odd = set(text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass"))
    for letter in list(odd)[:_FEW]:
        plain = "".join(_letters(letter))
        if plain.isascii():
            text = text.replace(letter, plain)
    return text


@dataclass(frozen=True)
class Term:
    """Words that follow each other; of the last one the beginning is enough, unless in quotes."""

    words: tuple[str, ...]
    is_beginning: bool = True
    is_excluded: bool = False


@dataclass(frozen=True)
class Asked:
    terms: tuple[Term, ...]

    @property
    def asks(self) -> bool:
        """There is something to find; what only leaves out finds nothing."""
        return any(not term.is_excluded for term in self.terms)

    @property
    def wanted(self) -> tuple[Term, ...]:
        return tuple(term for term in self.terms if not term.is_excluded)

    @property
    def excluded(self) -> tuple[Term, ...]:
        return tuple(term for term in self.terms if term.is_excluded)


_PARTS = re.compile(r'(?P<minus>-?)(?:["“”«](?P<phrase>[^"“”»]*)["“”»]?|(?P<word>[^\s"“”«»]+))')


def read(text: str) -> Asked:
    """What somebody typed: words, "words in quotes", -without."""
    terms = []
    for part in _PARTS.finditer(text[:LONGEST_QUESTION]):
        in_quotes = part["phrase"] is not None
        words = tuple(split(part["phrase"] if in_quotes else part["word"], by_sign=True))
        if words:
            beginning = not in_quotes and len(words[-1]) > 1
            terms.append(Term(words, beginning, bool(part["minus"])))
    return Asked(tuple(terms[:MOST_TERMS]))


# -- in the languages of the two databases -----------------------------------------------------


def as_fts5(asked: Asked) -> str:
    """For SQLite: every word quoted, so that none is taken for an operator."""
    wanted = " AND ".join(map(_fts5, asked.wanted))
    excluded = " OR ".join(map(_fts5, asked.excluded))
    return f"({wanted}) NOT ({excluded})" if excluded else wanted


def _fts5(term: Term) -> str:
    return f'"{" ".join(term.words)}"' + (" *" if term.is_beginning else "")


def as_tsquery(asked: Asked) -> str:
    """For PostgreSQL: the same."""
    return " & ".join(("!" if term.is_excluded else "") + f"({_tsquery(term)})" for term in asked.terms)


def _tsquery(term: Term) -> str:
    *before, last = [f"'{word}'" for word in term.words]
    return " <-> ".join([*before, f"{last}:*" if term.is_beginning else last])


# -- shown -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Piece:
    text: str
    is_found: bool = False


def marked(text: str, asked: Asked) -> list[Piece]:
    """A text in pieces, those that were asked for marked."""
    pieces, done = [], 0
    for start, end in _spans(text, asked.wanted):
        if start > done:
            pieces.append(Piece(text[done:start]))
        if end > done:
            pieces.append(Piece(text[max(start, done) : end], is_found=True))
            done = end
    return [*pieces, Piece(text[done:])] if text[done:] else pieces


def excerpt(texts: Sequence[str], asked: Asked, length: int = 160) -> str:
    """Of several texts the one with a word that was asked for, cut round it."""
    for text in (" ".join(text.split()) for text in texts):
        if spans := _spans(text, asked.wanted):
            return _cut(text, spans[0][0], length)
    return ""


def _cut(text: str, first: int, length: int) -> str:
    start = max(0, first - length // 3) if len(text) > length else 0
    start = text.rfind(" ", max(0, start - LONGEST), start) + 1 or start
    part = text[start : start + length]
    if start + length < len(text):
        end = part.rfind(" ", length - LONGEST)
        part = f"{part[:end] if end > 0 else part} …"
    return f"… {part}" if start else part


def _spans(text: str, terms: Sequence[Term]) -> list[tuple[int, int]]:
    """Where each term stands in the text, from and to, in order."""
    places = list(_places(text[:SHOWN]))
    found = [
        (places[n][1], places[n + len(term.words) - 1][2])
        for term in terms
        for n in range(len(places) - len(term.words) + 1)
        if _is_at([word for word, _start, _end in places[n : n + len(term.words)]], term)
    ]
    return sorted(found)


def _is_at(words: list[str], term: Term) -> bool:
    *before, last = term.words
    fits = words[-1].startswith(last) if term.is_beginning else words[-1] == last
    return fits and words[:-1] == before


def _places(text: str) -> Iterator[tuple[str, int, int]]:
    """Each word with the place of its letters in the text as it stands, their marks included."""
    letters = [_apart(letter) for letter in _letters(text)]
    origins = [place for place, folded in enumerate(letters) for _part in folded]
    for word in _WORD.finditer("".join(letters)):
        end = origins[word.end() - 1] + 1
        while end < len(letters) and not letters[end]:
            end += 1
        yield word[0][:LONGEST], origins[word.start()], end
