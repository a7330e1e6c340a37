"""The daily production report in the reader's words: scheduled beside actual, what was shot, who, on what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from production import labels
from production.clock import format_minutes

from .production_report_changes import what_changed
from .production_report_content import Card, Consequence, Item, PersonTimes, ProductionReport, Version
from .report_content import Head
from .report_tables import Cell, Column
from .sections import Paperwork, Section, render
from .wording import Words

__all__ = ["consequences", "lay_out", "render"]

TIMES = {
    "call": gettext_lazy("Call"),
    "first_shot": gettext_lazy("First shot"),
    "lunch_out": gettext_lazy("Lunch from"),
    "lunch_in": gettext_lazy("Lunch until"),
    "wrap": gettext_lazy("Wrap"),
}
CHECKSUMS = {"xxh64": "xxHash64", "md5": "MD5", "sha1": "SHA-1", "sha256": "SHA-256"}


def lay_out(
    report: ProductionReport, version: Version, words: Words, *, before: ProductionReport | None = None
) -> Paperwork:
    """``before`` is the version that this one corrects."""
    sections = (
        *_correction(report, before, words),
        _times(report, words),
        _items(report, words),
        *_shots(report),
        *_people(report, words),
        _media(report, words),
        *_releases(report, words),
        *_texts(report),
        *_closing(report, version, words),
    )
    return Paperwork(
        title=_title(report),
        head=Head(report.film, report.on, report.company, report.paper, report.confidentiality),
        sections=sections,
        summary=tuple(_summary(report)),
        dated=" · ".join(filter(None, (words.day(report.on), report.unit))),
        warning=_standing(version, words),
        stamp=_("Draft").upper() if version.is_draft else "",
        signatures=(_signature(version, words), (_("Producer, date"), "")),
    )


def _title(report: ProductionReport) -> str:
    if report.number is None:
        return _("Daily production report")
    return _("Daily production report, day %(number)d of %(of)d") % {
        "number": report.number,
        "of": report.of or report.number,
    }


def _standing(version: Version, words: Words) -> str:
    if not version.is_draft:
        at = words.moment(version.signed_at) if version.signed_at else ""
        told = {"version": version.number, "name": version.signer, "moment": at}
        return _("Version %(version)d, signed by %(name)s, %(moment)s") % told
    due = words.moment(version.due_at) if version.due_at else ""
    return _("Not signed yet; due %(moment)s") % {"moment": due} if due else _("Not signed yet")


def _signature(version: Version, words: Words) -> tuple[str, str]:
    return _("Signed by"), version.signer


def _summary(report: ProductionReport) -> Iterator[tuple[str, str]]:
    done, part = len(report.outcomes("done")), len(report.outcomes("part"))
    yield _("Items done"), f"{done}" + (f" + {part} {labels.OUTCOMES['part']}" if part else "")
    yield _("Not done"), str(len(report.outcomes("not_done")))
    if report.shots:
        landed = sum(shot.is_done for shot in report.shots)
        yield _("Shots"), f"{landed}/{len(report.shots)}"
    yield _("Media"), f"{report.gigabytes.normalize():f} GB"
    if report.worked is not None:
        yield _("Working time"), format_minutes(report.worked)


# Times


def _times(report: ProductionReport, words: Words) -> Section:
    source = _("call sheet %(colour)s") % {"colour": report.source} if report.source else _("running order")
    columns = (
        Column("", 1.0),
        Column(_("Scheduled (%(source)s)") % {"source": source}, 1.2),
        Column(_("Actual"), 1.0),
        Column(_("Difference"), 0.8, "right"),
    )
    rows = tuple(
        (
            Cell(str(TIMES[timing.code]), is_strong=True),
            Cell(words.time(timing.scheduled)),
            Cell(words.time(timing.actual), is_strong=True),
            Cell(_difference(timing.scheduled, timing.actual)),
        )
        for timing in report.times
    )
    length = (
        Cell(_("Working time"), _("lunch left out"), is_strong=True),
        Cell(_length(report.planned)),
        Cell(_length(report.worked), is_strong=True),
        Cell(_apart(report.planned, report.worked)),
    )
    return Section(_("Times"), columns, (*rows, length))


def _length(minutes: int | None) -> str:
    return "" if minutes is None else format_minutes(minutes)


def _difference(planned: datetime | None, actual: datetime | None) -> str:
    if planned is None or actual is None:
        return ""
    return _apart(0, round((actual - planned).total_seconds() / 60))


def _apart(planned: int | None, actual: int | None) -> str:
    if planned is None or actual is None:
        return ""
    apart = actual - planned
    sign = "+" if apart > 0 else "−" if apart < 0 else ""
    return f"{sign}{format_minutes(abs(apart))}" if apart else _("on time")


# What was shot


def _items(report: ProductionReport, words: Words) -> Section:
    columns = (
        Column(_("Planned"), 58),
        Column(_("Scene"), 34),
        Column(_("What"), 1.2),
        Column(_("Outcome"), 66),
        Column(_("Reason, what becomes of it"), 1.0),
    )
    rows = tuple(_item(item, words) for item in report.items)
    return Section(
        _("Scenes and items"), columns, rows, empty=_("Nothing to shoot stood in the running order.")
    )


def _item(item: Item, words: Words) -> tuple[Cell, ...]:
    kind = words.label(labels.ITEM_KINDS, item.kind) if item.kind else ""
    outcome = str(labels.OUTCOMES[item.outcome]) if item.outcome else _("not said yet")
    return (
        Cell(words.time(item.start), _length(item.minutes)),
        Cell(item.scene, is_strong=True),
        Cell(item.description or kind, " · ".join(filter(None, (kind, item.place)))),
        Cell(outcome, is_strong=item.outcome in ("part", "not_done")),
        Cell(item.reason, _("back to the pool") if item.to_pool else ""),
    )


def _shots(report: ProductionReport) -> Iterator[Section]:
    if report.shots:
        columns = (
            Column(_("Shot no."), 52),
            Column(_("Description"), 1.0),
            Column(_("Must or nice"), 66),
            Column(_("Outcome"), 66),
        )
        rows = tuple(
            (
                Cell(f"{shot.scene}/{shot.number}" if shot.scene else shot.number, is_strong=True),
                Cell(shot.description),
                Cell(_("must") if shot.is_must else _("nice")),
                Cell(_("landed") if shot.is_done else _("open"), is_strong=shot.is_must and not shot.is_done),
            )
            for shot in report.shots
        )
        yield Section(_("Shots"), columns, rows)


# Who


def _people(report: ProductionReport, words: Words) -> Iterator[Section]:
    if report.people:
        columns = (
            Column(_("Name"), 1.0),
            Column(_("Called"), 52),
            Column(_("Arrived"), 52),
            Column(_("Planned release"), 56),
            Column(_("Released"), 52),
            Column(_("Worked"), 50, "right"),
            Column(_("Overtime"), 50, "right"),
            Column(_("Rest before"), 56, "right"),
        )
        short = [one.name for one in report.people if one.is_short]
        alarm = _("Less rest than agreed: %(names)s") % {"names": ", ".join(short)}
        yield Section(
            _("Contributors and crew"),
            columns,
            tuple(_person(one, words) for one in report.people),
            alarms=(alarm,) if short else (),
        )


def _person(one: PersonTimes, words: Words) -> tuple[Cell, ...]:
    role = _("Contributor") if one.is_contributor and not one.role else one.role
    return (
        Cell(one.name, role),
        Cell(words.time(one.called)),
        Cell(words.time(one.arrived)),
        Cell(words.time(one.due)),
        Cell(words.time(one.released)),
        Cell(_length(one.worked)),
        Cell(_length(one.overtime) if one.overtime else "", is_strong=True),
        Cell(_length(one.rest), _("short") if one.is_short else "", is_strong=one.is_short),
    )


# Media and releases


def _media(report: ProductionReport, words: Words) -> Section:
    columns = (
        Column(_("Card"), 0.8),
        Column(_("Camera or recorder"), 0.9),
        Column(_("GB"), 44, "right"),
        Column(_("Minutes"), 46, "right"),
        Column(_("Copy 1"), 0.8),
        Column(_("Copy 2"), 0.8),
        Column(_("Checksum, verified by"), 1.0),
    )
    unsafe = [card.label for card in report.cards if not card.is_safe]
    text = ngettext(
        "Not in two places yet, don't erase: %(cards)s",
        "Not in two places yet, don't erase any: %(cards)s",
        len(unsafe),
    )
    return Section(
        _("Media and copies"),
        columns,
        tuple(_card(card) for card in report.cards),
        alarms=(text % {"cards": ", ".join(unsafe)},) if unsafe else (),
        empty=_("No card is noted."),
    )


def _card(card: Card) -> tuple[Cell, ...]:
    lacking = _("only one copy") if card.copies == 1 else _("no copy") if not card.copies else ""
    if card.copies == 2 and not card.is_safe:
        lacking = _("both in one place")
    checksum = CHECKSUMS.get(card.checksum, _("other") if card.checksum else "")
    return (
        Cell(card.label, lacking.upper(), is_strong=True),
        Cell(card.camera),
        Cell(card.gigabytes),
        Cell("" if card.minutes is None else str(card.minutes)),
        Cell(card.copy_1),
        Cell(card.copy_2),
        Cell(checksum or _("not verified"), card.verified_by, is_strong=not checksum),
    )


def _releases(report: ProductionReport, words: Words) -> Iterator[Section]:
    if report.signings:
        columns = (Column(_("Of"), 1.0), Column(_("Signed by"), 1.0), Column(_("Signed on"), 90))
        rows = tuple(
            (Cell(one.of, is_strong=True), Cell(one.signer), Cell(words.short_day(one.signed_on)))
            for one in report.signings
        )
        yield Section(_("Releases signed"), columns, rows)


def _texts(report: ProductionReport) -> Iterator[Section]:
    weather = ((_("As it was"), report.weather), (_("On the call sheet"), report.forecast))
    found = tuple((label, value) for label, value in weather if value)
    if found:
        yield Section(_("Weather"), facts=found)
    yield Section(
        _("Incidents"), texts=(report.incidents,) if report.incidents else (), empty=_("None are noted.")
    )
    if report.notes:
        yield Section(_("Notes"), texts=(report.notes,))
    if report.next_day:
        yield Section(_("Changes of the next day"), texts=(report.next_day,))


# What closing the day changes


def _closing(report: ProductionReport, version: Version, words: Words) -> Iterator[Section]:
    told = consequences(report, words)
    if told:
        title = _("What closing the day changes") if version.is_draft else _("What closing the day changed")
        yield Section(title, texts=tuple(told))


def consequences(report: ProductionReport, words: Words) -> list[str]:
    return [_consequence(one) for one in report.consequences]


def _consequence(one: Consequence) -> str:
    if one.kind in ("item", "rest"):
        return _ITEM_WORDS[one.kind, one.after] % {"name": one.name}
    states = {"scene": SCENES, "shot": _SHOTS, "release": _STATES}[one.kind]
    text = _("%(name)s: %(before)s → %(after)s") % {
        "name": one.name,
        "before": states.get(one.before, one.before),
        "after": states.get(one.after, one.after),
    }
    why = one.detail or str(_WHY.get(one.why, ""))
    return f"{text} ({why})" if why else text


_ITEM_WORDS = {
    ("item", "pool"): gettext_lazy("%(name)s goes back to the pool"),
    ("item", "day"): gettext_lazy("%(name)s comes back to the day"),
    ("rest", "pool"): gettext_lazy("%(name)s: what is left goes to the pool"),
    ("rest", "bin"): gettext_lazy("%(name)s: the item for what was left is deleted"),
}
_WHY = {
    "all_done": gettext_lazy("everything of it is shot"),
    "part": gettext_lazy("a part of it is left"),
    "elsewhere": gettext_lazy("another item of it waits"),
    "musts": gettext_lazy("must-have shots are open"),
    "waits": gettext_lazy("nothing of it is shot"),
    "corrected": gettext_lazy("corrected"),
}
SCENES = {
    "planned": gettext_lazy("Planned"),
    "scheduled": gettext_lazy("Scheduled"),
    "part_shot": gettext_lazy("Partly shot"),
    "shot": gettext_lazy("Shot"),
}
_SHOTS = labels.SHOT_STATUSES
_STATES = {
    "needed": gettext_lazy("Needed"),
    "sent": gettext_lazy("Sent"),
    "spoken": gettext_lazy("Spoken on camera"),
    "signed": gettext_lazy("Signed"),
    "restricted": gettext_lazy("Signed with restrictions"),
}


def _correction(report: ProductionReport, before: ProductionReport | None, words: Words) -> Iterator[Section]:
    if before is None:
        return
    facts = ((_("Why"), report.correction),) if report.correction else ()
    told = tuple(what_changed(before, report, words))
    yield Section(
        _("What this version corrects"), facts=facts, texts=told, empty=_("Nothing that is printed here.")
    )
