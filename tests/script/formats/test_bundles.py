"""Edit lists that come packed."""

import io
import zipfile

import pytest

from production.timecode import RATES
from script.formats import bundles, fcpxml, otio
from script.formats.bundles import unpacked
from script.formats.cut import Refused
from tests.script.formats import cuts

HOUSE = cuts.house(RATES["25/1"])


def packed(*files, how=zipfile.ZIP_DEFLATED):
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", how) as bundle:
        for name, data in files:
            bundle.writestr(name, data)
    return body.getvalue()


def test_the_list_of_a_bundle_is_taken_out():
    told = fcpxml.write(HOUSE)
    beside = [
        ("__MACOSX/Reel 1.fcpxmld/._Info.fcpxml", b"x"),
        ("Reel 1.fcpxmld/CurrentVersion.flexolibrary", b"y"),
    ]
    assert unpacked(packed(("Reel 1.fcpxmld/Info.fcpxml", told), *beside)) == told
    timeline = otio.write(HOUSE)
    assert (
        unpacked(packed(("version.txt", b"1.0.0"), ("content.otio", timeline), ("media/a.mov", b"m")))
        == timeline
    )


@pytest.mark.parametrize("data", [b"", b"TITLE: X\n", b"<fcpxml/>", b"PK", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_bundle_stays_as_it_is(data):
    assert unpacked(data) == data


@pytest.mark.parametrize(
    "data",
    [
        packed(("a.txt", b"x")),
        packed(("a.fcpxml", b"x"), ("b.fcpxml", b"y")),  # nobody knows which
        packed(("._a.fcpxml", b"x")),
        b"PK\x03\x04" + bytes(200),
        packed(("a.fcpxml", b"x" * 5_000))[:-30],
    ],
)
def test_what_holds_no_one_list_is_refused(data):
    with pytest.raises(Refused, match="kind"):
        unpacked(data)


def test_what_unfolds_without_end_is_refused(monkeypatch):
    monkeypatch.setattr(bundles, "BIGGEST", 10_000)
    with pytest.raises(Refused, match="size"):
        unpacked(packed(("a.fcpxml", b"x" * 10_001)))
    assert len(unpacked(packed(("a.fcpxml", b"x" * 10_000)))) == 10_000


def test_a_directory_without_end_is_refused(monkeypatch):
    many = packed(("a.fcpxml", b"x"), *((f"{number}.txt", b"") for number in range(100)))
    assert unpacked(many) == b"x"
    monkeypatch.setattr(bundles, "_LONGEST_DIRECTORY", 1_000)
    with pytest.raises(Refused, match="size"):
        unpacked(many)
    with pytest.raises(Refused, match="kind"):  # nor behind an end that says otherwise
        unpacked(many + b"PK\x05\x06" + bytes(10))


def test_a_locked_bundle_is_refused():
    data = bytearray(packed(("a.fcpxml", b"x"), how=zipfile.ZIP_STORED))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(mark) + at] |= 1
    with pytest.raises(Refused, match="kind"):
        unpacked(bytes(data))
