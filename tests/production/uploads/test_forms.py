"""Files in forms: taken, told at their field, refused before they are read."""

import socket
import threading
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.wsgi import get_wsgi_application
from django.urls import reverse

from production.models import LocationPicture, Release, StoredFile
from tests.factories import ContributorFactory, LocationFactory, PermitFactory
from tests.production.forms import filled_in
from tests.production.uploads.files import PDF, archive, picture, png_of_claimed_size


@pytest.mark.django_db
def test_pictures_of_a_location(film, producer, client_of):
    location = LocationFactory(film=film)
    url = reverse("picture-new", args=[film.slug, location.pk])
    given = [SimpleUploadedFile(f"{n}.jpg", picture(colour=(n, n, n))) for n in range(3)]
    answer = client_of(producer).post(url, {"pictures": given, "caption": "Garden"}, follow=True)
    assert answer.status_code == 200
    assert "3 pictures were added" in answer.content.decode()
    assert [p.caption for p in location.pictures.all()] == ["Garden"] * 3


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("note.jpg", b"<html>", "no file of a kind"),
        ("huge.png", png_of_claimed_size(20_000, 20_000), "too many pixels"),
        ("cut.png", picture("PNG", size=(400, 400))[:-30], "damaged or was cut off"),
        ("two.jpg", picture() + archive(), "hides a second one"),
        ("paper.pdf", PDF, "no file of a kind"),
        ("empty.jpg", b"", "empty"),
    ],
)
def test_a_bad_picture_is_told_at_its_field(film, producer, client_of, name, data, words):
    location = LocationFactory(film=film)
    url = reverse("picture-new", args=[film.slug, location.pk])
    given = [SimpleUploadedFile("good.jpg", picture()), SimpleUploadedFile(name, data)]
    answer = client_of(producer).post(url, {"pictures": given, "caption": "Kept words"})
    text = answer.content.decode()
    assert answer.status_code == 200
    assert words in text
    assert name in text
    assert filled_in(answer)["caption"] == ["Kept words"]
    assert not LocationPicture.objects.exists()
    assert not StoredFile.objects.exists()


@pytest.mark.django_db
def test_a_release_without_its_bad_file_keeps_what_was_typed(film, producer, client_of):
    person = ContributorFactory(film=film)
    data = {
        "kind": "appearance", "person": person.pk, "state": "signed", "signed_on": "2003-06-01",
        "notes": "Long notes", "upload": SimpleUploadedFile("x.pdf", b"<html>"), "heirs-base": "[]",
    }  # fmt: skip
    answer = client_of(producer).post(reverse("release-new", args=[film.slug]), data)
    assert answer.status_code == 200
    assert filled_in(answer)["notes"] == ["Long notes"]
    assert "no file of a kind" in answer.content.decode()
    assert not Release.objects.exists()


@pytest.mark.django_db
def test_a_file_over_the_limit_is_told_at_the_field(film, producer, client_of, settings):
    settings.UPLOAD_LIMIT = 1_000
    location = LocationFactory(film=film)
    url = reverse("picture-new", args=[film.slug, location.pk])
    answer = client_of(producer).post(
        url, {"pictures": [SimpleUploadedFile("a.jpg", picture() + bytes(900))]}
    )
    assert answer.status_code == 200
    assert "at most are kept here" in answer.content.decode()


@pytest.mark.django_db
def test_two_files_for_one_permit_at_once_show_both(film, producer, client_of):
    location = LocationFactory(film=film)
    permit = PermitFactory(location=location)
    url = reverse("permit-edit", args=[film.slug, location.pk, permit.pk])
    mine, theirs = client_of(producer), client_of(producer)
    opened = filled_in(mine.get(url))
    sent = filled_in(theirs.get(url)) | {"upload": SimpleUploadedFile("theirs.pdf", PDF)}
    assert theirs.post(url, sent).status_code == 302
    answer = mine.post(url, opened | {"upload": SimpleUploadedFile("mine.pdf", PDF), "conditions": "Mine"})
    assert answer.status_code == 409
    assert "theirs.pdf" in answer.content.decode()
    again = filled_in(answer)
    assert again["conditions"] == ["Mine"]
    answer = mine.post(url, again | {"upload": SimpleUploadedFile("mine.pdf", PDF)})
    assert answer.status_code == 302
    permit.refresh_from_db()
    assert (permit.file.name, permit.conditions) == ("mine.pdf", "Mine")


@pytest.mark.django_db
def test_somebody_elses_file_stays_when_mine_changes_words(film, producer, client_of):
    location = LocationFactory(film=film)
    permit = PermitFactory(location=location)
    url = reverse("permit-edit", args=[film.slug, location.pk, permit.pk])
    client = client_of(producer)
    opened = filled_in(client.get(url))
    sent = filled_in(client.get(url)) | {"upload": SimpleUploadedFile("theirs.pdf", PDF)}
    client.post(url, sent)
    assert client.post(url, opened | {"conditions": "Mine"}).status_code == 302
    permit.refresh_from_db()
    assert (permit.file.name, permit.conditions) == ("theirs.pdf", "Mine")


# -- too large, over a real socket -------------------------------------------------------------


class _Quiet(WSGIRequestHandler):
    def log_message(self, *args):
        pass


def test_fifty_megabytes_are_refused_before_they_are_read():
    """The answer comes although the body was never sent."""
    server = make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=_Quiet)
    threading.Thread(target=server.handle_request, daemon=True).start()
    with socket.create_connection(server.server_address, timeout=20) as wire:
        wire.sendall(
            b"POST /films/house/locations/1/pictures/new/ HTTP/1.1\r\nHost: localhost\r\n"
            b"Cookie: sessionid=abc\r\nContent-Type: multipart/form-data; boundary=x\r\n"
            b"Content-Length: 50000000\r\n\r\n"
        )
        answer = b""
        while b"</html>" not in answer.lower():
            piece = wire.recv(65536)
            if not piece:
                break
            answer += piece
    server.server_close()
    head, _, body = answer.partition(b"\r\n\r\n")
    assert b" 413 " in head.split(b"\r\n")[0]
    assert b"25" in body
