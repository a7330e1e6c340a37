"""What an upload really is: looked at by content, never by its name, before anything opens it.

Pictures are JPEG, PNG or WebP and get a re-encoded preview; documents are PDF. A file that is two
things at once (a ZIP or a page behind a picture) is refused, since the next program may see the other.
"""

from __future__ import annotations

import hashlib
import io
import re
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

PIXELS = 50_000_000
PREVIEW = 1600  # pixels of the longer side
# what a picture may take while it is decoded, so that a worker stays below 256 MB
MEMORY = 136_000_000
_SMALL_MODES = {"1": 1, "L": 1, "P": 1, "I;16": 2}  # bytes of a pixel in memory; else 4
_WITH_ALPHA = frozenset({"RGBA", "LA", "PA", "La", "RGBa"})
_QUALITY = 85

PICTURES = ("image/jpeg", "image/png", "image/webp")
DOCUMENTS = ("application/pdf",)
EXTENSIONS = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "application/pdf": "pdf"}
# originals of transcripts and logs, which have readers of their own
EXTENSIONS |= {
    "application/x-subrip": "srt",
    "text/vtt": "vtt",
    "application/json": "json",
    "text/plain": "txt",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
}
_PILLOW = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}

# in a JPEG's coded data FF is followed by 00 or a restart mark; anything else ends it
_AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_SCAN, _END = 0xDA, 0xD9
_MARKS_WITHOUT_LENGTH = frozenset([0x01, *range(0xD0, 0xD9)])


class Refused(ValueError):
    """An upload that is not taken; `code` says why: type, pixels, unreadable or mixed."""

    def __init__(self, code: str, found: str = "") -> None:
        super().__init__(f"{code} {found}".strip())
        self.code = code
        self.found = found


@dataclass(frozen=True)
class Accepted:
    """An upload that was looked at; `preview` is a JPEG without any of the original's metadata."""

    content_type: str
    data: bytes
    preview: bytes = b""
    warning: str = ""  # "encrypted"

    @property
    def is_picture(self) -> bool:
        return self.content_type in PICTURES

    @cached_property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def inspect(data: bytes, allowed: tuple[str, ...] = PICTURES + DOCUMENTS) -> Accepted:
    """The upload as it will be kept, or Refused."""
    content_type = _type(data)
    if content_type not in allowed:
        raise Refused("type", _named(data))
    if zipfile.is_zipfile(io.BytesIO(data)):
        raise Refused("mixed")
    if content_type == "application/pdf":
        return _document(data)
    if not _ends_properly(data, content_type):
        raise Refused("mixed")
    return Accepted(content_type, data, preview=_preview(data, content_type))


def _type(data: bytes) -> str:
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "image/webp"
    return "application/pdf" if data.startswith(b"%PDF-") else ""


def _named(data: bytes) -> str:
    """A word for what was sent instead, as far as its first bytes tell."""
    import puremagic

    try:
        return str(puremagic.from_string(data[:4096], mime=True))
    except (puremagic.PureError, ValueError):
        return ""


def _document(data: bytes) -> Accepted:
    if b"%%EOF" not in data[-2048:]:
        raise Refused("unreadable")
    encrypted = re.search(rb"/Encrypt\b", data) is not None
    return Accepted("application/pdf", data, warning="encrypted" if encrypted else "")


# -- where a picture ends ----------------------------------------------------------------------


def _ends_properly(data: bytes, content_type: str) -> bool:
    try:
        if content_type == "image/jpeg":
            return _is_camera_tail(data[_jpeg_end(data) :])
        if content_type == "image/png":
            return not data[_png_end(data) :].strip(b"\0")
        (size,) = struct.unpack_from("<I", data, 4)
        return len(data) == 8 + size + size % 2
    except (struct.error, IndexError) as error:
        raise Refused("unreadable") from error


def _is_camera_tail(tail: bytes) -> bool:
    """Nothing, or what telephones put behind a picture: more pictures, a second of film, notes."""
    rest = tail.lstrip(b"\0")
    return not rest or rest.startswith(b"\xff\xd8\xff") or tail[4:8] == b"ftyp" or rest.endswith(b"SEFT")


def _jpeg_end(data: bytes) -> int:
    *_before, (_mark, at) = _jpeg_marks(data)
    return at + 2


def _jpeg_marks(data: bytes) -> Iterator[tuple[int, int]]:
    """The marks of a JPEG and where they stand, up to its end."""
    at = 2
    while True:
        if data[at] != 0xFF:
            raise Refused("unreadable")
        mark = data[at + 1]
        if mark == 0xFF:  # padding before a mark
            at += 1
            continue
        yield mark, at
        if mark == _END:
            return
        at += 2
        if mark in _MARKS_WITHOUT_LENGTH:
            continue
        (length,) = struct.unpack_from(">H", data, at)
        at += max(length, 2)
        if mark == _SCAN:
            found = _AFTER_SCAN.search(data, at)
            if found is None:
                raise Refused("unreadable")
            at = found.start()


def _png_end(data: bytes) -> int:
    at = 8
    while True:
        length, kind = struct.unpack_from(">I4s", data, at)
        at += 12 + length
        if at > len(data):
            raise Refused("unreadable")
        if kind == b"IEND":
            return at


# -- preview -----------------------------------------------------------------------------------


def _preview(data: bytes, content_type: str) -> bytes:
    """The picture upright, small and without metadata: a photograph's EXIF can betray a protected place."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = PIXELS
    try:
        with Image.open(io.BytesIO(data), formats=[_PILLOW[content_type]]) as picture:
            pixels = picture.width * picture.height
            if pixels > PIXELS or pixels * _bytes_a_pixel(picture, data) > MEMORY:
                raise Refused("pixels")
            picture.verify()
        with Image.open(io.BytesIO(data), formats=[_PILLOW[content_type]]) as picture:
            return _small_jpeg(picture)
    except (Refused, Image.DecompressionBombError) as error:
        raise Refused("pixels") from error
    except Exception as error:  # decoders raise whatever a broken file leads them to
        raise Refused("unreadable") from error


def _bytes_a_pixel(picture: Any, data: bytes) -> float:
    """What the decoder holds for each pixel of the file, at its worst."""
    if picture.format == "WEBP":
        return 16  # four copies of the whole
    if picture.format == "PNG":
        return _SMALL_MODES.get(picture.mode, 4) * 1.5  # and a smaller copy beside it
    if _scans(data) > 1:  # all of its coefficients at once: progressive, or a colour after the other
        return 2 * len(picture.getbands())
    return 0.5  # decoded small at once


def _scans(data: bytes) -> int:
    return sum(mark == _SCAN for mark, _at in _jpeg_marks(data))


def _small_jpeg(picture: Any) -> bytes:
    from PIL import Image, ImageOps

    turned = picture.getexif().get(0x0112)
    picture.draft("RGB", (PREVIEW, PREVIEW))  # a JPEG is decoded small at once
    # first coarsely: smoothing transparency copies the whole picture
    if picture.mode in _WITH_ALPHA and max(picture.size) > 2 * PREVIEW:
        coarse = 2 * PREVIEW / max(picture.size)
        size = (max(1, round(picture.width * coarse)), max(1, round(picture.height * coarse)))
        picture = picture.resize(size, Image.Resampling.NEAREST)
    picture.thumbnail((PREVIEW, PREVIEW))
    upright = ImageOps.exif_transpose(picture) if turned else picture
    if upright.mode in _WITH_ALPHA or "transparency" in upright.info:
        seen = upright.convert("RGBA")
        paper = Image.new("RGB", seen.size, "white")
        paper.paste(seen, mask=seen.getchannel("A"))
        upright = paper
    out = io.BytesIO()
    clean = Image.new("RGB", upright.size)
    clean.paste(upright.convert("RGB"))
    clean.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return out.getvalue()
