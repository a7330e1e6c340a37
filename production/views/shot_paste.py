"""Rows pasted into the table of shots: shown first, taken all together, and taken back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from production.access import Permission, film_view
from production.actions import shots
from production.formats import cells
from production.forms.records import RecordForm
from production.forms.shots import ShotRowForm
from production.models import Film, Location, Scene, Shot, StaleRecord
from production.numbers import natural_key
from production.views.shot_rows import HEADINGS, Cell, answer, columns_of, owner_of, shown, stored

EDIT = Permission.EDIT_SCENES
TEMPLATE = "production/_shot_paste.html"


@dataclass(frozen=True)
class Pasted:
    """One row as it would be saved."""

    form: RecordForm
    fate: str  # new, changed, same, refused
    cells: tuple[Cell, ...]
    reason: str = ""

    @property
    def shot(self) -> Shot:
        found: Shot = self.form.instance
        return found


@dataclass(frozen=True)
class Paste:
    """What was pasted, onto which rows from which column on; each row is read by its form."""

    request: HttpRequest
    film: Film
    owner: Scene | Location

    def rows(self) -> list[Pasted]:
        names, block = self._columns(cells.read(self.request.POST.get("text", "")))
        versions = dict(_pairs(self.request.POST.get("onto", "")))
        onto = self._existing(versions)
        number = int(shots.next_number(self.owner))
        taken: set[str] = set()
        found = []
        for place, texts in enumerate(block):
            shot = onto[place] if place < len(onto) else None
            if shot is None and not any(text.strip() for text in texts):
                continue
            data = dict(zip(names, texts, strict=False))
            if shot is None and not data.get("number", "").strip():
                data["number"], number = str(number), number + 1
            row = self._row(shot, data, versions)
            found.append(_refused_as_double(row) if natural_key(row.shot.number) in taken else row)
            taken.add(natural_key(row.shot.number))
        return found

    def _columns(self, block: list[list[str]]) -> tuple[list[str], list[list[str]]]:
        """The columns of the block: those that its first row names, else those from the chosen cell on."""
        columns = columns_of(self.owner)
        named = [_headings().get(text.strip().casefold()) for text in block[0]] if block else []
        if len(named) > 1 and all(name in columns for name in named):
            return [str(name) for name in named], block[1:]
        at = self.request.POST.get("at", "")
        return columns[columns.index(at) if at in columns else 0 :], block

    def _existing(self, versions: dict[int, int]) -> list[Shot]:
        rows = Shot.objects.filter(film=self.film, **shots.of(self.owner), pk__in=versions)
        found = {shot.pk: shot for shot in rows.select_related("scene", "location")}
        return [found[pk] for pk in versions if pk in found]

    def _row(self, shot: Shot | None, data: dict[str, str], versions: dict[int, int]) -> Pasted:
        names = columns_of(self.owner)
        before = {name: shown(shot, name) for name in names} if shot is not None else {}
        kept = before | ({"version": str(versions[shot.pk])} if shot is not None else {})
        form = ShotRowForm(
            kept | data,
            instance=shot or Shot(film=self.film, **shots.of(self.owner)),
            film=self.film,
            user=self.request.user,
        )
        is_good = form.is_valid()
        row = tuple(_cell(form, name, before if shot is not None else None) for name in names)
        if not is_good:
            return Pasted(form, "refused", row, " ".join(map(str, form.non_field_errors())))
        return Pasted(form, "new" if shot is None else "changed" if form.changed_data else "same", row)


def _cell(form: RecordForm, name: str, before: dict[str, str] | None) -> Cell:
    value = str(form[name].value() or "")
    now = before[name] if before is not None and before[name] != value else None
    return Cell(name, value, list(map(str, form.errors.get(name, ()))), now)


def _refused_as_double(row: Pasted) -> Pasted:
    return Pasted(row.form, "refused", row.cells, _("Two of the pasted rows have this number."))


@cache
def _headings() -> dict[str, str]:
    """Words over a column, in any of our languages, and which column they mean."""
    found = {name: name for name in HEADINGS}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found |= {str(words).casefold(): name for name, words in HEADINGS.items()}
    return found


def _pairs(text: str) -> list[tuple[int, int]]:
    """Keys with versions, as ``[[12, 3], …]``; what is none is left out."""
    try:
        given = json.loads(text or "[]")
    except (ValueError, RecursionError):
        return []
    pairs = [tuple(pair) for pair in given if isinstance(pair, list)] if isinstance(given, list) else []
    whole = [pair for pair in pairs if len(pair) == 2 and all(type(part) is int for part in pair)]
    return [pair for pair in whole if all(0 < part < 2**31 for part in pair)][: cells.MOST_ROWS]


@film_view(EDIT)
@require_POST
def shot_paste(request: HttpRequest, film: Film) -> HttpResponse:
    """What would become of the rows; with `take` they are saved, all of them or none."""
    paste = Paste(request, film, owner_of(request, film))
    try:
        rows = paste.rows()
    except cells.TooMuch:
        return render(request, TEMPLATE, {"too_much": True, "most": cells.MOST_ROWS}, status=422)
    if not request.POST.get("take"):
        return _preview(request, paste, rows)
    if any(row.fate == "refused" for row in rows):
        return _preview(request, paste, rows, status=422)
    try:
        with transaction.atomic():
            saved = [row.form.save() for row in rows if row.fate != "same"]
    except (StaleRecord, IntegrityError):
        return _preview(request, paste, paste.rows(), status=409)
    taken = json.dumps([[shot.pk, shot.version] for shot in saved])
    columns = columns_of(paste.owner)
    return answer(request, [stored(shot, columns) for shot in saved], taken=taken, owner=paste.owner)


def _preview(request: HttpRequest, paste: Paste, rows: Sequence[Pasted], status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {
        "rows": rows,
        "headings": [HEADINGS[name] for name in columns_of(paste.owner)],
        "refused": any(row.fate == "refused" for row in rows) or not rows,
    }
    return render(request, TEMPLATE, context, status=status)


@film_view(EDIT)
@require_POST
def shot_paste_undo(request: HttpRequest, film: Film) -> HttpResponse:
    """What was pasted is as it was before; nothing is, where somebody went on with one of the rows."""
    owner = owner_of(request, film)
    versions = dict(_pairs(request.POST.get("taken", "")))
    rows = Shot.objects.filter(film=film, **shots.of(owner), pk__in=versions)
    found = list(rows.select_related("scene", "location", "file"))
    try:
        if len(found) != len(versions):
            raise StaleRecord(Shot(film=film))
        with transaction.atomic():
            shots.undo(taken=[(shot, versions[shot.pk]) for shot in found], by=request.user)  # type: ignore[arg-type]
    except (StaleRecord, IntegrityError):
        said = _("Somebody has changed one of these rows since; nothing was undone.")
        return answer(request, [], status=409, owner=owner, said=said)
    back = [stored(shot, columns_of(owner)) for shot in found if not shot.is_binned]
    gone = [shot.pk for shot in found if shot.is_binned]
    return answer(request, back, owner=owner, gone=gone, said=_("What was pasted is taken back."))
