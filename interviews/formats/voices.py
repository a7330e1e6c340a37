"""What WebVTT writes between the times: voices, times of words, signs as entities, and tags for screens."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from interviews.formats.cues import Cue, Refused, Word
from interviews.formats.subtitles import NO_SIGN, Habits
from interviews.formats.times import thousandths

LONGEST_NAME = 120
MOST_MARKED = 1_000_000  # letters of one cue, tags among them

# whatever else stands between angle brackets is text
_TAG = re.compile(
    r"<(?:"
    r"(?P<close>/?)(?:(?P<voice>v)|c|i|b|u|ruby|rt|lang)(?:\.[^ \t\n<>.]*+)*+(?:[ \t\n](?P<name>[^<>]*))?"
    r"|(?:(?P<hours>[0-9]{1,4}):)?(?P<minutes>[0-9]{2}):(?P<seconds>[0-9]{2})\.(?P<part>[0-9]{3})"
    r")>"
)
_ONE_VOICE = re.compile(r"<v(?:\.[^ \t\n<>.]*+)*+[ \t]([^<>&\n]*)>([^<>&]*)(?:</v>)?")
_WORD = re.compile(r"\S+")


@dataclass
class _Piece:
    """What one voice says, and where in it times stand."""

    speaker: str
    text: str = ""
    stamps: list[tuple[int, int]] = field(default_factory=list)  # offset, ms


def spoken(cue: Cue, text: str, habits: Habits) -> list[Cue]:
    """The cue without tags, once for each voice in it."""
    if len(text) > MOST_MARKED:
        raise Refused("long_text", cue.line, most=MOST_MARKED)
    if match := _ONE_VOICE.fullmatch(text):
        name = _name(match[1], cue, habits)
        return [Cue(cue.start, cue.end, match[2].strip(), name, (), cue.written, cue.line)]
    pieces = [piece for piece in _joined(_pieces(cue, text, habits)) if piece.text] or [_Piece("")]
    timed = any(piece.stamps for piece in pieces)
    found = []
    for piece, after in zip(pieces, [*pieces[1:], None], strict=True):
        first = cue.start if piece is pieces[0] else None
        last = cue.end if after is None else next((ms for _offset, ms in after.stamps), None)
        words = _words(piece, first, last) if timed else ()
        found.append(cue._replace(text=piece.text, speaker=piece.speaker, words=words))
    return found


def _pieces(cue: Cue, text: str, habits: Habits) -> list[_Piece]:
    """A new one wherever a voice begins or ends."""
    pieces = [_Piece("")]
    parts: list[str] = []
    at = length = 0
    latest = cue.start
    for match in _TAG.finditer(text):
        part = _plain(text[at : match.start()])
        parts.append(part)
        at, length = match.end(), length + len(part)
        if match["voice"]:
            pieces[-1].text, parts, length = "".join(parts), [], 0
            name = "" if match["close"] else _name(match["name"] or "", cue, habits)
            pieces.append(_Piece(name))
        elif match["seconds"]:
            ms = _ms(match)
            if latest <= ms <= cue.end:
                pieces[-1].stamps.append((length, ms))
                latest = ms
            else:
                habits.note("word_time", cue.line)
    pieces[-1].text = "".join([*parts, _plain(text[at:])])
    return pieces


def _plain(text: str) -> str:
    return NO_SIGN.sub("", html.unescape(text))


def _joined(pieces: list[_Piece]) -> list[_Piece]:
    """One voice that goes on is one piece, and blanks between two voices are none's."""
    runs: list[list[_Piece]] = []
    for piece in pieces:
        blank = not piece.text.strip() and not piece.stamps
        if runs and (blank or runs[-1][0].speaker == piece.speaker):
            runs[-1].append(piece)
        elif not blank:
            runs.append([piece])
    return [_whole(run) for run in runs]


def _whole(run: list[_Piece]) -> _Piece:
    """All of a run, without the blanks around it."""
    text = "".join(piece.text for piece in run)
    at = len(text.lstrip()) - len(text)
    stamps = []
    for piece in run:
        stamps += [(max(at + offset, 0), ms) for offset, ms in piece.stamps]
        at += len(piece.text)
    return _Piece(run[0].speaker, text.strip(), stamps)


def _name(text: str, cue: Cue, habits: Habits) -> str:
    name = _cleaned(text)
    if len(name) > LONGEST_NAME:
        habits.note("name_cut", cue.line)
    return name[:LONGEST_NAME]


@lru_cache(maxsize=100)
def _cleaned(name: str) -> str:
    """Few speak, and often."""
    return " ".join(_plain(name).split())


def _ms(match: re.Match[str]) -> int:
    minutes = int(match["hours"] or 0) * 60 + int(match["minutes"])
    return (minutes * 60 + int(match["seconds"])) * 1000 + thousandths(match["part"])


def _words(piece: _Piece, first: int | None, last: int | None) -> tuple[Word, ...]:
    """Each word begins at the time that stands right before it, and ends where the next one begins."""
    found = list(_WORD.finditer(piece.text))
    begins: list[int | None] = []
    at, before = 0, 0
    for word in found:
        begin = None if begins else first
        while at < len(piece.stamps) and piece.stamps[at][0] <= word.start():
            offset, ms = piece.stamps[at]
            begin, at = ms if offset >= before else begin, at + 1
        begins.append(begin)
        before = word.end()
    ends = [after for _begin, after in pairwise([*begins, last])]
    return tuple(Word(word[0], *times) for word, *times in zip(found, begins, ends, strict=True))
