"""A file becomes a transcript: looked at first, then taken as a whole or not at all.

Reading takes its time and holds nothing: who takes a file has it read before the transaction begins.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from itertools import repeat
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from interviews.importing import columns, looking, reading
from interviews.importing.cues import Prepared, prepare
from interviews.importing.placing import facts_of
from interviews.models import Cue, Recording, Speaker, Transcript, TranscriptImport
from interviews.search import index_cues
from production.actions import files
from production.actions.schedule import sign
from production.formats.uploads import Accepted
from production.importing import bulk
from production.models import StoredFile, User

S = TranscriptImport.State


class NotOpen(Exception):
    """The import was taken or discarded meanwhile."""


class Moved(Exception):
    """The recording has another rate, start or length than when the file was read."""


@dataclass(frozen=True)
class Choice:
    """What a person said of the file."""

    zero: str
    language: str
    kind: str = Transcript.Kind.VERBATIM
    maker: str = ""
    is_main: bool = False
    leave_out: bool = False


def look_first(*, recording: Recording, name: str, data: bytes, by: User) -> TranscriptImport:
    """Read a file that somebody brings; Refused before anything is stored."""
    imported = TranscriptImport(
        recording=recording,
        name=name,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        format=reading.kind_of(data, name),
        created_by=by,
    )
    look(imported, data)
    return imported


@transaction.atomic
def keep(*, imported: TranscriptImport, data: bytes) -> TranscriptImport:
    """Store a file that was looked at, until it is taken or discarded."""
    imported.content.save(imported.name, ContentFile(data), save=False)
    transaction.on_commit(files.OnTrial(str(imported.content.name)).keep)
    imported.save()
    return imported


def look(imported: TranscriptImport, data: bytes) -> None:
    """Put into the import what reading its file gives; Refused where that is nothing.

    Of a table the columns come first, and what they hold once that was said.
    """
    if imported.format in reading.TABLES:
        found = columns.to_json(reading.columns(data, imported))
        imported.options = {**imported.options, "columns": found}
    if reading.needs_columns(imported):
        imported.found = {}
    elif reading.becomes_segments(imported):
        log = reading.read_log(data, imported)
        imported.found = looking.found_log(log, imported.recording, imported.options)
    else:
        imported.found = looking.found(reading.read(data, imported), imported.recording)


def data_of(imported: TranscriptImport) -> bytes:
    """NotOpen where somebody took it meanwhile, or threw it away: its file went with that."""
    try:
        with imported.content.open("rb") as file:
            data: bytes = file.read()
    except FileNotFoundError as error:
        raise NotOpen from error
    return data


def look_again(*, imported: TranscriptImport, by: User, **said: Any) -> None:
    """Read the same file otherwise, or for a recording that was changed since."""
    imported.options = {**imported.options, **said}
    look(imported, data_of(imported))
    rows = TranscriptImport.objects.filter(pk=imported.pk, state=S.OPEN)
    if not rows.update(options=imported.options, found=imported.found):
        raise NotOpen


@transaction.atomic
def discard(*, imported: TranscriptImport, by: User) -> None:
    """Throw an open import away with its file; nothing of it was ever in the film."""
    if TranscriptImport.objects.filter(pk=imported.pk, state=S.OPEN).update(state=S.DISCARDED):
        let_file_go(imported)


def let_file_go(imported: TranscriptImport) -> None:
    name, storage = imported.content.name, imported.content.storage
    if name:
        TranscriptImport.objects.filter(pk=imported.pk).update(content="")
        transaction.on_commit(lambda: storage.delete(name))


# -- taking ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Ready:
    """A file that was read to be taken: its bytes, and its cues as rows."""

    data: bytes
    format: str
    encoding: str
    cues: Prepared


def make_ready(*, imported: TranscriptImport, choice: Choice) -> Ready:
    """Read the file for good; Outside where cues can't be kept and aren't to be left out."""
    data = data_of(imported)
    got = reading.read(data, imported)
    cues = prepare(got, imported.recording, zero=choice.zero, leave_out=choice.leave_out)
    return Ready(data, got.format, got.encoding, cues)


@transaction.atomic(savepoint=False)
def take(*, imported: TranscriptImport, ready: Ready, choice: Choice, by: User) -> Transcript:
    """Write the transcript with all its cues. A second call answers like the first."""
    now = claim(imported, ready.cues.facts)
    if now.state == S.TAKEN and now.transcript is not None:
        return now.transcript
    transcript = Transcript(
        recording=now.recording,
        language=choice.language,
        kind=choice.kind,
        maker=choice.maker,
        is_main=_make_room(now.recording, choice.is_main, by),
        original=keep_original(now, ready.data, by),
        format=ready.format,
        encoding=ready.encoding,
        zero=choice.zero,
    )
    sign(transcript, by)
    transcript.save()
    write_cues(transcript, ready.cues)
    settle(now, transcript, by)
    return transcript


def claim(imported: TranscriptImport, facts: list[Any]) -> TranscriptImport:
    """The import, and the recording that it is of, to ourselves and as they were when the file was read."""
    now = TranscriptImport.objects.select_for_update().get(pk=imported.pk)
    if now.state == S.TAKEN:
        return now
    now.recording = Recording.objects.select_for_update().get(pk=now.recording_id)
    if now.state != S.OPEN:
        raise NotOpen
    if facts_of(now.recording) != facts:
        raise Moved
    return now


def settle(now: TranscriptImport, transcript: Transcript | None, by: User) -> None:
    now.state, now.transcript = S.TAKEN, transcript
    now.taken_at, now.taken_by = timezone.now(), by
    now.save()
    let_file_go(now)


def keep_original(now: TranscriptImport, data: bytes, by: User) -> StoredFile:
    upload = Accepted(reading.CONTENT_TYPES[now.format], data)
    kind = StoredFile.Kind.TRANSCRIPT
    return files.keep(film=now.recording.interview.film, upload=upload, name=now.name, by=by, kind=kind)


def _make_room(recording: Recording, wanted: bool, by: User) -> bool:
    """Whether the new transcript is the one that segments quote; then the one that was so no longer is."""
    main = Transcript.objects.filter(recording=recording, is_main=True).first()
    if main is None:
        return True
    if wanted:
        main.is_main = False
        sign(main, by)
        main.save()
    return wanted


def write_cues(transcript: Transcript, cues: Prepared) -> None:
    speakers = Speaker.objects.bulk_create(
        Speaker(transcript=transcript, name=name) for name in cues.speakers
    )
    keys_of: dict[str, int | None] = {speaker.name: speaker.pk for speaker in speakers}
    keys_of[""] = None
    keys = bulk.next_keys(Cue, cues.count)
    columns: dict[str, Any] = {
        "id": keys,
        "transcript": repeat(transcript.pk),
        **cues.rows._asdict(),
        "speaker": [keys_of[name] for name in cues.rows.speaker],
        "version": repeat(1),
        "wording": repeat(1),
    }
    bulk.insert(Cue, [Cue._meta.get_field(name) for name in columns], zip(*columns.values(), strict=False))
    index_cues(transcript, zip(keys, cues.rows.text, strict=True))
