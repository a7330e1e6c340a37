"""All that a backup holds, told without it; and archives that are changed."""

import hashlib
import io
import json
import zipfile

from django.apps import apps
from django.core.files.storage import default_storage
from django.db import connection

from production.backup import make
from production.backup.archive import MANIFEST, seal
from production.models import Film, Theme
from tests import factories

LATEST = ["sessions", "0001_initial"]  # stands for the next migration: nothing else needs it


def leftovers(folder):
    return [path for path in folder.iterdir() if "restoring-" in path.name or "before-restore-" in path.name]


def everything():
    """All rows as the database itself tells them, and all files: read without the code under test."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        table = model._meta.db_table
        if table in {"django_session", "auth_permission", "django_content_type"}:
            continue
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')
            names = [column[0] for column in cursor.description]
            told = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        for row in told if table == "production_searchentry" else ():
            del row["id"]  # made anew, under numbers of its own
        found[table] = sorted(repr(sorted(row.items())) for row in told)
    root = make.files_folder()
    for path in sorted(root.rglob("*")):
        if path.is_file():
            found[str(path.relative_to(root))] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def wipe():
    Theme.everything.all().delete()
    Film.everything.update(title="wrong", version=77)
    factories.FilmFactory(title="Another")
    default_storage.delete("1/picture")
    default_storage.save("2/other", io.BytesIO(b"other"))


def rewrite(source, target, change):
    """The archive with its members changed, sealed as a right one is."""
    with zipfile.ZipFile(source) as old:
        members = {name: old.read(name) for name in old.namelist()}
    manifest = json.loads(members.pop(MANIFEST))
    change(manifest, members)
    with target.open("w+b") as stream:
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
            for name, data in [*members.items(), (MANIFEST, json.dumps(manifest).encode())]:
                new.writestr(name, data)
            new.comment = b"sha256:" + b"0" * 64
        seal(stream)
    return target
