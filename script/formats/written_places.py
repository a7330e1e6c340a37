"""Where something lies, as people write it beside their words: ``[A001 01:02:03:04 – 01:02:13:12]``."""

from __future__ import annotations

import re

from interviews.formats import names
from script.formats.read_script import Place

_TIME = r"[0-9]{1,2}[:;][0-9]{2}[:;][0-9]{2}(?:[:;.][0-9]{2}(?![0-9])|[.,][0-9]{3})?"
_THOUSANDTHS = re.compile("([0-9]{1,2})[:;]([0-9]{2})[:;]([0-9]{2})[.,]([0-9]{3})")
_REEL = r"[A-Za-z0-9][\w.\-]{1,39}"
_PLACE = re.compile(
    rf"(?P<open>[\[(<{{]?)\s?(?:(?:reel|card|tape|roll|rollo|cinta|tarjeta|tc)[ :]{{1,2}})?"
    rf"(?:(?P<reel>{_REEL})\s?[\s,/|@]\s?)?(?<![0-9:;])(?P<start>{_TIME})(?![0-9:;])"
    rf"(?:\s{{0,3}}(?:-->|->|[-–—~→]|to|al?|hasta)\s{{0,3}}(?P<end>{_TIME})(?![0-9:;]))?"
    rf"(?:\s?[,/|@ ]\s?(?P<after>{_REEL})(?=\s?[\])>}}]))?\s?(?P<close>[\])>}}]?)",
    re.I,
)
_LED = re.compile(r"[\s:|,/\-–—]*")
_LOOKED_AT = 120  # letters at either end of a line


def place_in(line: str) -> tuple[str, Place, str] | None:
    """A name before it, the place, and the rest of the line; only at the beginning or at the end."""
    for at in _candidates(line):
        found = _PLACE.match(line, at)
        if found is None or (found["open"] == "") != (found["close"] == ""):
            continue
        start, reel = found.start(), found["reel"] or found["after"] or ""
        if reel and not any(map(str.isdigit, reel)):  # a name, or the last word before a time
            if found["reel"]:
                continue
            reel = ""
        place = _place(reel, found["start"], found["end"] or "")
        before, after = line[:start].strip(), line[found.end() :]
        after = after[_LED.match(after).end() :].strip()  # type: ignore[union-attr]
        name = before.rstrip(" :,/|-–—")
        if not before or (names.is_name(name) and (after or _is_cue(name))):
            return name, place, after
        if not after and found["open"]:
            return "", place, before
    return None


def _is_cue(name: str) -> bool:
    """A name that stands with a place alone; ``Yes. [01:02:03]`` is what somebody says."""
    return names.is_loud(name) or names.is_numbered(name)


def _place(reel: str, start: str, end: str) -> Place:
    """Thousandths of a second are running time, as machines write it."""
    thousandths = [_THOUSANDTHS.fullmatch(time) for time in (start, end) if time]
    if not all(thousandths):
        return Place(reel, start, end)
    times = [f"{int(t[1]) * 3600 + int(t[2]) * 60 + int(t[3])}.{t[4]}" for t in thousandths if t]
    return Place(reel, times[0], times[1] if end else "", is_running=True)


def _candidates(line: str) -> list[int]:
    """Where a place may begin: at a word of either end of the line."""
    if ":" not in line and ";" not in line:
        return []
    words = [found.start() for found in re.finditer(r"\S+", line[:_LOOKED_AT])]
    last = max(0, len(line) - _LOOKED_AT)
    words += [last + found.start() for found in re.finditer(r"[\[(<{]", line[last:])]
    return list(dict.fromkeys(words))
