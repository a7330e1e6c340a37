"""Rows of other registers by the names that tables call them: people, themes, sets, sources …

Each register is read once, when the first cell asks for it. A name that nobody has may be a new row,
which is made when the import is taken: until then its name stands in its place.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from production.models import Film, Location, Person, Scene, Set, Source, Theme
from production.models.fields import clean_text
from production.numbers import natural_key

_COMMA = re.compile(r"\s*[,;]\s*")
_DASH = re.compile(r"\s+[–—-]\s+")
LONGEST = {"themes": 80, "sets": 120, "sources": 120, "locations": 120}


def key(name: str) -> str:
    """A name as the registers compare it: capitals make no difference, accents do."""
    return " ".join(clean_text(name, lines=False).split()).casefold()


def _sets(film: Film) -> Iterable[tuple[int, str, list[str]]]:
    rows = Set.objects.filter(location__film=film, location__binned_at=None).values_list(
        "pk", "name", "location__name"
    )
    for pk, name, place in rows:
        alone = [name, place] if key(name) == key(place) else [name]
        yield pk, f"{place} – {name}", [f"{place} – {name}", *alone]


def _scenes(film: Film) -> Iterable[tuple[int, str, list[str]]]:
    for pk, number, title in Scene.objects.filter(film=film).values_list("pk", "number", "title"):
        yield pk, f"{number} {title}", [natural_key(number), f"{number} {title}"]


def _named(model: Any) -> Callable[[Film], Iterable[tuple[int, str, list[str]]]]:
    def rows(film: Film) -> Iterable[tuple[int, str, list[str]]]:
        for pk, name in model.objects.filter(film=film).values_list("pk", "name"):
            yield pk, name, [name]

    return rows


REGISTERS: dict[str, Callable[[Film], Iterable[tuple[int, str, list[str]]]]] = {
    "people": _named(Person),
    "themes": _named(Theme),
    "locations": _named(Location),
    "sources": _named(Source),
    "sets": _sets,
    "scenes": _scenes,
}


class Names:
    def __init__(self, film: Film) -> None:
        self.film = film
        self.known: dict[str, dict[str, list[int]]] = {}
        self.worded: dict[str, dict[int, str]] = {}

    def _load(self, register: str) -> None:
        if register in self.known:
            return
        known: dict[str, list[int]] = defaultdict(list)
        self.worded[register] = {}
        for pk, words, names in REGISTERS[register](self.film):
            self.worded[register][pk] = words
            for name in dict.fromkeys(map(key, names)):
                known[name].append(pk)
        self.known[register] = known

    def one(self, register: str, text: str, *, may_make: bool = False) -> int | str:
        """The key of the row of this name; the name itself where a new one may be made."""
        self._load(register)
        asked = natural_key(text) if register == "scenes" else key(text)
        found = self.known[register].get(asked) or self.known[register].get(key(_DASH.sub(" – ", text)))
        if found and len(found) > 1:
            raise ValidationError(_("There are several of this name: %(name)s.") % {"name": text})
        if found:
            return found[0]
        if not may_make:
            raise ValidationError(_("This film has no “%(name)s”.") % {"name": text[:80]})
        name = clean_text(text, lines=False)
        if max(map(len, parts_of(name))) > LONGEST[register]:
            raise ValidationError(_("A name has %(most)s letters at most.") % {"most": LONGEST[register]})
        return name

    def several(self, register: str, text: str, *, may_make: bool = False) -> list[int | str]:
        names = [name for name in _COMMA.split(text) if name.strip()]
        found: dict[Any, None] = {}
        for name in names:
            found[self.one(register, name, may_make=may_make)] = None
        return list(found)

    def words(self, register: str, values: Iterable[Any]) -> str:
        """Rows in words; what is to be made stands with its name."""
        self._load(register)
        worded = self.worded[register]
        shown = [
            _("%(name)s (new)") % {"name": value}
            if isinstance(value, str)
            else worded.get(value, _("(deleted)"))
            for value in values
            if value is not None
        ]
        return ", ".join(shown) or "–"


def parts_of(name: str) -> tuple[str, str]:
    """A set's name as location and set: what has one name is both."""
    place, sign, inside = name.partition(" – ")
    if not sign and (found := _DASH.search(name)):
        place, inside = name[: found.start()], name[found.end() :]
    return place, inside or place
