"""Markers as Resolve writes them out and takes them in: an edit list of one event for each.

Resolve reads the words before the first bar as the note, and takes any letters: they stay as they are.
Frames beyond the first are told by ``|D:``; the event itself is one frame long.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from production.timecode import Rate
from script.formats import edl_read, record, reels
from script.formats.cut import Cut, Marker

LONGEST = 1_000  # letters of a note
# as Resolve calls them
COLOURS = ("Blue", "Cyan", "Green", "Yellow", "Red", "Pink", "Purple")


def write(cut: Cut, markers: Iterable[Marker] | None = None) -> str:
    """The list of the cut's own markers, or of others; CRLF, for UTF-8."""
    label = record.labels(cut.rate)
    text = [f"TITLE: {_line(cut.title)}", f"FCM: {'DROP FRAME' if cut.rate.drop else 'NON-DROP FRAME'}", ""]
    for number, one in enumerate(cut.markers if markers is None else markers, 1):
        at = cut.start + one.at
        times = f"{label(at)} {label(at + 1)}"
        colour = one.colour.capitalize() if one.colour.capitalize() in COLOURS else "Blue"
        name = _line(one.name)[:100] or f"Marker {number}"
        text += (
            f"{number:03d}  001      V     C        {times} {times}  ",
            f"{_line(one.text)[:LONGEST]} |C:ResolveColor{colour} |M:{name} |D:{max(one.lasts, 1)}",
            "",
        )
    return "\r\n".join(text) + "\r\n"


def _line(text: str) -> str:
    """One line that holds no bar, which is where Resolve parts it."""
    return reels.one_line(text.replace("|", "/"))


def read(data: bytes | str, rate: Rate, start: int = 0) -> tuple[Marker, ...]:
    """The markers of a list whose record begins with the frame `start`; refuses as an edit list does."""
    found = edl_read.read(data, rate)
    return tuple(replace(one, at=found.start + one.at - start) for one in found.markers)
