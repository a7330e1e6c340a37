"""Locking: a script is frozen as its next draft, numbered, coloured, with what changed marked."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from interviews.models import Translation
from production import revision_colours
from production.models import User
from script.actions import content as gather
from script.compare import Comparison, compare, marked
from script.models import Cell, Draft, Row, Script, ScriptScene
from script.numbering import numbered
from script.pdf import content

TRIES = 3  # where somebody else takes the number that was meant, in spite of the lock


class CannotLock(Exception):
    """The script stays as it is; there is no new draft."""


class EmptyScript(CannotLock):
    """There is nothing to print."""


class NothingChanged(CannotLock):
    """The last draft says the same; who means it says so."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(f"{draft} says the same")
        self.draft = draft


class ScriptChanged(CannotLock):
    """Somebody wrote to the script since it was looked at."""


def lock(
    *,
    script: Script,
    note: str = "",
    by: User,
    now: datetime | None = None,
    seen: int | None = None,
    although_same: bool = False,
) -> Draft:
    """Freeze a script as its next draft.

    `seen` is the revision that was looked at before; None locks whatever stands there. Of two who
    lock at the same moment the second waits for the first, and finds that nothing has changed since.
    """
    for _try in range(TRIES - 1):
        try:
            return _lock(script, note, by, now, seen, although_same)
        except IntegrityError:
            continue
    return _lock(script, note, by, now, seen, although_same)


@transaction.atomic
def _lock(
    script: Script, note: str, by: User, now: datetime | None, seen: int | None, although_same: bool
) -> Draft:
    now = now or timezone.now()
    script = Script.objects.select_for_update(of=("self",)).get(pk=script.pk)
    if seen is not None and seen != script.revision:
        raise ScriptChanged
    if not Row.objects.filter(scene__script=script).exists():
        raise EmptyScript
    number_scenes(script)
    last = last_draft(script)
    on = now.astimezone(ZoneInfo(script.film.time_zone)).date()
    found = gather.script(script, into=other_language(script), today=on)
    comparison = compare(last.pages, found) if last else None
    if last and comparison and comparison.is_same and not although_same:
        raise NothingChanged(last)
    number = last.number + 1 if last else 1
    frozen = _frozen(script, found, number, last, comparison)
    frozen = replace(frozen, note=note, on=on, locked_at=now, locked_by=str(by))
    return Draft.objects.create(
        film=script.film,
        script=script,
        number=number,
        colour=frozen.colour,
        note=note,
        content=content.to_json(frozen),
        locked_at=now,
        locked_by=by,
    )


def number_scenes(script: Script) -> None:
    """Give a number to every scene that has none: the first lock counts them, later ones keep and letter."""
    scenes = list(ScriptScene.objects.filter(script=script).order_by("position", "pk"))
    without = [scene for scene in scenes if not scene.number]
    for scene, number in zip(scenes, numbered([scene.number for scene in scenes]), strict=True):
        scene.number = number
    ScriptScene.objects.bulk_update(without, ["number"])


def _frozen(
    script: Script, found: content.Script, number: int, last: Draft | None, comparison: Comparison | None
) -> content.Script:
    colour = script.film.colour(number)
    return replace(
        marked(found, comparison),
        number=number,
        colour=colour,
        tint=revision_colours.tint(colour),
        lasts=found.running_time.total.as_integer_ratio(),
        since=_since(last, comparison) if last and comparison else None,
    )


def _since(last: Draft, comparison: Comparison) -> content.Since:
    counts = tuple(content.Count(kind, rows) for kind, rows in comparison.counts.items())
    return content.Since(last.number, last.colour, counts, comparison.before.total.as_integer_ratio())


def other_language(script: Script) -> str:
    """The language that most of what the script quotes is translated into; of several the film's first.

    Without a translation it is the script's own, into which they will be made.
    """
    cited = Cell.objects.filter(row__scene__script=script, segment__isnull=False).values("segment__recording")
    languages = Counter(
        Translation.objects.filter(
            transcript__recording__interview__recordings__in=cited, transcript__is_main=True
        ).values_list("language", flat=True)
    )
    known = list(script.film.languages)
    return min(
        languages,
        key=lambda code: (-languages[code], known.index(code) if code in known else len(known), code),
        default=script.language,
    )


# -- read --------------------------------------------------------------------------------------


def drafts(script: Script) -> list[Draft]:
    """All drafts of a script, the newest first, without what they say; `lasts` and `since` beside."""
    rows = (
        script.drafts.select_related("locked_by")
        .defer("content")
        .annotate(lasts=F("content__lasts"), since=F("content__since"))
        .order_by("-number")
    )
    return list(rows)


def last_draft(script: Script) -> Draft | None:
    return script.drafts.order_by("number").last()


def live(script: Script, into: str | None = None) -> content.Script:
    """The script as it stands now, with marks against its last draft."""
    return beside(script, last_draft(script), into)[0]


def beside(
    script: Script, draft: Draft | None, into: str | None = None
) -> tuple[content.Script, Comparison | None]:
    """The script as it stands now, with marks against a draft, and what differs from that."""
    found = gather.script(script, into=other_language(script) if into is None else into)
    comparison = compare(draft.pages, found) if draft else None
    return marked(found, comparison), comparison


def locked_and_live(draft: Draft) -> tuple[content.Script, content.Script]:
    """What was locked, and what the script says today, with translations into the same language."""
    pages = draft.pages
    return pages, gather.script(draft.script, into=pages.translated_into)
