"""Pages and papers of call sheets."""

import io
from datetime import date

from django.urls import reverse
from pypdf import PdfReader

DAY = date(2123, 6, 17)  # far ahead: never issued late
OF_A_SHEET = ["call-sheet-detail", "call-sheet-phone", "call-sheet-pdf"]


def url(name, film, **kwargs):
    return reverse(name, kwargs={"film": film.slug, **kwargs})


def page(client, address):
    response = client.get(address)
    return response, response.content.decode()


def words_of(response):
    return "\n".join(p.extract_text() for p in PdfReader(io.BytesIO(response.content)).pages)
