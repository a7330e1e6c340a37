"""Issuing: a day's call sheet is frozen, numbered and coloured, and warnings are accepted."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from production import revision_colours
from production.actions.gathering import gather, withhold
from production.changes import what_changed
from production.models import AcceptedWarning, IssuedCallSheet, ShootDay, User
from production.pdf.call_sheet_content import CallSheet, Issue, WhatChanged, to_json
from production.readiness import Readiness, readiness

__all__ = ["gather", "issue", "withhold"]


class CannotIssue(Exception):
    """The sheet stays as it is; nothing was issued."""


class NotReady(CannotIssue):
    """Red points, or warnings that nobody accepted."""

    def __init__(self, readiness: Readiness) -> None:
        super().__init__("; ".join(point.message for point in readiness.red or readiness.open))
        self.readiness = readiness


class AlreadyIssued(CannotIssue):
    """Somebody else issued this version first."""

    def __init__(self, sheet: IssuedCallSheet) -> None:
        super().__init__(f"{sheet} was issued by {sheet.issued_by}")
        self.sheet = sheet


class NothingChanged(CannotIssue):
    """The last version says the same."""

    def __init__(self, sheet: IssuedCallSheet) -> None:
        super().__init__(f"{sheet} says the same")
        self.sheet = sheet


class DayChanged(CannotIssue):
    """The day no longer says what was read before issuing."""


class PointChanged(Exception):
    """The warning to accept is no longer what was read."""


@transaction.atomic
def issue(
    *, day: ShootDay, expected_version: int, by: User, seen: str = "", now: datetime | None = None
) -> IssuedCallSheet:
    """Freeze the day as its next version; ``expected_version`` is the one that was to be issued.

    Of two who issue at the same moment, the second waits for the first at the day's row and is
    then told: there is one new version, not two. ``seen`` is the digest of what was read before.
    """
    now = now or timezone.now()
    day = _locked(day)
    last = last_issued(day)
    if last is not None and last.version >= expected_version:
        raise AlreadyIssued(last)
    state = readiness(day, now=now)
    if not state.may_issue:
        raise NotReady(state)
    content = gather(day)
    if seen and seen != digest(content):
        raise DayChanged
    if last is not None and not what_changed(last.sheet, content).changes:
        raise NothingChanged(last)
    version = last.version + 1 if last else 1
    return IssuedCallSheet.objects.create(
        film=day.film,
        day=day,
        version=version,
        colour=day.film.colour(version),
        content=to_json(content),
        issued_at=now,
        issued_by=by,
    )


def _locked(day: ShootDay) -> ShootDay:
    """The day as it is once nobody else changes it. Its film is read apart, so as not to lock it too."""
    return ShootDay.objects.select_for_update().get(pk=day.pk)


def digest(content: CallSheet) -> str:
    """Stands for everything that a sheet says."""
    return hashlib.sha256(json.dumps(to_json(content), sort_keys=True).encode()).hexdigest()


def last_issued(day: ShootDay) -> IssuedCallSheet | None:
    return day.call_sheets.select_related("issued_by").order_by("version").last()


@transaction.atomic
def accept_warning(
    *,
    day: ShootDay,
    rule: str,
    subject: str,
    facts: str,
    reason: str,
    by: User,
    now: datetime | None = None,
) -> AcceptedWarning:
    """Keep why an amber point is meant so; PointChanged where it no longer is what was read."""
    day = _locked(day)
    point = next((p for p in readiness(day, now=now).amber if p.key == (rule, subject, facts)), None)
    if point is None:
        raise PointChanged
    if point.accepted is not None:
        return point.accepted
    return AcceptedWarning.objects.create(
        day=day, rule=rule, subject=subject, facts=facts, reason=reason, accepted_by=by
    )


# What readers are shown

DRAFT = Issue()


def read(sheet: IssuedCallSheet, hidden: Collection[str] = ()) -> CallSheet:
    """An issued sheet as it was issued, without what has become private since."""
    return withhold(sheet.sheet, hidden)


def issue_of(sheet: IssuedCallSheet) -> Issue:
    """Version, colour and issuer, at the clock of the day."""
    return Issue(
        version=sheet.version,
        colour=sheet.colour,
        tint=revision_colours.tint(sheet.colour),
        issued_at=sheet.issued_at.astimezone(ZoneInfo(sheet.content["zone"])),
        issued_by=str(sheet.issued_by),
    )


def changed_since(old: IssuedCallSheet, new: IssuedCallSheet, *, hidden: Collection[str] = ()) -> WhatChanged:
    return what_changed(read(old, hidden), read(new, hidden), since=issue_of(old))


def changed_from(old: IssuedCallSheet, content: CallSheet) -> WhatChanged:
    """What a draft would change."""
    return what_changed(old.sheet, content, since=issue_of(old))
