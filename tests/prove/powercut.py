"""A power cut, from what a process asked of the system while it wrote.

strace tells every write and every sync of the database's files, and every save that was
acknowledged between them. At a cut all that was synced is on the disk; of what was written since, any
part may be: whole writes, none, or the first sectors of one.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512
_CALL = re.compile(r"^(?:\d+\s+)?(\w+)\((\d+)<([^>]*)>(?:, (.*))?\)\s*= (-?\d+)")
_OPEN = re.compile(r"^(?:\d+\s+)?(?:openat|unlink|unlinkat|rename)\(")
_HEX = re.compile(r"\\x([0-9a-f]{2})")
CALLS = "trace=pwrite64,write,fdatasync,fsync,ftruncate,unlink,unlinkat"


@dataclass(frozen=True)
class Event:
    kind: str  # write, truncate, sync, unlink, saved
    path: str = ""
    offset: int = 0
    data: bytes = b""


def events(trace: Path, folder: Path) -> Iterator[Event]:
    for line in trace.open(encoding="latin-1"):
        if (gone := re.search(r"unlink(?:at)?\(.*?\"((?:\\x[0-9a-f]{2})+)\".*= 0", line)) is not None:
            path = _bytes(gone[1]).decode()
            if path.startswith(str(folder)):
                yield Event("unlink", path)
            continue
        call = _CALL.match(line)
        if call is None or int(call[5]) < 0:
            continue
        name, path, rest = call[1], _path(call[3]), call[4] or ""
        if name == "write" and call[2] == "1":
            text = _bytes(rest).decode()
            if text.startswith("saved "):
                yield Event("saved", offset=int(text.split()[1]))
        elif path.startswith(str(folder)) and not path.endswith("-shm"):
            yield _file_event(name, path, rest, int(call[5]))


def _path(shown: str) -> str:
    return _bytes(shown).decode() if "\\x" in shown else shown


def _file_event(name: str, path: str, rest: str, result: int) -> Event:
    if name == "pwrite64":
        literal, _comma, numbers = rest.rpartition('"')
        size, offset = (int(number) for number in numbers.lstrip(", ").split(", "))
        data = _bytes(literal)
        assert len(data) == size, "strace cut a write short"
        return Event("write", path, offset, data[:result])
    if name == "ftruncate":
        return Event("truncate", path, int(rest))
    if name in {"fdatasync", "fsync"}:
        return Event("sync", path)
    raise AssertionError(f"SQLite wrote by {name}")


def _bytes(literal: str) -> bytes:
    return bytes.fromhex("".join(_HEX.findall(literal)))


@dataclass
class Disk:
    """The files of a folder: what is surely there, and what was asked for since."""

    safe: dict[str, bytearray]
    pending: list[Event] = field(default_factory=list)
    saved: list[int] = field(default_factory=list)

    def take(self, event: Event) -> None:
        if event.kind == "saved":
            self.saved.append(event.offset)
        elif event.kind == "sync":
            for waiting in [e for e in self.pending if e.path == event.path]:
                apply(self.safe, waiting)
            self.pending = [e for e in self.pending if e.path != event.path]
        else:
            self.pending.append(event)

    def cut(self, chance: random.Random) -> dict[str, bytes]:
        """The files after a cut now, in one of the many ways in which it may have caught them."""
        files = {path: bytearray(data) for path, data in self.safe.items()}
        for event in self.pending:
            fate = chance.random()
            if fate < 0.4:
                apply(files, event)
            elif fate < 0.6 and event.kind == "write":
                whole = chance.randrange(0, len(event.data) // SECTOR + 1) * SECTOR
                apply(files, Event("write", event.path, event.offset, event.data[:whole]))
        return {path: bytes(data) for path, data in files.items()}


def apply(files: dict[str, bytearray], event: Event) -> None:
    if event.kind == "unlink":
        files.pop(event.path, None)
        return
    content = files.setdefault(event.path, bytearray())
    if event.kind == "truncate":
        del content[event.offset :]
        content.extend(b"\0" * (event.offset - len(content)))
        return
    end = event.offset + len(event.data)
    content.extend(b"\0" * (end - len(content)))
    content[event.offset : end] = event.data
