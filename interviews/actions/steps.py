"""A step of a transcript: the rows that one change touches, kept as they stood and as they were left."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import IntegrityError, models, transaction
from django.db.models import Max
from django.utils import timezone

from interviews.models import Cue, Speaker, Transcript, TranscriptStep, TranslatedCue, Translation
from production.models import User
from production.steps import Change, Key, Overtaken, Refused, Row, Stale, Way, as_list, write

__all__ = [
    "Draft",
    "Overtaken",
    "Refused",
    "Stale",
    "cue_as_read",
    "cue_now",
    "lock",
    "tell",
    "undo",
    "write",
]


def lock(transcript: Transcript) -> Transcript:
    """Nobody else writes to it until the transaction ends."""
    rows: Any = Transcript._base_manager
    locked: Transcript = rows.select_for_update().get(pk=transcript.pk)
    # who saved the record's form meanwhile put back the number that they had read
    last = TranscriptStep.objects.filter(transcript=locked).aggregate(last=Max("number"))["last"] or 0
    locked.revision = max(locked.revision, last)
    return locked


def cue_as_read(transcript: Transcript, key: int, version: int | None) -> Cue:
    """The cue, as long as it has the version that was read; the transcript is locked."""
    cue = cue_now(transcript, key)
    if version is not None and cue.version != version:
        raise Stale(cue)
    return cue


def cue_now(transcript: Transcript, key: int) -> Cue:
    cue = Cue.objects.select_related("speaker__person").filter(transcript=transcript, pk=key).first()
    if cue is None:
        raise Stale
    return cue


class Draft(Change):
    MODELS: ClassVar[dict[str, type[models.Model]]] = {
        "speaker": Speaker,
        "cue": Cue,
        "translated": TranslatedCue,
    }

    def __init__(self, transcript: Transcript) -> None:
        super().__init__()
        self.transcript = transcript

    def finish(self, kind: TranscriptStep.Kind, by: User, **facts: Any) -> TranscriptStep:
        self.write()
        tell({*self.before, *self.after})
        number = self.transcript.revision + 1
        self.transcript.revision = number
        revise(self.transcript)
        return TranscriptStep.objects.create(
            transcript=self.transcript,
            number=number,
            kind=kind,
            facts=facts,
            before=as_list(self.before),
            after=as_list(self.after),
            made_by=by,
        )


tell = Draft.tell


def revise(transcript: Transcript) -> None:
    """Its number of steps, which is no change of its record: neither version nor history go on."""
    Transcript._base_manager.filter(pk=transcript.pk).update(revision=transcript.revision)


# -- taking a step back ------------------------------------------------------------------------


@transaction.atomic
def undo(*, step: TranscriptStep, by: User) -> TranscriptStep:
    """Put back what the step changed; Overtaken where somebody changed that since."""
    transcript = lock(step.transcript)
    step = TranscriptStep.objects.get(pk=step.pk)
    if step.undone_at is not None:
        return step
    try:
        with transaction.atomic():
            _Way(Draft(transcript), step.before, step.after).go()
    except IntegrityError as error:  # a name was given to somebody else meanwhile
        raise Overtaken(()) from error
    step.undone_at, step.undone_by = timezone.now(), by
    step.save(update_fields=["undone_at", "undone_by"])
    return step


class _Way(Way):
    def others(self) -> set[int]:
        """Keys of cues; nought for what is none."""
        others = self.changed_since()
        made = {key for of, key in self.after if of == "cue" and ("cue", key) not in self.before}
        since = TranslatedCue.objects.filter(cue__in=made).values_list("pk", "cue")
        others |= {("cue", cue) for pk, cue in since if ("translated", pk) not in self.after}
        others |= self._orphans()
        return {self._cue_of(key) for key in others}

    def _orphans(self) -> set[Key]:
        """Cues whose speaker is gone meanwhile."""
        wanted = {row["speaker_id"]: key for key, row in self.before.items() if row.get("speaker_id")}
        there = set(Speaker.objects.filter(pk__in=wanted).values_list("pk", flat=True))
        there |= {key for of, key in self.before if of == "speaker"}
        return {key for speaker, key in wanted.items() if speaker not in there}

    def _cue_of(self, key: Key) -> int:
        of, pk = key
        if of != "translated":
            return pk if of == "cue" else 0
        row = self.now.get(key)
        return row.cue_id if row is not None else 0

    def to_return(self, of: str, rows: dict[int, Row]) -> dict[int, Row]:
        return _of_what_is_there(rows) if of == "translated" else rows

    def to_take_away(self, of: str) -> list[int]:
        made = super().to_take_away(of)
        if of == "speaker":  # somebody may have let them speak elsewhere
            made = list(Speaker.objects.filter(pk__in=made, cues=None).values_list("pk", flat=True))
        return made


def _of_what_is_there(rows: dict[int, Row]) -> dict[int, Row]:
    """Without those of translations that were deleted for good."""
    wanted = {row["translation_id"] for row in rows.values()}
    there = set(Translation.everything.filter(pk__in=wanted).values_list("pk", flat=True))
    return {key: row for key, row in rows.items() if row["translation_id"] in there}
