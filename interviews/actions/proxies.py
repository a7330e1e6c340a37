"""The proxy of a recording: what plays in its stead, and what is read of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path, PurePosixPath

from django.core.files.storage import default_storage
from django.db import transaction

from interviews import media_folder
from interviews.models import Cue, Proxy, Recording, Segment
from production import timecode
from production.formats import media
from production.formats.media import Facts
from production.models import Film, StaleRecord, User

_BLOCK = 1 << 20


def file_of(proxy: Proxy) -> Path:
    """Where it lies; FileNotFoundError or media_folder.Outside where it is gone."""
    if proxy.path:
        return media_folder.file_at(proxy.film_id, proxy.path)
    path = Path(default_storage.path(str(proxy.file.name)))
    if not path.is_file():
        raise FileNotFoundError(path)
    return path


def is_missing(proxy: Proxy) -> bool:
    try:
        file_of(proxy)
    except (OSError, media_folder.Outside):
        return True
    return False


def digest(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            found.update(block)
    return found.hexdigest()


def point_at(*, recording: Recording, film: Film, path: str, by: User) -> Proxy:
    """Register a file of the media folder; nothing is copied. Outside, or Refused."""
    found = media_folder.file_at(film.pk, path)
    facts = media.probe(found)
    proxy = Proxy(name=PurePosixPath(path).name, path=path, size=found.stat().st_size)
    return keep(recording=recording, proxy=proxy, facts=facts, by=by)


@transaction.atomic
def keep(*, recording: Recording, proxy: Proxy, facts: Facts, by: User) -> Proxy:
    """Make it the recording's proxy; the one that stood there goes into the bin."""
    locked = Recording.objects.select_for_update().get(pk=recording.pk)
    for before in Proxy.objects.select_for_update().filter(recording=locked):
        before.bin(by=by)
    proxy.recording = locked
    proxy.content_type = facts.content_type
    proxy.duration_ms = facts.milliseconds
    proxy.rate, proxy.has_picture = facts.rate, facts.has_picture
    start = facts.start(locked.frames)
    proxy.start_timecode, proxy.drop_frame = str(start or ""), start is not None and start.drop
    proxy.full_clean(exclude=["recording"])
    proxy.save()
    return proxy


# -- what the file says beside what the recording says ---------------------------------------------


@dataclass(frozen=True)
class Offer:
    """One fact in which the file says something else, or the recording nothing."""

    what: str  # rate, start, length
    here: str  # the recording's
    there: str  # the file's
    is_bound: bool = False  # what was logged hangs on it


def is_logged(recording: Recording) -> bool:
    """Whether frames are counted on it already: at another rate they would be other moments."""
    cues = Cue._base_manager.filter(transcript__recording=recording)
    return bool(Segment.everything.filter(recording=recording).exists() or cues.exists())


def offers(recording: Recording, proxy: Proxy) -> list[Offer]:
    found = []
    if proxy.rate and (proxy.rate, _drop(recording, proxy)) != (recording.rate, recording.drop_frame):
        there = rate_in_words(proxy.rate, drop=_drop(recording, proxy))
        here = rate_in_words(recording.rate, drop=recording.drop_frame)
        found.append(Offer("rate", here, there, is_bound=is_logged(recording)))
    if proxy.start_timecode and proxy.start_timecode != recording.start_timecode and not _explained(proxy):
        found.append(Offer("start", recording.start_timecode, proxy.start_timecode))
    frames = frames_long(recording, proxy)
    if frames and (recording.duration is None or abs(recording.duration - frames) > 1):
        here = "" if recording.duration is None else _length(recording, recording.duration)
        found.append(Offer("length", here, _length(recording, frames)))
    return found


def rate_in_words(key: str, *, drop: bool) -> str:
    return f"{timecode.NAMES[key]}{' DF' if drop else ''}"


def _drop(recording: Recording, proxy: Proxy) -> bool:
    """The file's numbering, where its timecode shows one."""
    if proxy.start_timecode:
        return proxy.drop_frame
    return recording.drop_frame and proxy.rate in timecode.MAY_DROP


def _length(recording: Recording, frames: int) -> str:
    return str(timecode.label_of(frames, recording.frames))


def frames_long(recording: Recording, proxy: Proxy) -> int:
    """How many frames of the recording the file lasts, with what it leaves out before its zero."""
    if proxy.duration_ms is None:
        return 0
    seconds = Fraction(proxy.duration_ms + proxy.offset_ms, 1000)
    return max(0, round(seconds * recording.frames.num / recording.frames.den))


def later_by(recording: Recording, proxy: Proxy) -> int | None:
    """By how many ms the file's timecode begins after the recording's; None where they don't compare."""
    if not proxy.start_timecode:
        return None
    there = timecode.read(proxy.start_timecode)
    try:
        timecode.check(there, recording.frames)
    except timecode.BadTimecode:
        return None
    frames, day = timecode.offset_of(there, recording.start, recording.frames), recording.frames.day
    frames -= day if frames > day // 2 else 0  # it begins earlier; else, where need be, after midnight
    return round(recording.frames.seconds(frames) * 1000)


def _explained(proxy: Proxy) -> bool:
    """The file begins later than the recording, by exactly what was set for it."""
    return proxy.offset_ms != 0 and proxy.offset_ms == later_by(proxy.recording, proxy)


@transaction.atomic
def take_over(*, recording: Recording, proxy: Proxy, what: str, version: int) -> Recording:
    """Write into the recording what the file says; ValidationError, or StaleRecord where it has changed."""
    locked = Recording.objects.select_for_update().get(pk=recording.pk)
    if locked.version != version:
        raise StaleRecord(locked)
    if any(offer.what == what and not offer.is_bound for offer in offers(locked, proxy)):
        _TAKES[what](locked, proxy)
        locked.full_clean()
        locked.save()
    return locked


def _take_rate(recording: Recording, proxy: Proxy) -> None:
    recording.rate, recording.drop_frame = proxy.rate, _drop(recording, proxy)
    if proxy.start_timecode:  # the old one may not exist at this rate
        _take_start(recording, proxy)


def _take_start(recording: Recording, proxy: Proxy) -> None:
    """Both begin at the same frame from now on."""
    recording.start_timecode = proxy.start_timecode
    if proxy.offset_ms:
        proxy.offset_ms = 0
        proxy.save()


def _take_length(recording: Recording, proxy: Proxy) -> None:
    recording.duration = frames_long(recording, proxy)


_TAKES: dict[str, Callable[[Recording, Proxy], None]] = {
    "rate": _take_rate,
    "start": _take_start,
    "length": _take_length,
}


@transaction.atomic
def shift(*, proxy: Proxy, offset_ms: int, version: int) -> Proxy:
    """Say by how much the file begins after the recording; StaleRecord where it has changed."""
    locked = Proxy.objects.select_for_update().get(pk=proxy.pk)
    if locked.version != version:
        raise StaleRecord(locked)
    locked.offset_ms = offset_ms
    locked.save()
    return locked
