"""How far each scene has come: planned, shot, logged, in the script, cleared.

Each step is known by who keeps it. What nobody can tell yet is said so, never guessed: an app adds
its step with :func:`provide` when it is there to tell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interviews.models import Interview, Segment
from production.models import Film, RunningItem, Scene, Shot
from script.models import Row as ScriptRow

# The share of each scene that has come so far, from 0 to 1; None where the step isn't for this scene
Shares = Mapping[int, float | None]
Provider = Callable[[Film, list[Scene]], Shares]

STEPS = {
    "planned": gettext_lazy("Planned"),
    "shot": gettext_lazy("Shot"),
    "logged": gettext_lazy("Logged"),
    "script": gettext_lazy("In the script"),
    "cleared": gettext_lazy("Cleared"),
}
NEVER_SHOT = (Scene.Kind.ARCHIVE, Scene.Kind.NARRATION)
_providers: dict[str, Provider] = {}


def provide(step: str, provider: Provider) -> None:
    assert step in STEPS, step  # noqa: S101  # a slip of the programmer's
    _providers[step] = provider


def _planned(film: Film, scenes: list[Scene]) -> Shares:
    items = RunningItem.objects.filter(film=film, day__isnull=False, day__binned_at=None)
    on_days = set(items.exclude(scene=None).order_by().values_list("scene_id", flat=True).distinct())
    return {
        scene.pk: None if scene.kind in NEVER_SHOT else float(scene.pk in on_days or _is_shot(scene))
        for scene in scenes
    }


def _shot(film: Film, scenes: list[Scene]) -> Shares:
    progress = Shot.objects.filter(film=film).progress_of("scene")
    return {scene.pk: _share_shot(scene, progress.get(scene.pk)) for scene in scenes}


def _share_shot(scene: Scene, progress: Any) -> float | None:
    if scene.kind in NEVER_SHOT:
        return None
    if _is_shot(scene):
        return 1.0
    if progress and progress.planned and progress.done:
        return min(0.9, float(progress.done / progress.planned))  # the scene says itself when it is shot
    return 0.5 if scene.status == Scene.Status.PART_SHOT else 0.0


def _is_shot(scene: Scene) -> bool:
    return scene.status == Scene.Status.SHOT


LOGGED = {Interview.Status.TRANSCRIBED: 0.5, Interview.Status.LOGGED: 1.0}


def _logged(film: Film, scenes: list[Scene]) -> Shares:
    """A scene is logged with its interviews; one that has none, when a segment speaks to it."""
    interviews = Interview.objects.filter(film=film).exclude(item__scene=None).order_by()
    stages: dict[int, list[float]] = defaultdict(list)
    for scene, status in interviews.values_list("item__scene", "status"):
        stages[scene].append(LOGGED.get(Interview.Status(status), 0.0))
    spoken = Segment.objects.of_film(film).filter(scenes__in=[scene.pk for scene in scenes]).order_by()
    keys = set(spoken.values_list("scenes", flat=True).distinct())
    return {scene.pk: _share_logged(scene, stages[scene.pk], scene.pk in keys) for scene in scenes}


def _share_logged(scene: Scene, stages: list[float], is_spoken_to: bool) -> float | None:
    if stages:
        return sum(stages) / len(stages)
    if scene.kind == Scene.Kind.INTERVIEW:
        return float(is_spoken_to)
    return 1.0 if is_spoken_to else None


def _written(film: Film, scenes: list[Scene]) -> Shares:
    """A scene is in the script once it has a row in the working one."""
    rows = ScriptRow.objects.filter(scene__script__film=film, scene__script__binned_at=None)
    working = rows.filter(scene__script__is_working=True, scene__scene__in=[scene.pk for scene in scenes])
    keys = set(working.order_by().values_list("scene__scene", flat=True).distinct())
    return {scene.pk: float(scene.pk in keys) for scene in scenes}


provide("planned", _planned)
provide("shot", _shot)
provide("logged", _logged)
provide("script", _written)


@dataclass(frozen=True)
class Part:
    """One of the five parts of a scene's bar."""

    words: str
    share: float | None
    is_known: bool

    @property
    def state(self) -> str:
        if not self.is_known:
            return "later"
        if self.share is None:
            return "none"
        return "done" if self.share >= 1 else "part" if self.share else "open"

    @property
    def told(self) -> str:
        state = {
            "later": _("comes later"),
            "none": _("not needed"),
            "done": _("yes"),
            "open": _("not yet"),
            "part": _("%(percent)s %%") % {"percent": round(100 * (self.share or 0))},
        }[self.state]
        return f"{self.words}: {state}"


@dataclass(frozen=True)
class Row:
    scene: Scene
    parts: tuple[Part, ...]

    @property
    def told(self) -> str:
        return "; ".join(part.told for part in self.parts)


@dataclass(frozen=True)
class Total:
    words: str
    done: int
    of: int
    is_known: bool


@dataclass(frozen=True)
class Progress:
    rows: tuple[Row, ...]
    totals: tuple[Total, ...]


def progress(film: Film) -> Progress:
    """Of all scenes that still belong to the film, in a fixed number of queries."""
    scenes = list(Scene.objects.filter(film=film).exclude(status=Scene.Status.DROPPED))
    shares = {step: _providers[step](film, scenes) if step in _providers else None for step in STEPS}
    rows = tuple(Row(scene, tuple(_part(step, shares[step], scene) for step in STEPS)) for scene in scenes)
    totals = tuple(_total(n, str(words), rows) for n, words in enumerate(STEPS.values()))
    return Progress(rows, totals)


def _part(step: str, shares: Shares | None, scene: Scene) -> Part:
    return Part(str(STEPS[step]), shares.get(scene.pk) if shares is not None else None, shares is not None)


def _total(n: int, words: str, rows: tuple[Row, ...]) -> Total:
    parts = [row.parts[n] for row in rows if row.parts[n].state != "none"]
    done = sum(part.state == "done" for part in parts)
    return Total(words, done, len(parts), all(part.is_known for part in parts))
