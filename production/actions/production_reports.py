"""Closing a day: its production report is signed, frozen and numbered, and what it says is done."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from production.actions import report_closing, schedule
from production.actions.report_gathering import gather
from production.actions.report_schedule import last_signed
from production.models import ProductionReport, ShootDay, SignedReport, User
from production.pdf.production_report_content import ProductionReport as Content
from production.pdf.production_report_content import Version, to_json

DUE = timedelta(hours=2)  # after wrap


class CannotSign(Exception):
    """The day stays open; nothing was changed."""


class NotComplete(CannotSign):
    def __init__(self, missing: list[str]) -> None:
        super().__init__(" ".join(missing))
        self.missing = missing


class AlreadyClosed(CannotSign):
    """Somebody else signed it first."""

    def __init__(self, signed: SignedReport) -> None:
        super().__init__(f"{signed} was signed by {signed.signer}")
        self.signed = signed


class ReportChanged(CannotSign):
    """The report, or what closing would change, is no longer what was read."""


class NotClosed(Exception):
    """There is nothing to reopen."""


def read(report: ProductionReport) -> Content:
    """The report as it would be signed now, with what closing the day would change."""
    signed = last_signed(report.day)
    earlier = signed.report.consequences if signed else ()
    told = report_closing.consequences(report, earlier) if report.pk else ()
    return replace(gather(report), consequences=told)


def missing(content: Content) -> list[str]:
    """What must be said before the report can be signed."""
    return list(_missing(content))


def _missing(content: Content) -> Iterator[str]:
    if content.time("call").actual is None:
        yield _("Write when the call was.")
    if content.time("wrap").actual is None:
        yield _("Write when it wrapped.")
    for item in content.items:
        name = " ".join(filter(None, (item.scene, item.description)))
        if not item.outcome:
            yield _("Say what became of “%(item)s”.") % {"item": name}
        elif item.outcome == "not_done" and not item.reason:
            yield _("Say why “%(item)s” was not done.") % {"item": name}
    for one in content.consequences:
        if one.why == "fault":
            yield f"{one.name}: {one.detail}"


def digest(content: Content) -> str:
    """Stands for everything that a report says and does."""
    return hashlib.sha256(json.dumps(to_json(content), sort_keys=True).encode()).hexdigest()


@transaction.atomic
def close(
    *, report: ProductionReport, signer: str, seen: str, by: User, now: datetime | None = None
) -> SignedReport:
    """Sign the report, do what it says elsewhere, and close its day: all of it or nothing.

    ``seen`` is the digest of what was read before. Of two who sign at the same moment, the second
    waits for the first at the day's row and is then told.
    """
    now = now or timezone.now()
    day = ShootDay.objects.select_for_update().get(pk=report.day_id)
    last = last_signed(day)
    report = ProductionReport.objects.select_for_update().get(pk=report.pk)
    report.day = day
    if report.is_closed and last is not None:
        raise AlreadyClosed(last)
    content = read(report)
    if seen != digest(content):
        raise ReportChanged
    if lacking := missing(content):
        raise NotComplete(lacking)
    report_closing.carry_out(report, content.consequences, by=by)
    report.closed_at, report.closed_by, report.correction = now, by, ""
    schedule.sign(report, by)
    report.save()
    return SignedReport.objects.create(
        film=day.film,
        day=day,
        version=last.version + 1 if last else 1,
        content=to_json(_kept(content, last)),
        signer=signer,
        signed_at=now,
        signed_by=by,
    )


def _kept(content: Content, last: SignedReport | None) -> Content:
    """What closing changed in all, counted from before its first version: a later correction needs it."""
    if last is None:
        return content
    told = {(one.kind, one.key): one for one in last.report.consequences}
    for one in content.consequences:
        first = told.pop((one.kind, one.key), None)
        one = replace(one, before=first.before) if first and one.kind in ("scene", "shot") else one
        told[one.kind, one.key] = one
    return replace(content, consequences=tuple(told.values()))


@transaction.atomic
def reopen(*, day: ShootDay, reason: str, by: User) -> ProductionReport:
    """Open a closed day again; what was signed stays, and signing again makes the next version."""
    ShootDay.objects.select_for_update().get(pk=day.pk)
    report: ProductionReport | None = (
        ProductionReport.objects.select_for_update().closed().filter(day=day).first()
    )
    if report is None:
        raise NotClosed
    report.closed_at = report.closed_by = None
    report.correction = reason
    schedule.sign(report, by)
    report.save()
    return report


def report_of(day: ShootDay) -> ProductionReport:
    """The report of a day; a new one begins with what was planned of it."""
    report = ProductionReport.objects.filter(day=day).first()
    if report is None:
        report = ProductionReport(day=day, call=day.general_call, weather=day.weather)
    report.day = day
    return report


def version_of(signed: SignedReport) -> Version:
    """Number, signer and moment, at the clock of the day."""
    at = signed.signed_at.astimezone(ZoneInfo(signed.content["zone"]))
    return Version(signed.version, signed.signer, at, due_at(signed.report))


def draft_of(content: Content) -> Version:
    return Version(due_at=due_at(content))


def due_at(content: Content) -> datetime | None:
    """Two hours after wrap: the real one, else the planned one."""
    wrap = content.time("wrap")
    at = wrap.actual or wrap.scheduled
    return at + DUE if at else None
