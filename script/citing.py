"""Where scripts cite what the apps below them keep: told on its pages, and what keeps it from the bin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interviews import uses
from interviews.models import Interview, Recording, Segment
from production import panels
from production.access import Access, Permission
from production.models import ArchiveClip, Film, Location, Person, Scene, Shot, citing
from production.models.citing import Citation
from production.models.records import film_path
from script.models import Cell, Row, Script, ScriptScene
from script.numbering import numbered

# the way from a cell to what it cites, by model
CITED: dict[type[Any], tuple[str, ...]] = {
    Segment: ("segment",),
    Recording: ("segment__recording",),
    Interview: ("segment__recording__interview",),
    ArchiveClip: ("clip",),
    Shot: ("shot",),
    Person: ("person",),
    Scene: ("shot__scene",),
    Location: ("shot__location",),
}
SHOWN = 20  # on a page; the rest is a number


def row_numbers(scripts: Iterable[int]) -> dict[int, str]:
    """``12.3`` by the row's key, of whole scripts; in two queries."""
    wanted = list(scripts)
    kept: dict[int, list[tuple[int, str]]] = defaultdict(list)
    scenes = ScriptScene.objects.filter(script__in=wanted).order_by("position", "pk")
    for key, script, number in scenes.values_list("pk", "script", "number"):
        kept[script].append((key, number))
    numbers: dict[int | None, str] = {}
    for pairs in kept.values():
        told = numbered([number for _key, number in pairs])
        numbers |= dict(zip([key for key, _number in pairs], told, strict=True))
    found: dict[int, str] = {}
    at: dict[int | None, int] = defaultdict(int)
    rows = Row.objects.filter(scene__script__in=wanted).order_by("scene", "position", "pk")
    for key, scene in rows.values_list("pk", "scene"):
        at[scene] += 1
        found[key] = f"{numbers[scene]}.{at[scene]}"
    return found


def row_address(slug: str, script: int, row: int) -> str:
    return f"{reverse('script-detail', args=[slug, script])}#row-{row}"


def _cells(path: str, records: Sequence[Any]) -> list[tuple[int, Citation]]:
    """Beside the key of what is cited: the rows that cite it, in script order."""
    cells = Cell.objects.filter(**{f"{path}__in": records, "row__scene__script__binned_at": None})
    columns = (
        path,
        "row",
        "row__scene__script",
        "row__scene__script__title",
        "row__scene__script__film__slug",
    )
    order = ("row__scene__script", "row__scene__position", "row__scene", "row__position", "row")
    cited = list(cells.order_by(*order).values_list(*columns))
    numbers = row_numbers({script for _key, _row, script, _title, _slug in cited}) if cited else {}
    found = {
        (key, row): Citation(
            _("%(script)s, row %(number)s") % {"script": title, "number": numbers.get(row, "")},
            row_address(slug, script, row),
        )
        for key, row, script, title, slug in cited
    }
    return [(key, citation) for (key, _row), citation in found.items()]


def _provider(model: type[Any]) -> Callable[[Sequence[Any]], Iterable[tuple[int, Citation]]]:
    def provide(records: Sequence[Any]) -> Iterable[tuple[int, Citation]]:
        for path in CITED[model]:
            yield from _cells(path, records)
        if model is Scene:
            yield from _scenes(records)

    return provide


def _hold(record: Any) -> None:
    """Whoever writes to a script of its film, or begins one, waits; then they find it in the bin."""
    path = film_path(type(record))
    film = type(record)._base_manager.values_list(path, flat=True).get(pk=record.pk)
    for rows in (Film._base_manager.filter(pk=film), Script.objects.filter(film=film)):
        list(rows.order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))


def _scenes(records: Sequence[Any]) -> Iterable[tuple[int, Citation]]:
    """The scenes of scripts that are these scenes of the film."""
    rows = ScriptScene.objects.filter(scene__in=records, script__binned_at=None, is_omitted=False)
    for row in rows.select_related("script__film").order_by("script", "position"):
        url = reverse("script-detail", args=[row.script.film.slug, row.script_id])
        yield row.scene_id or 0, Citation(str(row.script), f"{url}#scene-{row.pk}")


def _uses(access: Access, segments: Sequence[Segment]) -> Iterable[tuple[int, uses.Use]]:
    if not access.may(Permission.SEE_SCRIPT):
        return
    for key, citation in _cells("segment", segments):
        yield key, uses.Use(gettext_lazy("Script"), citation.words, citation.url)


def _panel(access: Access, record: Any) -> dict[str, Any]:
    found = citing.citations([record])[record.pk]
    return {"citations": found[:SHOWN], "more": max(0, len(found) - SHOWN)}


def register() -> None:
    for model in CITED:
        citing.add(model, _provider(model), hold=_hold)
    uses.register(_uses)
    for page in ("scene", "clip", "shot"):
        panels.add(page, panels.Panel("script/_citations_panel.html", Permission.SEE_SCRIPT, _panel))
