"""Make everything that search looks in anew."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from production.models.search import rebuild


class Command(BaseCommand):
    help = "Make what search looks in anew from the records."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{rebuild()} entries can be found.")
