"""Interview subjects: whom we interview, how far that has come, what we must hear from them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe
from django_filters import BooleanFilter, ChoiceFilter, FilterSet

from interviews import material
from interviews.forms.subjects import SubjectForm
from interviews.models import Subject
from interviews.views.question_list import question_list
from production.access import Access, Permission, film_view
from production.forms.fields import YesNoSelect, languages_in_words
from production.models import Film, Person, Scene, StaleRecord, standing
from production.views.facts import facts
from production.views.listing import Column, SearchFilter, listing
from production.views.records import bin_record, edit_record, restore_record

PERSON = ["said", "addressed", "line"]


class SubjectFilter(FilterSet):
    q = SearchFilter("person__name", "person__said", "person__line", "brief", label=_("Search"))
    status = ChoiceFilter(choices=Subject.Status, label=_("Status"))
    is_irreplaceable = BooleanFilter(widget=YesNoSelect, label=_("Irreplaceable"))
    interpreter = BooleanFilter(
        field_name="person__interpreter_needed", widget=YesNoSelect, label=_("Needs an interpreter")
    )
    waits = BooleanFilter(method="with_open_musts", widget=YesNoSelect, label=_("Must-gets open"))

    class Meta:
        model = Subject
        fields: list[str] = []

    def with_open_musts(self, subjects: Any, name: str, value: bool) -> Any:
        return subjects.filter(open_musts__gt=0) if value else subjects.filter(open_musts=0)


COLUMNS = [
    Column("name", _("Name"), lambda s: s.person.name, sort="person__name"),
    Column("status", _("Status"), lambda s: s.get_status_display(), sort="status"),
    Column("line", _("Who they are"), lambda s: s.person.line),
    Column("languages", _("Languages"), lambda s: languages_in_words(s.person.languages)),
    Column("interpreter", _("Interpreter"), lambda s: _("needed") if s.person.interpreter_needed else ""),
    Column("questions", _("Questions"), lambda s: s.question_count, sort="question_count", align="end"),
    Column("open_musts", _("Must-gets open"), lambda s: s.open_musts, sort="open_musts", align="end"),
    Column("irreplaceable", _("Irreplaceable"), lambda s: _("yes") if s.is_irreplaceable else ""),
]


def _of(film: Film) -> Any:
    return Subject.objects.filter(film=film).select_related("person")


@film_view(Permission.SEE_INTERVIEWS)
def subject_list(request: HttpRequest, film: Film) -> HttpResponse:
    return listing(
        request,
        _of(film).with_counts(),
        filters=SubjectFilter,
        columns=COLUMNS,
        template="interviews/subject_list.html",
        name=str(_("interview subjects")),
        context={"row_template": "interviews/_subject_row.html", "has_bin": True},
    )


@film_view(Permission.SEE_INTERVIEWS)
def subject_detail(request: HttpRequest, film: Film, subject: int) -> HttpResponse:
    access: Access = request.access  # type: ignore[attr-defined]
    found = get_object_or_404(_of(film), pk=subject)
    person: Person = found.person
    dates = found.interview_dates()
    sittings = list(material.interviews(film).filter(subjects=found).order_by("shot_on", "pk"))
    context: dict[str, Any] = {
        "subject": found,
        "person": person,
        "facts": facts(person, PERSON),
        "languages": languages_in_words(person.languages),
        "days": film.shoot_days.of_person(person),
        "scenes": Scene.objects.filter(film=film, people=person).select_related("set__location"),
        "interview_dates": dates,
        "interviews": sittings,
        "material": material.material(one for sitting in sittings for one in sitting.taken),
        "said": material.said_by(found),
        "suggested": found.status_by_schedule(dates, timezone.localdate()),
        **question_list(access, found),
    }
    if access.may(Permission.SEE_RELEASES):
        releases = list(person.releases.prefetch_related("heirs"))
        context |= {"releases": releases, "standing": standing(person, releases, timezone.localdate())}
    return render(request, "interviews/subject_detail.html", context)


@film_view(Permission.SEE_INTERVIEWS)
@require_safe
def subject_of(request: HttpRequest, film: Film, person: int) -> HttpResponse:
    """From somebody's page to their interview: what is there, or a new one."""
    found = get_object_or_404(film.people.all(), pk=person)
    subject = _of(film).filter(person=found).first()
    if subject is not None:
        return redirect("subject-detail", film.slug, subject.pk)
    if request.access.may(Permission.EDIT_INTERVIEWS):  # type: ignore[attr-defined]
        return redirect(reverse("subject-new", args=[film.slug]) + f"?person={found.pk}")
    return render(request, "interviews/subject_none.html", {"person": found})


@film_view(Permission.EDIT_INTERVIEWS)
def subject_new(request: HttpRequest, film: Film) -> HttpResponse:
    """A new subject; `?person=` says who, as the link from somebody's page does."""
    subject = Subject(film=film)
    key = request.GET.get("person", "")
    if key.isascii() and key.isdigit() and len(key) < 12:
        person = Person.objects.filter(film=film, pk=int(key)).first()
        subject.person = person
    return _edit(request, film, subject)


@film_view(Permission.EDIT_INTERVIEWS)
def subject_edit(request: HttpRequest, film: Film, subject: int) -> HttpResponse:
    return _edit(request, film, get_object_or_404(_of(film), pk=subject))


def _edit(request: HttpRequest, film: Film, subject: Subject) -> HttpResponse:
    return edit_record(
        request,
        film,
        SubjectForm,
        subject,
        template="interviews/subject_edit.html",
        done=lambda saved: reverse("subject-detail", args=[film.slug, saved.pk]),
    )


@film_view(Permission.EDIT_INTERVIEWS)
@require_POST
def subject_follow(request: HttpRequest, film: Film, subject: int) -> HttpResponse:
    """The status that the schedule suggests."""
    found = get_object_or_404(_of(film), pk=subject)
    status = found.status_by_schedule(found.interview_dates(), timezone.localdate())
    if status:
        found.status = status
        try:
            found.save()
        except StaleRecord:
            messages.error(request, gettext("Somebody else has just changed this. Look again."))
        else:
            words = {"name": found, "status": found.get_status_display()}
            messages.success(request, gettext("%(name)s: %(status)s.") % words)
    return redirect("subject-detail", film.slug, found.pk)


@film_view(Permission.EDIT_INTERVIEWS)
@require_POST
def subject_bin(request: HttpRequest, film: Film, subject: int) -> HttpResponse:
    found = get_object_or_404(_of(film), pk=subject)
    return bin_record(
        request,
        found,
        undo=reverse("subject-restore", args=[film.slug, found.pk]),
        back=reverse("subject-list", args=[film.slug]),
    )


@film_view(Permission.EDIT_INTERVIEWS)
@require_POST
def subject_restore(request: HttpRequest, film: Film, subject: int) -> HttpResponse:
    found = get_object_or_404(Subject.everything.select_related("person"), film=film, pk=subject)
    return restore_record(request, found, back=reverse("subject-list", args=[film.slug]))
