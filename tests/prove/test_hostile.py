"""Promise 4: no file and no text breaks it, or takes long, or takes much memory."""

import io
import random
import string
import subprocess
import sys
import time
import unicodedata

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from production import clock, numbers, zones
from production.formats import coordinates, dates, fountain, tables, uploads, vcard
from production.models.fields import clean_text
from production.pdf import text as paper_text
from tests import hostile
from tests.prove.scale import scaled
from tests.prove.servers import ROOT
from tests.sweeps.furnished.files import picture
from tests.sweeps.visits import rolled_back, signed_in_as_before, visit

SECONDS, MEGABYTES = 5, 256
REFUSALS = (ValueError,)  # what these doors say no with, in words of their own
DOORS = {
    "clean_text": lambda text: clean_text(text, lines=True),
    "paper": paper_text.clean,
    "unprintable": paper_text.unprintable,
    "lines": lambda text: paper_text.wrap(text, False, 9, 120),
    "day time": clock.parse_day_time,
    "offset": clock.parse_offset,
    "eighths": clock.parse_eighths,
    "coordinate": lambda text: coordinates.parse(text, 90),
    "pair": coordinates.split_pair,
    "number": lambda text: numbers.natural_key(text[:20]),
    "zone": zones.is_zone,
    "table": lambda text: list(tables.read(text.encode()).rows),
    "cards": lambda text: list(vcard.read(f"BEGIN:VCARD\n{text}".encode()).rows),
    "screenplay": lambda text: list(fountain.read(text.encode()).rows),
    "date": dates.read_date,
    "clock": dates.read_clock,
    "minutes": dates.read_minutes,
}
SEEDS = [
    *hostile.STRINGS.values(),
    "07:00", "01:30 +1", "23:45 -1", "7 am", "-0:30", "+1:15", "1 3/8", "11/8",
    "19.3449, -99.0972", "19°20'41.6\"N 99°05'49.9\"W", "12A", "America/Mexico_City",
]  # fmt: skip
LETTERS = string.printable + "áñЖשﷺ١٢०🎥\u0301\u200d\u202e\u2028\ufeff\x00\x1b\U0010ffff"


def mutated(chance):
    """A text that somebody might have typed, with something gone wrong."""
    text = list(chance.choice(SEEDS))
    for _ in range(chance.randrange(1, 6)):
        at = chance.randrange(len(text) + 1)
        match chance.randrange(5):
            case 0:
                text[at:at] = chance.choices(LETTERS, k=chance.randrange(1, 5))
            case 1:
                del text[at : at + chance.randrange(1, 8)]
            case 2:
                text[at : at + 1] = chr(chance.randrange(0x110000))
            case 3:
                text += chance.choice(SEEDS)[:50]
            case 4:
                text[at:at] = text[:at][-5:] * chance.randrange(1, 4)
    return "".join(text)[:600]


def caught_nowhere(count, seed):
    """Inputs that a door neither takes nor refuses in its own words."""
    chance, wrong = random.Random(seed), []
    doors = list(DOORS.items())
    for number in range(count):
        name, door = doors[number % len(doors)]
        text = mutated(chance)
        try:
            door(text)
        except REFUSALS as refusal:
            if isinstance(refusal, UnicodeError) and not hostile.can_be_sent(text):
                continue
            if type(refusal) is UnicodeError:
                wrong.append(f"{name}: {refusal!r} for {text!r}")
        except Exception as error:
            wrong.append(f"{name}: {error!r} for {text!r}")
    return wrong


def test_some_mutated_texts():
    assert caught_nowhere(3_000, seed=1) == []


@pytest.mark.prove
def test_many_mutated_texts(figure):
    count = scaled(150_000, 1_000_000)
    wrong = caught_nowhere(count, seed=2)
    figure("4", f"{count} mutated texts at {len(DOORS)} doors: uncaught exceptions", len(wrong), "0")
    assert not wrong, "\n".join(wrong[:20])


def broken_files(count, seed):
    """Pictures and papers with bytes changed, lost or doubled."""
    from PIL import Image

    chance, originals = random.Random(seed), [picture("x")]
    for kind in ("PNG", "WEBP"):
        body = io.BytesIO()
        Image.effect_noise((64, 48), 60).convert("RGB").save(body, kind)
        originals.append(body.getvalue())
    originals.append(b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n")
    for _ in range(count):
        data = bytearray(chance.choice(originals))
        for _ in range(chance.randrange(1, 12)):
            at = chance.randrange(len(data))
            match chance.randrange(4):
                case 0:
                    data[at] = chance.randrange(256)
                case 1:
                    del data[at : at + chance.randrange(1, 40)]
                case 2:
                    data[at:at] = chance.randbytes(chance.randrange(1, 20))
                case 3:
                    data[at : at + 4] = b"\xff\xff\xff\xff"
            data = data or bytearray(b"\0")
        yield bytes(data)


def not_looked_at(count, seed):
    wrong = []
    for data in broken_files(count, seed):
        began = time.thread_time()
        try:
            uploads.inspect(data)
        except uploads.Refused:
            pass
        except Exception as error:
            wrong.append(f"{error!r} for {data[:60]!r}")
        if time.thread_time() - began > SECONDS:
            wrong.append(f"{time.thread_time() - began:.1f} s for {data[:60]!r}")
    return wrong


def test_some_broken_files():
    assert not_looked_at(200, seed=1) == []


@pytest.mark.prove
def test_many_broken_files(figure):
    count = scaled(10_000, 100_000)
    wrong = not_looked_at(count, seed=2)
    figure("4", f"{count} broken pictures and papers: uncaught exceptions", len(wrong), "0")
    assert not wrong, "\n".join(wrong[:20])


UPLOADS = {
    "permit-edit": ("permit", "upload"),
    "picture-new": ("location", "pictures"),
    "release-edit": ("release", "upload"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", UPLOADS)
def test_hostile_files_at_every_upload(world, samples, name):
    """No error of the server, and no more than five seconds, for any file at any field that takes one."""
    from django.urls import reverse

    from tests.access_table import rows
    from tests.sweeps.addresses import address
    from tests.sweeps.sweep import Sweep

    found = address(name)
    sweep = Sweep(world, found, rows(name)[0])
    with rolled_back():
        sent = sweep.what_is_sent()
    url = reverse(name, kwargs=world.own.arguments(found.parameters, {}))
    for path in sorted((samples / "hostile").rglob("*")):
        if not path.is_file():
            continue
        file = SimpleUploadedFile(path.name, path.read_bytes(), "image/jpeg")
        began = time.thread_time()
        with rolled_back(), signed_in_as_before(world.clients["producer"]):
            answer = visit(world, "producer", "POST", url, {**sent, UPLOADS[name][1]: file})
        assert answer.status in {200, 302, 413}, f"{path.name}: {answer.status}"
        assert time.thread_time() - began <= SECONDS, path.name


LOOK = """
import re, sys, pathlib
from production.formats import uploads
from PIL import Image
try:
    uploads.inspect(pathlib.Path(sys.argv[1]).read_bytes())
except uploads.Refused:
    pass
print(re.search(r"VmHWM:\\s+(\\d+) kB", pathlib.Path("/proc/self/status").read_text())[1])
"""


def test_memory_of_a_hostile_picture(samples):
    """The biggest of bombs costs a program no more than 256 MB."""
    for path in sorted((samples / "hostile" / "img").iterdir()):
        limit = MEGABYTES * 2**20
        command = [sys.executable, "-c", LOOK, str(path)]
        # as the system counts this program alone: ru_maxrss begins with what its parent held
        told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
        used = int(told.stdout) * 1024
        assert used < limit, f"{path.name}: {used / 2**20:.0f} MB"


def test_every_hostile_text_is_normal_where_it_is_stored():
    for text in hostile.STRINGS.values():
        stored = hostile.as_stored(text, lines=True)
        assert unicodedata.is_normalized("NFC", stored)
        assert hostile.as_stored(stored, lines=True) == stored, "cleaning twice changes it again"
