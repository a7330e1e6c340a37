"""How accounts behave: people come by invitation, or by the first user's sign-up."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from production.models import Invitation, User

INVITED = "invitation"  # in the session: the hash of the link by which somebody came


def invitation_of(request: HttpRequest) -> Invitation | None:
    """The open invitation with which this visitor came."""
    token_hash = request.session.get(INVITED)
    if not token_hash:
        return None
    return Invitation.objects.open().filter(token_hash=token_hash, film__binned_at=None).first()


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """The first person of an installation signs up; everybody else is invited."""
        return invitation_of(request) is not None or not User.objects.exists()

    def clean_email(self, email: str) -> str:
        """Who signs up by an invitation does it with the invited address: the link has proved it."""
        email = super().clean_email(email)
        request = self.request
        if request is None or request.user.is_authenticated or not _signs_up(request):
            return email
        invitation = invitation_of(request)
        if invitation is not None and invitation.email.casefold() != email.casefold():
            raise ValidationError(
                _("You are invited as %(email)s; sign up with this address.") % {"email": invitation.email}
            )
        return email

    def save_user(self, request: HttpRequest, user: Any, form: forms.Form, commit: bool = True) -> Any:
        invitation = invitation_of(request)
        if invitation is not None:
            self.stash_verified_email(request, invitation.email)
        return super().save_user(request, user, form, commit=commit)


def _signs_up(request: HttpRequest) -> bool:
    return getattr(request.resolver_match, "url_name", "") == "account_signup"
