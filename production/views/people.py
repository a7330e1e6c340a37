"""The register of people."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django_filters import CharFilter, ChoiceFilter, FilterSet

from production.access import Access, Permission, film_view
from production.forms.fields import languages_in_words
from production.forms.people import PersonForm
from production.models import Film, Person, standing
from production.templatetags.registers import person_kind, word
from production.views.facts import facts
from production.views.listing import Column, listing
from production.views.records import bin_record, edit_record, restore_record

SEARCHED = ("name", "said", "position", "line", "phone", "second_phone", "email", "notes")
LISTED = (  # the rest of a person is not read for a list
    "name",
    "number",
    "is_crew",
    "is_contributor",
    "position",
    "line",
    "department",
    "phone",
    "email",
    "languages",
)
PAGE = {
    "who": ["said", "addressed", "line", "position", "department", "number", "header_role"],
    "when": ["starts_on", "finishes_on"],
    "reach": ["phone", "second_phone", "email", "emergency_contact"],
    "care": ["diet", "access_needs", "companion", "interpreter_needed", "is_interpreter", "may_be_held"],
    "more": ["born", "died", "notes"],
}


class PeopleFilter(FilterSet):
    q = CharFilter(method="search", label=_("Search"))
    kind = ChoiceFilter(
        method="of_kind", label=_("Kind"), choices=[("crew", _("Crew")), ("contributor", _("Contributors"))]
    )
    department = ChoiceFilter(choices=Person.Department, label=_("Department"))

    class Meta:
        model = Person
        fields: list[str] = []

    def search(self, people: QuerySet[Person], name: str, value: str) -> QuerySet[Person]:
        """Every word in a field that this reader sees: what is hidden isn't found either."""
        hidden = self.request.access.hidden_fields()
        fields = [field for field in SEARCHED if field not in hidden]
        for part in value.split()[:10]:
            hit = Q()
            for field in fields:
                hit |= Q(**{f"{field}__icontains": part})
            people = people.filter(hit)
        return people

    def of_kind(self, people: QuerySet[Person], name: str, value: str) -> QuerySet[Person]:
        return people.filter(**{f"is_{value}": True})


COLUMNS = [
    Column("name", _("Name"), lambda p: p.name, sort="name"),
    Column("number", _("No."), lambda p: p.number, sort="number", align="end"),
    Column("kind", _("Kind"), person_kind),
    Column("position", _("Position"), lambda p: p.position or p.line, sort="position"),
    Column("department", _("Department"), lambda p: word(p.department, "department"), sort="department"),
    Column("phone", _("Phone"), lambda p: p.phone),
    Column("email", _("E-mail"), lambda p: p.email),
    Column("languages", _("Languages"), lambda p: languages_in_words(p.languages)),
]


def columns_for(access: Access) -> list[Column]:
    hidden = access.hidden_fields()
    return [column for column in COLUMNS if column.name not in hidden]


@film_view(Permission.SEE_PEOPLE)
def person_list(request: HttpRequest, film: Film) -> HttpResponse:
    columns = columns_for(request.access)  # type: ignore[attr-defined]
    return listing(
        request,
        Person.objects.filter(film=film).only(*LISTED),
        filters=PeopleFilter,
        columns=columns,
        template="production/person_list.html",
        name=str(_("people")),
        context={
            "row_template": "production/_person_row.html",
            "has_bin": True,
            "shown": {column.name for column in columns},
        },
    )


@film_view(Permission.SEE_PEOPLE)
def person_detail(request: HttpRequest, film: Film, person: int) -> HttpResponse:
    access: Access = request.access  # type: ignore[attr-defined]
    found = get_object_or_404(Person.objects.select_related("membership__user"), film=film, pk=person)
    hidden = access.hidden_fields(found)
    context: dict[str, Any] = {
        "person": found,
        "kind": person_kind(found),
        "languages": languages_in_words(found.languages),
        "unavailable": [] if "unavailable" in hidden else found.unavailable.all(),
        "hides": bool(hidden),
        "scenes": found.scenes.select_related("set__location"),
        "days": film.shoot_days.of_person(found),
        **{name: facts(found, fields, hidden) for name, fields in PAGE.items()},
    }
    if access.may(Permission.SEE_ARCHIVE):
        context |= {
            "clips": found.archive_clips.select_related("source", "file"),
            "sources": found.archive_sources.all(),
        }
    if access.may(Permission.SEE_RELEASES):
        releases = list(found.releases.prefetch_related("heirs"))
        context |= {"releases": releases, "standing": standing(found, releases, timezone.localdate())}
    return render(request, "production/person_detail.html", context)


@film_view(Permission.EDIT_PEOPLE)
def person_new(request: HttpRequest, film: Film) -> HttpResponse:
    return _edit(request, film, Person(film=film))


@film_view(Permission.EDIT_PEOPLE)
def person_edit(request: HttpRequest, film: Film, person: int) -> HttpResponse:
    return _edit(request, film, get_object_or_404(Person.objects, film=film, pk=person))


def _edit(request: HttpRequest, film: Film, person: Person) -> HttpResponse:
    return edit_record(
        request,
        film,
        PersonForm,
        person,
        template="production/person_edit.html",
        done=lambda saved: reverse("person-detail", args=[film.slug, saved.pk]),
    )


@film_view(Permission.EDIT_PEOPLE)
@require_POST
def person_bin(request: HttpRequest, film: Film, person: int) -> HttpResponse:
    found = get_object_or_404(Person.objects, film=film, pk=person)
    return bin_record(
        request,
        found,
        undo=reverse("person-restore", args=[film.slug, found.pk]),
        back=reverse("person-list", args=[film.slug]),
    )


@film_view(Permission.EDIT_PEOPLE)
@require_POST
def person_restore(request: HttpRequest, film: Film, person: int) -> HttpResponse:
    found = get_object_or_404(Person.everything, film=film, pk=person)
    return restore_record(request, found, back=reverse("person-list", args=[film.slug]))
