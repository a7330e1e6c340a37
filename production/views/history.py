"""The history of a record, and the last save taken back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from production.access import Access, Permission, film_view
from production.actions import past
from production.kinds import Kind, kind_called, named_by
from production.models import Film, Record, StaleRecord
from production.views.past import PastPage


def _found(film: Film, kind: str, key: int) -> tuple[Kind, Record]:
    """A record of the film, in the bin or not."""
    of = kind_called(kind)
    if of is None:
        raise Http404
    rows: Any = of.model._base_manager.select_related(*named_by(of.model))
    return of, get_object_or_404(rows.filter(**{of.film_path: film.pk}), pk=key)


@film_view(Permission.SEE_FILM)
def record_history(request: HttpRequest, film: Film, kind: str, record: int) -> HttpResponse:
    access: Access = request.access  # type: ignore[attr-defined]
    of, found = _found(film, kind, record)
    may_edit = access.may(of.permission)
    if not (access.may(of.seen_with) or may_edit):
        raise PermissionDenied
    if found.is_binned and not may_edit:
        raise Http404
    number = request.GET.get("page", "")
    page = PastPage(
        of,
        found,
        number=int(number) if number.isascii() and number.isdigit() and len(number) < 7 else 1,
        zone=film.time_zone,
        hidden=of.hidden(access, found),
    )
    context = {
        "record": found,
        "noun": of.model._meta.verbose_name,
        "page": page,
        "shown": "" if found.is_binned else of.page_path(film, found),
        "edit": of.edit_path(film, found) if may_edit and not found.is_binned else "",
    }
    return render(request, "production/record_history.html", context)


@film_view(Permission.SEE_FILM)
def record_undo(request: HttpRequest, film: Film, kind: str, record: int) -> HttpResponse:
    """Take back the save that a message on the page speaks of, unless somebody saved since."""
    access: Access = request.access  # type: ignore[attr-defined]
    of, found = _found(film, kind, record)
    if not (access.may(of.permission) and of.undoes):
        raise PermissionDenied
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    version = request.POST.get("version", "")
    back = redirect(of.page_path(film, found))
    if not (version.isascii() and version.isdigit() and len(version) < 10):
        raise Http404
    try:
        with transaction.atomic():
            undone = past.undo(record=found, version=int(version), by=access.user, leave=of.own_way)
            if of.settle:
                of.settle(undone, access.user)
    except StaleRecord:
        messages.error(request, _("Not undone: somebody has changed %(record)s since.") % {"record": found})
    except (past.NothingBefore, ValidationError, IntegrityError):
        messages.error(request, _("%(record)s can't go back to what it was before.") % {"record": found})
    else:
        messages.success(request, _("Undone: %(record)s is as it was before.") % {"record": undone})
    return back
