"""Whether what a script cites has changed: a mark of all that its rows show beside what is written in them.

Two marks that are the same say that every row reads as it did. Another mark says only that something
moved; which rows read otherwise is found by drawing them.
"""

from __future__ import annotations

from datetime import date
from hashlib import blake2b
from typing import Any

from django.db.models import Count, F, Model, Q, Sum, Value

from interviews.models import Interview, Recording, Segment, Transcript, TranslatedCue
from production.models import ArchiveClip, Copy, Location, Person, Release, Scene, Shot, Source
from script.models import Cell, Script


def mark(script: Script, into: str, today: date) -> str:
    """In one query, from how many there are of each and how often they were changed.

    Releases run out and interviews are held back until a day, so the day belongs to it.
    """
    first, *others = (_part(name, *what) for name, what in _cited(script, into).items())
    told = [today.isoformat(), script.version, sorted(map(tuple, first.union(*others, all=True)))]
    return blake2b(repr(told).encode(), digest_size=8).hexdigest()


def _part(name: str, model: type[Model], which: Q, version: Any = "version") -> Any:
    rows = model._base_manager.filter(which).order_by().annotate(of=Value(name))
    return rows.values("of").annotate(count=Count("pk"), sum=Sum(version)).values_list("of", "count", "sum")


def _cited(script: Script, into: str) -> dict[str, tuple[Any, ...]]:
    film, cells = Q(film=script.film_id), Cell.objects.filter(row__scene__script=script)
    segments = Segment.everything.filter(pk__in=cells.values("segment"))
    recordings = Recording.everything.filter(pk__in=segments.values("recording"))
    of_interviews = Q(recording__interview__in=recordings.values("interview"))
    found: dict[str, tuple[Any, ...]] = {
        "segments": (Segment, Q(pk__in=cells.values("segment"))),
        # another camera's transcript may be the one that is quoted
        "recordings": (Recording, Q(interview__in=recordings.values("interview"))),
        "interviews": (Interview, Q(pk__in=recordings.values("interview"))),
        "transcripts": (Transcript, of_interviews, F("version") + F("revision")),
        "clips": (ArchiveClip, Q(pk__in=cells.values("clip"))),
        "copies": (Copy, Q(clip__in=cells.values("clip"))),
        "shots": (Shot, Q(pk__in=cells.values("shot"))),
        "people": (Person, film),
        "releases": (Release, film),
        "sources": (
            Source,
            Q(pk__in=ArchiveClip.everything.filter(pk__in=cells.values("clip")).values("source")),
        ),
        "scenes": (Scene, film),
        "locations": (Location, film),
    }
    if into:
        lines = Q(translation__language=into, translation__binned_at=None)
        lines &= Q(translation__transcript__in=Transcript.everything.filter(of_interviews))
        found["translations"] = (TranslatedCue, lines)
    return found
