"""What closing a day changes elsewhere: told before it is signed, and done when it is.

The consequences are read from the rows, shown, and carried out as they were read; whoever changes
one of the rows meanwhile makes the signer look again. A correction takes back what the earlier
closing did, where nobody has changed it since.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q

from production.actions import schedule
from production.models import (
    ProductionReport,
    Record,
    Release,
    ReportedItem,
    ReportedShot,
    RunningItem,
    Scene,
    Shot,
    User,
)
from production.pdf.production_report_content import Consequence

Outcome = ReportedItem.Outcome
Status = Scene.Status
LANDED = (Outcome.DONE, Outcome.PART)
POOL, DAY, BIN = "pool", "day", "bin"


@dataclass
class Closing:
    """The rows of a report on their way to be closed, and what the last closing changed."""

    report: ProductionReport
    earlier: tuple[Consequence, ...] = ()
    lines: list[ReportedItem] = field(default_factory=list)
    ticked: list[Shot] = field(default_factory=list)

    @classmethod
    def of(cls, report: ProductionReport, earlier: tuple[Consequence, ...]) -> Closing:
        lines = report.items.select_related("item__scene", "item__day", "rest")
        shots = ReportedShot.objects.filter(report=report).select_related("shot__scene")
        return cls(report, earlier, list(lines), [line.shot for line in shots if not line.shot.is_binned])

    def before(self, kind: str, key: int, now: str) -> str:
        """What a row was before this day was closed for the first time, unless somebody changed it since."""
        told = next((c for c in self.earlier if (c.kind, c.key) == (kind, key)), None)
        return told.before if told is not None and told.after == now else now


def consequences(report: ProductionReport, earlier: tuple[Consequence, ...] = ()) -> tuple[Consequence, ...]:
    closing = Closing.of(report, earlier)
    return (*_items(closing), *_shots(closing), *_scenes(closing), *_releases(closing))


# Items


def _items(closing: Closing) -> Iterator[Consequence]:
    day = closing.report.day_id
    for line in closing.lines:
        item, goes = line.item, line.outcome == Outcome.NOT_DONE and line.to_pool
        if item.is_binned:
            continue
        if goes and item.day_id == day:
            yield Consequence("item", item.pk, str(item), DAY, POOL, line.outcome)
        elif not goes and item.day_id is None:
            yield Consequence("item", item.pk, str(item), POOL, DAY, "corrected")
        yield from _rest(line)


def _rest(line: ReportedItem) -> Iterator[Consequence]:
    wanted = line.outcome == Outcome.PART and line.to_pool
    rest = line.rest if line.rest and not line.rest.is_binned else None
    if wanted and rest is None:
        yield Consequence("rest", line.item_id, str(line.item), "", POOL, line.outcome)
    elif not wanted and rest is not None and rest.day_id is None:
        yield Consequence("rest", line.item_id, str(line.item), POOL, BIN, "corrected")


# Shots


def _shots(closing: Closing) -> Iterator[Consequence]:
    ticked = {shot.pk for shot in closing.ticked}
    for shot in closing.ticked:
        if not shot.is_done:
            yield Consequence("shot", shot.pk, str(shot), shot.status, Shot.Status.SHOT)
    undone = {c.key: c for c in closing.earlier if c.kind == "shot" and c.key not in ticked}
    taken = Shot.objects.filter(pk__in=undone, shot_on=closing.report.day_id, status=Shot.Status.SHOT)
    for shot in taken.select_related("scene"):
        yield Consequence("shot", shot.pk, str(shot), shot.status, undone[shot.pk].before, "corrected")


# Scenes


def _scenes(closing: Closing) -> Iterator[Consequence]:
    report = closing.report
    keys = {line.item.scene_id for line in closing.lines} | {shot.scene_id for shot in closing.ticked}
    keys |= set(report.added.values_list("scene", flat=True))
    keys |= {c.key for c in closing.earlier if c.kind == "scene"}
    scenes = Scene.objects.filter(pk__in=keys - {None}).exclude(status=Status.DROPPED)
    left = _left(closing, keys)
    landed = _landed(closing, keys)
    for scene in scenes:
        base = closing.before("scene", scene.pk, scene.status)
        after, why = _becomes(base, scene.pk in landed, left.get(scene.pk, ""))
        if not why and base in (Status.PLANNED, Status.SCHEDULED):
            after = _where_it_waits(closing, scene)
        if after != scene.status:
            yield Consequence("scene", scene.pk, str(scene), scene.status, after, why or "waits")


def _becomes(base: str, is_landed: bool, left: str) -> tuple[str, str]:
    """The status of a scene, and why: what is left of it decides."""
    if not is_landed or base == Status.SHOT:
        return base, ""
    return (Status.PART_SHOT, left) if left else (Status.SHOT, "all_done")


def _landed(closing: Closing, keys: Iterable[int | None]) -> set[int]:
    """Scenes of which something was shot, on this day or on another that is closed."""
    found = {line.item.scene_id for line in closing.lines if line.outcome in LANDED}
    found |= {shot.scene_id for shot in closing.ticked}
    found |= set(closing.report.added.values_list("scene", flat=True))
    others = ReportedItem.objects.filter(item__scene__in=keys, outcome__in=LANDED)
    others = others.exclude(report=closing.report).exclude(report__closed_at=None)
    found |= set(others.values_list("item__scene", flat=True))
    return {key for key in found if key is not None}


def _left(closing: Closing, keys: Iterable[int | None]) -> dict[int, str]:
    """Why a scene is not finished yet, by scene; the gravest reason wins."""
    left: dict[int, str] = {}
    ours = {line.item_id for line in closing.lines} | {line.rest_id for line in closing.lines}
    waiting = RunningItem.objects.on_live_days().filter(scene__in=keys).exclude(pk__in=ours - {None})
    closed = Q(day__production_reports__closed_at__isnull=False)
    left |= dict.fromkeys(waiting.exclude(closed).values_list("scene", flat=True), "elsewhere")
    open_lines = [line for line in closing.lines if line.outcome in ("part", "not_done") and line.to_pool]
    left |= {line.item.scene_id: "part" for line in open_lines if line.item.scene_id is not None}
    ticked = [shot.pk for shot in closing.ticked]
    musts = Shot.objects.filter(scene__in=keys).left().musts().exclude(pk__in=ticked)
    return left | dict.fromkeys(musts.values_list("scene", flat=True), "musts")


def _where_it_waits(closing: Closing, scene: Scene) -> str:
    """Scheduled while one of its items stands on a day when all is done."""
    goes = {line.item_id for line in closing.lines if line.outcome == Outcome.NOT_DONE and line.to_pool}
    comes = any(line.item.scene_id == scene.pk and line.item_id not in goes for line in closing.lines)
    stands = RunningItem.objects.on_live_days().filter(scene=scene).exclude(day=None).exclude(pk__in=goes)
    return Status.SCHEDULED if comes or stands.exists() else Status.PLANNED


# Releases


def _releases(closing: Closing) -> Iterator[Consequence]:
    """A release that is signed already stays as it is; a correction takes no signature back."""
    for line in closing.report.signings.select_related("release__person", "release__location"):
        release = line.release
        if release.state in Release.GIVEN or release.is_binned:
            continue
        after = Release.State.RESTRICTED if release.limits else Release.State.SIGNED
        name = str(release)
        fault = _fault(_signed(release, line.signer, line.signed_on, after))
        yield Consequence("release", release.pk, name, release.state, after, "fault" if fault else "", fault)


def _signed(release: Release, signer: str, on: Any, state: str) -> Release:
    signed = copy(release)
    signed.state, signed.signer, signed.signed_on = state, signer, on
    return signed


def _fault(release: Release) -> str:
    """What the release's own rules say against it."""
    try:
        release.clean()
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


# Done


def carry_out(report: ProductionReport, told: Iterable[Consequence], *, by: User) -> None:
    """Do what was told. The day is held; scenes come last, since moving items settles them."""
    doing = {"item": _move, "rest": _keep_rest, "shot": _land, "release": _sign, "scene": _settle}
    for one in sorted(told, key=lambda one: list(doing).index(one.kind)):
        doing[one.kind](report, one, by)


def _move(report: ProductionReport, one: Consequence, by: User) -> None:
    item = RunningItem.objects.get(pk=one.key)
    schedule.move_item(item=item, day=report.day if one.after == DAY else None, by=by)


def _keep_rest(report: ProductionReport, one: Consequence, by: User) -> None:
    line: Any = report.items.select_related("item__scene", "rest").get(item=one.key)
    if one.after == BIN:
        schedule.bin_item(item=line.rest, by=by)
        return
    item = line.item
    line.rest = schedule.add_item(
        film=item.film,
        by=by,
        kind=item.kind,
        scene=item.scene,
        title=item.title,
        minutes=item.minutes,
        set=item.set,
        location=item.location,
        notes=item.notes,
        people=list(item.people.all()),
    )
    line.save()


def _land(report: ProductionReport, one: Consequence, by: User) -> None:
    shot = Shot.objects.select_for_update().get(pk=one.key)
    shot.status = one.after
    shot.shot_on = report.day if one.after == Shot.Status.SHOT else None
    _save(shot, by)


def _sign(report: ProductionReport, one: Consequence, by: User) -> None:
    line = report.signings.get(release=one.key)
    release = Release.objects.select_for_update().get(pk=one.key)
    release.state, release.signer, release.signed_on = one.after, line.signer, line.signed_on
    release.full_clean()
    _save(release, by)


def _settle(report: ProductionReport, one: Consequence, by: User) -> None:
    scene = Scene.objects.select_for_update().get(pk=one.key)
    if scene.status != one.after:
        scene.status = one.after
        _save(scene, by)


def _save(record: Record, by: User) -> None:
    schedule.sign(record, by)
    record.save()
