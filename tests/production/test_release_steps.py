"""From needed to filed, and how a consent ends: refused steps say why, and withdrawing is an act."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from production.models import Release, standing
from tests.factories import (
    ContributorFactory,
    LocationFactory,
    ReleaseFactory,
    RunningItemFactory,
    SceneFactory,
    SetFactory,
    ShootDayFactory,
)
from tests.production.forms import Page, filled_in, send

pytestmark = pytest.mark.django_db
ON = datetime.date(2003, 7, 1)
WITHDRAWN = {"withdrawn_on": ON, "withdrawal_ground": "By letter", "withdrawal_decision": "pending"}
GIVEN = {"signed_on": datetime.date(2003, 6, 2)}
FIELDS = {
    "signed": GIVEN,
    "filed": GIVEN,
    "restricted": {**GIVEN, "limits": "no promo"},
    "expired": GIVEN,
    "withdrawn": {**GIVEN, **WITHDRAWN},
    "not_required": {"reason": "Never seen"},
}


@pytest.fixture
def person(film):
    return ContributorFactory(film=film)


def stands(person, state):
    return ReleaseFactory(person=person, state=state, **FIELDS.get(state, {}))


def step(release, to):
    """What full_clean says of a step; "" when it is taken."""
    release.state = to
    for name, value in FIELDS.get(to, {}).items():
        setattr(release, name, value)
    try:
        release.full_clean()
    except ValidationError as refused:
        return " ".join(refused.error_dict["state"][0].messages)
    return ""


@pytest.mark.parametrize(
    ("was", "to"),
    [
        ("needed", "sent"), ("needed", "filed"), ("sent", "spoken"), ("sent", "needed"), ("sent", "refused"),
        ("spoken", "signed"), ("spoken", "withdrawn"), ("signed", "filed"), ("filed", "restricted"),
        ("signed", "withdrawn"), ("restricted", "expired"), ("refused", "sent"), ("refused", "signed"),
        ("not_required", "needed"), ("expired", "signed"),
    ],
)  # fmt: skip
def test_a_step_that_makes_sense(person, was, to):
    assert step(stands(person, was), to) == ""


@pytest.mark.parametrize(
    ("was", "to", "why"),
    [
        ("needed", "withdrawn", "given"), ("sent", "withdrawn", "given"), ("refused", "withdrawn", "given"),
        ("needed", "expired", "signed expires"), ("spoken", "expired", "signed expires"),
        ("signed", "needed", "isn't undone"), ("filed", "sent", "isn't undone"),
        ("restricted", "refused", "isn't undone"), ("signed", "not_required", "isn't undone"),
        ("expired", "sent", "isn't undone"), ("withdrawn", "signed", "stays withdrawn"),
        ("withdrawn", "needed", "stays withdrawn"), ("withdrawn", "expired", "Only what was signed"),
    ],
)  # fmt: skip
def test_a_step_that_makes_none_says_why(person, was, to, why):
    assert why in step(stands(person, was), to)


def test_what_has_expired_is_not_signed_by_choosing_so(person):
    release = stands(person, "expired")
    release.expires_on = datetime.date(2003, 6, 30)
    assert "has expired" in step(release, "signed")


def test_an_estate_does_not_speak(film):
    person = ContributorFactory(film=film, died="2003-06-21")
    assert "on camera" in step(ReleaseFactory(person=person, kind="estate"), "spoken")


def test_the_form_tells_the_reason_at_the_state(film, producer, client_of, person):
    release = stands(person, "signed")
    answer = send(client_of(producer), reverse("release-edit", args=[film.slug, release.pk]), state="needed")
    assert "isn't undone" in " ".join(answer.context["form"].errors["state"])
    release.refresh_from_db()
    assert release.state == "signed"


def test_withdrawing_is_not_a_choice_in_the_list(film, producer, client_of, person):
    url = reverse("release-edit", args=[film.slug, stands(person, "signed").pk])
    client = client_of(producer)
    states = [code for code, _words in client.get(url).context["form"].fields["state"].choices]
    assert "withdrawn" not in states
    assert send(client, url, state="withdrawn").status_code == 200


# Superseded


def test_a_superseded_release_names_the_one_in_its_place(film, person):
    old, new = stands(person, "withdrawn"), stands(person, "signed")
    old.state = "superseded"
    with pytest.raises(ValidationError, match="took its place"):
        old.full_clean()
    old.superseded_by = new
    old.full_clean()
    old.save()
    assert standing(person, person.releases.all(), ON).code == "signed"
    assert "has taken its place" in step(Release.objects.get(pk=old.pk), "signed")
    new.state, new.superseded_by = "superseded", old
    with pytest.raises(ValidationError, match="each other"):
        new.full_clean()
    other = stands(ContributorFactory(film=film), "signed")
    new.superseded_by = other
    with pytest.raises(ValidationError, match="somebody else"):
        new.full_clean()


def test_only_what_is_superseded_names_a_successor(person):
    old, new = stands(person, "signed"), stands(person, "signed")
    with pytest.raises(IntegrityError), transaction.atomic():
        Release.objects.filter(pk=old.pk).update(superseded_by=new)
    with pytest.raises(IntegrityError), transaction.atomic():
        Release.objects.filter(pk=old.pk).update(state="superseded", superseded_by=old)


# Withdrawn


def test_who_withdraws_is_heard_with_what_that_touches(film, producer, client_of, person):
    release = stands(person, "signed")
    scene = SceneFactory(film=film, people=[person], title="At the desk")
    day = ShootDayFactory(film=film, date=ON)
    RunningItemFactory(day=day, kind="interview", scene=scene)
    other_day = ShootDayFactory(film=film, date=ON + datetime.timedelta(days=1))
    RunningItemFactory(day=other_day, kind="meal", people=[person])
    client = client_of(producer)
    url = reverse("release-withdraw", args=[film.slug, release.pk])
    opened = client.get(url)
    assert opened.context["touches"].scenes == (scene,)
    assert opened.context["touches"].days == (day,)
    assert "At the desk" in Page(opened).text
    assert "No fee is on record" in Page(opened).text
    sent = filled_in(opened) | {
        "withdrawn_on": "2003-07-01",
        "withdrawal_ground": "By letter",
        "withdrawal_decision": "followed",
    }
    assert "understood" in client.post(url, sent).context["form"].errors
    release.refresh_from_db()
    assert release.state == "signed"
    assert client.post(url, sent | {"understood": "on"}).status_code == 302
    release.refresh_from_db()
    assert (release.state, release.withdrawal_decision) == ("withdrawn", "followed")
    assert release.history.first().history_user == producer
    page = Page(client.get(reverse("release-detail", args=[film.slug, release.pk]))).text
    assert "By letter" in page
    assert "At the desk" in page
    assert standing(person, person.releases.all(), ON).code == "withdrawn"


@pytest.mark.parametrize("missing", ["withdrawn_on", "withdrawal_ground", "withdrawal_decision"])
def test_a_withdrawal_says_when_why_and_what_was_decided(film, producer, client_of, person, missing):
    release = stands(person, "signed")
    sent = {name: str(value) for name, value in WITHDRAWN.items()} | {"understood": "on", missing: ""}
    url = reverse("release-withdraw", args=[film.slug, release.pk])
    assert missing in client_of(producer).post(url, sent).context["form"].errors
    fields = {**WITHDRAWN, "state": "withdrawn", missing: None if missing == "withdrawn_on" else ""}
    with pytest.raises(IntegrityError), transaction.atomic():
        Release.objects.filter(pk=release.pk).update(**fields)


@pytest.mark.parametrize("state", ["needed", "refused", "not_required", "expired"])
def test_what_was_never_given_is_not_withdrawn(film, producer, client_of, person, state):
    release = stands(person, state)
    url = reverse("release-withdraw", args=[film.slug, release.pk])
    sent = {name: str(value) for name, value in WITHDRAWN.items()} | {"understood": "on"}
    assert client_of(producer).post(url, sent).status_code == 302
    release.refresh_from_db()
    assert release.state == state


def test_the_decision_about_a_withdrawal_may_come_later(film, producer, client_of, person):
    release = stands(person, "withdrawn")
    url = reverse("release-edit", args=[film.slug, release.pk])
    assert send(client_of(producer), url, withdrawal_decision="contested").status_code == 302
    release.refresh_from_db()
    assert (release.state, release.withdrawal_decision) == ("withdrawn", "contested")


def test_a_place_that_is_withdrawn_touches_its_scenes(film, producer, client_of):
    place = LocationFactory(film=film)
    release = ReleaseFactory(film=film, person=None, kind="location", location=place, state="signed", **GIVEN)
    scene = SceneFactory(film=film, set=SetFactory(location=place))
    day = ShootDayFactory(film=film, date=ON)
    RunningItemFactory(day=day, kind="b_roll", scene=scene)
    elsewhere = ShootDayFactory(film=film, date=ON + datetime.timedelta(days=1))
    RunningItemFactory(day=elsewhere, kind="b_roll", scene=scene, location=LocationFactory(film=film))
    url = reverse("release-withdraw", args=[film.slug, release.pk])
    touches = client_of(producer).get(url).context["touches"]
    assert (touches.scenes, touches.days) == ((scene,), (day,))
