"""A step of a script: what one change did to its scenes, rows and cells, and the way back and forth.

Whoever writes locks the script first (:func:`lock`), notes what they change on a :class:`Writing`, and
finishes it. Each step, each undo and each redo is a revision of its own, so that a page can ask for
what happened after the one that it shows. Undo takes back the reader's own last step.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any, ClassVar

from django.db import IntegrityError, models, transaction
from django.utils import timezone

from production.models import Record, User
from production.steps import Change, Key, Overtaken, Refused, Row, Stale, Way, as_list
from script import models as script_models
from script.actions import made_segments
from script.actions.citing_cells import standing
from script.models import Cell, Script, ScriptImport, ScriptScene, ScriptStep

__all__ = [
    "Kind",
    "Overtaken",
    "Refused",
    "Stale",
    "Writing",
    "as_read",
    "has_unseen",
    "lock",
    "redo",
    "undo",
]

Kind = ScriptStep.Kind


def lock(script: Script) -> Script:
    """Nobody else writes to it until the transaction ends; Stale where it lies in the bin."""
    found: Script | None = Script.objects.select_for_update().filter(pk=script.pk).first()
    if found is None:
        raise Stale
    return found


class Writing(Change):
    """What somebody does to a script that they have locked."""

    MODELS: ClassVar[dict[str, type[models.Model]]] = {
        "scene": ScriptScene,
        "row": script_models.Row,
        "cell": Cell,
    }

    def __init__(self, script: Script) -> None:
        super().__init__()
        self.script = script

    def finish(self, kind: str, by: User, **facts: Any) -> ScriptStep:
        self.write()
        self.tell({*self.before, *self.after})
        number = revise(self.script)
        return ScriptStep.objects.create(
            script=self.script,
            number=number,
            revision=number,
            kind=kind,
            facts=facts,
            before=as_list(self.before),
            after=as_list(self.after),
            made_by=by,
        )

    def go_on(self, step: ScriptStep) -> ScriptStep:
        """Let the writer's own last step go on: who types is saved often and undone in one."""
        self.write()
        self.tell(self.after)
        step.before = as_list(_both(self.before, step.before))
        step.after = as_list(_both(_keyed(step.after), as_list(self.after)))
        step.revision = revise(self.script)
        step.save(update_fields=["before", "after", "revision"])
        return step


def _keyed(rows: list[Row]) -> dict[Key, Row]:
    return {(row["of"], row["id"]): row for row in rows}


def _both(first: dict[Key, Row], later: list[Row]) -> dict[Key, Row]:
    """Of two sets of values by key those of the latter win."""
    found = {key: dict(row) for key, row in first.items()}
    for key, row in _keyed(later).items():
        found.setdefault(key, {}).update(row)
    return {
        key: {name: value for name, value in row.items() if name not in ("of", "id")}
        for key, row in found.items()
    }


def revise(script: Script) -> int:
    """The next revision, which is no change of the record: neither its version nor history go on."""
    script.revision += 1
    Script._base_manager.filter(pk=script.pk).update(revision=script.revision)
    return script.revision


def as_read(script: Script, of: str, key: int, version: int | None = None) -> Any:
    """A scene, row or cell of a locked script, as long as it has the version that was read."""
    path = {"scene": "script", "row": "scene__script", "cell": "row__scene__script"}[of]
    rows: Any = Writing.MODELS[of]._base_manager
    found = rows.filter(pk=key, **{path: script}).select_related(*SOURCES.get(of, ())).first()
    if found is None:
        raise Stale
    if version is not None and found.version != version:
        raise Stale(found)
    return found


def has_unseen(script: Script, keys: Collection[Key], seen: int | None, by: User) -> bool:
    """Whether others wrote in any of these after the revision that is shown."""
    if seen is None:
        return False
    theirs = script.steps.filter(revision__gt=seen).exclude(made_by=by).values_list("before", "after")
    return any((row["of"], row["id"]) in keys for before, after in theirs for row in (*before, *after))


SOURCES = {
    "cell": ("row", "segment__recording__interview", "clip__source", "shot", "person"),
    "row": ("scene",),
    "scene": ("scene",),
}


# -- the way back, and forth again -------------------------------------------------------------


def last_of(script: Script, by: User) -> ScriptStep | None:
    """What undo would take back."""
    return script.steps.filter(made_by=by, undone_at=None).order_by("-revision").first()


def undone_by(script: Script, by: User) -> ScriptStep | None:
    """What redo would do again: the step that they took back last."""
    return script.steps.filter(undone_by=by).order_by("-revision").first()


def taken_back(imported: ScriptImport) -> ScriptStep | None:
    """The step that took an import over, as long as it is undone."""
    found: ScriptStep | None = (
        ScriptStep.objects.filter(script=imported.script_id, facts__of="import", facts__id=imported.pk)
        .exclude(undone_at=None)
        .select_related("undone_by")
        .first()
    )
    return found


def brought(imports: Iterable[ScriptImport], script: Script) -> list[ScriptImport]:
    """The imports of a script, each knowing whether its taking is undone."""
    steps = ScriptStep.objects.filter(script=script, facts__of="import").exclude(undone_at=None)
    undone = set(steps.values_list("facts__id", flat=True))
    found = list(imports)
    for one in found:
        one.is_undone = one.pk in undone
    return found


@transaction.atomic
def undo(*, script: Script, by: User) -> ScriptStep | None:
    """Take back the writer's last step that stands; Overtaken where somebody changed the same since."""
    script = lock(script)
    step = last_of(script, by)
    if step is not None:
        _go(script, step, step.before, step.after)
        made_segments.put_away(step, by)
        step.undone_at, step.undone_by = timezone.now(), by
        step.save(update_fields=["undone_at", "undone_by", "revision", "facts"])
    return step


@transaction.atomic
def redo(*, script: Script, by: User) -> ScriptStep | None:
    """Do again what the writer took back last; Overtaken where it no longer fits."""
    script = lock(script)
    step = undone_by(script, by)
    if step is not None:
        made_segments.bring_back(step, by)
        _go(script, step, step.after, step.before)
        step.undone_at = step.undone_by = None
        step.save(update_fields=["undone_at", "undone_by", "revision", "facts"])
    return step


def _go(script: Script, step: ScriptStep, before: list[Row], after: list[Row]) -> None:
    step.script = script
    try:
        with transaction.atomic():
            _Way(Writing(script), before, after).go()
    except IntegrityError as error:  # a scene stands in the script again, by other hands
        raise Overtaken(()) from error
    step.revision = revise(script)


class _Way(Way):
    change: Writing

    def others(self) -> set[int]:
        return {key for _of, key in self.changed_since() | self._filled_since() | self._without_ground()}

    def _filled_since(self) -> set[Key]:
        """Scenes and rows that would go, or be cut, and that hold what the step knows nothing of."""
        made = {of: self.to_take_away(of) for of in self.models}
        cut = [key for (of, key), row in self.before.items() if of == "scene" and row.get("is_omitted")]
        going = [*made["scene"], *cut]
        rows: Any = script_models.Row.objects.filter(scene__in=going).values_list("pk", "scene")
        cells: Any = Cell.objects.filter(row__in=made["row"]).values_list("pk", "row")
        found = {("scene", scene) for row, scene in rows if ("row", row) not in self.after}
        return found | {("row", row) for cell, row in cells if ("cell", cell) not in self.after}

    def _without_ground(self) -> set[Key]:
        """What would return to a row or scene that is gone or cut, or cite what lies in the bin."""
        wanted: dict[Any, dict[int, Key]] = defaultdict(dict)
        for key, row in self.before.items():
            for column in self.models[key[0]]._meta.concrete_fields:
                if column.is_relation and row.get(column.attname) is not None:
                    wanted[column.related_model][row[column.attname]] = key
        found: set[Key] = set()
        for model, keys in wanted.items():
            there = set(self._standing(model).filter(pk__in=keys).values_list("pk", flat=True))
            there |= {k for of, k in self.before if self.models[of] is model}
            found |= {key for target, key in keys.items() if target not in there}
        return found

    def _standing(self, model: Any) -> Any:
        if model is ScriptScene:
            return ScriptScene.objects.filter(is_omitted=False)
        if issubclass(model, Record) and model is not Script:
            return standing(model, self.change.script.film_id)
        return model._base_manager.all()

    def to_return(self, of: str, rows: dict[int, Row]) -> dict[int, Row]:
        """Under a version that nobody can have read before."""
        version = self.change.script.revision + 1
        return {key: {**row, "version": version} for key, row in rows.items()}
