"""What a log on paper says: the segments of a recording, or of an interview, in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from production.pdf.report_content import Head

ORDERS = ("order", "theme", "rating")


@dataclass(frozen=True, slots=True)
class Pick:
    """One segment."""

    reel: str
    source_in: str
    source_out: str
    length: str
    seconds: Fraction  # by the clock: frames of two rates can't be summed
    rating: int = 0
    gist: str = ""
    in_words: str = ""
    out_words: str = ""
    speakers: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Log:
    head: Head
    title: str
    picks: tuple[Pick, ...] = ()
    by: str = "order"  # "theme", "rating"
    at_least: int = 0  # stars
    theme: str = ""  # the one that is wanted
    not_before: date | None = None  # while that day hasn't come
    restrictions: str = ""

    def groups(self) -> list[tuple[str, Sequence[Pick]]]:
        """Reel, theme or number of stars, with its segments; "" for those without a theme."""
        found: dict[str, list[Pick]] = {}
        for pick in self.picks:
            for name in self._names(pick):
                found.setdefault(name, []).append(pick)
        if self.by == "order":
            return list(found.items())
        return sorted(found.items(), key=lambda group: _place(group[0]))

    def _names(self, pick: Pick) -> tuple[str, ...]:
        if self.by == "rating":
            return (str(pick.rating),)
        if self.by == "order":
            return (pick.reel,)
        if self.theme:
            return (self.theme,)
        return pick.themes or ("",)


def _place(name: str) -> tuple[bool, int, str]:
    """The most stars first; what has no theme last."""
    return (not name, -int(name) if len(name) == 1 and name.isdigit() else 0, name.casefold())


def lasting(picks: Sequence[Pick]) -> Fraction:
    return sum((pick.seconds for pick in picks), Fraction())
