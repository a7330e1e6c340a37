"""Who speaks, in lines like ``VOLKOV: The wall …``: which words before a colon are a name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

LONGEST = 40  # letters
MOST_WORDS = 5

_NUMBERED = re.compile(
    r"(?:speaker|unknown|unknown speaker|hablante|locutor|locutora|orador|interlocutor|persona)\s?[0-9]{0,3}",
    re.I,
)
_NONE_OF = re.compile(r"[\[\]<>{}\"“”«»¿?¡!;,|=/\\_]")
_SMALL = {"de", "del", "la", "las", "los", "el", "y", "e", "i", "of", "the", "von", "van", "da", "do", "dos",
          "di", "le", "du", "der", "den", "bin", "ibn", "al"}  # fmt: skip


@lru_cache(maxsize=2048)  # few speak often
def is_name(text: str) -> bool:
    """Capitals, or each word with a capital but for those that names carry inside."""
    words = text.split()
    if not 0 < len(words) <= MOST_WORDS or len(text) > LONGEST or _NONE_OF.search(text):
        return False
    if not text[0].isalpha():
        return False
    return is_loud(text) or all(_is_named(word, place) for place, word in enumerate(words))


@lru_cache(maxsize=2048)
def is_loud(text: str) -> bool:
    """In capitals; scripts without them count as such."""
    return text == text.upper() and any(letter.isalpha() for letter in text)


def is_numbered(text: str) -> bool:
    """What programs call those whom they don't know: ``Speaker 1`` on a line of its own."""
    return _NUMBERED.fullmatch(text) is not None


def _is_named(word: str, place: int) -> bool:
    if word.startswith("(") or word[:1].isdecimal() or (place and word.lower() in _SMALL):
        return True
    first = next((letter for letter in word if letter.isalpha()), "")
    return first != "" and not first.islower()


def before_colon(text: str) -> tuple[str, str] | None:
    """What may be a name, and what it says; a colon inside a word or a figure parts nothing."""
    for colon in (":", "："):
        at = text.find(colon, 0, LONGEST + 2)
        if at > 0 and (colon != ":" or text[at + 1 : at + 2].strip() == "") and is_name(text[:at].strip()):
            return " ".join(text[:at].split()), text[at + 1 :].strip()
    return None


def believed(candidates: Iterable[tuple[str, bool]]) -> set[str]:
    """The names among what stands before colons; with each, whether a new time stands before it.

    In the middle of a paragraph ``Remember: …`` is no name unless it comes again. Where others come
    again, one word that stands once isn't one either.
    """
    candidates = list(candidates)
    times = Counter(name for name, _is_first in candidates)
    others_recur = any(count > 1 for count in times.values())
    return {
        name
        for name, is_first in candidates
        if is_loud(name)
        or is_numbered(name)
        or times[name] > 1
        or (is_first and (" " in name or not others_recur))
    }
