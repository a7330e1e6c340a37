"""The archive: a zip with rows, files and a manifest, and a seal that covers every byte of it.

``rows/<table>.jsonl`` holds one row a line, ``files/<name>`` what people handed in, ``manifest.json``
what must be there. The comment at the end is the SHA-256 of everything before it: whoever lost or
changed one bit is found before anything is read.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Self

FORMAT_VERSION = 1
BACKUP = "rodaje-backup"  # a whole installation
FILM = "rodaje-film"  # one film, to be taken along
_CALLED = {BACKUP: "backup", FILM: "archive of a film"}
MANIFEST = "manifest.json"
_SEAL = b"sha256:"
_DIGEST = 64
_PIECE = 1 << 20
_LONGEST_LINE = 64 << 20  # one row; an issued call sheet is a few hundred kilobytes
_LARGEST_MANIFEST = 256 << 20
_TABLE_NAME = re.compile(r"[a-z_0-9]+\.[a-z_0-9]+")
_FILE_PART = re.compile(r"[^\0/\\:]+")


class Refused(Exception):
    """This archive can't be restored; the text says why. Nothing was changed."""


@dataclass
class Member:
    size: int
    sha256: str


@dataclass
class Table(Member):
    columns: list[str]
    rows: int
    last_id: int  # the highest number ever given, so that none is given twice


@dataclass
class Manifest:
    made_at: str
    product: str
    vendor: str
    migrations: list[tuple[str, str]]
    tables: dict[str, Table] = field(default_factory=dict)
    files: dict[str, Member] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)  # named by a row, but not on the disk

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables.values())

    @property
    def bytes_of_files(self) -> int:
        return sum(member.size for member in self.files.values())

    def as_json(self, kind: str = BACKUP) -> bytes:
        whole = {"format": kind, "format_version": FORMAT_VERSION, **asdict(self)}
        return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def read_manifest(data: bytes, kind: str = BACKUP) -> Manifest:
    try:
        whole = json.loads(data)
        if whole.pop("format") != kind:
            raise Refused(f"This is no {_CALLED[kind]} of Rodaje.")
        if whole.pop("format_version") != FORMAT_VERSION:
            raise Refused(f"This {_CALLED[kind]} was made by a newer Rodaje. Upgrade first.")
        manifest = Manifest(**whole)
        manifest.migrations = [(str(app), str(name)) for app, name in manifest.migrations]
        manifest.tables = {name: Table(**table) for name, table in whole["tables"].items()}
        manifest.files = {name: Member(**member) for name, member in whole["files"].items()}
        _judge_names(manifest)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as fault:
        raise Refused("The manifest of this archive can't be read.") from fault
    return manifest


def _judge_names(manifest: Manifest) -> None:
    """Only names that stay where they belong; only numbers that can be numbers."""
    for name in manifest.tables:
        if not _TABLE_NAME.fullmatch(name):
            raise Refused(f"The archive names a table that can't be: {name[:80]!r}")
    for name in manifest.files:
        parts = name.split("/")
        if not all(_FILE_PART.fullmatch(part) and part not in {".", ".."} for part in parts):
            raise Refused(f"The archive names a file outside its folder: {name[:80]!r}")
    for member in (*manifest.tables.values(), *manifest.files.values()):
        if not isinstance(member.size, int) or member.size < 0 or len(member.sha256) != _DIGEST:
            raise Refused("The manifest of this archive can't be read.")


def table_member(name: str) -> str:
    return f"rows/{name}.jsonl"


def file_member(name: str) -> str:
    return f"files/{name}"


class Writer:
    """An archive in the making; it has its name only when it is whole and on the disk."""

    def __init__(self, path: Path, kind: str = BACKUP) -> None:
        if path.exists():
            raise Refused(f"{path} exists already; another name, please.")
        self.path, self._kind = path, kind
        self._part = path.with_name(f"{path.name}.part")
        descriptor = os.open(self._part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
        self._stream = os.fdopen(descriptor, "w+b")
        self._zip = zipfile.ZipFile(self._stream, "w", allowZip64=True)

    def add(self, name: str, pieces: Iterable[bytes], *, packed: bool) -> Member:
        """Write one member as it comes, piece by piece."""
        info = zipfile.ZipInfo(name)
        info.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        info.external_attr = 0o600 << 16
        size, digest = 0, hashlib.sha256()
        with self._zip.open(info, "w", force_zip64=True) as member:
            for piece in pieces:
                member.write(piece)
                digest.update(piece)
                size += len(piece)
        return Member(size=size, sha256=digest.hexdigest())

    def finish(self, manifest: Manifest) -> Path:
        """Close and seal it; it keeps its provisional name until somebody has looked at it."""
        self.add(MANIFEST, [manifest.as_json(self._kind)], packed=True)
        self._zip.comment = _SEAL + b"0" * _DIGEST
        self._zip.close()
        self._stream.flush()
        seal(self._stream)
        os.fsync(self._stream.fileno())
        self._stream.close()
        return self._part

    def publish(self) -> None:
        self._part.replace(self.path)

    def discard(self) -> None:
        self._zip.fp = None  # an unfinished archive: nothing more is written to it
        self._stream.close()
        self._part.unlink(missing_ok=True)


def seal(stream: IO[bytes]) -> None:
    digest = _digest_before_seal(stream)
    stream.seek(-_DIGEST, os.SEEK_END)
    stream.write(digest)
    stream.flush()


def _digest_before_seal(stream: IO[bytes]) -> bytes:
    left = stream.seek(0, os.SEEK_END) - _DIGEST
    stream.seek(0)
    digest = hashlib.sha256()
    while left > 0 and (piece := stream.read(min(_PIECE, left))):
        digest.update(piece)
        left -= len(piece)
    return digest.hexdigest().encode()


class Archive:
    """An archive that is read: its seal, its names and its manifest are looked at on opening."""

    def __init__(self, path: Path, kind: str = BACKUP) -> None:
        self._kind = kind
        try:
            self._stream = path.open("rb")
        except OSError as fault:
            raise Refused(f"{path} can't be read: {fault.strerror}.") from fault
        try:
            self._judge_seal()
            self._zip = zipfile.ZipFile(self._stream)
            self.manifest = self._judge_members()
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as fault:
            self._stream.close()
            raise Refused("This archive is damaged.") from fault
        except Refused:
            self._stream.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self._zip.close()
        self._stream.close()

    def _judge_seal(self) -> None:
        size = self._stream.seek(0, os.SEEK_END)
        self._stream.seek(max(0, size - _DIGEST - len(_SEAL)))
        tail = self._stream.read()
        if not tail.startswith(_SEAL) or len(tail) != len(_SEAL) + _DIGEST:
            raise Refused(f"This is no {_CALLED[self._kind]} of Rodaje, or its end is missing.")
        if _digest_before_seal(self._stream) != tail[len(_SEAL) :]:
            raise Refused("This archive is damaged: its checksum isn't the one it was sealed with.")

    def _judge_members(self) -> Manifest:
        sizes = {info.filename: info.file_size for info in self._zip.infolist()}
        if len(sizes) != len(self._zip.infolist()):
            raise Refused("The archive holds two entries of one name.")
        if sizes.pop(MANIFEST, _LARGEST_MANIFEST + 1) > _LARGEST_MANIFEST:
            raise Refused("The archive has no manifest.")
        with self._zip.open(MANIFEST) as stream:
            manifest = read_manifest(stream.read(_LARGEST_MANIFEST), self._kind)
        stated = {table_member(name): table.size for name, table in manifest.tables.items()}
        stated |= {file_member(name): member.size for name, member in manifest.files.items()}
        if stated != sizes:
            odd = sorted(set(stated.items()) ^ set(sizes.items()))[0][0]
            raise Refused(f"The archive doesn't hold what its manifest says: {odd[:200]}")
        return manifest

    def lines(self, name: str) -> Iterator[bytes]:
        """The rows of a table, one line each; refused at the end unless all of it is as it was written."""
        table = self.manifest.tables[name]
        return self._judged(table_member(name), table, lambda stream: stream.readline(_LONGEST_LINE))

    def pieces(self, name: str) -> Iterator[bytes]:
        """A file, piece by piece; refused at the end unless it is what was stored."""
        return self._judged(file_member(name), self.manifest.files[name], lambda stream: stream.read(_PIECE))

    def _judged(self, name: str, member: Member, read: Callable[[IO[bytes]], bytes]) -> Iterator[bytes]:
        size, digest = 0, hashlib.sha256()
        with self._zip.open(name) as stream:
            while piece := self._read(name, stream, read):
                size += len(piece)
                digest.update(piece)
                if size > member.size:
                    raise Refused(f"{name} is larger than the archive says.")
                yield piece
        if size != member.size or digest.hexdigest() != member.sha256:
            raise Refused(f"{name} isn't what was backed up: its checksum is another.")

    @staticmethod
    def _read(name: str, stream: IO[bytes], read: Callable[[IO[bytes]], bytes]) -> bytes:
        try:
            return read(stream)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as fault:
            raise Refused(f"{name} is damaged.") from fault
