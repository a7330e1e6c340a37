"""The way from a record to its history."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse

from production.access import Access
from production.kinds import KINDS
from production.models import Record

register = template.Library()


@register.inclusion_tag("components/record_foot.html", takes_context=True)
def record_foot(context: template.Context, record: Record) -> dict[str, Any]:
    """Below a record: its history, for those who may see it."""
    access: Access | None = context.get("access")
    kind = next((kind for kind in KINDS if kind.model is type(record)), None)
    if access is None or kind is None or not record.pk or not access.may(kind.seen_with):
        return {}
    return {"url": reverse("record-history", args=[access.film.slug, kind.noun, record.pk])}
