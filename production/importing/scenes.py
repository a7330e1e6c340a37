"""Scenes out of a table or a screenplay."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from production import clock
from production.importing.fields import (
    Meaning,
    column,
    minutes,
    reference,
    references,
)
from production.importing.kind import Keys, Kind
from production.importing.names import Names, key
from production.models import Film, Import, Scene
from production.numbers import natural_key

K = Import.Kind


def _scene_keys(scene: Any, names: Names) -> Keys:
    if scene.number:
        return [f"number {natural_key(scene.number)}"]
    return [f"title {key(scene.title)}"] if scene.title else []


def _scenes(film: Film) -> Iterator[tuple[int, Keys]]:
    rows = Scene.objects.filter(film=film).order_by("number_key")
    for pk, number_key, title in rows.values_list("pk", "number_key", "title"):
        yield pk, [f"number {number_key}", f"title {key(title)}"]


def set_number_key(record: Any) -> None:
    record.number_key = natural_key(record.number)


def _next_numbers(film: Film, scenes: list[Any]) -> None:
    """Scenes without a number follow the highest whole number of the film and of the file."""
    if all(scene.number for scene in scenes):
        return
    known = [*Scene.objects.filter(film=film).values_list("number", flat=True), *(s.number for s in scenes)]
    highest = max((int(n) for n in known if n.isascii() and n.isdecimal() and len(n) < 8), default=0)
    for scene in scenes:
        if not scene.number:
            highest += 1
            scene.number = str(highest)
            set_number_key(scene)


def _eighths(text: str, meaning: Meaning) -> int:
    try:
        return clock.parse_eighths(text)
    except ValueError as error:
        raise ValidationError(_("Write page eighths like 3/8, 1 3/8 or 2.")) from error


SCENES = Kind(
    K.SCENES,
    Scene,
    (
        column(Scene, "number", "no", "nº", "núm", "scene", "scene no", "scene number", "escena", "esc"),
        column(Scene, "title", "scene title", "name", "título", "nombre"),
        column(Scene, "kind", "type", "tipo"),
        column(Scene, "int_ext", "ie", "int ext", "i/e"),
        column(Scene, "day_night", "dn", "d/n", "time of day", "momento"),
        reference(
            Scene,
            "set",
            "sets",
            "place",
            "location",
            "locación",
            "lugar",
            may_make=True,
            show=lambda s: str(s.set or ""),
        ),
        column(Scene, "synopsis", "description", "what happens", "summary", "sinopsis", "descripción"),
        references(
            Scene, "people", "people", "cast", "characters", "who", "personajes",
            show=lambda s: ", ".join(p.name for p in s.people.all()),
        ),
        references(Scene, "themes", "themes", "theme", "tema", "temas", "tags", may_make=True),
        column(Scene, "planned_minutes", "minutes", "minutos", "duration", "duración", read=minutes),
        column(Scene, "eighths", "pages", "páginas", "page eighths", read=_eighths,
               show=lambda s: "" if s.eighths is None else clock.format_eighths(s.eighths)),
        column(Scene, "status", "state", "estado"),
    ),
    keys=_scene_keys,
    index=_scenes,
    read=lambda rows: rows.select_related("set__location").prefetch_related("people", "themes"),
    title=lambda s: f"{s.number} {s.title}".strip(),
    counted="title ",
    constants=("kind", "status"),
    derive=set_number_key,
    number=_next_numbers,
)  # fmt: skip
