"""Everybody who may come along, a visit of one of them, and ways to leave nothing behind."""

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from django.core import mail
from django.db import connection, transaction
from django.test import Client, TestCase

from tests.sweeps.furnished.house import ROLES, Furnished
from tests.sweeps.pages import body_of, text_of

_WRITE = re.compile(
    r"^\s*(?:WITH\b.*?)?(INSERT|UPDATE|DELETE|REPLACE)\b\s+(?:INTO|FROM)?\s*\"?(\w+)", re.I | re.S
)
# sessions and counters of the visit itself, and an account's own address, noted when it is first seen
_NOT_OURS = {"django_session", "rodaje_cache", "account_emailaddress"}


@dataclass
class World:
    """Two furnished films, and everybody who may come along, signed in."""

    own: Furnished
    other: Furnished
    clients: dict[str, Client] = field(default_factory=dict)
    requests: int = 0

    @property
    def outsiders(self) -> list[str]:
        return [name for name in self.clients if name not in ROLES and name not in self.unknown]

    unknown: tuple[str, ...] = ("anonymous", "inactive")


@dataclass
class Visit:
    status: int
    text: str
    location: str
    writes: list[str]
    mails: str
    body: bytes
    context: Any

    @property
    def is_taken(self) -> bool:
        return self.status in {200, 201, 204, 302, 303}


@contextmanager
def rolled_back() -> Iterator[None]:
    """What happens inside hasn't happened afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def signed_in_as_before(client: Client) -> Iterator[None]:
    """A client keeps its cookies, even after a logout."""
    kept = deepcopy(client.cookies)
    try:
        yield
    finally:
        client.cookies = kept


@contextmanager
def writes_seen() -> Iterator[list[str]]:
    """The tables that are written to."""
    seen: list[str] = []

    def watch(execute, sql, params, many, context):
        if (found := _WRITE.match(sql)) and found[2] not in _NOT_OURS:
            seen.append(f"{found[1].upper()} {found[2]}")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield seen


def visit(world: World, who: str, method: str, url: str, data: dict | None = None) -> Visit:
    world.requests += 1
    client = world.clients[who]
    client.raise_request_exception = False
    for value in (data or {}).values():
        if hasattr(value, "seek"):
            value.seek(0)
    mail.outbox = []
    with ExitStack() as stack:
        seen = stack.enter_context(writes_seen())
        stack.enter_context(TestCase.captureOnCommitCallbacks(execute=True))
        if method in {"GET", "POST"}:
            response = getattr(client, method.lower())(url, data or {})
        elif method in {"PUT", "PATCH"}:
            response = client.generic(method, url, b"{}", content_type="application/json")
        else:
            response = client.generic(method, url)
        body = body_of(response)
    letters = "\n".join(f"{m.subject}\n{m.body}\n{m.to}" for m in mail.outbox)
    return Visit(
        status=response.status_code,
        text=text_of(response, body),
        location=response.headers.get("Location", ""),
        writes=list(seen),
        mails=letters,
        body=body,
        context=response.context,
    )
