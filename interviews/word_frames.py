"""The words around a range of a recording with the frames on which each is spoken.

As :mod:`interviews.quotes` quotes them: by their own times where they have some. Of a cue without
them the whole is one piece; where a single word of it is asked for, its place is reckoned by letters.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from interviews.models import Cue, Recording
from interviews.quotes import Source, source_of, synced, words_between


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, or a whole cue; frames are those of the recording, and never before its first."""

    text: str
    in_frame: int
    out_frame: int
    is_inside: bool = False  # of the range that was asked for


def around(recording: Recording, in_frame: int, out_frame: int, margin: int) -> list[Piece]:
    """What is said from so many frames before the range to so many after it."""
    source = source_of(recording)
    if source is None:
        return []
    found: list[Piece] = []
    asked = source.frames(in_frame, out_frame)
    for cue in _cues(source, *source.frames(max(in_frame - margin, 0), out_frame + margin)):
        if cue.word_times:
            found += _joined(_words(cue, *asked))
        else:
            found.append(Piece(cue.text, cue.in_frame, cue.out_frame, bool(words_between(cue, *asked))))
    return [_of(recording, source, piece) for piece in found]


def words(recording: Recording, in_frame: int, out_frame: int) -> list[Piece]:
    """The words of the range one by one, as many as its quotation has."""
    source = source_of(recording)
    if source is None:
        return []
    asked = source.frames(in_frame, out_frame)
    found = [word for cue in _cues(source, *asked) for word in _words(cue, *asked) if word.is_inside]
    return [_of(recording, source, word) for word in found]


def _cues(source: Source, in_frame: int, out_frame: int) -> Iterator[Cue]:
    rows = Cue.objects.filter(transcript=source.transcript, in_frame__lt=out_frame, out_frame__gt=in_frame)
    yield from rows.order_by("in_frame", "pk")


def _words(cue: Cue, in_frame: int, out_frame: int) -> Iterator[Piece]:
    texts = cue.text.split()
    if not cue.word_times:
        is_inside = bool(words_between(cue, in_frame, out_frame))
        lasts, letters, at = cue.out_frame - cue.in_frame, sum(map(len, texts)), 0
        for text in texts:
            start, at = cue.in_frame + lasts * at // letters, at + len(text)
            yield Piece(text, start, cue.in_frame + lasts * at // letters, is_inside)
        return
    start = end = cue.in_frame
    is_inside = 2 * in_frame <= 2 * start + 1 < 2 * out_frame
    for text, times in zip(texts, cue.word_times, strict=False):
        if times is None:  # goes with the one before it
            yield Piece(text, end, end, is_inside)
            continue
        start, end = cue.in_frame + times[0], cue.in_frame + times[1]
        is_inside = 2 * in_frame <= start + end < 2 * out_frame
        yield Piece(text, start, end, is_inside)


def _joined(words: Iterator[Piece]) -> list[Piece]:
    """What has no time of its own stands with the word before it."""
    found: list[Piece] = []
    for word in words:
        if found and word.in_frame == word.out_frame == found[-1].out_frame:
            before = found.pop()
            word = Piece(f"{before.text} {word.text}", before.in_frame, before.out_frame, before.is_inside)
        found.append(word)
    return found


def _of(recording: Recording, source: Source, piece: Piece) -> Piece:
    there = source.transcript.recording
    start, end = synced(piece.in_frame, there, recording), synced(piece.out_frame, there, recording)
    return Piece(piece.text, max(start, 0), max(end, 0), piece.is_inside)
