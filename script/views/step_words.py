"""What a step of a script did, and why something can't be done, in words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from production.notation import refused_timecode
from script.actions.steps import Refused
from script.models import Cell, ScriptStep

ELEMENTS = dict(Cell.Element.choices)


def step_words(step: ScriptStep) -> str:
    """What undo takes back, and redo does again."""
    facts = step.facts
    of = facts.get("of", "")
    if step.kind == "scene":
        return _scene_words(facts)
    element = str(ELEMENTS.get(facts.get("element", ""), ""))
    if of == "cell" and element:
        return _cell_words(step.kind) % {"element": element}
    texts = {
        "add": _("Row added"),
        "move": _("Row moved"),
        "delete": _("Row deleted"),
        "split": _("Row split"),
        "join": _("Rows joined"),
        "import": _("Imported"),
        "cut": _("The editor's cut taken over"),
    }
    return texts.get(step.kind) or str(step.get_kind_display())


def _cell_words(kind: str) -> str:
    texts = {
        "add": _("%(element)s added"),
        "edit": _("%(element)s changed"),
        "move": _("%(element)s moved"),
        "delete": _("%(element)s deleted"),
        "trim": _("%(element)s trimmed"),
    }
    return texts.get(kind, "%(element)s")


def _scene_words(facts: dict[str, Any]) -> str:
    texts = {
        "add": _("Scene “%(title)s” added"),
        "edit": _("Scene “%(title)s” changed"),
        "move": _("Scene “%(title)s” moved"),
        "delete": _("Scene “%(title)s” deleted"),
    }
    text = texts.get(facts.get("what", ""))
    return text % {"title": facts.get("title", "")} if text else _("Scenes changed")


def refusal_words(refused: Refused) -> str:
    """Why it can't be done, and what to do."""
    facts = dict(refused.facts)
    if refused.code == "timecode":
        return " ".join(refused_timecode(facts["error"]).messages)
    if refused.code == "element":
        facts["element"] = ELEMENTS[facts["element"]]
    texts = {
        "after": _("The recording ends at %(end)s."),
        "before": _("That lies before the recording's first frame."),
        "both": _("This clip has no timecodes of its own: write both, in and out."),
        "clip": _("In and out are those of an archive clip: choose one."),
        "element": _("%(element)s can't cite this."),
        "gone": _("This is not there, or lies in the bin."),
        "lasts": _("Write a length between a second and a day."),
        "last": _("This is the last row of its scene; there is none to join it with."),
        "long": _("That is too long: %(most)s letters at most."),
        "many": _("That is too many at once: %(most)s at most."),
        "omitted": _("This scene was cut. Bring it back first."),
        "once": _("This scene stands in the script already."),
        "pace": _("Write a pace from %(least)s to %(most)s words a minute."),
        "part": _("This soundbite has no such range."),
        "pinned": _("The source says something else by now: accept that, or unpin the line, first."),
        "range": _("The out has to lie after the in."),
        "ranges": _("Ranges are pairs of in and out, %(most)s at most."),
        "recorded": _("Write how long the take is."),
        "segment": _("A soundbite is a segment of a recording: choose one."),
        "soundbite": _("Only a soundbite has this."),
        "sources": _("A cell cites one source."),
        "title": _("Write a title, or choose a scene."),
        "word": _("Choose a word inside the text to begin the second row with, not the first."),
        "words": _("Choose words that are shown."),
        "words_moved": _("The transcript was changed meanwhile. Open it again and choose anew."),
    }
    return texts[refused.code] % facts
