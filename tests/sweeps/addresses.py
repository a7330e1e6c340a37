"""Every address of the application, found by walking the URLconf."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Address:
    name: str  # as given to reverse(), with its namespace
    route: str
    pattern: URLPattern

    @property
    def parameters(self) -> list[str]:
        return re.findall(r"<(?:\w+:)?(\w+)>", self.route) or re.findall(r"\?P<(\w+)>", self.route)

    @property
    def is_of_a_film(self) -> bool:
        return "film" in self.parameters


def addresses() -> list[Address]:
    return list(_walk(get_resolver().url_patterns, "", ""))


def address(name: str) -> Address:
    return next(found for found in addresses() if found.name == name)


def _walk(patterns: list, route: str, space: str) -> Iterator[Address]:
    for pattern in patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _walk(pattern.url_patterns, here, inner)
        else:
            yield Address(name=f"{space}{pattern.name}", route=here, pattern=pattern)
