"""A log becomes the segments of a recording, all of them or none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from interviews.actions.segments import theme_called
from interviews.actions.transcript_imports import claim, data_of, settle
from interviews.importing import reading
from interviews.importing.segments import Names, Planned, Prepared, prepare, sort
from interviews.models import Recording, Segment, TranscriptImport
from production.importing import writing
from production.models import Person, Theme, User

S = TranscriptImport.State


class LeftOut(Exception):
    """Rows can be no segments of this recording, and nobody said to leave them out."""

    def __init__(self, count: int) -> None:
        super().__init__(f"{count} rows can't be taken")
        self.count = count


@dataclass(frozen=True)
class LogChoice:
    """What a person said of the log."""

    zero: str
    leave_out: bool = False
    makes_themes: bool = False


def make_ready(*, imported: TranscriptImport, choice: LogChoice) -> Prepared:
    """Read the log for good; LeftOut where rows can't be taken and aren't to be left out."""
    log, options = reading.read_log(data_of(imported), imported), imported.options
    found = sort(log, imported.recording, ends=options["ends"], seconds=options["seconds"])
    ready = prepare(found, imported.recording, log.counts, choice.zero)
    if ready.left_out and not choice.leave_out:
        raise LeftOut(ready.left_out)
    return ready


@transaction.atomic(savepoint=False)
def take(*, imported: TranscriptImport, ready: Prepared, choice: LogChoice, by: User) -> TranscriptImport:
    """Write every segment. A second call answers like the first."""
    now = claim(imported, ready.facts)
    if now.state == S.TAKEN:
        return now
    film = now.recording.interview.film
    people = Names(Person.objects.filter(film=film).values_list("pk", "name"))
    themes = _themes(now.recording, ready.rows, choice, by)
    written: writing.Written = []
    writing.make(
        [_segment(now.recording, row, people) for row in ready.rows],
        [{"themes": _keys(row, themes)} for row in ready.rows],
        by=by,
        search=written,
    )
    writing.tell_search(written)
    settle(now, None, by)
    return now


def _segment(recording: Recording, row: Planned, people: Names) -> Segment:
    return Segment(
        recording=recording,
        in_frame=row.in_frame,
        out_frame=row.out_frame,
        gist=row.gist,
        note=row.note,
        rating=row.rating,
        speaker_id=people.find(row.speaker) if row.speaker else None,
    )


def _themes(recording: Recording, rows: list[Planned], choice: LogChoice, by: User) -> Names:
    """The film's themes, with those that the log brings where they are wanted."""
    film: Any = recording.interview.film
    known = Names(Theme.objects.filter(film=film).values_list("pk", "name"))
    if not choice.makes_themes:
        return known
    for name in dict.fromkeys(theme for row in rows for theme in row.themes):
        if known.find(name) is None:
            theme_called(film=film, name=name, by=by)
    return Names(Theme.objects.filter(film=film).values_list("pk", "name"))


def _keys(row: Planned, themes: Names) -> list[int]:
    keys = (themes.find(name) for name in row.themes)
    return list(dict.fromkeys(key for key in keys if key is not None))
