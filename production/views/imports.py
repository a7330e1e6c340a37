"""Imports: hand a table in, say what its columns are, look at what becomes of its rows, take it, undo it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from production import limits
from production.access import Access, Permission, film_view
from production.actions import imports
from production.formats import tables
from production.forms.imports import PERMISSIONS, ColumnsForm, ImportForm, ReadingForm, kinds_of
from production.importing import reading, words
from production.importing.kinds import KINDS
from production.models import Film, Import
from production.once import once
from production.views.import_rows import preview

S = Import.State
SAMPLES = 3
AN_HOUR = 60  # imports of one person


def found(request: HttpRequest, film: Film, pk: int) -> Import:
    """The import, for who may write what it holds."""
    access: Access = request.access  # type: ignore[attr-defined]
    imported = get_object_or_404(Import.objects.select_related("created_by"), film=film, pk=pk)
    if not all(map(access.may, PERMISSIONS[imported.kind])):
        raise PermissionDenied
    imported.film = film
    return imported


def _page(imported: Import) -> HttpResponse:
    return redirect("import-detail", imported.film.slug, imported.pk)


@film_view(Permission.EDIT_SCENES)
def import_list(request: HttpRequest, film: Film) -> HttpResponse:
    rows: QuerySet[Import] = film.imports.filter(kind__in=kinds_of(request.access))  # type: ignore[attr-defined]
    shown = rows.exclude(state=S.DISCARDED).select_related("created_by", "taken_by", "undone_by")
    page = Paginator(shown, 50).get_page(request.GET.get("page"))
    return render(request, "production/import_list.html", {"page": page, "imports": page.object_list})


@film_view(Permission.EDIT_SCENES, atomic=False)
def import_new(request: HttpRequest, film: Film) -> HttpResponse:
    access: Access = request.access  # type: ignore[attr-defined]
    data = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = ImportForm(*data, access=access, initial={"kind": request.GET.get("kind", "")})
    if request.method == "POST" and form.is_valid():
        if not limits.allow("import", request.user.pk, times=AN_HOUR, seconds=3600):
            return render(request, "429.html", status=429)
        return _handed_in(request, film, form)
    back = reverse("import-list", args=[film.slug])
    return render(request, "production/import_new.html", {"form": form, "back": back})


def _handed_in(request: HttpRequest, film: Film, form: ImportForm) -> HttpResponse:
    taken: list[Import] = []

    def take() -> HttpResponse:
        cleaned = form.cleaned_data
        names = {name: cleaned[name] for name in ("kind", "name", "data")}
        taken.append(imports.hand_in(film=film, by=request.user, **names))  # type: ignore[arg-type]
        return _page(taken[0])

    answer: HttpResponse = once(request, take)
    if taken:  # a short file is read before the page is shown
        _work(request, taken[0])
    return answer


def _work(request: HttpRequest, imported: Import) -> None:
    """One step of reading or checking; what turns out to be no table is thrown away and told."""
    try:
        reading.work(imported)
    except reading.Busy:
        return
    except tables.Refused as refused:
        imports.discard(imported=imported, by=request.user)  # type: ignore[arg-type]
        imported.state = S.DISCARDED
        messages.error(request, f"{imported.name}: {words.refusal(refused)}")


@film_view(Permission.EDIT_SCENES)
def import_detail(request: HttpRequest, film: Film, imported: int) -> HttpResponse:
    one = found(request, film, imported)
    if one.state in {S.READING, S.CHECKING}:
        return render(request, "production/import_progress.html", {"imported": one, "kind": KINDS[one.kind]})
    if one.state == S.MAPPING:
        return _columns(request, one, None)
    if one.state == S.CHECKED:
        return preview(request, one)
    return preview(request, one, is_done=True)


@film_view(Permission.EDIT_SCENES, atomic=False)
@require_POST
def import_work(request: HttpRequest, film: Film, imported: int) -> HttpResponse:
    """The next step of a long import, asked for by the page that shows its progress."""
    one = found(request, film, imported)
    _work(request, one)
    one.refresh_from_db()
    page = _page(one) if one.state != S.DISCARDED else redirect("import-new", film.slug)
    if not request.headers.get("HX-Request"):
        return page
    if one.state in {S.READING, S.CHECKING}:
        return render(request, "production/_import_progress.html", {"imported": one, "film": film})
    answer = HttpResponse(status=204)
    answer["HX-Redirect"] = page["Location"]
    return answer


@film_view(Permission.EDIT_SCENES, atomic=False)
def import_columns(request: HttpRequest, film: Film, imported: int) -> HttpResponse:
    """What the columns mean; also later, from the preview."""
    one = found(request, film, imported)
    if one.state not in {S.MAPPING, S.CHECKED, S.CHECKING}:
        return _page(one)
    if request.method != "POST":
        return _columns(request, one, None)
    form = _columns_form(one, request.POST)
    if not form.is_valid():
        return _columns(request, one, form)

    def take() -> HttpResponse:
        imports.choose_columns(imported=one, mapping=form.chosen(), by=request.user)  # type: ignore[arg-type]
        return _page(one)

    answer: HttpResponse = once(request, take)
    _work(request, one)
    return answer


def _columns_form(one: Import, data: Any) -> ColumnsForm:
    samples = list(one.rows.values_list("cells", flat=True)[:SAMPLES])
    return ColumnsForm(data, imported=one, samples=samples)


def _columns(request: HttpRequest, one: Import, form: ColumnsForm | None) -> HttpResponse:
    context = {
        "imported": one,
        "kind": KINDS[one.kind],
        "form": form or _columns_form(one, None),
        "reading_form": ReadingForm(imported=one),
        "encoding": words.encoding(one.reading.get("encoding", "")),
        "repairs": [words.repair(*repair) for repair in one.repairs],
    }
    return render(request, "production/import_columns.html", context)


@film_view(Permission.EDIT_SCENES, atomic=False)
@require_POST
def import_reading(request: HttpRequest, film: Film, imported: int) -> HttpResponse:
    """Read the file again, otherwise than guessed."""
    one = found(request, film, imported)
    form = ReadingForm(request.POST, imported=one)
    if form.is_valid():
        imports.read_otherwise(imported=one, wanted=form.wanted, by=request.user)  # type: ignore[arg-type]
        _work(request, one)
    return _page(one) if one.state != S.DISCARDED else redirect("import-new", film.slug)


@film_view(Permission.EDIT_SCENES, atomic=False)
@require_POST
def import_take(request: HttpRequest, film: Film, imported: int) -> HttpResponse:
    one = found(request, film, imported)
    try:
        return _take(request, one)
    except imports.NotReady:
        messages.error(request, _("Nothing was imported yet: mend the refused rows, or leave them out."))
    except imports.Moved:
        text = _("Nothing was imported yet: the register has changed since. Look at the marked rows again.")
        messages.warning(request, text)
    return _page(one)


def _take(request: HttpRequest, one: Import) -> HttpResponse:
    """Take it; where others have saved meanwhile but no row fares otherwise, it is as it was seen."""
    try:
        return _taken(request, one)
    except imports.Moved:
        imports.check_again(imported=one)
        _work(request, one)
    one.refresh_from_db()
    if one.state != S.CHECKED or one.rows.filter(is_moved=True).exists():
        raise imports.Moved
    return _taken(request, one)


def _taken(request: HttpRequest, one: Import) -> HttpResponse:
    def take() -> HttpResponse:
        imports.take(imported=one, by=request.user)  # type: ignore[arg-type]
        undo = reverse("import-undo", args=[one.film.slug, one.pk])
        messages.success(request, _("Imported: %(record)s.") % {"record": one}, extra_tags=undo)
        return _page(one)

    answer: HttpResponse = once(request, take)
    return answer


@film_view(Permission.EDIT_SCENES, atomic=False)
@require_POST
def import_undo(request: HttpRequest, film: Film, imported: int) -> HttpResponse:
    one = found(request, film, imported)
    left: list[str] = []

    def take() -> HttpResponse:
        left.extend(imports.undo(imported=one, by=request.user).left)  # type: ignore[arg-type]
        return _page(one)

    try:
        once(request, take)
    except imports.NotReady:
        messages.error(request, _("This import was not taken."))
    except imports.CantBeUndone:
        text = _("This import can't be undone as a whole: something else has taken a number or name since.")
        messages.error(request, text)
    else:
        messages.success(request, _("Undone: %(record)s.") % {"record": one})
        if left:
            text = ngettext(
                "%(count)s record was changed since and stays as it is.",
                "%(count)s records were changed since and stay as they are.",
                len(left),
            )
            messages.warning(request, text % {"count": len(left)})
    return _page(one)


@film_view(Permission.EDIT_SCENES)
@require_POST
def import_discard(request: HttpRequest, film: Film, imported: int) -> HttpResponse:
    one = found(request, film, imported)
    imports.discard(imported=one, by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("Discarded: %(record)s.") % {"record": one})
    return redirect("import-list", film.slug)
