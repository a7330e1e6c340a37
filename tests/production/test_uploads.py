"""Uploads: what is kept, what is refused and in which words, and who may fetch it."""

import io
import socket
import struct
import threading
import zipfile
import zlib
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.wsgi import get_wsgi_application
from django.db import transaction
from django.urls import reverse
from PIL import Image

from production.actions import files
from production.formats.uploads import DOCUMENTS, PICTURES, Refused, inspect
from production.models import LocationPicture, Permit, Release, StoredFile
from tests.factories import (
    ContributorFactory,
    LocationFactory,
    PermitFactory,
    ReleaseFactory,
)
from tests.production.forms import filled_in

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)


def picture(kind="JPEG", size=(64, 48), colour=(10, 120, 200), **options):
    out = io.BytesIO()
    mode = "RGBA" if len(colour) == 4 else "RGB"
    Image.new(mode, size, colour).save(out, kind, **options)
    return out.getvalue()


def archive():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as box:
        box.writestr("hello.txt", "hello")
    return out.getvalue()


def png_of_claimed_size(width, height, depth=1, colour=0):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    body = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def stored_on_disk():
    return [path for path in Path(default_storage.location).rglob("*") if path.is_file()]


# -- what is looked at -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (picture("JPEG"), "image/jpeg"),
        (picture("JPEG", progressive=True), "image/jpeg"),
        (picture("PNG"), "image/png"),
        (picture("PNG", colour=(1, 2, 3, 40)), "image/png"),
        (picture("WEBP"), "image/webp"),
        (picture("WEBP", size=(33, 1)), "image/webp"),
        (PDF, "application/pdf"),
    ],
)
def test_what_it_really_is(data, kind):
    accepted = inspect(data)
    assert accepted.content_type == kind
    assert bool(accepted.preview) == (kind in PICTURES)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "type"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "type"),
        (b"<html><script>alert(1)</script>", "type"),
        (picture("GIF"), "type"),
        (picture("BMP"), "type"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 1 1\n", "type"),
        (b"<script>x</script>\n" + PDF, "type"),
        (archive(), "type"),
        (picture("JPEG") + archive(), "mixed"),
        (picture("PNG") + archive(), "mixed"),
        (picture("WEBP") + archive(), "mixed"),
        (PDF + archive(), "mixed"),
        (picture("PNG") + b"<script>alert(1)</script>", "mixed"),
        (picture("JPEG") + b"<script>alert(1)</script>", "mixed"),
        (picture("JPEG") + PDF, "mixed"),
        (picture("WEBP") + b"more", "mixed"),
        (picture("JPEG", size=(400, 400))[:-30], "unreadable"),
        (picture("PNG", size=(400, 400))[:-30], "unreadable"),
        (picture("WEBP", size=(400, 400))[:-10], "mixed"),
        (PDF[:-6], "unreadable"),
        (b"\xff\xd8\xff", "unreadable"),
        (b"\x89PNG\r\n\x1a\n", "unreadable"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"\0" * 40, "unreadable"),
        (png_of_claimed_size(20_000, 20_000), "pixels"),
        (png_of_claimed_size(10_000, 8_000), "pixels"),
        (png_of_claimed_size(6_000, 4_500, depth=8, colour=2), "pixels"),  # takes four bytes a pixel
        (picture("WEBP", size=(3_000, 3_000)), "pixels"),
        (png_of_claimed_size(2**31 - 1, 2**31 - 1), "pixels"),
    ],
)
def test_what_is_refused(data, code):
    with pytest.raises(Refused) as refusal:
        inspect(data)
    assert refusal.value.code == code


def test_what_cameras_put_behind_a_picture_is_no_second_file():
    one = picture("JPEG")
    for tail in (one, b"\0" * 16, b"\0\0\0\x18ftypmp42" + b"\0" * 12, b"SEFH" + b"\0" * 8 + b"SEFT"):
        assert inspect(one + tail).is_picture


def test_a_preview_is_small_upright_and_says_nothing_of_the_place():
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010F] = "Secret camera"
    exif.get_ifd(0x8825)[1] = "N"
    preview = inspect(picture("JPEG", size=(2400, 1200), exif=exif)).preview
    with Image.open(io.BytesIO(preview)) as small:
        assert (small.format, small.size) == ("JPEG", (800, 1600))
        assert not small.getexif()
    assert b"Secret" not in preview


def test_transparency_becomes_white():
    preview = inspect(picture("PNG", colour=(0, 0, 0, 0))).preview
    with Image.open(io.BytesIO(preview)) as small:
        assert small.getpixel((5, 5)) == (255, 255, 255)


def test_an_encrypted_pdf_is_kept_and_marked():
    assert inspect(PDF.replace(b"trailer<<", b"trailer<</Encrypt 9 0 R")).warning == "encrypted"


def test_every_cut_of_a_file_is_refused_or_read():
    """No decoder's own error comes through."""
    for whole in (picture("JPEG"), picture("PNG"), picture("WEBP"), PDF):
        for end in range(len(whole)):
            try:
                inspect(whole[:end])
            except Refused:
                continue


def test_hostile_pictures(samples):
    expected = {
        "valid.png": "", "bomb_400mpx.png": "pixels", "truncated.png": "unreadable",
        "svg.jpg": "type", "html.jpg": "type", "gifar.jpg": "type",
    }  # fmt: skip
    for name, code in expected.items():
        data = (samples / "hostile" / "img" / name).read_bytes()
        if not code:
            assert inspect(data, PICTURES).preview
            continue
        with pytest.raises(Refused) as refusal:
            inspect(data, PICTURES)
        assert refusal.value.code == code, name


def test_hostile_documents(samples):
    folder = samples / "hostile" / "pdf"
    assert inspect((folder / "valid.pdf").read_bytes(), DOCUMENTS).warning == ""
    assert inspect((folder / "launch.pdf").read_bytes(), DOCUMENTS).warning == ""
    assert inspect((folder / "encrypted.pdf").read_bytes(), DOCUMENTS).warning == "encrypted"
    with pytest.raises(Refused):
        inspect((folder / "polyglot.pdf").read_bytes(), DOCUMENTS)


# -- kept with its transaction -----------------------------------------------------------------


def kept(film, user, data=PDF, name="paper.pdf"):
    return files.keep(film=film, upload=inspect(data), name=name, by=user)


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


# -- forms -------------------------------------------------------------------------------------


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


# -- fetching ----------------------------------------------------------------------------------


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
