"""The film's archive becomes the content of its list."""

from __future__ import annotations

from fractions import Fraction

from production.actions.reports import head
from production.models import ArchiveClip, Film
from production.pdf.archive_list import ArchiveList, Clip


def archive_list(film: Film) -> ArchiveList:
    """Every clip, the oldest picture first."""
    clips = film.archive_clips.select_related("source").prefetch_related("people", "scenes", "copies")
    return ArchiveList(head(film), tuple(_clip(clip) for clip in clips))


def _clip(clip: ArchiveClip) -> Clip:
    best, length = clip.best_copy, clip.length
    return Clip(
        title=clip.title,
        kind=clip.kind,
        state=clip.state,
        date=clip.dated,
        source=clip.source.name if clip.source else "",
        number=clip.catalogue_number,
        issuer=clip.number_issuer,
        timecodes="–".join(filter(None, (clip.timecode_in, clip.timecode_out))),
        length=str(length or ""),
        seconds=length.seconds if length else Fraction(),
        people=tuple(clip.names_shown),
        scenes=tuple(scene.number for scene in clip.scenes.all()),
        copy=best.kind if best else "",
        copies=len(clip.copies.all()),
        is_watermarked=bool(best and best.watermarked),
    )
