"""The two moves that every page of a record makes: answer its form, and put it into the bin."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from production.forms.records import RecordForm
from production.kinds import KINDS
from production.models import Film, Record, StaleRecord


def edit_record(
    request: HttpRequest,
    film: Film,
    form_class: type[RecordForm],
    record: Record,
    *,
    template: str,
    done: Callable[[Any], str],
    context: dict[str, Any] | None = None,
) -> HttpResponse:
    """Show a record's form; save it and go where `done(record)` says.

    A stale save merges or shows both versions (409); a double that somebody else saved in the
    same moment is told at its field.
    """
    form, saved = take(request, film, form_class, record)
    if saved is not None:
        _tell(request, form, saved)
        return redirect(done(saved))
    status = 409 if form.conflicts else 200
    return render(request, template, {"form": form, "record": record, **(context or {})}, status=status)


def take(
    request: HttpRequest, film: Film, form_class: type[RecordForm], record: Record
) -> tuple[RecordForm, Any]:
    """A record's form as it was sent, and the record where it was saved.

    What somebody else saved meanwhile is merged, or stands in the form beside what was sent; a
    double that somebody else saved in the same moment is told at its field.
    """
    form = _bind(request, film, form_class, record)
    if request.method != "POST" or not form.is_valid():
        return form, None
    try:
        with transaction.atomic():
            return form, form.save()
    except (StaleRecord, IntegrityError):
        form = _bind(request, film, form_class, _fresh(record))
        if not form.is_valid():
            return form, None
        with transaction.atomic():  # merged, or the double is gone again
            return form, form.save()


def _bind(request: HttpRequest, film: Film, form_class: type[RecordForm], record: Record) -> RecordForm:
    data = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = form_class(*data, instance=record, film=film, user=request.user)  # type: ignore[arg-type]
    if request.method != "POST" and record.pk:
        form.bring_back(_number(request.GET.get("version")), only=request.GET.get("field", ""))
    return form


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None


def _fresh(record: Record) -> Record:
    if record.pk and not record._state.adding:
        return type(record)._base_manager.get(pk=record.pk)
    record.pk, record._state.adding = None, True
    return record


def _tell(request: HttpRequest, form: RecordForm, saved: Record) -> None:
    if form.merged:
        text = _("Saved. Somebody else had changed %(fields)s meanwhile; both changes stand.")
        words = text % {"fields": ", ".join(form.merged)}
    else:
        words = _("Saved: %(record)s.") % {"record": saved}
    messages.success(request, words, extra_tags=undo_address(form.film, saved))


def undo_address(film: Film, saved: Record) -> str:
    """What takes the save back, while nothing was saved after it; "" where it made the record."""
    kind = next((kind for kind in KINDS if kind.model is type(saved)), None)
    if kind is None or not kind.undoes or saved.version == 1:
        return ""
    return f"{reverse('record-undo', args=[film.slug, kind.noun, saved.pk])}?version={saved.version}"


def bin_record(request: HttpRequest, record: Record, *, undo: str, back: str) -> HttpResponse:
    """Put a record into the bin and offer to undo it; `undo` is the address that restores it."""
    record.bin(by=request.user)
    messages.success(request, _("Deleted: %(record)s.") % {"record": record}, extra_tags=undo)
    return redirect(back)


def restore_record(request: HttpRequest, record: Record, *, back: str) -> HttpResponse:
    """Bring a record back from the bin, unless another took its place meanwhile."""
    try:
        with transaction.atomic():
            record.restore()
    except IntegrityError:
        text = _("%(record)s can't come back: another has taken its number or name.")
        messages.error(request, text % {"record": record})
    else:
        messages.success(request, _("Restored: %(record)s.") % {"record": record})
    return redirect(back)
