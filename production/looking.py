"""Which entries search looks in: all that somebody may find, or what they narrowed it down to.

Records and lines of texts are looked for apart, so that half a million of these hide none of those.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.models.expressions import RawSQL

from production import full_text
from production.models.indexing import Findable, findables
from production.models.records import film_path
from production.models.search import live
from production.words import Asked

Found = tuple[str, int, str, float]  # model, row, kind, worth


@dataclass(frozen=True)
class Narrowed:
    """What is meant of one model: the rows that a condition is true of, the lines of some texts."""

    rows: Any = None  # a queryset, where not all
    texts: Any = None


@dataclass(frozen=True)
class Look:
    film: int
    permissions: tuple[str, ...]
    asked: Asked
    narrowed: Mapping[type[models.Model], Narrowed] | None = None  # else everything

    def records(self, kind: str = "") -> list[Found]:
        meant = [one for one in findables() if not one.line and self._means(one)]
        parts = [_part(one, self._narrowed(one)) for one in meant]
        return self._find(kind, None if self.narrowed is None else parts, lines=False)

    def lines(self, kind: str = "") -> list[Found]:
        parts = [
            part
            for one in findables()
            if one.line and kind in ("", one.line.kind) and self._means(one)
            for part in self._lines(one)
        ]
        return self._find(kind, parts, lines=True)

    def _means(self, findable: Findable) -> bool:
        return self.narrowed is None or findable.model in self.narrowed

    def _narrowed(self, findable: Findable) -> Narrowed:
        return (self.narrowed or {}).get(findable.model, Narrowed())

    def _lines(self, findable: Findable) -> Iterator[full_text.Part]:
        """Lines of texts outside the bin; this is looked up here, so that no text need mind its lines."""
        narrowed = self._narrowed(findable)
        text: Any = findable.model._meta.get_field(findable.line.owner)  # type: ignore[union-attr]
        texts = live(text.related_model).filter(**{film_path(text.related_model) or "film": self.film})
        if narrowed.texts is not None:
            texts = texts.filter(pk__in=narrowed.texts)
        if keys := tuple(texts.order_by().values_list("pk", flat=True)):
            yield _part(findable, narrowed, keys)

    def _find(self, kind: str, parts: list[full_text.Part] | None, *, lines: bool) -> list[Found]:
        if parts == []:
            return []
        return full_text.find(
            connection,
            self.asked,
            film=self.film,
            permissions=self.permissions,
            kind=kind,
            parts=parts,
            lines=lines,
        )


def _part(findable: Findable, narrowed: Narrowed, line_of: tuple[int, ...] | None = None) -> full_text.Part:
    source = findable.model._meta.label_lower
    if narrowed.rows is None:
        return full_text.Part(source, line_of)
    rows = narrowed.rows.filter(pk=RawSQL("entry.object_id", [])).order_by().values("pk")
    try:
        text, params = rows.query.sql_with_params()
    except EmptyResultSet:
        text, params = "SELECT 1 WHERE 1 = 0", ()
    return full_text.Part(source, line_of, f"EXISTS ({text})", params)
