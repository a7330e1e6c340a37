"""Odd requests at every address: refused in words, never an error of the server."""

import pytest
from django.urls import reverse

from tests.access_table import TABLE, rows
from tests.sweeps.addresses import addresses
from tests.sweeps.sweep import Sweep
from tests.sweeps.visits import rolled_back, signed_in_as_before

pytestmark = pytest.mark.django_db
HUGE = "9" * 5_000
ADDRESSES = [found for found in addresses() if found.name in TABLE]

QUERIES = [
    "?page=-1",
    "?page=0",
    "?page=99999999999999999999",
    f"?page={HUGE[:4000]}",
    "?page=x&sort=nonsense&sort=-",
    "?sort=-----&sort=binned_by__password&sort=pk",
    "?export=exe",
    "?export=csv&sort=nonsense&page=-3",
    "?export=xlsx&q=%00",
    "?q=%00",
    "?q=%ff%fe%c3%28",
    "?q=" + "%F0%9F%8E%A5" * 300,
    "?q='%20OR%201=1--&search=%25%27%22%5C",
    "?from=%D9%A1&to=-1&version=99999999999999999999999",
    "?language=xx&paper=a0&theme=x",
    "?" + "&".join(f"a{n}=1" for n in range(1500)),
    "?scene=-1&person=x&location=%00&theme=99999999999999999999&status[]=a&kind=%F0%28",
    "?date=2003-02-30&day=0&first=0000-00-00&date=99999-01-01",
    "?next=//tracker.invalid&next=javascript:alert(1)",
]
FORM = "application/x-www-form-urlencoded"
BODIES = [
    (b"", FORM),
    (b"%ff%fe=%c3%28&name=%00&number=1e309", FORM),
    (b"version=-1&form_key=" + b"k" * 500 + b"&number=" + HUGE.encode(), FORM),
    (b"version=x&form_key=%00&position=-1&day=99999999999999999999&minutes=nan", FORM),
    (b"&".join(b"a%d=1" % n for n in range(3000)), FORM),
    (b"{", "application/json"),
    (b"[" * 3000, "application/json"),
    (b"<a/>", "text/xml"),
    (b"--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n", "multipart/form-data; boundary=x"),
    (b"no boundary at all", "multipart/form-data"),
    (b"--\xff\r\n\xff", "multipart/form-data; boundary=\xff".encode().decode("latin-1")),
    (b"--x\r\nContent-Disposition: form-data; name=\"upload\"; filename=\"../../x\x00.jpg\"\r\n"
     b"Content-Type: image/jpeg\r\n\r\n\xff\xd8\xff\r\n--x--\r\n", "multipart/form-data; boundary=x"),
    (b"name=x", "application/x-www-form-urlencoded; charset=utf-7"),
    (b"name=x", "application/x-www-form-urlencoded; charset=no-such"),
    (b"\x00" * 100, "application/octet-stream"),
    (b"", ""),
]  # fmt: skip
HEADERS = [
    {"HTTP_ACCEPT_LANGUAGE": "es-MX;q=banana, \xff, " + "x" * 2000},
    {"HTTP_COOKIE": "theme=%00; language=../../x; csrftoken=\xff"},
    {"HTTP_HX_REQUEST": "true", "HTTP_HX_CURRENT_URL": "javascript:alert(1)", "HTTP_HX_TARGET": "<x>"},
    {"HTTP_IF_MODIFIED_SINCE": "yesterday", "HTTP_RANGE": "bytes=-5,x-", "HTTP_IF_NONE_MATCH": "\xff"},
    {"HTTP_X_FORWARDED_FOR": "::x, 999.1.1.1", "HTTP_X_FORWARDED_PROTO": "gopher"},
    {"HTTP_REFERER": "\xff//:::", "HTTP_USER_AGENT": "\x07"},
]
NUMBERS = ["0", "0099999999", "99999999999", "9" * 18, "9" * 19, "9" * 400]


def answered(world, method, url, *args, who="producer", **kwargs):
    """The status; an answer that takes the server down is reported with its request."""
    client = world.clients[who]
    client.raise_request_exception = False
    with rolled_back(), signed_in_as_before(client):
        response = getattr(client, method)(url, *args, **kwargs)
        if getattr(response, "streaming", False):
            b"".join(response.streaming_content)
    return response.status_code


def url_of(world, found):
    return reverse(found.name, kwargs=world.own.arguments(found.parameters, rows(found.name)[0].things))


def share(cases, turn, of):
    """Every `of`-th case, beginning at another one at each address: each case is tried at many."""
    return cases[turn % of :: of]


def check(world, found, turn=0, of=1):
    url = url_of(world, found)
    queries, bodies, headers = (share(cases, turn, of) for cases in (QUERIES, BODIES, HEADERS))
    wrong = [f"GET {q[:80]}: {s}" for q in queries if (s := answered(world, "get", url + q)) >= 500]
    for body, kind in bodies:
        status = answered(world, "generic", "POST", url, body, content_type=kind)
        if status >= 500:
            wrong.append(f"POST {body[:60]!r} as {kind!r}: {status}")
    for given in headers:
        for method in ("get", "post"):
            status = answered(world, method, url, **given)
            if status >= 500:
                wrong.append(f"{method} with {given}: {status}")
    assert not wrong, f"{found.name}\n" + "\n".join(wrong)


@pytest.mark.parametrize("turn", range(len(ADDRESSES)), ids=lambda turn: ADDRESSES[turn].name)
def test_no_request_is_an_error_of_the_server(world, turn):
    check(world, ADDRESSES[turn], turn, of=6)


@pytest.mark.prove
@pytest.mark.parametrize("found", ADDRESSES, ids=lambda found: found.name)
def test_no_request_of_them_all_is_an_error_of_the_server(world, found):
    check(world, found)


@pytest.mark.parametrize("found", [f for f in ADDRESSES if "<int:" in f.route], ids=lambda found: found.name)
def test_no_number_in_an_address_is_an_error_of_the_server(world, found):
    given = world.own.arguments(found.parameters, rows(found.name)[0].things)
    wrong = []
    for name in [name for name in found.parameters if name != "film"]:
        marker = 7_777_777
        url = reverse(found.name, kwargs={**given, name: marker})
        for number in share(NUMBERS, len(found.name), 2):
            odd = url.replace(str(marker), number)
            statuses = {method: answered(world, method, odd) for method in ("get", "post")}
            wrong += [f"{m} {odd[:100]}: {s}" for m, s in statuses.items() if s not in {301, 302, 404, 405}]
    assert not wrong, "\n".join(wrong)


FORMS = [f for f in ADDRESSES if f.is_of_a_film and rows(f.name)[0].methods == "GET POST"]


@pytest.mark.parametrize("found", FORMS, ids=lambda found: found.name)
def test_no_key_in_a_form_is_an_error_of_the_server(world, found):
    """In each field that chooses rows, a number that no database has room for."""
    sweep = Sweep(world, found, rows(found.name)[0])
    with rolled_back():
        if sweep.row.prepare:
            sweep.row.prepare(world.own)
        sent = sweep.what_is_sent()
        for name in sweep.choices:
            for key in ("9" * 19, "-" + "9" * 30):
                answer = sweep.go(sweep.allowed[0], "POST", sweep.url, {**sent, name: [key]})
                assert answer.status < 500, f"{name}: {key}"


ODD_PATHS = [
    "/films/%00/",
    "/films/%ff/",
    "/films/%2e%2e/%2e%2e/etc/passwd",
    "/films//house/",
    "/films/house/people/1%0a/",
    "/films/house/people/١/",
    "/films/" + "x" * 5000 + "/",
    "/invitations/%00/",
    "/invitations/" + "x" * 5000 + "/",
    "/invitations/%F0%28%8C/",
    "/accounts/confirm-email/x%00/",
    "/accounts/password/reset/key/zz-%ff/",
    "/static/%2e%2e/%2e%2e/production/settings.py",
    "/static/x\\..\\..\\y",
    "/;/?%%%",
]


@pytest.mark.parametrize("path", ODD_PATHS, ids=lambda path: path[:30])
def test_no_path_is_an_error_of_the_server(world, path):
    for who in ("producer", "anonymous"):
        assert answered(world, "get", path, who=who) < 500
        assert answered(world, "post", path, who=who) < 500
