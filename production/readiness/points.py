"""One point of a day's readiness: what is wrong, how bad, and where it is mended."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise

from production.models import AcceptedWarning

RED, AMBER = "red", "amber"


@dataclass(frozen=True, slots=True)
class Link:
    """The page that mends a point, without its film."""

    name: str
    kwargs: Mapping[str, int] = field(default_factory=dict)
    anchor: str = ""

    def url(self, film: str) -> str:
        url = reverse(self.name, kwargs={"film": film, **self.kwargs})
        return f"{url}#{self.anchor}" if self.anchor else url


@dataclass(frozen=True, slots=True)
class Point:
    level: str
    rule: str
    text: str | Promise
    link: Link
    words: Mapping[str, Any] = field(default_factory=dict)
    subject: str = ""  # what it is about: "person:12"; a rule has one point for each subject
    facts: str = ""  # digest; when it changes, an acceptance no longer counts
    accepted: AcceptedWarning | None = None

    @property
    def message(self) -> str:
        """In the reader's language."""
        return str(self.text) % self.words if self.words else str(self.text)

    @property
    def is_red(self) -> bool:
        return self.level == RED

    @property
    def key(self) -> tuple[str, str, str]:
        return (self.rule, self.subject, self.facts)


@dataclass(frozen=True, slots=True)
class Readiness:
    points: tuple[Point, ...] = ()

    @property
    def red(self) -> tuple[Point, ...]:
        return tuple(p for p in self.points if p.is_red)

    @property
    def amber(self) -> tuple[Point, ...]:
        return tuple(p for p in self.points if not p.is_red)

    @property
    def open(self) -> tuple[Point, ...]:
        """Warnings that nobody accepted."""
        return tuple(p for p in self.amber if p.accepted is None)

    @property
    def may_issue(self) -> bool:
        return not self.red and not self.open


def digest(*facts: Any) -> str:
    return hashlib.sha256(json.dumps(facts, default=str).encode()).hexdigest()


def warning(
    rule: str,
    text: str | Promise,
    link: Link,
    *,
    facts: tuple[Any, ...],
    subject: str = "",
    words: dict[str, Any] | None = None,
) -> Point:
    """What may be meant so; whoever issues says why."""
    return Point(AMBER, rule, text, link, words=words or {}, subject=subject, facts=digest(rule, *facts))
