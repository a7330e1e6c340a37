"""What is cited can't vanish: who cites a record says so here, and it stays out of the bin.

An app above this one adds what it cites when it is made ready: ``citing.add(Shot, provider)``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Citation:
    words: str  # where it stands: "Working script 12.3"
    url: str


class StillCited(Exception):
    """A record that can't be deleted: it is cited."""

    def __init__(self, record: Any, citations: Sequence[Citation]) -> None:
        super().__init__(f"{record._meta.label} {record.pk} is cited {len(citations)} times")
        self.record = record
        self.citations = citations


# each asks once, however many records of the model there are; gives their keys beside what cites them
Provider = Callable[[Sequence[Any]], Iterable[tuple[int, Citation]]]
# lets nobody cite the record anew until the transaction ends
Holder = Callable[[Any], None]
_PROVIDERS: dict[str, list[Provider]] = defaultdict(list)
_HOLDERS: dict[str, list[Holder]] = defaultdict(list)


def add(model: type[Any], provider: Provider, *, hold: Holder) -> None:
    _PROVIDERS[model._meta.label].append(provider)
    _HOLDERS[model._meta.label].append(hold)


def citations(records: Iterable[Any]) -> dict[int, list[Citation]]:
    """Of records of one model, by key."""
    records = list(records)
    found: dict[int, list[Citation]] = {record.pk: [] for record in records}
    for provider in _PROVIDERS[records[0]._meta.label] if records else ():
        for key, citation in provider(records):
            found[key].append(citation)
    return found


def hold(record: Any) -> None:
    """Until the transaction ends nobody cites it anew; before the record itself is locked."""
    for holder in _HOLDERS[record._meta.label]:
        holder(record)


def check(record: Any) -> None:
    """Raise StillCited where something cites the record; else nothing will, inside this transaction."""
    hold(record)
    if found := citations([record])[record.pk]:
        raise StillCited(record, found)
