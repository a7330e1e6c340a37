"""Back up database and files into one archive, while people work."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.template.defaultfilters import filesizeformat

from production.backup.archive import Manifest, Refused
from production.backup.make import folder, make, stamp


class Command(BaseCommand):
    help = "Back up database and files into one archive, restored aside and compared at once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="the archive; else one in RODAJE_DATA/backups")

    def handle(self, *args: Any, file: Path | None, **options: Any) -> None:
        began = time.monotonic()
        path = file or folder() / f"rodaje-{stamp()}.zip"
        try:
            manifest = make(path)
        except (Refused, OSError) as fault:
            raise CommandError(f"No backup was made. {fault}") from fault
        self.stdout.write(f"{told(manifest)}; restored aside and found equal.")
        for name in manifest.missing[:10]:
            self.stderr.write(f"Missing on the disk, though the database names it: {name}")
        if len(manifest.missing) > 10:
            self.stderr.write(f"… and {len(manifest.missing) - 10} more.")
        size = filesizeformat(path.stat().st_size)
        self.stdout.write(f"{path} ({size}, {time.monotonic() - began:.1f} s)")


def told(manifest: Manifest) -> str:
    """An archive in numbers."""
    films = manifest.tables["production.film"].rows
    return (
        f"{films} films, {manifest.rows} rows of {len(manifest.tables)} tables, "
        f"{len(manifest.files)} files ({filesizeformat(manifest.bytes_of_files)})"
    )
