"""Remove for good what has lain in the bin for its time."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from production.actions.emptying import DAYS, empty_bin


class Command(BaseCommand):
    help = f"Remove for good what was deleted more than {DAYS} days ago and is cited by nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        done = empty_bin()
        for label, count in sorted(done.gone.items()):
            self.stdout.write(f"{label}: {count} removed")
        if done.files:
            self.stdout.write(f"{done.files} files removed that nothing mentions any more")
        for record in done.kept:
            self.stdout.write(f"{record._meta.label} {record.pk} stays: something still cites it")
