"""What a script is played from: recordings, and the copies of archive clips; and what is shown of a clip."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from interviews.models import Recording
from production import timecode
from production.models import ArchiveClip
from production.timecode import BadTimecode, Label, Rate
from script.models import Cell
from script.pdf.content import Medium, Part


def medium_of_recording(recording: Recording) -> Medium:
    is_picture = recording.kind == Recording.Kind.PICTURE
    return Medium(
        recording=recording.pk,
        clip=None,
        name=str(recording),
        reel=recording.reel,
        file=recording.file_name,
        rate=recording.rate,
        drop=recording.drop_frame,
        start=recording.start_timecode,
        duration=recording.duration,
        has_picture=is_picture,
    )


def medium_held(recording: Recording, today: date) -> Medium:
    """A recording as a script cites it: of which interview, and while that is held back what was promised."""
    interview = recording.interview
    medium = replace(medium_of_recording(recording), interview=interview.title, shot_on=interview.day)
    if not interview.is_held_back(today):
        return medium
    return replace(medium, not_before=interview.not_before, promised=interview.restrictions)


def medium_of_clip(clip: ArchiveClip, otherwise: Rate) -> Medium:
    """The copy that is worked from; what has no rate counts at the script's."""
    copy = clip.best_copy
    own = next((one for one in (copy, clip) if one is not None and one.rate), None)
    rate = own.exact_rate if own else None
    rate = rate or otherwise
    start = _copy_start(clip, copy, rate)
    kind = clip.kind
    return Medium(
        recording=None,
        clip=clip.pk,
        name=clip.title,
        reel=(copy.name if copy and copy.name else clip.catalogue_number) or clip.title,
        file=copy.file_name if copy else "",
        rate=rate.key,
        drop=rate.drop,
        start=str(start),
        has_picture=kind != ArchiveClip.Kind.MUSIC,
        has_sound=kind in (ArchiveClip.Kind.FOOTAGE, ArchiveClip.Kind.MUSIC),
        has_timecode=bool(clip.timecode_in),
    )


def medium_cited(clip: ArchiveClip, otherwise: Rate) -> Medium:
    """A clip as a script cites it: with who holds it, and which copy is worked from."""
    copy = clip.best_copy
    return replace(
        medium_of_clip(clip, otherwise),
        holder=clip.source.name if clip.source else "",
        number=clip.catalogue_number,
        issuer=clip.number_issuer,
        creator=clip.creator,
        dated=clip.date,
        copy=copy.kind if copy else "",
        is_watermarked=copy is not None and copy.watermarked,
    )


def _copy_start(clip: ArchiveClip, copy: Any, rate: Rate) -> Label:
    """Where its copy begins; from nought where none says so, or where the clip would lie before it.

    A label to the second is that of the first frame that shows it: drop-frame may leave out frame 0.
    """
    begins = copy.label("start_timecode") if copy else None
    if begins is None:
        return Label(0, 0, 0, 0)
    first = clip.label("timecode_in")
    if first and _is_before(first, begins, rate):
        return Label(0, 0, 0, 0)
    return begins if begins.has_frames else timecode.label_of(timecode.frame_of(begins, rate), rate)


def _is_before(first: Label, begins: Label, rate: Rate) -> bool:
    """To the frame where both are; else to the second, which may hold both."""
    if first.has_frames and begins.has_frames:
        return timecode.frame_of(first, rate) < timecode.frame_of(begins, rate)
    return first.total_seconds < begins.total_seconds


def clip_part(cell: Any, clip: ArchiveClip, medium: Medium) -> Part | None:
    """What is shown of a clip, by its own timecodes or the cell's; None where no range is known."""
    written_in, written_out = cell.clip_in or clip.timecode_in, cell.clip_out or clip.timecode_out
    if not written_in or not written_out:
        return None
    rate, start = medium.frames, timecode.read(medium.start)
    try:
        first, end = timecode.read(written_in), timecode.read(written_out)
        until = timecode.offset_of(end, start, rate)
        # a second that begins before the medium is seen from its first frame
        is_begun = not first.has_frames and first.total_seconds == start.total_seconds
        at = 0 if is_begun else timecode.offset_of(first, start, rate)
    except BadTimecode:
        return None
    if until <= at:
        return None
    return Part(at, until, str(first), str(end))


def clip_length(cell: Any, clip: ArchiveClip, medium: Medium, parts: Sequence[Part]) -> tuple[Fraction, str]:
    if cell.lasts_ms is not None:
        return Fraction(cell.lasts_ms, 1000), "given"
    if cell.element != Cell.Element.ARCHIVE and not (cell.clip_in and cell.clip_out):
        return Fraction(), ""  # a still lasts as long as what it covers
    if parts:
        return sum((medium.frames.seconds(part.end - part.start) for part in parts), Fraction()), "measured"
    if not clip.timecode_out and clip.seconds_given:
        return Fraction(clip.seconds_given), "given"
    return Fraction(), ""
