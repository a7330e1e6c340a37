"""A file into cues, or into the rows of a log: its kind by its content, and the reader that knows it."""

from __future__ import annotations

from typing import Any

from interviews.formats import docx, logs, plain, sniff, srt, vtt, word_json
from interviews.formats.cues import Reading, Refused
from interviews.models import TranscriptImport

TABLES = ("table", "xlsx")  # whose columns are to be chosen first
CUES, SEGMENTS = "cues", "segments"  # what the rows of a table become
_READERS: dict[str, Any] = {"json": word_json.read, "docx": docx.read, "txt": plain.read}
_SUBTITLES: dict[str, Any] = {"srt": srt.read, "vtt": vtt.read}  # which count no frames
CONTENT_TYPES = {
    "srt": "application/x-subrip",
    "vtt": "text/vtt",
    "json": "application/json",
    "txt": "text/plain",
    "table": "text/csv",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_HOW = ("encoding", "separator", "sheet")  # what a person may say of a table


def kind_of(data: bytes, name: str) -> str:
    return sniff.kind_of(data, name)


def needs_columns(imported: TranscriptImport) -> bool:
    return imported.format in TABLES and not imported.options.get("mapping")


def becomes_segments(imported: TranscriptImport) -> bool:
    return imported.format in TABLES and imported.options.get("use") == SEGMENTS


def read(data: bytes, imported: TranscriptImport) -> Reading:
    """The cues of a file; Refused where it has none."""
    if imported.format in TABLES:
        return logs.as_cues(read_log(data, imported))
    encoding = imported.options.get("encoding", "")
    if imported.format in _SUBTITLES:
        reading: Reading = _SUBTITLES[imported.format](data, encoding=encoding)
    else:
        reading = _READERS[imported.format](data, encoding=encoding, rate=imported.recording.frames)
    if not reading.cues:
        raise Refused("no_cues")
    return reading


def columns(data: bytes, imported: TranscriptImport) -> logs.Columns:
    return logs.columns(data, **_how(imported))


def read_log(data: bytes, imported: TranscriptImport) -> logs.Log:
    mapping = imported.options["mapping"]
    return logs.read(data, mapping=mapping, rate=imported.recording.frames, **_how(imported))


def _how(imported: TranscriptImport) -> dict[str, Any]:
    return {name: imported.options.get(name, "") for name in _HOW}
