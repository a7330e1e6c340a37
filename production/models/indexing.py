"""Which rows are found by search, and how that stays true after each edit.

An app says with a :class:`Findable` how the rows of one of its models become entries. Whatever
writes to such a row, or to one whose words it carries, tells :func:`changed`: saving, the bin, sets
of people and themes, updates and inserts of many at once. The entries are then made anew from what
the database holds, in the same transaction: at once, or at the end of :func:`gathered`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db import connection, models, transaction
from django.db.models.signals import m2m_changed


@dataclass(frozen=True)
class Entry:
    """One thing that can be found: as what, by whom, with which words, and where it stands.

    What is searched reads the same in every language; `shown` and `note` are for the reader's eyes.
    """

    kind: str
    permission: str
    title: str
    texts: tuple[str, ...]
    page: str  # name of the address; the film comes before `keys`
    keys: tuple[int, ...] = ()
    query: str = ""
    shown: str = ""  # in place of the title
    note: str = ""  # beside it: a date, a state


@dataclass(frozen=True)
class LineOf:
    """Rows that stand by thousands in a text, like the cues of a transcript.

    Their entries hold their own text alone. Whether the text that they are lines of lives is looked
    up when somebody searches: to save it, to throw it away or to bring it back costs nothing here.
    """

    owner: str  # the field that leads to it
    kind: str
    permission: str
    text: str = "text"


@dataclass(frozen=True)
class Findable:
    """How the rows of a model are found."""

    model: type[models.Model]
    entries: Callable[[Any], Iterable[Entry]]
    read: Callable[[Any], Any] = lambda rows: rows  # rows with all that their entries ask for
    follows: tuple[str, ...] = ()  # lookups to the rows whose words stand in the entries
    line: LineOf | None = None


@dataclass(frozen=True)
class Follower:
    findable: Findable
    lookup: str


_findables: dict[type[models.Model], Findable] = {}
_followers: dict[type[models.Model], list[Follower]] = defaultdict(list)


def add(*findables: Findable) -> None:
    for findable in findables:
        _findables[findable.model] = findable
        for lookup in () if findable.line else {*findable.follows, *owners(findable.model)}:
            _followers[led_to(findable.model, lookup)].append(Follower(findable, lookup))


def findables() -> list[Findable]:
    return list(_findables.values())


def findable(model: type[models.Model]) -> Findable:
    return _findables[model]


def owners(model: type[models.Model]) -> list[str]:
    """The lookups on a model's way to its film, without the film: a set's location."""
    from production.models.records import film_path

    steps = (film_path(model) or "").split("__")[:-1]
    return ["__".join(steps[: n + 1]) for n in range(len(steps))]


def led_to(model: type[models.Model], lookup: str) -> type[models.Model]:
    for step in lookup.split("__"):
        model = model._meta.get_field(step).related_model  # type: ignore[assignment]
    return model


# -- what was written --------------------------------------------------------------------------


@dataclass
class _Written:
    """Rows whose entries are to be made anew, and rows whose words others carry."""

    own: dict[type[models.Model], set[Any]]
    carried: dict[type[models.Model], set[Any]]

    @classmethod
    def nothing(cls) -> _Written:
        return cls(defaultdict(set), defaultdict(set))


_gathering: ContextVar[_Written | None] = ContextVar("gathering", default=None)


def watches(model: type[models.Model]) -> bool:
    return model in _findables or model in _followers


def changed(model: type[models.Model], keys: Iterable[Any], *, are_new: bool = False) -> None:
    """These rows were written; nobody carries the words of new ones yet."""
    if not watches(model):
        return
    written = _gathering.get()
    keys = set(keys)
    at_once = written is None
    written = written or _Written.nothing()
    written.own[model] |= keys
    if not are_new:
        written.carried[model] |= keys
    if at_once:
        _make_anew(written)


@contextmanager
def gathered() -> Iterator[None]:
    """Make the entries of all that is written inside anew at the end: once, and many together."""
    if _gathering.get() is not None:
        yield
        return
    written = _Written.nothing()
    token = _gathering.set(written)
    try:
        yield
    finally:
        _gathering.reset(token)
    if not connection.needs_rollback:  # else it hasn't happened
        _make_anew(written)


def _make_anew(written: _Written) -> None:
    from production.models.search import refresh

    rows: dict[Findable, set[Any]] = defaultdict(set)
    for model, keys in written.own.items():
        if model in _findables:
            rows[_findables[model]] |= keys
    for model, keys in written.carried.items():
        for follower in _followers.get(model, []):
            carrying = follower.findable.model._base_manager.filter(**{f"{follower.lookup}__in": keys})
            rows[follower.findable] |= set(carrying.values_list("pk", flat=True))
    with transaction.atomic():
        refresh(rows)


def _note_links(
    sender: Any, instance: Any, action: str, reverse: bool, model: Any, pk_set: Any, **_: Any
) -> None:
    """Django's own word that links between rows were made or cut: no save of ours comes by."""
    if not reverse:
        if action.startswith("post_"):
            changed(type(instance), [instance.pk])
        return
    if action == "pre_clear":  # afterwards nobody knows who was linked
        key = next(f for f in sender._meta.fields if f.is_relation and f.related_model is model).attname
        own = next(f for f in sender._meta.fields if f.is_relation and f.related_model is type(instance))
        instance._unlinked = set(
            sender._base_manager.filter(**{own.name: instance}).values_list(key, flat=True)
        )
    elif action == "post_clear":
        changed(model, instance.__dict__.pop("_unlinked"))
    elif action.startswith("post_"):
        changed(model, pk_set)


m2m_changed.connect(_note_links, dispatch_uid="production.models.indexing")
