"""What two people made of the same at once, field by field in words, for who has to choose."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from production import lengths
from production.models import Person
from script.forms.writing import CellForm, SceneForm
from script.models import Cell, ScriptScene


def _yes(value: Any) -> str:
    return _("Yes") if value else _("No")


def _ms(value: Any) -> str:
    return lengths.clock(round(value / 1000)) if value else ""


def _seconds(value: Any) -> str:
    return lengths.clock(value) if value else ""


def _choice(choices: Any) -> Callable[[Any], str]:
    return lambda value: str(dict(choices).get(value, ""))


def _person(value: Any) -> str:
    found = Person.everything.filter(pk=value).first() if value else None
    return found.name if found else ""


def _is_of(row: Any, person: Any) -> bool:
    """What is sent names nobody of another film."""
    return not person or Person.everything.filter(film=row.film_id, pk=person).exists()


FIELDS: dict[str, tuple[Any, Callable[[Any], str]]] = {
    "text": (gettext_lazy("Text"), str),
    "title": (gettext_lazy("Title"), str),
    "target_seconds": (gettext_lazy("Target length"), _seconds),
    "lasts_ms": (gettext_lazy("Length"), _ms),
    "is_recorded": (gettext_lazy("Recorded take"), _yes),
    "pace": (gettext_lazy("Pace, words a minute"), lambda value: str(value or "")),
    "on_camera": (gettext_lazy("on camera"), _yes),
    "person_id": (gettext_lazy("Whom it names"), _person),
    "sound": (gettext_lazy("Sound of the clip"), _choice(Cell.Sound.choices)),
    "move": (gettext_lazy("Music"), _choice(Cell.Move.choices)),
    "clip_in": (gettext_lazy("In"), str),
    "clip_out": (gettext_lazy("Out"), str),
}


def differs(row: Any, sent: Any) -> list[list[str]]:
    """``[name, theirs, mine]`` of each field that was sent and stands otherwise; [] where it was no form."""
    form = {Cell: CellForm, ScriptScene: SceneForm}.get(type(row))
    if form is None:
        return []
    read: Any = form(sent)
    mine = read.values() if read.is_valid() else {}
    mine = {name: value for name, value in mine.items() if name != "person_id" or _is_of(row, value)}
    if "target" in mine:
        mine["target_seconds"] = mine.pop("target")
    found = []
    for name, (label, words) in FIELDS.items():
        if name in mine and words(getattr(row, name)) != words(mine[name]):
            found.append([str(label), words(getattr(row, name)), words(mine[name])])
    return found
