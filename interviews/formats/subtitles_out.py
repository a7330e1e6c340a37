"""Subtitles, line by line. Times that nobody has touched are written as the file had them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from interviews.formats.lines import Line, Words, clock, said

_LIKE_TIMES = re.compile(r"[0-9][ \t]*-->")


def srt(
    lines: Iterable[Line], *, words: Words = Words.ORIGINAL, names: bool = False, newline: str = "\n"
) -> Iterator[str]:
    for number, line in enumerate(lines, start=1):
        times = line.written or f"{clock(line.start, ',')} --> {clock(line.end, ',')}"
        text = said(line, words)
        if names and line.speaker:
            text = f"{_name(line).upper()}: {text}"  # as papers have it, and as readers know it again
        # a reader would take such a line for the times of a cue
        text = "\n".join(
            row.replace("-->", "→") if _LIKE_TIMES.search(row) else row for row in text.split("\n")
        )
        yield _ended(f"{number}\n{times}\n{text}\n\n", newline)


def vtt(
    lines: Iterable[Line],
    *,
    words: Words = Words.ORIGINAL,
    language: str = "",
    note: str = "",
    newline: str = "\n",
) -> Iterator[str]:
    """`note` stands before the first cue, for who opens the file as text."""
    yield _ended(f"WEBVTT\nLanguage: {language}\n\n" if language else "WEBVTT\n\n", newline)
    if note:
        yield _ended(f"NOTE\n{_escaped(note)}\n\n", newline)
    for line in lines:
        times = line.written or f"{clock(line.start)} --> {clock(line.end)}"
        voice = f"<v {_escaped(_name(line))}>" if line.speaker else ""
        yield _ended(f"{times}\n{voice}{_escaped(said(line, words))}\n\n", newline)


def _name(line: Line) -> str:
    return " ".join(line.speaker.split())


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _ended(text: str, newline: str) -> str:
    return text if newline == "\n" else text.replace("\n", newline)
