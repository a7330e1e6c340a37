"""How the demo script is written down: rows of elements, each citing its source by how that begins.

The narration is the project's own, after the facts; nobody is given words that the source doesn't report.
"""

from __future__ import annotations

from typing import Any, NamedTuple

Element = dict[str, Any]
Line = tuple[Element, ...]


class Chapter(NamedTuple):
    """A scene of the film by its number, or a chapter by its title."""

    scene: str
    title: str
    target: int  # seconds
    lines: list[Line]


# -- sound ---------------------------------------------------------------------------------------


def say(text: str, take: float = 0, **more: Any) -> Element:
    """Narration; `take` is how many seconds the narrator took where it has been recorded."""
    length = {"lasts_ms": round(take * 1000), "is_recorded": True} if take else {}
    return {"column": "sound", "element": "narration", "text": text, **length, **more}


def bite(gist: str, *, off: bool = False, ranges: list[tuple[float, float]] | None = None) -> Element:
    """A soundbite by the gist of its segment; ranges in seconds after its in, where it is trimmed."""
    return {
        "column": "sound",
        "element": "soundbite",
        "segment": gist,
        "on_camera": not off,
        "ranges": ranges,
    }


def wild(text: str, shot: str = "") -> Element:
    return {"column": "sound", "element": "natural_sound", "text": text, **({"shot": shot} if shot else {})}


def music(move: str, text: str, seconds: float = 0) -> Element:
    return {"column": "sound", "element": "music", "text": text, "move": move, **_lasting(seconds)}


# -- picture -------------------------------------------------------------------------------------


def shot(begins: str, seconds: float = 0) -> Element:
    return {"column": "picture", "element": "b_roll", "shot": begins, **_lasting(seconds)}


def roll(text: str, seconds: float = 0) -> Element:
    """B-roll that nobody has planned yet."""
    return {"column": "picture", "element": "b_roll", "text": text, **_lasting(seconds)}


def clip(title: str, first: str = "", end: str = "", *, seconds: float = 0, sound: str = "mute") -> Element:
    cut = {"clip_in": first, "clip_out": end, "sound": sound}
    return {"column": "picture", "element": "archive", "clip": title, **cut, **_lasting(seconds)}


def still(title: str, seconds: float = 0, text: str = "slow push") -> Element:
    return {"column": "picture", "element": "still", "clip": title, "text": text, **_lasting(seconds)}


def card(text: str, seconds: float = 5) -> Element:
    return {"column": "picture", "element": "card", "text": text, **_lasting(seconds)}


def names(person: str, line: str) -> Element:
    """A lower third."""
    return {
        "column": "picture",
        "element": "lower_third",
        "person": person,
        "text": f"{person}\n{line}",
        **_lasting(5),
    }


def sub(text: str) -> Element:
    return {"column": "picture", "element": "subtitle", "text": text}


def note(text: str) -> Element:
    return {"column": "picture", "element": "note", "text": text}


def _lasting(seconds: float) -> dict[str, int]:
    return {"lasts_ms": round(seconds * 1000)} if seconds else {}
