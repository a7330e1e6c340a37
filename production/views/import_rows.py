"""The preview of an import: each row's fate, what would change, what is refused and how to mend it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from production.access import Permission, film_view
from production.actions import imports
from production.importing import words
from production.importing.columns import Mapping
from production.importing.kinds import KINDS, Kind
from production.importing.names import Names
from production.models import Film, Import, ImportRow

PAGE = 100
ALL = "all"
F = ImportRow.Fate
TABS = {
    F.REFUSED: gettext_lazy("refused"),
    F.NEW: gettext_lazy("new"),
    F.CHANGED: gettext_lazy("changed"),
    F.SAME: gettext_lazy("same"),
    "left_out": gettext_lazy("left out"),
    "moved": gettext_lazy("changed since you looked"),
}
BADGES = {F.NEW: "info", F.CHANGED: "part", F.SAME: "ok", F.REFUSED: "stop", "left_out": "off"}
PAGES = {
    Import.Kind.PEOPLE: ("person-detail", "person-list"),
    Import.Kind.SCENES: ("scene-detail", "scene-list"),
    Import.Kind.SHOTS: ("shot-detail", "shot-list"),
    Import.Kind.LOCATIONS: ("location-detail", "location-list"),
    Import.Kind.CLIPS: ("clip-detail", "clip-list"),
    Import.Kind.DAYS: ("day-detail", "day-list"),
}


@dataclass(frozen=True)
class Difference:
    label: str
    after: str
    before: str = ""
    is_change: bool = False


@dataclass(frozen=True)
class Problem:
    """A refused cell as it can be mended; without a name it is about the row as a whole."""

    name: str
    label: str
    text: str
    reasons: list[str]
    choices: list[tuple[str, str]] = field(default_factory=list)

    @property
    def is_long(self) -> bool:
        return "\n" in self.text


@dataclass(frozen=True)
class Shown:
    row: ImportRow
    url: str
    differences: list[Difference]
    problems: list[Problem]

    @property
    def badge(self) -> tuple[str, Any]:
        name = "left_out" if self.row.is_left_out else self.row.fate
        return BADGES[name], TABS[name]


def preview(request: HttpRequest, imported: Import, *, is_done: bool = False) -> HttpResponse:
    fates = imported.rows.fates()
    fates["moved"] = 0 if is_done else imported.rows.filter(is_moved=True).count()
    wanted = request.GET.get("fate", "" if is_done or not fates.get(F.REFUSED) else F.REFUSED)
    wanted = wanted if wanted in TABS else ALL
    page = Paginator(_of(imported, wanted), PAGE).get_page(request.GET.get("page"))
    context = {
        "imported": imported,
        "kind": KINDS[imported.kind],
        "tabs": [(name, label, fates[name]) for name, label in TABS.items() if fates.get(name)],
        "wanted": wanted,
        "query": f"fate={wanted}",
        "page": page,
        "rows": list(_shown(imported, list(page.object_list), is_done)),
        "refused": fates.get(F.REFUSED, 0),
        "to_write": fates.get(F.NEW, 0) + fates.get(F.CHANGED, 0),
        "is_done": is_done,
        "made": _made(imported),
        "repairs": [words.repair(*repair) for repair in imported.repairs],
        "list": reverse(PAGES[Import.Kind(imported.kind)][1], args=[imported.film.slug]),
    }
    return render(request, "production/import_preview.html", context)


def _of(imported: Import, wanted: str) -> Any:
    rows = imported.rows.order_by("line", "pk")
    if wanted == "left_out":
        return rows.filter(is_left_out=True)
    if wanted == "moved":
        return rows.filter(is_moved=True)
    return rows.wanted().filter(fate=wanted) if wanted in TABS else rows


def _made(imported: Import) -> int:
    return len(imported.made)


def _shown(imported: Import, rows: Sequence[ImportRow], is_done: bool) -> Iterator[Shown]:
    kind, names = KINDS[imported.kind], Names(imported.film)
    mapping = Mapping.of(imported)
    page = PAGES[Import.Kind(imported.kind)][0]
    for row in rows:
        url = reverse(page, args=[imported.film.slug, row.record]) if row.record else ""
        texts = mapping.texts(row.cells, row.mended)
        problems = [] if is_done else list(_problems(kind, row, texts))
        yield Shown(row, url, list(_differences(kind, row, names)), problems)


def _differences(kind: Kind, row: ImportRow, names: Names) -> Iterator[Difference]:
    if row.fate not in {F.NEW, F.CHANGED}:
        return
    for name, value in row.values.items():
        one = kind.named(name)
        if one is None:
            continue
        after = one.word(value, names)
        if name in row.before:
            yield Difference(one.words, after, one.word(row.before[name], names), is_change=True)
        elif after != "–":
            yield Difference(one.words, after)


def _problems(kind: Kind, row: ImportRow, texts: dict[str, str]) -> Iterator[Problem]:
    reasons: dict[str, list[str]] = {}
    for name, reason in row.problems:
        reasons.setdefault(name, []).append(reason)
    for name, told in reasons.items():
        one = kind.named(name) if name else None
        if one is None:
            yield Problem("", "", "", told)
            continue
        text = texts.get(name, "")
        choices = [(code, str(label)) for code, label in one.choices]
        if choices and text not in dict(choices):
            choices = [(text, text or "–"), *choices]
        yield Problem(name, one.words, text, told, choices)


@film_view(Permission.EDIT_SCENES)
@require_POST
def import_mend(request: HttpRequest, film: Film, imported: int) -> HttpResponse:
    """What was typed into refused rows, and which rows are ticked."""
    from production.views.imports import found

    one = found(request, film, imported)
    by: Any = request.user
    try:
        if "leave_out" in request.POST:
            count = imports.leave_out_refused(imported=one, by=by)
            text = ngettext("%(count)s row is left out.", "%(count)s rows are left out.", count)
            messages.info(request, text % {"count": count})
        else:
            texts, left_out = _typed(one, request.POST)
            imports.mend(imported=one, texts=texts, left_out=left_out, by=by)
    except imports.NotReady:
        messages.error(request, _("This import is no longer open."))
    page = reverse("import-detail", args=[film.slug, one.pk])
    fate = request.POST.get("fate", "")
    still = fate == ALL or (fate in TABS and one.rows.fates().get(fate))
    return redirect(f"{page}?fate={fate}&page={_number(request.POST.get('page'))}" if still else page)


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 7 else 1


def _typed(one: Import, data: Any) -> tuple[dict[int, dict[str, str]], dict[int, bool]]:
    """Cells by row and field, and for each row that was shown whether it is left out."""
    shown = [int(pk) for pk in data.getlist("row")[:PAGE] if pk.isascii() and pk.isdecimal() and len(pk) < 18]
    ticked = set(data.getlist("take"))
    texts: dict[int, dict[str, str]] = {pk: {} for pk in shown}
    for key, text in data.items():
        begin, _sign, name = key.partition("-")[2].partition("-")
        if key.startswith("cell-") and begin.isdecimal() and int(begin[:18]) in texts:
            texts[int(begin)][name] = text[:50_000].replace("\0", "")
    return texts, {pk: str(pk) not in ticked for pk in shown}
