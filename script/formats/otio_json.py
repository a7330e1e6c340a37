"""JSON of OpenTimelineIO from programs that aren't trusted: bounded, and whatever stands in it is looked at
as what it ought to be, or as nothing."""

from __future__ import annotations

import json
import re
from typing import Any

from script.formats.cut import Refused

BIGGEST = 20_000_000  # bytes
MOST_GROUPS = 500_000  # objects and lists: what unfolds to most memory
MOST_VALUES = 2_000_000
LONGEST = 10_000  # characters of a text
_LONGEST_NUMBER = 18  # digits
# halves of a letter without the other, which no page can be written with, and NUL
_ESCAPES = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(u0000|u[dD][89a-fA-F][0-9a-fA-F]{2})|.)"
)

Json = dict[str, Any]


class Tree:
    """The outermost object, and what others refer to by a number of the file."""

    def __init__(self, top: Json, named: dict[str, Json]) -> None:
        self.top, self.named = top, named

    def of(self, node: Any) -> Json:
        """The object that is meant; an empty one where there is none."""
        if not isinstance(node, dict):
            return {}
        if kind(node) == "SerializableObjectRef":
            return self.named.get(text(node, "id"), {})
        return node


def load(data: bytes) -> Tree:
    """Refused: size, many, empty, encoding, unreadable, depth, kind."""
    if len(data) > BIGGEST:
        raise Refused("size", megabytes=BIGGEST // 1_000_000)
    if data.count(b"{") + data.count(b"[") > MOST_GROUPS or data.count(b",") > MOST_VALUES:
        raise Refused("many", most=MOST_GROUPS)
    try:
        words = data.decode(json.detect_encoding(data), "strict").removeprefix("\ufeff")
    except UnicodeDecodeError:
        raise Refused("encoding") from None
    if not words.strip(" \t\r\n\0"):
        raise Refused("empty")
    try:
        top = json.loads(_ESCAPES.sub(_sound, words) if "\\u" in words else words, parse_int=_whole)
    except json.JSONDecodeError as error:
        raise Refused("unreadable", line=error.lineno, column=error.colno) from None
    except RecursionError:
        raise Refused("depth", most=0) from None
    if not isinstance(top, dict) or not kind(top):
        raise Refused("kind", found=kind(top) if isinstance(top, dict) else type(top).__name__)
    return Tree(top, _named(top) if b"SerializableObjectRef" in data else {})


def _sound(escape: re.Match[str]) -> str:
    return r"\ufffd" if escape[1] else escape[0]


def _whole(digits: str) -> float:
    return int(digits) if len(digits) <= _LONGEST_NUMBER else float("inf")


def _named(top: Json) -> dict[str, Json]:
    named: dict[str, Json] = {}
    waiting: list[Any] = [top]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            if isinstance(said := node.get("OTIO_REF_ID"), str):
                named.setdefault(said, node)
            waiting.extend(node.values())
        elif isinstance(node, list):
            waiting.extend(node)
    return named


def kind(node: Json) -> str:
    """``Clip`` of ``Clip.2``; "" where it says none."""
    schema = node.get("OTIO_SCHEMA")
    return schema.partition(".")[0] if isinstance(schema, str) else ""


def said(node: Json, *path: str) -> Json:
    """The object below these names; an empty one where there is none."""
    for name in path:
        found = node.get(name)
        node = found if isinstance(found, dict) else {}
    return node


def listed(node: Json, name: str) -> list[Any]:
    found = node.get(name)
    return found if isinstance(found, list) else []


def text(node: Json, name: str) -> str:
    found = node.get(name)
    return found[:LONGEST] if isinstance(found, str) else ""
