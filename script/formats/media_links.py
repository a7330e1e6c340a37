"""What files for editing systems say of a medium: where it lies, and how long it is at least."""

from __future__ import annotations

from urllib.parse import quote, unquote

from production.timecode import Rate
from script.formats.cut import Cut, Media, ReadEvent


def url(media: Media, host: str = "") -> str:
    """Where the medium lies, as far as it is known: an editing system asks for what it doesn't find."""
    path = (media.file or media.name or media.reel).replace("\\", "/")
    if media.file.lower().startswith("file://"):
        return "file://" + quote(path[7:].encode("utf-8", "replace"), safe="/%:")  # is one already
    if path.startswith("//"):
        host, _slash, path = path[2:].partition("/")
    safe = "/:" if path[1:2] == ":" else "/"
    return f"file://{quote(host)}/{quote(path.lstrip('/').encode('utf-8', 'replace'), safe=safe)}"


def path(url: str) -> str:
    """A file URL as a path; anything else as it is written."""
    if not url.lower().startswith("file:"):
        return url
    path = unquote(url[5:], errors="replace").removeprefix("//").removeprefix("localhost")
    return path[1:] if path[2:3] == ":" and path.startswith("/") else path


def ends(cut: Cut) -> dict[Media, int]:
    """How many frames each medium has, at least as many as are used of it; in order of their first use.

    Where its length is unknown the handles count as used.
    """
    ends: dict[Media, int] = {}
    for event in cut.events:
        if media := event.media:
            used = max(event.source_out, event.source_in + _lasting(event.length, cut.rate, media.rate))
            known = media.duration if media.duration is not None else used + cut.handles
            ends[media] = max(ends.get(media, 0), known, used)
    return ends


def _lasting(frames: int, record: Rate, source: Rate) -> int:
    """How many frames of a source are begun while so many of the record last."""
    return -(-frames * record.den * source.num // (record.num * source.den))


def in_order(event: ReadEvent) -> tuple[int, bool, str]:
    """By their beginning, pictures before sounds."""
    return event.record_in, not event.track.startswith("V"), event.track
