"""Cues from lines, however they stand: SRT and WebVTT are blocks with a line of two times in each.

Blocks as they should be are taken in one sweep; whatever lies between them, line by line.
"""

from __future__ import annotations

import re
from typing import ClassVar, NamedTuple

from interviews.formats.cues import MOST_CUES, Cue, Reading, Refused
from interviews.formats.subtitles import TOLD, Habits, rows
from interviews.formats.times import (
    FIGURES,
    NO_END,
    SECONDS,
    Minutes,
    Parts,
    Times,
    Timing,
    is_number,
    may_be_timing,
    usual,
)

BLANK = "\n\n"
MOST_LINES = 5_000  # in one cue


class Said(NamedTuple):
    line: int
    text: str
    after_blank: bool


class Lines:
    """Cues from lines, whatever order and gaps they have.

    Readers say what a number or name above a timing looks like, how times are usually written, and
    what becomes of the text.
    """

    block: ClassVar[re.Pattern[str]]  # number or name, timing, both times in three parts, what is said
    mark: ClassVar[str]  # before the thousandths
    has_tags: ClassVar[bool] = False  # among what is said

    def __init__(self, reading: Reading, text: str) -> None:
        self.reading = reading
        self.habits = Habits()
        self.times = Times(text, reading)
        self.cue: Cue | None = None  # the one whose text is being read
        self.number = 0  # of that cue, where it has one
        self.said: list[Said] = []
        self.blank = True  # the line before was blank, or there was none
        self.left_out = 0  # lines

    def sweep(self, text: str, line: int) -> None:
        """Read a text that begins after a blank line and ends with one; `line` is its first line's number."""
        minutes, seconds, parts, mark = Minutes(), SECONDS, Parts(), self.mark
        keep, new = self.reading.cues.append, tuple.__new__
        at = len(BLANK)
        cue: Cue | None = None  # held until it is sure that its text ends here
        name: str | None = None
        text = f"{BLANK}{text}{BLANK}"
        for match in self.block.finditer(text, at):
            named, written, m, s, part, end_m, end_s, end_part, said = match.groups()
            if "-->" in said:
                continue  # a blank line lacks between two cues, or somebody talks of times
            begin, end = match.span()
            if begin != at:
                line = self._between(text[at:begin], line, cue, name)
            elif cue:
                if self.has_tags and ("<" in cue[2] or "&" in cue[2]):
                    self.whole(cue, cue[2])
                else:
                    keep(cue)
            at, name = end, named
            if name is None:
                self.unnamed(line)
            else:
                line += 1
            start = minutes[m] + seconds[s] + parts[part]
            end = minutes[end_m] + seconds[end_s] + parts[end_part]
            if len(written) == 29 and written[8] == written[25] == mark and written[12:17] == " --> ":
                written = ""
            elif len(written) > 29 and written == self.usual(start, end):
                written = ""  # after 99 hours
            else:
                self.odd_timing(line, written)
            cue = new(Cue, (start, end, said, "", (), written, line))
            line += said.count("\n") + 3
        self._between(text[at : -len(BLANK)], line, cue, name)

    def _between(self, text: str, line: int, cue: Cue | None, name: str | None) -> int:
        """Read what no sweep takes; the number of the line after."""
        if cue:
            self._reopen(cue, name or "")
        self.feed(text, line)
        self.end()
        return line + text.count("\n")

    def _reopen(self, cue: Cue, name: str) -> None:
        """A cue that seemed whole: what comes next may be more of its text."""
        self.cue = cue
        self.number = int(name) if is_number(name) else 0
        self.said = [Said(cue.line, line, False) for line in cue.text.split("\n")]
        self.blank = True

    def usual(self, start: int, end: int) -> str:
        return f"{usual(start, self.mark)} --> {usual(end, self.mark)}"

    def feed(self, lines: str, at: int) -> None:
        """Read lines, the first of which is number `at` of the file."""
        for number, line in enumerate(rows(lines), start=at):
            self.take(number, line)

    def take(self, number: int, line: str) -> None:
        if not line or line.isspace():
            self.blank = True
            return
        timing = self.timing(number, line)
        if timing is None:
            self.say(number, line)
        else:
            self.begin(number, timing)
        self.blank = False

    def say(self, number: int, line: str) -> None:
        if self.cue is None and len(self.said) > 1:
            del self.said[1:]  # what stands before the first cue is told and left out
            self.left_out += 1
        if self.left_out > MOST_LINES:
            raise Refused("no_cues", number)
        if len(self.said) >= MOST_LINES:
            raise Refused("long_text", self.said[0].line, most=MOST_LINES)
        self.said.append(Said(number, line, self.blank))

    def timing(self, number: int, line: str) -> Timing | None:
        """The times of a line that begins with two, or with one where a cue is due."""
        if not may_be_timing(line):
            return None
        begins = self.is_boundary()
        timing = self.times.of(line, begins)
        if timing is None and begins and "-->" in line and line.lstrip()[:1] in FIGURES:
            self.reading.mend(number, "timing_unread", found=line[:TOLD])
        return timing

    def is_boundary(self) -> bool:
        """Whether a cue may begin here: after a blank line, or below its number."""
        return self.blank or (bool(self.said) and is_number(self.said[-1].text.strip()))

    def begin(self, number: int, timing: Timing) -> None:
        named = self.named()
        self.end()
        if not named:
            self.unnamed(number)
        self.number = int(named) if is_number(named) else 0
        written = "" if timing.odd or timing.end == NO_END else timing.written
        if written and written == self.usual(timing.start, timing.end):
            written = ""
        self.cue = Cue(timing.start, timing.end, "", written=written, line=number)
        self._tell_timing(number, timing, written)
        if timing.rest:
            self.said.append(Said(number, timing.rest, False))

    def _tell_timing(self, number: int, timing: Timing, written: str) -> None:
        if timing.odd:
            self.reading.mend(number, timing.odd, found=timing.written)
        if timing.rest:
            self.reading.mend(number, "text_beside", found=timing.rest[:TOLD])
        if timing.frames:
            self.habits.note("frames", number)
        elif written:
            self.odd_timing(number, written)

    def odd_timing(self, number: int, written: str) -> None:
        self.habits.note("unusual_time", number)

    def unnamed(self, number: int) -> None:
        """A timing without a number or a name above it."""

    def named(self) -> str:
        """The number above a timing, taken away from what was said before it."""
        if not self.said:
            return ""
        last = self.said[-1]
        if not self.is_name(last):
            return ""
        self.said.pop()
        return last.text.strip()

    def is_name(self, last: Said) -> bool:
        """A number is one after a blank line, or where the file has numbers and this is the next."""
        if not is_number(last.text.strip()):
            return False
        counted = int(last.text) == self.number + 1
        if self.cue is None:
            return True
        if self.blank:  # a blank line below it too, as in files where every second line is blank
            return counted and last.after_blank
        return last.after_blank or (counted and self.number > 0)

    def end(self) -> None:
        """The cue whose text was being read is whole."""
        said, self.said = self.said, []
        if self.cue is None:
            if said:
                self.reading.mend(said[0].line, "left_out", found=said[0].text[:TOLD])
            return
        for line in said[1:]:
            if line.after_blank:
                self.reading.mend(line.line, "blank_line")
        cue, self.cue = self.cue, None
        if not said:
            self.reading.mend(cue.line, "no_text")
        self.whole(cue, "\n".join(line.text for line in said))

    def whole(self, cue: Cue, text: str) -> None:
        """Keep a cue with all that was said; readers look for tags in it first."""
        start, end, _none, speaker, words, written, line = cue
        self.keep(Cue(start, end, text, speaker, words, written, line))

    def keep(self, cue: Cue) -> None:
        if len(self.reading.cues) > MOST_CUES:
            raise Refused("too_many", cue.line, most=MOST_CUES)
        self.reading.cues.append(cue)
