"""A form is taken once: its second submit answers like the first."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponseRedirect

from production.models import SubmittedForm
from production.models.indexing import gathered

FIELD = "form_key"


def new_key() -> str:
    return secrets.token_urlsafe(24)


def once(request: HttpRequest, take: Callable[[], Any]) -> Any:
    """Answer a POST inside one transaction; a key seen before leads where its first submit led.

    A key is kept only if the submit was taken (a redirect): a form shown again with its
    mistakes may be sent again.
    """
    key = request.POST.get(FIELD, "").replace("\0", "")[:64]
    user: Any = request.user
    if not key:
        with transaction.atomic(), gathered():
            return take()
    try:
        with transaction.atomic(), gathered():
            taken = SubmittedForm.objects.create(user=user, key=key, path=request.path[:500])
            response = take()
            if isinstance(response, HttpResponseRedirect):
                SubmittedForm.objects.filter(pk=taken.pk).update(location=response.url)
            else:
                taken.delete()
            return response
    except IntegrityError:
        first = SubmittedForm.objects.filter(user=user, key=key).first()
        if first is None or not first.location:
            raise
        if first.path != request.path[:500]:
            raise BadRequest("The key of this form was taken at another address.") from None
        return HttpResponseRedirect(first.location)
