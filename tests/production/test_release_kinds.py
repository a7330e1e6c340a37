"""What each kind of release asks for, what proves it, and when it counts."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from production.models import Evidence, Heir, Release, is_in_force, standing, standing_of
from tests.factories import (
    ContributorFactory,
    EvidenceFactory,
    LocationFactory,
    PermitFactory,
    ReleaseFactory,
)
from tests.production.forms import Page, filled_in, send

pytestmark = pytest.mark.django_db
ON = datetime.date(2003, 7, 1)


def release_of(film, **fields):
    person = fields.pop("person", None)
    return Release(film=film, person=person, **fields)


def faults(release):
    with pytest.raises(ValidationError) as refused:
        release.full_clean()
    return set(refused.value.error_dict)


# Estates and life


def test_an_estate_is_clear_when_all_heirs_have_signed_with_authority(film):
    """The trade's own case: two of three heirs are not enough, three of three with authority are."""
    person = ContributorFactory(film=film, name="Octavio Fernández", died="2003-06-21")
    estate = ReleaseFactory(person=person, kind="estate", state="sent", authority_on_file=True)
    heirs = [Heir.objects.create(release=estate, name=name, signed_on="2003-06-26") for name in "ab"]
    last = Heir.objects.create(release=estate, name="c")
    person.refresh_from_db()
    found = standing(person, person.releases.all(), ON)
    assert (found.code, found.detail, found.is_clear) == ("estate", "2/3", False)
    last.signed_on = datetime.date(2003, 6, 30)
    last.save()
    assert standing(person, person.releases.all(), ON).is_clear
    assert is_in_force(estate, ON)
    Release.objects.filter(pk=estate.pk).update(authority_on_file=False)
    assert standing(person, person.releases.all(), ON).code == "estate"
    assert len(heirs) == 2


def test_signed_in_life_stays_valid_without_the_estate(film):
    person = ContributorFactory(film=film, died="2003-06-21")
    ReleaseFactory(person=person, state="signed", signed_on="2003-06-21")
    person.refresh_from_db()
    assert standing(person, person.releases.all(), ON).code == "signed"
    person.releases.update(signed_on="2003-06-22")
    assert standing(person, person.releases.all(), ON).code == "estate"


def test_an_estate_can_not_be_called_signed_before_it_is(film, producer, client_of):
    person = ContributorFactory(film=film, died="2003-06-21")
    estate = ReleaseFactory(person=person, kind="estate", state="sent")
    Heir.objects.create(release=estate, name="María", signed_on="2003-06-26")
    client, url = client_of(producer), reverse("release-edit", args=[film.slug, estate.pk])
    answer = send(client, url, **{"state": "filed", "heirs-1-name": "Luis"})
    assert "1 of 2" in " ".join(answer.context["form"].errors["state"])
    assert "authority_on_file" in send(client, url, state="filed").context["form"].errors
    assert send(client, url, state="filed", authority_on_file="on").status_code == 302


# Minors


@pytest.mark.parametrize(
    ("born", "kind", "code"),
    [
        ("1985-06-03", "appearance", "guardian"),
        ("1985-06-02", "appearance", "signed"),  # of age on the very day
        ("1985-06-03", "minor", "signed"),
        ("", "appearance", "signed"),
    ],
)
def test_for_a_child_the_guardian_signs(film, born, kind, code):
    person = ContributorFactory(film=film, born=born or None)
    release = ReleaseFactory(person=person, kind=kind, state="signed", signed_on="2003-06-02", signer="María")
    person.refresh_from_db()
    release.refresh_from_db()
    assert standing(person, [release], ON).code == code
    assert standing_of(release, ON).code == code


def test_the_guardian_is_named(film):
    person = ContributorFactory(film=film)
    release = release_of(film, person=person, kind="minor", state="signed", signed_on=ON)
    assert faults(release) == {"signer"}
    with pytest.raises(IntegrityError), transaction.atomic():
        release.save()


# Materials, notices, permits


def test_materials_have_an_owner_and_may_have_another_copyright_holder(film, producer, client_of):
    person = ContributorFactory(film=film, name="Esteban Volkov")
    assert faults(release_of(film, kind="materials")) == {"material", "owner"}
    client = client_of(producer)
    opened = filled_in(client.get(reverse("release-new", args=[film.slug]), {"kind": "materials"}))
    assert opened["kind"] == ["materials"]
    sent = {
        "kind": "materials",
        "person": person.pk,
        "material": "Three photographs",
        "copyright_holder": "The photographer's heirs",
        "state": "needed",
        "heirs-base": "[]",
    }
    answer = client.post(reverse("release-new", args=[film.slug]), sent)
    assert answer.status_code == 302
    release = Release.objects.get()
    assert (str(release.of), release.owned_by) == ("Three photographs", "Esteban Volkov")
    page = Page(client.get(answer["Location"])).text
    assert "The photographer's heirs" in page
    assert standing(person, person.releases.all(), ON).code == "needed"  # materials are no appearance


def test_a_notice_is_posted_not_signed(film):
    place = LocationFactory(film=film)
    assert faults(release_of(film, kind="crowd")) == {"location"}
    for state in ("sent", "spoken", "signed", "restricted", "refused"):
        assert "state" in faults(release_of(film, kind="crowd", location=place, state=state, limits="x"))
    notice = release_of(film, kind="crowd", location=place, state="filed")
    assert faults(notice) == {"posted_on", "posted_where"}
    notice.posted_on, notice.posted_where = ON, "Both gates"
    notice.full_clean()
    notice.save()
    assert is_in_force(notice, ON)


def test_a_heritage_permit_counts_within_its_window(film):
    place = LocationFactory(film=film)
    assert faults(release_of(film, kind="heritage", location=place)) == {"authority", "authority_number"}
    permit = PermitFactory(location=place, first_date=ON, last_date=ON + datetime.timedelta(days=1))
    release = release_of(film, kind="heritage", location=place, permit=permit, state="filed")
    release.full_clean()
    release.save()
    days = [ON + datetime.timedelta(days=n) for n in (-1, 0, 1, 2)]
    assert [standing_of(release, day).code for day in days] == ["needed", "signed", "signed", "expired"]
    release.valid_from, release.expires_on = days[1], days[1]
    assert [standing_of(release, day).code for day in days] == ["needed", "signed", "expired", "expired"]
    elsewhere = PermitFactory(location=LocationFactory(film=film))
    release.permit = elsewhere
    assert faults(release) == {"permit"}


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        ("appearance", "material", "Letters"),
        ("appearance", "posted_where", "Gate"),
        ("location", "authority", "Museum"),
        ("location", "owner", "Somebody"),
        ("appearance", "authority_on_file", "on"),
    ],
)
def test_what_belongs_to_another_kind_is_told_at_its_field(film, producer, client_of, kind, field, value):
    data = {"kind": kind, "state": "needed", "heirs-base": "[]", field: value}
    data |= {"person": ContributorFactory(film=film).pk, "location": LocationFactory(film=film).pk}
    answer = client_of(producer).post(reverse("release-new", args=[film.slug]), data)
    assert field in answer.context["form"].errors
    assert not Release.objects.exists()


# Fee


@pytest.mark.parametrize(
    ("amount", "currency", "paid", "field"),
    [
        ("100", "", "", "fee_currency"),
        ("", "MXN", "", "fee_amount"),
        ("", "", "2003-06-02", "fee_amount"),
        ("-1", "MXN", "", "fee_amount"),
        ("1.234", "MXN", "", "fee_amount"),
        ("10", "XXL", "", "fee_currency"),
    ],
)
def test_a_fee_is_an_amount_with_its_currency(film, producer, client_of, amount, currency, paid, field):
    url = reverse("release-edit", args=[film.slug, ReleaseFactory(person__film=film).pk])
    answer = send(client_of(producer), url, fee_amount=amount, fee_currency=currency, fee_paid_on=paid)
    assert field in answer.context["form"].errors


@pytest.mark.parametrize(("language", "words"), [("en", "MXN 1,500.00"), ("es", "MXN 1,500.00")])
def test_a_fee_is_told_with_its_currency(film, producer, client_of, language, words):
    release = ReleaseFactory(person__film=film, fee_amount=Decimal("1500"), fee_currency="MXN")
    client = client_of(producer)
    client.cookies["django_language"] = language
    page = client.get(reverse("release-detail", args=[film.slug, release.pk])).content.decode()
    assert words in page.replace("\xa0", " ")


def test_half_a_fee_does_not_reach_the_database(film):
    release = ReleaseFactory(person__film=film)
    for fields in ({"fee_amount": 1}, {"fee_currency": "MXN"}, {"fee_amount": -1, "fee_currency": "MXN"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Release.objects.filter(pk=release.pk).update(**fields)


# Evidence


def test_evidence_is_kept_with_its_date(film, producer, client_of):
    release = ReleaseFactory(person__film=film)
    client, new = client_of(producer), reverse("evidence-new", args=[film.slug, release.pk])
    data = {"kind": "recording", "on": "2003-06-05", "words": "Card A003 at 01:02:03"}
    assert client.post(new, data).status_code == 302
    assert "Card A003" in Page(client.get(reverse("release-detail", args=[film.slug, release.pk]))).text
    for changes in ({"words": ""}, {"on": ""}, {"kind": "opera"}):
        assert client.post(new, data | changes).status_code == 200
    assert Evidence.objects.count() == 1


def test_evidence_is_taken_back_and_restored(film, editor, producer, client_of):
    proof = EvidenceFactory(release__person__film=film)
    args = [film.slug, proof.release_id, proof.pk]
    assert client_of(editor).post(reverse("evidence-bin", args=args)).status_code == 403
    client = client_of(producer)
    client.post(reverse("evidence-bin", args=args))
    assert not Evidence.objects.exists()
    client.post(reverse("evidence-restore", args=args))
    assert Evidence.objects.get() == proof
    other = ReleaseFactory(person__film=film)
    wrong = reverse("evidence-edit", args=[film.slug, other.pk, proof.pk])
    assert client.get(wrong).status_code == 404
