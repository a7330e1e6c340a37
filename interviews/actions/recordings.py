"""A recording whose rate was wrong: what is counted in its frames is converted with it.

Points are converted, never lengths. In and out of a cue and the times of its words each move to the
frame that begins nearest; what the file gave in milliseconds stays as it was. The steps by which a
transcript came to be what it is are converted too, so that they can still be taken back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest

from interviews.actions.steps import write
from interviews.models import Cue, Recording, Segment, Transcript, TranscriptStep
from production.actions.schedule import sign
from production.models import User, indexing
from production.timecode import Range, Rate, convert

BATCH = 500
# what higher apps count in the frames of a recording, converted with it: (recording, was, now, by)
ALSO: list[Callable[[Recording, Rate, Rate, User], None]] = []


@transaction.atomic
@indexing.gathered()
def change_rate(*, recording: Recording, was: Rate, by: User) -> None:
    """Save a recording that carries its new rate; StaleRecord where somebody saved it meanwhile."""
    Recording.everything.select_for_update().get(pk=recording.pk)
    list(Transcript.everything.select_for_update().filter(recording=recording).order_by("pk"))
    sign(recording, by)
    recording.save()
    now = recording.frames
    if was.runs_as(now):
        return  # another numbering: labels move, frames don't
    change = _Change(recording, was, now)
    change.segments(by)
    change.steps()
    change.plain_cues()
    change.timed_cues()
    for convert_more in ALSO:
        convert_more(recording, was, now, by)


@dataclass(frozen=True)
class _Change:
    recording: Recording
    was: Rate
    now: Rate

    def segments(self, by: User) -> None:
        rows = Segment.everything.select_for_update().filter(recording=self.recording)
        for segment in rows.order_by("pk"):
            segment.in_frame, segment.out_frame = self._range(segment.in_frame, segment.out_frame)
            sign(segment, by)
            segment.save()

    def plain_cues(self) -> None:
        """All at once: as `timecode.convert` does it, in whole numbers."""
        many, one = 2 * self.was.den * self.now.num, self.was.num * self.now.den
        start = (F("in_frame") * many + one) / (2 * one)
        end = (F("out_frame") * many + one) / (2 * one)
        plain = self._cues().filter(word_times__isnull=True)
        plain.update(in_frame=start, out_frame=Greatest(end, start + 1), version=F("version") + 1)

    def timed_cues(self) -> None:
        """Their words have times of their own, counted from the cue's in."""
        moved = self._moved()
        while batch := list(islice(moved, BATCH)):
            write(Cue, ("in_frame", "out_frame", "word_times", "version"), batch)

    def steps(self) -> None:
        """While the cues still stand as they were: a step names only what it changed of each."""
        steps = TranscriptStep.objects.filter(transcript__recording=self.recording)
        if not steps.exists():
            return
        places = {
            pk: (start, end) for pk, start, end in self._cues().values_list("pk", "in_frame", "out_frame")
        }
        for step in steps.order_by("pk").iterator(chunk_size=50):
            for row in [*step.before, *step.after]:
                if row.get("of") == "cue":
                    self._step_row(row, *places.get(row["id"], (0, 0)))
            step.save(update_fields=["before", "after"])

    def _cues(self) -> Any:
        return Cue.objects.filter(transcript__recording=self.recording)

    def _range(self, in_frame: int, out_frame: int) -> tuple[int, int]:
        moved = Range(in_frame, out_frame).converted(self.was, self.now)
        return moved.start, moved.end

    def _moved(self) -> Iterator[Cue]:
        timed = self._cues().filter(word_times__isnull=False).order_by("pk")
        for cue in timed.iterator(chunk_size=BATCH):
            cue.word_times = self._times(cue.word_times, cue.in_frame)
            cue.in_frame, cue.out_frame = self._range(cue.in_frame, cue.out_frame)
            cue.version += 1
            yield cue

    def _times(self, words: Any, in_frame: int) -> Any:
        start = convert(in_frame, self.was, self.now)
        return words and [
            times and [convert(in_frame + at, self.was, self.now) - start for at in times] for times in words
        ]

    def _step_row(self, row: dict[str, Any], in_frame: int, out_frame: int) -> None:
        """What it doesn't name of the cue is taken from how it stands."""
        in_frame, out_frame = row.get("in_frame", in_frame), row.get("out_frame", out_frame)
        start, end = self._range(in_frame, max(out_frame, in_frame + 1))
        if "word_times" in row:
            row["word_times"] = self._times(row["word_times"], in_frame)
        row |= {name: frame for name, frame in (("in_frame", start), ("out_frame", end)) if name in row}
