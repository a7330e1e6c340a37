"""Tables that people bring along: what was handed in, what becomes of each row, and what was taken.

A row is kept as its cells, as they stood in the file, beside what its check found. So a preview
outlives a reload, a mended cell is kept, and a whole import can be taken back later.
"""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from production.models.fields import LineField
from production.models.files import own_name
from production.models.films import Film


class Import(models.Model):
    class Kind(models.TextChoices):
        PEOPLE = "people", _("People")
        SCENES = "scenes", _("Scenes")
        SHOTS = "shots", _("Shots")
        LOCATIONS = "locations", _("Locations")
        CLIPS = "clips", _("Archive clips")
        DAYS = "days", _("Shoot days")

    class Format(models.TextChoices):
        CSV = "csv", _("CSV or text")
        XLSX = "xlsx", _("XLSX")
        VCARD = "vcard", _("vCard")
        FOUNTAIN = "fountain", _("Fountain")

    class State(models.TextChoices):
        READING = "reading", _("Being read")
        MAPPING = "mapping", _("Waits for its columns")
        CHECKING = "checking", _("Being checked")
        CHECKED = "checked", _("Ready to be taken")
        TAKEN = "taken", _("Taken")
        UNDONE = "undone", _("Undone")
        DISCARDED = "discarded", _("Discarded")

    OPEN = (State.READING, State.MAPPING, State.CHECKING, State.CHECKED)

    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="imports")
    kind = models.CharField(_("what it holds"), max_length=12, choices=Kind)
    format = models.CharField(max_length=12, choices=Format, default=Format.CSV)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.READING)
    name = LineField(_("name"), max_length=255)
    content = models.FileField(upload_to=own_name, blank=True)  # until it is taken or discarded
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    reading = models.JSONField(default=dict)  # encoding, separator, sheet: chosen, or guessed and shown
    columns = models.JSONField(default=list)  # the headings
    mapping = models.JSONField(default=dict)  # columns, constants, order of dates, empty cells
    repairs = models.JSONField(default=list)  # what was mended while reading: [line, code, facts]
    count = models.PositiveIntegerField(default=0)  # rows
    checked = models.PositiveIntegerField(default=0)  # rows that have been looked at
    seen = models.JSONField(default=dict)  # the register as the check saw it
    made = models.JSONField(default=list)  # what was made along the way: [model, key, version]
    left = models.JSONField(default=list)  # what an undo had to leave, in words
    worked_at = models.DateTimeField(null=True, blank=True)  # while somebody's request reads or checks
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(null=True, blank=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        constraints = [
            models.CheckConstraint(
                condition=Q(taken_at=None, taken_by=None) | Q(taken_at__isnull=False, taken_by__isnull=False),
                name="production_import_taken_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="production_import_undone_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN


class ImportRowQuerySet(models.QuerySet["ImportRow"]):
    def wanted(self) -> Self:
        return self.filter(is_left_out=False)

    def in_the_way(self) -> Self:
        """What keeps the whole import from being taken."""
        return self.wanted().filter(fate=ImportRow.Fate.REFUSED)

    def fates(self) -> dict[str, int]:
        """How many rows have which fate; those left out are counted as ``left_out``."""
        counts: dict[str, int] = {}
        rows = self.order_by().values_list("fate", "is_left_out").annotate(rows=Count("pk"))
        for fate, is_left_out, many in rows:
            name = "left_out" if is_left_out else fate
            counts[name] = counts.get(name, 0) + many
        return counts


class ImportRow(models.Model):
    class Fate(models.TextChoices):
        NEW = "new", _("new")
        CHANGED = "changed", _("changed")
        SAME = "same", _("same")
        REFUSED = "refused", _("refused")

    of = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField()  # in the file, where the row begins
    cells = models.JSONField(default=list)  # as they stood in the file
    mended = models.JSONField(default=dict)  # what was typed in the preview instead, by field
    is_left_out = models.BooleanField(default=False)
    fate = models.CharField(max_length=8, choices=Fate, blank=True)
    is_moved = models.BooleanField(default=False)  # another fate than the reader has seen
    problems = models.JSONField(default=list)  # why it is refused: [field, reason]
    key = models.CharField(max_length=64, blank=True)  # digest of what it is found by
    title = LineField(blank=True, max_length=300)  # what the row is about, for the reader
    values = models.JSONField(default=dict)  # what is written, by field
    before = models.JSONField(default=dict)  # what stood there, by field
    record = models.PositiveBigIntegerField(null=True, blank=True)  # key of the row that it changes or made
    version = models.PositiveIntegerField(null=True, blank=True)  # of that row: as read, then as written

    objects = ImportRowQuerySet.as_manager()

    class Meta:
        ordering = ["line", "pk"]
        indexes = [
            models.Index(fields=["of", "line"], name="production_import_lines"),
            models.Index(fields=["of", "fate", "line"], name="production_import_fates"),
            models.Index(fields=["of", "key"], name="production_import_keys"),
        ]

    def __str__(self) -> str:
        return f"{self.line}: {self.title}"


class ColumnMemory(models.Model):
    """What the columns of a film's last table of one kind meant, by their headings."""

    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="column_memories")
    kind = models.CharField(max_length=12, choices=Import.Kind)
    meant: Any = models.JSONField(default=dict)  # heading, folded: field; "" where it is not taken

    class Meta:
        constraints = [models.UniqueConstraint(fields=["film", "kind"], name="production_columns_once")]

    def __str__(self) -> str:
        return f"{self.film}: {self.get_kind_display()}"
