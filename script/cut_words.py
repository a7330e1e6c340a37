"""What cuts have to say, in the reader's language: of what they are made, what was refused or told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from production import labels
from production.timecode import NAMES, Rate
from script.cutting import Told
from script.formats.cut import Cut, Refused
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
    "clearance": gettext_lazy("Clearance"),
}
REFUSALS: dict[str, Any] = {
    "rates": gettext_lazy(
        "This format knows one rate, and the media of this cut have several: %(rates)s. Take FCPXML, xmeml "
        "or OTIO, or only the tracks of one rate."
    ),
    "empty": gettext_lazy("There is nothing in it that this format could carry."),
}
READING: dict[str, Any] = {
    "unreadable": gettext_lazy("This file can't be read: it is damaged, or no text at all."),
    "entities": gettext_lazy("This file declares entities, which no edit list needs."),
    "empty": gettext_lazy("There is no event in this file."),
    "kind": gettext_lazy("This is no edit list that is known here: EDL, FCPXML, xmeml or OTIO."),
    "size": gettext_lazy("This file holds far more than a cut."),
    "version": gettext_lazy("This version of the format is not known here. Export it again as an older one."),
    "rate": gettext_lazy("An EDL doesn't say its rate: choose it. The one chosen doesn't fit this list."),
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


REPAIRS: dict[str, Any] = {
    "beyond": gettext_lazy("an event that no record can hold is left out"),
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


def refused(error: Refused, cut: Cut | None = None) -> str:
    """Why a cut can't be written in a format, and what can be done."""
    facts = dict(error.facts)
    if error.code == "rates":
        facts["rates"] = rates_of(cut) if cut is not None else ""
    return str(REFUSALS.get(error.code, _("This format can't say this cut (%(code)s)."))) % {
        **facts,
        "code": error.code,
    }


def not_read(error: Refused) -> str:
    return str(READING.get(error.code) or READING["unreadable"])


def rates_of(cut: Cut) -> str:
    """The rates of the cut and of its media, each once."""
    rates = [cut.rate, *(media.rate for media in cut.media)]
    return ", ".join(dict.fromkeys(map(rate_name, rates)))


def rate_name(rate: Rate) -> str:
    return NAMES.get(f"{rate.num}/{rate.den}") or f"{rate.num / rate.den:.3f}".rstrip("0").rstrip(".")


def repairs(found: Mapping[str, Any]) -> list[str]:
    """What was put right or passed over while a cut was read, each with its line."""
    told = []
    for code, line, what in found.get("repairs", ()):
        words = str(REPAIRS.get(code, code))
        words = f"{words}: {what}" if what else words
        told.append(_("Line %(line)s: %(words)s") % {"line": line, "words": words} if line else words)
    more = found.get("repaired", 0) - len(told)
    if more > 0:
        told.append(ngettext("and %(more)s more", "and %(more)s more", more) % {"more": more})
    return told


def told(one: Told) -> str:
    frames = ngettext("%(count)s frame", "%(count)s frames", one.frames) % {"count": one.frames}
    return str(_TOLD[one.code]) % {"row": one.row, "name": one.name, "frames": frames}
