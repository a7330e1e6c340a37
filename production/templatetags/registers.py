"""Words of the registers, cheap enough for hundreds of rows.

Django's ``get_…_display`` looks at all choices again for every cell.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.translation import gettext as _

from production import labels
from production.clock import format_eighths
from production.forms.fields import languages_in_words
from production.models import Person, Release, Scene

register = template.Library()


@register.filter
def languages(codes: Iterable[str]) -> str:
    """Spanish, French."""
    return languages_in_words(codes)


@register.filter
def language(code: str) -> str:
    """Spanish."""
    return languages_in_words([code]) if code else ""


@register.filter
def eighths(value: int | None) -> str:
    """1 3/8."""
    return "" if value is None else format_eighths(value)


WORDS: dict[str, dict[Any, Any]] = {
    "department": labels.DEPARTMENTS,
    "kind": labels.ITEM_KINDS,
    "int_ext": labels.INT_EXT,
    "day_night": labels.DAY_NIGHT,
    "clip": labels.CLIP_KINDS,
    "clip_state": labels.CLIP_STATES,
    "copy": labels.COPY_KINDS,
    "source": labels.SOURCE_KINDS,
    "status": dict(Scene.Status.choices),
    "release": dict(Release.Kind.choices),
    "state": dict(Release.State.choices),
    "certainty": labels.CERTAINTIES,
    "shot_category": labels.SHOT_CATEGORIES,
    "shot_size": labels.SHOT_SIZES,
    "shot_sound": labels.SHOT_SOUNDS,
    "shot_priority": labels.SHOT_PRIORITIES,
    "shot_status": labels.SHOT_STATUSES,
}


@register.filter
def word(code: str, of: str) -> str:
    """``{{ row.department|word:"department" }}``: a code in the reader's language."""
    return str(WORDS[of][code]) if code else ""


@register.filter
def person_kind(person: Person) -> str:
    """Crew, contributor, or both."""
    if person.is_crew and person.is_contributor:
        return _("Crew and contributor")
    return _("Contributor") if person.is_contributor else _("Crew")
