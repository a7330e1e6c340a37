"""A proxy comes in pieces: none lost, none twice, on after a break, and nothing left behind."""

import datetime
import gc
import hashlib
import os
import resource
import signal
import time
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connections, transaction
from django.urls import reverse
from django.utils import timezone

from interviews.actions import proxies, proxy_uploads
from interviews.actions.proxy_uploads import (
    Elsewhere,
    Gone,
    NoRoom,
    abandon,
    append,
    begin,
    finish,
    remove_stale,
)
from interviews.models import Proxy, ProxyUpload
from production.formats import media
from production.formats.uploads import Refused
from tests.at_once import at_once
from tests.factories import InterviewFactory, ProxyFactory, ProxyUploadFactory, RecordingFactory
from tests.media import film as small_film

pytestmark = pytest.mark.django_db


@pytest.fixture
def recording(film):
    return RecordingFactory(interview=InterviewFactory(film=film))


@pytest.fixture
def whole():
    return small_film()


@pytest.fixture
def upload(recording, whole, editor):
    return begun(recording, whole, editor)


def begun(recording, body, by, name="A001.webm"):
    return begin(recording=recording, name=name, size=len(body), head=body[: media.HEAD], by=by)


def send(upload, body, offset, length=5_000):
    return append(upload=upload, offset=offset, piece=body[offset : offset + length])


def send_all(upload, body, length=5_000):
    for offset in range(0, len(body), length):
        upload = send(upload, body, offset, length)
    return upload


def stored():
    root = Path(default_storage.path(""))
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


# -- one after the other -------------------------------------------------------------------------


def test_pieces_make_the_file_and_the_file_makes_the_proxy(upload, recording, whole, editor):
    proxy = finish(upload=send_all(upload, whole), by=editor)
    assert proxies.file_of(proxy).read_bytes() == whole
    assert (proxy.size, proxy.sha256) == (len(whole), hashlib.sha256(whole).hexdigest())
    assert (proxy.name, proxy.content_type, proxy.rate) == ("A001.webm", "video/webm", "25/1")
    assert (proxy.start_timecode, proxy.has_picture) == ("01:00:00:00", True)
    assert abs(proxy.duration_ms - 3_000) < 50
    assert not ProxyUpload.objects.exists()
    assert stored() == [proxy.file.name]
    assert Proxy.objects.get(recording=recording) == proxy


def test_a_piece_sent_twice_counts_once(upload, whole):
    send(upload, whole, 0)
    with pytest.raises(Elsewhere) as elsewhere:
        send(upload, whole, 0)
    assert elsewhere.value.at == 5_000
    assert proxy_uploads.path_of(upload).read_bytes() == whole[:5_000]


@pytest.mark.parametrize("offset", [1, 4_999, 5_001, 10_000, 10**15])
def test_a_piece_at_another_place_is_told_where_the_next_one_begins(upload, whole, offset):
    send(upload, whole, 0)
    with pytest.raises(Elsewhere) as elsewhere:
        append(upload=upload, offset=offset, piece=b"x" * 50)
    assert elsewhere.value.at == 5_000


def test_nothing_comes_behind_the_end(upload, whole):
    with pytest.raises(Elsewhere):
        append(upload=upload, offset=0, piece=whole + b"x")
    with pytest.raises(Elsewhere):
        append(upload=upload, offset=0, piece=b"")
    assert proxy_uploads.path_of(upload).stat().st_size == 0


def test_a_lost_piece_can_not_be_left_out(upload, whole, editor):
    upload = send(upload, whole, 0)
    with pytest.raises(Elsewhere):
        send(upload, whole, 10_000)
    with pytest.raises(Elsewhere) as elsewhere:
        finish(upload=upload, by=editor)
    assert elsewhere.value.at == 5_000
    assert not Proxy.objects.exists()


# -- going on ------------------------------------------------------------------------------------


def test_the_same_file_goes_on_where_it_stopped(upload, recording, whole, editor):
    send(upload, whole, 0)
    again = begun(recording, whole, editor)
    assert (again.pk, proxy_uploads.standing(again)) == (upload.pk, 5_000)


def test_another_file_begins_anew(upload, recording, whole, editor, director):
    other = small_film(seconds=2)
    assert begun(recording, other, editor).pk != upload.pk
    assert begun(recording, whole, editor, name="B.webm").pk != upload.pk
    assert begun(recording, whole, director).pk != upload.pk  # two people may have two files of one name
    assert begun(RecordingFactory(interview=recording.interview), whole, editor).pk != upload.pk


def test_what_a_crash_wrote_behind_the_last_known_byte_is_written_again(upload, whole, editor):
    """A worker was ended between the disk and the row: some bytes too many, of whatever kind."""
    send(upload, whole, 0)
    with proxy_uploads.path_of(upload).open("ab") as stream:
        stream.write(b"\0" * 700)
    upload.refresh_from_db()
    assert proxy_uploads.standing(upload) == 5_000
    for offset in range(5_000, len(whole), 5_000):
        upload = send(upload, whole, offset)
    assert proxies.file_of(finish(upload=upload, by=editor)).read_bytes() == whole


def test_bytes_that_the_disk_lost_are_asked_for_again(upload, whole, editor):
    """As after a restored back-up that was made while the file came in."""
    upload = send_all(upload, whole)
    os.truncate(proxy_uploads.path_of(upload), 7_500)
    with pytest.raises(Elsewhere) as elsewhere:
        finish(upload=upload, by=editor)
    assert elsewhere.value.at == 7_500
    for offset in range(7_500, len(whole), 5_000):
        upload = send(upload, whole, offset)
    assert proxies.file_of(finish(upload=upload, by=editor)).read_bytes() == whole


def test_a_file_that_vanished_begins_at_nothing(upload, whole):
    send(upload, whole, 0)
    proxy_uploads.path_of(upload).unlink()
    upload.refresh_from_db()
    assert proxy_uploads.standing(upload) == 0
    assert send(upload, whole, 0).received == 5_000


# -- refused -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "size", "code"),
    [
        (b"<html>" * 1000, None, "type"),
        (b"#EXTM3U\nfile:///etc/passwd", None, "type"),
        (b"", 0, "empty"),
        (b"RIFF\0\0\0\0WAVE", 9_000_000_000, "size"),
        (b"RIFF\0\0\0\0WAVE", 50_000, "cut"),
    ],
)
def test_what_can_not_become_a_proxy_is_refused_before_it_comes(recording, editor, body, size, code):
    with pytest.raises(Refused) as refused:
        begin(
            recording=recording, name="x", size=len(body) if size is None else size,
            head=body[: media.HEAD], by=editor,
        )  # fmt: skip
    assert refused.value.code == code
    assert not ProxyUpload.objects.exists()
    assert stored() == []


def test_what_can_not_be_read_is_refused_at_the_end_and_removed(recording, editor, whole):
    damaged = whole[:60] + b"\xff" * 7_500
    upload = send_all(begun(recording, damaged, editor), damaged)
    with pytest.raises(Refused) as refused:
        finish(upload=upload, by=editor)
    assert refused.value.code == "unreadable"
    assert not ProxyUpload.objects.exists()


def test_nobody_keeps_more_than_a_few_under_way(recording, editor, director, whole):
    for number in range(proxy_uploads.MOST_OPEN):
        begun(recording, whole, editor, name=f"{number}.webm")
    with pytest.raises(Refused) as refused:
        begun(recording, whole, editor)
    assert refused.value.code == "many"
    assert begun(recording, whole, editor, name="3.webm").pk  # one of them goes on
    assert begun(recording, whole, director).pk


def test_a_disk_that_is_promised_away_takes_no_more(recording, editor, whole, monkeypatch):
    monkeypatch.setattr(proxy_uploads, "SPARED", 1 << 60)
    with pytest.raises(NoRoom):
        begun(recording, whole, editor)
    monkeypatch.undo()
    before = proxy_uploads.room()
    ProxyUploadFactory(recording=recording, size=10**12, received=10**11)
    assert before - proxy_uploads.room() > 8 * 10**11


def test_a_full_disk_keeps_what_had_come(upload, whole):
    """The kernel refuses to let the file grow, as a full disk does."""
    send(upload, whole, 0)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (7_500, hard))
    try:
        with pytest.raises(NoRoom), transaction.atomic():
            proxy_uploads.write(proxy_uploads.path_of(upload), 5_000, whole[5_000:10_000])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert proxy_uploads.path_of(upload).read_bytes() == whole[:5_000]
    assert send(upload, whole, 5_000).received == 10_000


# -- gone ----------------------------------------------------------------------------------------


def test_an_abandoned_upload_leaves_nothing(upload, whole, editor, django_capture_on_commit_callbacks):
    send(upload, whole, 0)
    with django_capture_on_commit_callbacks(execute=True):
        abandon(upload=upload)
    assert stored() == []
    with pytest.raises(Gone):
        send(upload, whole, 5_000)


def test_finishing_twice_makes_one_proxy(upload, whole, editor):
    upload = send_all(upload, whole)
    first = finish(upload=upload, by=editor)
    with pytest.raises(Gone):
        finish(upload=upload, by=editor)
    assert Proxy.everything.get() == first


def test_what_nobody_went_on_with_is_removed_by_the_daily_command(
    upload, recording, whole, editor, django_capture_on_commit_callbacks
):
    fresh = begun(recording, whole, editor, name="fresh.webm")
    week = timezone.now() - datetime.timedelta(days=7, minutes=1)
    ProxyUpload.objects.filter(pk=upload.pk).update(touched_at=week)
    with django_capture_on_commit_callbacks(execute=True):
        call_command("empty_bin", verbosity=0)
    assert list(ProxyUpload.objects.all()) == [fresh]
    assert stored() == [fresh.content.name]


def test_an_upload_that_goes_on_is_not_stale(upload, whole):
    old = timezone.now() - datetime.timedelta(days=8)
    ProxyUpload.objects.filter(pk=upload.pk).update(touched_at=old)
    send(upload, whole, 0)
    assert remove_stale(timezone.now()) == 0


def test_an_upload_that_could_not_be_noted_leaves_no_file(recording, whole, editor):
    with transaction.atomic():
        begun(recording, whole, editor)
        transaction.set_rollback(True)
    gc.collect()
    assert stored() == []


@pytest.mark.django_db(transaction=True)
def test_of_two_pieces_at_once_one_is_taken(film, recording, editor):
    body = small_film(seconds=2)
    upload = begun(recording, body, editor)

    def one():
        try:
            return send(upload, body, 0).received
        except Elsewhere as elsewhere:
            return f"at {elsewhere.at}"

    answers = at_once(one, one, one, one)
    assert sorted(map(str, answers)) == ["5000", "at 5000", "at 5000", "at 5000"]
    assert proxy_uploads.path_of(upload).read_bytes() == body[:5_000]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("moment", [0.01, 0.03, 0.06, 0.1])
def test_a_worker_that_is_killed_loses_nothing_that_it_had_said(film, recording, editor, moment):
    """A process of its own takes pieces and says so; it ends in the middle of whatever it does."""
    body = small_film(seconds=2)[:1_000] + bytes(range(256)) * 4_000
    upload = begun(recording, body, editor)
    connections.close_all()
    said, says = os.pipe()
    child = os.fork()
    if child == 0:
        for offset in range(0, len(body), 5_000):
            os.write(says, b"%d\n" % send(upload, body, offset).received)
        os._exit(0)
    os.close(says)
    os.read(said, 10)  # it has begun
    time.sleep(moment)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(said, "rb") as heard:
        acknowledged = max(map(int, [b"5000", *heard.read().split()]))
    upload.refresh_from_db()
    at = proxy_uploads.standing(upload)
    assert at >= acknowledged
    assert proxy_uploads.path_of(upload).read_bytes()[:at] == body[:at]
    while proxy_uploads.standing(upload) < len(body):
        upload = send(upload, body, proxy_uploads.standing(upload), 100_000)
    assert proxy_uploads.path_of(upload).read_bytes() == body


@pytest.mark.django_db(transaction=True)
def test_of_two_who_finish_at_once_one_makes_the_proxy(film, recording, editor):
    body = small_film(seconds=2)
    upload = send_all(begun(recording, body, editor), body)

    def one():
        try:
            return finish(upload=upload, by=editor).name
        except Gone:
            return "gone"

    answers = at_once(one, one)
    assert sorted(answers) == ["A001.webm", "gone"]
    assert Proxy.everything.count() == 1
    assert proxies.file_of(Proxy.objects.get()).read_bytes() == body


def test_two_proxies_one_after_the_other(upload, recording, whole, editor):
    before = ProxyFactory(recording=recording)
    now = finish(upload=send_all(upload, whole), by=editor)
    assert list(Proxy.objects.filter(recording=recording)) == [now]
    before.refresh_from_db()
    assert (before.is_binned, before.binned_by) == (True, editor)


# -- through the door ----------------------------------------------------------------------------


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
