"""One film, and what of it may be found where."""

import datetime
import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db import models as django_models

from production import models

DAY = datetime.date(2003, 6, 17)
ROLES = ("producer", "director", "editor", "crew", "viewer")
SEES_PRIVATE = {"producer", "director"}


@dataclass
class Furnished:
    """One film, its members by role, and one object of every model by the name it has in addresses."""

    mark: str  # stands in every public text
    secret: str  # stands in every private text
    year: int  # of every private date
    digits: str  # stand in every private phone number
    film: models.Film
    users: dict[str, models.User] = field(default_factory=dict)
    things: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=lambda: {"key": "no-such-key", "uidb36": "1"})

    def arguments(self, names: list[str], chosen: dict[str, str]) -> dict[str, object]:
        """The values of an address's parameters: the thing of the same name, or the one chosen."""
        values: dict[str, object] = {}
        for name in names:
            if name == "film":
                values[name] = self.film.slug
            elif chosen.get(name, "").startswith("="):  # a word of the address, in every film the same
                values[name] = chosen[name][1:]
            elif name in self.texts:
                values[name] = self.texts[name]
            else:
                values[name] = self.things[chosen.get(name, name)].pk
        return values

    def of(self, model: type[django_models.Model]) -> django_models.Model | None:
        return next((thing for thing in self.things.values() if type(thing) is model), None)

    @cached_property
    def _any(self) -> re.Pattern[str]:
        return re.compile(f"{self.mark}|{self._private_pattern}", re.IGNORECASE)

    @property
    def _private_pattern(self) -> str:
        # years between signs that never stand in a random token
        return rf"{self.secret}|(?<![\w-]){self.year}(?!\w)|{self.digits}"

    @cached_property
    def _private(self) -> re.Pattern[str]:
        return re.compile(self._private_pattern, re.IGNORECASE)

    def marks_in(self, text: str) -> set[str]:
        return {found.group() for found in self._any.finditer(text)} | self._spaced(text)

    def secrets_in(self, text: str) -> set[str]:
        return {found.group() for found in self._private.finditer(text)} | self._spaced(text)

    def _spaced(self, text: str) -> set[str]:
        """Private digits, however a page groups them."""
        found = re.search(r"[\s\-().]*".join(self.digits), text)
        return {self.digits} if found else set()
