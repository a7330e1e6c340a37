"""All sources of a film as edit lists know them: its recordings and the copies of its archive clips."""

from __future__ import annotations

from interviews.models import Recording
from production.models import ArchiveClip, Film
from production.timecode import Rate
from script.actions.media import medium_of_clip, medium_of_recording
from script.cutting import media_of
from script.formats import reels
from script.formats.cut import Media


def film_media(film: Film, rate: Rate) -> list[Media]:
    """`rate` counts what says none of its own. In three queries, however many there are."""
    recordings = Recording.objects.filter(interview__film=film, interview__binned_at=None)
    clips = ArchiveClip.objects.filter(film=film).select_related("source").prefetch_related("copies")
    return [
        *(media_of(medium_of_recording(one)) for one in recordings.order_by("pk")),
        *(media_of(medium_of_clip(one, rate)) for one in clips.order_by("pk")),
    ]


def reel_names(film: Film, rate: Rate, more: tuple[Media, ...] = ()) -> dict[str, str]:
    """The reel of each source, by its key: the same in every list of the film."""
    return reels.names([*film_media(film, rate), *more])
