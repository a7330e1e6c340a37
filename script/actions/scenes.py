"""The scenes of a script: added from those of the film or as a chapter, moved, changed, cut."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from production.models import Scene, User
from production.models.fields import clean_text
from script.actions import places, rows
from script.actions.steps import Kind, Refused, Stale, Writing, as_read, has_unseen, lock
from script.models import Row, Script, ScriptScene, ScriptStep

LONGEST = 24 * 3600  # seconds


@transaction.atomic
def add(
    *,
    script: Script,
    by: User,
    after: int | None = None,
    scene: int | None = None,
    title: str = "",
    target: int | None = None,
) -> ScriptStep:
    """A scene of the film, once in a script, or a chapter with a title; at the end, or after another.

    One that was cut after a lock comes back under its number.
    """
    script = lock(script)
    change = Writing(script)
    title = _title(title)
    if scene is None and not title:
        raise Refused("title", field="title")
    _check_target(target)
    position = _place(change, after)
    found = ScriptScene.objects.filter(script=script, scene=scene).first() if scene else None
    if found is not None:
        if not found.is_omitted:
            raise Refused("once", field="scene")
        change.change(found, is_omitted=False)
        places.put(change, "scene", found, {"script_id": script.pk}, position)
    else:
        of = _scene(script, scene) if scene is not None else None
        found = change.add(
            ScriptScene(script=script, scene=of, title=title, target_seconds=target, position=position)
        )
    return change.finish(Kind.SCENE, by, what="add", of="scene", id=found.pk, title=str(found))


@transaction.atomic
def edit(
    *, script: Script, scene: int, values: dict[str, Any], by: User, version: int | None = None
) -> ScriptStep | None:
    """Another title, another target length."""
    script = lock(script)
    found = as_read(script, "scene", scene)
    new: dict[str, Any] = {}
    if "title" in values:
        new["title"] = _title(values["title"])
        if not new["title"] and found.scene is None:
            raise Refused("title", field="title")
    if "target" in values:
        _check_target(values["target"])
        new["target_seconds"] = values["target"]
    change = Writing(script)
    if all(getattr(found, name) == value for name, value in new.items()):
        return None
    as_read(script, "scene", scene, version)
    change.change(found, **new)
    return change.finish(Kind.SCENE, by, what="edit", of="scene", id=found.pk, title=str(found))


@transaction.atomic
def move(
    *, script: Script, scene: int, after: int | None, by: User, version: int | None = None
) -> ScriptStep | None:
    """With all its rows; to the end, after another scene, or with `after=0` before all."""
    script = lock(script)
    keys = list(
        ScriptScene.objects.filter(script=script).order_by("position", "pk").values_list("pk", flat=True)
    )
    if after == scene or (scene in keys and _stands_there(keys, scene, after)):
        return None
    change = Writing(script)
    position = _place(change, after)
    found = as_read(script, "scene", scene, version)
    places.put(change, "scene", found, {"script_id": script.pk}, position)
    return change.finish(Kind.SCENE, by, what="move", of="scene", id=found.pk, title=str(found))


@transaction.atomic
def delete(
    *, script: Script, scene: int, by: User, version: int | None = None, seen: int | None = None
) -> ScriptStep | None:
    """With its rows; what a lock has given a number stays under it, as omitted.

    `seen` is the revision that is shown: Stale where somebody else has written in its rows since.
    """
    script = lock(script)
    found = as_read(script, "scene", scene, version)
    change = Writing(script)
    rows.remove(change, list(Row.objects.filter(scene=found)))
    if has_unseen(script, change.before, seen, by):
        raise Stale(found)
    if found.number:
        change.change(found, is_omitted=True)
    else:
        change.remove(found)
    if change.is_empty:
        return None
    return change.finish(Kind.SCENE, by, what="delete", of="scene", id=found.pk, title=str(found))


def _place(change: Writing, after: int | None) -> int:
    owner = {"script_id": change.script.pk}
    if after is None:
        return places.last("scene", owner)
    beside = as_read(change.script, "scene", after).pk if after else None
    return places.after(change, "scene", owner, beside)


def _stands_there(keys: list[int], scene: int, after: int | None) -> bool:
    at = keys.index(scene)
    return at == len(keys) - 1 if after is None else (keys[at - 1] if at else 0) == after


def _scene(script: Script, key: int) -> Scene:
    found: Scene | None = Scene.objects.filter(film=script.film_id, pk=key).first()
    if found is None:
        raise Refused("gone", field="scene")
    return found


def _title(text: str) -> str:
    text = clean_text(text or "", lines=False)
    most = ScriptScene._meta.get_field("title").max_length or 0
    if len(text) > most:
        raise Refused("long", field="title", most=most)
    return text


def _check_target(seconds: int | None) -> None:
    if seconds is not None and not 0 < seconds <= LONGEST:
        raise Refused("lasts", field="target")
