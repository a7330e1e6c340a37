"""What a browser that uploads is told."""

import hashlib
import os
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from interviews.actions import proxies, proxy_uploads
from interviews.actions.proxy_uploads import append, finish
from interviews.models import Proxy, ProxyUpload
from production.formats import media
from production.formats.uploads import Refused
from tests.factories import RecordingFactory
from tests.interviews.proxy_uploads.pieces import stored
from tests.media import film as small_film

pytestmark = pytest.mark.django_db


class Browser:
    """What the page's script sends."""

    def __init__(self, client, recording):
        self.client = client
        self.begin_at = reverse("proxy-upload-new", args=[recording.interview.film.slug, recording.pk])

    def begin(self, body, name="A001.webm", size=None):
        head = SimpleUploadedFile("blob", body[: media.HEAD])
        size = len(body) if size is None else size
        return self.client.post(self.begin_at, {"name": name, "size": size, "head": head})

    def piece(self, said, body, offset, length=5_000):
        piece = SimpleUploadedFile("blob", body[offset : offset + length])
        return self.client.post(said["address"], {"offset": offset, "piece": piece})


@pytest.fixture
def browser(client_of, editor, recording):
    return Browser(client_of(editor), recording)


def test_the_script_is_told_how_far_it_has_come(browser, whole, film):
    said = browser.begin(whole).json()
    assert (said["received"], said["size"]) == (0, len(whole))
    assert browser.piece(said, whole, 0).json()["received"] == 5_000
    twice = browser.piece(said, whole, 0)
    assert (twice.status_code, twice.json()["received"]) == (409, 5_000)
    assert browser.client.get(said["address"]).json()["received"] == 5_000
    early = browser.client.post(said["finish"])
    assert (early.status_code, early.json()["received"]) == (409, 5_000)
    for offset in range(5_000, len(whole), 5_000):
        browser.piece(said, whole, offset)
    done = browser.client.post(said["finish"])
    assert done.status_code == 200
    assert done.json()["page"] == browser.begin_at.replace("uploads/", "")
    assert browser.client.post(said["finish"]).status_code == 404
    assert browser.client.get(said["address"]).status_code == 404


def test_refusals_are_words_for_the_person(browser, whole, monkeypatch):
    refused = browser.begin(b"<html>")
    assert (refused.status_code, refused.json()["error"][:20]) == (422, "This is no file that")
    refused = browser.begin(whole, size=9_000_000_000)
    assert "up to 8.0\xa0GB" in refused.json()["error"]
    assert browser.begin(whole, size="many").status_code == 400
    assert browser.client.post(browser.begin_at, {"name": "x"}).status_code == 400
    monkeypatch.setattr(proxy_uploads, "SPARED", 1 << 60)
    refused = browser.begin(whole)
    assert (refused.status_code, "no room" in refused.json()["error"]) == (507, True)


def test_a_piece_is_never_larger_than_what_memory_is_meant_for(browser):
    body = small_film(seconds=1) + bytes(proxy_uploads.PIECE * 2)
    said = browser.begin(body).json()
    refused = browser.piece(said, body, 0, proxy_uploads.PIECE + 1)
    assert (refused.status_code, refused.json()["received"]) == (409, 0)
    assert browser.piece(said, body, 0, proxy_uploads.PIECE).json()["received"] == proxy_uploads.PIECE


@pytest.mark.parametrize("odd", [{}, {"offset": "x"}, {"offset": -1}, {"offset": 0}, {"offset": "9" * 40}])
def test_odd_pieces_are_told_where_the_next_one_begins(browser, whole, odd):
    said = browser.begin(whole).json()
    answer = browser.client.post(said["address"], odd)
    assert (answer.status_code, answer.json()["received"]) == (409, 0)


def test_an_upload_belongs_to_its_recording(browser, recording, whole):
    said = browser.begin(whole).json()
    other = RecordingFactory(interview=recording.interview)
    elsewhere = said["address"].replace(f"recordings/{recording.pk}/", f"recordings/{other.pk}/")
    assert browser.client.get(elsewhere).status_code == 404


def test_a_gigabyte_comes_in_flat_memory(upload, editor, monkeypatch):
    """Of what isn't there but zeros: the file is as long, and takes no place on the disk."""
    import tracemalloc

    size = 1 << 30
    ProxyUpload.objects.filter(pk=upload.pk).update(size=size, received=size - proxy_uploads.PIECE)
    os.truncate(proxy_uploads.path_of(upload), size - proxy_uploads.PIECE)
    upload.refresh_from_db()
    tracemalloc.start()
    upload = append(upload=upload, offset=size - proxy_uploads.PIECE, piece=bytes(proxy_uploads.PIECE))
    with pytest.raises(Refused):
        finish(upload=upload, by=editor)
    digest = proxies.digest(_sparse(size))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 16_000_000
    assert digest == "49bc20df15e412a64472421e13fe86ff1c5165e18b2afccf160d4dc19fe68a14"  # of that many zeros


def _sparse(size):
    path = Path(default_storage.path("sparse"))
    with path.open("wb") as stream:
        stream.truncate(size)
    return path


def test_without_the_script_a_small_file_comes_whole(client_of, editor, recording, whole):
    client = client_of(editor)
    page = reverse("proxy-edit", args=[recording.interview.film.slug, recording.pk])
    answer = client.post(page, {"file": SimpleUploadedFile("A001.webm", whole)}, follow=True)
    assert "Saved: A001.webm." in answer.content.decode()
    proxy = Proxy.objects.get(recording=recording)
    assert (proxies.file_of(proxy).read_bytes(), proxy.sha256) == (whole, hashlib.sha256(whole).hexdigest())
    assert stored() == [proxy.file.name]
    for bad, words in ((b"<html>", "This is no file"), (b"", "empty"), (whole[:60], "damaged")):
        answer = client.post(page, {"file": SimpleUploadedFile("x.mp4", bad)})
        assert words in answer.content.decode()
    assert Proxy.everything.get() == proxy
    assert not ProxyUpload.objects.exists()
