"""Sources of archive clips: who holds them, whom to ask, and what came from there."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from django_filters import ChoiceFilter, FilterSet

from production.access import Access, Permission, film_view
from production.forms.archive import SourceForm
from production.models import Film, Source
from production.templatetags.registers import word
from production.views.archive import with_all
from production.views.facts import facts
from production.views.listing import Column, SearchFilter, listing
from production.views.records import bin_record, edit_record, restore_record

PAGE = ["contact", "phone", "email", "address", "credit", "currency", "rate_card", "notes"]


class SourceFilter(FilterSet):
    q = SearchFilter("name", "credit", label=_("Search"))
    kind = ChoiceFilter(choices=Source.Kind, label=_("Kind"))

    class Meta:
        model = Source
        fields: list[str] = []


COLUMNS = [
    Column("name", _("Name"), lambda s: s.name, sort="name"),
    Column("kind", _("Kind"), lambda s: word(s.kind, "source"), sort="kind"),
    Column("credit", _("Credit"), lambda s: s.credit),
    Column("website", _("Website"), lambda s: s.website),
    Column("clips", _("Clips"), lambda s: s.clip_count, sort="clip_count", align="end"),
]
CONTACT = [
    Column("contact", _("Contact"), lambda s: s.contact, sort="contact"),
    Column("phone", _("Phone"), lambda s: s.phone),
    Column("email", _("E-mail"), lambda s: s.email, sort="email"),
]


def _columns(access: Access) -> list[Column]:
    return [*COLUMNS[:2], *CONTACT, *COLUMNS[2:]] if access.may(Permission.EDIT_ARCHIVE) else COLUMNS


def _counted(film: Film) -> QuerySet[Source]:
    clips = Count("clips", filter=Q(clips__binned_at=None))
    return Source.objects.filter(film=film).annotate(clip_count=clips).order_by("name", "pk")


@film_view(Permission.SEE_ARCHIVE)
def source_list(request: HttpRequest, film: Film) -> HttpResponse:
    return listing(
        request,
        _counted(film),
        filters=SourceFilter,
        columns=_columns(request.access),  # type: ignore[attr-defined]
        template="production/source_list.html",
        name=str(_("sources")),
        context={"row_template": "production/_source_row.html", "has_bin": True},
    )


@film_view(Permission.SEE_ARCHIVE)
def source_detail(request: HttpRequest, film: Film, source: int) -> HttpResponse:
    access: Access = request.access  # type: ignore[attr-defined]
    found = get_object_or_404(Source.objects.select_related("person"), film=film, pk=source)
    hidden = () if access.may(Permission.EDIT_ARCHIVE) else Source.CONTACT
    context = {
        "source": found,
        "facts": facts(found, PAGE, hidden),
        "hides": bool(hidden),
        "clips": with_all(film).filter(source=found),
    }
    return render(request, "production/source_detail.html", context)


@film_view(Permission.EDIT_ARCHIVE)
def source_new(request: HttpRequest, film: Film) -> HttpResponse:
    return _edit(request, film, Source(film=film))


@film_view(Permission.EDIT_ARCHIVE)
def source_edit(request: HttpRequest, film: Film, source: int) -> HttpResponse:
    return _edit(request, film, get_object_or_404(Source.objects, film=film, pk=source))


def _edit(request: HttpRequest, film: Film, source: Source) -> HttpResponse:
    return edit_record(
        request,
        film,
        SourceForm,
        source,
        template="production/source_edit.html",
        done=lambda saved: _home(film, saved),
    )


def _home(film: Film, source: Source) -> str:
    return reverse("source-detail", args=[film.slug, source.pk])


@film_view(Permission.EDIT_ARCHIVE)
@require_POST
def source_bin(request: HttpRequest, film: Film, source: int) -> HttpResponse:
    found: Any = get_object_or_404(_counted(film), pk=source)
    if found.clip_count:
        text = ngettext(
            "%(count)d clip comes from here: give it another source first.",
            "%(count)d clips come from here: give them another source first.",
            found.clip_count,
        )
        messages.error(request, text % {"count": found.clip_count})
        return redirect(_home(film, found))
    return bin_record(
        request,
        found,
        undo=reverse("source-restore", args=[film.slug, found.pk]),
        back=reverse("source-list", args=[film.slug]),
    )


@film_view(Permission.EDIT_ARCHIVE)
@require_POST
def source_restore(request: HttpRequest, film: Film, source: int) -> HttpResponse:
    found = get_object_or_404(Source.everything, film=film, pk=source)
    return restore_record(request, found, back=reverse("source-list", args=[film.slug]))
