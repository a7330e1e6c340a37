"""A file that plays: a part of it for each request that names a range, so that a player can seek.

One range is answered (206); several, or one that can't be read, by the whole file (200), as the
standard allows; one that begins behind the end by 416. A range without an end gets a piece and not
the rest: a player asks for the next one when it needs it, and one that pauses holds no worker.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import formatdate
from http import HTTPStatus
from pathlib import Path
from typing import IO

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.http import StreamingHttpResponse as Streaming
from django.utils.http import parse_etags

from production.views.files import POLICY

BLOCK = 64 << 10  # bytes in memory
PIECE = 2 << 20  # of a range without an end: some seconds of a proxy
_ONE_RANGE = re.compile(r"bytes=\s*(\d{0,19})-(\d{0,19})\s*", re.ASCII)


class Unsatisfiable(Exception):
    """A range of which nothing lies in the file."""


@dataclass(frozen=True)
class Part:
    start: int
    stop: int  # the first byte that no longer belongs to it

    def __len__(self) -> int:
        return self.stop - self.start


def part_of(header: str, size: int) -> Part | None:
    """The bytes that a Range header asks for; None where the whole file answers it."""
    found = _ONE_RANGE.fullmatch(header)
    if found is None or not (found[1] or found[2]):
        return None
    if not found[1]:  # the last so many bytes
        last = min(int(found[2]), size)
        start, stop = size - last, size
    else:
        start = int(found[1])
        stop = int(found[2]) + 1 if found[2] else start + PIECE
        if found[2] and stop <= start:
            return None  # no range at all
    if start >= size:
        raise Unsatisfiable
    return Part(start, min(stop, size))


def play(request: HttpRequest, path: Path, *, content_type: str, tag: str = "") -> HttpResponseBase:
    """The file or the part that is asked for; OSError where there is none.

    ``tag`` names its content; without one it is told by size and time.
    """
    stream = path.open("rb")
    try:
        facts = path.stat()
        etag = f'"{tag or f"{facts.st_mtime_ns:x}-{facts.st_size:x}"}"'
        changed = formatdate(facts.st_mtime, usegmt=True)
        response = _answer(request, stream, facts.st_size, etag, changed)
    except BaseException:
        stream.close()
        raise
    response["Content-Type"] = content_type
    for name, value in {
        "Accept-Ranges": "bytes",
        "ETag": etag,
        "Last-Modified": changed,
        "Cache-Control": "private, no-cache",  # kept to seek in, and asked for again each time
        "Content-Disposition": "inline",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": POLICY,
        "Cross-Origin-Resource-Policy": "same-origin",
    }.items():
        response[name] = value
    return response


def _answer(request: HttpRequest, stream: IO[bytes], size: int, etag: str, changed: str) -> HttpResponseBase:
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        stream.close()
        return HttpResponseNotModified()
    try:
        part = part_of(_range(request, etag, changed), size)
    except Unsatisfiable:
        stream.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    whole = part or Part(0, size)
    response = _body(request, stream, whole)
    response["Content-Length"] = str(len(whole))
    if part is not None:
        response.status_code = HTTPStatus.PARTIAL_CONTENT
        response["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{size}"
    return response


def _range(request: HttpRequest, etag: str, changed: str) -> str:
    """The range, unless it was meant for a file that has changed since."""
    condition = request.headers.get("If-Range", "").strip()
    is_met = not condition or condition in (etag, changed)
    return request.headers.get("Range", "") if is_met and request.method == "GET" else ""


def _body(request: HttpRequest, stream: IO[bytes], part: Part) -> HttpResponseBase:
    if request.method == "HEAD":
        stream.close()
        return HttpResponse()
    response = Streaming(_blocks(stream, part))
    response._resource_closers.append(stream.close)  # type: ignore[attr-defined]  # even if nobody reads
    return response


def _blocks(stream: IO[bytes], part: Part) -> Iterator[bytes]:
    stream.seek(part.start)
    left = len(part)
    while left and (block := stream.read(min(BLOCK, left))):
        left -= len(block)
        yield block
