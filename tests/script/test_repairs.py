"""Every code of the readers and writers of cuts has its sentence, in both languages."""

import re
from pathlib import Path

import pytest
from django.utils import translation

from production.timecode import Rate
from script import repairs
from script.formats import edl, edl_read
from script.formats.cut import Cut, Event, Media, Refused, Repair

FORMATS = Path(edl.__file__).parent
READERS = [
    path
    for name in ("edl*", "ale*", "markers", "mapping", "fcpxml*", "xm*", "otio*")
    for path in sorted(FORMATS.glob(f"{name}.py"))
]


def texts(pattern):
    return {code for path in READERS for found in re.findall(pattern, path.read_text(encoding="utf-8"))
            for code in re.findall('"([a-z_]+)"', found)}  # fmt: skip


MENDED = texts(r'(?:mend|Repair|repair|append)\(\(?((?:"[a-z_]+"|[a-z0-9_.=< >]|if|else)+)[,)]') | {
    "dissolve", "wipe", "key", "fade",
}  # fmt: skip
REFUSED = texts(r'Refused\(((?:"[a-z_]+"|[a-z_. ])+)[,)]')


def test_the_codes_are_found():
    assert {"times", "source_empty", "backwards", "colons", "semicolons", "channels", "no_rate"} <= MENDED
    assert {"rates", "empty", "kind", "unreadable", "size", "rate"} <= REFUSED


@pytest.mark.parametrize("code", sorted(MENDED))
def test_every_repair_has_a_sentence(code):
    assert repairs.repair(Repair(code, 3, "x")).startswith("Line 3: ")
    with translation.override("es"):
        assert repairs.repair({"code": code, "line": 0, "found": "x"}).startswith("El archivo: ")
        assert str(repairs.REPAIRS[code]) != english(repairs.REPAIRS[code])


def english(lazy):
    with translation.override("en"):
        return str(lazy)


@pytest.mark.parametrize("code", sorted({*REFUSED, *repairs.REFUSALS}))
def test_every_refusal_has_a_sentence(code):
    assert str(repairs.REFUSALS[code])
    with translation.override("es"):
        assert str(repairs.REFUSALS[code]) != english(repairs.REFUSALS[code])


def test_refusals_say_what_was_found():
    pal = Rate(25)
    other = Media("recording:1", "A001", "Volkov", Rate(50), 0)
    with pytest.raises(Refused) as refused:
        edl.write(Cut("", pal, 0, 9, (Event("V1", 0, 9, other, 0, 18),)))
    assert "runs at 25 frames a second. Its sources: 50: A001." in repairs.refusal(refused.value)
    with pytest.raises(Refused) as refused:
        edl_read.read("001 A V C 00:00:00:29 00:00:01:00 00:00:00:00 00:00:00:01", pal)
    assert repairs.refusal(refused.value).startswith(
        "There is a frame 29 in this list, but at this rate a second ends with frame 24."
    )
    assert repairs.refusal(Refused("rate")).startswith("An EDL doesn't say its rate.")
    assert "60 MB" in repairs.refusal(Refused("size", most=60_000_000))
    assert "more than 20000 events" in repairs.refusal(Refused("size", most=20_000))
    assert "100000" in repairs.refusal(Refused("size", events=100_000))
    assert repairs.refusal(Refused("unreadable", line=3)).startswith("Line 3: This file can't be read")
    assert repairs.refusal_to_write(Refused("empty")).startswith("There is nothing in it")
    assert repairs.refusal_to_write(Refused("rates", record="25", reels="x")) == repairs.refusal(
        Refused("rates", record="25", reels="x")
    )


@pytest.mark.parametrize("code", ["numbers", "tracks", "titles", "markers", "letters", "words", "title"])
def test_every_loss_has_a_sentence(code):
    for count in (1, 2):
        told = repairs.loss(edl.Loss(code, count))
        with translation.override("es"):
            assert repairs.loss(edl.Loss(code, count)) != told
