"""SubRip (SRT) as people have it.

What is said is kept as it is written, tags and all: pages and papers escape it. Only who speaks goes
from before the words to where speakers stand.
"""

from __future__ import annotations

import re
from collections import Counter

from interviews.formats import names
from interviews.formats.cue_lines import Lines
from interviews.formats.cues import Cue, Reading
from interviews.formats.subtitles import opened, settle

_TIME = r"([0-9]{1,4}:[0-5][0-9]):([0-5][0-9])[,.]([0-9]{1,3})"
_NAMED = re.compile(
    rf"[^\W\d_][^:\n]{{0,{names.LONGEST}}}: \S"
).match  # what costs little to ask of every cue


def read(data: bytes, *, encoding: str = "") -> Reading:
    reading = Reading(format="srt")
    text = opened(data, encoding, reading)
    lines = _Lines(reading, text)
    lines.sweep(text, 1)
    lines.habits.tell(reading)
    settle(reading)
    _name_speakers(reading)
    return reading


def _name_speakers(reading: Reading) -> None:
    """``VOLKOV: The wall …``: capitals before a colon that come again are who speaks, and it is told."""
    perhaps = [at for at, cue in enumerate(reading.cues) if ": " in cue[2] and _NAMED(cue[2])]
    found = {at: parted for at in perhaps if (parted := _parted(reading.cues[at]))}
    times = Counter(name for name, _said in found.values())
    taken = {at: parted for at, parted in found.items() if times[parted[0]] > 1}
    for at, (name, said) in taken.items():
        reading.cues[at] = reading.cues[at]._replace(speaker=name, text=said)
    if taken:
        first = reading.cues[min(taken)]
        called = ", ".join(dict.fromkeys(name for name, _said in taken.values()))
        reading.mend(first.line, "named", count=len(taken), names=called[:120])
        reading.repairs.sort(key=lambda repair: repair.line)


def _parted(cue: Cue) -> tuple[str, str] | None:
    parted = names.before_colon(cue.text)
    if parted is None or f"{parted[0]}: {parted[1]}" != cue.text:
        return None  # an export couldn't write it so again
    return parted if names.is_loud(parted[0]) or names.is_numbered(parted[0]) else None


class _Lines(Lines):
    mark = ","
    # possessive: nothing is tried twice, so a text without blank lines takes no longer than another
    block = re.compile(
        rf"(?<=\n\n)(?:([0-9]{{1,9}})\n)?({_TIME}[ \t]{{0,3}}-->[ \t]{{0,3}}{_TIME})[ \t]{{0,9}}\n"
        r"(\S[^\n]*+(?:\n\S[^\n]*+)*+)\n\n"
    )

    def unnamed(self, number: int) -> None:
        self.habits.note("no_number", number)
