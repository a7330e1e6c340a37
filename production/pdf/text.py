"""The one door through which text reaches paper, and its way into lines.

Whatever a person typed comes out as characters that can be drawn, and as nothing but text:
composed (NFC), without control characters, shaped where a script needs it, and with
``[U+XXXX]`` in place of what no font has. No markup is known here.
"""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import accumulate
from typing import Any

from .fonts import Weight, weight

# Line ends of every kind; ``splitlines`` would also take file separators for some.
_NEWLINES = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# Controls, and what is there to steer other characters: invisible on paper in any case, and
# a reversal that is obeyed makes a name say what it does not say.
_CONTROLS = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
_JOINERS = re.compile("[\u200c\u200d\ufe0e\ufe0f]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\u200c\u200d]{2,}")
_BREAK_AFTER = frozenset("/-@._,;:?&=+|\\\u00a0")

Run = tuple[str, bool]  # text, and whether it is bold
Line = tuple[tuple[Run, ...], float]  # the runs, and their width in points


def clean(text: str) -> str:
    """The text as it can be drawn, in reading order, lines parted by a newline."""
    if text.isascii() and text.isprintable():
        return text
    if _plain().issuperset(text) and unicodedata.is_normalized("NFC", text):
        return text
    text = _NEWLINES.sub("\n", text).replace("\t", " ")
    text = _CONTROLS.sub("", unicodedata.normalize("NFC", text))
    if _RIGHT_TO_LEFT.search(text):
        text = _ARABIC.sub(lambda letters: _shaped(letters[0]), text)
    text = _JOINERS.sub("", text)
    if missing := _missing(text):
        text = text.translate({ord(character): _number(character) for character in missing})
    return text


def unprintable(content: Any) -> list[str]:
    """Characters of a content (text, or dataclass of texts) that no font has, sorted."""
    found: set[str] = set()
    for text in _texts(content):
        if not (text.isascii() and text.isprintable()):
            plain = _CONTROLS.sub("", unicodedata.normalize("NFC", _NEWLINES.sub("\n", text)))
            found |= _missing(_JOINERS.sub("", plain))
    found.discard("\t")
    return sorted(found)


def is_blank(text: str) -> bool:
    return not clean(text).strip()


@cache
def _plain() -> frozenset[str]:
    """Characters that are drawn as they are, in both weights."""
    both = weight(False).known & weight(True).known
    special = (_CONTROLS, _JOINERS, _RIGHT_TO_LEFT, _NEWLINES)
    return frozenset(c for c in both if not any(kind.match(c) for kind in special)) | {"\n"}


def _missing(text: str) -> set[str]:
    odd = set(text) - _plain()
    regular, bold = weight(False), weight(True)
    return {character for character in odd if not (regular.has(character) and bold.has(character))}


def _number(character: str) -> str:
    return f"[U+{ord(character):04X}]"


def _texts(content: Any) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif dataclasses.is_dataclass(content) and not isinstance(content, type):
        for field in dataclasses.fields(content):
            yield from _texts(getattr(content, field.name))
    elif isinstance(content, (tuple, list, set, frozenset)):
        for item in content:
            yield from _texts(item)


@lru_cache(maxsize=10_000)
def _shaped(letters: str) -> str:
    import arabic_reshaper

    return str(arabic_reshaper.reshape(letters))


def in_visual_order(text: str) -> str:
    """A line as it stands on paper: right-to-left parts turned round, brackets mirrored."""
    if text.isascii() or not _RIGHT_TO_LEFT.search(text):
        return text
    from bidi import get_base_level, get_display

    marked = _mirrored().sub(rf"\g<0>{_MARK}", text.replace(_MARK, ""))
    turned = get_display(marked, base_dir="R" if get_base_level(text) else "L")
    return _turned_mirrored().sub(_mirror, turned)


def is_right_to_left(text: str) -> bool:
    """Whether a text as a whole is read from the right."""
    if text.isascii() or not _RIGHT_TO_LEFT.search(text):
        return False
    from bidi import get_base_level

    return bool(get_base_level(text))


# The library turns the order round but not the brackets. A mark that is set behind each of them
# stands before it where the reading goes from right to left.
_MARK = "\u034f"


@lru_cache(maxsize=1)
def _mirrored() -> re.Pattern[str]:
    from bidi.mirror import MIRRORED

    return re.compile(f"[{re.escape(''.join(MIRRORED))}]")


@lru_cache(maxsize=1)
def _turned_mirrored() -> re.Pattern[str]:
    brackets = _mirrored().pattern
    return re.compile(f"({brackets}){_MARK}|{_MARK}({brackets})")


def _mirror(found: re.Match[str]) -> str:
    from bidi.mirror import MIRRORED

    return found[1] or str(MIRRORED[found[2]])


def wrap(text: str, bold: bool, size: float, width: float) -> list[Line]:
    """The lines of a text of one weight. Linear in the length of the text."""
    face = weight(bold)
    points = size / 1000
    return [
        (((in_visual_order(line), bold),), used * points)
        for paragraph in clean(text).split("\n")
        for line, used in _fill(paragraph, face, width / points)
    ]


def wrap_after(label: str, text: str, size: float, width: float) -> list[Line]:
    """The lines of a text that a short bold label stands before."""
    label, (first, *more) = clean(label), clean(text).split("\n")
    points = size / 1000
    limit = width / points
    start = weight(True).measure(label) + weight(True).space
    if start * 2 > limit or "\n" in label or not first:
        return wrap_runs([run for run in ((label, True), (text, False)) if run[0]], size, width)
    face = weight(False)
    (words, used), *rest = _fill(first, face, limit, start)
    head: tuple[Run, ...] = ((in_visual_order(label) + " ", True), (in_visual_order(words), False))
    lines: list[Line] = [(head, used * points)]
    for paragraph in (rest, *(_fill(paragraph, face, limit) for paragraph in more)):
        lines += [(((in_visual_order(line), False),), used * points) for line, used in paragraph]
    return lines


def _fill(paragraph: str, face: Weight, limit: float, start: float = 0.0) -> Iterator[tuple[str, float]]:
    """Words in lines and how wide they are; `start` is what the first line holds already."""
    words, space = paragraph.split(" "), face.space
    widths = face.widths_of(words)
    # where each word begins, were all on one line: how many fit is looked up, not counted
    begins = list(accumulate([width + space for width in widths], initial=0.0))
    at, count = 0, len(words)
    while at < count:
        end = bisect_right(begins, begins[at] + limit - start + space, at) - 1
        if end == at and not start:
            *pieces, (word, width) = _soften(words[at], face, limit)
            yield from pieces
            words[at], begins[at] = word, begins[at + 1] - width - space
            end = max(bisect_right(begins, begins[at] + limit + space, at) - 1, at + 1)
        yield " ".join(words[at:end]), max(start + begins[end] - begins[at] - space, 0.0)
        at, start = end, 0.0


def _soften(word: str, face: Weight, limit: float) -> list[tuple[str, float]]:
    """A word too long for its line, in pieces: after a slash or the like, else anywhere."""
    pieces: list[tuple[str, float]] = []
    start, used = 0, 0.0
    for at, character in enumerate(word):
        width = face.width(character)
        if used + width > limit and at > start and not unicodedata.combining(character):
            cut = _best_cut(word, start, at)
            rest = sum(face.width(c) for c in word[cut:at])
            pieces.append((word[start:cut], used - rest))
            start, used = cut, rest
        used += width
    pieces.append((word[start:], used))
    return pieces


def _best_cut(word: str, start: int, at: int) -> int:
    for cut in range(at, start + (at - start) // 2, -1):
        if word[cut - 1] in _BREAK_AFTER:
            return cut
    return at


def wrap_runs(runs: Sequence[Run], size: float, width: float) -> list[Line]:
    """The lines of a text of mixed weight; a space stands between two runs."""
    lines: list[Line] = []
    current: list[Run] = []
    points = size / 1000
    used = 0.0
    for word, bold, starts_line, word_width in _words(runs, width / points):
        face = weight(bold)
        gap = face.space if current else 0.0
        if starts_line or (current and used + gap + word_width > width / points):
            lines.append((_merged(current), used * points))
            current, used, gap = [], 0.0, 0.0
        current.append((word, bold))
        used += gap + word_width
    lines.append((_merged(current), used * points))
    return lines


def _words(runs: Sequence[Run], limit: float) -> Iterator[tuple[str, bool, bool, float]]:
    """Word, weight, whether a new line begins before it, width."""
    for text, bold in runs:
        face = weight(bold)
        for number, paragraph in enumerate(clean(text).split("\n")):
            starts_line = number > 0
            for word in paragraph.split(" "):
                width = face.words.get(word)
                if width is None:
                    width = face.measure(word)
                for piece, piece_width in _soften(word, face, limit) if width > limit else [(word, width)]:
                    yield piece, bold, starts_line, piece_width
                    starts_line = False


def _merged(words: list[Run]) -> tuple[Run, ...]:
    """Neighbours of one weight as one run; every run but the last ends in its space."""
    runs: list[tuple[list[str], bool]] = []
    for word, bold in words:
        if runs and runs[-1][1] == bold:
            runs[-1][0].append(word)
        else:
            runs.append(([word], bold))
    last = len(runs) - 1
    return tuple(
        (in_visual_order(" ".join(words)) + ("" if at == last else " "), bold)
        for at, (words, bold) in enumerate(runs)
    )


def text_width(text: str, bold: bool, size: float) -> float:
    """Width of one line of cleaned text, in points."""
    return weight(bold).measure(text) * size / 1000


@lru_cache(maxsize=256)  # furniture says the same on every page
def fit(text: str, bold: bool, size: float, width: float) -> str:
    """One line of furniture: cut with an ellipsis where it is too long (the body has it whole)."""
    line = clean(text).replace("\n", " ")
    if len(line) > 1000:
        line = line[:1000]
    if text_width(line, bold, size) <= width:
        return in_visual_order(line)
    while line and text_width(line + "…", bold, size) > width:
        line = line[:-1]
    return in_visual_order(line.rstrip() + "…")
