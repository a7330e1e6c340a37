"""Files that were spoiled, the same ones each time: bytes, values, lines, whole pieces."""

import re

ODD = [
    b"", b"0", b"-1", b"-1s", b"1/0s", b"0/0s", b"9" * 400, b"999999999999999999/7s", b"NaN", b"Infinity",
    b"1e308", b"1e-308", b"true", b"null", b'"7"', b"[]", b"{}", "٣".encode(), "\u202e".encode(), b"\xff\xfe",
    b"\0", b"&lt;", b"&#0;", b"]]>", b"r1", b"file-1", b"1001/30000s", b"TRUE", b"-0", b"99:99:99:99",
    b"23:59:59:29", b"00:01:00;00", b"1" * 19, b"M2   A001  -025.0 01:00:00:00", b"AUD 3 4", b"\r", b"\r\n",
    b"\t", b"\\ud800", b"1/999999999989s",
]  # fmt: skip
_FIELDS = re.compile(
    rb'"([^"\n]*)"|>([^<>\n]+)<|[0-9]+(?:[:;.][0-9]+)+|-?[0-9]+(?:\.[0-9]+)?|\b[A-Za-z-]{3,}\b'
)


def spoiled(data, draw):
    """`draw` is a seeded random.Random; most files are spoiled in one place, some in eight."""
    for _time in range(draw.choice([1, 1, 1, 2, 3, 8])):
        data = draw.choice(_WAYS)(data, draw)
    return data


def _byte(data, draw):
    at = draw.randrange(len(data) + 1)
    return data[:at] + bytes([draw.randrange(256)]) + data[at + 1 :]


def _gone(data, draw):
    at = draw.randrange(len(data) + 1)
    return data[:at] + data[at + draw.choice([1, 2, 10, 200, len(data)]) :]


def _more(data, draw):
    at, piece = draw.randrange(len(data) + 1), draw.randrange(len(data) + 1)
    return data[:at] + draw.choice([data[piece : piece + 500], draw.choice(ODD)]) + data[at:]


def _value(data, draw):
    """Another value in a field: quotes and tags stay, so that most is still read."""
    found = list(_FIELDS.finditer(data))
    if not found:
        return data
    one = draw.choice(found)
    start, end = one.span(one.lastindex or 0)
    return data[:start] + draw.choice(ODD) + data[end:]


def _lines(data, draw):
    lines = data.split(b"\n")
    one, other = draw.randrange(len(lines)), draw.randrange(len(lines))
    if draw.random() < 0.5:
        lines[one], lines[other] = lines[other], lines[one]
    else:
        lines[one:one] = [lines[other]] * draw.choice([1, 3, 50])
    return b"\n".join(lines)


_WAYS = (_byte, _gone, _more, _value, _value, _value, _lines)
