"""Take a film out of an archive, as a new film beside those that are there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from production.backup.archive import Refused
from production.models import User
from script.actions.film_import import take


class Command(BaseCommand):
    help = "Take a film out of an archive, as a new film; all of it or nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the archive")
        parser.add_argument(
            "--by", required=True, help="e-mail address of the account that becomes its producer"
        )
        parser.add_argument("--members", action="store_true", help="let its members in here too")

    def handle(self, *args: Any, file: Path, by: str, members: bool, **options: Any) -> None:
        user = User.objects.filter(email__iexact=by).first()
        if user is None:
            raise CommandError(f"There is no account with the address {by}.")
        try:
            film = take(file, by=user, with_members=members)
        except Refused as refusal:
            raise CommandError(f"Nothing was taken. {refusal}") from refusal
        self.stdout.write(f"{film.title}: films/{film.slug}/")
