"""Lists that systems and people have written."""

import json
from collections import Counter

import pytest

from production.timecode import Rate, label_of
from script.formats import edl_read
from script.formats.cut import Refused
from tests.script.formats.edl_cuts import PAL
from tests.script.formats.edl_lists import DROP, NTSC, at, codes, read


def test_sample_of_thirty_events(samples):
    data = (samples / "edl_45s_avid_numeric_reels_25fps.edl").read_bytes()
    found = read(data)
    assert len(found.events) == 30
    assert sum(line[:1].isdigit() for line in data.decode().splitlines()) == 33
    assert str(label_of(found.start, PAL)) == "10:00:00:00"
    assert found.events[0].reel == "106771"
    assert Counter(code for code, _line in codes(found))["dissolve"] == 3
    assert [one.speed for one in found.events if one.speed != 1] == [0.5, 0.1, -1, -1]
    ends = [
        (one.record_in, before.record_out)
        for before, one in zip(found.events, found.events[1:], strict=False)
    ]
    assert all(start == end for start, end in ends)


def test_sample_of_keys(samples):
    found = read((samples / "edl_key_drop_frame.edl").read_bytes(), NTSC)
    assert found.rate == DROP
    assert [(one.name, one.record_out) for one in found.events] == [
        ("foobarz_0118_023-APPLE PRORES WITH ALPHA.MOV", 57)
    ]
    assert {code for code, _line in codes(found)} == {"flag_differs", "colons", "key"}


def test_sample_of_bare_returns(samples):
    found = read((samples / "edl_cr_only_line_endings.edl").read_bytes())
    assert len(found.events) == 3
    assert found.title == "PLATES."
    assert codes(found) == [("line_ends", 0)]
    with pytest.raises(Refused, match="rate"):
        read((samples / "edl_cr_only_line_endings.edl").read_bytes(), Rate(24))


def test_hostile_samples(samples):
    told = {}
    for path in sorted((samples / "hostile/edl").iterdir()):
        try:
            told[path.stem] = [repair.code for repair in read(path.read_bytes(), NTSC).repairs]
        except Refused as refused:
            told[path.stem] = refused.code
    assert told == {
        "binary": "kind",
        "drop_illegal": ["flag_differs", "dropped", "colons", "source_backwards"],
        "negative": ["source_backwards"],
        "path_clip": [],
        "valid": [],
    }
    clip = read((samples / "hostile/edl/path_clip.edl").read_bytes(), NTSC).events[0]
    assert (clip.name, clip.file) == ("../../../../etc/passwd", "")


def test_every_hostile_sample_is_refused_or_read(samples):
    for path in (samples / "hostile").rglob("*"):
        if path.is_file() and path.parent.name != "edl":
            with pytest.raises(Refused):
                read(path.read_bytes()[: edl_read.MOST_BYTES])
    for one in json.loads((samples / "hostile/strings.json").read_text(encoding="utf-8")):
        found = read(at() + f"* FROM CLIP NAME: {one['value']}\n")
        assert len(found.events) == 1
