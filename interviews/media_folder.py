"""The media folder: files of this machine that a proxy points at, where nothing is uploaded or copied.

A film sees one folder below it, called by the film's number, and nothing outside that one: whoever
looks after the machine makes it, or links it to where the media lie. A link inside it leads nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from production.formats.media import EXTENSIONS
from production.models import Film

LONGEST = 500  # characters of a path
SHOWN = 1_000  # entries of a folder
_ENDINGS = {f".{ending}" for ending in EXTENSIONS.values()} | {".mov"}


class Outside(Exception):
    """A path that leads out of the film's folder, or to nothing that can be played."""


@dataclass(frozen=True)
class Entry:
    path: str  # below the film's folder
    name: str
    is_folder: bool
    size: int = 0


def folder_of(film_id: int) -> Path | None:
    """The film's folder; None where this installation has no media, or none of this film."""
    if not settings.MEDIA_DIR:
        return None
    folder = Path(settings.MEDIA_DIR) / str(film_id)
    return folder.resolve() if folder.is_dir() else None


def file_at(film_id: int, path: str) -> Path:
    """The file behind a path of ours, looked at each time anew; Outside where there is none."""
    found = _inside(film_id, path)
    if not found.is_file():
        raise Outside(path)
    return found


def entries(film: Film, path: str) -> list[Entry]:
    """What lies in a folder: first folders, then what can be played."""
    folder = _inside(film.pk, path)
    if not folder.is_dir():
        raise Outside(path)
    return sorted(_entries(folder, path), key=lambda entry: (not entry.is_folder, entry.name.casefold()))


def _entries(folder: Path, path: str) -> Iterator[Entry]:
    for number, found in enumerate(folder.iterdir()):
        if number >= SHOWN:
            return
        if found.name.startswith(".") or found.is_symlink() or not found.name.isprintable():
            continue
        below = f"{path}/{found.name}" if path else found.name
        if found.is_dir():
            yield Entry(below, found.name, is_folder=True)
        elif found.is_file() and found.suffix.lower() in _ENDINGS and len(below) <= LONGEST:
            yield Entry(below, found.name, is_folder=False, size=found.stat().st_size)


def _inside(film_id: int, path: str) -> Path:
    """A path below the film's folder, by plain names alone: no link, no step up, nothing absolute."""
    at = folder_of(film_id)
    parts = path.split("/") if path else []
    if at is None or len(path) > LONGEST or "\0" in path or "\\" in path:
        raise Outside(path)
    for part in parts:
        at = at / part
        if part in {"", ".", ".."} or part.startswith(".") or at.is_symlink():
            raise Outside(path)
    return at
