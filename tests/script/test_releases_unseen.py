"""Where the releases of who is heard stand goes out in no file to who may not see releases."""

import io
import re
import zipfile

import pytest
from django.urls import reverse
from pypdf import PdfReader

from script.actions import drafts
from script.views.exports import FORMATS
from script.views.papers import KINDS
from script.views.words_out import OUT
from tests.factories import (
    CellFactory,
    RowFactory,
    ScriptFactory,
    ScriptSceneFactory,
    said,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clear_limits")]
TELLS = re.compile(r"needed|not cleared|not released|clearance: |[>\",\t]open[<\",\t]", re.IGNORECASE)


@pytest.fixture
def script(film, editor):
    """Somebody who is heard has signed nothing; locked, and written on."""
    script = ScriptFactory(film=film)
    segment = said(film, "Vivíamos aquí.")
    row = RowFactory(scene=ScriptSceneFactory(script=script))
    CellFactory(row=row, element="soundbite", text="", segment=segment)
    drafts.lock(script=script, by=editor)
    return script


def addresses(script):
    own = [script.film.slug, script.pk]
    for query in ("", "?draft=1&asked=1", "?asked=1&warnings=on"):
        yield from (reverse("script-export", args=[*own, key]) + query for key in FORMATS)
    for query in ("", "?draft=1"):
        yield from (reverse("script-paper-pdf", args=[*own, name]) + query for name in KINDS)
        yield from (reverse("script-words-export", args=[*own, one.key]) + query for one in OUT)
    yield from (reverse("script-segments-export", args=[script.film.slug, key]) for key in FORMATS)
    yield from (reverse(f"draft-{name}", args=own) for name in ("list", "compare"))
    yield reverse("draft-detail", args=[*own, script.drafts.get().pk])


def words(answer):
    assert answer.status_code == 200
    body = b"".join(answer) if answer.streaming else answer.content
    if answer["Content-Type"] == "application/pdf":
        return " ".join(leaf.extract_text() for leaf in PdfReader(io.BytesIO(body)).pages)
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    return body.decode()


def test_no_file_and_no_page_tells_who_only_reads(client_of, viewer, script):
    client = client_of(viewer)
    told = {address: TELLS.findall(words(client.get(address))) for address in addresses(script)}
    assert not {address: found for address, found in told.items() if found}


def test_who_sees_releases_is_told(client_of, editor, script):
    client = client_of(editor)
    telling = [address for address in addresses(script) if TELLS.search(words(client.get(address)))]
    for name in (
        "csv/",
        "xlsx/",
        "fcpxml/",
        "xmeml/",
        "otio/",
        "edl/",
        "two-column/pdf/",
        "two-column/pdf/?draft=1",
    ):
        assert any(address.endswith(name) for address in telling), name


@pytest.mark.parametrize("rows", ["²", "𝟙", "9" * 30, "-1", "1,²"])
def test_what_is_no_row_narrows_nothing(client_of, editor, script, rows):
    address = reverse("script-export", args=[script.film.slug, script.pk, "csv"])
    assert "Vivíamos" in words(client_of(editor).get(address, {"asked": "1", "rows": rows})) or "1" in rows
