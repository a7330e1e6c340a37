"""What every register keeps: who may enter, nothing lost in a form, the bin, exports, steady queries."""

import csv
import io
import itertools
import json
import unicodedata

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from production.models import (
    Heir,
    Location,
    LocationPicture,
    Permit,
    Person,
    Release,
    Scene,
    Set,
    Theme,
    TravelTime,
    Unavailability,
)
from production.models.fields import clean_text
from tests.factories import (
    CallFactory,
    ContributorFactory,
    LocationFactory,
    PermitFactory,
    PersonFactory,
    ReleaseFactory,
    RunningItemFactory,
    SceneFactory,
    SetFactory,
    ShootDayFactory,
    ThemeFactory,
)
from tests.production.forms import Page, filled_in, send

pytestmark = pytest.mark.django_db

NOUNS = ["person", "location", "scene", "theme", "release"]
LISTS = [f"{noun}-list" for noun in NOUNS]
DETAILS = ["person-detail", "location-detail", "scene-detail", "release-detail"]

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


@pytest.fixture
def world(film):
    """One of everything, hanging together."""
    person = ContributorFactory(film=film, name="Ana")
    location = LocationFactory(film=film, name="House")
    a_set = SetFactory(location=location, name="Study")
    theme = ThemeFactory(film=film, name="Exile")
    scene = SceneFactory(film=film, number="7", title="The study", set=a_set, people=[person])
    scene.themes.add(theme)
    day = ShootDayFactory(film=film)
    RunningItemFactory(film=film, day=day, scene=scene)
    return {
        "person": person,
        "location": location,
        "set": a_set,
        "permit": PermitFactory(location=location),
        "scene": scene,
        "theme": theme,
        "release": ReleaseFactory(person=person),
        "day": day,
    }


def address(film, name, world, *, new=False):
    noun = name.split("-")[0]
    owner = [world["location"].pk] if noun in ("set", "permit", "picture", "travel") else []
    ends_with_pk = name.rsplit("-", 1)[1] not in ("list", "new")
    return reverse(name, args=[film.slug, *owner, *([world[noun].pk] if ends_with_pk else [])])


# -- who may enter -----------------------------------------------------------------------------

SEES = {
    "person": {"producer", "director", "editor", "viewer"},
    "location": {"producer", "director", "editor", "viewer"},
    "scene": {"producer", "director", "editor", "viewer"},
    "theme": {"producer", "director", "editor", "viewer"},
    "release": {"producer", "director", "editor"},
}
EDITS = {
    "person": {"producer", "director"},
    "location": {"producer", "director"},
    "set": {"producer", "director"},
    "permit": {"producer", "director"},
    "scene": {"producer", "director", "editor"},
    "theme": {"producer", "director", "editor"},
    "release": {"producer"},
}


@pytest.mark.parametrize("role", ["producer", "director", "editor", "viewer", "crew", "stranger"])
def test_the_cast_at_every_door(film, world, client_of, request, role):
    client = client_of(request.getfixturevalue(role))
    refused = 404 if role == "stranger" else 403
    for noun, roles in SEES.items():
        for name in {f"{noun}-list", f"{noun}-detail"} - {"theme-detail"}:
            status = client.get(address(film, name, world)).status_code
            assert status == (200 if role in roles else refused), name
    for noun, roles in EDITS.items():
        for name in (f"{noun}-new", f"{noun}-edit"):
            for method in (client.get, client.post):
                status = method(address(film, name, world)).status_code
                assert status == (200 if role in roles else refused), name
    for noun in ("permit", "set", "release", "theme", "scene", "person", "location"):
        status = client.post(address(film, f"{noun}-bin", world)).status_code
        assert status == (302 if role in EDITS[noun] else refused), noun


def test_nobody_signed_in_goes_to_the_login(film, world, client):
    for name in [*LISTS, *DETAILS]:
        answer = client.get(address(film, name, world))
        assert answer.status_code == 302
        assert answer["Location"].startswith(reverse("account_login"))


def test_what_belongs_to_another_film_is_not_found(film, other_film, world, stranger, client_of):
    client = client_of(stranger)
    own = LocationFactory(film=other_film)
    for noun in NOUNS:
        for verb in ("detail", "edit", "bin", "restore"):
            if (noun, verb) == ("theme", "detail"):
                continue
            url = reverse(f"{noun}-{verb}", args=["other", world[noun].pk])
            answer = client.post(url) if verb in ("bin", "restore") else client.get(url)
            assert answer.status_code == 404, (noun, verb)
    for noun in ("set", "permit"):
        url = reverse(f"{noun}-edit", args=["other", own.pk, world[noun].pk])
        assert client.get(url).status_code == 404


def test_a_form_takes_nothing_of_another_film(film, other_film, producer, client_of):
    foreign = SetFactory(location=LocationFactory(film=other_film))
    person = PersonFactory(film=other_film)
    client = client_of(producer)
    data = {"number": "1", "title": "X", "kind": "interview", "planned_minutes": "5", "status": "planned"}
    answer = client.post(reverse("scene-new", args=[film.slug]), data | {"set": foreign.pk})
    assert answer.status_code == 200
    answer = client.post(reverse("scene-new", args=[film.slug]), data | {"people": [person.pk]})
    assert answer.status_code == 200
    assert not Scene.objects.exists()
    answer = client.get(reverse("release-new", args=[film.slug]), {"person": person.pk})
    assert person.name not in answer.content.decode()


@pytest.mark.parametrize("verb", ["bin", "restore"])
def test_a_link_deletes_nothing(film, world, producer, client_of, verb):
    for noun in EDITS:
        assert client_of(producer).get(address(film, f"{noun}-{verb}", world)).status_code == 405


# -- the bin -----------------------------------------------------------------------------------


def test_what_is_deleted_comes_back(film, world, producer, client_of):
    client = client_of(producer)
    for noun in EDITS:
        model = type(world[noun])
        answer = client.post(address(film, f"{noun}-bin", world), follow=True)
        assert not model.objects.filter(pk=world[noun].pk).exists()
        undo = address(film, f"{noun}-restore", world)
        assert f'action="{undo}"' in answer.content.decode(), noun
        assert f'action="{undo}"' in client.get(reverse("bin-list", args=[film.slug])).content.decode()
        client.post(undo)
        assert model.objects.filter(pk=world[noun].pk).exists(), noun


def test_what_comes_back_to_a_taken_number_is_told(film, producer, client_of):
    scene = SceneFactory(film=film, number="5")
    scene.bin(by=producer)
    SceneFactory(film=film, number="5")
    answer = client_of(producer).post(reverse("scene-restore", args=[film.slug, scene.pk]), follow=True)
    assert "come back" in answer.content.decode()
    assert Scene.objects.filter(number="5").count() == 1


def test_the_bin_shows_what_one_may_bring_back(film, world, editor, producer, client_of):
    for noun in NOUNS:
        world[noun].bin(by=producer)
    text = client_of(editor).get(reverse("bin-list", args=[film.slug])).content.decode()
    assert "The study" in text
    assert "Ana" not in text


# -- lists -------------------------------------------------------------------------------------


def fill(film, many, producer):
    for _ in range(many):
        person = ContributorFactory(film=film)
        Unavailability.objects.create(person=person, first_date="2003-06-01", last_date="2003-06-02")
        location = LocationFactory(film=film, latitude=f"19.{many:03d}")
        a_set = SetFactory(location=location)
        PermitFactory(location=location)
        scene = SceneFactory(film=film, set=a_set, people=[person])
        scene.themes.add(ThemeFactory(film=film))
        day = ShootDayFactory(film=film)
        RunningItemFactory(film=film, day=day, scene=scene)
        CallFactory(day=day, person=person)
        release = ReleaseFactory(person=person, kind="estate")
        Heir.objects.create(release=release, name="Heir")


@pytest.mark.parametrize("name", LISTS)
def test_a_list_asks_as_often_for_one_row_as_for_twenty(film, producer, client_of, name):
    client = client_of(producer)
    url = reverse(name, args=[film.slug])
    counts = []
    for many in (1, 19):
        fill(film, many, producer)
        client.get(url)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            answer = client.get(url)
        assert answer.context["total"] >= many
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_detail_page_asks_as_often_for_one_row_as_for_twenty(film, world, producer, client_of):
    client = client_of(producer)

    def count(name):
        client.get(address(film, name, world))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address(film, name, world)).status_code == 200
        return len(asked)

    heir = Heir.objects.create(release=world["release"], name="Heir")
    before = {name: count(name) for name in DETAILS}
    person, location, scene = world["person"], world["location"], world["scene"]
    for n in range(19):
        other = ContributorFactory(film=film)
        ReleaseFactory(person=other)
        ReleaseFactory(person=person)
        scene.people.add(other)
        scene.themes.add(ThemeFactory(film=film))
        a_set = SetFactory(location=location)
        PermitFactory(location=location, number=f"N-{n}", issuer=f"Office {n}")
        new = SceneFactory(film=film, set=a_set, people=[person])
        day = ShootDayFactory(film=film)
        RunningItemFactory(film=film, day=day, scene=new)
        RunningItemFactory(film=film, day=day, scene=scene)
        TravelTime.objects.create(origin=location, destination=LocationFactory(film=film), minutes=5)
        Heir.objects.create(release=world["release"], name=f"{heir} {n}")
    assert {name: count(name) for name in DETAILS} == before


def test_an_export_is_filtered_like_the_list(film, producer, client_of):
    SceneFactory(film=film, number="1", title="=cmd()", kind="interview")
    SceneFactory(film=film, number="2", title="Other", kind="b_roll")
    client = client_of(producer)
    url = reverse("scene-list", args=[film.slug])
    answer = client.get(url, {"kind": "interview", "export": "csv"})
    rows = list(csv.reader(io.StringIO(b"".join(answer).decode("utf-8-sig"))))
    assert [row[1] for row in rows] == ["Title", "'=cmd()"]
    answer = client.get(url, {"kind": "interview", "export": "xlsx"})
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert [(cell.value, cell.data_type) for cell in sheet["B"]] == [("Title", "s"), ("=cmd()", "s")]


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_every_list_is_exported(film, world, producer, client_of, name, kind):
    answer = client_of(producer).get(reverse(name, args=[film.slug]), {"export": kind})
    assert answer.status_code == 200
    assert answer["Content-Disposition"].endswith(f'.{kind}"')


@pytest.mark.parametrize("name", LISTS)
def test_odd_addresses_of_lists(film, world, producer, client_of, name):
    client = client_of(producer)
    odd = ["", "\0", "x" * 5_000, "9" * 40, "-1", "'", "%", "\\", "٣", "null", "a b " * 50, "\ud800x"[1:]]
    keys = ["q", "kind", "status", "theme", "location", "person", "department", "permit", "state"]
    for key, value in itertools.product([*keys, "sort", "page", "export"], odd):
        assert client.get(reverse(name, args=[film.slug]), {key: value}).status_code == 200, (key, value)


def test_huge_numbers_in_an_address_are_not_found(film, producer, client_of):
    client = client_of(producer)
    for noun in NOUNS[:3]:
        url = reverse(f"{noun}-detail", args=[film.slug, 1]).replace("/1/", f"/{'9' * 40}/")
        assert client.get(url).status_code == 404


def test_an_empty_register_says_what_to_do_first(film, producer, viewer, client_of):
    for name in LISTS:
        url = reverse(name, args=[film.slug])
        new = reverse(name.replace("-list", "-new"), args=[film.slug])
        assert client_of(producer).get(url).content.decode().count(f'href="{new}"') == 2
        if name != "release-list":
            assert f'href="{new}"' not in client_of(viewer).get(url).content.decode()


def test_pages_of_a_list(film, producer, client_of):
    for number in range(1, 103):
        SceneFactory(film=film, number=str(number))
    client = client_of(producer)
    url = reverse("scene-list", args=[film.slug])
    first = client.get(url, {"sort": "number"})
    assert [s.number for s in first.context["rows"]][:3] == ["1", "2", "3"]
    second = client.get(url, {"sort": "-number", "page": 2})
    assert [s.number for s in second.context["rows"]] == ["2", "1"]
    assert "Page 2 of 2" in Page(second).text


# -- nothing lost in a form --------------------------------------------------------------------


def first_field(model, kind):
    return next(f for f in model._meta.fields if type(f).__name__ == kind)


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


def test_pictures_and_ways_have_a_bin_too(film, world, producer, client_of):
    client = client_of(producer)
    other = LocationFactory(film=film)
    url = reverse("travel-new", args=[film.slug, world["location"].pk])
    assert send(client, url, destination=other.pk, minutes="40").status_code == 302
    way = TravelTime.objects.get()
    for name in ("travel-bin", "travel-restore"):
        client.post(reverse(name, args=[film.slug, world["location"].pk, way.pk]))
    assert TravelTime.objects.get() == way
    assert not LocationPicture.objects.exists()
    assert (Set.objects.count(), Permit.objects.count()) == (1, 1)
