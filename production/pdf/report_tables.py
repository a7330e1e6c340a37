"""Reports in the reader's words: tables that a page and a document show alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from production import labels
from production.clock import format_minutes

from .report_content import Contact, Contacts, Day, Head, ReleaseLine, Releases, Schedule, Strip
from .wording import Words, phone_link

SHOOT, OFF = "shoot", "off"
# what is no scene and says itself what it is: one line is enough
PLAIN = frozenset({"call", "load_in", "safety", "set_up", "meal", "move", "wrap", "other"})


@dataclass(frozen=True, slots=True)
class Column:
    label: str
    width: float  # points on paper; below 1.5 a share of what is left
    align: str = "left"


@dataclass(frozen=True, slots=True)
class Cell:
    text: str = ""
    detail: str = ""  # small, beneath
    is_strong: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that belong together, under a heading or above a closing line."""

    rows: tuple[tuple[Cell, ...], ...]
    heading: str = ""
    facts: tuple[tuple[str, str], ...] = ()  # label and words, after the rows
    closing: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    title: str
    head: Head
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    summary: tuple[tuple[str, str], ...] = ()
    warning: str = ""  # whom it is for, where that matters
    notes: tuple[str, ...] = ()

    @property
    def sections(self) -> Iterator[tuple[Group, list[list[tuple[Column, Cell]]]]]:
        """The groups, each cell of their rows with its column."""
        for group in self.groups:
            yield group, [list(zip(self.columns, row, strict=True)) for row in group.rows]


# One-liner and shooting schedule


def one_liner(schedule: Schedule, words: Words) -> Report:
    columns = (
        Column(_("Time"), 34),
        Column(_("Scene"), 34),
        Column(_("INT/EXT"), 62),
        Column(_("What"), 1.2),
        Column(_("Where"), 0.8),
        Column(_("People"), 62),
        Column(_("Length"), 46, "right"),
    )
    groups = tuple(
        Group(tuple(_one_line(strip, words.of(day.on)) for strip in day.strips), closing=end_of(day, words))
        for day in schedule.days
    )
    return _scheduled(_("One-liner"), schedule, columns, groups)


def _scheduled(
    title: str, schedule: Schedule, columns: tuple[Column, ...], groups: tuple[Group, ...]
) -> Report:
    is_assumed = any(day.strips and day.general_call is None for day in schedule.days)
    words = _("Days without a general call are counted from 08:00 or from their first fixed start.")
    notes = (words,) if is_assumed else ()
    return Report(title, schedule.head, columns, groups, totals(schedule), notes=notes)


def _one_line(strip: Strip, words: Words) -> tuple[Cell, ...]:
    what, where = what_of(strip, words), where_of(strip)
    if strip.kind in PLAIN and not strip.scene:
        what, where = replace(what, detail=""), replace(where, detail="")
    return (
        Cell(words.time(strip.start)),
        Cell(strip.scene, is_strong=True),
        Cell(light_of(strip, words)),
        what,
        where,
        Cell(", ".join(strip.people)),
        Cell(format_minutes(strip.minutes) if strip.minutes else ""),
    )


def what_of(strip: Strip, words: Words, notes: str = "") -> Cell:
    kind = words.label(labels.ITEM_KINDS, strip.kind)
    title = strip.description or kind
    more = (kind if title != kind else "", notes)
    return Cell(title, " · ".join(filter(None, more)), is_strong=bool(strip.scene))


def where_of(strip: Strip) -> Cell:
    return Cell(strip.set_name or strip.place, strip.place if strip.set_name else "")


def light_of(strip: Strip, words: Words) -> str:
    inside = words.label(labels.INT_EXT, strip.int_ext)
    return " ".join(filter(None, (inside, words.label(labels.DAY_NIGHT, strip.day_night))))


def end_of(day: Day, words: Words) -> str:
    """End of Day 3 — Tuesday, 17 June 2003 — 6 h 40."""
    if day.number is not None:
        what = _("End of Day %(number)d") % {"number": day.number}
    else:
        what = words.label(labels.DAY_TYPES, day.day_type)
        what = _("Day off") if day.day_type == OFF else _("End of the %(type)s day") % {"type": what.lower()}
    length = format_minutes(day.minutes) if day.strips else ""
    if not day.strips and day.day_type == SHOOT:
        length = _("nothing planned yet")
    return " — ".join(filter(None, (what, words.day(day.on), day.unit, length)))


def totals(schedule: Schedule) -> tuple[tuple[str, str], ...]:
    days = [day for day in schedule.days if day.day_type == SHOOT]
    strips = [strip for day in schedule.days for strip in day.strips]
    scenes = {strip.scene for strip in strips if strip.scene}
    return (
        (_("Shoot days"), str(len(days))),
        (_("Scenes"), str(len(scenes))),
        (_("Items"), str(len(strips))),
        (_("Planned time"), format_minutes(sum(strip.minutes for strip in strips))),
    )


def shooting_schedule(schedule: Schedule, words: Words) -> Report:
    """The one-liner with everything that each item needs."""
    columns = (
        Column(_("Time"), 66),
        Column(_("Scene"), 34),
        Column(_("What"), 1.25),
        Column(_("Where"), 1.0),
        Column(_("People"), 1.0),
    )
    groups = tuple(
        Group(
            tuple(_full_line(strip, words.of(day.on)) for strip in day.strips),
            facts=tuple(_needs(day, words.of(day.on))),
            closing=end_of(day, words),
        )
        for day in schedule.days
    )
    return _scheduled(_("Shooting schedule"), schedule, columns, groups)


def _full_line(strip: Strip, words: Words) -> tuple[Cell, ...]:
    where = where_of(strip)
    return (
        Cell(words.time(strip.start), format_minutes(strip.minutes) if strip.minutes else ""),
        Cell(strip.scene, is_strong=True),
        what_of(strip, words, "\n".join(filter(None, (strip.notes, _shots(strip, words))))),
        Cell(where.text, " · ".join(filter(None, (where.detail, light_of(strip, words))))),
        Cell(", ".join(strip.names)),
    )


def _shots(strip: Strip, words: Words) -> str:
    told = (
        " ".join(filter(None, (number, words.label(labels.SHOT_SIZES, size), description)))
        for number, size, description in strip.shots
    )
    return _("Shots: %(shots)s") % {"shots": "; ".join(told)} if strip.shots else ""


def _needs(day: Day, words: Words) -> Iterator[tuple[str, str]]:
    facts = (
        (_("General call"), words.time(day.general_call)),
        (_("Estimated wrap"), words.time(day.wrap)),
        (_("Permits"), "; ".join(day.permits)),
        (_("Kit arriving"), day.kit),
        (_("Safety"), day.safety),
    )
    return ((label, value) for label, value in facts if value)


# Contact list


def contacts(found: Contacts, words: Words) -> Report:
    people = [one for _code, entries in found.departments for one in entries]
    has_mail = any(one.email for one in people)
    columns = [Column(_("Name"), 1.0), Column(_("Phone"), 104)]
    columns += [Column(_("E-mail"), 1.0)] if has_mail else []
    columns += [Column(_("Private"), 1.1)] if found.is_private else []
    groups = tuple(
        Group(
            tuple(tuple(_contact(one, has_mail=has_mail, is_private=found.is_private)) for one in entries),
            heading=words.label(labels.DEPARTMENTS, code) if code else _("Contributors"),
        )
        for code, entries in found.departments
    )
    return Report(
        _("Contact list with private data") if found.is_private else _("Contact list"),
        found.head,
        tuple(columns),
        groups,
        ((_("People"), str(len(people))),),
        warning=_("With private data: not to be passed on.") if found.is_private else "",
    )


def _contact(one: Contact, *, has_mail: bool, is_private: bool) -> Iterator[Cell]:
    yield Cell(one.name, one.role, is_strong=True)
    yield Cell(one.phone, one.second_phone, link=phone_link(one.phone))
    if has_mail:
        yield Cell(one.email)
    if is_private:
        facts = (
            (_("Emergency contact: %(words)s"), one.emergency),
            (_("Diet: %(words)s"), one.diet),
            (_("Access: %(words)s"), one.access),
            (_("Companion: %(words)s"), one.companion),
        )
        yield Cell("\n".join(label % {"words": value} for label, value in facts if value))


# Release status

STANDINGS = (  # what stops the film first
    "refused", "withdrawn", "expired", "needed", "guardian", "estate",
    "restricted", "signed", "not_required",
)  # fmt: skip
OPEN = frozenset(STANDINGS[:6])


def releases(found: Releases, words: Words) -> Report:
    columns = (
        Column(_("No."), 24, "right"),
        Column(_("Of"), 1.0),
        Column(_("On camera from"), 84),
        Column(_("Signed"), 72),
        Column(_("What is missing, what is agreed"), 1.4),
    )
    groups = []
    for code in STANDINGS:
        lines = [line for line in found.lines if line.standing == code]
        if lines:
            label = words.label(labels.RELEASE_STANDINGS, code)
            heading = _("%(standing)s (%(count)d)") % {
                "standing": label[:1].upper() + label[1:],
                "count": len(lines),
            }
            groups.append(Group(tuple(_release(line, words) for line in lines), heading=heading))
    waiting = sum(line.standing in OPEN for line in found.lines)
    summary = ((_("Releases"), str(len(found.lines))), (_("Still open"), str(waiting)))
    return Report(_("Release status"), found.head, columns, tuple(groups), summary)


def _release(line: ReleaseLine, words: Words) -> tuple[Cell, ...]:
    kinds = {
        "appearance": _("Appearance"),
        "minor": _("Minor"),
        "estate": _("Estate"),
        "location": _("Location"),
        "materials": _("Materials"),
        "crowd": _("Crowd notice"),
        "heritage": _("Heritage permit"),
    }
    detail = " · ".join(filter(None, (kinds.get(line.kind, line.kind), line.holder)))
    return (
        Cell(line.number),
        Cell(line.name, detail, is_strong=True),
        Cell(words.short_day(line.first_on)),
        Cell(words.short_day(line.signed_on)),
        Cell("\n".join(_missing(line, words)), is_strong=line.standing in OPEN),
    )


def _missing_words(code: str, value: str) -> Iterator[str]:
    told = {
        "none": _("No release on record"),
        "not_sent": _("Not sent yet"),
        "not_back": _("Sent, not signed yet"),
        "spoken": _("Spoken on camera, not on paper"),
        "authority": _("The authority over the estate is not on file"),
        "guardian": _("Under age when signing: the guardian has to sign"),
        "not_posted": _("Not posted yet"),
        "photograph": _("No photograph of the notice on file"),
        "not_granted": _("Not granted yet"),
        "not_yet": _("Granted, but not for today"),
        "ground": _("Ground: %(words)s"),
        "reason": _("Reason: %(words)s"),
    }[code]
    yield told % {"words": value} if code in ("ground", "reason") else told


def _missing(line: ReleaseLine, words: Words) -> Iterator[str]:
    for code, value in line.missing:
        if code == "heirs":
            signed, of = map(int, value.split("/"))
            if not of:
                yield _("No heir on record")
                continue
            yield ngettext(
                "%(signed)d of %(of)d heir has signed", "%(signed)d of %(of)d heirs have signed", of
            ) % {"signed": signed, "of": of}
        elif code == "names":
            yield _("Still to sign: %(names)s") % {"names": value}
        else:
            yield from _missing_words(code, value)
    if line.limits:
        yield _("Limits: %(limits)s") % {"limits": line.limits}
    if line.expires_on is not None:
        ended = line.standing == "expired"
        day = {"date": words.short_day(line.expires_on)}
        yield _("Expired on %(date)s") % day if ended else _("Expires on %(date)s") % day
