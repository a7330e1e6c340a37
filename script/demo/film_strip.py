"""A small film of nothing but its timecode: what the demo plays, and what tests seek in.

The running timecode stands in the picture, a bar runs across it once a second, and each second
begins with a click; so an eye, an ear and a test can tell at which frame the film is.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from production.timecode import Label, Rate, frame_of, label_of

SIZE = (320, 180)
_PAPER, _LIGHT, _DIM, _BAR = (24, 28, 33), (238, 234, 222), (142, 147, 150), (201, 96, 61)
_SAMPLES = 48_000  # a second
_CLICK = 0.04  # seconds
_KEY = 2  # seconds between pictures that stand by themselves, to which a player seeks
_WEBM = {"picture": "libvpx", "sound": "libopus"}
_MP4 = {"picture": "libx264", "sound": "aac"}
_OPTIONS = {
    "libvpx": {"deadline": "realtime", "cpu-used": "16", "static-thresh": "100"},
    "libx264": {"preset": "ultrafast", "tune": "stillimage"},
}


def draw(
    path: Path, *, rate: Rate, start: Label, seconds: int, reel: str, has_sound: bool = True, every: int = 1
) -> Path:
    """Write the film; its kind is the ending of its name: webm, mp4 or mov. The same again is the same.

    With `every`, only each so many frames has a picture of its own, which stands until the next one;
    it says no frame then, which would be another in a moment, and each second begins with one.
    """
    import av

    codecs, options = (_WEBM, {}) if path.suffix == ".webm" else (_MP4, {"movflags": "+faststart"})
    with av.open(str(path), "w", options={"fflags": "+bitexact", **options}) as film:
        picture = _picture(film, codecs["picture"], rate, start)
        sound = _sound(film, codecs["sound"]) if has_sound else None
        frames = seconds * rate.num // rate.den
        heard = 0
        for number, image in _images(rate, start, frames, reel, every):
            frame = av.VideoFrame.from_image(image)
            frame.pts = number
            film.mux(picture.encode(frame))
            while sound is not None and heard * rate.base <= number and heard < seconds:
                film.mux(sound.encode(_click(heard)))
                heard += 1
        film.mux(picture.encode())
        if sound is not None:
            film.mux(sound.encode())
    return path


def _picture(film: Any, codec: str, rate: Rate, start: Label) -> Any:
    from fractions import Fraction

    stream: Any = film.add_stream(codec, rate=Fraction(rate.num, rate.den), options=_OPTIONS[codec])
    stream.width, stream.height = SIZE
    stream.pix_fmt = "yuv420p"
    stream.bit_rate = 40_000
    stream.codec_context.time_base = Fraction(rate.den, rate.num)
    stream.codec_context.gop_size = _KEY * rate.base
    stream.codec_context.thread_count = 1  # several threads divide the picture as they like
    stream.metadata["timecode"] = str(start)
    return stream


def _sound(film: Any, codec: str) -> Any:
    quick = {"compression_level": "0"} if codec == "libopus" else {}
    stream: Any = film.add_stream(codec, rate=_SAMPLES, layout="mono", options=quick)
    stream.bit_rate = 12_000
    return stream


def _click(second: int) -> Any:
    """A second of silence that begins with a click, on the minute a higher one."""
    import av

    frame = av.AudioFrame(format="s16", layout="mono", samples=_SAMPLES)
    frame.planes[0].update(_wave(1_500 if second % 60 == 0 else 1_000))
    frame.sample_rate, frame.pts = _SAMPLES, second * _SAMPLES
    return frame


@cache
def _wave(tone: int) -> bytes:
    import array

    wave = array.array("h", bytes(2 * _SAMPLES))
    for sample in range(int(_SAMPLES * _CLICK)):
        wave[sample] = int(9_000 * math.sin(2 * math.pi * tone * sample / _SAMPLES))
    return wave.tobytes()


def _images(rate: Rate, start: Label, frames: int, reel: str, every: int) -> Iterator[tuple[int, Any]]:
    """The pictures with the number of their frame; the last frame has one, so that the film is as long."""
    from PIL import Image, ImageDraw, ImageFont

    large, small = ImageFont.load_default(34), ImageFont.load_default(13)
    ground = Image.new("RGB", SIZE, _PAPER)
    pencil = ImageDraw.Draw(ground)
    pencil.text((16, 12), reel, font=small, fill=_LIGHT)
    a_second = f"{rate.num / rate.den:.3f}".rstrip("0").rstrip(".")
    pencil.text((SIZE[0] - 16, 12), f"{a_second} fps", font=small, fill=_DIM, anchor="ra")
    pencil.line((16, 140, SIZE[0] - 16, 140), fill=_DIM)
    first = frame_of(start, rate)
    shown = ""
    for number in range(frames):
        label = str(label_of(first + number, rate))
        second, frame = label[:-3], int(label[-2:])
        if second == shown and frame % every and number != frames - 1:
            continue
        shown = second
        image = ground.copy()
        pencil = ImageDraw.Draw(image)
        _write(pencil, label if every == 1 else second, large)
        at = 16 + (SIZE[0] - 40) * (number % rate.base) // rate.base
        pencil.rectangle((at, 136, at + 8, 144), fill=_BAR)
        yield number, image


def _write(pencil: Any, label: str, font: Any) -> None:
    """Each sign in a place of its own, so that the figures don't dance."""
    for place, sign in enumerate(label):
        pencil.text((28 + 24 * place, 88), sign, font=font, fill=_LIGHT, anchor="mm")
