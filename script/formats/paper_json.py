"""Paper edits of the BBC's digital paper edit and of autoEdit; and any transcript in JSON.

Both name media by keys of their own: what they say of times helps to choose, but proves nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from interviews.formats import cues, json_tree, word_json
from script.formats import read_script as rs
from script.formats.read_script import Item, Kind, Place, Reading

_WRAPPINGS = ("programmeScript", "paperEdit", "paperedit", "paper_edit", "data", "sequence")
_LISTS = ("elements", "papercuts", "paperCuts", "events", "annotations", "paperedit")
_KINDS = {
    "title": Kind.SCENE,
    "voice-over": Kind.NARRATION,
    "voiceover": Kind.NARRATION,
    "paper-cut": Kind.SPEECH,
    "papercut": Kind.SPEECH,
    "note": Kind.NOTE,
    "notes": Kind.NOTE,
}
_LONGEST = 360_000  # seconds


def read(data: bytes, *, encoding: str = "") -> Reading:
    told = cues.Reading()
    tree = json_tree.load(data, told, encoding)
    reading = Reading("json", encoding=told.encoding, encoding_is_sure=told.encoding_is_sure)
    elements, title = _elements(tree)
    if elements is None:
        told = word_json.read(data, encoding=encoding)
        _transcript(told, reading)
    else:
        reading.title = rs.clean(title)[:200]
        for number, element in enumerate(elements, start=1):
            _element(element, number, reading)
    for repair in told.repairs:
        reading.mend(repair.line, repair.code, " ".join(map(str, repair.facts.values())))
    reading.more_repairs += told.more_repairs
    return reading


def _elements(tree: Any) -> tuple[list[Any] | None, str]:
    title = ""
    for _wrapping in range(4):
        if not isinstance(tree, dict):
            break
        title = tree["title"] if isinstance(tree.get("title"), str) else title
        found = next((tree[key] for key in _LISTS if isinstance(tree.get(key), list)), None)
        if found is not None:
            return found, title
        tree = next((tree[key] for key in _WRAPPINGS if isinstance(tree.get(key), (dict, list))), None)
    if isinstance(tree, list) and tree and isinstance(tree[0], dict) and tree[0].get("type") in _KINDS:
        return tree, title
    return None, title


def _element(element: Any, number: int, reading: Reading) -> None:
    if not isinstance(element, dict):
        reading.mend(number, "element", str(element))
        return
    said = str(element.get("type", "")).strip().lower()
    words = [word for word in _list(element.get("words")) if isinstance(word, dict)]
    kind = _KINDS.get(said)
    if kind is None:
        if said:
            reading.mend(number, "element", said)
        kind = Kind.SPEECH if words or _text(element.get("reelName")) else Kind.NOTE
    text = " ".join(_text(word.get("text")).strip() for word in words) or _text(element.get("text"))
    text = text or _text(element.get("note"))
    place = _place(element, words, number, reading)
    if kind == Kind.NOTE and place is not None and "type" not in element:  # an annotation is of a range
        text = f"{text} [{place.start} – {place.end}]".strip()
    if not text.strip() and not (place and place.reel):
        reading.mend(number, "no_text", said)
        return
    speaker = rs.clean(_text(element.get("speaker"))) if kind == Kind.SPEECH else ""
    reading.add(Item(kind, number, text, speaker, places=(place,) if place and kind == Kind.SPEECH else ()))


def _place(
    element: dict[str, Any], words: list[dict[str, Any]], number: int, reading: Reading
) -> Place | None:
    """The words' own times first: an element's may be those of the programme."""
    starts = [seconds for word in words if (seconds := _seconds(word, "start", "startTime")) is not None]
    ends = [seconds for word in words if (seconds := _seconds(word, "end", "endTime")) is not None]
    start = starts[0] if starts else _seconds(element, "start", "startTime")
    end = ends[-1] if ends else _seconds(element, "end", "endTime")
    reel = next(
        (name for key in ("reelName", "reel", "clipName", "fileName") if (name := _text(element.get(key)))),
        "",
    )
    if start is None or end is None:
        return Place(rs.clean(reel)) if reel else None
    if end <= start:
        reading.mend(number, "ends_before_start", f"{start:g} – {end:g}")
        return None
    return Place(rs.clean(reel)[:120], f"{start:.3f}", f"{end:.3f}", is_running=True)


def _seconds(item: dict[str, Any], *keys: str) -> float | None:
    value = next((item[key] for key in keys if key in item), None)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return float(value) if math.isfinite(value) and 0 <= value <= _LONGEST else None


def _transcript(told: cues.Reading, reading: Reading) -> None:
    """Each cue a paragraph: a paper edit made of the transcripts themselves."""
    reading.format = told.format or "json"
    for number, cue in enumerate(told.cues, start=1):
        place = Place("", f"{cue.start / 1000:.3f}", f"{cue.end / 1000:.3f}", is_running=True)
        reading.add(Item(Kind.SPEECH, cue.line or number, cue.text, cue.speaker, places=(place,)))


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _list(value: Any) -> Iterable[Any]:
    return value if isinstance(value, list) else []
