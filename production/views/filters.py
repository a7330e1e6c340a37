"""Saved filters: a list's search, filters and order under a name."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, resolve, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from production.access import Access, Permission, film_view
from production.actions import filters
from production.forms.faults import faults
from production.forms.filters import SavedFilterForm
from production.models import Film, SavedFilter
from production.views.listing import kept_query

LONGEST = 2_000


def _address(saved: SavedFilter) -> str:
    return f"{reverse(saved.page, args=[saved.film.slug])}?{saved.query}"


@film_view(Permission.SEE_FILM)
@require_POST
def filter_new(request: HttpRequest, film: Film) -> HttpResponse:
    """Keep the search that a list shows, from the form above it."""
    access: Access = request.access  # type: ignore[attr-defined]
    page = _list_of(access, request.POST.get("page", ""))
    query = kept_query(QueryDict(request.POST.get("query", "")[: 2 * LONGEST]))
    saved = SavedFilter(film=film, owner=access.user, page=page, query=query)
    form = SavedFilterForm(request.POST, instance=saved)
    if len(query) > LONGEST:
        messages.error(request, _("This search is too long to be saved."))
    elif form.is_valid():
        _keep(request, access, form.save(commit=False))
    else:
        messages.error(request, " ".join(faults(form)))
    return redirect(_address(saved))


def _keep(request: HttpRequest, access: Access, wanted: SavedFilter) -> None:
    try:
        saved = filters.keep(wanted=wanted, by=access.membership)
    except filters.TooMany:
        text = _("You have %(most)s filters on this list; delete some first.")
        messages.error(request, text % {"most": filters.MOST})
    else:
        messages.success(request, _("Saved: %(record)s.") % {"record": saved})


def _list_of(access: Access, name: str) -> str:
    """The name of a list that this member may see; 404 for anything else."""
    try:
        view: Any = resolve(reverse(name, args=[access.film.slug])).func
    except NoReverseMatch as fault:
        raise Http404 from fault
    permission = getattr(view, "permission", None)
    if not name.endswith("-list") or permission is None or not access.may(permission):
        raise Http404
    return name


def _own(request: HttpRequest, film: Film, key: int) -> SavedFilter:
    rows = SavedFilter.objects.filter(film=film, owner=request.user).select_related("film")  # type: ignore[misc]
    return get_object_or_404(rows, pk=key)


@film_view(Permission.SEE_FILM)
def filter_edit(request: HttpRequest, film: Film, filter: int) -> HttpResponse:
    access: Access = request.access  # type: ignore[attr-defined]
    saved = _own(request, film, filter)
    form = SavedFilterForm(request.POST or None, instance=saved)
    if request.method == "POST" and form.is_valid():
        _keep(request, access, form.save(commit=False))
        return redirect(_address(saved))
    return render(
        request, "production/filter_edit.html", {"form": form, "saved": saved, "back": _address(saved)}
    )


@film_view(Permission.SEE_FILM)
def filter_delete(request: HttpRequest, film: Film, filter: int) -> HttpResponse:
    saved = _own(request, film, filter)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    back = _address(saved)
    saved.delete()
    messages.success(request, _("Deleted: %(record)s.") % {"record": saved})
    return redirect(back)
