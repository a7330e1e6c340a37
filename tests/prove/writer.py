"""A process that saves until it is stopped, and says after each save that it was acknowledged:

python -m tests.prove.writer THEME COUNT [LIMIT [careless]]

With a limit no file may grow beyond so many bytes: a full disk, as the database meets it. Careless, it
doesn't wait for the disk: the control that shows what a power cut would take.
"""

import os
import resource
import sys

import django

from tests import environment  # noqa: F401

django.setup()

from django.db import DatabaseError, connection  # noqa: E402

from production.models import Theme  # noqa: E402


def main(pk, count, limit=0, careless=""):
    if careless:
        connection.cursor().execute("PRAGMA synchronous=OFF")
    if limit:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    for number in range(1, count + 1):
        name = f"writer {number} " + "x" * 60
        try:
            theme = Theme.objects.get(pk=pk)
            theme.name = name
            theme.save()
        except DatabaseError as refusal:
            say(f"refused {number} {refusal}")
        else:
            say(f"saved {number}")


def say(text):
    os.write(1, f"{text}\n".encode())  # one call, so that a trace shows it in its place


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]), *sys.argv[4:])
