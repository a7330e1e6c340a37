"""Scripts as a whole: begun empty, from the film's scenes or as a copy; which of them is the working one.

A film has one working script at a time. Whoever makes another one that takes the place of the first
in the same transaction; the film is locked meanwhile, so that two who do so at once leave one.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from production import timecode
from production.actions.schedule import sign
from production.models import Film, Scene, User
from production.timecode import Rate
from script.actions.steps import revise
from script.models import Cell, Row, Script, ScriptScene, ScriptStep
from script.models.rows import GAP

BATCH = 500


@transaction.atomic
def begin(*, script: Script, by: User, from_scenes: bool = False, copied: Script | None = None) -> Script:
    """Save a new script and fill it; the first of a film is the working one."""
    _lock(script.film)
    working = Script.objects.filter(film=script.film, is_working=True).first()
    script.is_working = working is None
    if like := copied or working:
        script.reading = like.reading
    sign(script, by)
    script.save()
    if copied is not None:
        _copy(copied, script)
    elif from_scenes:
        _fill(script, Scene.objects.filter(film=script.film).exclude(status=Scene.Status.DROPPED))
    return script


@transaction.atomic
def make_working(*, script: Script, by: User) -> Script:
    """The film is cut by this one from now on."""
    _lock(script.film)
    now: Script = Script.objects.select_for_update().get(pk=script.pk)
    if now.is_working:
        return now
    for other in Script.objects.select_for_update().filter(film=script.film, is_working=True):
        other.is_working = False
        sign(other, by)
        other.save()
    now.is_working = True
    sign(now, by)
    now.save()
    return now


@transaction.atomic
def bring_back(*, script: Script, by: User) -> Script:
    """Out of the bin; another script that became the working one meanwhile stays so."""
    _lock(script.film)
    now: Script = Script.everything.select_for_update().get(pk=script.pk)
    if not now.is_binned:
        return now
    if Script.objects.filter(film=script.film, is_working=True).exists():
        now.is_working = False
    sign(now, by)
    now.restore()
    return now


def _lock(film: Film) -> None:
    Film._base_manager.select_for_update().get(pk=film.pk)


def _fill(script: Script, scenes: Iterable[Scene]) -> None:
    rows = [ScriptScene(script=script, scene=scene, position=at * GAP) for at, scene in enumerate(scenes, 1)]
    ScriptScene.objects.bulk_create(rows, batch_size=BATCH)


def _copy(source: Script, target: Script) -> None:
    """Scenes, rows and cells as they stand: without numbers that a lock gave, and record times of a cut."""
    scenes = _copied(ScriptScene.objects.filter(script=source, is_omitted=False), script=target, number="")
    rows = Row.objects.filter(scene__in=scenes)
    made = _copied(rows, by={"scene": scenes}, record_in=None, record_out=None)
    _copied(Cell.objects.filter(row__in=made), by={"row": made})


def _copied(rows: Any, *, by: dict[str, dict[int, Any]] | None = None, **values: Any) -> dict[int, Any]:
    """New rows by the key of the old one; `by` says for a field which new row stands for which old one."""
    old = list(rows.order_by("pk"))
    made = []
    for row in old:
        copy = type(row)(**{f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields})
        copy.pk, copy.version = None, 1
        for name, news in (by or {}).items():
            setattr(copy, name, news[getattr(row, f"{name}_id")])
        for name, value in values.items():
            setattr(copy, name, value)
        made.append(copy)
    done = type(old[0]).objects.bulk_create(made, batch_size=BATCH) if old else []
    return dict(zip([row.pk for row in old], done, strict=True))


# -- another rate ------------------------------------------------------------------------------


def counted(script: Script) -> int:
    """How many rows have record times, which are counted in frames of the script's rate."""
    return Row.objects.filter(scene__script=script, record_in__isnull=False).count()


@transaction.atomic
def change_rate(*, script: Script, was: Rate, by: User) -> None:
    """Save a script that carries its new rate; record times move to the frames nearest in time."""
    Script.everything.select_for_update().get(pk=script.pk)
    sign(script, by)
    script.save()
    now = script.frames
    if was.runs_as(now):
        return  # another numbering: labels move, frames don't
    rows = list(Row.objects.filter(scene__script=script, record_in__isnull=False))
    for row in rows:
        for name in RECORD:
            setattr(row, name, timecode.convert(getattr(row, name), was, now))
    Row.objects.bulk_update(rows, RECORD, batch_size=BATCH)
    for step in ScriptStep.objects.filter(script=script).order_by("pk").iterator(chunk_size=50):
        told = [
            row for row in (*step.before, *step.after) if any(row.get(name) is not None for name in RECORD)
        ]
        for row in told:
            row |= {n: timecode.convert(row[n], was, now) for n in RECORD if row.get(n) is not None}
        if told:
            step.save(update_fields=["before", "after"])
    if rows:
        revise(script)


RECORD = ("record_in", "record_out")
