"""What every reader of transcripts gives, whatever the file: cues with their times, and what was mended.

Times are milliseconds from the file's own zero. A file that writes frames (``01:02:03:04``) says so
in `counts`: its milliseconds then stand for labels, their last part for frames of a second that has
`base` of them. Where zero lies, at the recording's first frame or at timecode 00:00:00:00, no file
says; people do.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

MOST_CUES = 200_000
MOST_REPAIRS = 500  # that are told one by one; the others are counted


class Word(NamedTuple):
    text: str
    start: int | None = None  # ms
    end: int | None = None


class Cue(NamedTuple):
    """One stretch of speech; `text` is what was said, its lines apart by a line feed."""

    start: int  # ms
    end: int  # ms, exclusive
    text: str
    speaker: str = ""  # as the file names them; "" where it doesn't say
    words: tuple[Word, ...] = ()  # one for each of ``text.split()`` where the file times words; else none
    written: str = ""  # both times as the file wrote them, where that isn't its format's usual way
    line: int = 0  # of the file, from 1; where lines mean nothing, the number of the cue


class Repair(NamedTuple):
    """What was mended or is odd, for `production.words`-like wording: a code with its facts."""

    line: int
    code: str
    facts: dict[str, object] = {}


class Refused(ValueError):
    """A file that isn't taken; `code` says why, `line` where."""

    def __init__(self, code: str, line: int = 0, **facts: object) -> None:
        super().__init__(f"{code} {line or ''} {facts or ''}".strip())
        self.code = code
        self.line = line
        self.facts = facts


@dataclass
class Reading:
    cues: list[Cue] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    more_repairs: int = 0  # beyond MOST_REPAIRS
    format: str = ""  # srt, vtt, whisper, autoedit, bbc, docx, txt, table
    encoding: str = ""
    encoding_is_sure: bool = True
    language: str = ""  # where the file says so
    counts: str = "time"  # or "labels": hours, minutes, seconds and frames
    base: int = 0  # frames a second of such labels

    def mend(self, line: int, code: str, **facts: object) -> None:
        if len(self.repairs) < MOST_REPAIRS:
            self.repairs.append(Repair(line, code, facts))
        else:
            self.more_repairs += 1

    @property
    def speakers(self) -> list[str]:
        """In the order in which they speak first."""
        return list(dict.fromkeys(cue.speaker for cue in self.cues if cue.speaker))
