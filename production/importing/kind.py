"""What a table must know of the records that it brings: one kind of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from production.importing.fields import (
    Field,
)
from production.importing.names import Names
from production.models import Film, Import, Record

Keys = list[str]


@dataclass(frozen=True)
class Kind:
    code: str
    model: type[Record]
    fields: tuple[Field, ...]
    # the keys of a candidate, the strongest first
    keys: Callable[[Any, Names], Keys]
    # the keys of every row of the register
    index: Callable[[Film], Iterator[tuple[int, Keys]]]
    read: Callable[[Any], QuerySet[Any]] = lambda rows: rows
    title: Callable[[Any], str] = str
    # keys that several rows may share: the first of a file is the first of the register
    counted: str = "-"
    # fields of the model under another name here, for what its rules say
    told_at: dict[str, str] = field(default_factory=dict)
    unique: str = ""  # a field of which no two rows have the same
    constants: tuple[str, ...] = ()  # fields that may be the same for every row
    derive: Callable[[Any], None] = lambda record: None  # computed columns
    number: Callable[[Film, list[Any]], None] = lambda film, records: None  # places among the others

    def named(self, name: str) -> Field | None:
        return next((one for one in self.fields if one.name == name), None)

    @property
    def words(self) -> str:
        return str(Import.Kind(self.code).label)
