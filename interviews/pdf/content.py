"""What the papers of interviews say, before it is worded: plain words, numbers, dates and codes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from production.pdf.report_content import Head


@dataclass(frozen=True, slots=True)
class Answer:
    """A segment that answers a question."""

    reel: str
    source_in: str
    length: str
    gist: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """One question."""

    text: str
    is_must: bool = False
    state: str = "open"  # code
    language: str = ""  # code
    theme: str = ""
    note: str = ""
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class Guest:
    """Whom we interview, and the questions in their order."""

    name: str
    status: str = ""  # code
    said: str = ""
    addressed: str = ""
    line: str = ""
    languages: tuple[str, ...] = ()  # codes
    needs_interpreter: bool = False
    is_irreplaceable: bool = False
    questions: tuple[Ask, ...] = ()

    @property
    def musts(self) -> int:
        return sum(one.is_must for one in self.questions)

    @property
    def open_musts(self) -> int:
        return sum(one.is_must and one.state != "answered" for one in self.questions)


@dataclass(frozen=True, slots=True)
class LapSheet:
    """For the knee of who asks."""

    head: Head
    guest: Guest
    on: date | None = None  # of the interview, where one stands in the schedule
    brief: str = ""
    sensitivities: str = ""  # only for who may read them


@dataclass(frozen=True, slots=True)
class QuestionLists:
    head: Head
    guests: tuple[Guest, ...]
