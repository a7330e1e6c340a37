"""What the columns of a table mean: guessed from their headings and from the film's last table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from production.formats import dates
from production.importing.fields import squeezed
from production.importing.kinds import Kind
from production.models import ColumnMemory, Import

SAMPLES = 3


@dataclass
class Mapping:
    """Which field each column fills, and what else was said about the table."""

    columns: list[str] = field(default_factory=list)  # a field's name, "" where it isn't taken
    constants: dict[str, str] = field(default_factory=dict)  # for new rows that don't say it
    order: str = dates.DMY
    order_is_sure: bool = True
    clears: bool = False  # an empty cell empties the field

    @classmethod
    def of(cls, imported: Import) -> Mapping:
        return cls(**imported.mapping)

    def to_json(self) -> dict[str, Any]:
        return dict(vars(self))

    def texts(self, cells: Sequence[str], mended: dict[str, str]) -> dict[str, str]:
        """A row's texts by field: what was typed in the preview stands before its cell."""
        texts = dict(self.constants)
        for name, cell in zip(self.columns, cells, strict=False):
            if name and (cell or name not in texts):
                texts[name] = cell
        return {**texts, **mended}

    def own(self, mended: dict[str, str]) -> set[str]:
        """The fields that a row itself speaks of."""
        return {*self.columns, *mended}


def guess(kind: Kind, columns: Sequence[str], remembered: dict[str, str]) -> list[str]:
    """A field for each column, no field twice: as it was the last time, else by what it is called."""
    taken: set[str] = set()
    found = [""] * len(columns)
    keys = [squeezed(column) for column in columns]
    called = {name: one.name for one in reversed(kind.fields) for name in one.called}
    known = {name: one.name for one in reversed(kind.fields) for name in one.known_as}
    fields = {one.name for one in kind.fields}
    for source in (remembered, called, known):
        for at, heading in enumerate(keys):
            name = source.get(heading, "")
            is_settled = found[at] or (source is not remembered and heading in remembered)
            if heading and name in fields and name not in taken and not is_settled:
                found[at] = name
                taken.add(name)
    return found


def remembered(imported: Import) -> dict[str, str]:
    rows = ColumnMemory.objects.filter(film=imported.film_id, kind=imported.kind)
    return dict(rows.values_list("meant", flat=True).first() or {})


def remember(imported: Import, mapping: Mapping) -> None:
    """For the film's next table of this kind; what other headings meant stays known."""
    meant = dict(zip(map(squeezed, imported.columns), mapping.columns, strict=False))
    meant.pop("", None)
    known = {**remembered(imported), **meant}
    while len(known) > 1_000:
        known.pop(next(iter(known)))
    ColumnMemory.objects.update_or_create(
        film_id=imported.film_id, kind=imported.kind, defaults={"meant": known}
    )


def first_mapping(imported: Import, kind: Kind, headings: Sequence[str]) -> Mapping:
    """The guess that the reader is shown before anything is checked."""
    mapping = Mapping(guess(kind, headings, remembered(imported)))
    if kind.code == Import.Kind.PEOPLE and "kind" not in mapping.columns:
        is_crew = bool({"department", "position"} & set(mapping.columns))
        mapping.constants["kind"] = "crew" if is_crew else "contributor"
    return mapping


def order_dates(mapping: Mapping, written: Iterable[str]) -> None:
    mapping.order, guessed = dates.order_of(written)
    mapping.order_is_sure = not guessed


def date_texts(kind: Kind, mapping: Mapping, rows: Iterable[Sequence[str]]) -> list[str]:
    places = [
        at for at, name in enumerate(mapping.columns) if name and (one := kind.named(name)) and one.is_date
    ]
    return [row[at] for row in rows for at in places if at < len(row)] if places else []
