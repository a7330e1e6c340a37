"""A translation's lines: written, written anew, found still right."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.db.models import F

from interviews.actions.steps import Refused, Stale, cue_now, lock
from interviews.actions.transcripts import cleaned
from interviews.models import Cue, TranslatedCue, Translation
from interviews.models.transcripts import LONGEST_TEXT


@dataclass(frozen=True)
class Counts:
    cues: int
    translated: int
    stale: int

    @property
    def missing(self) -> int:
        return self.cues - self.translated


def counts(translation: Translation, cues: int) -> Counts:
    rows = TranslatedCue.objects.filter(translation=translation)
    return Counts(cues, rows.count(), rows.stale().count())


@transaction.atomic
def translate(
    *,
    translation: Translation,
    cue: int,
    text: str,
    wording: int | None = None,
    version: int = 0,
    was: str | None = None,
) -> TranslatedCue | None:
    """A line in the other language, of the wording that was seen; empty takes it away.

    Stale where somebody else wrote the line meanwhile (`row` is theirs), or the original (`row` is
    the cue): nobody translates what they haven't seen.
    """
    lock(translation.transcript)
    original = cue_now(translation.transcript, cue)
    line = TranslatedCue.objects.filter(translation=translation, cue=original).first()
    text = cleaned(text)
    if len(text) > LONGEST_TEXT:
        raise Refused("long", most=LONGEST_TEXT)
    if line is not None and line.text != text and line.version != version and line.text != (was or ""):
        line.cue = original
        raise Stale(line)
    if wording is not None and wording != original.wording:
        raise Stale(original)
    if not text:
        _take_away(line)
        return None
    return _write(line or TranslatedCue(translation=translation, version=0), original, text)


def _take_away(line: TranslatedCue | None) -> None:
    if line is not None:
        line.delete()


def _write(line: TranslatedCue, cue: Cue, text: str) -> TranslatedCue:
    line.cue, line.text, line.wording, line.source_text = cue, text, cue.wording, cue.text
    line.version += 1
    line.save()
    return line


@transaction.atomic
def confirm(*, translation: Translation, cue: int, wording: int) -> TranslatedCue:
    """The line is still right for the original as it was seen."""
    lock(translation.transcript)
    original = cue_now(translation.transcript, cue)
    line = TranslatedCue.objects.filter(translation=translation, cue=original).first()
    if line is None:
        raise Stale
    if wording != original.wording:
        raise Stale(original)
    TranslatedCue.objects.filter(pk=line.pk).update(
        wording=wording, source_text=original.text, version=F("version") + 1
    )
    return _written(line)


def _written(line: TranslatedCue) -> TranslatedCue:
    line.refresh_from_db()
    return line
