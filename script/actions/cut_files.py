"""The files of a cut: one for each format, or a folder of them where a format needs several."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from production import timecode
from script.formats import edl
from script.formats.cut import Cut, Event, Refused

Reels = Mapping[str, str] | None
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same cut gives the same bytes


@dataclass(frozen=True, slots=True)
class File:
    name: str
    kind: str  # content type
    data: bytes


def of_tracks(cut: Cut, tracks: Sequence[str]) -> Cut:
    """The cut with some of its tracks alone."""
    if not tracks:
        return cut
    return replace(cut, events=tuple(event for event in cut.events if event.track in tracks))


def stem(*parts: str, rate: timecode.Rate) -> str:
    """``la-casa-12-white-29.97df``: what it is, which draft, which rate."""
    name = timecode.NAMES[rate.key] + ("df" if rate.drop else "")
    told = [re.sub("[^a-z0-9]+", "-", _plain(part).lower()).strip("-")[:60] for part in parts]
    return "-".join([*(one for one in told if one), name])


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def written(format: str, cut: Cut, name: str, reel_of: Mapping[str, str] | None = None) -> File:
    """Refused where the format can't say the cut; `reel_of` names the reels of edit lists."""
    return WRITERS[format](cut, name, reel_of)


def _edl(cut: Cut, name: str, reel_of: Reels) -> File:
    """Every list that the cut needs, the table of its reels, and its markers for Resolve.

    A list knows one rate: media of another stand in it as gaps, and are told beside it.
    """
    from script.formats import mapping, markers, reels

    whole, cut = cut, at_one_rate(cut)
    if not cut.events:
        raise Refused("empty")
    if whole.media and not cut.media:
        edl.write(whole)  # refuses it, with the reason
    reel_of = reel_of or reels.names(cut.media)
    files = {
        f"{name}-{'-'.join(tracks)}.edl": edl.write(cut, tracks, reel_of=reel_of).encode()
        for tracks in edl.track_sets(cut)
    }
    files[f"{name}-reels.csv"] = mapping.write(cut, reel_of=reel_of).encode("utf-8-sig")
    if cut.markers:
        files[f"{name}-markers.edl"] = markers.write(cut).encode()
    if left := left_out(whole):
        files[f"{name}-left-out.txt"] = "\r\n".join(left).encode("utf-8-sig")
    return File(f"{name}-edl.zip", "application/zip", zipped(files))


def at_one_rate(cut: Cut) -> Cut:
    """What has the record's own rate; the rest are gaps that say what they were."""
    return replace(
        cut,
        events=tuple(
            replace(event, media=None, source_in=0, source_out=0, comment=f"{_of(event)} {event.comment}")
            if _is_foreign(event, cut)
            else event
            for event in cut.events
        ),
    )


def left_out(cut: Cut) -> list[str]:
    """What an edit list of one rate can't hold, line by line."""
    lines = [
        f"{_label(cut.start + event.record_in, cut.rate)} {event.track} {event.row} {_of(event)} {event.name}"
        for event in cut.events
        if _is_foreign(event, cut)
    ]
    told = _(
        "An EDL knows one rate, and one way of counting (drop-frame or not). These have another than the "
        "record's (%(rate)s), and stand in the lists as gaps; FCPXML, xmeml and OTIO carry them."
    )
    return [told % {"rate": edl.rate_name(cut.rate)}, "", *lines] if lines else []


def _is_foreign(event: Event, cut: Cut) -> bool:
    """Drop-frame beside non-drop too: a list has one flag, by which readers count all its labels."""
    return event.media is not None and event.media.rate != cut.rate


def _of(event: Event) -> str:
    """The reel with in and out of its own, as they are counted there."""
    media = event.media
    if media is None:
        return ""
    first, last = (_label(media.start + frame, media.rate) for frame in (event.source_in, event.source_out))
    return f"{media.reel} {first} {last} ({edl.rate_name(media.rate)})"


def _label(frame: int, rate: timecode.Rate) -> str:
    return str(timecode.label_of(frame % rate.day, rate))


def _edl_list(cut: Cut, name: str, reel_of: Reels) -> File:
    """The first list alone: a track of pictures and two of sound."""
    if not cut.events:
        raise Refused("empty")
    return File(f"{name}.edl", "text/plain; charset=us-ascii", edl.write(cut, reel_of=reel_of).encode())


def _pulls(cut: Cut, name: str, reel_of: Reels) -> File:
    """Each range once with its handles, and the table that says what it is for: for each rate its own."""
    from script.formats import mapping, pulls, reels

    if not cut.media:
        raise Refused("empty")
    reel_of = reel_of or reels.names(cut.media)
    files = {}
    for found in pulls.by_rate(cut):
        own = f"{name}-pulls-{stem(rate=found.rate)}"
        files[f"{own}.edl"] = edl.write(found, reel_of=reel_of).encode()
        files[f"{own}.csv"] = mapping.write(found, reel_of=reel_of).encode("utf-8-sig")
    return File(f"{name}-pulls.zip", "application/zip", zipped(files))


def _fcpxml(cut: Cut, name: str, reel_of: Reels) -> File:
    from script.formats import fcpxml

    return File(f"{name}.fcpxml", "application/xml", fcpxml.write(cut))


def _xmeml(cut: Cut, name: str, reel_of: Reels) -> File:
    from script.formats import xmeml

    return File(f"{name}.xml", "application/xml", xmeml.write(cut))


def _otio(cut: Cut, name: str, reel_of: Reels) -> File:
    from script.formats import otio

    return File(f"{name}.otio", "application/json", otio.write(cut))


def _ale(cut: Cut, name: str, reel_of: Reels) -> File:
    from script.formats import ale

    if len(rates := ale.rates(cut)) < 2:
        return File(f"{name}.ale", "text/plain; charset=utf-8", ale.write(cut).encode())
    logs = {f"{stem(name, rate=rate)}.ale": ale.write(cut, rate).encode() for rate in rates}
    return File(f"{name}-ale.zip", "application/zip", zipped(logs))


def _markers(cut: Cut, name: str, reel_of: Reels) -> File:
    from script.formats import markers

    if not cut.markers:
        raise Refused("empty")
    return File(f"{name}-markers.edl", "text/plain; charset=utf-8", markers.write(cut).encode())


WRITERS: dict[str, Callable[[Cut, str, Reels], File]] = {
    "edl": _edl,
    "edl-list": _edl_list,
    "markers": _markers,
    "pulls": _pulls,
    "fcpxml": _fcpxml,
    "xmeml": _xmeml,
    "otio": _otio,
    "ale": _ale,
}


def zipped(files: dict[str, bytes]) -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as folder:
        for name, data in files.items():
            folder.writestr(zipfile.ZipInfo(name, _EPOCH), data, zipfile.ZIP_DEFLATED)
    return body.getvalue()
