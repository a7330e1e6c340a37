"""Interviews: one sitting each, with its recordings, what was promised, and how far it has come."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from django.contrib import messages
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe
from django_filters import BooleanFilter, ChoiceFilter, DateFilter, FilterSet, ModelChoiceFilter

from interviews import material
from interviews.forms.interviews import InterviewForm, title_of
from interviews.models import Interview, Subject, Transcript
from interviews.views.interview_page import context_of
from production.access import Permission, film_view
from production.forms.fields import DateInput, PlainSelect, YesNoSelect, language_choices, languages_in_words
from production.models import Film, RunningItem, StaleRecord
from production.templatetags.dates import year_date
from production.views.bulk import Bulk, bulk_edit
from production.views.listing import Column, SearchFilter, listing
from production.views.records import bin_record, edit_record, restore_record


class InterviewFilter(FilterSet):
    q = SearchFilter(
        "title", "subjects__person__name", "subjects__person__said", "synopsis", label=_("Search")
    )
    status = ChoiceFilter(choices=Interview.Status, label=_("Status"))
    subject = ModelChoiceFilter(
        field_name="subjects",
        queryset=lambda request: Subject.objects.filter(film=request.access.film).select_related("person"),
        widget=PlainSelect,
        label=_("Interview subject"),
    )
    language = ChoiceFilter(method="in_language", choices=language_choices, label=_("Language"))
    first = DateFilter(method="not_earlier", widget=DateInput, label=_("From"))
    last = DateFilter(method="not_later", widget=DateInput, label=_("To"))
    held_back = BooleanFilter(method="is_held_back", widget=YesNoSelect, label=_("Held back"))
    transcript = BooleanFilter(method="has_transcript", widget=YesNoSelect, label=_("Has a transcript"))

    class Meta:
        model = Interview
        fields: list[str] = []

    def in_language(self, rows: Any, name: str, value: str) -> QuerySet[Any]:
        return rows.filter(languages__icontains=f'"{value}"')

    def not_earlier(self, rows: Any, name: str, value: date) -> QuerySet[Any]:
        return rows.with_day().filter(shot_on__gte=value)

    def not_later(self, rows: Any, name: str, value: date) -> QuerySet[Any]:
        return rows.with_day().filter(shot_on__lte=value)

    def is_held_back(self, rows: Any, name: str, value: bool) -> QuerySet[Any]:
        held = Interview.objects.held_back(timezone.localdate()).values("pk")
        return rows.filter(pk__in=held) if value else rows.exclude(pk__in=held)

    def has_transcript(self, rows: Any, name: str, value: bool) -> QuerySet[Any]:
        found = Transcript.objects.filter(recording__interview=OuterRef("pk"), recording__binned_at=None)
        return rows.filter(Exists(found) if value else ~Exists(found))


def _material(interview: Any) -> material.Material:
    return material.material(interview.taken)


def held_until(interview: Interview) -> str:
    """The day before which nothing may be shown, while it hasn't come."""
    held = interview.is_held_back(timezone.localdate())
    return year_date(interview.not_before) if held else ""


COLUMNS = [
    Column("date", _("Date"), lambda i: i.shot_on, sort="shot_on"),
    Column("title", _("Title"), lambda i: i.title, sort="title"),
    Column("subjects", _("Interview subjects"), lambda i: ", ".join(s.person.name for s in i.asked)),
    Column("languages", _("Languages"), lambda i: languages_in_words(i.languages)),
    Column("recorded", _("Recorded"), lambda i: _material(i).recorded_words, align="end"),
    Column("transcribed", _("Transcribed"), lambda i: transcribed(_material(i)), align="end"),
    Column("segments", _("Segments"), lambda i: _material(i).segments, align="end"),
    Column("selected", _("Selected"), lambda i: _material(i).selected_words, align="end"),
    Column("held_back", _("Held back until"), held_until, sort="not_before"),
    Column("status", _("Status"), lambda i: i.get_status_display(), sort="status"),
]
BULK = Bulk("interview", Interview, Permission.EDIT_INTERVIEWS, fields=("status",))


def transcribed(found: material.Material) -> str:
    """1/2: recordings that have a transcript; "" where there is none."""
    return f"{found.transcribed}/{found.recordings}" if found.recordings else ""


@film_view(Permission.SEE_INTERVIEWS)
def interview_list(request: HttpRequest, film: Film) -> HttpResponse:
    return listing(
        request,
        material.interviews(film).order_by("shot_on", "title", "pk"),
        filters=InterviewFilter,
        columns=COLUMNS,
        template="interviews/interview_list.html",
        name=str(_("interviews")),
        context={"row_template": "interviews/_interview_row.html", "has_bin": True},
        bulk=BULK,
    )


@film_view(Permission.EDIT_INTERVIEWS)
def interview_bulk(request: HttpRequest, film: Film) -> HttpResponse:
    return bulk_edit(request, film, BULK, InterviewFilter)


@film_view(Permission.SEE_INTERVIEWS)
@require_safe
def interview_detail(request: HttpRequest, film: Film, interview: int) -> HttpResponse:
    found = get_object_or_404(material.interviews(film), pk=interview)
    return render(request, "interviews/interview_detail.html", context_of(film, found))


@film_view(Permission.EDIT_INTERVIEWS)
def interview_new(request: HttpRequest, film: Film) -> HttpResponse:
    """A new interview; `?subject=` says with whom, `?item=` on which item of the schedule."""
    rows = Subject.objects.filter(film=film).select_related("person")
    items = film.running_items.on_live_days().filter(kind=RunningItem.Kind.INTERVIEW)
    subject = _asked(request, "subject", rows)
    item = _asked(request, "item", items.select_related("day", "scene"))
    asked = [subject] if subject else _on(item, rows)
    return _edit(request, film, Interview(film=film, item=item), initial=_begun(asked, item))


def _on(item: Any, rows: QuerySet[Any]) -> list[Any]:
    """The subjects who stand in an item of the schedule, or in its scene."""
    if item is None:
        return []
    return list(rows.filter(Q(person__in=item.people.all()) | Q(person__scenes=item.scene_id)).distinct())


def _begun(asked: list[Any], item: Any) -> dict[str, Any]:
    """What a new interview's form shows: with whom, and the languages that they speak."""
    spoken = {code for subject in asked for code in subject.person.languages}
    day = item.day.date if item is not None and item.day is not None else None
    return {
        "subjects": [subject.pk for subject in asked],
        "title": title_of(asked, day),
        "languages": sorted(spoken),
    }


def _asked(request: HttpRequest, name: str, rows: QuerySet[Any]) -> Any:
    key = request.GET.get(name, "")
    return rows.filter(pk=int(key)).first() if key.isascii() and key.isdigit() and len(key) < 12 else None


@film_view(Permission.EDIT_INTERVIEWS)
def interview_edit(request: HttpRequest, film: Film, interview: int) -> HttpResponse:
    return _edit(request, film, get_object_or_404(Interview.objects, film=film, pk=interview))


def _edit(
    request: HttpRequest, film: Film, interview: Interview, initial: dict[str, Any] | None = None
) -> HttpResponse:
    form_class: Any = partial(InterviewForm, initial=initial) if initial else InterviewForm
    return edit_record(
        request,
        film,
        form_class,
        interview,
        template="interviews/interview_edit.html",
        done=lambda saved: reverse("interview-detail", args=[film.slug, saved.pk]),
    )


@film_view(Permission.EDIT_INTERVIEWS)
@require_POST
def interview_follow(request: HttpRequest, film: Film, interview: int) -> HttpResponse:
    """The status that its recordings suggest."""
    found = get_object_or_404(material.interviews(film), pk=interview)
    status = material.status_by_facts(found, material.reached(found))
    if status:
        found.status = status
        try:
            found.save()
        except StaleRecord:
            messages.error(request, gettext("Somebody else has just changed this. Look again."))
        else:
            words = {"name": found, "status": found.get_status_display()}
            messages.success(request, gettext("%(name)s: %(status)s.") % words)
    return redirect("interview-detail", film.slug, found.pk)


@film_view(Permission.EDIT_INTERVIEWS)
@require_POST
def interview_bin(request: HttpRequest, film: Film, interview: int) -> HttpResponse:
    found = get_object_or_404(Interview.objects, film=film, pk=interview)
    return bin_record(
        request,
        found,
        undo=reverse("interview-restore", args=[film.slug, found.pk]),
        back=reverse("interview-list", args=[film.slug]),
    )


@film_view(Permission.EDIT_INTERVIEWS)
@require_POST
def interview_restore(request: HttpRequest, film: Film, interview: int) -> HttpResponse:
    found = get_object_or_404(Interview.everything, film=film, pk=interview)
    return restore_record(request, found, back=reverse("interview-list", args=[film.slug]))
