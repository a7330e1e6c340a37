"""Call sheets as files, and courtesy sheets."""

import io
from datetime import UTC, datetime

import pytest
import time_machine
from pypdf import PdfReader

from production.actions import call_sheets
from tests.factories import CallFactory, ContributorFactory, ReleaseFactory, RunningItemFactory
from tests.production.call_sheets.pages import DAY, url, words_of

pytestmark = pytest.mark.django_db


def test_the_pdf_of_an_issued_sheet(client_of, film, crew, white):
    response = client_of(crew).get(url("call-sheet-pdf", film, sheet=white.pk))
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == 'inline; filename="house-day-1-white.pdf"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"] == "private, no-store"
    said = words_of(response)
    assert "WHITE" in said.upper()
    assert "Esteban Volkov" in said
    assert "What changed" not in said


def test_a_reissue_opens_with_what_changed(client_of, film, crew, blue):
    response = client_of(crew).get(url("call-sheet-pdf", film, sheet=blue.pk))
    first = PdfReader(io.BytesIO(response.content)).pages[0].extract_text()
    assert "What changed since" in first
    assert "06:30" in first


def test_a_draft_says_so_on_every_page(client_of, film, day, producer):
    response = client_of(producer).get(url("call-sheet-draft-pdf", film, day=day.pk))
    assert all("DRAFT" in p.extract_text() for p in PdfReader(io.BytesIO(response.content)).pages)


@pytest.mark.parametrize(
    ("asked", "width"), [("", 595), ("?paper=letter", 612), ("?paper=a4", 595), ("?paper=x", 595)]
)
def test_the_paper_asked_for(client_of, film, crew, white, asked, width):
    response = client_of(crew).get(url("call-sheet-pdf", film, sheet=white.pk) + asked)
    assert round(float(PdfReader(io.BytesIO(response.content)).pages[0].mediabox.width)) == width


def test_a_courtesy_sheet_names_nobody_else(client_of, film, producer, day, house, volkov):
    other = ContributorFactory(film=film, name="Pierre Broué")
    ReleaseFactory(person=other, state="signed", signed_on=DAY)
    RunningItemFactory(day=day, location=house).people.add(other)
    CallFactory(day=day, person=other, mode="absolute", at=8 * 60)
    white = call_sheets.issue(day=day, expected_version=1, by=producer)
    client = client_of(producer)
    for address in (
        url("courtesy-pdf", film, sheet=white.pk, person=volkov.pk),
        url("courtesy-draft-pdf", film, day=day.pk, person=volkov.pk),
    ):
        response = client.get(address)
        said = words_of(response)
        assert response.status_code == 200
        assert "Volkov" in said
        assert "Broué" not in said
        assert "5550 0111" not in said


@pytest.mark.parametrize(
    ("who", "status"), [("director", 200), ("editor", 403), ("crew", 403), ("viewer", 403)]
)
def test_courtesy_sheets_are_handed_out_by_production(request, client_of, film, white, volkov, who, status):
    address = url("courtesy-pdf", film, sheet=white.pk, person=volkov.pk)
    assert client_of(request.getfixturevalue(who)).get(address).status_code == status


def test_no_courtesy_sheet_for_the_crew_or_for_nobody(client_of, film, producer, day, white, ana):
    client = client_of(producer)
    for person in (ana.pk, 999_999):
        assert client.get(url("courtesy-pdf", film, sheet=white.pk, person=person)).status_code == 404
        assert client.get(url("courtesy-draft-pdf", film, day=day.pk, person=person)).status_code == 404


def test_so_many_documents_a_minute(client_of, film, crew, viewer, white, clear_limits, monkeypatch):
    monkeypatch.setattr("production.views.call_sheet_files.PDFS_A_MINUTE", 3)
    address = url("call-sheet-pdf", film, sheet=white.pk)
    with time_machine.travel(datetime(2030, 1, 1, 12, tzinfo=UTC), tick=False) as clock:
        client = client_of(crew)
        assert [client.get(address).status_code for _n in range(4)] == [200, 200, 200, 429]
        assert client.get(address).headers["Retry-After"] == "60"
        assert client_of(viewer).get(address).status_code == 200
        clock.shift(60)
        assert client.get(address).status_code == 200
