"""Bytes that somebody calls text: which encoding they are in, and their lines one after the other.

UTF-8 and UTF-16 prove themselves; anything else is a guess, which the reader is shown and may
replace. Lines end with LF, CRLF or CR and with nothing else: U+2028 is a sign in a text.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

# what a person may choose from, most likely first
ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16 (big endian)",
    "cp1252": "Windows, Western (cp1252)",
    "mac-roman": "Mac Roman",
    "cp850": "DOS, Western (cp850)",
    "iso-8859-15": "Latin 9 (ISO 8859-15)",
    "cp1250": "Windows, Central European (cp1250)",
    "cp1251": "Windows, Cyrillic (cp1251)",
    "koi8-r": "KOI8-R",
    "cp932": "Windows, Japanese (Shift JIS)",
    "euc-jp": "Japanese (EUC-JP)",
    "gb18030": "Chinese (GB 18030)",
    "big5": "Chinese (Big5)",
    "cp949": "Windows, Korean (cp949)",
}
_MARKS = [
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
]
# two bytes a letter: what nearly all are then, and of which signs at least such a share must be among them
_KANA, _HANGUL, _OFTEN = "[\u3041-\u30fe]", "[\uac00-\ud7a3]", "[的一是不了人我在有他这]"
_EASTERN = re.compile(r"[\u3000-\u30fe\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff5e]")
_DOUBLE = (("cp932", _KANA, 0.2), ("euc-jp", _KANA, 0.2), ("cp949", _HANGUL, 0.9), ("gb18030", _OFTEN, 0.05))
_FEW = 8  # letters, which are no proof
_LOOKED_AT = 65_536
_HIGH = re.compile(rb"[\x80-\xff]+")
_INSIDE_A_WORD = re.compile(rb"(?<=[a-z])[\x80-\x9f](?=[a-z])")
_NO_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CONTROLS = bytes(code for code in range(32) if chr(code) not in "\t\n\r\f\v\x1a\x1b\0")


@dataclass(frozen=True)
class Encoding:
    name: str
    is_sure: bool  # marked or proved; otherwise it is a guess
    mark: int = 0  # bytes of the mark before the text


def guess(data: bytes) -> Encoding:
    """The encoding of a text, with how far that is known."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Encoding(name, True, len(mark))
    if wide := _wide(data[:_LOOKED_AT]):
        return Encoding(wide, True)
    damage = _damage(data)
    if damage == 0:
        return Encoding("utf-8", True)
    if damage < 0.1:  # UTF-8 that was cut or hurt somewhere
        return Encoding("utf-8", False)
    return Encoding(_double(data[:_LOOKED_AT]) or _narrow(data[:_LOOKED_AT]), False)


def chosen(data: bytes, name: str) -> Encoding:
    """The encoding that a person chose; a mark of it is no text."""
    if name not in ENCODINGS:
        raise LookupError(name)
    mark = next((len(m) for m, marked in _MARKS if marked == name and data.startswith(m)), 0)
    return Encoding(name, True, mark)


def _wide(sample: bytes) -> str:
    """UTF-16 without a mark: every second byte of plain letters is a NUL."""
    pairs = len(sample) // 2
    if not pairs:
        return ""
    after, before = sample[1::2].count(0) / pairs, sample[0::2].count(0) / pairs
    if after > 0.3 and before < 0.1:
        return "utf-16-le"
    return "utf-16-be" if before > 0.3 and after < 0.1 else ""


def _damage(data: bytes) -> float:
    """How much of what isn't ASCII is no UTF-8: 0 none, 1 all of it."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return 0
    broken = whole = 0
    for run in _HIGH.findall(data):
        text = run.decode("utf-8", "replace")
        lost = text.count("\ufffd")
        broken, whole = broken + lost, whole + len(text) - lost
    return broken / (broken + whole)


def _double(sample: bytes) -> str:
    """Two bytes a letter, as the East of Asia wrote before Unicode; "" where it is nothing of that."""
    for name, telling, share in _DOUBLE:
        try:
            text = codecs.getincrementaldecoder(name)().decode(sample)  # its last letter may be cut
        except UnicodeDecodeError:
            continue
        letters = [letter for letter in text if not letter.isascii()]
        eastern = sum(map(bool, map(_EASTERN.match, letters)))
        if eastern < max(_FEW, 0.9 * len(letters)):
            continue
        if len(re.findall(telling, text)) >= share * len(letters):
            return name
    return ""


def _narrow(sample: bytes) -> str:
    """One byte a letter: whole words of high bytes are Cyrillic, 80–9F inside words an old Mac."""
    runs = _HIGH.findall(sample)
    letters = sum(map(len, runs))
    if letters and sum(len(run) for run in runs if len(run) >= 3) > letters / 2:
        small = sum(sum(byte >= 0xE0 for byte in run) for run in runs)
        return "cp1251" if small * 2 >= letters else "koi8-r"
    inside = len(_INSIDE_A_WORD.findall(sample))
    return "mac-roman" if letters and inside * 2 > letters else "cp1252"


def is_binary(data: bytes, encoding: Encoding) -> bool:
    """Whether this is no text at all, whatever its encoding."""
    sample = data[:_LOOKED_AT]
    if encoding.name.startswith(("utf-16", "utf-32")):
        text = sample[encoding.mark :].decode(encoding.name, "replace")
        return bool(text) and text.count("\ufffd") + text.count("\0") > len(text) / 10
    odd = len(sample) - len(sample.translate(None, _CONTROLS))
    return odd > len(sample) / 50 or sample.count(0) > len(sample) / 10


def opened(data: bytes, encoding: Encoding) -> io.TextIOWrapper:
    """A text to be read by its lines; a byte that means nothing becomes U+FFFD."""
    stream = io.BytesIO(data)
    stream.seek(encoding.mark)
    return io.TextIOWrapper(stream, encoding=encoding.name, errors="replace", newline=None)


def lines(data: bytes, encoding: Encoding) -> Iterator[str]:
    """The lines of a text without their ends."""
    with opened(data, encoding) as text:
        for line in text:
            yield line.removesuffix("\n")


def as_xml(text: str) -> str:
    """Without what XML has no way to write: one such sign would lose the file."""
    return _NO_XML.sub("\ufffd", text)
