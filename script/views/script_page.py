"""The writing page: the script in two columns, and the drawer from which it is built."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from interviews.models import Translation
from production import lengths
from production.access import Access, Permission, film_view
from production.forms.fields import languages_in_words
from production.models import Film, Scene
from script import drawer, warnings
from script.actions import content as gather
from script.actions import drafts, sources
from script.forms.drawer import DrawerForm
from script.models import Cell, Script, ScriptScene
from script.pdf import content
from script.views import drawn
from script.views.script_words import WORDS
from script.views.seen import seen

ADDRESSES = {  # of what the page's program asks for; what ends in 0/ takes the key of a row, cell or scene
    "row": ("move", "split", "join", "delete"),
    "cell": ("edit", "trim", "move", "delete", "pin", "accept", "keep", "words"),
    "script-scene": ("edit", "move", "delete"),
}
WHOLE = (
    "row-new",
    "cell-new",
    "script-scene-new",
    "script-undo",
    "script-redo",
    "script-since",
    "script-sources",
    "script-warning-count",
    "script-drawer",
)


def script_of(film: Film, key: int) -> Script:
    found: Script = get_object_or_404(Script.objects.select_related("film"), film=film, pk=key)
    return found


@film_view(Permission.SEE_SCRIPT)
@require_safe
def script_detail(request: HttpRequest, film: Film, script: int) -> HttpResponse:
    """`?into=` the language of translations; `#row-12` leads to a row."""
    of = script_of(film, script)
    languages = _languages(film)
    into = request.GET.get("into", "")
    into = into if into in dict(languages) else ""
    data = _data(request, film, of, into)  # first: what changes while the page is made is heard of later
    # with a translation beside in any case, as the list of warnings has it: a stale one is one of them
    found = seen(request, gather.script(of, into=into or drafts.other_language(of)))
    scenes = _scenes(of, found, translated=bool(into))
    context = {
        "script": of,
        "found": found,
        "scenes": scenes,
        "is_empty": not scenes,
        "languages": languages,
        "into": into,
        "time": drawn.totals(found),
        "target": found.target,
        "seconds": found.running_time.total,
        "warning_count": len(warnings.findings(found)),
        "drawer": DrawerForm(film=film),
        "length_pattern": lengths.PATTERN,
        "data": data,
    }
    return render(request, "script/script_detail.html", context)


def _scenes(script: Script, found: content.Script, *, translated: bool) -> list[dict[str, Any]]:
    rows, versions = drawn.rows_html(script, found, translated=translated), drawn.scene_versions(script)
    return [
        {
            "scene": scene,
            "version": versions.get(scene.key, 1),
            "look": drawn.heading_look(scene),
            # each text of it was escaped where it was drawn
            "rows": mark_safe("".join(rows[str(row.key)] for row in found.rows_of.get(scene.key, ()))),  # noqa: S308
        }
        for scene in found.scenes
    ]


def _languages(film: Film) -> list[tuple[str, str]]:
    """Those that transcripts were translated into."""
    rows = Translation.objects.filter(transcript__recording__interview__film=film)
    codes = rows.order_by("language").values_list("language", flat=True).distinct()
    return [(code, languages_in_words([code])) for code in codes]


def _data(request: HttpRequest, film: Film, script: Script, into: str) -> dict[str, Any]:
    """What the page's program has to know."""
    access: Access = request.access  # type: ignore[attr-defined]
    may_edit = access.may(Permission.EDIT_SCRIPT)
    return {
        "user": access.user.pk,
        "script": script.pk,
        "revision": script.revision,
        "into": into,
        "sources": sources.mark(script, into, timezone.localdate()),
        "mayEdit": may_edit,
        "urls": _addresses(film, script),
        "words": {key: str(text) for key, text in WORDS.items()},
        "elements": [[code, str(words)] for code, words in Cell.Element.choices],
        "scenes": _scenes_to_add(film, script) if may_edit else [],
    }


def _scenes_to_add(film: Film, script: Script) -> list[tuple[int, str]]:
    """Scenes of the film that don't stand in the script; one that was cut after a lock may come back."""
    there = ScriptScene.objects.filter(script=script, scene__isnull=False, is_omitted=False).values("scene")
    return [(scene.pk, str(scene)) for scene in Scene.objects.filter(film=film).exclude(pk__in=there)]


def _addresses(film: Film, script: Script) -> dict[str, str]:
    """By what is done; `{id}` stands for the key."""
    own = [film.slug, script.pk]
    found = {name.removeprefix("script-"): _address(name, *own) for name in WHOLE}
    for noun, verbs in ADDRESSES.items():
        for verb in verbs:
            name = f"{noun}-{verb}"
            found[name.removeprefix("script-")] = _address(name, *own, 0).replace("/0/", "/{id}/")
    return found


def _address(name: str, *keys: Any) -> str:
    try:
        return reverse(name, args=keys)
    except NoReverseMatch:
        return ""


@film_view(Permission.SEE_SCRIPT)
@require_safe
def script_drawer(request: HttpRequest, film: Film, script: int) -> HttpResponse:
    """What is found of segments, clips and shots, as a list to insert from."""
    access: Access = request.access  # type: ignore[attr-defined]
    of = script_of(film, script)
    form = DrawerForm(request.GET, film=film)
    page = drawer.look(access, of, form.wanted, today=timezone.localdate())
    context = {"page": page, "more": form.more(page.next), "may_edit": access.may(Permission.EDIT_SCRIPT)}
    return render(request, "script/_drawer_hits.html", context)
