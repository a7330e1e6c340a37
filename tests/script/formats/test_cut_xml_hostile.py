"""Cuts in XML that somebody has spoiled: told or refused, never more, and soon."""

import re
import socket
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from production.timecode import RATES
from script.formats import fcpxml, fcpxml_read, xmeml, xmeml_read
from script.formats.cut import ReadCut, Refused
from tests.script.formats import cuts

HOUSE = cuts.house(RATES["25/1"], other=RATES["24/1"])
FILES = {
    fcpxml_read: fcpxml.write(HOUSE).decode(),
    xmeml_read: xmeml.write(HOUSE).decode(),
}
LAUGHS = "".join(f'<!ENTITY l{n} "&l{n - 1};&l{n - 1};">' for n in range(1, 40))
quick = settings(max_examples=150)
ODD = [
    "", "0", "0s", "-1", "-1s", "1/0s", "0/0s", "9" * 400, f"{'9' * 18}/7s", "1/999999999999s", "NaN", "٣",
    "r1", "r3", "file-1", "\u202e", "<", "&amp;", "asset-clip", "0.5s", "1001/30000s", "TRUE", "-0",
]  # fmt: skip
odd = st.sampled_from(ODD) | st.text(max_size=8)


def is_sound(found):
    """What is read can be shown and matched, whatever the file said."""
    assert isinstance(found, ReadCut)
    for event in found.events:
        assert 0 <= event.record_in < event.record_out
        assert event.source_in <= event.source_out
        assert re.fullmatch("[VA][1-9][0-9]*", event.track)
    assert all(marker.at >= 0 and marker.lasts >= 1 for marker in found.markers)


@quick
@given(st.sampled_from(list(FILES)), st.data())
def test_something_else_stands_there(reader, data):
    """An attribute, a text or a name is another."""
    text = FILES[reader]
    places = [
        found.span(1)
        for pattern in ('="([^"]*)"', ">([^<>\n]+)<", "<([a-z-]+)")
        for found in re.finditer(pattern, text)
    ]
    for _time in range(data.draw(st.integers(1, 3))):
        start, end = data.draw(st.sampled_from(places))
        text = text[:start] + data.draw(odd).replace("<", "&lt;").replace('"', "&quot;") + text[end:]
    with suppress(Refused):
        is_sound(reader.read(text.encode("utf-8", "replace")))


@quick
@given(st.sampled_from(list(FILES)), st.data())
def test_lines_are_lost_or_doubled(reader, data):
    lines = FILES[reader].split("\n")
    for _time in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(lines) - 1))
        if data.draw(st.booleans()):
            del lines[at]
        else:
            lines.insert(data.draw(st.integers(0, len(lines) - 1)), lines[at])
    with suppress(Refused):
        is_sound(reader.read("\n".join(lines).encode()))


@quick
@given(st.sampled_from(list(FILES)), st.data())
def test_elements_are_elsewhere(reader, data):
    """A whole element is put into another: clips in clips, sequences in files."""
    text = FILES[reader]
    names = "asset-clip|gap|spine|clipitem|file|sequence|track|media"
    whole = [found[0] for found in re.finditer(rf"<({names})\b[^>]*>.*?</\1>", text, re.S)]
    whole += [found[0] for found in re.finditer(r"<(asset-clip|clipitem|file)\b[^>]*>.*?</\1>", text, re.S)]
    opened = [found.end() for found in re.finditer(r"<[a-z-]+[^>]*[^/]>", text)]
    for _time in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.sampled_from(opened))
        text = text[:at] + data.draw(st.sampled_from(whole)) + text[at:]
    with suppress(Refused):
        is_sound(reader.read(text.encode()))


@pytest.mark.parametrize("reader", FILES)
def test_cut_off_anywhere(reader):
    data = FILES[reader].encode()
    for at in range(0, len(data) - 20, 97):
        with pytest.raises(Refused) as refused:
            reader.read(data[:at])
        assert refused.value.code in ("unreadable", "empty", "kind", "encoding")


@pytest.mark.parametrize("reader", FILES)
@pytest.mark.parametrize(
    ("head", "code"),
    [
        ('<!DOCTYPE x [<!ENTITY a "b">]>', "entities"),
        ('<!DOCTYPE x [<!ENTITY a SYSTEM "http://127.0.0.1:9/">]>', "entities"),
        (
            "".join(
                ["<!DOCTYPE x [", *(f'<!ENTITY l{n} "&l{n - 1};&l{n - 1};">' for n in range(1, 40)), "]>"]
            ),
            "entities",
        ),
        ("<fcpxml><xmeml>" * 5_000, "depth"),
        ("<a/>", "kind"),
    ],
)
def test_what_stands_before(reader, head, code, monkeypatch):
    monkeypatch.setattr(socket, "socket", None)
    text = re.sub("<!DOCTYPE [a-z]+>", lambda _found: head, FILES[reader], count=1)
    for encoding in ("utf-8", "utf-16"):
        told = text.replace('encoding="UTF-8"', f'encoding="{encoding}"').encode(encoding)
        with pytest.raises(Refused) as refused:
            reader.read(told)
        assert refused.value.code in (code, "kind")


@pytest.mark.parametrize("reader", FILES)
def test_utf_16(reader):
    text = FILES[reader].replace('encoding="UTF-8"', 'encoding="UTF-16"')
    assert reader.read(text.encode("utf-16")).title == HOUSE.title


@pytest.mark.parametrize("reader", FILES)
def test_deep_nesting(reader):
    name = {fcpxml_read: "asset-clip", xmeml_read: "clipitem"}[reader]
    text = re.sub(rf"(<{name}\b)", lambda found: f"<{name}>" * 10_000 + found[1], FILES[reader], count=1)
    with pytest.raises(Refused, match="depth"):
        reader.read(text.encode())


@pytest.mark.parametrize("reader", FILES)
def test_a_huge_attribute(reader):
    text = FILES[reader].replace("Volkov: the wall", "x" * 400_000, 1)
    assert len(reader.read(text.encode()).events[0].name) == 10_000


def test_clips_in_clips_as_deep_as_may_be():
    inner = "".join(f'<asset-clip ref="r3" lane="1" offset="0s" duration="{n + 1}s">' for n in range(80))
    text = FILES[fcpxml_read].replace("<spine>", f"<spine>{inner}{'</asset-clip>' * 80}", 1)
    is_sound(fcpxml_read.read(text.encode()))
