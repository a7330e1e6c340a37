"""What cuts have to say, in the reader's language: of what they are made, what was refused or told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy, ngettext

from production import labels
from production.timecode import NAMES, Rate
from script import repairs as sentences
from script.cutting import Told
from script.formats import edl
from script.formats.cut import Cut, Repair
from script.models import Cell

COLUMNS = {
    "row": gettext_lazy("Row"),
    "scene": gettext_lazy("Scene"),
    "starts": gettext_lazy("Starts"),
    "lasts": gettext_lazy("Row lasts, s"),
    "column": gettext_lazy("Column"),
    "element": gettext_lazy("Element"),
    "who": gettext_lazy("Who speaks"),
    "text": gettext_lazy("Words"),
    "translation": gettext_lazy("Translation"),
    "title": gettext_lazy("Title"),
    "reference": gettext_lazy("Reference"),
    "reel": gettext_lazy("Reel"),
    "source_in": gettext_lazy("In"),
    "source_out": gettext_lazy("Out"),
    "cell_lasts": gettext_lazy("Lasts, s"),
    "basis": gettext_lazy("Counted by"),
    "themes": gettext_lazy("Themes"),
    "rating": gettext_lazy("Rating"),
    "clearance": gettext_lazy("Clearance"),
    "record_in": gettext_lazy("Record in"),
    "record_out": gettext_lazy("Record out"),
    "picture": gettext_lazy("Picture"),
    "sound": gettext_lazy("Sound"),
}
_SAID: dict[str, Any] = {
    **{str(code): words for code, words in Cell.Element.choices},
    **{str(code): words for code, words in Cell.Move.choices},
    "on_camera": gettext_lazy("on camera"),
    "voice_over": gettext_lazy("V.O."),
    "clear": gettext_lazy("cleared"),
    "open": gettext_lazy("open"),
    "blocked": gettext_lazy("blocked"),
    "measured": gettext_lazy("timecode"),
    "estimated": gettext_lazy("pace"),
    "given": gettext_lazy("given length"),
    "unknown": gettext_lazy("not in the register of people"),
    "held_back": gettext_lazy("the interview is held back"),
    "clearance": gettext_lazy("Clearance"),
}
_TOLD: dict[str, Any] = {
    "outside_media": gettext_lazy("%(row)s: “%(name)s” lies behind the end of its medium and is left out."),
    "past_media": gettext_lazy("%(row)s: “%(name)s” is %(frames)s shorter: its medium ends there."),
    "too_short": gettext_lazy("%(row)s: “%(name)s” is shorter than a frame of the cut and is left out."),
    "no_room": gettext_lazy("%(row)s: no time is left in the row for “%(name)s”."),
    "short_source": gettext_lazy("%(row)s: “%(name)s” is %(frames)s shorter than its given length."),
}
FLAGS = {
    "long": gettext_lazy("line too long"),
    "short": gettext_lazy("stands too briefly"),
    "slow": gettext_lazy("stands too long"),
    "fast": gettext_lazy("too fast to read"),
}


class Words(dict[str, str]):
    """Codes in the reader's language; what isn't known stands as it is."""

    def __missing__(self, code: str) -> str:
        if code.startswith("column:"):
            return str(COLUMNS.get(code.removeprefix("column:"), code))
        found = _SAID.get(code) or labels.RELEASE_STANDINGS.get(code) or labels.CLIP_STATES.get(code)
        return self.setdefault(code, str(found or code))

    def get(self, code: str, default: Any = None) -> str:
        return self[code]


def rates_of(cut: Cut) -> str:
    """The rates of the cut and of its media, each once, drop-frame apart."""
    rates = [cut.rate, *(media.rate for media in cut.media)]
    return ", ".join(dict.fromkeys(map(edl.rate_name, rates)))


def rate_name(rate: Rate) -> str:
    return NAMES.get(rate.key) or f"{rate.num / rate.den:.3f}".rstrip("0").rstrip(".")


def repairs(found: Mapping[str, Any]) -> list[str]:
    """What was put right or passed over while a cut was read, each with its line."""
    told = [sentences.repair(Repair(code, line, what)) for code, line, what in found.get("repairs", ())]
    more = found.get("repaired", 0) - len(told)
    if more > 0:
        told.append(ngettext("and %(more)s more", "and %(more)s more", more) % {"more": more})
    return told


def told(one: Told) -> str:
    frames = ngettext("%(count)s frame", "%(count)s frames", one.frames) % {"count": one.frames}
    return str(_TOLD[one.code]) % {"row": one.row, "name": one.name, "frames": frames}
