"""Transcripts in JSON: Whisper and its relatives, autoEdit, the BBC's paper edit, plain lists of words.

Each writes seconds in floating point, some as text, some wrongly. A word whose end lies before its
start has no times here, and that is told; its cue keeps those of its paragraph.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from interviews.formats import json_tree, word_times
from interviews.formats.cues import Reading, Refused
from interviews.formats.settling import MOST_HOURS, Said, clean, settle
from interviews.formats.word_times import Piece
from production.timecode import Rate

_WRAPPINGS = ("transcript", "retval", "results", "result", "data", "text")
_KNOWN = ("segments", "transcription", "chunks", "words")
_NUMBER = re.compile(r"[-+]?[0-9]{1,12}(\.[0-9]{1,20})?")
_CLOCK = re.compile(r"([0-9]{1,4}):([0-9]{1,2}):([0-9]{1,2})[.,]([0-9]{1,3})")
_LONGEST_NAME = 120
_SURE = 100_000.0  # seconds


class Part(NamedTuple):
    """A segment or paragraph as the file has it."""

    number: int
    start: int | None
    end: int | None
    text: str  # "" where only words are given
    speaker: str
    pieces: list[Piece]


def read(data: bytes, *, encoding: str = "", rate: Rate | None = None) -> Reading:
    reading = Reading()
    tree = _unwrapped(json_tree.load(data, reading, encoding), reading)
    parts = list(_parts(tree, reading))
    said = [item for part in parts if (item := _said(part, reading)) is not None]
    if not said:
        raise Refused("no_words" if parts else "not_a_transcript")
    return settle(reading, said)


def _unwrapped(tree: Any, reading: Reading) -> Any:
    """What lies inside the wrappings that programs put round a transcript; they may say the language."""
    for _wrapping in range(5):
        if not isinstance(tree, dict):
            break
        language = tree.get("language") or _dict(tree.get("result")).get("language")
        if isinstance(language, str) and not reading.language:
            reading.language = clean(language, 0, reading)[:20]
        if any(isinstance(tree.get(key), list) for key in _KNOWN):
            break
        inside = next((tree[key] for key in _WRAPPINGS if isinstance(tree.get(key), (dict, list))), None)
        if inside is None:
            break
        tree = inside
    return tree


def _parts(tree: Any, reading: Reading) -> Iterator[Part]:
    if isinstance(tree, dict):
        yield from _of_object(tree, reading)
    elif isinstance(tree, list):
        yield from _of_list(tree, reading)
    else:
        raise Refused("not_a_transcript")


def _of_object(tree: dict[str, Any], reading: Reading) -> Iterator[Part]:
    for key in ("segments", "transcription", "chunks"):
        if isinstance(tree.get(key), list) and (tree[key] or not tree.get("words")):
            reading.format = "whisper"
            beside = _pieces(tree.get("words") or [], reading)
            return _of_segments(tree[key], beside, reading)
    if not isinstance(tree.get("words"), list):
        raise Refused("not_a_transcript")
    paragraphs = tree.get("paragraphs") or _dict(tree.get("segmentation")).get("segments")
    reading.format = "bbc"
    return _of_words(_pieces(tree["words"], reading), paragraphs, reading)


def _of_list(tree: list[Any], reading: Reading) -> Iterator[Part]:
    first = next((item for item in tree if isinstance(item, dict)), {})
    if "paragraph" in first:
        reading.format = "autoedit"
        return _of_speakers(tree, reading)
    if not ({"start", "timestamp", "offsets", "startTime"} & set(first)):
        raise Refused("not_a_transcript")
    if "words" in first or sum(" " in _text(item).strip() for item in tree[:200]) * 2 > len(tree[:200]):
        reading.format = "whisper"
        return _of_segments(tree, [], reading)
    reading.format = "words"
    return _of_words(_pieces(tree, reading), None, reading)


# -- the shapes ----------------------------------------------------------------------------------


def _of_segments(segments: list[Any], beside: list[Piece], reading: Reading) -> Iterator[Part]:
    """Whisper: segments with their words inside, beside them, or without."""
    starts = [-1 if piece.start is None else piece.start for piece in beside]
    words = 0
    for number, segment in enumerate(segments, start=1):
        if not isinstance(segment, dict):
            reading.mend(number, "not_a_segment")
            continue
        start, end = _times(segment, number, reading)
        inside = segment.get("words") or segment.get("tokens")
        pieces = _pieces(inside if isinstance(inside, list) else [], reading, words)
        words += len(pieces)
        if not pieces and beside and start is not None and end is not None:
            pieces = beside[bisect_right(starts, start - 1) : bisect_right(starts, end - 1)]
        yield Part(number, start, end, _text(segment), _name(segment, number, reading), pieces)


def _of_speakers(groups: list[Any], reading: Reading) -> Iterator[Part]:
    """autoEdit: speakers with their paragraphs, those with their words in lines."""
    number = words = 0
    for group in groups:
        for paragraph in _list(_dict(group).get("paragraph")):
            number += 1
            if not isinstance(paragraph, dict):
                reading.mend(number, "not_a_segment")
                continue
            pieces = _pieces(_list(paragraph.get("line")), reading, words)
            words += len(_list(paragraph.get("line")))
            start, end = _times(paragraph, number, reading)
            yield Part(number, start, end, "", _name(group, number, reading), pieces)


def _of_words(pieces: list[Piece], paragraphs: Any, reading: Reading) -> Iterator[Part]:
    """Words in a row, parted by the paragraphs that stand beside them or else by how they are spoken."""
    marks = [
        (start, _name(paragraph, number, reading))
        for number, paragraph in enumerate(_list(paragraphs), start=1)
        if isinstance(paragraph, dict) and (start := _ms(paragraph.get("start"), number, reading)) is not None
    ]
    if not marks:
        reading.mend(0, "grouped", words=len(pieces))
        groups: Iterable[tuple[str, list[Piece]]] = (("", group) for group in word_times.grouped(pieces))
    else:
        groups = _by_paragraph(pieces, sorted(marks))
    for number, (speaker, group) in enumerate(groups, start=1):
        yield Part(number, None, None, "", speaker, group)


def _by_paragraph(pieces: list[Piece], marks: list[tuple[int, str]]) -> Iterator[tuple[str, list[Piece]]]:
    starts = [start for start, _name in marks]
    now, group = 0, list[Piece]()
    for piece in pieces:
        if piece.start is not None:
            place = max(0, bisect_right(starts, piece.start) - 1)
            if place != now and group:
                yield marks[now][1], group
                group = []
            now = place
        group.append(piece)
    if group:
        yield marks[now][1], group


# -- what they hold ------------------------------------------------------------------------------


def _said(part: Part, reading: Reading) -> Said | None:
    text = clean(part.text or word_times.joined(part.pieces), part.number, reading).strip()
    if not text:
        reading.mend(part.number, "no_text")
        return None
    words = word_times.laid_over(text, part.pieces)
    if words is None:
        reading.mend(part.number, "words_differ")
    start, end = _of_pieces(part)
    return Said(start, end, text, part.speaker, words or (), part.number)


def _of_pieces(part: Part) -> tuple[int | None, int | None]:
    """The times of a part, those of its words where it has none of its own."""
    start, end = part.start, part.end
    if start is None:
        start = next((piece.start for piece in part.pieces if piece.start is not None), None)
    if end is None:
        end = next((piece.end for piece in reversed(part.pieces) if piece.end is not None), None)
    return start, end


def _pieces(words: Any, reading: Reading, before: int = 0) -> list[Piece]:
    pieces: list[Piece] = []
    latest = 0
    for number, word in enumerate(_list(words), start=before + 1):
        if not isinstance(word, dict):
            if not isinstance(word, int):  # Whisper lists the numbers of its tokens
                reading.mend(number, "not_a_word")
            continue
        text = clean(_text(word), number, reading)
        if text.startswith("[_") and text.endswith("]"):  # what whisper.cpp notes for itself
            continue
        if not text.strip():
            reading.mend(number, "no_word")
            continue
        start, end = _word_times(word, number, latest, reading)
        latest = latest if start is None else start
        pieces.append(Piece(text, start, end, number))
    return pieces


def _word_times(word: dict[str, Any], number: int, latest: int, reading: Reading) -> tuple[Any, Any]:
    start, end = _times(word, number, reading)
    if start is None or end is None:
        reading.mend(number, "word_without_times")
    elif end < start:
        reading.mend(number, "word_ends_before_start")
    elif start < latest:
        reading.mend(number, "word_unsorted")
    else:
        return start, end
    return None, None


def _times(item: dict[str, Any], number: int, reading: Reading) -> tuple[int | None, int | None]:
    stamps = item.get("timestamp")
    offsets = item.get("offsets")
    if isinstance(stamps, list) and len(stamps) == 2:
        start, end = stamps
    elif isinstance(offsets, dict):  # whisper.cpp counts milliseconds
        return (_ms(offsets.get("from"), number, reading, 1), _ms(offsets.get("to"), number, reading, 1))
    elif isinstance(item.get("timestamps"), dict):
        start, end = item["timestamps"].get("from"), item["timestamps"].get("to")
    else:
        start, end = item.get("start", item.get("startTime")), item.get("end", item.get("endTime"))
    return _ms(start, number, reading), _ms(end, number, reading)


def _ms(value: Any, number: int, reading: Reading, factor: int = 1000) -> int | None:
    """A time in milliseconds; None where the file has none, or something that is none, which is told."""
    if value is None:
        return None
    if type(value) is float and 0 <= value <= _SURE:  # nearly all of them
        return round(value * factor)
    seconds = _number(value)
    if seconds is None or not math.isfinite(seconds) or abs(seconds) * factor > MOST_HOURS * 3_600_000:
        reading.mend(number, "no_time", found=str(value)[:40])
        return None
    if seconds < 0:
        reading.mend(number, "negative", found=str(value)[:40])
        return 0
    return round(seconds * factor)


def _number(value: Any) -> float | None:
    if isinstance(value, str):
        value = value.strip()
        if _NUMBER.fullmatch(value):
            return float(value)
        clock = _CLOCK.fullmatch(value)
        if clock is None:
            return None
        hours, minutes, seconds = (int(part) for part in clock.groups()[:3])
        return (hours * 60 + minutes) * 60 + seconds + float(f"0.{clock[4]}")
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def _text(item: Any) -> str:
    for key in ("punct", "text", "word"):
        if isinstance(found := _dict(item).get(key), str):
            return found
    return ""


def _name(item: Any, number: int, reading: Reading) -> str:
    found = _dict(item).get("speaker")
    if isinstance(found, dict):
        found = found.get("name") or found.get("@id") or found.get("id")
    if isinstance(found, bool) or not isinstance(found, (str, int)):
        return ""
    return " ".join(clean(str(found), number, reading).split())[:_LONGEST_NAME]


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else []
