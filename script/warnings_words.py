"""What the findings of :mod:`script.warnings` say to the reader."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from production import labels
from production.templatetags.dates import year_date
from script.pdf.content import clock, seconds_shown
from script.warnings import Finding

NAMES = {
    "not_released": gettext_lazy("Heard, not released"),
    "archive_gone": gettext_lazy("Archive that may not be shown"),
    "source_changed": gettext_lazy("Source changed since quoted"),
    "no_words": gettext_lazy("Soundbite without words"),
    "stale_translation": gettext_lazy("Translation to look at again"),
    "no_lower_third": gettext_lazy("No lower third"),
    "uncovered": gettext_lazy("Voice without pictures"),
    "jump_cut": gettext_lazy("Jump cut"),
    "short_pictures": gettext_lazy("Narration longer than its pictures"),
    "silent_scene": gettext_lazy("Scene without a voice"),
    "no_length": gettext_lazy("Row without a length"),
    "over_target": gettext_lazy("Over the target length"),
    "under_target": gettext_lazy("Under the target length"),
}
LEVELS = {
    "block": gettext_lazy("may not be shown"),
    "warn": gettext_lazy("to look at"),
    "note": gettext_lazy("to know"),
}
BADGES = {"block": "stop", "warn": "warn", "note": "info"}  # of the shell


def words(found: Finding) -> str:
    return _WORDS[found.kind](found)


def _about(found: Finding) -> str:
    return found.about or _("somebody not named")


def _not_released(found: Finding) -> str:
    if found.code == "held_back":
        return _held_back(found)
    why = labels.RELEASE_STANDINGS.get(found.code) if found.code != "unknown" else None
    text = ngettext(
        "%(who)s is heard in %(count)s row, %(length)s. Release: %(why)s.",
        "%(who)s is heard in %(count)s rows, %(length)s. Release: %(why)s.",
        found.rows,
    )
    facts: dict[str, Any] = {"who": _about(found), "count": found.rows, "length": clock(found.seconds)}
    return text % {**facts, "why": why or _("not in the register of people")}


def _held_back(found: Finding) -> str:
    text = ngettext(
        "%(who)s is heard in %(count)s row, %(length)s. The interview is held back.",
        "%(who)s is heard in %(count)s rows, %(length)s. The interview is held back.",
        found.rows,
    )
    told = [text % {"who": _about(found), "count": found.rows, "length": clock(found.seconds)}]
    if found.until:
        told.append(_("Nothing of it may be shown before %(date)s.") % {"date": year_date(found.until)})
    if found.promised:
        told.append(_("What was promised: %(promise)s") % {"promise": found.promised})
    return " ".join(told)


def _archive_gone(found: Finding) -> str:
    state = labels.CLIP_STATES.get(found.code, found.code)
    return _("%(clip)s stands in the script. State: %(state)s.") % {"clip": found.about, "state": state}


def _source_changed(found: Finding) -> str:
    return _("%(who)s: what was quoted stands here; the source says something else now.") % {
        "who": _about(found)
    }


def _no_words(found: Finding) -> str:
    text = ngettext(
        "%(who)s: no transcript says what is heard in %(count)s row.",
        "%(who)s: no transcript says what is heard in %(count)s rows.",
        found.rows,
    )
    return text % {"who": _about(found), "count": found.rows}


def _stale_translation(found: Finding) -> str:
    return _("%(who)s: the original was worded anew since it was translated.") % {"who": _about(found)}


def _no_lower_third(found: Finding) -> str:
    if found.later:
        text = _("%(who)s is seen for the first time; the lower third comes in row %(row)s only.")
        return text % {"who": _about(found), "row": found.later}
    return _("%(who)s is seen for the first time, and no lower third says who that is.") % {
        "who": _about(found)
    }


def _uncovered(found: Finding) -> str:
    text = (
        ngettext(
            "A face for %(length)s without a cut away, in %(count)s row (more than %(limit)s).",
            "A face for %(length)s without a cut away, in %(count)s rows (more than %(limit)s).",
            found.rows,
        )
        if found.code == "seen"
        else ngettext(
            "A voice for %(length)s with nothing to look at, in %(count)s row (more than %(limit)s).",
            "A voice for %(length)s with nothing to look at, in %(count)s rows (more than %(limit)s).",
            found.rows,
        )
    )
    return text % {"length": clock(found.seconds), "count": found.rows, "limit": clock(found.limit)}


def _jump_cut(found: Finding) -> str:
    if found.rows > 1:
        text = _("%(who)s: another range of the same recording than in the row before, nothing over the cut.")
    else:
        text = _("%(who)s: two ranges of the same recording are joined with nothing over the cut.")
    return text % {"who": _about(found)}


def _short_pictures(found: Finding) -> str:
    return _("Narration of %(length)s over pictures of %(pictures)s.") % {
        "length": clock(found.seconds),
        "pictures": clock(found.limit),
    }


def _silent_scene(found: Finding) -> str:
    return _("Nobody speaks in “%(scene)s”.") % {"scene": found.about or found.number}


def _no_length(found: Finding) -> str:
    return _("Nothing says how long this row lasts.")


def _target(found: Finding) -> str:
    facts = {
        "length": clock(found.seconds),
        "target": clock(found.limit),
        "difference": clock(abs(seconds_shown(found.seconds) - found.limit)),
        "scene": found.about or found.number,
    }
    if found.scene is None:
        text = (
            _("The script lasts %(length)s, %(difference)s over its target of %(target)s.")
            if found.kind == "over_target"
            else _("The script lasts %(length)s, %(difference)s under its target of %(target)s.")
        )
    else:
        text = (
            _("“%(scene)s” lasts %(length)s, %(difference)s over its target of %(target)s.")
            if found.kind == "over_target"
            else _("“%(scene)s” lasts %(length)s, %(difference)s under its target of %(target)s.")
        )
    return text % facts


_WORDS: dict[str, Callable[[Finding], str]] = {
    "not_released": _not_released,
    "archive_gone": _archive_gone,
    "source_changed": _source_changed,
    "no_words": _no_words,
    "stale_translation": _stale_translation,
    "no_lower_third": _no_lower_third,
    "uncovered": _uncovered,
    "jump_cut": _jump_cut,
    "short_pictures": _short_pictures,
    "silent_scene": _silent_scene,
    "no_length": _no_length,
    "over_target": _target,
    "under_target": _target,
}
