"""People out of a table: crew, contributors or both."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from production.importing.fields import (
    Field,
    Plain,
    choice,
    column,
    languages,
)
from production.importing.kind import Keys, Kind
from production.importing.names import Names, key
from production.models import Film, Import, Person

K = Import.Kind


PERSON_KINDS = (
    ("crew", _("Crew")),
    ("contributor", _("Contributor")),
    ("both", _("Crew and contributor")),
)
LANGUAGES = ("es", "en", "fr", "pt", "it", "de", "ru", "uk", "pl", "yi", "he", "ar", "ca", "eu", "gl")


def _put_kind(person: Any, value: Plain) -> None:
    person.is_crew, person.is_contributor = value in {"crew", "both"}, value in {"contributor", "both"}


def _get_kind(person: Any) -> Plain:
    if person.is_crew and person.is_contributor:
        return "both"
    return "crew" if person.is_crew else "contributor" if person.is_contributor else ""


def _person_keys(person: Any, names: Names) -> Keys:
    keys = [f"email {person.email.casefold()}"] if person.email else []
    return [*keys, f"name {key(person.name)}"] if person.name else keys


def _people(film: Film) -> Iterator[tuple[int, Keys]]:
    for pk, name, email in Person.objects.filter(film=film).order_by("pk").values_list("pk", "name", "email"):
        yield pk, [f"email {email.casefold()}", f"name {key(name)}"] if email else [f"name {key(name)}"]


PEOPLE = Kind(
    K.PEOPLE,
    Person,
    (
        column(Person, "name", "full name", "nombre completo", "nombre y apellido", "persona", "contact"),
        Field(
            "kind",
            _("Kind"),
            read=choice(PERSON_KINDS),
            put=_put_kind,
            get=_get_kind,
            word=lambda value, names: str(dict(PERSON_KINDS).get(value, "–")),
            headings=("crew or contributor", "kind of person", "type", "tipo"),
            choices=PERSON_KINDS,
        ),
        column(
            Person,
            "position",
            "role",
            "job",
            "job title",
            "cargo",
            "puesto",
            "función",
            "rol",
            show=lambda p: p.position or p.line,
        ),
        column(Person, "department", "dept", "depto", "área"),
        column(Person, "number", "no", "nº", "núm"),
        column(Person, "phone", "mobile", "cell", "telephone", "tel", "celular", "móvil", "teléfono celular"),
        column(Person, "second_phone", "other phone", "phone 2", "home phone", "otro teléfono", "teléfono 2"),
        column(Person, "email", "mail", "e-mail address", "correo", "correo electrónico"),
        languages(Person, "languages", LANGUAGES, "language", "idioma"),
        column(Person, "line", "who", "bio", "description", "company", "empresa", "descripción"),
        column(Person, "said", "pronunciation", "pronunciación"),
        column(Person, "addressed", "salutation", "form of address", "tratamiento"),
        column(Person, "header_role"),
        column(Person, "reads", "language of documents"),
        column(Person, "interpreter_needed", "interpreter", "intérprete"),
        column(Person, "is_interpreter"),
        column(
            Person, "diet", "dietary requirements", "food", "dieta", "alimentación", "allergies", "alergias"
        ),
        column(Person, "access_needs", "access", "accesibilidad"),
        column(Person, "companion", "acompañante"),
        column(Person, "emergency_contact", "in case of emergency", "ice"),
        column(Person, "may_be_held"),
        column(Person, "starts_on", "start", "start date", "first day", "inicio", "fecha de inicio"),
        column(Person, "finishes_on", "finish", "end date", "last day", "fin", "fecha de fin"),
        column(Person, "born", "birthday", "date of birth", "dob", "fecha de nacimiento", "nacimiento"),
        column(Person, "died", "date of death", "fecha de muerte"),
        column(Person, "notes", "note", "comments", "remarks", "observaciones", "comentarios"),
    ),
    keys=_person_keys,
    index=_people,
    told_at={"is_crew": "kind", "is_contributor": "kind"},
    unique="number",
    constants=("kind", "department"),
)
