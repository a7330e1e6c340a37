"""Moves of the tests of imports: hand a table in, choose its columns, take it."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from production.actions import imports
from production.importing import reading
from production.models import Import


def address(imported, verb="detail"):
    return reverse(f"import-{verb}", args=[imported.film.slug, imported.pk])


def hand_in(film, by, kind, text, name="table.csv"):
    data = text.encode() if isinstance(text, str) else text
    imported = imports.hand_in(film=film, kind=kind, name=name, data=data, by=by)
    return worked(imported)


def worked(imported):
    """Read or checked to the end, step by step."""
    for _ in range(1000):
        imported.refresh_from_db()
        if imported.state not in {"reading", "checking"}:
            return imported
        reading.work(imported)
    raise AssertionError(f"{imported.state} never ends")


def checked(film, by, kind, text, name="table.csv", **said):
    """Handed in, its guessed columns chosen, every row looked at."""
    from production.importing.columns import Mapping

    imported = hand_in(film, by, kind, text, name)
    mapping = Mapping.of(imported)
    for key, value in said.items():
        setattr(mapping, key, value)
    imports.choose_columns(imported=imported, mapping=mapping, by=by)
    return worked(imported)


def taken(film, by, kind, text, name="table.csv", **said):
    imported = checked(film, by, kind, text, name, **said)
    assert fates(imported).count("refused") == 0, [row.problems for row in imported.rows.in_the_way()]
    return imports.take(imported=imported, by=by)


def fates(imported):
    return [row.fate for row in imported.rows.order_by("line")]


def problems(imported):
    return {row.line: row.problems for row in imported.rows.exclude(problems=[])}


def upload(client, film, kind, text, name="table.csv"):
    data = text.encode() if isinstance(text, str) else text
    sent = {"kind": kind, "file": SimpleUploadedFile(name, data)}
    answer = client.post(reverse("import-new", args=[film.slug]), sent, follow=True)
    return answer, Import.objects.order_by("-pk").first()
