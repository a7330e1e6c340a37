"""The proxy of a recording: what it says beside what the recording says, and where it lies."""

import datetime
import os
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from interviews import media_folder
from interviews.actions import proxies
from interviews.media_folder import Outside
from interviews.models import Proxy, Recording
from production.actions.emptying import empty_bin
from production.models import StaleRecord
from tests.factories import (
    CueFactory,
    InterviewFactory,
    ProxyFactory,
    ProxyUploadFactory,
    RecordingFactory,
    SegmentFactory,
    TranscriptFactory,
)
from tests.media import film as small_film

pytestmark = pytest.mark.django_db


@pytest.fixture
def recording(film):
    return RecordingFactory(interview=InterviewFactory(film=film))


def address(name, recording, *more):
    return reverse(name, args=[recording.interview.film.slug, recording.pk, *more])


def said(recording, **facts):
    """What is offered of a proxy that says this."""
    proxy = ProxyFactory(recording=recording, **facts)
    return [(offer.what, offer.here, offer.there) for offer in proxies.offers(recording, proxy)]


# -- the file and the recording ------------------------------------------------------------------


def test_nothing_is_offered_where_both_say_the_same(recording):
    assert said(recording) == []


@pytest.mark.parametrize(
    ("facts", "offered"),
    [
        ({"rate": "24/1"}, ("rate", "25", "24")),
        ({"rate": "30000/1001", "start_timecode": "01:00:00;00", "drop_frame": True},
         ("rate", "25", "29.97 DF")),
        ({"start_timecode": "10:00:00:00"}, ("start", "01:00:00:00", "10:00:00:00")),
        ({"duration_ms": 1_800_000}, ("length", "01:00:00:00", "00:30:00:00")),
    ],
)  # fmt: skip
def test_what_differs_is_offered(recording, facts, offered):
    assert offered in said(recording, **facts)


@pytest.mark.parametrize(
    "facts", [{"rate": ""}, {"start_timecode": ""}, {"duration_ms": None}, {"duration_ms": 3_600_040}]
)
def test_what_the_file_does_not_say_is_no_difference(recording, facts):
    """A frame more or less is how a file rounds."""
    assert said(recording, **facts) == []


def test_a_length_is_offered_where_the_recording_has_none(film):
    recording = RecordingFactory(interview=InterviewFactory(film=film), duration=None)
    assert said(recording) == [("length", "", "01:00:00:00")]


def test_sound_without_a_rate_lasts_as_long_in_frames_of_the_recording(film):
    recording = RecordingFactory(
        interview=InterviewFactory(film=film), rate="30000/1001", drop_frame=True,
        start_timecode="01:00:00;00", duration=None,
    )  # fmt: skip
    assert said(recording, rate="", start_timecode="", duration_ms=3_600_000) == [
        ("length", "", "01:00:00;00")
    ]


def taken(recording, what, **facts):
    proxy = ProxyFactory(recording=recording, **facts)
    proxies.take_over(recording=recording, proxy=proxy, what=what, version=recording.version)
    recording.refresh_from_db()
    return recording


def test_the_rate_comes_with_the_timecode_that_counts_at_it(recording):
    taken(recording, "rate", rate="30000/1001", start_timecode="10:00:00;02", drop_frame=True)
    assert (recording.rate, recording.drop_frame, recording.start_timecode) == (
        "30000/1001", True, "10:00:00;02",
    )  # fmt: skip
    assert recording.history.first().start_timecode == "10:00:00;02"


def test_start_and_length_are_taken_over(recording):
    taken(recording, "start", start_timecode="10:00:00:00")
    assert (recording.start_timecode, recording.duration) == ("10:00:00:00", 90_000)
    Proxy.objects.all().delete()
    assert taken(recording, "length", duration_ms=1_800_000).duration == 45_000


def test_a_timecode_that_the_recording_can_not_have_is_not_taken(recording):
    with pytest.raises(ValidationError):
        taken(recording, "start", start_timecode="10:00:00:29", rate="30/1")
    assert Recording.objects.get().start_timecode == "01:00:00:00"


@pytest.mark.parametrize("log", [SegmentFactory, lambda recording: CueFactory(
    transcript=TranscriptFactory(recording=recording))])  # fmt: skip
def test_the_rate_of_a_logged_recording_stays(recording, log):
    log(recording=recording)
    proxy = ProxyFactory(recording=recording, rate="24/1", start_timecode="")
    (offer,) = proxies.offers(recording, proxy)
    assert offer.is_bound
    proxies.take_over(recording=recording, proxy=proxy, what="rate", version=recording.version)
    assert Recording.objects.get().rate == "25/1"


def test_what_somebody_changed_meanwhile_is_not_written_over(recording):
    proxy = ProxyFactory(recording=recording, start_timecode="10:00:00:00")
    version = recording.version
    recording.start_timecode = "09:00:00:00"
    recording.save()
    with pytest.raises(StaleRecord):
        proxies.take_over(recording=recording, proxy=proxy, what="start", version=version)


def test_a_file_that_begins_later_explains_its_timecode(recording):
    proxy = ProxyFactory(recording=recording, start_timecode="01:00:10:00", duration_ms=3_590_000)
    assert proxies.later_by(recording, proxy) == 10_000
    assert [offer.what for offer in proxies.offers(recording, proxy)] == ["start", "length"]
    proxy = proxies.shift(proxy=proxy, offset_ms=10_000, version=proxy.version)
    assert proxies.offers(recording, proxy) == []
    with pytest.raises(StaleRecord):
        proxies.shift(proxy=proxy, offset_ms=0, version=proxy.version - 1)
    # and the recording that begins where the file begins needs no offset any more
    proxy = proxies.shift(proxy=proxy, offset_ms=9_000, version=proxy.version)
    proxies.take_over(recording=recording, proxy=proxy, what="start", version=recording.version)
    proxy.refresh_from_db()
    assert proxy.offset_ms == 0


# -- pages ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("start", "later"), [("00:00:05:00", 10_000), ("23:59:50:00", -5_000)])
def test_a_file_that_begins_on_the_other_side_of_midnight(recording, start, later):
    recording.start_timecode = "23:59:55:00"
    recording.save()
    assert proxies.later_by(recording, ProxyFactory(recording=recording, start_timecode=start)) == later


def test_the_page_lays_file_and_recording_side_by_side(client_of, editor, recording):
    proxy = ProxyFactory(recording=recording, start_timecode="10:00:00:00", duration_ms=1_800_000)
    ProxyUploadFactory(recording=recording, name="under way.webm", size=2_000_000, created_by=editor)
    client, page = client_of(editor), address("proxy-edit", recording)
    html = client.get(page).content.decode()
    assert f'src="{address("proxy-play", recording)}"' in html
    assert "under way.webm" in html
    assert all(words in html for words in ("10:00:00:00", "01:00:00:00", "00:30:00:00", "Take over"))
    sent = {"what": "start", "version": recording.version}
    assert client.post(address("proxy-take", recording), sent).status_code == 302
    recording.refresh_from_db()
    assert recording.start_timecode == "10:00:00:00"
    stale = client.post(address("proxy-take", recording), sent | {"what": "length"}, follow=True)
    assert "Somebody else has just changed this" in stale.content.decode()
    for odd in ({}, {"what": "reel", "version": 1}, {"what": "rate", "version": "x"}):
        assert client.post(address("proxy-take", recording), odd).status_code == 404
    client.post(address("proxy-offset", recording), {"offset_ms": "-40", "version": proxy.version})
    proxy.refresh_from_db()
    assert proxy.offset_ms == -40
    for odd in ("", "1.5", "9" * 30):
        client.post(address("proxy-offset", recording), {"offset_ms": odd, "version": proxy.version})
    proxy.refresh_from_db()
    assert proxy.offset_ms == -40


def test_without_a_proxy_the_page_asks_for_one(client_of, editor, recording):
    html = client_of(editor).get(address("proxy-edit", recording)).content.decode()
    assert "Media file of this recording" in html
    assert "<video" not in html
    assert client_of(editor).get(address("proxy-play", recording)).status_code == 404


def test_it_plays_by_parts_for_who_may_see_interviews(client_of, viewer, crew, recording):
    proxy = ProxyFactory(recording=recording, file__data=b"0123456789", size=10)
    play = address("proxy-play", recording)
    part = client_of(viewer).get(play, headers={"Range": "bytes=2-4"})
    assert (part.status_code, b"".join(part)) == (206, b"234")
    assert (part["Content-Type"], part["ETag"]) == ("video/webm", f'"{proxy.sha256}"')
    assert client_of(crew).get(play).status_code == 403
    whole = client_of(viewer).get(play)
    assert b"".join(whole) == b"0123456789"
    assert whole["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert whole["Cache-Control"] == "private, no-cache"


def test_what_is_no_known_media_is_not_sent(client_of, viewer, recording):
    """As a row could say that came in an archive from elsewhere."""
    ProxyFactory(recording=recording, content_type="text/html", file__data=b"<script>")
    assert client_of(viewer).get(address("proxy-play", recording)).status_code == 404


def test_a_proxy_in_the_bin_plays_no_more_and_comes_back(client_of, editor, recording):
    proxy = ProxyFactory(recording=recording)
    client = client_of(editor)
    client.post(address("proxy-bin", recording, proxy.pk))
    assert client.get(address("proxy-play", recording)).status_code == 404
    client.post(address("proxy-restore", recording, proxy.pk))
    played = client.get(address("proxy-play", recording))
    assert b"".join(played) == b"frames"
    client.post(address("proxy-bin", recording, proxy.pk))
    ProxyFactory(recording=recording)
    answer = client.post(address("proxy-restore", recording, proxy.pk), follow=True)
    assert "can&#x27;t come back" in answer.content.decode()


def test_a_file_that_is_gone_is_said_and_the_page_works(client_of, editor, recording):
    proxy = ProxyFactory(recording=recording)
    Path(default_storage.path(proxy.file.name)).unlink()
    client = client_of(editor)
    html = client.get(address("proxy-edit", recording)).content.decode()
    assert "isn&#x27;t on the disk any more" in html or "isn't on the disk any more" in html
    assert "<video" not in html
    assert client.get(address("proxy-play", recording)).status_code == 404


def test_an_interview_in_the_bin_has_no_proxies(client_of, editor, recording):
    ProxyFactory(recording=recording)
    recording.interview.bin(by=editor)
    assert client_of(editor).get(address("proxy-play", recording)).status_code == 404
    assert client_of(editor).get(address("proxy-edit", recording)).status_code == 404


# -- the bin emptied -----------------------------------------------------------------------------


def test_a_file_goes_when_its_proxy_goes_for_good(editor, recording, django_capture_on_commit_callbacks):
    gone, stays = (
        ProxyFactory(recording=recording),
        ProxyFactory(recording=RecordingFactory(interview=recording.interview)),
    )
    gone.bin(by=editor)
    later = timezone.now() + datetime.timedelta(days=31)
    with django_capture_on_commit_callbacks(execute=True):
        done = empty_bin(now=later)
    assert done.gone["interviews.Proxy"] == 1
    assert not default_storage.exists(gone.file.name)
    assert default_storage.exists(stays.file.name)
    assert Proxy.history.filter(id=gone.pk).count() == 0


def test_files_go_with_their_interview_uploads_as_well(editor, recording, django_capture_on_commit_callbacks):
    proxy, upload = ProxyFactory(recording=recording), ProxyUploadFactory(recording=recording)
    recording.interview.bin(by=editor)
    with django_capture_on_commit_callbacks(execute=True):
        empty_bin(now=timezone.now() + datetime.timedelta(days=31))
    assert not default_storage.exists(proxy.file.name)
    assert not default_storage.exists(upload.content.name)


# -- the media folder ----------------------------------------------------------------------------


@pytest.fixture
def folder(settings, film):
    folder = Path(settings.MEDIA_DIR) / str(film.pk)
    (folder / "day 1").mkdir(parents=True)
    (folder / "day 1" / "A001.webm").write_bytes(small_film())
    (folder / "B001.MP4").write_bytes(small_film(kind="mp4"))
    (folder / "notes.txt").write_text("no media")
    (folder / ".hidden.webm").write_bytes(b"x")
    return folder


def test_a_file_of_the_media_folder_is_pointed_at_and_not_copied(client_of, editor, recording, folder):
    client, page = client_of(editor), address("proxy-folder", recording)
    html = client.get(page).content.decode()
    assert "day 1" in html
    assert "B001.MP4" in html
    assert "notes.txt" not in html
    assert ".hidden" not in html
    assert "A001.webm" in client.get(page, {"at": "day 1"}).content.decode()
    assert client.post(page, {"path": "day 1/A001.webm"}).status_code == 302
    proxy = Proxy.objects.get(recording=recording)
    assert (proxy.path, proxy.file.name, proxy.rate) == ("day 1/A001.webm", "", "25/1")
    assert not Path(default_storage.path("")).exists() or not os.listdir(default_storage.path(""))
    played = client.get(address("proxy-play", recording), headers={"Range": "bytes=0-3"})
    assert (played.status_code, b"".join(played)) == (206, b"\x1aE\xdf\xa3")
    (folder / "day 1" / "A001.webm").unlink()
    assert "in the media folder any more" in client.get(address("proxy-edit", recording)).content.decode()
    assert client.get(address("proxy-play", recording)).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "../{other}/secret.webm",
        "day 1/../../{other}/secret.webm",
        "/etc/passwd",
        "{outside}",
        "./B001.MP4",
        "day 1//A001.webm",
        "day 1\\A001.webm",
        "B001.MP4\0",
        ".hidden.webm",
        "link.webm",
        "linked/secret.webm",
        "day 1",
        "",
        "no such.webm",
        "x" * 600,
    ],
)
def test_no_path_leads_out_of_the_films_folder(
    client_of, editor, recording, folder, film, other_film, path, tmp_path
):
    other = folder.parent / str(other_film.pk)
    other.mkdir()
    (other / "secret.webm").write_bytes(small_film())
    (tmp_path / "outside.webm").write_bytes(small_film())
    (folder / "link.webm").symlink_to(other / "secret.webm")
    (folder / "linked").symlink_to(other)
    path = path.format(other=other_film.pk, outside=tmp_path / "outside.webm")
    with pytest.raises(Outside):
        media_folder.file_at(film.pk, path)
    client, page = client_of(editor), address("proxy-folder", recording)
    assert "There is no such file" in client.post(page, {"path": path}, follow=True).content.decode()
    assert not Proxy.objects.exists()
    if path != "day 1" and path:
        assert client.get(page, {"at": path}).status_code == 404


def test_a_row_that_points_outside_plays_nothing(client_of, viewer, recording, folder, tmp_path):
    """As it could stand in an archive of a film that came from elsewhere."""
    (tmp_path / "outside.webm").write_bytes(small_film())
    for path in (str(tmp_path / "outside.webm"), "../outside.webm", "/etc/hostname"):
        Proxy.everything.all().delete()
        ProxyFactory(recording=recording, file="", path=path)
        assert client_of(viewer).get(address("proxy-play", recording)).status_code == 404


def test_what_is_no_media_is_not_pointed_at(client_of, editor, recording, folder):
    (folder / "page.webm").write_text("<html>")
    answer = client_of(editor).post(address("proxy-folder", recording), {"path": "page.webm"}, follow=True)
    assert "This is no file that plays in a browser" in answer.content.decode()


def test_the_films_folder_itself_may_be_a_link_of_whoever_looks_after_it(settings, film, tmp_path):
    rushes = tmp_path / "rushes"
    rushes.mkdir()
    (rushes / "A.webm").write_bytes(b"x")
    Path(settings.MEDIA_DIR).mkdir()
    (Path(settings.MEDIA_DIR) / str(film.pk)).symlink_to(rushes)
    assert media_folder.file_at(film.pk, "A.webm") == rushes / "A.webm"


def test_without_a_media_folder_nothing_is_offered(client_of, editor, recording, settings):
    client = client_of(editor)
    html = client.get(address("proxy-edit", recording)).content.decode()
    assert address("proxy-folder", recording) not in html
    assert client.get(address("proxy-folder", recording)).status_code == 404
    settings.MEDIA_DIR = ""
    assert "media folder" not in client.get(address("proxy-edit", recording)).content.decode()
