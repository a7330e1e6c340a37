"""What can't become a proxy is refused, and nothing of it is left behind."""

import datetime
import gc
import resource

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from interviews.actions import proxy_uploads
from interviews.actions.proxy_uploads import Elsewhere, Gone, NoRoom, abandon, begin, finish, remove_stale
from interviews.models import Proxy, ProxyUpload
from production.formats import media
from production.formats.uploads import Refused
from tests.at_once import at_once
from tests.factories import ProxyUploadFactory
from tests.interviews.proxy_uploads.pieces import begun, send, send_all, stored
from tests.media import film as small_film

pytestmark = pytest.mark.django_db


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
