"""The lists of the registers: steady queries, exports, odd addresses, the bin."""

import csv
import io
import itertools

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from production.models import Heir, LocationPicture, Permit, Scene, Set, TravelTime, Unavailability
from tests.factories import (
    CallFactory,
    ContributorFactory,
    LocationFactory,
    PermitFactory,
    ReleaseFactory,
    RunningItemFactory,
    SceneFactory,
    SetFactory,
    ShootDayFactory,
    ThemeFactory,
)
from tests.production.forms import Page, send
from tests.production.registers.entries import DETAILS, EDITS, LISTS, NOUNS, address

pytestmark = pytest.mark.django_db


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
