"""What every row that people edit carries: a version, a bin, a history.

Saving is conditional on the version that was read: who saves on top of somebody else's change
gets :class:`StaleRecord` and nothing is overwritten, on either database. Deleting puts a row
into the bin, from where it comes back.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from production.models import citing, indexing


class StaleRecord(Exception):
    """Somebody else saved this row since it was read."""

    def __init__(self, record: Record) -> None:
        super().__init__(f"{record._meta.label} {record.pk} is no longer at version {record.version}")
        self.record = record


class RecordQuerySet(models.QuerySet[Any]):
    def live(self) -> Self:
        return self.filter(binned_at=None)

    def binned(self) -> Self:
        return self.exclude(binned_at=None)

    # writing many rows at once, known to search like saving one

    def update(self, **kwargs: Any) -> int:
        with transaction.atomic(using=self.db):
            keys = self._keys()
            rows = super().update(**kwargs)
            indexing.changed(self.model, keys)
        return rows

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        with transaction.atomic(using=self.db):
            made = super().bulk_create(objs, *args, **kwargs)
            indexing.changed(self.model, [row.pk for row in made], are_new=True)
        return made

    def delete(self) -> tuple[int, dict[str, int]]:
        with transaction.atomic(using=self.db):
            keys = self._keys()
            done = super().delete()
            indexing.changed(self.model, keys)
        return done

    # as Django says it of its own
    update.alters_data = bulk_create.alters_data = delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]

    def _keys(self) -> list[Any]:
        return list(self.order_by().values_list("pk", flat=True)) if indexing.watches(self.model) else []


class RecordManager(models.Manager.from_queryset(RecordQuerySet)):  # type: ignore[misc]
    """Rows outside the bin."""

    def get_queryset(self) -> RecordQuerySet:
        return super().get_queryset().filter(binned_at=None)


class Record(models.Model):
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    binned_at = models.DateTimeField(null=True, blank=True, editable=False)
    binned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    objects: ClassVar[Any] = RecordManager()
    everything = RecordQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(binned_at=None, binned_by=None)
                | Q(binned_at__isnull=False, binned_by__isnull=False),
                name="%(app_label)s_%(class)s_binned_by_somebody",
            )
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save if the row still has the version that was read; StaleRecord otherwise."""
        if self._state.adding or kwargs.get("force_insert"):
            with transaction.atomic():
                super().save(*args, **kwargs)
                indexing.changed(type(self), [self.pk], are_new=True)
            return
        with transaction.atomic():
            read = self.version
            rows = type(self)._base_manager.filter(pk=self.pk, version=read)
            if not rows.update(version=read + 1):
                raise StaleRecord(self)
            self.version = read + 1
            try:
                super().save(*args, **kwargs)
            except BaseException:
                self.version = read
                raise
            indexing.changed(type(self), [self.pk])

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        with transaction.atomic():
            key = self.pk
            done = super().delete(*args, **kwargs)
            indexing.changed(type(self), [key])
        return done

    @transaction.atomic
    def bin(self, *, by: Any) -> None:
        """Take the row out of every list; :meth:`restore` brings it back. StillCited where it is cited."""
        citing.check(self)
        self.binned_at, self.binned_by = timezone.now(), by
        self.save()

    def restore(self) -> None:
        self.binned_at = self.binned_by = None
        self.save()

    @property
    def is_binned(self) -> bool:
        return self.binned_at is not None


class Lines(models.Model):
    """What a history row keeps of the lines in its record's form: heirs, unavailable dates.

    The lines belong to the record and are saved with it, so its history tells them too: raw rows
    by the name of their field; None where a save left them alone. A model whose form has lines
    says ``HistoricalRecords(bases=[Lines])``.
    """

    lines = models.JSONField(null=True, editable=False)

    class Meta:
        abstract = True


def live_unique(*fields: str, name: str, message: Any, condition: Q | None = None) -> models.UniqueConstraint:
    """Unique among the rows outside the bin."""
    return models.UniqueConstraint(
        fields=fields,
        condition=Q(binned_at=None) if condition is None else Q(binned_at=None) & condition,
        name=name,
        violation_error_message=message,
    )


def film_path(model: type[models.Model]) -> str | None:
    """The lookup from a model to its film: ``film``, ``location__film`` …; None where there is none.

    Raises nothing for the film itself: its path is ``pk``.
    """
    if model._meta.label == "production.Film":
        return "pk"
    keys: list[Any] = [f for f in model._meta.get_fields() if f.many_to_one and f.concrete]
    if any(f.name == "film" for f in keys):
        return "film"
    owners = [f for f in keys if f.remote_field.on_delete is models.CASCADE]
    for field in owners:
        if (path := film_path(field.related_model)) is not None:
            return f"{field.name}__{path}"
    return None
