"""What the columns of a log hold: as the film's last log had them, else by what they are called."""

from __future__ import annotations

from typing import Any

from interviews.formats.log_headings import FIELDS
from interviews.formats.logs import Columns
from interviews.models import TranscriptImport
from production.words import fold


def to_json(columns: Columns) -> dict[str, Any]:
    return {
        "headings": [heading[:100] for heading in columns.headings],
        "guesses": columns.guesses,
        "samples": [[cell[:60] for cell in row] for row in columns.samples],
        "reading": {key: value for key, value in columns.reading.items() if key != "repaired"},
    }


def chosen(imported: TranscriptImport) -> list[str]:
    """For each column the field that it fills, "" where it fills none."""
    options, count = imported.options, len(imported.options["columns"]["headings"])
    fields = [""] * count
    mapping = options.get("mapping") or _guessed(imported)
    for name, at in mapping.items():
        if 0 <= at < count and not fields[at]:
            fields[at] = name
    return fields


def _guessed(imported: TranscriptImport) -> dict[str, int]:
    """No field twice; what was left aside the last time stays aside."""
    columns, meant = imported.options["columns"], _remembered(imported)
    keys = [fold(heading) for heading in columns["headings"]]
    found: dict[str, int] = {}
    for at, key in enumerate(keys):
        if key and (name := meant.get(key, "")) in FIELDS:
            found.setdefault(name, at)
    for name, at in columns["guesses"].items():
        if keys[at] not in meant:
            found.setdefault(name, at)
    return found


def _remembered(imported: TranscriptImport) -> dict[str, str]:
    film = imported.recording.interview.film_id
    rows = TranscriptImport.objects.filter(recording__interview__film=film, options__has_key="meant")
    options = rows.exclude(pk=imported.pk).values_list("options", flat=True).first()
    return dict(options["meant"]) if options else {}


def meant(headings: list[str], fields: list[str]) -> dict[str, str]:
    pairs = zip(map(fold, headings), fields, strict=True)
    return {heading: name for heading, name in pairs if heading}
