"""A proxy on its way in, piece by piece: it goes on where it stopped, and no piece counts twice.

The file on the disk and the row say together how far it has come; a piece is taken only at that very
byte, and is on the disk before the row says so. A crash in between leaves some bytes too many in the
file, which the next piece overwrites.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import F, QuerySet, Sum

from interviews.actions import proxies
from interviews.models import Proxy, ProxyUpload, Recording
from production.actions.files import OnTrial
from production.formats import media
from production.formats.uploads import Refused
from production.models import User
from production.models.fields import clean_text

PIECE = 2 << 20  # bytes of one request, which Django keeps in memory
STALE = timedelta(days=7)
MOST_OPEN = 8  # of one person
SPARED = 500_000_000  # bytes of the disk for everything else
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class NoRoom(Exception):
    """The disk doesn't hold it."""


class Elsewhere(Exception):
    """The upload has come to another byte; the next piece begins at ``at``."""

    def __init__(self, at: int) -> None:
        super().__init__(str(at))
        self.at = at


class Gone(Exception):
    """Finished, abandoned or removed meanwhile."""


# -- beginning -----------------------------------------------------------------------------------


def begin(*, recording: Recording, name: str, size: int, head: bytes, by: User) -> ProxyUpload:
    """An upload of a file of this name and size that begins like this: the one under way, or a new one.

    Refused: empty, size, type, cut (the beginning isn't whole) or many; NoRoom.
    """
    name = clean_text(name, lines=False)[:255] or "proxy"
    _judge(size, head)
    fingerprint = hashlib.sha256(head).hexdigest()
    with transaction.atomic():
        Recording.objects.select_for_update().get(pk=recording.pk)  # the same file begun twice at once
        known = ProxyUpload.objects.filter(
            recording=recording, name=name, size=size, fingerprint=fingerprint, created_by=by
        ).first()
        if known is not None:
            return known
        if ProxyUpload.objects.filter(created_by=by).count() >= MOST_OPEN:
            raise Refused("many")
        if room() < size:
            raise NoRoom
        upload = ProxyUpload(
            recording=recording, name=name, size=size, fingerprint=fingerprint, created_by=by
        )
        _store(upload, ContentFile(b""))
        return upload


def _judge(size: int, head: bytes) -> None:
    if not size:
        raise Refused("empty")
    if size > settings.PROXY_LIMIT:
        raise Refused("size")
    media.sniff(head)
    if len(head) != min(size, media.HEAD):
        raise Refused("cut")


def _store(upload: ProxyUpload, content: ContentFile | UploadedFile) -> None:
    upload.content.save(upload.name, content, save=False)
    transaction.on_commit(OnTrial(str(upload.content.name)).keep)
    upload.save()


def room() -> int:
    """Bytes of the disk that nobody has been promised yet."""
    folder = Path(default_storage.path(""))
    folder.mkdir(parents=True, exist_ok=True)
    promised = ProxyUpload.objects.aggregate(left=Sum(F("size") - F("received")))["left"] or 0
    return shutil.disk_usage(folder).free - SPARED - promised


# -- pieces --------------------------------------------------------------------------------------


def path_of(upload: ProxyUpload) -> Path:
    return Path(default_storage.path(str(upload.content.name)))


def standing(upload: ProxyUpload) -> int:
    """The byte up to which it has come: what the row says, as far as the file goes."""
    try:
        return min(upload.received, path_of(upload).stat().st_size)
    except FileNotFoundError:
        return 0


@transaction.atomic
def append(*, upload: ProxyUpload, offset: int, piece: bytes) -> ProxyUpload:
    """Take a piece at its place; Elsewhere where it is another's turn, Gone, NoRoom."""
    locked = ProxyUpload.objects.select_for_update().filter(pk=upload.pk).first()
    if locked is None:
        raise Gone
    at = standing(locked)
    if offset != at or not piece or offset + len(piece) > locked.size:
        raise Elsewhere(at)
    write(path_of(locked), offset, piece)
    locked.received = offset + len(piece)
    locked.save(update_fields=["received", "touched_at"])
    return locked


def write(path: Path, offset: int, piece: bytes) -> None:
    """Put it on the disk, and nothing behind it; all of it or none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    there = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        os.ftruncate(there, offset)
        _write_through(there, offset, memoryview(piece))
    except OSError as fault:
        if fault.errno not in _NO_ROOM:
            raise
        os.ftruncate(there, offset)
        raise NoRoom from fault
    finally:
        os.close(there)


def _write_through(there: int, offset: int, left: memoryview) -> None:
    while left:
        written = os.pwrite(there, left, offset)
        left, offset = left[written:], offset + written
    os.fsync(there)


# -- the end -------------------------------------------------------------------------------------


def finish(*, upload: ProxyUpload, by: User) -> Proxy:
    """Read it and make it the recording's proxy; Elsewhere where a piece is missing, Gone, Refused.

    What can't be played is removed: sending more of it wouldn't mend it.
    """
    at = standing(upload)
    if at != upload.size:
        raise Elsewhere(at)
    path = path_of(upload)
    try:
        facts, digest = media.probe(path), proxies.digest(path)
    except FileNotFoundError as fault:
        raise Gone from fault
    except Refused:
        abandon(upload=upload)
        raise
    with transaction.atomic():
        # its row goes first: of two who finish at once, one finds it gone
        if not ProxyUpload.objects.filter(pk=upload.pk, received=upload.size).delete()[0]:
            raise Gone
        proxy = Proxy(name=upload.name, file=str(upload.content.name), size=upload.size, sha256=digest)
        return proxies.keep(recording=upload.recording, proxy=proxy, facts=facts, by=by)


def take_whole(*, recording: Recording, file: UploadedFile, by: User) -> Proxy:
    """A small file that came with one form; Refused, NoRoom."""
    head, size = file.read(media.HEAD), file.size or 0
    _judge(size, head)
    if room() < size:
        raise NoRoom
    file.seek(0)
    name = clean_text(file.name or "", lines=False)[:255] or "proxy"
    upload = ProxyUpload(recording=recording, name=name, size=size, received=size, created_by=by)
    with transaction.atomic():
        _store(upload, file)
    return finish(upload=upload, by=by)


def abandon(*, upload: ProxyUpload) -> None:
    """Take an upload back with what has come of it."""
    _remove(upload, ProxyUpload.objects.all())


def remove_stale(now: datetime) -> int:
    """Take back what nobody has gone on with for a week."""
    stale = ProxyUpload.objects.filter(touched_at__lt=now - STALE)
    return sum(_remove(upload, stale) for upload in list(stale))


@transaction.atomic
def _remove(upload: ProxyUpload, among: QuerySet[ProxyUpload]) -> bool:
    if not among.filter(pk=upload.pk).delete()[0]:
        return False
    transaction.on_commit(partial(default_storage.delete, str(upload.content.name)), robust=True)
    return True
