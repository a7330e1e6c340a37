"""What the pages of a call sheet have in common: the reader's language, their own call, what changed."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import translation

from production.changes_words import describe, told
from production.models import Film, IssuedCallSheet, ShootDay
from production.pdf.call_sheet_content import CallSheet, Change, Contributor, CrewCall, Issue, WhatChanged
from production.pdf.wording import Words

SECTIONS = ("header", "place", "row", "contributor", "crew", "rest")


def film_day(film: Film, day: int) -> ShootDay:
    """A day of this film, as plans want it: with the film itself."""
    found: ShootDay = get_object_or_404(film.shoot_days, pk=day)
    found.film = film
    return found


def issued_sheet(film: Film, sheet: int) -> IssuedCallSheet:
    sheets = film.call_sheets.select_related("day", "issued_by")
    found: IssuedCallSheet = get_object_or_404(sheets, pk=sheet)
    return found


def language_of(request: HttpRequest) -> str:
    """The language asked for in the address, else the reader's own."""
    asked = request.GET.get("language", "")
    return asked if asked in dict(settings.LANGUAGES) else str(request.LANGUAGE_CODE)


def in_language(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Labels in the language of ``?language=``; what was typed stays as it was typed."""

    @functools.wraps(view)
    def wrapper(request: HttpRequest, film: Film, **kwargs: Any) -> HttpResponse:
        language = language_of(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = view(request, film, **kwargs)
        response.headers["Content-Language"] = language
        return response

    return wrapper


def shown(
    request: HttpRequest, content: CallSheet, issue: Issue, changed: WhatChanged | None = None
) -> dict[str, Any]:
    """What the sheet's own templates read."""
    person = request.access.person  # type: ignore[attr-defined]
    return {
        "sheet": content,
        "issue": issue,
        "words": Words(language_of(request), content.on),
        "touched": {name: changed.touched(name) if changed else frozenset() for name in SECTIONS},
        "mine": own_call(content, person.pk) if person else None,
        "departments": by_department(content),
        "several_zones": len({place.zone for place in content.places} | {content.zone}) > 1,
        "language": language_of(request),
    }


def by_department(content: CallSheet) -> list[tuple[str, list[CrewCall]]]:
    grouped: dict[str, list[CrewCall]] = {}
    for call in content.crew:
        grouped.setdefault(call.department, []).append(call)
    return list(grouped.items())


@dataclass(frozen=True)
class OwnCall:
    """What somebody looks for first: when, where, with whom."""

    person: CrewCall | Contributor
    time: Any
    own_call: bool
    place: Any
    rows: tuple[Any, ...]


def own_call(content: CallSheet, person: int) -> OwnCall | None:
    first = content.places[0] if content.places else None
    for call in content.crew:
        if call.key == person:
            return OwnCall(call, call.call or content.general_call, call.own_call, first, ())
    for one in content.contributors:
        if one.key == person:
            rows = tuple(row for row in content.rows if row.key in one.items)
            return OwnCall(one, one.arrival, False, content.place(one.first_place) or first, rows)
    return None


# What changed


@dataclass(frozen=True)
class Told:
    """The changes in sentences, under the headings of their sections."""

    sections: list[tuple[str, list[str]]]

    @classmethod
    def of(cls, changed: WhatChanged | None) -> Told:
        return cls(told(changed.changes, translation.get_language() or "en") if changed else [])


def told_by_person(changed: WhatChanged, old: CallSheet, new: CallSheet) -> list[tuple[str, list[str]]]:
    """Who must confirm again, by name, each with what changed for them."""
    people: dict[int, CrewCall | Contributor] = {}
    for sheet in (old, new):
        people |= {one.key: one for one in sheet.contributors}
        people |= {one.key: one for one in sheet.crew}
    language = translation.get_language() or "en"
    affected = sorted((people[key] for key in changed.people if key in people), key=lambda p: p.name)
    return [(one.name, [describe(c, language) for c in _concerning(one, changed)]) for one in affected]


def _concerning(person: CrewCall | Contributor, changed: WhatChanged) -> list[Change]:
    """A person's own row and what they come for; else the places, since the way there is another."""
    items = person.items if isinstance(person, Contributor) else ()
    own = [c for c in changed.changes if c.section in ("contributor", "crew") and c.key == person.key]
    own += [c for c in changed.changes if c.section == "row" and c.key in items]
    return own or [c for c in changed.changes if c.section == "place"]
