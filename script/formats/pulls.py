"""What must be brought from the originals for a cut: each range once, with frames to spare on both sides.

In the cut itself handles have no place: its events meet. A list of pulls is laid end to end instead, and
what is used twice, or lies so near that the handles meet, is brought as one piece.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction

from production.timecode import Label, frame_of
from script.formats.cut import Cut, Event, Media
from script.formats.record import frame_at


def by_rate(cut: Cut, handles: int | None = None) -> list[Cut]:
    """A cut of pieces for each rate of the sources, in which edit lists can say them; each begins at one."""
    spare = cut.handles if handles is None else handles
    found = []
    for rate in dict.fromkeys(media.rate for media in cut.media):
        events = tuple(event for event in cut.events if event.media and event.media.rate == rate)
        own = replace(
            cut, rate=rate, start=frame_of(Label(1, 0, 0, 0), rate), events=events,
            handles=frame_at(cut.rate.seconds(spare), rate),
        )  # fmt: skip
        found.append(pulls(own))
    return found


@dataclass(slots=True)
class _Piece:
    start: int
    end: int
    events: list[Event] = field(default_factory=list)


def pulls(cut: Cut, handles: int | None = None) -> Cut:
    """A cut of pieces, source by source; `handles` frames of the cut on each side, by default the cut's own.

    A handle ends where its medium does; where the medium's length is unknown it is taken whole.
    """
    spare = cut.handles if handles is None else handles
    used: dict[str, list[Event]] = defaultdict(list)
    for event in cut.events:
        if event.media:
            used[event.media.key].append(event)
    events: list[Event] = []
    at = Fraction()
    for media in cut.media:
        lasts = frame_at(cut.rate.seconds(spare), media.rate)
        for piece in _pieces(used[media.key], media, lasts):
            begins, at = at, at + media.rate.seconds(piece.end - piece.start)
            events += _events(piece, media, frame_at(begins, cut.rate), frame_at(at, cut.rate))
    return replace(
        cut, length=frame_at(at, cut.rate), events=tuple(events), titles=(), markers=(), handles=spare
    )


def _pieces(events: Iterable[Event], media: Media, spare: int) -> Iterator[_Piece]:
    piece: _Piece | None = None
    for event in sorted(events, key=lambda one: (one.source_in, one.source_out)):
        start, end = max(event.source_in - spare, 0), event.source_out + spare
        if media.duration is not None:
            end = min(end, max(media.duration, event.source_out))
        if piece is None or start > piece.end:
            if piece:
                yield piece
            piece = _Piece(start, end)
        piece.end = max(piece.end, end)
        piece.events.append(event)
    if piece:
        yield piece


def _events(piece: _Piece, media: Media, record_in: int, record_out: int) -> Iterator[Event]:
    first = piece.events[0]
    rows = ", ".join(dict.fromkeys(one.row for one in piece.events if one.row))
    tracks = [*(["V1"] if media.has_picture else []), *(["A1"] if media.has_sound else [])]
    for track in tracks or [first.track]:
        yield Event(
            track,
            record_in,
            record_out,
            media,
            piece.start,
            piece.end,
            name=first.name,
            element=first.element,
            row=rows,
            comment=first.comment,
            themes=tuple(dict.fromkeys(theme for one in piece.events for theme in one.themes)),
            rating=max(one.rating for one in piece.events),
            clearance=first.clearance,
            ids=tuple(dict.fromkeys(one for event in piece.events for one in event.ids if one[0] == "cell")),
        )
