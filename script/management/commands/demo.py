"""Build the demo film, reset to it, or tell its logins."""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from production.models import Film, User
from production.models.search import rebuild
from script.demo.build import SLUG, STAGES, build
from script.demo.people import MEMBERS

LOCAL_PASSWORD = "rodaje-demo-2003"  # noqa: S105  known to all, used where this machine alone is served


class Command(BaseCommand):
    help = "Build the demo film in an empty database; --reset throws everything away first (and asks)."

    def add_arguments(self, parser: CommandParser) -> None:
        add = parser.add_argument
        add("--if-empty", action="store_true", help="do nothing where there is a film already")
        add("--reset", action="store_true", help="throw everything away first")
        add("--yes", action="store_true", help="don't ask before throwing everything away")
        add("--logins", action="store_true", help="only tell who may sign in to the demo film")
        add("--stage", choices=STAGES, default=STAGES[-1], help="how far the film has come")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["logins"]:
            self._tell()
            return
        if options["reset"]:
            self._reset(options["yes"])
        if Film.everything.exists():
            if options["if_empty"]:
                return
            raise CommandError("There is a film already. To throw everything away and start again: --reset")
        password = LOCAL_PASSWORD if settings.LOCAL else secrets.token_urlsafe(12)
        self.stdout.write("Building the demo film …")
        build(password=password, stage=options["stage"])
        if not settings.LOCAL:
            self.stdout.write(f"The password of all demo accounts, told this once: {password}")

    def _reset(self, yes: bool) -> None:
        films = Film.everything.count()
        if films and not yes:
            self.stdout.write(f"This throws away {films} film(s), all accounts and all files of:")
            self.stdout.write(f"  {connection.settings_dict['NAME']}")
            if input("Type “yes” to go on: ").strip().lower() != "yes":
                raise CommandError("Nothing was changed.")
        call_command("flush", interactive=False, verbosity=0)
        rebuild()  # numbers begin again
        _throw_away_files()

    def _tell(self) -> None:
        film = Film.objects.filter(slug=SLUG).first()
        known = set(User.objects.values_list("email", flat=True))
        logins = [(role, email) for role, email, _name, _person in MEMBERS if email in known]
        if film is None or not logins or not settings.LOCAL:
            return
        self.stdout.write(f"{film.title}: sign in with the password {LOCAL_PASSWORD} as")
        for role, email in logins:
            self.stdout.write(f"  {role:<10} {email}")


def _throw_away_files() -> None:
    folders, _files = default_storage.listdir("") if default_storage.exists("") else ([], [])
    for folder in folders:
        for name in default_storage.listdir(folder)[1]:
            default_storage.delete(f"{folder}/{name}")
