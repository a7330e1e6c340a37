"""The shot list: scene after scene with its progress; b-roll as a menu by category, not as a sequence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from production import labels

from .report_content import Head
from .report_tables import Cell, Column, Group, Report
from .wording import Words

DONE, DROPPED, MUST = "shot", "dropped", "must"


@dataclass(frozen=True, slots=True)
class ShotLine:
    number: str
    description: str
    size: str = ""  # codes, as labels has them
    angle: str = ""
    movement: str = ""
    lens: str = ""
    fps: str = ""
    sound: str = ""
    priority: str = MUST
    status: str = "planned"
    notes: str = ""


@dataclass(frozen=True, slots=True)
class ShotGroup:
    """The shots of a scene, or one category of a location's menu."""

    name: str
    lines: tuple[ShotLine, ...]
    category: str = ""
    done: int = 0  # of all its shots, also where only what is left is listed
    planned: int = 0
    musts_done: int = 0
    musts: int = 0


@dataclass(frozen=True, slots=True)
class ShotList:
    head: Head
    groups: tuple[ShotGroup, ...]
    is_what_is_left: bool = False


def shot_list(found: ShotList, words: Words) -> Report:
    columns = (
        Column(_("No."), 26, "right"),
        Column(_("Description"), 1.3),
        Column(_("Size"), 36),
        Column(_("Angle, movement"), 0.7),
        Column(_("Lens, fps"), 54),
        Column(_("Sound"), 40),
        Column(_("Must or nice"), 54),
        Column(_("Status"), 60),
    )
    groups = tuple(
        Group(tuple(_line(line, words) for line in group.lines), heading=_heading(group, words))
        for group in found.groups
    )
    title = _("What is left to shoot") if found.is_what_is_left else _("Shot list")
    return Report(title, found.head, columns, groups, tuple(_totals(found)))


def _heading(group: ShotGroup, words: Words) -> str:
    category = words.label(labels.SHOT_CATEGORIES, group.category) if group.category else ""
    name = ": ".join(filter(None, (group.name, category)))
    return f"{name} — {_progress(group)}" if group.planned else name


def _progress(group: ShotGroup) -> str:
    told = _("%(done)d of %(planned)d shot") % {"done": group.done, "planned": group.planned}
    if not group.musts:
        return told
    return f"{told}, " + _("musts %(done)d of %(musts)d") % {"done": group.musts_done, "musts": group.musts}


def _line(line: ShotLine, words: Words) -> tuple[Cell, ...]:
    return (
        Cell(line.number, is_strong=True),
        Cell(line.description, line.notes),
        Cell(words.label(labels.SHOT_SIZES, line.size)),
        Cell(", ".join(filter(None, (line.angle, line.movement)))),
        Cell(line.lens, _("%(fps)s fps") % {"fps": line.fps} if line.fps else ""),
        Cell(words.label(labels.SHOT_SOUNDS, line.sound)),
        Cell(words.label(labels.SHOT_PRIORITIES, line.priority), is_strong=line.priority == MUST),
        Cell(words.label(labels.SHOT_STATUSES, line.status), is_strong=line.status == DONE),
    )


def _totals(found: ShotList) -> Iterator[tuple[str, str]]:
    def total(name: str) -> int:
        return sum(getattr(group, name) for group in found.groups)

    if found.is_what_is_left:
        yield _("Shots left"), str(total("planned") - total("done"))
        yield _("Musts left"), str(total("musts") - total("musts_done"))
    else:
        yield _("Shots"), str(total("planned"))
        yield _("Shot"), str(total("done"))
        yield _("Musts"), f"{total('musts_done')}/{total('musts')}"
