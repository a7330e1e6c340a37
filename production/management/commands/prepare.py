"""Make ready to serve: tables, cache, static files, and the demo film where asked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from production.backup.archive import Refused
from production.backup.make import before_upgrade
from production.models import SearchEntry
from production.models.search import rebuild


class Command(BaseCommand):
    help = "Make ready to serve: create or upgrade the tables, collect the static files."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--demo", action="store_true", help="build the demo film when the database is empty"
        )

    def handle(self, *args: Any, demo: bool, **options: Any) -> None:
        is_upgraded = self._back_up()
        # one process for all of them: starting Django five times takes longer than the work
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        if is_upgraded or not SearchEntry.objects.exists():
            rebuild()
        call_command("empty_bin")
        if settings.WHITENOISE_USE_FINDERS:
            Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)  # else a warning on each start
        else:
            call_command("collectstatic", interactive=False, verbosity=0)
        if demo:
            call_command("demo", if_empty=True)
            call_command("demo", logins=True)

    def _back_up(self) -> bool:
        try:
            made = before_upgrade()
        except (Refused, OSError) as fault:
            raise CommandError(f"Nothing was upgraded, since no backup could be made. {fault}") from fault
        if made:
            self.stdout.write(f"Backed up before the upgrade: {made[0]} ({made[1].rows} rows)")
        return made is not None
