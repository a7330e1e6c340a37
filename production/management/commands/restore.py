"""Put the state of a backup in the place of what is there."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from production.backup.archive import Archive, Manifest, Refused
from production.backup.make import verify
from production.backup.restore import restore
from production.management.commands.backup import told


class Command(BaseCommand):
    help = "Put the state of a backup in the place of what is there, which is kept aside (asks first)."
    requires_system_checks = []  # also where the database is past looking at

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the archive")
        parser.add_argument("--check", action="store_true", help="only restore it aside and compare")
        parser.add_argument("--yes", action="store_true", help="don't ask")

    def handle(self, *args: Any, file: Path, check: bool, yes: bool, **options: Any) -> None:
        try:
            with Archive(file) as archive:
                self._tell(archive.manifest)
            if check:
                self._check(file)
            else:
                self._restore(file, yes)
        except (Refused, OSError) as fault:
            raise CommandError(f"{fault} Nothing was changed.") from fault

    def _tell(self, manifest: Manifest) -> None:
        self.stdout.write(f"Made {manifest.made_at} by Rodaje {manifest.product}: {told(manifest)}.")

    def _check(self, file: Path) -> None:
        with tempfile.TemporaryDirectory(prefix="rodaje-check-") as aside:
            verify(file, Path(aside))
        self.stdout.write("Restored aside: every row and every file is as it was backed up.")

    def _restore(self, file: Path, yes: bool) -> None:
        if not yes:
            self.stdout.write(
                "It takes the place of everything that Rodaje holds now. Stop the server first."
            )
            if input("Type “yes” to go on: ").strip().lower() != "yes":
                raise CommandError("Nothing was changed.")
        done = restore(file)
        self.stdout.write("Restored and compared. Everybody signs in again.")
        for what, kept in (("database", done.database), ("files", done.files)):
            if kept:
                self.stdout.write(f"The former {what}: {kept}")
