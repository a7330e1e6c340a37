"""Shots out of a table: of a scene, or of a location's menu."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Max

from production.importing.fields import (
    column,
    minutes,
    reference,
)
from production.importing.kind import Keys, Kind
from production.importing.names import Names
from production.importing.scenes import set_number_key
from production.models import Film, Import, Shot
from production.numbers import natural_key

K = Import.Kind


def _shot_keys(shot: Any, names: Names) -> Keys:
    owner = f"scene {shot.scene_id}" if shot.scene_id else f"location {shot.location_id}"
    has_owner = shot.scene_id or shot.location_id
    return [f"shot {owner} {natural_key(shot.number)}"] if shot.number and has_owner else []


def _shots(film: Film) -> Iterator[tuple[int, Keys]]:
    rows = Shot.objects.filter(film=film).values_list("pk", "scene_id", "location_id", "number_key")
    for pk, scene, location, number_key in rows:
        yield pk, [f"shot scene {scene} {number_key}" if scene else f"shot location {location} {number_key}"]


def _last_places(film: Film, shots: list[Any]) -> None:
    """New shots stand behind those of their scene or menu."""
    rows = Shot.objects.filter(film=film).order_by().values_list("scene_id", "location_id")
    last = {(scene, place): most for scene, place, most in rows.annotate(most=Max("position"))}
    for shot in shots:
        owner = (shot.scene_id, shot.location_id)
        shot.position = last[owner] = last.get(owner, 0) + 1


SHOTS = Kind(
    K.SHOTS,
    Shot,
    (
        reference(Shot, "scene", "scenes", "scene", "scene no", "escena",
                  show=lambda s: s.scene.number if s.scene else ""),
        reference(Shot, "location", "locations", "place", "locación", "lugar"),
        column(Shot, "category", "menu", "categoría"),
        column(Shot, "number", "no", "nº", "shot", "shot no", "shot number", "plano", "toma"),
        column(Shot, "description", "what", "title", "descripción"),
        column(Shot, "size", "shot size", "tamaño", "encuadre"),
        column(Shot, "angle", "ángulo"),
        column(Shot, "movement", "move", "movimiento"),
        column(Shot, "lens", "lente", "óptica"),
        column(Shot, "fps", "frame rate", "cuadros por segundo",
               show=lambda s: "" if s.fps is None else format(s.fps.normalize(), "f")),
        column(Shot, "sound", "audio", "sonido"),
        column(Shot, "priority", "must", "prioridad"),
        column(Shot, "status", "state", "estado"),
        column(Shot, "minutes", "duration", "minutos", "duración", read=minutes),
        column(Shot, "notes", "note", "comments", "observaciones"),
    ),
    keys=_shot_keys,
    index=_shots,
    read=lambda rows: rows.select_related("scene", "location"),
    title=lambda s: f"{s.number} {s.description}".strip(),
    constants=("scene", "priority"),
    derive=set_number_key,
    number=_last_places,
)  # fmt: skip
