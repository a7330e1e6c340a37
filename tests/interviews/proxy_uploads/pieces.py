"""Uploading a file in pieces, as the browser does."""

from pathlib import Path

from django.core.files.storage import default_storage

from interviews.actions.proxy_uploads import append, begin
from production.formats import media


def begun(recording, body, by, name="A001.webm"):
    return begin(recording=recording, name=name, size=len(body), head=body[: media.HEAD], by=by)


def send(upload, body, offset, length=5_000):
    return append(upload=upload, offset=offset, piece=body[offset : offset + length])


def send_all(upload, body, length=5_000):
    for offset in range(0, len(body), length):
        upload = send(upload, body, offset, length)
    return upload


def stored():
    root = Path(default_storage.path(""))
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
