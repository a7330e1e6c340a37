"""What a historical timeline says, and the geometry of its picture: the page and the paper draw the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from production.drawings import timeline as drawing
from production.historic_dates import HistoricDate
from production.historic_words import format_date

from .report_content import Head
from .wording import Words


@dataclass(frozen=True, slots=True)
class Event:
    title: str
    date: HistoricDate
    place: str
    who: str
    covers: tuple[tuple[str, ...], ...]  # signs by lane
    is_covered: bool
    certainty: str = ""  # code of labels.CERTAINTIES
    sources: tuple[str, ...] = ()
    url: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    head: Head
    lanes: tuple[Any, ...]  # their words, worded at drawing
    events: tuple[Event, ...]

    @property
    def uncovered(self) -> int:
        return sum(not event.is_covered for event in self.events)


def picture(
    lanes: Sequence[Any], events: Sequence[Event], words: Words, *, window: tuple[date, date] | None = None
) -> drawing.Picture | None:
    """The geometry of these events, in the reader's language."""
    said = drawing.Words(tuple(map(str, lanes)), _("Not covered"), _("not covered"))
    told = [
        drawing.Event(
            event.title,
            format_date(event.date, words.language, short=True),
            event.date,
            event.covers,
            event.url,
            event.is_covered,
        )
        for event in events
    ]
    return drawing.picture(told, said, language=words.language, window=window)
