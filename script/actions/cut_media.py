"""All sources of a film as edit lists know them: its recordings and the copies of its archive clips."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from interviews import quotes
from interviews.models import Recording
from production.models import ArchiveClip, Film
from production.timecode import Rate
from script.actions.media import medium_of_clip, medium_of_recording
from script.cut_sources import Key
from script.cut_sync import Sync
from script.cutting import media_of
from script.formats import reels
from script.formats.cut import Media


def film_recordings(film: Film) -> list[Recording]:
    """With their interviews."""
    rows = Recording.objects.filter(interview__film=film, interview__binned_at=None)
    return list(rows.select_related("interview__item__day").order_by("pk"))


def film_media(film: Film, rate: Rate, recordings: Iterable[Recording] | None = None) -> list[Media]:
    """`rate` counts what says none of its own. In three queries, however many there are."""
    clips = ArchiveClip.objects.filter(film=film).select_related("source").prefetch_related("copies")
    return [
        *(media_of(medium_of_recording(one)) for one in recordings or film_recordings(film)),
        *(media_of(medium_of_clip(one, rate)) for one in clips.order_by("pk")),
    ]


def reel_names(film: Film, rate: Rate, more: tuple[Media, ...] = ()) -> dict[str, str]:
    """The reel of each source, by its key: the same in every list of the film."""
    return reels.names([*film_media(film, rate), *more])


def sync_of(recordings: Iterable[Recording]) -> Sync:
    """How they lie beside each other, interview by interview."""
    of = {("recording", one.pk): one for one in recordings}
    sittings: dict[int, list[Key]] = defaultdict(list)
    for key, one in of.items():
        sittings[one.interview_id].append(key)
    return Sync(
        beside={
            key: [other for other in keys if other != key]
            for keys in sittings.values()
            for key in keys
            if len(keys) > 1
        },
        sounds={key for key, one in of.items() if one.kind == Recording.Kind.SOUND},
        at=lambda frame, source, target: quotes.synced(frame, of[source], of[target]),
    )
