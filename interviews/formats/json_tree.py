"""JSON from programs that aren't trusted: bounded before it unfolds, odd numbers made harmless.

A number that is none (NaN, Infinity, 1e400, a thousand digits) comes out as infinity, which no time
is; a key that stands twice in an object is told, its last value counts.
"""

from __future__ import annotations

import json
from typing import Any

from interviews.formats import opening
from interviews.formats.cues import Reading, Refused

MOST_GROUPS = 350_000  # objects and lists: what unfolds to most memory
MOST_VALUES = 1_800_000
_LONGEST_NUMBER = 18  # digits


def load(data: bytes, reading: Reading, encoding: str = "") -> Any:
    found = opening.look(data, encoding, reading)
    if data.count(b"{") + data.count(b"[") > MOST_GROUPS or data.count(b",") > MOST_VALUES:
        raise Refused("too_many_values")
    text = data[found.mark :].decode(found.name, "replace")
    if not found.is_sure and "\ufffd" in text:
        reading.mend(1 + text.count("\n", 0, text.index("\ufffd")), "letters")
    return _parsed(text, reading)


def _parsed(text: str, reading: Reading) -> Any:
    doubled: set[str] = set()

    def gather(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        gathered = dict(pairs)
        if len(gathered) < len(pairs) and len(doubled) < 5:
            seen: set[str] = set()
            doubled.update(key[:40] for key, _value in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        return gathered

    try:
        tree = json.loads(text, parse_constant=float, parse_int=_whole, object_pairs_hook=gather)
    except json.JSONDecodeError as error:
        raise Refused("not_json", error.lineno, column=error.colno) from None
    except RecursionError:
        raise Refused("too_deep") from None
    for key in sorted(doubled):
        reading.mend(0, "doubled_key", key=key)
    return tree


def _whole(digits: str) -> float:
    return int(digits) if len(digits) <= _LONGEST_NUMBER else float("inf")
