"""Nothing is lost in a form of a register."""

import json
import unicodedata

import pytest
from django.urls import reverse

from production.models import Location, Person, Release, Scene, Theme
from production.models.fields import clean_text
from tests.production.forms import Page, filled_in, send
from tests.production.registers.entries import EDITS, address

pytestmark = pytest.mark.django_db

HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "' autofocus onfocus='alert(1)",
    '" hx-get="/films/" hx-trigger="load',
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "</style><link rel=stylesheet href=//tracker.invalid>",
    "{{ settings.SECRET_KEY }} {% debug %}",
    "&lt;b&gt; &amp; O'Neill & Söhne <Film>",
    "=1+1",
    "@SUM(1)",
    "%s %d %(x)s {0}",
    "x'; DROP TABLE scene; --",
    "\\%\\ _ %",
    "Троцкий Þórunn 🎥 مرحبا 𠮷",
    "e\u0301 is \u00e9",
    "gpj.\u202efdp",
    "a\ufeffb \u2066\u2067",
    "a\x7f\x80\x9fb\x0bc",
    "line\r\nbreak\rhere",
    "..\\..\\x /etc/passwd",
    "w" * 75,
]


@pytest.mark.parametrize(
    ("noun", "field"),
    [("person", "name"), ("location", "name"), ("scene", "title"), ("theme", "name"), ("release", "signer")],
)
def test_ten_thousand_characters_are_refused_at_the_field(film, world, producer, client_of, noun, field):
    client = client_of(producer)
    url = address(film, f"{noun}-edit", world)
    answer = send(client, url, **{field: "x" * 10_000})
    assert answer.status_code == 200
    assert "characters" in Page(answer).text
    assert answer.context["form"].errors.keys() == {field}
    assert filled_in(answer)[field] == ["x" * 10_000]
    world[noun].refresh_from_db()
    assert getattr(world[noun], field) != "x" * 10_000


def test_a_nul_is_refused_everywhere(film, world, producer, client_of):
    client = client_of(producer)
    for noun in EDITS:
        url = address(film, f"{noun}-edit", world)
        data = filled_in(client.get(url))
        for name in data:
            answer = client.post(url, data | {name: "a\0b"})
            assert answer.status_code in (200, 302, 409), (noun, name)
            assert "\0" not in str(type(world[noun]).objects.filter(pk=world[noun].pk).values())


def text_fields(model):
    return [
        field
        for field in model._meta.fields
        if type(field).__name__ in ("LineField", "ParagraphsField") and field.editable
    ]


PLACES = {"person": Person, "location": Location, "scene": Scene, "theme": Theme, "release": Release}

NOT_FREE = {"phone", "second_phone", "contact_phone", "hospital_phone", "number"}
NOT_FREE |= {"material", "owner", "copyright_holder", "posted_where", "authority", "authority_number"}
NOT_FREE |= {"withdrawal_ground"}


def hostile_strings(request):
    folder = request.config.getoption("--samples")
    if not folder:
        return HOSTILE
    with open(f"{folder}/hostile/strings.json", encoding="utf-8") as file:
        given = [entry["value"] for entry in json.load(file)]
    sendable = [text for text in given if not any(unicodedata.category(c) == "Cs" for c in text)]
    return HOSTILE + sendable


@pytest.mark.prove  # every run has tests/sweeps/test_strings.py, which goes through all forms
@pytest.mark.parametrize("noun", PLACES)
def test_hostile_words_stay_words(film, world, producer, client_of, request, noun):
    """In every text field: stored as typed (or refused), and shown as nothing but words."""
    client = client_of(producer)
    record = world[noun]
    fields = [f for f in text_fields(PLACES[noun]) if f.name not in NOT_FREE]
    edit = address(film, f"{noun}-edit", world)
    pages = [address(film, f"{noun}-list", world), edit]
    if noun != "theme":
        pages.append(address(film, f"{noun}-detail", world))
    plain = {f.name: f"plain {f.name}" for f in fields}
    assert send(client, edit, **plain).status_code == 302
    elements = [Page(client.get(page)).elements for page in pages]
    for text in hostile_strings(request):
        short = {f.name: text[: f.max_length] for f in fields}
        stored = {
            f.name: clean_text(short[f.name], lines=type(f).__name__ == "ParagraphsField") for f in fields
        }
        answer = send(client, edit, **short)
        if answer.status_code != 302:
            refused = answer.context["form"].errors
            assert refused, text
            assert all("\0" in text or not stored[name] for name in refused), (
                f"{text!r} was refused at {list(refused)}"
            )
            continue
        record.refresh_from_db()
        assert {f.name: getattr(record, f.name) for f in fields} == stored
        seen = [Page(client.get(page)) for page in pages]
        if all(stored.values()):
            assert [page.elements for page in seen] == elements, text
        for name in ("name", "title"):
            if name in stored:
                assert stored[name] in seen[0].text


@pytest.mark.parametrize("noun", list(EDITS))
def test_a_stale_save_shows_both(film, world, producer, director, client_of, noun):
    field = {"scene": "title", "release": "notes", "permit": "number"}.get(noun, "name")
    client = client_of(producer)
    url = address(film, f"{noun}-edit", world)
    opened = filled_in(client.get(url))
    assert send(client, url, **{field: "Theirs"}).status_code == 302
    answer = client.post(url, opened | {field: "Mine"})
    assert answer.status_code == 409
    text = Page(answer).text
    assert "Theirs" in text
    assert filled_in(answer)[field] == ["Mine"]
    world[noun].refresh_from_db()
    assert getattr(world[noun], field) == "Theirs"
    assert client.post(url, filled_in(answer)).status_code == 302
    world[noun].refresh_from_db()
    assert getattr(world[noun], field) == "Mine"


def test_a_second_press_of_save_makes_one(film, producer, client_of):
    client = client_of(producer)
    url = reverse("theme-new", args=[film.slug])
    data = filled_in(client.get(url)) | {"name": "Exile"}
    assert client.post(url, data).status_code == client.post(url, data).status_code == 302
    assert Theme.objects.count() == 1
