"""The progress of a week in the reader's words: what was planned, what it became, what is left."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from production.clock import format_minutes

from .progress_content import Progress, ProgressDay
from .report_tables import Cell, Column
from .sections import Bar, Chart, Paperwork, Section, render
from .wording import Words

__all__ = ["lay_out", "render"]


def lay_out(found: Progress, words: Words) -> Paperwork:
    span = {"first": words.short_day(found.first), "last": words.short_day(found.last)}
    return Paperwork(
        title=_("Progress of week %(week)d, %(year)d") % {"week": found.week, "year": found.year},
        head=found.head,
        sections=(
            _days(found, words),
            *_warnings(found, words),
            _totals(found),
            *_chart(found, words),
            Section(_("What is left"), texts=tuple(_forecast(found))),
        ),
        summary=tuple(_summary(found)),
        dated=_("%(first)s to %(last)s") % span,
    )


def _summary(found: Progress) -> Iterator[tuple[str, str]]:
    closed = found.closed
    yield _("Days closed"), f"{len(closed)}/{len(found.days)}"
    yield _("Scenes shot"), f"{found.scenes.done}/{found.scenes.total}"
    yield _("Must-have shots"), f"{found.musts.done}/{found.musts.total}"
    yield _("Media"), f"{sum((day.gigabytes for day in closed), start=Decimal()):f} GB"
    yield _("Releases signed"), str(sum(day.releases for day in closed))


def _days(found: Progress, words: Words) -> Section:
    columns = (
        Column(_("Day"), 1.0),
        Column(_("Scheduled"), 48, "right"),
        Column(_("Worked"), 44, "right"),
        Column(_("Done / part"), 44, "right"),
        Column(_("Not done"), 42, "right"),
        Column(_("Added"), 44, "right"),
        Column(_("Shots"), 36, "right"),
        Column(_("Media"), 56, "right"),
        Column(_("Releases"), 50, "right"),
    )
    rows = tuple(_day(day, words) for day in found.days)
    return Section(_("Day by day"), columns, rows, empty=_("No day of the film lies in this week."))


def _day(day: ProgressDay, words: Words) -> tuple[Cell, ...]:
    number = _("Day %(number)d") % {"number": day.number} if day.number else ""
    open_ = "" if day.is_closed else _("not closed")
    name = Cell(words.short_day(day.on), " · ".join(filter(None, (number, day.unit, open_))), is_strong=True)
    planned = Cell("" if day.planned is None else format_minutes(day.planned))
    if not day.is_closed:
        return (name, planned, *(Cell() for _column in range(7)))
    recorded = format_minutes(day.recorded) if day.recorded else ""
    return (
        name,
        planned,
        Cell("" if day.worked is None else format_minutes(day.worked)),
        Cell(f"{day.done} / {day.part}"),
        Cell(str(day.not_done), is_strong=bool(day.not_done)),
        Cell(str(day.added)),
        Cell(str(day.shots)),
        Cell(f"{day.gigabytes:f} GB", recorded),
        Cell(str(day.releases)),
    )


def _warnings(found: Progress, words: Words) -> Iterator[Section]:
    """Overtime, short rests, incidents, cards in one place."""
    texts = [text for day in found.closed for text in _of_day(day, words)]
    yield Section(_("Overtime, rest, incidents"), texts=tuple(texts), empty=_("Nothing to tell."))


def _of_day(day: ProgressDay, words: Words) -> Iterator[str]:
    on = words.short_day(day.on)
    if day.overtime:
        yield _("%(date)s: %(length)s of overtime in all") % {
            "date": on,
            "length": format_minutes(day.overtime),
        }
    if day.short_rests:
        names = ", ".join(day.short_rests)
        yield _("%(date)s: less rest than agreed for %(names)s") % {"date": on, "names": names}
    if day.incidents:
        yield _("%(date)s: incident: %(words)s") % {"date": on, "words": day.incidents}
    if day.unsafe:
        cards = ", ".join(day.unsafe)
        yield _("%(date)s: not in two places yet: %(cards)s") % {"date": on, "cards": cards}


def _totals(found: Progress) -> Section:
    columns = (
        Column("", 1.0),
        Column(_("Done"), 70, "right"),
        Column(_("In part"), 70, "right"),
        Column(_("Left"), 70, "right"),
        Column(_("Planned in all"), 90, "right"),
    )
    counts = (
        (_("Scenes"), found.scenes),
        (_("Must-have shots"), found.musts),
        (_("Nice-to-have shots"), found.nice),
    )
    rows = tuple(
        (
            Cell(label, is_strong=True),
            Cell(str(count.done)),
            Cell(str(count.part) if count.part else "–"),
            Cell(str(count.left)),
            Cell(str(count.total)),
        )
        for label, count in counts
    )
    return Section(_("The film so far"), columns, rows)


def _chart(found: Progress, words: Words) -> Iterator[Section]:
    if found.finished:
        bars = tuple(Bar(f"{on.day}.{on.month}.", value) for on, value in found.finished[-20:])
        text = _("Scenes finished by the closed days: %(count)d of %(total)d.") % {
            "count": found.finished[-1][1],
            "total": found.scenes.total,
        }
        yield Section(_("Scenes finished, day by day"), chart=Chart(text, bars, found.scenes.total))


def _forecast(found: Progress) -> Iterator[str]:
    left = found.scenes.left
    if not left:
        yield _("Every scene is shot.")
        return
    days = ngettext("%(days)d shoot day", "%(days)d shoot days", found.days_left) % {"days": found.days_left}
    scenes = ngettext("%(scenes)d scene", "%(scenes)d scenes", left) % {"scenes": left}
    if not found.days_left:
        yield _("%(scenes)s left and no shoot day after this week.") % {"scenes": scenes}
        return
    yield _("%(scenes)s left, %(days)s after this week: %(pace)s a day.") % {
        "scenes": scenes,
        "days": days,
        "pace": f"{left / found.days_left:.1f}",
    }
    if found.finished:
        pace = found.finished[-1][1] / len(found.finished)
        yield _("The closed days finished %(pace)s scenes a day.") % {"pace": f"{pace:.1f}"}
