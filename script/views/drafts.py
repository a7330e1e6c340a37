"""The drafts of a script: their list, locking the next one, what one says, and two beside each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from production.access import Permission, film_view
from production.models import Film
from production.views.listing import csv_answer, xlsx_answer
from script import warnings
from script.actions import drafts, quoted
from script.compare import Comparison, compare
from script.forms.drafts import LockForm
from script.models import Draft, Script
from script.pdf.content import Script as Pages
from script.pdf.content import clock
from script.views.draft_pages import (
    RowCompared,
    SceneCompared,
    draft_of,
    scenes_compared,
    scenes_shown,
    script_of,
    signed,
    told,
)
from script.views.seen import seen
from script.views.warnings import kinds_of

WORKING = "working"


# -- all of them -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Listed:
    """A draft in the list, without what it says."""

    draft: Any  # Draft with `lasts` and `since` beside

    @property
    def length(self) -> str:
        return clock(self.seconds)

    @property
    def seconds(self) -> Fraction:
        return Fraction(*(self.draft.lasts or (0, 1)))

    @property
    def difference(self) -> str:
        since = self.draft.since
        return signed(Fraction(*since["before"]), self.seconds) if since else ""

    @property
    def counts(self) -> dict[str, int]:
        since = self.draft.since
        return {one["kind"]: one["rows"] for one in since["counts"]} if since else {}


@film_view(Permission.SEE_SCRIPT)
@require_safe
def draft_list(request: HttpRequest, film: Film, script: int) -> HttpResponse:
    found = script_of(film, script)
    listed = [Listed(draft) for draft in drafts.drafts(found)]
    changes = [(one, told(request, one.counts)) for one in listed]
    context: dict[str, Any] = {"script": found, "drafts": changes}
    if listed:
        last = listed[0].draft
        live = compare(*(seen(request, pages) for pages in drafts.locked_and_live(last)))
        context |= {
            "last": last,
            "live": live,
            "live_length": clock(live.after.total),
            "live_difference": signed(live.before.total, live.after.total),
            "live_changes": told(request, live.counts),
        }
    return render(request, "script/draft_list.html", context)


# -- the next one ------------------------------------------------------------------------------


@film_view(Permission.EDIT_SCRIPT)
def draft_lock(request: HttpRequest, film: Film, script: int) -> HttpResponse:
    """What is about to be frozen, its warnings first; they are read, and keep nobody from locking."""
    found = script_of(film, script)
    if request.method != "POST":
        return _before_lock(request, found, LockForm(initial={"seen": found.revision}))
    form = LockForm(request.POST)
    if not form.is_valid():
        if "seen" in form.errors:
            raise Http404
        return _before_lock(request, found, form)
    try:
        draft = drafts.lock(
            script=found,
            note=form.cleaned_data["note"],
            seen=form.cleaned_data["seen"],
            although_same=form.cleaned_data["although_same"],
            by=request.user,  # type: ignore[arg-type]
        )
    except drafts.CannotLock as refused:
        return _not_locked(request, found, form, refused)
    messages.success(request, _("Locked as %(colour)s.") % {"colour": draft.colour})
    return redirect("draft-detail", film=film.slug, script=found.pk, draft=draft.pk)


def _before_lock(request: HttpRequest, script: Script, form: LockForm) -> HttpResponse:
    last = drafts.last_draft(script)
    pages, comparison = drafts.beside(script, last)
    found = warnings.findings(pages)
    number = last.number + 1 if last else 1
    context = {
        "script": script,
        "form": form,
        "pages": pages,
        "last": last,
        "is_same": comparison is not None and comparison.is_same,
        "changes": told(request, comparison.counts) if comparison else [],
        "length": clock(pages.running_time.total),
        "difference": signed(comparison.before.total, comparison.after.total) if comparison else "",
        "next_number": number,
        "next_colour": script.film.colour(number),
        "warnings": kinds_of(script, found),
        "total": len(found),
    }
    return render(request, "script/draft_lock.html", context)


def _not_locked(
    request: HttpRequest, script: Script, form: LockForm, refused: drafts.CannotLock
) -> HttpResponse:
    """What was typed stays; the revision is the one that is shown now."""
    match refused:
        case drafts.EmptyScript():
            messages.error(request, _("There is no row in the script yet; nothing was locked."))
        case drafts.NothingChanged(draft=draft):
            text = _("Nothing has changed since %(colour)s. Tick the box below to lock it all the same.")
            messages.warning(request, text % {"colour": draft.colour})
        case _:
            messages.warning(
                request, _("Somebody wrote to the script while you looked. Please read it again, then lock.")
            )
    script.refresh_from_db()
    again = LockForm(initial={"seen": script.revision, "note": form.cleaned_data["note"]})
    return _before_lock(request, script, again)


# -- one of them -------------------------------------------------------------------------------


@film_view(Permission.SEE_SCRIPT)
@require_safe
def draft_detail(request: HttpRequest, film: Film, script: int, draft: int) -> HttpResponse:
    """As it was locked; beside it what its sources say otherwise today."""
    found = draft_of(script_of(film, script), draft)
    pages = seen(request, found.pages)
    time = pages.running_time
    context = {
        "script": found.script,
        "draft": found,
        "pages": pages,
        "scenes": scenes_shown(pages),
        "length": clock(time.total),
        "measured": clock(time.measured),
        "estimated": clock(time.estimated),
        "changes": told(request, {one.kind: one.rows for one in pages.since.counts}) if pages.since else [],
        "difference": signed(Fraction(*pages.since.before), time.total) if pages.since else "",
        "changed_lines": quoted.changed_lines(found),
        "others": drafts.drafts(found.script),
    }
    return render(request, "script/draft_detail.html", context)


# -- two of them -------------------------------------------------------------------------------


@film_view(Permission.SEE_SCRIPT)
@require_safe
def draft_compare(request: HttpRequest, film: Film, script: int) -> HttpResponse:
    """``?old=1&new=2``, or ``working`` for the script as it stands; ``&show=all`` with unchanged rows."""
    found = script_of(film, script)
    listed = drafts.drafts(found)
    if not listed:
        return render(request, "script/draft_compare.html", {"script": found, "drafts": []})
    old_name, new_name = _chosen(request, listed)
    old, new = (seen(request, pages) for pages in _versions(found, old_name, new_name))
    comparison = compare(old, new)
    everything = request.GET.get("show") == "all"
    scenes = list(scenes_compared(comparison, old, new, everything=everything))
    if request.GET.get("export") in ("csv", "xlsx"):
        answer = csv_answer if request.GET["export"] == "csv" else xlsx_answer
        return answer(_table(scenes), f"{found.title} {old_name} {new_name}")
    context = {
        "script": found,
        "drafts": listed,
        "old": old,
        "new": new,
        "old_name": old_name,
        "new_name": new_name,
        "scenes": scenes,
        "everything": everything,
        **_figures(request, comparison),
    }
    return render(request, "script/draft_compare.html", context)


def _chosen(request: HttpRequest, listed: list[Draft]) -> tuple[str, str]:
    """The names of two versions: the last draft and the working script, where none that is are named."""
    names = {str(draft.number) for draft in listed} | {WORKING}
    old, new = request.GET.get("old", ""), request.GET.get("new", "")
    return old if old in names else str(listed[0].number), new if new in names else WORKING


def _versions(script: Script, *names: str) -> tuple[Pages, Pages]:
    """A working script is gathered with translations into the language of the draft beside it."""
    numbers = [int(name) for name in names if name != WORKING]
    locked = {str(draft.number): draft.pages for draft in script.drafts.filter(number__in=numbers)}
    into = next((pages.translated_into for pages in locked.values()), None)
    old, new = (locked[name] if name in locked else drafts.live(script, into) for name in names)
    return old, new


def _figures(request: HttpRequest, comparison: Comparison) -> dict[str, Any]:
    return {
        "comparison": comparison,
        "changes": told(request, comparison.counts),
        "before": clock(comparison.before.total),
        "after": clock(comparison.after.total),
        "difference": signed(comparison.before.total, comparison.after.total),
        "times": [
            (_("measured"), clock(comparison.before.measured), clock(comparison.after.measured)),
            (_("estimated"), clock(comparison.before.estimated), clock(comparison.after.estimated)),
            (_("cleared"), clock(comparison.before.cleared), clock(comparison.after.cleared)),
        ],
    }


def _table(scenes: list[SceneCompared]) -> Iterator[list[Any]]:
    yield [
        _("Scene"),
        _("Row before"),
        _("Row after"),
        _("What changed"),
        _("Before"),
        _("After"),
        _("Length before"),
        _("Length after"),
        _("Difference"),
    ]
    for scene in scenes:
        if scene.pair.kinds:
            title = f"{scene.pair.scene.number} {scene.pair.scene.title}"
            kinds = ", ".join(scene.kinds)
            yield [title, "", "", kinds, "", "", scene.before, scene.after, scene.difference]
        for row in scene.rows:
            yield _line(scene, row)


def _line(scene: SceneCompared, row: RowCompared) -> list[Any]:
    return [
        f"{scene.pair.scene.number} {scene.pair.scene.title}",
        *row.numbers,
        ", ".join(row.kinds),
        *(
            "\n".join(
                " ".join(
                    filter(None, (f"{cell.head}:", *(piece.text for piece in cell.lines), cell.standing))
                )
                for cell in side
            )
            for side in (row.before, row.after)
        ),
        *row.lengths,
        row.difference,
    ]
