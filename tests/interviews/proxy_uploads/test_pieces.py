"""A proxy comes in pieces: none lost, none twice, and on after a break."""

import hashlib
import os

import pytest

from interviews.actions import proxies, proxy_uploads
from interviews.actions.proxy_uploads import Elsewhere, append, finish
from interviews.models import Proxy, ProxyUpload
from tests.factories import RecordingFactory
from tests.interviews.proxy_uploads.pieces import begun, send, send_all, stored
from tests.media import film as small_film

pytestmark = pytest.mark.django_db


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
