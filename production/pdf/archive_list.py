"""The archive list: every clip with its numbers, its length and the copy to work from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from django.utils.translation import gettext as _

from production import labels, timecode
from production.historic_dates import HistoricDate
from production.historic_words import format_date

from .report_content import Head
from .report_tables import Cell, Column, Group, Report
from .wording import Words


@dataclass(frozen=True, slots=True)
class Clip:
    title: str
    kind: str
    state: str
    date: HistoricDate | None = None
    source: str = ""
    number: str = ""
    issuer: str = ""  # where it isn't the source
    timecodes: str = ""  # 03:40:22–03:43:33
    length: str = ""
    seconds: Fraction = Fraction()
    people: tuple[str, ...] = ()
    scenes: tuple[str, ...] = ()
    copy: str = ""  # kind of the best
    copies: int = 0
    is_watermarked: bool = False  # the best copy


@dataclass(frozen=True, slots=True)
class ArchiveList:
    head: Head
    clips: tuple[Clip, ...]


Key = Callable[[Clip], tuple[int, str]]


def by_source(found: ArchiveList, words: Words) -> Report:
    """Under each source what comes from there; what has none stands last."""

    def heading(key: tuple[int, str]) -> str:
        return key[1] or _("Source unknown")

    return _report(
        _("Archive list by source"),
        found,
        words,
        lambda c: (not c.source, c.source),
        heading,
        under=lambda c: c.issuer,
    )


def by_state(found: ArchiveList, words: Words) -> Report:
    """In the order of the work: what is only identified first, what is paid late, what is gone last."""
    order = {code: place for place, code in enumerate(labels.CLIP_STATES)}

    def heading(key: tuple[int, str]) -> str:
        return words.label(labels.CLIP_STATES, key[1])

    return _report(
        _("Archive list by state"),
        found,
        words,
        lambda c: (order.get(c.state, len(order)), c.state),
        heading,
        under=lambda c: c.issuer or c.source,
    )


def _report(
    title: str,
    found: ArchiveList,
    words: Words,
    key: Key,
    heading: Callable[[tuple[int, str]], str],
    *,
    under: Callable[[Clip], str],
) -> Report:
    """`under` is what stands beneath the number: who issued it, where the heading doesn't say so."""
    columns = (
        Column(_("No."), 20, "right"),
        Column(_("Clip"), 1.4),
        Column(_("Number"), 0.9),
        Column(_("In – out, length"), 98),
        Column(_("Shown"), 0.8),
        Column(_("Scenes"), 38),
        Column(_("State, copy"), 78),
    )
    ordered = sorted(found.clips, key=key)  # stable: by date within
    numbers = iter(range(1, len(ordered) + 1))
    groups = []
    for code, clips in groupby(ordered, key):
        rows = [(clip, next(numbers)) for clip in clips]
        groups.append(
            Group(
                tuple(_row(clip, number, under(clip), words) for clip, number in rows),
                heading=f"{heading(code)} ({len(rows)})",
                facts=tuple(_lengths((clip for clip, _n in rows), words)) if len(rows) > 1 else (),
            )
        )
    summary = ((_("Clips"), str(len(ordered))), *_lengths(ordered, words))
    return Report(title, found.head, columns, tuple(groups), summary)


def _row(clip: Clip, number: int, issuer: str, words: Words) -> tuple[Cell, ...]:
    kind = words.label(labels.CLIP_KINDS, clip.kind)
    date = format_date(clip.date, words.language, short=True) if clip.date else ""
    copy = words.label(labels.COPY_KINDS, clip.copy)
    more = [copy, _("watermark") if clip.is_watermarked else ""]
    if clip.copies > 1:
        more.append(_("%(count)d copies") % {"count": clip.copies})
    return (
        Cell(str(number)),
        Cell(clip.title, " · ".join(filter(None, (kind, date))), is_strong=True),
        Cell(clip.number, issuer),
        Cell(clip.timecodes, clip.length),
        Cell(", ".join(clip.people)),
        Cell(", ".join(clip.scenes)),
        Cell(words.label(labels.CLIP_STATES, clip.state), ", ".join(filter(None, more)) or _("no copy yet")),
    )


def _lengths(clips: Iterable[Clip], words: Words) -> Iterable[tuple[str, str]]:
    """How long the clips of each kind are together, in whole seconds begun."""
    totals: dict[str, Fraction] = {}
    for clip in clips:
        if clip.seconds:
            totals[clip.kind] = totals.get(clip.kind, Fraction()) + clip.seconds
    for code in labels.CLIP_KINDS:
        if code in totals:
            label = _("Length of %(kind)s") % {"kind": words.label(labels.CLIP_KINDS, code).lower()}
            yield label, timecode.format_seconds(-(-totals[code].numerator // totals[code].denominator))
