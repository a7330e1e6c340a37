"""WebVTT as people and platforms write it.

Voices become speakers; one cue with several voices becomes several with the same times. Styles,
regions, notes and settings are for screens and are left out. What looks like a tag and is none of
the format's is text.
"""

from __future__ import annotations

import re

from interviews.formats import voices
from interviews.formats.cue_lines import Lines, Said
from interviews.formats.cues import Cue, Reading
from interviews.formats.subtitles import TOLD, opened, settle

_TIME = r"((?:[0-9]{1,4}:)?[0-5][0-9]):([0-5][0-9])[.,]([0-9]{1,3})"
_SETTINGS = r"(?:[ \t]+[A-Za-z][A-Za-z0-9]{0,11}:[^ \t\n]*)*+[ \t]*+"
_HEADER = re.compile(r"WEBVTT(?:[ \t][^\n]*)?(?:\n|$)")
_LANGUAGE = re.compile(r"language[ \t]{0,9}[:=][ \t]{0,9}([a-z]{2,3}(?:-[a-z0-9]{1,8})*)[ \t]*", re.I | re.A)
_ASIDE = re.compile(r"(NOTE)(?:[ \t]|$)|(?:STYLE|REGION)[ \t]*:?[ \t]*$")
_SHORT = re.compile(r"[0-5][0-9]:[0-5][0-9]\.[0-9]{3} --> [0-5][0-9]:[0-5][0-9]\.[0-9]{3}")


def read(data: bytes, *, encoding: str = "") -> Reading:
    reading = Reading(format="vtt")
    text = opened(data, encoding, reading)
    lines = _Lines(reading, text)
    lines.sweep(*_after_header(text, reading))
    lines.habits.tell(reading)
    settle(reading)
    return reading


def _after_header(text: str, reading: Reading) -> tuple[str, int]:
    """What follows the header, with the number of its first line."""
    match = _HEADER.match(text)
    if match is None:
        reading.mend(1, "no_header")
        return text, 1
    at, line = match.end(), 2
    while at < len(text):
        row, _end, _rest = text[at : at + 1000].partition("\n")
        if not row.strip() or "-->" in row or len(row) == 1000:
            break
        if found := _LANGUAGE.fullmatch(row):
            reading.language = found[1]
        at, line = at + len(row) + 1, line + 1
    return text[at:], line


class _Lines(Lines):
    mark = "."
    has_tags = True
    # possessive: nothing is tried twice, so a text without blank lines takes no longer than another
    block = re.compile(
        r"(?<=\n\n)(?:(?!(?:NOTE|STYLE|REGION)\b|[^\n]*-->)([^\n]++)\n)?+"
        rf"({_TIME}[ \t]{{1,3}}-->[ \t]{{1,3}}{_TIME}){_SETTINGS}\n"
        r"(\S[^\n]*+(?:\n\S[^\n]*+)*+)\n\n"
    )

    def __init__(self, reading: Reading, text: str) -> None:
        super().__init__(reading, text)
        self.aside = ""  # NOTE or STYLE: nothing of it is said, up to a blank line

    def take(self, number: int, line: str) -> None:
        blank = not line or line.isspace()
        if self.aside and blank:
            self.aside, self.blank = "", True
        elif self.aside:
            if self.aside == "NOTE" and "-->" in line:
                self.reading.mend(number, "timing_in_note", found=line[:TOLD])
        elif self.blank and not blank and (match := _ASIDE.match(line)):
            self.end()
            self.aside = match[1] or "STYLE"
        else:
            super().take(number, line)

    def is_name(self, last: Said) -> bool:
        """Anything may be the name of a cue that stands alone above its times."""
        return (last.after_blank and not self.blank) or super().is_name(last)

    def odd_timing(self, number: int, written: str) -> None:
        if not _SHORT.fullmatch(written):
            super().odd_timing(number, written)

    def whole(self, cue: Cue, text: str) -> None:
        if "<" not in text and "&" not in text:
            super().whole(cue, text)
            return
        spoken = voices.spoken(cue, text, self.habits)
        if text and not any(each.text for each in spoken):
            self.reading.mend(cue.line, "no_text")
        for each in spoken:
            self.keep(each)
