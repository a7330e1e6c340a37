"""What every change of a script is answered with: what is different now, and no more.

A change that was taken redirects to :func:`since`, so that one sent again after a lost connection is
answered as the first time. The page says which revision it shows; what others wrote since comes along.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.db.models import Max
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from production.access import Access, Permission
from production.models import Film
from script.actions import content as gather
from script.actions.running import times
from script.actions.steps import Overtaken, Refused, Stale, last_of, undone_by
from script.forms.writing import PlaceForm
from script.models import Cell, Row, Script, ScriptScene, ScriptStep
from script.views import drawn
from script.views.conflict_words import differs
from script.views.seen import seen_by
from script.views.step_words import refusal_words, step_words

IN_PLACE = 300  # rows and steps that are answered one by one; beyond, the page is loaded anew
MODELS: dict[str, Any] = {"row": Row, "cell": Cell, "scene": ScriptScene}


def script_of(film: Film, key: int) -> Script:
    found: Script = get_object_or_404(Script.objects.select_related("film"), film=film, pk=key)
    return found


def sent(request: HttpRequest) -> PlaceForm:
    return PlaceForm(request.POST)


def wrong(errors: Mapping[str, Iterable[Any]]) -> JsonResponse:
    return JsonResponse(
        {"errors": {name: [str(text) for text in texts] for name, texts in errors.items()}}, status=422
    )


def take(
    request: HttpRequest,
    script: Script,
    act: Callable[[], ScriptStep | None],
    *,
    on: tuple[str, int] | None = None,
) -> HttpResponse:
    """Do it, and lead to what is different; or say why it wasn't done. `on` names what it is about."""
    try:
        step = act()
    except Stale as stale:
        return _stale(request, script, stale.row, on)
    except Refused as refused:
        return wrong({refused.facts.get("field", ""): [refusal_words(refused)]})
    except Overtaken:
        words = _("Somebody changed the same since. Look at what stands there now.")
        return JsonResponse({"errors": {"": [words]}, **_changes(request, script)}, status=409)
    if step is not None and "id" in step.facts:
        on = on or (step.facts["of"], step.facts["id"])
    query = {"revision": _shown(request, step), **({"on": "{}-{}".format(*on)} if on else {})}
    if into := request.POST.get("into", ""):
        query["into"] = into[:8]
    if step is not None and step.undone_at and step.facts.get("stay"):
        query["stay"] = step.facts["stay"]
    address = reverse("script-since", args=[script.film.slug, script.pk])
    return redirect(f"{address}?{urlencode(query)}")


def _shown(request: HttpRequest, step: ScriptStep | None) -> int:
    """The revision that the page shows; what it doesn't say was just before this."""
    asked = shown(request)
    before = step.revision - 1 if step else None
    if asked is None:
        return before if before is not None else MOST_REVISION
    return min(asked, before) if before is not None else asked


MOST_REVISION = 2**31 - 1


def number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _stale(request: HttpRequest, script: Script, row: Any, on: tuple[str, int] | None) -> HttpResponse:
    """What stands there now, beside what was sent."""
    changes = _changes(request, script)
    if row is None:
        errors = {"": [_("It was deleted meanwhile.")]}
        return JsonResponse({**changes, "is_gone": True, "errors": errors}, status=404)
    words = _("Somebody else changed this meanwhile. Save again to keep yours.")
    of = next(noun for noun, model in MODELS.items() if type(row) is model)
    changes |= {"id": row.pk, "version": row.version, "of": of, "differs": differs(row, request.POST)}
    return JsonResponse({**changes, "errors": {"": [words]}}, status=409)


def shown(request: HttpRequest) -> int | None:
    """The revision that the page shows, where it says so."""
    return number(request.POST.get("revision", ""))


def _changes(request: HttpRequest, script: Script) -> dict[str, Any]:
    asked = shown(request)
    return changes(request, script, MOST_REVISION if asked is None else asked, request.POST.get("into", ""))


# -- what is different -------------------------------------------------------------------------


@dataclass
class _Touched:
    rows: set[int] = field(default_factory=set)
    cells: set[int] = field(default_factory=set)
    scenes: set[int] = field(default_factory=set)
    ordered: set[int] = field(default_factory=set)  # scenes whose rows may stand otherwise
    is_order: bool = False  # scenes may stand otherwise

    def add(self, entry: dict[str, Any]) -> None:
        of, key = entry["of"], entry["id"]
        if of == "row":
            self.rows.add(key)
            self.ordered |= {entry["scene_id"]} if "scene_id" in entry else set()
        elif of == "cell":
            self.cells.add(key)
            self.rows |= {entry["row_id"]} if "row_id" in entry else set()
        else:
            self.scenes.add(key)
            self.ordered.add(key)
            self.is_order = self.is_order or "position" in entry


def changes(
    request: HttpRequest, script: Script, revision: int, into: str = "", also: str = ""
) -> dict[str, Any]:
    """All that differs from a revision, in a fixed number of queries however long the script is.

    `also` (``cell-12``) names what is told however it stands: what a page shows and gave up again.
    """
    access: Access = request.access  # type: ignore[attr-defined]
    now = script.steps.aggregate(last=Max("revision"))["last"] or 0
    found: dict[str, Any] = {"revision": max(now, script.revision), **_ways(access, script)}
    steps = list(script.steps.filter(revision__gt=revision).values_list("before", "after")[: IN_PLACE + 1])
    touched = _as_it_stands(script, also)
    if not steps and not touched.rows | touched.scenes:  # every page asks four times a minute
        return {**found, "rows": {}}
    for before, after in steps:
        for entry in (*before, *after):
            touched.add(entry)
    if len(steps) > IN_PLACE or len(touched.rows) > IN_PLACE:
        return {**found, "reload": True}
    return {**found, **_told(access, script, touched, into)}


def _as_it_stands(script: Script, also: str) -> _Touched:
    """The row of a cell, a row with its place, a scene with its own."""
    touched = _Touched()
    of, key = named(also)
    if of == "scene":
        touched.add({"of": of, "id": key, "position": None})
    elif of == "row":
        scene = Row.objects.filter(pk=key, scene__script=script).values_list("scene_id", flat=True).first()
        touched.add({"of": of, "id": key, "scene_id": scene})
    elif of == "cell":
        rows = Cell.objects.filter(pk=key, row__scene__script=script).values_list("row_id", flat=True)
        touched.rows |= set(rows)
    return touched


def named(text: str) -> tuple[str, int]:
    """``cell-12`` as its noun and key; "" for anything else."""
    of, _sign, key = text.partition("-")
    found = number(key)
    return ("", 0) if of not in MODELS or found is None else (of, found)


def _ways(access: Access, script: Script) -> dict[str, str]:
    if not access.may(Permission.EDIT_SCRIPT):
        return {"undo": "", "redo": ""}
    back, forth = last_of(script, access.user), undone_by(script, access.user)
    return {"undo": step_words(back) if back else "", "redo": step_words(forth) if forth else ""}


def _told(access: Access, script: Script, touched: _Touched, into: str) -> dict[str, Any]:
    keys = touched.rows | set(Cell.objects.filter(pk__in=touched.cells).values_list("row_id", flat=True))
    content = seen_by(access, gather.rows(script, keys, into=into))
    rows = drawn.rows_html(script, content) if content.rows else {}
    headings = drawn.scenes_html(script, content) if touched.scenes else {}
    numbered = touched.is_order  # another place of one scene counts all anew
    order: dict[str, list[int]] = {
        str(scene.key): [] for scene in content.scenes if scene.key in touched.ordered
    }
    places = Row.objects.filter(scene__in=touched.ordered, scene__script=script)
    for scene, row in places.order_by("position", "pk").values_list("scene_id", "pk"):
        order[str(scene)].append(row)
    return {
        "rows": rows,
        "gone": sorted(key for key in keys if str(key) not in rows),
        "order": order,
        "scenes": {key: html for key, html in headings.items() if numbered or int(key) in touched.scenes},
        "scene_order": [scene.key for scene in content.scenes] if touched.is_order else [],
        "totals": drawn.totals(times(script, with_releases=access.may(Permission.SEE_RELEASES))),
    }


def about(script: Script, on: str) -> dict[str, Any]:
    """The key and version of what a change was about; version nought for what is gone."""
    of, key = named(on)
    if not of:
        return {}
    path = {"scene": "script", "row": "scene__script", "cell": "row__scene__script"}[of]
    versions = MODELS[of].objects.filter(pk=key, **{path: script}).values_list("version", flat=True)
    return {"of": of, "id": key, "version": next(iter(versions), 0)}
