"""A transcript as plain text: ``[01:00:10:05] VOLKOV: The wall …``, a paragraph for each cue.

A time alone begins a paragraph where the one before ends with it; otherwise both times stand there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from interviews.formats import names, stamps
from interviews.formats.lines import Line, Placed, Times, Words, ins_and_outs, placed, rows, said


def write(
    lines: Iterable[Line],
    *,
    words: Words = Words.ORIGINAL,
    times: Times = Times.SOURCE,
    newline: str = "\n",
) -> Iterator[str]:
    for each in placed(lines):
        text = together(said(each.line, words))
        name = f"{label(each.line)}: " if each.line.speaker else ""
        yield f"[{_times(each, text, times)}] {name}{text}\n\n".replace("\n", newline)


def label(line: Line) -> str:
    return " ".join(line.speaker.split()).upper()


def together(text: str) -> str:
    """Lines of one cue; one that would begin another, by a time or a name, goes on the line before."""
    kept: list[str] = []
    for row in map(str.strip, rows(text)):
        if kept and (stamps.lead(row) or names.before_colon(row)):
            kept[-1] += f" {row}"
        else:
            kept.append(row)
    return "\n".join(kept)


def _times(each: Placed, text: str, times: Times) -> str:
    start, end = ins_and_outs(each.line, times)
    is_plain = each.gap == 0 and not stamps.lead(text)
    return start if is_plain else f"{start} - {end}"
