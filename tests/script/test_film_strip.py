"""The demo's proxies: a picture may stand for half a second, but it never says another second."""

import pytest

from production.timecode import frame_of, label_of, rate_of, read
from script.demo import film_strip


@pytest.mark.parametrize(
    ("key", "drop", "start"),
    [
        ("25/1", False, "10:00:00:10"),
        ("30000/1001", True, "02:00:58;20"),
        ("24000/1001", False, "00:59:59:00"),
    ],
)
def test_each_second_begins_with_a_picture_that_says_it(key, drop, start, monkeypatch):
    rate = rate_of(key, drop=drop)
    first, frames = frame_of(read(start), rate), 5 * rate.base
    said = []
    monkeypatch.setattr(film_strip, "_write", lambda _pencil, label, _font: said.append(label))
    numbers = [number for number, _image in film_strip._images(rate, read(start), frames, "A001", 15)]
    assert (numbers[0], numbers[-1]) == (0, frames - 1)
    shown = dict(zip(numbers, said, strict=True))
    standing = ""
    for number in range(frames):
        standing = shown.get(number, standing)
        assert str(label_of(first + number, rate)).startswith(standing)
    assert len(numbers) < frames / 5
