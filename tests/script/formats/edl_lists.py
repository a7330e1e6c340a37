"""Lists as lines, and what is told of them when they are read."""

from production.timecode import Rate
from script.formats import edl_read
from tests.script.formats.edl_cuts import PAL

NTSC = Rate(30_000, 1_001)
DROP = Rate(30_000, 1_001, True)
ONE = "001  A001     V     C        01:00:00:00 01:00:02:00 10:00:00:00 10:00:02:00\n"


def read(text, rate=PAL):
    return edl_read.read(text, rate)


def codes(found):
    return [(repair.code, repair.line) for repair in found.repairs]


def at(events=1):
    return "TITLE: CUT\nFCM: NON-DROP FRAME\n\n" + "".join(
        ONE.replace("001 ", f"{number:03d} ", 1).replace("10:00:0", f"10:00:{number - 1}")
        for number in range(1, events + 1)
    )
