"""How accounts behave: people come by invitation, or by the first user's sign-up."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from production.models import User


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """The first person of an installation signs up; everybody else is invited."""
        return "invitation" in request.session or not User.objects.exists()
