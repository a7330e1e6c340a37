"""A file is played by its parts: which bytes answer which range."""

import pytest
from django.test import RequestFactory

from production.views import ranged

pytestmark = pytest.mark.django_db  # an answer that is closed looks after connections

SIZE = 5_000_000
SIGNS = bytes(range(251))  # no block boundary looks like another


@pytest.fixture(scope="module")
def clip(tmp_path_factory):
    path = tmp_path_factory.mktemp("clip") / "clip"
    path.write_bytes((SIGNS * (SIZE // len(SIGNS) + 1))[:SIZE])
    return path


def ask(path, method="get", **headers):
    request = getattr(RequestFactory(), method)(
        "/", headers={k.replace("_", "-"): v for k, v in headers.items()}
    )
    return ranged.play(request, path, content_type="video/webm", tag="abc")


def body_of(response):
    body = b"".join(response) if response.streaming else response.content
    response.close()
    return body


PIECE = ranged.PIECE


@pytest.mark.parametrize(
    ("asked", "start", "stop"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=0-499", 0, 500),
        ("bytes=500-999", 500, 1000),
        ("bytes= 500-999 ", 500, 1000),
        ("bytes=0-", 0, PIECE),
        ("bytes=1000-", 1000, 1000 + PIECE),
        (f"bytes={SIZE - 10}-", SIZE - 10, SIZE),
        (f"bytes={SIZE - 1}-", SIZE - 1, SIZE),
        (f"bytes={SIZE - 10}-{SIZE + 10**9}", SIZE - 10, SIZE),
        ("bytes=-1", SIZE - 1, SIZE),
        ("bytes=-500", SIZE - 500, SIZE),
        (f"bytes=-{SIZE * 2}", 0, SIZE),
        (f"bytes=0-{SIZE - 1}", 0, SIZE),
        ("bytes=0-9999999999999999999", 0, SIZE),
        ("bytes=65530-65550", 65_530, 65_551),
    ],
)
def test_a_range_is_answered_by_exactly_its_bytes(clip, asked, start, stop):
    response = ask(clip, Range=asked)
    assert response.status_code == 206
    assert response["Content-Range"] == f"bytes {start}-{stop - 1}/{SIZE}"
    assert response["Content-Length"] == str(stop - start)
    assert body_of(response) == clip.read_bytes()[start:stop]


@pytest.mark.parametrize(
    "asked",
    [
        "",
        "bytes=",
        "bytes=-",
        "bytes=a-b",
        "bytes=5-2",
        "bytes=--5",
        "bytes=1-2-3",
        "bytes=0-1,5-6",  # several parts: the whole, as the standard allows
        "bytes=" + ",".join(f"{n}-{n}" for n in range(2000)),
        "seconds=0-5",
        "bytes=٣-٤",
        "bytes=" + "9" * 400 + "-",
        "bytes 0-5",
        "0-5",
    ],
)
def test_what_is_no_single_range_gets_the_whole(clip, asked):
    try:
        response = ask(clip, Range=asked)
    except UnicodeEncodeError:
        pytest.fail("a header is always text")
    assert response.status_code == 200
    assert "Content-Range" not in response
    assert response["Content-Length"] == str(SIZE)
    assert len(body_of(response)) == SIZE


@pytest.mark.parametrize(
    "asked", [f"bytes={SIZE}-", f"bytes={SIZE}-{SIZE + 5}", "bytes=-0", "bytes=9999999999999999999-"]
)
def test_a_range_behind_the_end_is_refused_with_the_size(clip, asked):
    response = ask(clip, Range=asked)
    assert response.status_code == 416
    assert response["Content-Range"] == f"bytes */{SIZE}"
    assert body_of(response) == b""


def test_nothing_can_be_asked_of_an_empty_file(tmp_path):
    path = tmp_path / "empty"
    path.write_bytes(b"")
    assert ask(path).status_code == 200
    assert ask(path, Range="bytes=0-").status_code == 416


@pytest.mark.parametrize(
    ("condition", "status"),
    [
        ('"abc"', 206),
        ('"other"', 200),
        ('W/"abc"', 200),
        ("Sat, 01 Jan 2000 00:00:00 GMT", 200),
        ("odd", 200),
    ],
)
def test_a_part_of_an_older_file_is_not_mixed_with_this_one(clip, condition, status):
    response = ask(clip, Range="bytes=0-9", If_Range=condition)
    assert response.status_code == status
    response.close()


def test_the_time_of_the_file_serves_as_a_condition_too(clip):
    when = ask(clip, "head")["Last-Modified"]
    response = ask(clip, Range="bytes=0-9", If_Range=when)
    assert (response.status_code, len(body_of(response))) == (206, 10)


def test_what_the_browser_holds_is_not_sent_again(clip):
    assert ask(clip, If_None_Match='"abc"').status_code == 304
    assert ask(clip, If_None_Match='"abc"', Range="bytes=0-9").status_code == 304
    response = ask(clip, If_None_Match='"x"')
    assert response.status_code == 200
    response.close()


def test_head_tells_the_size_and_sends_nothing(clip):
    response = ask(clip, "head", Range="bytes=0-9")
    assert (response.status_code, response["Content-Length"]) == (200, str(SIZE))
    assert body_of(response) == b""


def test_the_browser_is_told_to_play_and_never_to_guess_or_run(clip):
    response = ask(clip, "head")
    assert response["Content-Type"] == "video/webm"
    assert response["Accept-Ranges"] == "bytes"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Cache-Control"] == "private, no-cache"
    assert response["Content-Disposition"] == "inline"


def test_without_a_tag_a_changed_file_has_another_one(tmp_path):
    path = tmp_path / "clip"
    tags = set()
    for body in (b"one", b"other"):
        path.write_bytes(body)
        tags.add(ranged.play(RequestFactory().head("/"), path, content_type="audio/mpeg")["ETag"])
    assert len(tags) == 2


def test_the_file_is_closed_though_nobody_read_it(clip, recwarn):
    response = ask(clip, Range="bytes=0-9")
    (stream,) = [
        closer.__self__
        for closer in response._resource_closers
        if hasattr(closer, "__self__") and hasattr(closer.__self__, "read")
    ]
    response.close()
    assert stream.closed


def test_a_large_file_takes_no_memory(tmp_path):
    """A gigabyte that takes no place on the disk goes through in blocks."""
    import tracemalloc

    path = tmp_path / "large"
    with path.open("wb") as stream:
        stream.truncate(1 << 30)
    tracemalloc.start()
    length = sum(map(len, ask(path)))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert length == 1 << 30
    assert peak < 4_000_000
