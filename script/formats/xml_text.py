"""XML to be written: tags and texts that are always well-formed, and our numbers in the words of a note."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_IDS = re.compile(r"\[rodaje((?: [a-z_]{1,20}:[0-9]{1,18}){1,10})\]")


def text(words: str) -> str:
    """Between two tags."""
    if not words.isprintable():
        words = _ILLEGAL.sub("", words).replace("\r\n", "\n").replace("\r", "\n")
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(words: str) -> str:
    """Between two quotes; a line end stays one."""
    return text(words).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


def tag(name: str, facts: Iterable[tuple[str, str | int]] = (), end: str = "/") -> str:
    """``<name fact="…"/>``, or what opens an element where `end` is ""; facts that are "" are left out."""
    said = "".join(f' {fact}="{attribute(str(value))}"' for fact, value in facts if value != "")
    return f"<{name}{said}{end}>"


def element(name: str, words: str | int) -> str:
    return f"<{name}>{text(str(words))}</{name}>"


class Lines:
    """A document as it grows, a line for each tag, set in by its depth."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.depth = 0

    def add(self, *lines: str) -> None:
        inset = " " * self.depth
        self.lines.extend(inset + line for line in lines)

    def open(self, name: str, facts: Iterable[tuple[str, str | int]] = ()) -> None:
        self.add(tag(name, facts, end=""))
        self.depth += 1

    def close(self, *names: str) -> None:
        for name in names:
            self.depth -= 1
            self.add(f"</{name}>")

    def __str__(self) -> str:
        return "\n".join(self.lines) + "\n"


def of_ids(ids: Iterable[tuple[str, int]]) -> str:
    """``[rodaje row:12 cell:30]``: words that come back from systems which keep nothing but words."""
    said = "".join(f" {name}:{number}" for name, number in ids)
    return f"[rodaje{said}]" if said else ""


def ids_in(words: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Ours, in the first of these texts that has some."""
    for one in words:
        if found := _IDS.search(one):
            return tuple(_pairs(found[1]))
    return ()


def without_ids(words: str) -> str:
    return _IDS.sub("", words).strip()


def _pairs(said: str) -> Iterator[tuple[str, int]]:
    for pair in said.split():
        name, _colon, number = pair.partition(":")
        yield name, int(number)
