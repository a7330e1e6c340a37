"""The board as it stands becomes the content of the stripboard on paper."""

from __future__ import annotations

from production import board
from production.actions.reports import schedule
from production.models import Film
from production.pdf.report_content import Strip
from production.pdf.stripboard import Stripboard


def stripboard(film: Film, *, by_light: bool = False) -> Stripboard:
    return Stripboard(schedule(film), tuple(map(_strip, board.pool(film))), by_light)


def _strip(waiting: board.Strip) -> Strip:
    scene, at_set = waiting.scene, waiting.at_set
    return Strip(
        kind=waiting.kind,
        start=None,
        minutes=waiting.minutes,
        scene=waiting.number,
        int_ext=scene.int_ext if scene else "",
        day_night=scene.day_night if scene else "",
        set_name=at_set.name if at_set else "",
        place=at_set.location.name if at_set else waiting.place,
        description="" if waiting.title == waiting.kind_words else waiting.title,
        people=tuple(person.ref for person in waiting.people),
    )
