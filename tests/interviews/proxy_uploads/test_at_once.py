"""Pieces at the same moment, and workers that are killed between two."""

import os
import signal
import time

import pytest
from django.db import connections

from interviews.actions import proxies, proxy_uploads
from interviews.actions.proxy_uploads import Gone, finish
from interviews.models import Proxy
from tests.at_once import at_once
from tests.factories import ProxyFactory
from tests.interviews.proxy_uploads.pieces import begun, send, send_all
from tests.media import film as small_film

pytestmark = pytest.mark.django_db


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
