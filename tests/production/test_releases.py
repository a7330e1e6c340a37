"""Releases: of a person, of an estate with its heirs, of a location."""

import pytest
from django.urls import reverse

from production.models import Heir, Release
from tests.factories import ContributorFactory, LocationFactory, ReleaseFactory
from tests.production.forms import Page, filled_in, send

pytestmark = pytest.mark.django_db


def new(client, film, **changes):
    return client.post(
        reverse("release-new", args=[film.slug]), {"state": "needed", "heirs-base": "[]"} | changes
    )


def heirs(*rows):
    data = {}
    for index, (name, signed) in enumerate(rows):
        data |= {f"heirs-{index}-name": name, f"heirs-{index}-signed_on": signed}
    return data


def test_the_estate_of_somebody_who_died(film, producer, client_of):
    person = ContributorFactory(film=film, died="2003-01-02")
    client = client_of(producer)
    url = reverse("release-new", args=[film.slug]) + f"?person={person.pk}"
    opened = filled_in(client.get(url))
    assert (opened["kind"], opened["person"]) == (["estate"], [str(person.pk)])
    sent = opened | heirs(("María", "2003-05-01"), ("Luis", ""), ("", "")) | {"authority_on_file": "on"}
    answer = client.post(url, sent)
    assert answer.status_code == 302
    page = Page(client.get(answer["Location"])).text
    assert "1/2" in page
    assert "estate" in page
    release = Release.objects.get()
    edit = reverse("release-edit", args=[film.slug, release.pk])
    assert send(client, edit, **{"heirs-1-signed_on": "2003-06-01"}).status_code == 302
    assert [heir.name for heir in release.heirs.all()] == ["María", "Luis"]
    detail = client.get(reverse("person-detail", args=[film.slug, person.pk]))
    assert detail.context["standing"].code == "signed"
    [row] = client.get(reverse("release-list", args=[film.slug])).context["rows"]
    assert row.heirs_signed == "2/2"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "appearance"}, "person"),
        ({"kind": "location"}, "location"),
        ({"kind": "estate"}, "person"),
        ({"kind": "opera"}, "kind"),
        ({"state": "not_required"}, "reason"),
        ({"state": "restricted", "signed_on": "2003-01-01"}, "limits"),
        ({"state": "signed"}, "signed_on"),
        ({"signed_on": "2003-06-02", "expires_on": "2003-06-01"}, "expires_on"),
        ({"signed_on": "yesterday"}, "signed_on"),
        ({"language": "xx"}, "language"),
        (heirs(("María", "")), "heirs"),
        ({"kind": "estate", **heirs(("", "2003-01-01"))}, "heirs"),
        ({"kind": "estate", **heirs(("María", "2003-13-01"))}, "heirs"),
        ({"limits": "x" * 501}, "limits"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(film, producer, client_of, changes, field):
    person = ContributorFactory(film=film)
    data = {"kind": "appearance", "person": person.pk}
    if changes.get("kind") in ("appearance", "location") or (
        changes.get("kind") == "estate" and field == "person"
    ):
        data["person"] = ""
    answer = new(client_of(producer), film, **(data | changes))
    assert answer.status_code == 200
    assert field in answer.context["form"].errors
    assert not Release.objects.exists()


def test_the_kind_decides_of_whom_or_what(film, producer, client_of):
    person, place = ContributorFactory(film=film), LocationFactory(film=film)
    client = client_of(producer)
    assert new(client, film, kind="location", person=person.pk, location=place.pk).status_code == 302
    release = Release.objects.get()
    assert (release.person, release.location) == (None, place)
    edit = reverse("release-edit", args=[film.slug, release.pk])
    assert send(client, edit, kind="appearance", person=person.pk).status_code == 302
    release.refresh_from_db()
    assert (release.person, release.location) == (person, None)


def test_heirs_of_two_editors_at_once_show_both(film, producer, client_of):
    release = ReleaseFactory(person=ContributorFactory(film=film, died="2003-01-02"), kind="estate")
    Heir.objects.create(release=release, name="María")
    client = client_of(producer)
    url = reverse("release-edit", args=[film.slug, release.pk])
    opened = filled_in(client.get(url))
    assert send(client, url, **{"heirs-0-name": "María Theirs"}).status_code == 302
    answer = client.post(url, opened | {"heirs-0-name": "María Mine"})
    assert answer.status_code == 409
    assert "María Theirs" in Page(answer).text
    assert release.heirs.get().name == "María Theirs"


def test_where_releases_are_reached_from(film, producer, client_of):
    person, place = ContributorFactory(film=film), LocationFactory(film=film)
    client = client_of(producer)
    for name, pk, query in (
        ("person-detail", person.pk, f"?person={person.pk}"),
        ("location-detail", place.pk, f"?location={place.pk}"),
    ):
        assert query in client.get(reverse(name, args=[film.slug, pk])).content.decode()
    opened = filled_in(client.get(reverse("release-new", args=[film.slug]), {"location": place.pk}))
    assert (opened["kind"], opened["location"]) == (["location"], [str(place.pk)])
    for odd in ("", "x", "9" * 50, "-1", "\0", "٣"):
        assert client.get(reverse("release-new", args=[film.slug]), {"person": odd}).status_code == 200
