"""Members and invitations: by whom, for how long, once; and never a film without a producer."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from production.actions import memberships
from production.models import Film, Invitation, Membership, User
from tests.at_once import at_once
from tests.factories import MembershipFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clear_limits")]

SITE = "https://rodaje.example"


@pytest.fixture
def here(film):
    return lambda name, **parts: reverse(name, kwargs={"film": film.slug, **parts})


@pytest.fixture
def invite(film, producer, django_capture_on_commit_callbacks):
    """Invite somebody as the producer does; gives the token of the mailed link."""

    def send(email="guest@example.org", role="editor", **options):
        with django_capture_on_commit_callbacks(execute=True):
            memberships.invite(film=film, email=email, role=role, by=producer, site=SITE, **options)
        return token_in(mail.outbox[-1].body)

    return send


def token_in(text):
    return re.search(r"/invitations/([\w-]+)/", text)[1]


def accept_url(token):
    return reverse("invitation-accept", kwargs={"token": token})


# -- the cast ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["member-list", "invitation-new"])
def test_the_cast(client, client_of, here, name, producer, director, editor, crew, viewer, stranger):
    assert client_of(producer).get(here(name)).status_code == 200
    for member in (director, editor, crew, viewer):
        assert client_of(member).get(here(name)).status_code == 403
    assert client_of(stranger).get(here(name)).status_code == 404
    assert client.get(here(name)).url.startswith(reverse("account_login"))


def test_a_member_of_another_film_is_not_reached_through_this_one(client_of, here, producer, stranger):
    foreign = Membership.objects.get(user=stranger)
    client = client_of(producer)
    assert client.get(here("member-edit", member=foreign.pk)).status_code == 404
    assert client.post(here("member-bin", member=foreign.pk)).status_code == 404
    assert not Membership.objects.get(user=stranger).is_binned


def test_an_invitation_of_another_film_is_not_revoked_through_this_one(
    client_of, here, producer, stranger, other_film
):
    foreign = memberships.invite(film=other_film, email="x@example.org", role="crew", by=stranger, site=SITE)
    assert client_of(producer).post(here("invitation-revoke", invitation=foreign.pk)).status_code == 404
    foreign.refresh_from_db()
    assert foreign.is_open


# -- roles ---------------------------------------------------------------------------------------


def member_of(film, user):
    return Membership.objects.get(film=film, user=user)


def test_a_role_is_changed_and_holds_at_once(client_of, here, film, producer, crew):
    member = member_of(film, crew)
    signed_in = client_of(crew)
    assert signed_in.get(here("member-list")).status_code == 403
    response = client_of(producer).post(
        here("member-edit", member=member.pk), {"role": "producer", "version": member.version}
    )
    assert response.url == here("member-list")
    assert signed_in.get(here("member-list")).status_code == 200


def test_a_removed_member_loses_every_right_with_the_next_click_and_comes_back(
    client_of, here, film, producer, crew
):
    signed_in = client_of(crew)
    assert signed_in.get(here("film-overview")).status_code == 200
    member = member_of(film, crew)
    client = client_of(producer)
    page = client.post(here("member-bin", member=member.pk), follow=True).text
    assert signed_in.get(here("film-overview")).status_code == 404
    undo = here("member-restore", member=member.pk)
    assert f'action="{undo}"' in page
    client.post(undo)
    assert signed_in.get(here("film-overview")).status_code == 200


def test_the_only_producer_stays(client_of, here, film, producer):
    member = member_of(film, producer)
    client = client_of(producer)
    page = client.post(here("member-edit", member=member.pk), {"role": "crew", "version": member.version})
    assert "only producer" in page.context["form"].errors["role"][0]
    page = client.post(here("member-bin", member=member.pk), follow=True)
    assert "only producer" in page.text
    member.refresh_from_db()
    assert (member.role, member.is_binned) == ("producer", False)


def test_a_second_producer_may_leave(client_of, here, film, producer):
    second = MembershipFactory(film=film, role="producer")
    response = client_of(second.user).post(here("member-bin", member=second.pk))
    assert response.url == reverse("film-list")
    assert list(Membership.objects.filter(film=film)) == [member_of(film, producer)]


def test_a_stale_change_of_a_role_is_not_silent(client_of, here, film, producer, crew):
    member = member_of(film, crew)
    client = client_of(producer)
    client.post(here("member-edit", member=member.pk), {"role": "editor", "version": 1})
    page = client.post(here("member-edit", member=member.pk), {"role": "viewer", "version": 1})
    assert page.status_code == 409
    assert member_of(film, crew).role == "editor"


# -- invitations ---------------------------------------------------------------------------------


def test_an_invitation_is_mailed_and_only_its_hash_is_kept(
    client_of, here, producer, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        response = client_of(producer).post(
            here("invitation-new"), {"email": "guest@example.org", "role": "editor", "language": "en"}
        )
    assert response.url == here("member-list")
    [letter] = mail.outbox
    assert letter.to == ["guest@example.org"]
    assert "http://testserver/invitations/" in letter.body
    assert "Coyoacán" in letter.subject
    token = token_in(letter.body)
    row = Invitation.objects.values().get()
    assert token not in str(row)
    assert len(token) >= 43


def test_nothing_is_mailed_when_the_transaction_fails(film, producer, django_capture_on_commit_callbacks):
    with (
        django_capture_on_commit_callbacks(execute=True) as callbacks,
        pytest.raises(memberships.AlreadyMember),
    ):
        memberships.invite(film=film, email=producer.email.upper(), role="crew", by=producer, site=SITE)
    assert callbacks == []
    assert mail.outbox == []


def test_the_mail_speaks_the_language_of_its_reader(invite, monkeypatch):
    from django.utils import translation

    UserFactory(email="spanish@example.org", language="es")
    spoken = []
    monkeypatch.setattr(
        memberships,
        "send_mail",
        lambda *args: (spoken.append(translation.get_language()), mail.send_mail(*args)),
    )
    invite("spanish@example.org")
    invite("new@example.org", language="es")
    invite("english@example.org", language="en")
    assert spoken == ["es", "es", "en"]


def test_a_member_is_not_invited_again(client_of, here, producer, crew):
    page = client_of(producer).post(
        here("invitation-new"), {"email": crew.email, "role": "editor", "language": "en"}
    )
    assert page.context["form"].errors.keys() == {"email"}
    assert mail.outbox == []


def test_inviting_again_ends_the_older_link(client, invite):
    first, second = invite(), invite("Guest@example.org")
    assert client.get(accept_url(first)).status_code == 404
    assert client.get(accept_url(second)).status_code == 200


def test_wrong_expired_revoked_and_used_answer_alike(client, client_of, film, producer, invite):
    used = invite("a@example.org")
    memberships.accept(token=used, by=UserFactory())
    revoked = invite("b@example.org")
    memberships.revoke(invitation=Invitation.objects.get(email="b@example.org"), by=producer)
    expired = invite("c@example.org")
    answers = []
    with time_machine.travel(timezone.now() + timedelta(days=15)):
        for token in ("wrong", used, revoked, expired):
            response = Client().get(accept_url(token))
            bare = response.text.replace(token, "")
            bare = re.sub(r'(csrf-token" content|csrfmiddlewaretoken" value)="\w+"', "", bare)
            answers.append((response.status_code, bare))
            member = client_of(UserFactory())
            assert member.post(accept_url(token)).status_code == 404
    assert answers[0][0] == 404
    assert len(set(answers)) == 1
    assert not Membership.objects.exclude(user=producer).filter(film=film).count() > 1


def test_an_account_joins_by_the_link_and_once(client_of, film, invite, here):
    token = invite(role="editor")
    user = UserFactory()
    client = client_of(user)
    assert "Join the film" in client.get(accept_url(token)).text
    assert client.post(accept_url(token)).url == here("film-overview")
    assert member_of(film, user).role == "editor"
    assert client.post(accept_url(token)).url == here("film-overview")  # the same answer twice
    assert client_of(UserFactory()).post(accept_url(token)).status_code == 404
    assert Membership.objects.filter(film=film).count() == 2  # with the producer


def test_a_link_needs_somebody_signed_in_to_join(client, film, invite):
    token = invite()
    response = client.post(accept_url(token))
    assert response.status_code == 200  # the page with both ways in
    assert Invitation.objects.get().is_open


def test_a_member_keeps_their_role_when_they_open_a_link(client_of, film, invite, crew):
    token = invite(role="producer")
    client_of(crew).post(accept_url(token))
    assert member_of(film, crew).role == "crew"


def test_who_was_removed_comes_back_by_a_new_invitation(film, invite, producer, crew):
    memberships.remove(membership=member_of(film, crew), by=producer)
    memberships.accept(token=invite(crew.email, "editor"), by=crew)
    assert member_of(film, crew).role == "editor"
    assert Membership.everything.filter(film=film, user=crew).count() == 1


def test_revoking_is_a_post_and_ends_the_link(client, client_of, here, producer, invite):
    token = invite()
    invitation = Invitation.objects.get()
    signed_in = client_of(producer)
    signed_in.get(here("invitation-revoke", invitation=invitation.pk))
    assert client.get(accept_url(token)).status_code == 200
    signed_in.post(here("invitation-revoke", invitation=invitation.pk))
    assert client.get(accept_url(token)).status_code == 404


SIGN_UP = {"name": "Guest", "password1": "horse battery 9", "password2": "horse battery 9"}


def test_sign_up_by_invitation_with_the_invited_address_alone(client, film, invite):
    token = invite()
    assert client.get(reverse("account_signup")).status_code == 200
    assert "By invitation" in client.get(reverse("account_signup")).text
    client.get(accept_url(token))
    page = client.post(reverse("account_signup"), {**SIGN_UP, "email": "other@example.org"})
    assert "email" in page.context["form"].errors
    response = client.post(
        reverse("account_signup"), {**SIGN_UP, "email": "Guest@example.org", "next": accept_url(token)}
    )
    assert response.url == accept_url(token)
    user = User.objects.get(email__iexact="guest@example.org")
    assert user.name == "Guest"
    assert user.emailaddress_set.get().verified  # the link has proved the address
    client.post(accept_url(token))
    assert member_of(film, user).role == "editor"


def test_a_revoked_invitation_opens_no_sign_up(client, producer, invite):
    client.get(accept_url(invite()))
    memberships.revoke(invitation=Invitation.objects.get(), by=producer)
    client.post(reverse("account_signup"), {**SIGN_UP, "email": "guest@example.org"})
    assert not User.objects.filter(email="guest@example.org").exists()


def test_guessing_links_is_limited(client):
    answers = [client.get(accept_url(f"guess-{number}")).status_code for number in range(31)]
    assert answers == [404] * 30 + [429]


def test_a_private_page_is_kept_by_no_cache(client, invite):
    assert "no-store" in client.get(accept_url(invite()))["Cache-Control"]


# -- at the same moment --------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_two_who_accept_one_link_at_once_make_one_member(film, producer):
    memberships.invite(film=film, email="guest@example.org", role="crew", by=producer, site=SITE)
    token = token_in(mail.outbox[-1].body)
    users = [UserFactory() for _ in range(4)]
    answers = at_once(*(lambda user=user: memberships.accept(token=token, by=user) for user in users))
    assert sum(isinstance(answer, Membership) for answer in answers) == 1
    assert sum(isinstance(answer, memberships.InvitationUnusable) for answer in answers) == 3
    assert Membership.objects.filter(film=film).exclude(user=producer).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_producers_who_remove_each_other_at_once_leave_one(film, producer):
    first, second = member_of(film, producer), MembershipFactory(film=film, role="producer")
    answers = at_once(
        lambda: memberships.remove(membership=first, by=second.user),
        lambda: memberships.remove(membership=second, by=first.user),
    )
    assert [type(answer) for answer in answers].count(memberships.LastProducer) == 1
    assert Membership.objects.filter(film=film, role="producer").count() == 1
    assert Film.objects.filter(pk=film.pk).exists()
