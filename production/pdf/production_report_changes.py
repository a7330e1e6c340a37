"""What a correction of a production report changed, in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from production import labels
from production.clock import format_minutes

from .production_report_content import ProductionReport
from .wording import Words

LABELS = {
    "call": gettext_lazy("call"),
    "first_shot": gettext_lazy("first shot"),
    "lunch_out": gettext_lazy("lunch from"),
    "lunch_in": gettext_lazy("lunch until"),
    "wrap": gettext_lazy("wrap"),
    "outcome": gettext_lazy("outcome"),
    "reason": gettext_lazy("reason"),
    "minutes": gettext_lazy("minutes"),
    "is_done": gettext_lazy("landed"),
    "arrived": gettext_lazy("arrived"),
    "released": gettext_lazy("released"),
    "signer": gettext_lazy("signed by"),
    "signed_on": gettext_lazy("signed on"),
    "camera": gettext_lazy("camera or recorder"),
    "gigabytes": gettext_lazy("GB"),
    "copy_1": gettext_lazy("copy 1"),
    "copy_2": gettext_lazy("copy 2"),
    "checksum": gettext_lazy("checksum"),
    "verified_by": gettext_lazy("verified by"),
    "weather": gettext_lazy("weather"),
    "incidents": gettext_lazy("incidents"),
    "notes": gettext_lazy("notes"),
    "next_day": gettext_lazy("changes of the next day"),
}
# what is compared of each kind of line, and by what it is known again and named
LINES = {
    "items": ("key", "description", ("outcome", "reason", "minutes")),
    "shots": ("key", "description", ("is_done",)),
    "people": ("key", "name", ("arrived", "released")),
    "signings": ("key", "of", ("signer", "signed_on")),
    "cards": (
        "label",
        "label",
        ("camera", "gigabytes", "minutes", "copy_1", "copy_2", "checksum", "verified_by"),
    ),
}


def what_changed(old: ProductionReport, new: ProductionReport, words: Words) -> Iterator[str]:
    for timing in new.times:
        yield from _differs("", timing.code, old.time(timing.code).actual, timing.actual, words)
    for kind, (key, name, compared) in LINES.items():
        yield from _lines(getattr(old, kind), getattr(new, kind), key, name, compared, words)
    for field in ("weather", "incidents", "notes", "next_day"):
        yield from _differs("", field, getattr(old, field), getattr(new, field), words)


def _lines(
    old: Iterable[Any], new: Iterable[Any], key: str, name: str, compared: tuple[str, ...], words: Words
) -> Iterator[str]:
    def known(line: Any) -> tuple[Any, ...]:
        added = getattr(line, "outcome", "") == "added"  # a line of its own each time it is saved
        return (added, line.description if added else getattr(line, key))

    before, after = ({known(line): line for line in lines} for lines in (old, new))
    for found, line in after.items():
        if found not in before:
            yield _("Added: %(name)s") % {"name": getattr(line, name)}
            continue
        for field in compared:
            yield from _differs(
                getattr(line, name), field, getattr(before[found], field), getattr(line, field), words
            )
    for found in before.keys() - after.keys():
        yield _("Removed: %(name)s") % {"name": getattr(before[found], name)}


def _differs(of: str, field: str, old: Any, new: Any, words: Words) -> Iterator[str]:
    if old == new:
        return
    label = str(LABELS[field])
    what = f"{of}, {label}" if of else label[:1].upper() + label[1:]
    values = {"what": what, "old": _worded(old, words) or "–", "new": _worded(new, words) or "–"}
    yield _("%(what)s: %(old)s → %(new)s") % values


def _worded(value: Any, words: Words) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return words.time(value)
    if isinstance(value, int):
        return format_minutes(value)
    if hasattr(value, "isoformat"):
        return words.short_day(value)
    return str(labels.OUTCOMES.get(value, value)) if value else ""
