"""What a media file is and what it holds: told by its content, never by its name.

Its kind is sniffed from the first bytes; then a program of its own with little memory and little
time opens it as that kind and nothing else, so that no file breaks a worker, reads another file or
calls out. What comes back are the facts that a log needs: length, rate, start timecode.
"""

from __future__ import annotations

import json
import re
import struct
import subprocess
import sys
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import IO, Any

from production.formats import media_probe
from production.formats.uploads import Refused
from production.timecode import RATES, BadTimecode, Label, Rate, check, label_of, numbered, read

HEAD = 4096  # bytes that tell the kind
MP4, M4A, WEBM, MP3, WAV = "video/mp4", "audio/mp4", "video/webm", "audio/mpeg", "audio/wav"
EXTENSIONS = {MP4: "mp4", M4A: "m4a", WEBM: "webm", MP3: "mp3", WAV: "wav"}
_FORMATS = {MP4: "mov", M4A: "mov", WEBM: "matroska", MP3: "mp3", WAV: "wav"}
# what browsers play; an original in another codec needs a proxy made of it first
PLAYED = {
    *("h264", "hevc", "vp8", "vp9", "av1"),
    *("aac", "mp3", "mp3float", "opus", "vorbis", "flac", "alac", "pcm_s16le", "pcm_s24le", "pcm_u8"),
}
_SOUND_BRANDS = {b"M4A ", b"M4B ", b"M4P "}
_LARGEST_INDEX = 128 << 20  # of an MP4: the moov of a day of film has a few megabytes
_MOST_ATOMS = 10_000  # a fragmented hour has a few thousand
_WAIT = media_probe.SECONDS + 5  # by the clock
_NEAR = Fraction(4, 10_000)  # 24 and 23.976 are 0.1 % apart
_WEBM = re.compile(rb"\x42\x82(?:\x84|\x40\x04|\x01\x00{6}\x04)webm")


@dataclass(frozen=True)
class Facts:
    """What was read of a file."""

    content_type: str
    seconds: Fraction | None = None  # a recording of a browser doesn't say how long it is
    rate: str = ""  # key of production.timecode.RATES; "" where frames last differently or none fits
    label: Label | None = None  # of its first frame, as written in the file
    since_midnight: Fraction | None = None  # seconds, as a sound recorder writes it
    width: int = 0
    height: int = 0
    has_picture: bool = False
    has_sound: bool = False

    @property
    def milliseconds(self) -> int | None:
        return None if self.seconds is None else round(self.seconds * 1000)

    @property
    def drop(self) -> bool:
        return self.label is not None and self.label.drop

    def start(self, rate: Rate) -> Label | None:
        """The timecode of its first frame; a sound recorder's clock is counted at this rate."""
        if self.label is not None or self.since_midnight is None:
            return self.label
        return label_of(int(self.since_midnight * rate.num / rate.den) % rate.day, rate)


def sniff(head: bytes) -> str:
    """The content type that the first bytes say, or Refused."""
    if _is_mp4(head):
        return M4A if head[8:12] in _SOUND_BRANDS else MP4
    if head.startswith(b"\x1a\x45\xdf\xa3") and _WEBM.search(head[:128]):
        return WEBM
    if head.startswith(b"RIFF") and head[8:12] == b"WAVE":
        return WAV
    if head.startswith(b"ID3") or _is_mp3_frame(head):
        return MP3
    raise Refused("type")


def _is_mp4(head: bytes) -> bool:
    """A ftyp of a sober size with a brand of printable letters."""
    if len(head) < 16 or head[4:8] != b"ftyp":
        return False
    (size,) = struct.unpack_from(">I", head)
    return 16 <= size <= HEAD and size % 4 == 0 and head[8:12].isascii() and head[8:12].decode().isprintable()


def _is_mp3_frame(head: bytes) -> bool:
    """The first four bytes of a frame of MPEG audio, layer III, with a rate that exists."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return False
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    bit_rate, sample_rate = head[2] >> 4, head[2] >> 2 & 3
    return version != 1 and layer == 1 and bit_rate not in (0, 15) and sample_rate != 3


def probe(path: Path) -> Facts:
    """The facts of a file, or Refused: type, unreadable or codec."""
    with path.open("rb") as stream:
        content_type = sniff(stream.read(HEAD))
        if content_type in (MP4, M4A):
            _judge_atoms(stream, path.stat().st_size)
    return _facts(content_type, _ask(content_type, path))


def _judge_atoms(stream: IO[bytes], size: int) -> None:
    """Every part of an MP4 lies inside the file, and its index is one that can be read."""
    at, seen = 0, set()
    for _number in range(_MOST_ATOMS):
        if at == size:
            break
        name, length = _atom(stream, at, size)
        if length < 8 or at + length > size or (name == b"moov" and length > _LARGEST_INDEX):
            raise Refused("unreadable")
        seen.add(name)
        at += length
    if at != size or b"moov" not in seen:
        raise Refused("unreadable")


def _atom(stream: IO[bytes], at: int, size: int) -> tuple[bytes, int]:
    stream.seek(at)
    head = stream.read(16)
    if len(head) < 8:
        raise Refused("unreadable")
    length, name = struct.unpack_from(">I4s", head)
    if length == 1 and len(head) == 16:
        (length,) = struct.unpack_from(">Q", head, 8)
    return name, size - at if length == 0 else length


def _ask(content_type: str, path: Path) -> dict[str, Any]:
    """Let the file be read where it can do no harm."""
    command = [sys.executable, "-I", media_probe.__file__, _FORMATS[content_type], str(path.resolve())]
    try:
        done = subprocess.run(  # noqa: S603  # our own program
            command, capture_output=True, stdin=subprocess.DEVNULL, timeout=_WAIT, check=True, env={}
        )
        return dict(json.loads(done.stdout[:10_000]))
    except (subprocess.SubprocessError, ValueError, OSError) as fault:
        raise Refused("unreadable") from fault


def _facts(content_type: str, found: dict[str, Any]) -> Facts:
    codecs: list[str] = found["codecs"]
    if not codecs:
        raise Refused("unreadable")
    if unknown := [name for name in codecs if name not in PLAYED]:
        raise Refused("codec", unknown[0])
    rate = nearest(Fraction(found["rate"])) if found.get("rate") and found["is_even"] else ""
    samples, sample_rate = str(found["samples"]), found["sample_rate"]
    has_clock = content_type == WAV and samples.isascii() and samples.isdigit() and sample_rate
    return Facts(
        content_type=_heard_or_seen(content_type, "width" in found),
        seconds=Fraction(found["seconds"]) if found["seconds"] else None,
        rate=rate,
        label=_label(found["timecode"], rate),
        since_midnight=Fraction(int(samples), sample_rate) if has_clock else None,
        width=found.get("width", 0),
        height=found.get("height", 0),
        has_picture="width" in found,
        has_sound=found["has_sound"],
    )


def _heard_or_seen(content_type: str, has_picture: bool) -> str:
    """An MP4 without a picture is sound, whatever its brand says."""
    if content_type in (MP4, M4A):
        return MP4 if has_picture else M4A
    return content_type


def nearest(rate: Fraction) -> str:
    """The key of the rate that this is, but for rounding; "" for one that the trade doesn't know."""
    key, known = min(RATES.items(), key=lambda item: abs(Fraction(item[1].num, item[1].den) - rate))
    exact = Fraction(known.num, known.den)
    return key if abs(exact - rate) <= exact * _NEAR else ""


def _label(text: str, rate: str) -> Label | None:
    """The timecode in the file, if it is one that exists at its rate."""
    try:
        label = read(text)
        if not label.has_frames or not rate:
            return label if label.has_frames else None
        known = RATES[rate]
        at = Rate(known.num, known.den, drop=label.drop)
        check(label, at)
    except BadTimecode:
        return None
    return numbered(label, at)
