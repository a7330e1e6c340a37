"""What people change in a transcript, each time as one step that can be taken back.

Times that nobody moved stay as the file gave them; a word whose text stays keeps its time.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Max, Min, Q

from interviews.actions.steps import Draft, Refused, Stale, cue_as_read, cue_now, lock, tell
from interviews.actions.wording import frame_at, kept_times, moved_times, parted, word_at
from interviews.models import Cue, Speaker, Transcript, TranscriptStep, TranslatedCue
from interviews.models.transcripts import LONGEST_TEXT
from production.models import Person, User
from production.models.fields import clean_text

Kind = TranscriptStep.Kind
Step = TranscriptStep | None  # None: nothing was different
TOLD = 160  # letters of a text that the list of steps shows
MOVED: dict[str, Any] = {"in_ms": None, "out_ms": None, "written": ""}


@transaction.atomic
def change_text(
    *,
    transcript: Transcript,
    cue: int,
    text: str,
    by: User,
    version: int | None = None,
    was: str | None = None,
    onto: int | None = None,
) -> Step:
    """Other words on the same frames.

    `was` is the text that was read: where it still stands, what else changed meanwhile does no harm.
    `onto` names the writer's own last step, which goes on while they type.
    """
    transcript = lock(transcript)
    row = cue_now(transcript, cue)
    text = written(text)
    if text == row.text:  # sent again, since the answer was lost
        return None
    if version is not None and row.version != version and (was is None or cleaned(was) != row.text):
        raise Stale(row)
    step, before = Draft(transcript), row.text
    times = kept_times(before, text, row.word_times)
    step.change(row, text=text, word_times=times, wording=next_wording(row))
    if going := _going_on(transcript, row, by, onto):
        return _go_on(going, step)
    facts = {"before": before[:TOLD], "now": text[:TOLD]}
    return step.finish(Kind.TEXT, by, cue=row.pk, at=row.in_frame, **facts)


def cleaned(text: str) -> str:
    return clean_text(text, lines=True)


def written(text: str) -> str:
    text = cleaned(text)
    if not text:
        raise Refused("empty")
    if len(text) > LONGEST_TEXT:
        raise Refused("long", most=LONGEST_TEXT)
    return text


def next_wording(cue: Cue) -> int:
    """A number that no translation of the cue was ever written for."""
    last = cue.translated.aggregate(last=Max("wording"))["last"] or 0
    return int(max(cue.wording, last)) + 1


def _going_on(transcript: Transcript, row: Cue, by: User, onto: int | None) -> TranscriptStep | None:
    """The step that this writing goes on with: the last one of all, theirs, and on this cue."""
    if onto is None or onto != transcript.revision:
        return None
    mine = transcript.steps.filter(number=onto, kind=Kind.TEXT, made_by=by, undone_at=None)
    step: TranscriptStep | None = mine.first()
    return step if step and step.facts.get("cue") == row.pk else None


def _go_on(step: TranscriptStep, draft: Draft) -> TranscriptStep:
    draft.write()
    tell(draft.after)
    [before], [after], [was], [now] = step.before, step.after, draft.before.values(), draft.after.values()
    step.before = [{**was, **before}]
    step.after = [{**after, **now}]
    step.facts["now"] = now["text"][:TOLD]
    step.save(update_fields=["before", "after", "facts"])
    return step


@transaction.atomic
def change_times(
    *, transcript: Transcript, cue: int, in_frame: int, out_frame: int, by: User, version: int | None = None
) -> Step:
    """Another in, another out; the words stay on the frames where they are spoken."""
    transcript = lock(transcript)
    row = cue_as_read(transcript, cue, version)
    checked_range(transcript, in_frame, out_frame, before=row.out_frame)
    step = Draft(transcript)
    values: dict[str, Any] = {"in_frame": in_frame, "out_frame": out_frame}
    if in_frame != row.in_frame:
        values |= {"in_ms": None, "written": ""}
    if out_frame != row.out_frame:
        values |= {"out_ms": None, "written": ""}
    times = moved_times(row.word_times, row.in_frame - in_frame, out_frame - in_frame)
    facts = {"cue": row.pk, "at": row.in_frame, "to": in_frame}
    step.change(row, word_times=times, **values)
    return None if step.is_empty else step.finish(Kind.TIMES, by, **facts)


def checked_range(transcript: Transcript, in_frame: int, out_frame: int, *, before: int = 0) -> None:
    if in_frame < 0:
        raise Refused("before")
    if out_frame <= in_frame:
        raise Refused("out")
    lasts = transcript.recording.duration
    if lasts and out_frame > max(lasts, before):
        raise Refused("after", end=lasts)


@transaction.atomic
def split(
    *,
    transcript: Transcript,
    cue: int,
    by: User,
    word: int | None = None,
    frame: int | None = None,
    version: int | None = None,
) -> TranscriptStep:
    """Two cues out of one: at a word, at a frame, or both; what isn't said follows from the other."""
    transcript = lock(transcript)
    row = cue_as_read(transcript, cue, version)
    count = len(row.text.split())
    if count < 2 or row.out_frame - row.in_frame < 2 or (word is None and frame is None):
        raise Refused("short")
    if word is None:
        word = word_at(row, frame or 0)
    if not 0 < word < count:
        raise Refused("word")
    at = frame if frame is not None else frame_at(row, word)
    if frame is not None and not row.in_frame < frame < row.out_frame:
        raise Refused("frame")
    return _split(Draft(transcript), row, word, min(max(at, row.in_frame + 1), row.out_frame - 1), by)


def _split(step: Draft, row: Cue, word: int, at: int, by: User) -> TranscriptStep:
    first, second = parted(row.text, word)
    times = row.word_times or []
    step.add(
        Cue(
            transcript=step.transcript,
            in_frame=at,
            out_frame=row.out_frame,
            speaker_id=row.speaker_id,
            text=second,
            word_times=moved_times(times[word:], row.in_frame - at, row.out_frame - at),
            out_ms=row.out_ms,
        )
    )
    step.change(
        row,
        out_frame=at,
        text=first,
        word_times=moved_times(times[:word], 0, at - row.in_frame),
        out_ms=None,
        written="",
        wording=next_wording(row),
    )
    return step.finish(Kind.SPLIT, by, cue=row.pk, at=at)


@transaction.atomic
def merge(
    *, transcript: Transcript, cue: int, by: User, version: int | None = None, anyway: bool = False
) -> TranscriptStep:
    """One cue out of this one and the next. Two speakers are asked about: `anyway` keeps the first."""
    transcript = lock(transcript)
    row = cue_as_read(transcript, cue, version)
    other = following(row)
    if other is None:
        raise Refused("last")
    if row.speaker_id != other.speaker_id and not anyway:
        raise Refused("speakers", first=row.speaker, second=other.speaker)
    step = Draft(transcript)
    wording = max(next_wording(row), next_wording(other))
    _merge_translations(step, row, other, wording)
    end = max(row, other, key=lambda cue: cue.out_frame)
    facts = {"cue": row.pk, "at": row.in_frame}
    step.change(
        row,
        text=written(f"{row.text} {other.text}"),
        word_times=_merged_times(row, other),
        out_ms=end.out_ms,
        out_frame=end.out_frame,
        written="",
        wording=wording,
    )
    step.remove(other)
    return step.finish(Kind.MERGE, by, **facts)


def following(cue: Cue) -> Cue | None:
    later = Q(in_frame__gt=cue.in_frame) | Q(in_frame=cue.in_frame, pk__gt=cue.pk)
    rows = Cue.objects.filter(later, transcript=cue.transcript_id).select_related("speaker__person")
    return rows.order_by("in_frame", "pk").first()


def _merged_times(row: Cue, other: Cue) -> Any:
    if not row.word_times and not other.word_times:
        return None
    first = row.word_times or [None] * len(row.text.split())
    second = other.word_times or [None] * len(other.text.split())
    by = other.in_frame - row.in_frame
    return [*first, *([t[0] + by, t[1] + by] if t else None for t in second)]


def _merge_translations(step: Draft, row: Cue, other: Cue, wording: int) -> None:
    """Both texts in one; right where both were, stale where one was or was missing."""
    rows = TranslatedCue.objects.filter(cue__in=[row.pk, other.pk])
    first = {one.translation_id: one for one in rows if one.cue_id == row.pk}
    for second in rows:
        if second.cue_id != other.pk:
            continue
        one = first.get(second.translation_id)
        if one is None:
            step.change(second, cue_id=row.pk, wording=0)
            continue
        fresh = one.wording == row.wording and second.wording == other.wording
        sources = {"source_text": f"{one.source_text} {second.source_text}".strip()}
        step.change(one, text=f"{one.text} {second.text}", wording=wording if fresh else 0, **sources)
        step.remove(second)


@transaction.atomic
def shift(*, transcript: Transcript, frames: int, by: User, start: int | None = None) -> Step:
    """All cues, or those from one on, so many frames later; earlier where it is negative."""
    transcript = lock(transcript)
    rows = Cue.objects.filter(transcript=transcript)
    if start is not None:
        first = cue_now(transcript, start)
        rows = rows.filter(Q(in_frame__gt=first.in_frame) | Q(in_frame=first.in_frame, pk__gte=first.pk))
    earliest = rows.aggregate(first=Min("in_frame"))["first"]
    if not frames or earliest is None:
        return None
    if earliest + frames < 0:
        raise Refused("before", most=earliest)
    step = Draft(transcript)
    for row in rows:
        step.change(row, in_frame=row.in_frame + frames, out_frame=row.out_frame + frames, **MOVED)
    facts = {"frames": frames, "count": len(step.after), "at": earliest, "all": start is None}
    return step.finish(Kind.SHIFT, by, **facts)


@transaction.atomic
def add_cue(
    *,
    transcript: Transcript,
    in_frame: int,
    out_frame: int,
    text: str,
    by: User,
    speaker: str = "",
) -> TranscriptStep:
    transcript = lock(transcript)
    checked_range(transcript, in_frame, out_frame)
    text = written(text)
    step = Draft(transcript)
    who = speaker_named(step, speaker)
    cue = step.add(Cue(transcript=transcript, in_frame=in_frame, out_frame=out_frame, text=text, speaker=who))
    return step.finish(Kind.ADD, by, cue=cue.pk, at=in_frame)


@transaction.atomic
def delete_cue(*, transcript: Transcript, cue: int, by: User, version: int | None = None) -> TranscriptStep:
    """Gone from the transcript with its translations; the step brings all of it back."""
    transcript = lock(transcript)
    row = cue_as_read(transcript, cue, version)
    step = Draft(transcript)
    for translated in row.translated.all():
        step.remove(translated)
    step.remove(row)
    return step.finish(Kind.DELETE, by, cue=cue, at=row.in_frame, text=row.text[:TOLD])


# -- who speaks --------------------------------------------------------------------------------


def speaker_named(step: Draft, name: str) -> Speaker | None:
    """The speaker of that name in the transcript; a new one where there is none."""
    name = clean_text(name, lines=False)
    if not name:
        return None
    if len(name) > (Speaker._meta.get_field("name").max_length or 0):
        raise Refused("name")
    found: Speaker | None = Speaker.objects.filter(transcript=step.transcript, name=name).first()
    return found or step.add(Speaker(transcript=step.transcript, name=name))


@transaction.atomic
def set_speaker(
    *,
    transcript: Transcript,
    cue: int,
    name: str,
    by: User,
    version: int | None = None,
    was: str | None = None,
) -> Step:
    """Who speaks a cue, by the name that they have in the transcript.

    `was` is the name that was read: where it still stands, what else changed meanwhile does no harm.
    """
    transcript = lock(transcript)
    row = cue_now(transcript, cue)
    name, now = clean_text(name, lines=False), row.speaker.name if row.speaker else ""
    if name == now:  # sent again, since the answer was lost
        return None
    if version is not None and row.version != version and was != now:
        raise Stale(row)
    step = Draft(transcript)
    speaker = speaker_named(step, name)
    step.change(row, speaker_id=speaker.pk if speaker else None)
    return step.finish(Kind.SPEAKERS, by, cue=row.pk, at=row.in_frame, name=str(speaker or ""))


@transaction.atomic
def map_speakers(*, transcript: Transcript, people: dict[int, Person | None], by: User) -> Step:
    """Who the speakers of the transcript are, by their keys."""
    transcript = lock(transcript)
    step = Draft(transcript)
    for speaker in Speaker.objects.filter(transcript=transcript, pk__in=people):
        person = people[speaker.pk]
        step.change(speaker, person_id=person.pk if person else None)
    return None if step.is_empty else step.finish(Kind.SPEAKERS, by, count=len(step.after))


@transaction.atomic
def rename_speaker(*, transcript: Transcript, speaker: int, name: str, by: User) -> Step:
    """Another name; under the name of another speaker the two become one."""
    transcript = lock(transcript)
    row = Speaker.objects.filter(transcript=transcript, pk=speaker).first()
    if row is None:
        raise Stale
    name = clean_text(name, lines=False)
    if not name or len(name) > (Speaker._meta.get_field("name").max_length or 0):
        raise Refused("name")
    step, was = Draft(transcript), row.name
    other = Speaker.objects.filter(transcript=transcript, name=name).exclude(pk=row.pk).first()
    if other is None:
        step.change(row, name=name)
    else:
        for cue in Cue.objects.filter(transcript=transcript, speaker=row):
            step.change(cue, speaker_id=other.pk)
        step.remove(row)
    return None if step.is_empty else step.finish(Kind.SPEAKERS, by, was=was, name=name)
