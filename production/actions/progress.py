"""The progress of a week, from the reports that were signed and the rows that stand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Count as Counted
from django.db.models import OuterRef, Q, Subquery

from production.actions.reports import head
from production.models import Film, ProductionReport, Scene, ShootDay, Shot, SignedReport
from production.pdf import progress_content as content
from production.pdf.production_report_content import ProductionReport as Report
from production.running_order import DayPlan, day_numbers, plans

WEEK = timedelta(days=6)


def weeks(film: Film) -> list[tuple[int, int]]:
    """The ISO weeks that have days of the film, in order."""
    dates = film.shoot_days.exclude(day_type=ShootDay.Type.OFF).values_list("date", flat=True)
    return sorted({(on.isocalendar().year, on.isocalendar().week) for on in dates})


def progress(film: Film, year: int, week: int, *, with_people: bool = True) -> content.Progress:
    first = date.fromisocalendar(year, week, 1)
    last = first + WEEK
    reports = _reports(film, until=last)
    numbers = day_numbers(film)
    wanted = film.shoot_days.with_running_order().exclude(day_type=ShootDay.Type.OFF)
    week_plans = plans(wanted.filter(date__gte=first, date__lte=last).order_by("date", "unit", "pk"))
    return content.Progress(
        head=head(film),
        year=year,
        week=week,
        first=first,
        last=last,
        days=tuple(_day(plan, numbers, reports.get(plan.day.pk), with_people) for plan in week_plans),
        scenes=_scenes(film),
        **_shots(film),
        days_left=_days_left(film, last),
        finished=_finished(reports.values()),
    )


def _reports(film: Film, *, until: date) -> dict[int, Report]:
    """The last signed version of each closed day, in order of date."""
    newest = SignedReport.objects.filter(day=OuterRef("day")).order_by("-version").values("pk")[:1]
    closed = ProductionReport.objects.closed().filter(day__film=film).values("day")
    found = SignedReport.objects.filter(film=film, day__in=closed, day__date__lte=until)
    return {one.day_id: one.report for one in found.filter(pk=Subquery(newest)).order_by("day__date", "pk")}


def _day(
    plan: DayPlan, numbers: dict[int, tuple[int, int]], report: Report | None, with_people: bool
) -> content.ProgressDay:
    day = plan.day
    number = numbers[day.pk][0] if day.pk in numbers else None
    if report is None:
        return content.ProgressDay(day.date, number, day.unit, planned=_planned(plan))
    return content.ProgressDay(
        on=day.date,
        number=number,
        unit=day.unit,
        is_closed=True,
        planned=report.planned,
        worked=report.worked,
        done=len(report.outcomes("done")),
        part=len(report.outcomes("part")),
        not_done=len(report.outcomes("not_done")),
        added=len(report.outcomes("added")),
        shots=sum(shot.is_done for shot in report.shots),
        gigabytes=report.gigabytes,
        recorded=report.recorded,
        releases=len(report.signings),
        overtime=sum(one.overtime for one in report.people) if with_people else 0,
        short_rests=tuple(one.name for one in report.people if one.is_short) if with_people else (),
        incidents=report.incidents if with_people else "",
        unsafe=tuple(card.label for card in report.cards if not card.is_safe),
    )


def _planned(plan: DayPlan) -> int | None:
    if plan.start is None or plan.wrap is None:
        return None
    lunch = plan.lunch.minutes if plan.lunch else 0
    return round((plan.wrap - plan.start).total_seconds() / 60) - lunch


def _scenes(film: Film) -> content.Count:
    """Of those that are shot at all: archive, narration and what was dropped left out."""
    shootable = film.scenes.exclude(kind__in=[Scene.Kind.ARCHIVE, Scene.Kind.NARRATION])
    found = shootable.exclude(status=Scene.Status.DROPPED).aggregate(
        done=Counted("pk", filter=Q(status=Scene.Status.SHOT)),
        part=Counted("pk", filter=Q(status=Scene.Status.PART_SHOT)),
        total=Counted("pk"),
    )
    return content.Count(**found)


def _shots(film: Film) -> dict[str, content.Count]:
    standing = Shot.objects.standing().filter(film=film).exclude(status=Shot.Status.DROPPED)
    must, done = Q(priority=Shot.Priority.MUST), Q(status=Shot.Status.SHOT)
    found = standing.aggregate(
        musts_done=Counted("pk", filter=must & done),
        musts=Counted("pk", filter=must),
        nice_done=Counted("pk", filter=~must & done),
        nice=Counted("pk", filter=~must),
    )
    return {
        "musts": content.Count(found["musts_done"], total=found["musts"]),
        "nice": content.Count(found["nice_done"], total=found["nice"]),
    }


def _days_left(film: Film, last: date) -> int:
    """Shoot days after the week that are not closed."""
    later = film.shoot_days.counted().filter(date__gt=last)
    closed = ProductionReport.objects.closed().filter(day__film=film).values("day")
    return int(later.exclude(pk__in=closed).count())


def _finished(reports: Iterable[Report]) -> tuple[tuple[date, int], ...]:
    """Scenes that the closed days finished, added up day by day."""
    shot: set[int] = set()
    by_date: dict[date, int] = {}
    for report in reports:
        for one in report.consequences:
            if one.kind == "scene":
                (shot.add if one.after == Scene.Status.SHOT else shot.discard)(one.key)
        by_date[report.on] = len(shot)
    return tuple(by_date.items())
