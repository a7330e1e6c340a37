#!/usr/bin/env python
"""Django's commands, on the SQLite library that is safe in WAL mode."""

import os
import sys

from production import sqlite


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "production.settings")
    sqlite.use_safe_library()
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
