"""Who may fetch a file, and how it comes."""

import pytest
from django.urls import reverse

from production.models import LocationPicture
from tests.factories import ContributorFactory, LocationFactory, PermitFactory, ReleaseFactory
from tests.production.uploads.files import kept, picture


@pytest.mark.django_db
def test_a_file_comes_as_an_attachment_that_can_do_nothing(film, producer, client_of):
    location = LocationFactory(film=film)
    stored = kept(film, producer, picture(), name="../../<b>gpj.\u202efdp\r\nX: y.exe")
    LocationPicture.objects.create(location=location, file=stored)
    client = client_of(producer)
    answer = client.get(reverse("file-detail", args=[film.slug, stored.pk]))
    assert b"".join(answer) == picture()
    assert answer["Content-Disposition"].startswith("attachment;")
    assert ".exe" not in answer["Content-Disposition"]
    assert "\u202e" not in answer["Content-Disposition"]
    assert "%E2%80%AE" not in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Cache-Control"] == "private, no-store"
    preview = client.get(reverse("file-preview", args=[film.slug, stored.pk]))
    assert preview["Content-Type"] == "image/jpeg"
    assert "Content-Disposition" not in preview or preview["Content-Disposition"].startswith("inline")
    assert b"".join(preview).startswith(b"\xff\xd8\xff")


@pytest.mark.django_db
def test_who_may_fetch_what(film, producer, director, editor, viewer, crew, stranger, client_of):
    location = LocationFactory(film=film)
    of = {
        name: kept(film, producer, picture()) for name in ("picture", "permit", "release", "logo", "nothing")
    }
    LocationPicture.objects.create(location=location, file=of["picture"])
    PermitFactory(location=location, file=of["permit"])
    ReleaseFactory(person=ContributorFactory(film=film), file=of["release"], state="sent")
    film.logo = of["logo"]
    film.save()
    sees = {
        producer: {"picture", "permit", "release", "logo"},
        director: {"picture", "permit", "release", "logo"},
        editor: {"picture", "permit", "release", "logo"},
        viewer: {"picture", "permit", "logo"},
        crew: {"logo"},
        stranger: set(),
    }
    for user, allowed in sees.items():
        client = client_of(user)
        for name, stored in of.items():
            for page in ("file-detail", "file-preview"):
                status = client.get(reverse(page, args=[film.slug, stored.pk])).status_code
                assert status == (200 if name in allowed else 404), (user, name, page)


@pytest.mark.django_db
def test_a_file_of_another_film_is_not_found(film, other_film, producer, stranger, client_of):
    stored = kept(other_film, stranger)
    PermitFactory(location=LocationFactory(film=other_film), file=stored)
    assert client_of(stranger).get(reverse("file-detail", args=["other", stored.pk])).status_code == 200
    assert client_of(producer).get(reverse("file-detail", args=["house", stored.pk])).status_code == 404
