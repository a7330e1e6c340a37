"""What a day was to be, for its production report to be held against.

That is the last issued call sheet; where none went out, the running order. Once the report has
been signed it is what the report said then: closing moves items, and the plan must not follow.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from production.actions.call_sheets import issue_of, last_issued
from production.models import ProductionReport, RunningItem, ShootDay, SignedReport
from production.pdf.call_sheet_content import CallSheet
from production.pdf.production_report_content import ProductionReport as Content
from production.running_order import DayPlan, PersonCall


@dataclass(frozen=True)
class Planned:
    """Times, items and calls by the keys of their rows."""

    source: str = ""  # colour of the call sheet
    times: dict[str, datetime | None] = field(default_factory=dict)
    starts: dict[int, datetime] = field(default_factory=dict)
    called: dict[int, datetime | None] = field(default_factory=dict)
    due: dict[int, datetime | None] = field(default_factory=dict)
    forecast: str = ""


def last_signed(day: ShootDay) -> SignedReport | None:
    return day.signed_reports.select_related("signed_by").order_by("version").last()


def planned(plan: DayPlan, signed: Content | None) -> Planned:
    if signed is not None:
        return _as_signed(signed, plan)
    sheet = last_issued(plan.day)
    running = _as_it_runs(plan)
    return _as_issued(sheet.sheet, issue_of(sheet).colour, running) if sheet else running


def _as_it_runs(plan: DayPlan) -> Planned:
    lunch = plan.lunch
    return Planned(
        times={
            "call": plan.start,
            "first_shot": plan.shooting_call,
            "lunch_out": lunch.start if lunch else None,
            "lunch_in": lunch.end if lunch else None,
            "wrap": plan.wrap,
        },
        starts={item.item.pk: item.start for item in plan.items},
        called={key: call.time for key, call in plan.calls.items()},
        due={key: _due(call, plan) for key, call in plan.calls.items()},
        forecast=plan.day.weather,
    )


def _due(call: PersonCall, plan: DayPlan) -> datetime | None:
    return call.release_by or (None if call.is_contributor_today else plan.wrap)


def _as_issued(sheet: CallSheet, colour: str, running: Planned) -> Planned:
    """What stands on the sheet; what came after it, as it runs."""
    lunch, length = sheet.lunch, timedelta(minutes=sheet.lunch_minutes or 0)
    crew = {call.key: call for call in sheet.crew}
    guests = {one.key: one for one in sheet.contributors}
    return Planned(
        source=colour,
        times={
            "call": sheet.general_call,
            "first_shot": sheet.shooting_call,
            "lunch_out": lunch,
            "lunch_in": lunch + length if lunch else None,
            "wrap": sheet.estimated_wrap,
        },
        starts=running.starts | {row.key: row.start for row in sheet.rows},
        called=running.called
        | {key: call.call for key, call in crew.items()}
        | {key: one.arrival for key, one in guests.items()},
        due=running.due
        | dict.fromkeys(crew, sheet.estimated_wrap)
        | {key: one.release_by for key, one in guests.items()},
        forecast=sheet.weather,
    )


def _as_signed(signed: Content, plan: DayPlan) -> Planned:
    running = _as_it_runs(plan)
    people = {one.key: one for one in signed.people}
    return Planned(
        source=signed.source,
        times={timing.code: timing.scheduled for timing in signed.times},
        starts=running.starts | {item.key: item.start for item in signed.items if item.start},
        called=running.called | {key: one.called for key, one in people.items()},
        due=running.due | {key: one.due for key, one in people.items()},
        forecast=signed.forecast,
    )


# Items that are asked about


def is_reported(item: RunningItem) -> bool:
    """Only what is shot is asked about; nobody ticks a load-in at the wrap."""
    return item.scene_id is not None or item.kind in RunningItem.ON_CAMERA


def items_of(report: ProductionReport, plan: DayPlan) -> list[RunningItem]:
    """Those of the running order, and those that an earlier closing took from it."""
    standing = [item.item for item in plan.items if is_reported(item.item)]
    if report.pk is None:
        return standing
    keys = {item.pk for item in standing}
    gone = RunningItem.objects.filter(reported__report=report).exclude(pk__in=keys)
    return standing + list(gone.select_related("scene__set__location", "set__location", "location"))
