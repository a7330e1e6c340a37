"""The table that search looks in: one for every kind of record, so that they can be found together.

What an entry says is the business of ``production.search``; here is only how it is kept. SQLite
looks for words in a full-text table beside this one, PostgreSQL in a column of this one: both are
made by a migration, since no model describes them (see ``production.full_text``).
"""

from __future__ import annotations

from django.db import models

from production.models.films import Film


class SearchEntry(models.Model):
    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="+")
    source = models.CharField(max_length=60)  # the model whose row is found: "production.scene"
    object_id = models.BigIntegerField()
    kind = models.CharField(max_length=20)  # what it is found as; one row may be found as several
    permission = models.CharField(max_length=40)  # without which it isn't found
    title = models.TextField()  # folded, as all that is searched: see production.words
    words = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "object_id", "kind"], name="production_search_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.title}"
