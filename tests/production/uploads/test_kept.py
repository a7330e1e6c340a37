"""A file stays only with what it was sent with."""

from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse

from production.formats.uploads import inspect
from production.models import Permit, StoredFile
from tests.factories import LocationFactory, PermitFactory
from tests.production.forms import filled_in
from tests.production.uploads.files import PDF, kept, picture


def stored_on_disk():
    return [path for path in Path(default_storage.location).rglob("*") if path.is_file()]


class Failure(Exception):
    pass


def kept_and_failed(film, user):
    before = len(stored_on_disk())
    with transaction.atomic():
        kept(film, user, picture())
        assert len(stored_on_disk()) == before + 2
        raise Failure


@pytest.mark.django_db(transaction=True)
def test_a_file_stays_only_with_its_transaction(film, producer):
    stored = kept(film, producer, picture())
    assert len(stored_on_disk()) == 2
    assert (stored.size, stored.sha256) == (len(picture()), inspect(picture()).sha256)
    with pytest.raises(Failure):
        kept_and_failed(film, producer)
    assert len(stored_on_disk()) == 2
    with transaction.atomic():
        kept(film, producer, picture())
        with pytest.raises(Failure):
            kept_and_failed(film, producer)
    assert len(stored_on_disk()) == 4
    assert StoredFile.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_form_that_fails_leaves_no_file(film, producer, client_of):
    location = LocationFactory(film=film)
    PermitFactory(location=location, number="A-1")
    url = reverse("permit-new", args=[film.slug, location.pk])
    client = client_of(producer)
    data = {"number": "B-2", "issuer": "Museum", "first_date": "2003-06-10", "last_date": "2003-06-11"}
    answer = client.post(url, data | {"upload": SimpleUploadedFile("p.pdf", PDF)})
    assert answer.status_code == 200
    assert "Choose the file again" in answer.content.decode()
    assert filled_in(answer)["number"] == ["B-2"]
    assert stored_on_disk() == []
    answer = client.post(url, data | {"issuer": "City", "upload": SimpleUploadedFile("p.pdf", PDF)})
    assert answer.status_code == 302
    assert Permit.objects.get(number="B-2").file.name == "p.pdf"
    assert len(stored_on_disk()) == 1
