"""The table that search looks in: one for every kind of record, so that they can be found together.

What an entry says is the business of ``production.search`` and of its like in the other apps; here
is how it is kept. The words are looked for in what ``production.full_text`` makes of this table.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import islice
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections, models, transaction

from production import full_text
from production.models import search_lines as lines
from production.models.films import Film
from production.models.indexing import Findable, findables, led_to, owners
from production.models.records import Record, film_path
from production.words import fold

BATCH = 500
_LOCK = 7_221_003  # of PostgreSQL's advisory locks, the one for the entries of a film


class SearchEntry(models.Model):
    # no index of its own: words lead to entries, and half a million of them are written at once
    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="+", db_index=False)
    source = models.CharField(max_length=60)  # the model whose row is found: "production.scene"
    object_id = models.BigIntegerField()
    kind = models.CharField(max_length=20)  # what it is found as; one row may be found as several
    permission = models.CharField(max_length=40)  # without which it isn't found
    title = models.TextField()  # folded, as all that is searched: see production.words
    words = models.TextField()
    line_of = models.BigIntegerField(null=True)  # the text that it is a line of, where it is one

    class Meta:
        indexes = [
            models.Index(
                fields=["line_of", "source"],
                condition=models.Q(line_of__isnull=False),
                name="production_search_line_of",
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["source", "object_id", "kind"], name="production_search_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.title}"

    @property
    def said(self) -> tuple[Any, ...]:
        return (self.film_id, self.permission, self.title, self.words)


def live(model: type[models.Model], using: str = DEFAULT_DB_ALIAS) -> Any:
    """Rows outside the bin, and in nothing that lies in the bin."""
    rows: Any = model._base_manager.using(using)
    if issubclass(model, Record):
        rows = rows.filter(binned_at=None)
    binned = {owner: led_to(model, owner) for owner in owners(model)}
    return rows.filter(
        **{f"{owner}__binned_at": None for owner, of in binned.items() if issubclass(of, Record)}
    )


def refresh(rows: Mapping[Findable, Collection[Any]]) -> None:
    """Make the entries of these rows anew from what the database holds."""
    touched = [(findable, batch) for findable, keys in rows.items() for batch in _batches(sorted(keys))]
    if connection.vendor == "postgresql":
        _one_after_the_other(touched)
    for findable, keys in touched:
        _refresh(findable, keys)


def _one_after_the_other(touched: Iterable[tuple[Findable, list[Any]]]) -> None:
    """Two who write into one film must each see what the other wrote; SQLite has one writer anyway."""
    films: set[int] = set()
    for findable, keys in touched:
        found = findable.model._base_manager.filter(pk__in=keys)
        films.update(found.order_by().values_list(film_key(findable.model), flat=True).distinct())
    with connection.cursor() as cursor:
        for film in sorted(films):
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK, film % 2**31])


def film_key(model: type[models.Model]) -> str:
    return f"{film_path(model)}_id"


def _refresh(findable: Findable, keys: list[Any]) -> None:
    if findable.line:
        lines.refresh(findable, keys)
        return
    rows = findable.read(live(findable.model)).filter(pk__in=keys)
    wanted = {(entry.object_id, entry.kind): entry for entry in _entries(findable, rows)}
    source = findable.model._meta.label_lower
    stands = {
        (entry.object_id, entry.kind): entry
        for entry in SearchEntry.objects.filter(source=source, object_id__in=keys)
    }
    same = {key for key, entry in wanted.items() if key in stands and stands[key].said == entry.said}
    gone = [entry.pk for key, entry in stands.items() if key not in same]
    if gone:
        SearchEntry.objects.filter(pk__in=gone).delete()
    new = SearchEntry.objects.bulk_create(entry for key, entry in wanted.items() if key not in same)
    if new:
        full_text.fill(connection, [entry.pk for entry in new])


def _entries(findable: Findable, rows: Iterable[Any]) -> Iterable[SearchEntry]:
    path, source = film_path(findable.model) or "film", findable.model._meta.label_lower
    for row in rows:
        for entry in findable.entries(row):
            yield SearchEntry(
                film_id=_film_of(row, path),
                source=source,
                object_id=row.pk,
                kind=entry.kind,
                permission=entry.permission,
                title=fold(entry.title, by_sign=True),
                words=fold(*entry.texts, by_sign=True),
            )


def _film_of(row: Any, path: str) -> int:
    *steps, last = path.split("__")
    for step in steps:
        row = getattr(row, step)
    return int(getattr(row, f"{last}_id"))


def rebuild(using: str = DEFAULT_DB_ALIAS) -> int:
    """Make all entries anew and count them: after a restore, an upgrade, or writing past the models."""
    entries = SearchEntry.objects.using(using)
    with transaction.atomic(using=using):
        full_text.let_go(connections[using])
        entries.all().delete()
        for findable in findables():
            if findable.line:
                lines.write_all(findable, using)
            else:
                _write_all(findable, using)
        full_text.take_up(connections[using])
    return entries.count()


def _write_all(findable: Findable, using: str) -> None:
    rows = findable.read(live(findable.model, using)).order_by("pk").iterator(chunk_size=BATCH)
    made = iter(_entries(findable, rows))
    while batch := list(islice(made, BATCH)):
        SearchEntry.objects.using(using).bulk_create(batch)


def _batches(keys: list[Any]) -> Iterable[list[Any]]:
    for start in range(0, len(keys), BATCH):
        yield keys[start : start + BATCH]
