"""Write one film into an archive that another installation takes in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.template.defaultfilters import filesizeformat

from production.backup.archive import Refused
from production.models import Film
from script.actions.film_export import export


class Command(BaseCommand):
    help = "Write a whole film into one archive, rows and files, that another installation takes in."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("film", help="its address, as it stands behind films/")
        parser.add_argument("file", type=Path, help="the archive that is written")

    def handle(self, *args: Any, film: str, file: Path, **options: Any) -> None:
        found = Film.objects.filter(slug=film).first()
        if found is None:
            raise CommandError(f"There is no film at the address {film}.")
        try:
            manifest = export(found, file)
        except (Refused, OSError) as fault:
            raise CommandError(f"No archive was made. {fault}") from fault
        for name in manifest.missing[:10]:
            self.stderr.write(f"Missing on the disk, though the database names it: {name}")
        size = filesizeformat(file.stat().st_size)
        self.stdout.write(f"{file}: {manifest.rows} rows, {len(manifest.files)} files ({size})")
