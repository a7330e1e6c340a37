"""A log as one table, on the page and on paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interviews.pdf.log_content import Log, Pick, lasting
from production import timecode
from production.pdf.report_tables import Cell, Column, Group, Report
from production.pdf.wording import Words

MOST = 5  # stars


def log(found: Log, words: Words) -> Report:
    columns = (
        Column(_("Source in, out"), 62),
        Column(_("Length"), 54),
        Column(_("Rating"), 58),
        Column(_("What is said"), 1.4),
        Column(_("Speaker"), 0.5),
        Column(_("Themes"), 0.55),
    )
    groups = tuple(
        Group(
            tuple(_line(pick, with_reel=found.by != "order") for pick in picks),
            heading=_heading(found, name),
            closing=_sum(picks),
        )
        for name, picks in found.groups()
    )
    title = _("Log: %(title)s") % {"title": found.title}
    return Report(title, found.head, columns, groups, tuple(_summary(found)), "\n".join(_held(found, words)))


def stars(rating: int) -> str:
    """By shape and by number: black and white, and read aloud."""
    return f"{'★' * rating}{'☆' * (MOST - rating)} {rating}"


def _line(pick: Pick, *, with_reel: bool) -> tuple[Cell, ...]:
    reel = pick.reel if with_reel else ""
    quoted = f"{pick.in_words} … {pick.out_words}" if pick.in_words else ""
    return (
        Cell(pick.source_in, "\n".join(filter(None, (pick.source_out, reel))), is_strong=True),
        Cell(pick.length),
        Cell(stars(pick.rating)),
        Cell(pick.gist, "\n".join(filter(None, (quoted, pick.note))), is_strong=bool(pick.gist)),
        Cell(", ".join(pick.speakers)),
        Cell(", ".join(pick.themes)),
    )


def _heading(found: Log, name: str) -> str:
    if found.by == "rating":
        return stars(int(name))
    if found.by == "order":
        return _("Reel %(reel)s") % {"reel": name}
    return name or _("Without a theme")


def _sum(picks: Sequence[Pick]) -> str:
    """12 segments — 00:04:33."""
    count = len(picks)
    told = ngettext("%(count)d segment", "%(count)d segments", count) % {"count": count}
    return f"{told} — {timecode.format_seconds(round(lasting(picks)))}"


def _summary(found: Log) -> Iterator[tuple[str, str]]:
    yield _("Segments"), str(len(found.picks))
    yield _("Length"), timecode.format_seconds(round(lasting(found.picks)))
    if found.at_least:
        yield _("Rating at least"), stars(found.at_least)
    if found.theme:
        yield _("Theme"), found.theme


def _held(found: Log, words: Words) -> Iterator[str]:
    """What was promised of the interview."""
    if found.not_before:
        told = _("Held back: nothing of it may be shown before %(date)s.")
        yield told % {"date": words.short_day(found.not_before)}
    if found.restrictions:
        yield _("Restrictions: %(words)s") % {"words": found.restrictions}
