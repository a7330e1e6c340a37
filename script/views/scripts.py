"""Scripts of a film: their list, their form, which of them is the working one, the bin."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.db.models import Count, OuterRef, Q, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django_filters import BooleanFilter, ChoiceFilter, FilterSet

from production import timecode
from production.access import Permission, film_view
from production.forms.fields import YesNoSelect, languages_in_words
from production.models import Film
from production.models.timecodes import RATES
from production.views.listing import Column, SearchFilter, listing
from production.views.records import bin_record, edit_record
from script.actions import scripts
from script.forms.scripts import ScriptForm
from script.models import Draft, Script

EDITS = Permission.EDIT_SCRIPT


class ScriptFilter(FilterSet):
    q = SearchFilter("title", "notes", label=_("Search"))
    is_working = BooleanFilter(widget=YesNoSelect, label=_("The working script"))
    rate = ChoiceFilter(choices=RATES, label=_("Frames a second"))

    class Meta:
        model = Script
        fields: list[str] = []


COLUMNS = [
    Column("title", _("Title"), lambda s: s.title, sort="title"),
    Column("working", _("Working script"), lambda s: _("yes") if s.is_working else "", sort="is_working"),
    Column("scenes", _("Scenes"), lambda s: s.scene_count, sort="scene_count", align="end"),
    Column("rows", _("Rows"), lambda s: s.row_count, sort="row_count", align="end"),
    Column("draft", _("Last draft"), lambda s: s.last_draft or "", sort="last_draft"),
    Column(
        "target",
        _("Target"),
        lambda s: s.target_words,
        sort="target_seconds",
        align="end",
    ),
    Column("language", _("Narration"), lambda s: languages_in_words([s.language]), sort="language"),
    Column("rate", _("Frames a second"), lambda s: timecode.NAMES[s.rate], sort="rate", align="end"),
]


def _counted(film: Film) -> Any:
    live = Q(scenes__is_omitted=False)
    last = Draft.objects.filter(script=OuterRef("pk")).order_by("-number").values("colour")[:1]
    rows = Script.objects.filter(film=film).order_by("-is_working", "title", "pk")
    return rows.annotate(
        scene_count=Count("scenes", filter=live, distinct=True),
        row_count=Count("scenes__rows", distinct=True),
        last_draft=Subquery(last),
    )


@film_view(Permission.SEE_SCRIPT)
def script_list(request: HttpRequest, film: Film) -> HttpResponse:
    return listing(
        request,
        _counted(film),
        filters=ScriptFilter,
        columns=COLUMNS,
        template="script/script_list.html",
        name=gettext("scripts"),
        context={"row_template": "script/_script_line.html", "has_bin": True},
    )


@film_view(EDITS)
def script_new(request: HttpRequest, film: Film) -> HttpResponse:
    """A new one counts as the film does."""
    script = Script(film=film, rate=film.frame_rate, drop_frame=film.drop_frame)
    script.language = next(iter(film.languages), script.language)
    return _edit(request, film, script)


@film_view(EDITS)
def script_edit(request: HttpRequest, film: Film, script: int) -> HttpResponse:
    return _edit(request, film, get_object_or_404(Script.objects, film=film, pk=script))


def _edit(request: HttpRequest, film: Film, script: Script) -> HttpResponse:
    return edit_record(
        request,
        film,
        ScriptForm,
        script,
        template="script/script_edit.html",
        done=lambda saved: reverse("script-detail", args=[film.slug, saved.pk]),
    )


@film_view(EDITS)
@require_POST
def script_work(request: HttpRequest, film: Film, script: int) -> HttpResponse:
    """The film is cut by this script from now on."""
    found = get_object_or_404(Script.objects, film=film, pk=script)
    now = scripts.make_working(script=found, by=request.user)  # type: ignore[arg-type]
    messages.success(request, gettext("The film is cut by “%(script)s” now.") % {"script": now})
    return redirect("script-list", film.slug)


@film_view(EDITS)
@require_POST
def script_bin(request: HttpRequest, film: Film, script: int) -> HttpResponse:
    """With its rows and drafts, which come back with it."""
    found = get_object_or_404(Script.objects, film=film, pk=script)
    undo = reverse("script-restore", args=[film.slug, found.pk])
    return bin_record(request, found, undo=undo, back=reverse("script-list", args=[film.slug]))


@film_view(EDITS)
@require_POST
def script_restore(request: HttpRequest, film: Film, script: int) -> HttpResponse:
    found = get_object_or_404(Script.everything, film=film, pk=script)
    try:
        with transaction.atomic():
            now = scripts.bring_back(script=found, by=request.user)  # type: ignore[arg-type]
    except IntegrityError:
        text = gettext("%(record)s can't come back: another has taken its number or name.")
        messages.error(request, text % {"record": found})
    else:
        messages.success(request, gettext("Restored: %(record)s.") % {"record": now})
    return redirect("script-list", film.slug)
