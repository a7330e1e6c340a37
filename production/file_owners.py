"""What of the higher apps a file may belong to: each adds what lets a member see it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from production.access import Permission
from production.models import Film, StoredFile

Owns = Callable[[Film, StoredFile], bool]
_owners: list[tuple[Permission, Owns]] = []


def add(permission: Permission, owns: Owns) -> None:
    _owners.append((permission, owns))


def permissions(film: Film, stored: StoredFile) -> Iterator[Permission]:
    return (permission for permission, owns in _owners if owns(film, stored))
