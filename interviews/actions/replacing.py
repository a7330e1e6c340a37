"""Find and replace in a transcript: first the places, with what they would become; then those chosen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db import transaction
from django.db.models import Max

from interviews.actions.steps import Draft, Refused, lock
from interviews.actions.transcripts import Step, cleaned
from interviews.actions.wording import kept_times
from interviews.models import Cue, Transcript, TranscriptStep, TranslatedCue
from interviews.models.transcripts import LONGEST_TEXT
from production.models import User

LONGEST = 200  # letters that are looked for


@dataclass(frozen=True)
class Wanted:
    """What is looked for, and how exactly."""

    text: str
    whole_words: bool = False
    match_case: bool = False
    match_accents: bool = False

    def __post_init__(self) -> None:
        if not self._fold(self.text).strip():
            raise Refused("nothing")
        if len(self.text) > LONGEST:
            raise Refused("long", most=LONGEST)

    def places(self, text: str) -> list[tuple[int, int]]:
        """Where it stands in a text: from, to."""
        if not self._pattern.search(self._fold(text)):  # as in most cues
            return []
        folded, origin = self._folded(text)
        return [
            (origin[m.start()], max(origin[m.end() - 1] + 1, origin[m.end()]))
            for m in self._pattern.finditer(folded)
        ]

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        words = [re.escape(word) for word in self._fold(self.text).split()]
        pattern = r"\s+".join(words)
        return re.compile(rf"(?<!\w){pattern}(?!\w)" if self.whole_words else pattern)

    def _folded(self, text: str) -> tuple[str, list[int]]:
        """The text as it is compared, and for each of its letters, and its end, where it comes from."""
        letters = [(folded, at) for at, letter in enumerate(text) for folded in self._fold(letter)]
        return "".join(folded for folded, _at in letters), [*(at for _folded, at in letters), len(text)]

    def _fold(self, text: str) -> str:
        if not self.match_accents and not text.isascii():
            parts = unicodedata.normalize("NFD", text)
            text = "".join(part for part in parts if not unicodedata.combining(part))
        return text if self.match_case else text.casefold()


@dataclass(frozen=True)
class Find:
    """A cue in which it stands: the text between the places, and after replacing."""

    cue: Cue
    places: tuple[tuple[int, int], ...]
    becomes: str

    def parts(self) -> Iterator[tuple[str, bool]]:
        """The text in pieces, and whether each is one of the places."""
        at, text = 0, self.cue.text
        for start, end in self.places:
            yield text[at:start], False
            yield text[start:end], True
            at = end
        yield text[at:], False


def finds(transcript: Transcript, wanted: Wanted, replacement: str = "") -> Iterator[Find]:
    rows = Cue.objects.filter(transcript=transcript).select_related("speaker__person")
    for cue in rows.iterator(chunk_size=1000):
        if places := wanted.places(cue.text):
            yield Find(cue, tuple(places), replaced(cue.text, places, replacement))


def replaced(text: str, places: list[tuple[int, int]], replacement: str) -> str:
    parts, at = [], 0
    for start, end in places:
        parts += [text[at:start], replacement]
        at = end
    return cleaned("".join([*parts, text[at:]]))


@transaction.atomic
def replace(
    *, transcript: Transcript, wanted: Wanted, replacement: str, chosen: Mapping[int, int], by: User
) -> tuple[Step, int]:
    """In the chosen cues, by key and the version that was seen; and how many were left out.

    Left out is what was changed since it was seen, and what would have no words or too many.
    """
    transcript = lock(transcript)
    step, places, last = Draft(transcript), 0, _wordings(transcript)
    for find in finds(transcript, wanted, replacement):
        cue = find.cue
        if chosen.get(cue.pk) != cue.version or not 0 < len(find.becomes) <= LONGEST_TEXT:
            continue
        if find.becomes == cue.text:
            continue
        places += len(find.places)
        times = kept_times(cue.text, find.becomes, cue.word_times)
        wording = max(cue.wording, last.get(cue.pk, 0)) + 1
        step.change(cue, text=find.becomes, word_times=times, wording=wording)
    left_out = len(chosen) - len(step.after)
    if step.is_empty:
        return None, left_out
    facts = {"find": wanted.text, "replacement": replacement, "count": len(step.after), "places": places}
    return step.finish(TranscriptStep.Kind.REPLACE, by, **facts), left_out


def _wordings(transcript: Transcript) -> dict[int, int]:
    """The last wording of each cue that a translation was written for."""
    rows = TranslatedCue.objects.filter(cue__transcript=transcript).values("cue")
    return dict(rows.annotate(last=Max("wording")).values_list("cue", "last"))
