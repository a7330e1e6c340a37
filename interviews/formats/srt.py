"""SubRip (SRT) as people have it.

What is said is kept as it is written, tags and all: pages and papers escape it.
"""

from __future__ import annotations

import re

from interviews.formats.cue_lines import Lines
from interviews.formats.cues import Reading
from interviews.formats.subtitles import opened, settle

_TIME = r"([0-9]{1,4}:[0-5][0-9]):([0-5][0-9])[,.]([0-9]{1,3})"


def read(data: bytes, *, encoding: str = "") -> Reading:
    reading = Reading(format="srt")
    text = opened(data, encoding, reading)
    lines = _Lines(reading, text)
    lines.sweep(text, 1)
    lines.habits.tell(reading)
    settle(reading)
    return reading


class _Lines(Lines):
    mark = ","
    # possessive: nothing is tried twice, so a text without blank lines takes no longer than another
    block = re.compile(
        rf"(?<=\n\n)(?:([0-9]{{1,9}})\n)?({_TIME}[ \t]{{0,3}}-->[ \t]{{0,3}}{_TIME})[ \t]{{0,9}}\n"
        r"(\S[^\n]*+(?:\n\S[^\n]*+)*+)\n\n"
    )

    def unnamed(self, number: int) -> None:
        self.habits.note("no_number", number)
