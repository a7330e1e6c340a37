"""A step of a transcript: the rows that one change touches, kept as they stood and as they were left.

Whoever writes to a transcript locks it first, so that steps follow one another. A step keeps of each
row only the fields that it changed: it can be taken back as long as those are as the step left
them, whatever happened to the rest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django.db import IntegrityError, connection, models, transaction
from django.db.models import Max
from django.utils import timezone

from interviews.models import Cue, Speaker, Transcript, TranscriptStep, TranslatedCue, Translation
from production.importing import bulk
from production.models import User, indexing

BATCH = 500
Row = dict[str, Any]
Key = tuple[str, int]


class Refused(ValueError):
    """What can't be done; `code` says why, for the view to word."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(f"{code} {facts or ''}".strip())
        self.code = code
        self.facts = facts


class Stale(Exception):
    """Somebody else changed this row since it was read; `row` is what stands there now, if anything."""

    def __init__(self, row: Any = None) -> None:
        super().__init__(f"{row!r} is no longer as it was read")
        self.row = row


class Overtaken(Exception):
    """A step that can't be taken back: these cues were changed since."""

    def __init__(self, cues: Iterable[int]) -> None:
        self.cues = sorted(set(cues))
        super().__init__(f"changed since: {self.cues}")


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


class Draft:
    """A step on its way: what it changes is noted first and written at its end."""

    MODELS: ClassVar[dict[str, type[models.Model]]] = {
        "speaker": Speaker,
        "cue": Cue,
        "translated": TranslatedCue,
    }
    LEFT_OUT: ClassVar[set[str]] = {"id", "version"}

    def __init__(self, transcript: Transcript) -> None:
        self.transcript = transcript
        self.before: dict[Key, Row] = {}
        self.after: dict[Key, Row] = {}
        self._changed: dict[Key, models.Model] = {}
        self._removed: dict[Key, models.Model] = {}

    def change(self, row: Any, **values: Any) -> None:
        """Values by the names of columns: `speaker_id`."""
        values = {name: value for name, value in values.items() if getattr(row, name) != value}
        if not values:
            return
        key = key_of(row)
        was, now = self.before.setdefault(key, {}), self.after.setdefault(key, {})
        for name, value in values.items():
            was.setdefault(name, getattr(row, name))
            now[name] = value
            setattr(row, name, value)
        self._changed[key] = row

    def add(self, row: Any) -> Any:
        """A new row, written at once, since others name it by its key."""
        row.save(force_insert=True)
        self.after[key_of(row)] = whole(row)
        return row

    def remove(self, row: Any) -> None:
        self.before[key_of(row)] = whole(row)
        self._removed[key_of(row)] = row

    @property
    def is_empty(self) -> bool:
        return not self.before and not self.after

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

    def write(self) -> None:
        fields: dict[tuple[str, tuple[str, ...]], list[Any]] = defaultdict(list)
        for key, row in self._changed.items():
            names = tuple(sorted(self.after[key]))
            if hasattr(row, "version"):
                row.version += 1
                names += ("version",)
            fields[key[0], names].append(row)
        for (of, names), rows in fields.items():
            write(self.MODELS[of], names, rows)
        for of in reversed(self.MODELS):
            remove(self.MODELS[of], [key for kind, key in self._removed if kind == of])


def revise(transcript: Transcript) -> None:
    """Its number of steps, which is no change of its record: neither version nor history go on."""
    Transcript._base_manager.filter(pk=transcript.pk).update(revision=transcript.revision)


def key_of(row: models.Model) -> Key:
    of = next(name for name, model in Draft.MODELS.items() if type(row) is model)
    return of, row.pk


def whole(row: models.Model) -> Row:
    """All that a row holds, by the names of its columns."""
    fields = row._meta.concrete_fields
    return {f.attname: getattr(row, f.attname) for f in fields if f.attname not in Draft.LEFT_OUT}


def as_list(rows: Mapping[Key, Row]) -> list[Row]:
    return [{"of": of, "id": key, **row} for (of, key), row in rows.items()]


def by_key(rows: Iterable[Row]) -> dict[Key, Row]:
    return {
        (row["of"], row["id"]): {name: value for name, value in row.items() if name not in ("of", "id")}
        for row in rows
    }


def write(model: type[models.Model], names: Iterable[str], rows: Iterable[Any]) -> None:
    """Each row's own values, many at once."""
    fields = [next(f for f in model._meta.concrete_fields if f.attname == name) for name in names]
    values = [
        [*(field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields), row.pk]
        for row in rows
    ]
    bulk.update(model, fields, values, [model._meta.pk])


def remove(model: type[models.Model], keys: list[int]) -> None:
    if keys:
        model._base_manager.filter(pk__in=keys).delete()


def tell(keys: Iterable[Key]) -> None:
    """Search knows what was written."""
    written: dict[str, set[int]] = defaultdict(set)
    for of, key in keys:
        written[of].add(key)
    for of, found in written.items():
        indexing.changed(Draft.MODELS[of], found)


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
            _Way(transcript, step).back()
    except IntegrityError as error:  # a name was given to somebody else meanwhile
        raise Overtaken(()) from error
    step.undone_at, step.undone_by = timezone.now(), by
    step.save(update_fields=["undone_at", "undone_by"])
    return step


class _Way:
    """The way back of a step: made rows go, removed ones return, changed ones get what they had."""

    def __init__(self, transcript: Transcript, step: TranscriptStep) -> None:
        self.transcript = transcript
        self.before, self.after = by_key(step.before), by_key(step.after)
        self.now = _rows(self.after)

    def back(self) -> None:
        self._look()
        for of in Draft.MODELS:
            self._return(of)
        self._put_back()
        for of in reversed(Draft.MODELS):
            self._take_away(of)
        tell({*self.before, *self.after})

    def _look(self) -> None:
        others = {
            key
            for key, left in self.after.items()
            if key not in self.now
            or any(getattr(self.now[key], name) != value for name, value in left.items())
        }
        made = {key for of, key in self.after if of == "cue" and ("cue", key) not in self.before}
        since = TranslatedCue.objects.filter(cue__in=made).values_list("pk", "cue")
        others |= {("cue", cue) for pk, cue in since if ("translated", pk) not in self.after}
        others |= self._orphans()
        if others:
            raise Overtaken(self._cue_of(key) for key in others)

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

    def _return(self, of: str) -> None:
        rows = {
            key: row for (kind, key), row in self.before.items() if kind == of and (of, key) not in self.after
        }
        if of == "translated":
            rows = _of_what_is_there(rows)
        model = Draft.MODELS[of]
        model._base_manager.bulk_create([model(pk=key, **row) for key, row in rows.items()], batch_size=BATCH)

    def _put_back(self) -> None:
        back = Draft(self.transcript)
        for key, row in self.now.items():
            if key in self.before:
                back.change(row, **self.before[key])
        back.write()

    def _take_away(self, of: str) -> None:
        made = [key for kind, key in self.after if kind == of and (of, key) not in self.before]
        if of == "speaker":  # somebody may have let them speak elsewhere
            made = list(Speaker.objects.filter(pk__in=made, cues=None).values_list("pk", flat=True))
        remove(Draft.MODELS[of], made)


def _of_what_is_there(rows: dict[int, Row]) -> dict[int, Row]:
    """Without those of translations that were deleted for good."""
    wanted = {row["translation_id"] for row in rows.values()}
    there = set(Translation.everything.filter(pk__in=wanted).values_list("pk", flat=True))
    return {key: row for key, row in rows.items() if row["translation_id"] in there}


def _rows(keys: Iterable[Key]) -> dict[Key, Any]:
    wanted: dict[str, list[int]] = defaultdict(list)
    for of, key in keys:
        wanted[of].append(key)
    found: dict[Key, Any] = {}
    for of, pks in wanted.items():
        for at in range(0, len(pks), BATCH):
            rows = Draft.MODELS[of]._base_manager.filter(pk__in=pks[at : at + BATCH])
            found |= {(of, row.pk): row for row in rows}
    return found
