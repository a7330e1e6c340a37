"""A proxy goes up in pieces over a connection that breaks, and then it plays and seeks."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from interviews.actions import proxies, proxy_uploads
from interviews.models import Proxy, ProxyUpload
from production.views import ranged
from tests.browser.patience import until
from tests.factories import InterviewFactory, ProxyFactory, RecordingFactory
from tests.media import film as small_film

pytestmark = pytest.mark.django_db(transaction=True)
PIECES = "**/proxy/uploads/*/"
OFFLINE = "ERR_INTERNET_DISCONNECTED"
UNTIL_LOADED = """(video) => new Promise((done) => {
  if (video.readyState >= 1) done();
  else video.onloadedmetadata = done;
})"""
PLAYS_ON = """(video) => new Promise((done) => {
  video.ontimeupdate = () => video.currentTime > 13.8 && done();
  video.muted = true;
  video.play();
})"""


@pytest.fixture
def recording(film):
    return RecordingFactory(
        interview=InterviewFactory(film=film), reel="A001", start_timecode="00:00:00:00", duration=None
    )


@pytest.fixture
def small_pieces(monkeypatch):
    """A few kilobytes a piece, so that a small film takes many."""
    monkeypatch.setattr(proxy_uploads, "PIECE", 8_000)


def opened(page, recording, name="proxy-edit"):
    page.goto(reverse(name, args=[recording.interview.film.slug, recording.pk]))


def choose(page, path):
    page.get_by_label("Media file of this recording").set_input_files(path)
    page.get_by_role("button", name="Upload").click()


@pytest.fixture
def clip(tmp_path):
    path = tmp_path / "A001.webm"
    path.write_bytes(small_film(seconds=20))
    return path


@pytest.fixture
def held(page):
    """Pieces after the first, which wait until they are let go."""
    came, held = [], []

    def hold(route):
        came.append(route)
        if len(came) == 1:
            route.continue_()
        else:
            held.append(route)

    page.route(PIECES, hold)
    return held


def test_an_upload_survives_a_lost_connection_and_the_video_seeks(
    page, login, film, editor, recording, small_pieces, clip, console, axe
):
    console.allow(OFFLINE)
    answers = []
    page.on("response", lambda answer: answers.append(answer))
    login(page, editor)
    opened(page, recording)
    # the line breaks after the second piece
    pieces = []

    def count(request):
        if request.method == "POST" and request.url.rstrip("/").split("/")[-2] == "uploads":
            pieces.append(request)
            if len(pieces) == 3:
                page.context.set_offline(True)

    page.on("request", count)
    choose(page, clip)
    said = page.locator(".upload-said")
    expect(said).to_contain_text("No connection. What has arrived is kept")
    expect(page.locator(".upload-percent")).not_to_have_text("0 %")
    upload = ProxyUpload.objects.get()
    assert 0 < upload.received < clip.stat().st_size
    page.context.set_offline(False)
    expect(page.get_by_text("Saved: A001.webm.")).to_be_visible(timeout=30_000)  # looked at by a program
    proxy = Proxy.objects.get(recording=recording)
    assert proxies.file_of(proxy).read_bytes() == clip.read_bytes()
    assert not ProxyUpload.objects.exists()

    # it seeks, by parts
    video = page.locator("video")
    video.evaluate(UNTIL_LOADED)
    assert 206 in {answer.status for answer in answers if answer.url.endswith("/play/")}
    assert abs(video.evaluate("video => video.duration") - 20) < 0.2
    video.evaluate("video => new Promise(done => { video.onseeked = done; video.currentTime = 13.52; })")
    state = video.evaluate("video => [video.currentTime, video.readyState >= 2, video.videoWidth]")
    assert state == [13.52, True, 320]
    video.evaluate(PLAYS_ON)
    axe(page)

    # what the file says is taken over by a press
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("row", name="Timecode of its first frame").get_by_role(
        "button", name="Take over"
    ).click()
    expect(page.get_by_text("The recording says now what the file says.")).to_be_visible()
    recording.refresh_from_db()
    assert recording.start_timecode == "01:00:00:00"


def test_the_picture_that_is_sought_is_the_right_one(
    page, login, film, editor, recording, console, monkeypatch
):
    """Far behind what one answer holds: the frame at a time shows the bar at its place in the second."""
    monkeypatch.setattr(ranged, "PIECE", 16_000)
    whole = small_film(seconds=20)
    ProxyFactory(recording=recording, file__data=whole, size=len(whole), duration_ms=20_000)
    login(page, editor)
    opened(page, recording)
    video = page.locator("video")
    for second in (17.1, 2.5, 11.9):
        left = video.evaluate(
            """(video, at) => new Promise((done) => {
              video.onseeked = () => {
                const canvas = document.createElement("canvas");
                [canvas.width, canvas.height] = [320, 180];
                const context = canvas.getContext("2d");
                context.drawImage(video, 0, 0);
                const { data } = context.getImageData(0, 142, 320, 1);
                const reds = [...Array(320).keys()].filter((x) => data[4 * x] > 140 && data[4 * x + 2] < 110);
                done(reds.reduce((sum, x) => sum + x, 0) / reds.length);
              };
              video.currentTime = at;
            })""",
            second + 0.01,
        )
        assert abs(left - (16 + 280 * (second % 1) + 4)) < 8


def test_an_upload_is_paused_left_and_gone_on_with_another_day(
    page, login, film, editor, recording, small_pieces, clip, held, console
):
    login(page, editor)
    opened(page, recording)
    choose(page, clip)
    until(page, lambda: held)
    page.get_by_role("button", name="Pause").click()
    expect(page.locator(".upload-said")).to_have_text("Paused. What has arrived is kept.")
    with page.expect_response(PIECES):
        held[0].continue_()
    stopped_at = ProxyUpload.objects.get().received
    assert stopped_at == 16_000  # the piece that was on its way still arrived
    page.unroute(PIECES)
    page.on("dialog", lambda dialog: dialog.accept())  # yes, leave
    opened(page, recording)
    expect(page.get_by_text("Choose the same file to go on.")).to_be_visible()
    sent = []
    page.on("request", lambda request: sent.append(request) if "/uploads/" in request.url else None)
    choose(page, clip)
    expect(page.get_by_text("Saved: A001.webm.")).to_be_visible(timeout=30_000)  # looked at by a program
    left = clip.stat().st_size - stopped_at
    assert len([one for one in sent if one.url.rstrip("/")[-1].isdigit()]) == -(-left // 8_000)
    assert proxies.file_of(Proxy.objects.get()).read_bytes() == clip.read_bytes()


def test_what_is_no_media_is_told_before_it_is_sent(page, login, film, editor, recording, console, tmp_path):
    console.allow("422")
    path = tmp_path / "page.mp4"
    path.write_text("<html>" * 10_000)
    login(page, editor)
    opened(page, recording)
    choose(page, path)
    expect(page.locator(".upload-said")).to_contain_text("This is no file that plays in a browser")
    expect(page.get_by_role("button", name="Upload")).to_be_enabled()
    assert not ProxyUpload.objects.exists()


def test_an_upload_is_stopped_and_removed(
    page, login, film, editor, recording, small_pieces, clip, held, console
):
    login(page, editor)
    opened(page, recording)
    choose(page, clip)
    until(page, lambda: held)
    page.get_by_role("button", name="Stop and remove").click()
    expect(page.get_by_text("Removed: the upload of A001.webm.")).to_be_visible()
    assert not ProxyUpload.objects.exists()
    assert not Proxy.objects.exists()
