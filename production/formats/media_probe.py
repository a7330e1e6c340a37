"""Read the facts of a media file, as a program of its own: a broken file ends it, and nothing else.

``python media_probe.py FORMAT PATH`` prints one line of JSON. It imports no other module of ours and
is started by :mod:`production.formats.media`, which knows what the numbers mean.
"""

from __future__ import annotations

import json
import sys
from fractions import Fraction
from itertools import pairwise
from typing import Any

SECONDS = 10  # of work
MEMORY = 256 << 20
_PACKETS = 400  # looked at to tell whether all frames last equally long


def limit() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (32, 32))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def read(container_format: str, path: str) -> dict[str, Any]:
    import av

    # the format is the one that was sniffed, and nothing but files is ever opened
    options = {"protocol_whitelist": "file", "probesize": "5000000"}
    with av.open(f"file:{path}", format=container_format, options=options) as container:
        picture = next((s for s in container.streams.video if not s.disposition & _COVER), None)
        sound = next(iter(container.streams.audio), None)
        main: Any = picture or sound
        found: dict[str, Any] = {
            "seconds": _seconds(container, main),
            "codecs": [s.codec_context.name for s in (picture, sound) if s is not None],
            "timecode": _tag("timecode", container, *container.streams),
            "samples": _tag("time_reference", container, *container.streams),
            "sample_rate": sound.codec_context.sample_rate if sound is not None else 0,
            "has_sound": sound is not None,
        }
        if picture is not None:
            found |= {"width": picture.codec_context.width, "height": picture.codec_context.height}
            found |= {"rate": _text(picture.average_rate), "is_even": _is_even(container, picture)}
        return found


_COVER = 0x400  # AV_DISPOSITION_ATTACHED_PIC: the cover of an MP3 is no picture that runs


def _seconds(container: Any, main: Any) -> str:
    if main is not None and main.duration and main.time_base:
        return str(main.duration * main.time_base)
    return str(Fraction(container.duration, 1_000_000)) if container.duration else ""


def _text(rate: Fraction | None) -> str:
    return str(rate) if rate else ""


def _tag(name: str, *places: Any) -> str:
    for place in places:
        for key, value in place.metadata.items():
            if key.lower() == name:
                return str(value)[:40]
    return ""


def _is_even(container: Any, picture: Any) -> bool:
    """Whether the frames at the beginning all last equally long, but for what the clock rounds."""
    stamps = []
    for packet in container.demux(picture):
        if packet.pts is not None:
            stamps.append(packet.pts)
        if len(stamps) >= _PACKETS:
            break
    stamps = sorted(stamps)[: -_PACKETS // 20 or None]  # frames are stored out of order
    if len(stamps) < 3:
        return True
    steps = [later - sooner for sooner, later in pairwise(stamps)]
    usual = Fraction(stamps[-1] - stamps[0], len(steps))
    return all(abs(step - usual) * picture.time_base <= Fraction(15, 10_000) for step in steps)


if __name__ == "__main__":
    limit()
    print(json.dumps(read(sys.argv[1], sys.argv[2])))
