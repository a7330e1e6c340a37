"""Small media files that tests play, upload and read: drawn once, the same every time."""

import functools
import tempfile
from pathlib import Path

from production.timecode import rate_of, read
from script.demo.film_strip import draw


@functools.cache
def film(key="25/1", start="01:00:00:00", *, drop=False, seconds=3, kind="webm", has_sound=True) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path, rate = Path(folder) / f"film.{kind}", rate_of(key, drop=drop)
        draw(path, rate=rate, start=read(start), seconds=seconds, reel="A001", has_sound=has_sound)
        return path.read_bytes()
