"""What the writing page shows of a script, worded: rows, headings of scenes, running time.

A page may have 1,200 rows and is opened while somebody waits: what many cells share is made once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from zlib import crc32

from django.template.loader import get_template
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from production import labels
from production.templatetags.shell import BADGES
from script.models import Cell, Row, Script
from script.pdf import content
from script.pdf.content import clock
from script.pdf.elements import WANTING, held_back
from script.views.row_html import RowDrawer

MANY = 200  # rows from which on all of the script's are asked for, not one by one
CLEARANCE = {
    "clear": ("ok", gettext_lazy("Cleared")),
    "open": ("warn", gettext_lazy("Not cleared")),
    "blocked": ("stop", gettext_lazy("Blocked")),
}
BASIS = {
    "measured": gettext_lazy("measured"),
    "estimated": gettext_lazy("estimated"),
    "given": gettext_lazy("given"),
}
TYPED = ("version", "lasts_ms", "pace", "is_recorded", "clip_in", "clip_out", "person", "language")


Badge = tuple[str, str, str]  # colour, its picture, its words


@dataclass(frozen=True, slots=True)
class CellShown:
    cell: content.Cell
    version: int
    kind: str  # "ARCHIVE", "ESTEBAN VOLKOV (on camera)"
    name: str  # what it is, for who can't see where it stands
    length: str
    reference: str
    link: str  # to where its source is
    badge: Badge | None
    typed: str  # attributes with what was typed, for the dialog of details
    basis: str = ""


@dataclass(frozen=True, slots=True)
class RowShown:
    row: content.Row
    version: int
    length: str
    is_estimated: bool
    badge: Badge | None
    sound: list[CellShown]
    picture: list[CellShown]
    seconds: str  # for the page's sums
    measured: str


def rows_html(script: Script, found: content.Script, *, translated: bool = True) -> dict[str, str]:
    """By row, each as it stands on the page; two queries however many they are."""
    drawer = RowDrawer(translated=translated)
    return {str(one.row.key): drawer.row(one) for one in rows_shown(script, found)}


def scenes_html(script: Script, found: content.Script) -> dict[str, str]:
    """The headings of scenes; their lengths are counted by the page."""
    template, versions = get_template("script/_scene_heading.html"), scene_versions(script)
    return {
        str(scene.key): template.render(
            {"scene": scene, "version": versions.get(scene.key, 1), "look": heading_look(scene)}
        )
        for scene in found.scenes
    }


def heading_look(scene: content.Scene) -> str:
    """Two headings of the same look say the same."""
    shown = (scene.number, scene.title, scene.target, scene.is_omitted, get_language())
    return f"{crc32(repr(shown).encode()):x}"


def scene_versions(script: Script) -> dict[int, int]:
    return dict(script.scenes.values_list("pk", "version"))


def totals(found: Any) -> dict[str, Any]:
    """Of a whole script; text to show, each rounded once."""
    told = running(found.rows)
    told["target"] = clock(found.target) if found.target else ""
    told["scenes"] = {
        str(key): clock(content.running_time(rows).total) for key, rows in found.rows_of.items()
    }
    return told


def running(rows: Iterable[content.Row]) -> dict[str, Any]:
    rows = list(rows)
    time = content.running_time(rows)
    cleared = content.running_time(row for row in rows if row.clearance not in ("open", "blocked"))
    return {
        "total": clock(time.total),
        "measured": clock(time.measured),
        "estimated": clock(time.estimated),
        "cleared": clock(time.cleared),
        "cleared_measured": clock(cleared.measured),
    }


def rows_shown(script: Script, found: content.Script) -> list[RowShown]:
    keys = [row.key for row in found.rows]
    only: dict[str, Any] = {"row__scene__script": script} if len(keys) > MANY else {"row__in": keys}
    typed = {one["pk"]: one for one in Cell.objects.filter(**only).values("pk", *TYPED)}
    versions = dict(Row.objects.filter(scene__script=script).values_list("pk", "version"))
    worder = _Worder(script, found, typed)
    return [worder.row(row, versions.get(row.key, 1)) for row in found.rows]


class _Worder:
    """Words and addresses that many cells share are made once."""

    def __init__(self, script: Script, found: content.Script, typed: Mapping[int, Mapping[str, Any]]) -> None:
        self.found, self.typed = found, typed
        self.film = script.film.slug
        self.elements = {code: str(words) for code, words in Cell.Element.choices}
        self.moves = {code: str(words) for code, words in Cell.Move.choices}
        self.basis = {code: str(words) for code, words in BASIS.items()} | {"": ""}
        self.address = lru_cache(maxsize=4096)(lambda page, key: reverse(page, args=[self.film, key]))
        self.narrator, self.on_camera, self.off = _("Narrator"), _("on camera"), _("voice-over")
        self.badge = lru_cache(maxsize=64)(_badge)

    def row(self, row: content.Row, version: int) -> RowShown:
        cells = [self.cell(cell) for cell in self.found.cells_of.get(row.key, ())]
        return RowShown(
            row,
            version,
            clock(row.seconds) if row.seconds else "",
            row.measured != row.lasts,
            self.badge(row.clearance, "", None),
            [one for one in cells if one.cell.column == "sound"],
            [one for one in cells if one.cell.column == "picture"],
            _decimal(row.lasts),
            _decimal(row.measured),
        )

    def cell(self, cell: content.Cell) -> CellShown:
        typed = self.typed.get(cell.key, {})
        return CellShown(
            cell,
            typed.get("version", 1),
            self._kind(cell),
            self.elements[cell.element],
            clock(cell.seconds) if cell.seconds else "",
            self._reference(cell),
            self._link(cell),
            self.badge(cell.clearance, cell.clearance_words, self._held(cell)),
            _attributes(cell, typed),
            self.basis[cell.basis],
        )

    def _held(self, cell: content.Cell) -> content.Medium | None:
        """What it is of, where that is why it may not be shown."""
        if cell.clearance_words != "held_back" or cell.medium is None:
            return None
        return self.found.media_by_key.get(cell.medium)

    def _kind(self, cell: content.Cell) -> str:
        if cell.element == "soundbite":
            seen = self.on_camera if cell.on_camera else self.off
            return f"{', '.join(cell.speakers) or self.elements['soundbite']} ({seen})"
        if cell.element == "narration":
            return f"{self.narrator} ({self.off})"
        if cell.element == "music" and cell.move:
            return f"{self.elements['music']} {self.moves[cell.move]}"
        return self.elements[cell.element]

    def _reference(self, cell: content.Cell) -> str:
        """``A001 / 01:02:03:04 – 01:02:13:12 / 0:10``; ranges that are joined one after the other."""
        medium = self.found.media_by_key.get(cell.medium) if cell.medium else None
        ranges = " // ".join(f"{part.source_in} – {part.source_out}" for part in cell.parts)
        reel = medium.reel if medium and cell.element == "soundbite" else ""
        return " / ".join(filter(None, (cell.reference, reel, ranges, cell.place)))

    def _link(self, cell: content.Cell) -> str:
        if cell.recording is not None:
            at = cell.parts[0].start if cell.parts else 0
            return f"{self.address('log', cell.recording)}?at={at}&segment={cell.segment}"
        if cell.clip is not None:
            return str(self.address("clip-detail", cell.clip))
        return str(self.address("shot-detail", cell.shot)) if cell.shot is not None else ""


def _decimal(lasts: tuple[int, int]) -> str:
    """Seconds for sums that the page makes; a length is never shown from it."""
    return f"{lasts[0] / lasts[1]:.6f}".rstrip("0").rstrip(".")


def _badge(clearance: str, why: str, held: content.Medium | None) -> Badge | None:
    if not clearance:
        return None
    state, words = CLEARANCE[clearance]
    detail = WANTING.get(why) or labels.CLIP_STATES.get(why) or ""
    if why == "held_back":
        detail = held_back(held)
    elif why == "unknown":
        detail = _("who speaks is not known")
    return state, BADGES[state], f"{words}: {detail}" if detail and clearance != "clear" else str(words)


def _attributes(cell: content.Cell, typed: Mapping[str, Any]) -> str:
    """``name=value`` of what was typed, as the dialog of details begins with it."""
    said = {
        "ms": typed.get("lasts_ms"),
        "pace": typed.get("pace"),
        "recorded": typed.get("is_recorded"),
        "cam": cell.on_camera,
        "sound": cell.sound,
        "move": cell.move,
        "in": typed.get("clip_in"),
        "out": typed.get("clip_out"),
        "person": typed.get("person"),
        "ranges": ",".join(f"{part.source_in}~{part.source_out}" for part in cell.parts),
    }
    return "|".join(f"{name}={1 if value is True else value}" for name, value in said.items() if value)
