"""Who belongs to a film: invite, accept, change a role, take out. A film is never without a producer."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from production.models import Film, Invitation, Membership, User
from production.models.films import hash_token, new_token

PRODUCER = Membership.Role.PRODUCER


class LastProducer(Exception):
    """The film would be left without anybody who can manage it."""


class AlreadyMember(Exception):
    """The invited person is in the film already."""


class InvitationUnusable(Exception):
    """Wrong, expired, revoked or used: which of them is nobody's business."""


def _lock(film: Film) -> None:
    """Everything about a film's members happens one after the other."""
    Film.objects.select_for_update().get(pk=film.pk)


@transaction.atomic
def invite(*, film: Film, email: str, role: str, by: User, site: str, language: str = "") -> Invitation:
    """Mail a private link; an earlier open invitation to the same address is replaced.

    `site` is the address that the link begins with, `language` that of the mail for somebody
    who has no account yet.
    """
    _lock(film)
    guest = User.objects.filter(email__iexact=email).first()
    if guest is not None and Membership.objects.filter(film=film, user=guest).exists():
        raise AlreadyMember
    now = timezone.now()
    Invitation.objects.filter(film=film, email__iexact=email).open().update(revoked_at=now, revoked_by=by)
    token = new_token()
    invitation = Invitation.objects.create(
        film=film,
        email=email,
        role=role,
        token_hash=hash_token(token),
        created_by=by,
        expires_at=now + timedelta(days=settings.INVITATION_DAYS),
    )
    link = site.rstrip("/") + reverse("invitation-accept", kwargs={"token": token})
    words = (guest.language if guest else "") or language or settings.LANGUAGE_CODE
    # robust: the invitation stands even if the mail server is away; it can be sent again
    transaction.on_commit(partial(_mail_invitation, invitation, link, words), robust=True)
    return invitation


def _mail_invitation(invitation: Invitation, link: str, language: str) -> None:
    film = invitation.film.title
    days = settings.INVITATION_DAYS
    with translation.override(language):
        subject = _("%(film)s: you are invited") % {"film": film}
        invited = _("%(name)s invites you to the film “%(film)s”. Your role: %(role)s.")
        lasts = ngettext(
            "It works once, and for %(days)s day.", "It works once, and for %(days)s days.", days
        )
        paragraphs = [
            invited % {"name": invitation.created_by, "film": film, "role": invitation.get_role_display()},
            _("Open this private link to join; don't pass it on:"),
            link,
            lasts % {"days": days},
            _("If you didn't expect this mail, you need do nothing."),
        ]
        send_mail(subject, "\n\n".join(map(str, paragraphs)), None, [invitation.email])


@transaction.atomic
def revoke(*, invitation: Invitation, by: User) -> None:
    """The link opens nothing from now on; revoking twice does nothing more."""
    _lock(invitation.film)
    Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None).update(
        revoked_at=timezone.now(), revoked_by=by
    )


def find(*, token: str) -> Invitation:
    """The open invitation of a link."""
    invitation = (
        Invitation.objects.open()
        .by_token(token)
        .filter(film__binned_at=None)
        .select_related("film", "created_by")
        .first()
    )
    if invitation is None:
        raise InvitationUnusable
    return invitation


@transaction.atomic
def accept(*, token: str, by: User) -> Membership:
    """Make the bearer of a link a member; a link works once.

    Who is a member already keeps the role they have. The same person accepting twice gets the
    same answer twice.
    """
    invitation = (
        Invitation.objects.by_token(token).filter(film__binned_at=None).select_related("film").first()
    )
    if invitation is None:
        raise InvitationUnusable
    _lock(invitation.film)
    membership = Membership.objects.filter(film=invitation.film, user=by).first()
    taken = (
        Invitation.objects.open().filter(pk=invitation.pk).update(accepted_at=timezone.now(), accepted_by=by)
    )
    if not taken:
        mine = Invitation.objects.filter(pk=invitation.pk, accepted_by=by).exists()
        if mine and membership is not None:
            return membership
        raise InvitationUnusable
    return membership or _join(invitation, by)


def _join(invitation: Invitation, user: User) -> Membership:
    left = Membership.everything.binned().filter(film=invitation.film, user=user).order_by("-pk").first()
    if left is None:
        return Membership.objects.create(film=invitation.film, user=user, role=invitation.role)
    left.role = invitation.role
    left.restore()
    return left


@transaction.atomic
def change_role(*, membership: Membership, role: str, by: User) -> Membership:
    if role != PRODUCER:
        producer_remains(membership)
    membership.role = role
    membership.save()
    return membership


@transaction.atomic
def remove(*, membership: Membership, by: User) -> None:
    """Take somebody out of the film: their rights end with this line, their work stays."""
    producer_remains(membership)
    membership.bin(by=by)


def producer_remains(membership: Membership) -> None:
    """LastProducer unless somebody else is producer; holds until the transaction ends."""
    _lock(membership.film)
    others = Membership.objects.filter(film=membership.film, role=PRODUCER).exclude(pk=membership.pk)
    is_producer = Membership.objects.filter(pk=membership.pk, role=PRODUCER).exists()
    if is_producer and not others.exists():
        raise LastProducer
