"""Cells as they are read for showing: with what they cite, each source once however often it is cited."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from interviews.models import Segment
from production.models import ArchiveClip, Person, Shot
from script.models import Cell

SOURCES: dict[str, Any] = {
    "segment": Segment._base_manager.select_related("recording__interview__item__day", "speaker"),
    "clip": ArchiveClip._base_manager.select_related("source").prefetch_related("copies"),
    "shot": Shot._base_manager.select_related("scene", "location"),
    "person": Person._base_manager.all(),
}


def standing(model: Any, film: int) -> Any:
    """What of a film may be cited anew: outside the bin, and nothing that it belongs to lies there."""
    if model is Segment:
        return Segment.objects.of_film(film)
    rows = model.objects.filter(film=film)
    return rows.standing() if model is Shot else rows


def cells(rows: Any) -> list[Cell]:
    """Those of a query in the order of their columns, in a query more for each kind of source."""
    found = list(rows.order_by("row", "column", "position", "pk"))
    for name, sources in SOURCES.items():
        keys = {key for cell in found if (key := getattr(cell, f"{name}_id")) is not None}
        known = {one.pk: one for one in sources.filter(pk__in=keys)} if keys else {}
        for cell in found:
            if (key := getattr(cell, f"{name}_id")) is not None:
                setattr(cell, name, known[key])
    return found


def theme_names(model: Any, keys: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """Of segments or clips, by key, in order."""
    owner = model._meta.model_name
    rows: Sequence[tuple[int, str]] = model.themes.through._default_manager.filter(
        **{f"{owner}__in": set(keys)}, theme__binned_at=None
    ).values_list(owner, "theme__name")
    names: dict[int, list[str]] = defaultdict(list)
    for key, name in rows:
        names[key].append(name)
    return {key: tuple(sorted(found)) for key, found in names.items()}
