"""A paper edit, whatever it was written in: its paragraphs with the speaker, timecode and reel of each.

What somebody types has no rules. A paragraph may begin with a name, a place, or both; may end with a
place in brackets; may be words alone. What can't be made out stays text, and nothing is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePath

from interviews.formats import cues, docx, names
from production.formats import sheets, texts
from script.formats import fdx_read, fountain_read, paper_json
from script.formats import read_script as rs
from script.formats.read_script import MOST_BYTES, Item, Kind, Place, Reading, Refused
from script.formats.written_places import place_in

Line = tuple[int, str]
_LONGEST_LINE = 100_000
_MOST_LINES = 200_000
_JSON = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[\[{\"\]])")
_FOUNTAIN = re.compile(
    r"\A\s*(?:Title|Credit|Author):|^(?:INT|EXT|INT\.?/EXT)\.\s+\S|^\.\w[^\n]{0,200}#[\w.\-]+#\s*$", re.M
)
_HEADING = re.compile(
    r"(?:#{1,6}\s+|(?:scene|escena|sequence|secuencia|chapter|cap[ií]tulo)\s+\S{1,8}\s*[:.–—-]?\s*)(.*)", re.I
)
_MARKUP = re.compile(r"\s*<(?:\?xml|!doctype|html|svg|[a-z:]{1,20}\sxmlns)", re.I)
_RULE = re.compile(r"[\s*_\-–—=#~.]*")
_LONGEST_HEADING = 80


def read(data: bytes, *, name: str = "", encoding: str = "") -> Reading:
    """What a file says; Refused where it is none that can be read."""
    if len(data) > MOST_BYTES:
        raise Refused("size", most=MOST_BYTES)
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise Refused("empty")
    reader = _READERS[kind_of(data, name)]
    try:
        reading = reader(data, encoding)
    except cues.Refused as refused:
        line = {"line": refused.line} if refused.line else {}
        raise Refused(refused.code, **line, **refused.facts) from None
    if not reading.items:
        raise Refused("empty")
    return reading


def kind_of(data: bytes, name: str = "") -> str:
    """docx, fdx, json, fountain or txt: by what stands in it first, by its name second."""
    ending = PurePath(name).suffix.lower().lstrip(".")
    if sheets.is_zip(data) or ending == "docx":
        return "docx"
    found = texts.guess(data)
    if texts.is_binary(data, found):
        raise Refused("binary")
    text = data[found.mark : 65_536].decode(found.name, "replace")
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    if "<FinalDraft" in text[:4_000] or ending == "fdx":
        return "fdx"
    if ending == "json" or _JSON.match(text):
        return "json"
    if _MARKUP.match(text):
        raise Refused("markup")
    return "fountain" if ending in ("fountain", "spmd") or _FOUNTAIN.search(text) else "txt"


def _plain(data: bytes, encoding: str) -> Reading:
    reading = Reading("txt")
    try:
        found = texts.chosen(data, encoding) if encoding else texts.guess(data)
    except LookupError:
        raise Refused("encoding", found=encoding) from None
    if texts.is_binary(data, found):
        raise Refused("binary")
    reading.encoding, reading.encoding_is_sure = found.name, found.is_sure
    lines = list(_lines(texts.lines(data, found), reading))
    has_blanks = any(not text.strip() for _number, text in lines[:-1])
    return _read(_blocks(lines) if has_blanks else ([line] for line in lines), reading)


def _lines(lines: Iterable[str], reading: Reading) -> Iterator[Line]:
    for number, line in enumerate(lines, start=1):
        if number > _MOST_LINES:
            raise Refused("too_many", line=number, most=_MOST_LINES)
        if "\0" in line:
            reading.mend(number, "nul")
        if "\ufffd" in line:
            reading.mend(number, "letters")
        yield number, line.removeprefix("\ufeff").replace("\0", "")


def _blocks(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Lines up to a blank one."""
    block: list[Line] = []
    for line in lines:
        if line[1].strip():
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _document(data: bytes, _encoding: str) -> Reading:
    reading = Reading("docx", encoding="utf-8")
    return _read(([line] for line in docx.lines(data)), reading)


# -- paragraphs ----------------------------------------------------------------------------------


def _read(blocks: Iterable[list[Line]], reading: Reading) -> Reading:
    blocks = [
        lines for block in blocks if (lines := [one for one in _cells(block) if not _RULE.fullmatch(one[1])])
    ]
    cues = _cues(line for lines in blocks for _number, line in lines)
    waiting: Item | None = None  # a name or a place that stands alone above its words
    for lines in blocks:
        item = _paragraph(lines, cues, reading)
        if waiting is not None:
            if (
                item.kind == Kind.SCENE
                or (item.speaker and waiting.speaker)
                or (item.places and waiting.places)
            ):
                reading.add(_left_alone(waiting))
            else:
                item.speaker = item.speaker or waiting.speaker
                item.places = item.places or waiting.places
            waiting = None
        if item.kind == Kind.SPEECH and not item.text:
            waiting = item
        else:
            reading.add(_named_item(item))
    if waiting is not None:
        reading.add(_left_alone(waiting))
    _disbelieve(reading)
    return reading


def _paragraph(lines: list[Line], cues: set[str], reading: Reading) -> Item:
    number = lines[0][0]
    if len(lines) == 1 and (marked := _HEADING.fullmatch(lines[0][1])):
        return Item(Kind.SCENE, number, marked[1].strip() or lines[0][1])
    speaker, places, text = _parted([line for _number, line in lines], number, reading)
    if not speaker and not places and text in cues:
        speaker, text = rs.without_extension(text), ""
    elif not speaker and not places and _is_heading(text):
        return Item(Kind.SCENE, number, text)
    return Item(Kind.SPEECH, number, text, speaker, places=places)


def _left_alone(item: Item) -> Item:
    """A name that nobody's words follow is a heading; a place alone is what lies there."""
    return item if item.places else Item(Kind.SCENE, item.line, item.speaker)


def _cues(lines: Iterable[str]) -> set[str]:
    """Lines that are a name alone: in capitals, and one word, or with (V.O.) behind, or again and again."""
    counts = Counter(line for line in (" ".join(line.split()) for line in lines if len(line) < 80) if line)
    found = set()
    for line, count in counts.items():
        bare = rs.without_extension(line)
        is_alone = count > 1 or bare != line or len(bare.split()) == 1
        if is_alone and names.is_loud(bare) and names.is_name(bare) and not bare.endswith((".", "…")):
            found.add(line)
    return found


def _disbelieve(reading: Reading) -> None:
    """``Remember: …`` is nobody's name where others speak again and again."""
    speeches = [item for item in reading.items if item.kind == Kind.SPEECH and item.speaker]
    believed = names.believed((item.speaker, True) for item in speeches)
    for item in speeches:
        if item.speaker not in believed:
            item.text, item.speaker = f"{item.speaker}: {item.text}", ""


def _cells(block: list[Line]) -> Iterator[Line]:
    """Lines of a paragraph; the cells of a table's row are lines of it."""
    for number, line in block:
        for cell in line[:_LONGEST_LINE].split("\t"):
            if cell.strip():
                yield number, " ".join(cell.split())


def _parted(lines: list[str], number: int, reading: Reading) -> tuple[str, tuple[Place, ...], str]:
    """Who speaks, where it lies, and the words."""
    speaker, places, words = "", list[Place](), list[str]()
    for line in lines:
        if told := rs.reference(line):
            speaker = speaker or told[0]
            places.append(told[1])
            continue
        found = place_in(line)
        if found is not None:
            before, place, after = found
            places.append(place)
            speaker = speaker or (before if not words else "")
            line = after
        if line and not words and not speaker:
            speaker, line = _named(line, has_more=len(lines) > 1 or bool(places))
        elif line and not words and speaker and found is None:
            line = line.lstrip(": ")
        if line:
            words.append(line)
    kept = tuple(place for place in places if _is_right(place, number, reading))
    return speaker, kept, "\n".join(words)


def _is_right(place: Place, number: int, reading: Reading) -> bool:
    """An end before its start is told, and neither counts."""
    start, end = place.start.replace(";", ":"), place.end.replace(";", ":")
    if not end or (float(start) < float(end) if place.is_running else start < end):
        return True
    reading.mend(number, "ends_before_start", f"{place.start} – {place.end}")
    return False


def _named(line: str, *, has_more: bool) -> tuple[str, str]:
    """A name before a colon; a name in capitals alone on its line, with words below."""
    if told := names.before_colon(line):
        name, rest = told
        if not rs.labelled(line)[0]:
            return rs.without_extension(name), rest
    bare = rs.without_extension(line)
    if has_more and names.is_loud(bare) and names.is_name(bare):
        return bare, ""
    return "", line


def _is_heading(text: str) -> bool:
    """A line in capitals that says what comes."""
    if "\n" in text or len(text) > _LONGEST_HEADING or not text:
        return False
    is_loud = names.is_loud(text) and len(text.split()) > 1 and not text.endswith((".", "!", "?", "…", ":"))
    return is_loud and not rs.labelled(text)[0] and text[0] not in "[("


def _named_item(item: Item) -> Item:
    """A paragraph as what its speaker or its first word says that it is."""
    if item.kind != Kind.SPEECH:
        return item
    if item.speaker and rs.is_narrator(item.speaker):
        return Item(Kind.NARRATION, item.line, item.text)
    if not item.speaker and not item.places:
        label, rest = rs.labelled(item.text)
        if label:
            return Item(Kind.NOTE if label == "note" else Kind.PICTURE, item.line, rest, element=label)
        if item.text[0] in "[(" and item.text[-1] in "])":
            return Item(Kind.NOTE, item.line, item.text[1:-1].strip())
    return item


_READERS: dict[str, Callable[[bytes, str], Reading]] = {
    "docx": _document,
    "fdx": lambda data, encoding: fdx_read.read(data, encoding=encoding),
    "json": lambda data, encoding: paper_json.read(data, encoding=encoding),
    "fountain": lambda data, encoding: fountain_read.read(data, encoding=encoding),
    "txt": _plain,
}
