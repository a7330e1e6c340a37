"""What each person sets for themselves: name, language, light and dark."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from production.forms.account import AccountForm
from production.models import User

A_YEAR = 365 * 86_400


@login_required
def account_settings(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    form = AccountForm(request.POST or None, instance=User.objects.get(pk=user.pk))
    if request.method == "POST" and form.is_valid():
        saved = form.save()
        with translation.override(saved.language or request.LANGUAGE_CODE):
            messages.success(request, _("Saved."))
        return redirect("account-settings")
    return render(request, "production/account_settings.html", {"form": form})


@require_POST
def language_set(request: HttpRequest) -> HttpResponse:
    """Another language, at once: kept with the account, else in a cookie."""
    language = request.POST.get("language", "")
    response = HttpResponseRedirect(_back(request))
    if language in dict(settings.LANGUAGES):
        _remember(request, "language", language)
        _cookie(response, settings.LANGUAGE_COOKIE_NAME, language)
    return response


@require_POST
def theme_set(request: HttpRequest) -> HttpResponse:
    """Paper-white, dark, or as the system has it."""
    theme = request.POST.get("theme", "")
    response = HttpResponseRedirect(_back(request))
    if theme in User.Theme.values:
        _remember(request, "theme", theme)
        _cookie(response, "theme", theme)
    return response


def _remember(request: HttpRequest, field: str, value: str) -> None:
    if request.user.is_authenticated:
        User.objects.filter(pk=request.user.pk).update(**{field: value})


def _cookie(response: Any, name: str, value: str) -> None:
    response.set_cookie(
        name, value, max_age=A_YEAR, samesite="Lax", httponly=True, secure=settings.SESSION_COOKIE_SECURE
    )


def _back(request: HttpRequest) -> str:
    """Where the person was, if that is a page of ours."""
    url = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())
    return url if ours else "/"
