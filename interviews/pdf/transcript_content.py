"""What a transcript on paper says, and how it is wished for: frames, codes and plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from production import timecode
from production.pdf.report_content import Head
from production.timecode import Label, Rate

PAUSE = 2  # seconds of silence after which a paragraph ends
LONGEST = 480  # letters, about eight lines, after which the next cue begins a paragraph
# what a transcriber notes and nobody says: [inaudible], (laughs), [?Vazquez]
MARK = re.compile(r"((?<!\S)\S{0,40}(?:\[[^\[\]]{1,60}\]|\([^()]{1,40}\))\S{0,40}(?!\S))")


@dataclass(frozen=True, slots=True)
class Wish:
    """How it is printed."""

    words: str = "original"  # "translation", "both"
    every: int = 0  # seconds between two timecodes; 0 for one at each paragraph
    has_frames: bool = True
    is_running: bool = False  # running time, not source timecode

    @property
    def is_translated(self) -> bool:
        return self.words != "original"


@dataclass(frozen=True, slots=True)
class Spoken:
    """One cue, in frames of the recording."""

    start: int
    end: int
    text: str
    speaker: str = ""
    translation: str = ""
    is_stale: bool = False  # the original was worded anew since

    @property
    def state(self) -> str:
        """Of its translation."""
        if not self.translation.strip():
            return "missing"
        return "stale" if self.is_stale else ""


@dataclass(frozen=True, slots=True)
class Source:
    """The recording whose frames are counted."""

    reel: str
    rate: Rate
    start: Label
    camera: str = ""

    def told(self, frame: int, wish: Wish) -> str:
        if wish.is_running:
            return timecode.running(frame, self.rate)
        label = timecode.source(frame, self.start, self.rate)
        return str(label) if wish.has_frames else str(label)[:8]

    def span(self, frame: int, wish: Wish) -> int:
        """Which of the stretches between two timecodes a frame lies in."""
        if wish.is_running:
            return int(self.rate.seconds(frame)) // wish.every
        return timecode.source(frame, self.start, self.rate).total_seconds // wish.every


@dataclass(frozen=True, slots=True)
class Transcript:
    head: Head
    interview: str
    source: Source
    language: str  # code
    kind: str  # code
    cues: tuple[Spoken, ...] = ()
    maker: str = ""
    revision: int = 0
    shot_on: date | None = None
    translated_into: str = ""  # code
    translator: str = ""
    not_before: date | None = None  # while that day hasn't come
    restrictions: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What one person says without a pause, or the part of it that begins with a timecode."""

    cues: tuple[Spoken, ...]
    at: str = ""  # its timecode, where one is printed
    speaker: str = ""  # where somebody else spoke before
    state: str = ""  # of its translation
    goes_on: bool = False

    @property
    def text(self) -> str:
        return _run_together([cue.text for cue in self.cues])

    @property
    def translation(self) -> str:
        return _run_together([cue.translation for cue in self.cues])


def _run_together(texts: Sequence[str]) -> str:
    """The lines of subtitles are the screen's, not the speaker's."""
    return " ".join(word for text in texts for word in text.split())


def paragraphs(found: Transcript, wish: Wish) -> Iterator[Paragraph]:
    """The cues run together, with the timecodes that are wished for."""
    spoken_by, span = "", -1
    for run in _runs(found.cues, found.source.rate, wish):
        for number, part in enumerate(_parts(run, found.source, wish)):
            first = part[0]
            here = found.source.span(first.start, wish) if wish.every else span + 1
            at = found.source.told(first.start, wish) if here != span else ""
            speaker = first.speaker if first.speaker != spoken_by and not number else ""
            state = first.state if wish.is_translated else ""
            yield Paragraph(tuple(part), at, speaker, state, goes_on=number > 0)
            spoken_by, span = first.speaker, here


def _runs(cues: Sequence[Spoken], rate: Rate, wish: Wish) -> Iterator[list[Spoken]]:
    run: list[Spoken] = []
    letters = 0
    for cue in cues:
        if run and (letters >= LONGEST or _parts_from(run[-1], cue, rate, wish)):
            yield run
            run, letters = [], 0
        run.append(cue)
        letters += len(cue.text)
    if run:
        yield run


def _parts_from(before: Spoken, cue: Spoken, rate: Rate, wish: Wish) -> bool:
    if cue.speaker != before.speaker or rate.seconds(cue.start - before.end) > PAUSE:
        return True
    return wish.is_translated and cue.state != before.state


def _parts(run: list[Spoken], source: Source, wish: Wish) -> Iterator[list[Spoken]]:
    """Where a timecode falls due within a paragraph, a line begins with it."""
    if not wish.every:
        yield run
        return
    part: list[Spoken] = []
    span = source.span(run[0].start, wish)
    for cue in run:
        here = source.span(cue.start, wish)
        if part and here != span:
            yield part
            part = []
        span = here
        part.append(cue)
    yield part


def told_apart(text: str) -> list[tuple[str, bool]]:
    """The text in runs; those that are marks, with what clings to them, are told by True."""
    found = ((part.strip(" "), at % 2 == 1) for at, part in enumerate(MARK.split(text)))
    return [(part, is_mark) for part, is_mark in found if part]
