"""SubRip files and what was read of them."""

from interviews.formats import srt
from interviews.formats.times import usual

CLEAN = """1
00:00:01,000 --> 00:00:02,500
Привет, мир — “ok” é

2
00:00:03,000 --> 00:00:04,000
Second line
and its third

3
00:00:04,000 --> 00:00:06,000
<i>kept</i> {\\an8}as it is
"""


def block(number, start, end, text):
    return f"{number}\n{usual(start, ',')} --> {usual(end, ',')}\n{text}\n\n"


def read(text, encoding="utf-8"):
    return srt.read(text.encode(encoding))


def told(reading):
    return [(repair.line, repair.code) for repair in reading.repairs]


def times(reading):
    return [(cue.start, cue.end) for cue in reading.cues]


def said(reading):
    return [cue.text for cue in reading.cues]
