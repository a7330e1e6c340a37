"""Which scene of a script a heading of a screenplay or a paper edit means: one that is there, one of the
film that isn't in the script yet, or a chapter of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from production.models import Scene
from production.numbers import natural_key
from production.words import fold
from script.actions import places
from script.actions.steps import Writing
from script.models import Script, ScriptScene

LONGEST_TITLE = 200


@dataclass(frozen=True)
class Meant:
    """One of the two, or neither: then it becomes a chapter."""

    there: ScriptScene | None = None
    scene: Scene | None = None
    title: str = ""


@dataclass
class Headings:
    """The scenes that headings may mean, read once."""

    script: Script
    there: list[ScriptScene] = field(init=False)
    free: list[Scene] = field(init=False)

    def __post_init__(self) -> None:
        every = list(
            ScriptScene.objects.filter(script=self.script).select_related("scene").order_by("position", "pk")
        )
        self.there = [one for one in every if not one.is_omitted]
        taken = {one.scene_id for one in every if one.scene_id}
        rows: Any = Scene.objects.filter(film=self.script.film_id).select_related("set")
        self.free = [scene for scene in rows if scene.pk not in taken]

    def meant(self, item: dict[str, Any]) -> Meant:
        """By its title; by its number only where a heading is all that it has."""
        title = " ".join(item["text"].split())[:LONGEST_TITLE]
        wanted = {fold(text) for text in (title, item.get("heading", "")) if fold(text)}
        known = next((one for one in self.there if fold(str(one)) in wanted), None)
        if known is not None:
            return Meant(there=known, title=title)
        scene = next((one for one in self.free if fold(one.title) in wanted), None)
        if scene is None and item.get("number") and item.get("heading") == item["text"]:
            number = natural_key(item["number"])
            scene = next((one for one in self.free if natural_key(one.number) == number), None)
            there = next(
                (one for one in self.there if one.scene and natural_key(one.scene.number) == number), None
            )
            if there is not None:
                return Meant(there=there, title=title)
        return Meant(scene=scene, title=title)

    def take(self, change: Writing, meant: Meant) -> ScriptScene:
        """The scene itself, made where there is none yet; another heading of the same name finds it."""
        if meant.there is not None:
            return meant.there
        own = "" if meant.scene is not None else meant.title
        made = ScriptScene(
            script=self.script,
            scene=meant.scene,
            title=own,
            position=places.last("scene", {"script_id": self.script.pk}),
        )
        change.add(made)
        self.there.append(made)
        if meant.scene is not None:
            self.free = [scene for scene in self.free if scene.pk != meant.scene.pk]
        return made
