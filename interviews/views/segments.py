"""Segments: made and changed from the log, which wants JSON, or on a page of their own.

The log sends only what changed, with the version that it knows and a key of its own; sent again
after a lost connection, it is answered as the first time: with the row as it stands.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from interviews.actions import segments
from interviews.actions.log import with_words
from interviews.forms.segments import SegmentChange, SegmentForm
from interviews.models import Segment
from interviews.quotes import quote
from interviews.uses import uses
from interviews.views.fetching import recording_of
from production.access import Permission, film_view
from production.forms.records import RecordForm
from production.models import Film, Theme
from production.models.fields import clean_text
from production.views.records import bin_record, edit_record, take

EDIT = Permission.EDIT_INTERVIEWS


def _segment(film: Film, recording: int, key: int, rows: Any = None) -> Any:
    """The segment of a recording; what lies in the bin is told from what never was."""
    of = recording_of(film, recording)
    rows = Segment.objects.all() if rows is None else rows
    found = get_object_or_404(rows.select_related("speaker"), recording=of, pk=key)
    found.recording = of
    return found


def page_of(film: Film, segment: Segment) -> str:
    return f"{reverse('log', args=[film.slug, segment.recording_id])}?segment={segment.pk}"


def _wants_row(request: HttpRequest) -> bool:
    return request.POST.get("answer") == "row"


def _row(film: Film, segment: Segment) -> HttpResponse:
    return redirect("segment-row", film=film.slug, recording=segment.recording_id, segment=segment.pk)


@film_view(Permission.SEE_INTERVIEWS)
@require_safe
def segment_row(request: HttpRequest, film: Film, recording: int, segment: int) -> HttpResponse:
    """One segment with its words, as the log keeps it."""
    found = _segment(film, recording, segment, Segment.everything.all())
    used = uses(request.access, [found])[found.pk]  # type: ignore[attr-defined]
    links = [{"kind": str(use.kind), "words": use.words, "url": use.url} for use in used]
    return JsonResponse({**with_words([found])[0], "uses": links})


@film_view(EDIT)
def segment_new(request: HttpRequest, film: Film, recording: int) -> HttpResponse:
    of = recording_of(film, recording)
    segment = Segment(recording=of)
    if _wants_row(request):
        return _take(request, film, segment)
    key = request.GET.get("at", "")
    if key.isascii() and key.isdigit() and len(key) < 12:
        segment.in_frame = int(key)
    return _edit(request, film, segment)


@film_view(EDIT)
def segment_edit(request: HttpRequest, film: Film, recording: int, segment: int) -> HttpResponse:
    if _wants_row(request):
        found = _live(film, recording, segment)
        return _take(request, film, found) if found else _gone()
    return _edit(request, film, _segment(film, recording, segment))


def _live(film: Film, recording: int, segment: int) -> Any:
    found = _segment(film, recording, segment, Segment.everything.all())
    return None if found.is_binned else found


def _gone() -> HttpResponse:
    return JsonResponse({"gone": True, "errors": {"": [_("It was deleted meanwhile.")]}}, status=410)


def _edit(request: HttpRequest, film: Film, segment: Segment) -> HttpResponse:
    context: dict[str, Any] = {"recording": segment.recording}
    if segment.pk:
        context["quote"] = quote(segment)
        context["uses"] = uses(request.access, [segment])[segment.pk]  # type: ignore[attr-defined]
    return edit_record(
        request,
        film,
        SegmentForm,
        segment,
        template="interviews/segment_edit.html",
        done=lambda saved: page_of(film, saved),
        context=context,
    )


def _take(request: HttpRequest, film: Film, segment: Segment) -> HttpResponse:
    form, saved = take(request, film, SegmentChange, segment)
    return _row(film, saved) if saved is not None else _refused(film, form)


def _refused(film: Film, form: RecordForm) -> HttpResponse:
    """What is wrong, by field; or mine, theirs and what we both began with (409)."""
    errors = {name: [str(text) for text in found] for name, found in form.errors.items()}
    if not form.conflicts:
        return JsonResponse({"errors": errors}, status=422)
    now = Segment.objects.select_related("recording__interview", "speaker").get(pk=form.instance.pk)
    conflicts = [
        {
            "name": conflict.name,
            "label": conflict.label,
            "base": conflict.base,
            "theirs": conflict.theirs,
            "mine": _told(form, conflict.name),
        }
        for conflict in form.conflicts
    ]
    return JsonResponse({"conflicts": conflicts, "row": with_words([now])[0]}, status=409)


def _told(form: RecordForm, name: str) -> str:
    """What was sent, as its field shows it."""
    field = form.fields[name]
    value = field.clean(form[name].value())
    return str(field.prepare_value(value) if isinstance(value, int) else value or "–")


@film_view(EDIT)
@require_POST
def segment_mark(request: HttpRequest, film: Film, recording: int, segment: int) -> HttpResponse:
    """A rating; themes put on and taken off, by key or by a new name."""
    found = _live(film, recording, segment)
    if found is None:
        return _gone()
    try:
        add = [*_themes(film, request.POST.getlist("theme")), *_new_themes(request, film)]
    except ValidationError as error:
        return JsonResponse({"errors": {"themes": error.messages}}, status=422)
    # one that is still on its way has no key yet where it is taken off
    called = segments.themes_called(film=film, names=request.POST.getlist("not_new_theme"))
    remove = [*_themes(film, request.POST.getlist("not_theme")), *called]
    if add or remove:
        found = segments.mark(segment=found, add=add, remove=remove, by=request.user)  # type: ignore[arg-type]
    if "rating" in request.POST:
        form, saved = take(request, film, SegmentChange, found)
        if saved is None:
            return _refused(film, form)
    return _row(film, found) if _wants_row(request) else redirect(page_of(film, found))


def _themes(film: Film, keys: list[str]) -> list[Theme]:
    numbers = {int(key) for key in keys if key.isascii() and key.isdigit() and len(key) < 12}
    found = list(Theme.objects.filter(film=film, pk__in=numbers))
    if len(found) != len(set(keys)):
        raise Http404
    return found


def _new_themes(request: HttpRequest, film: Film) -> list[Theme]:
    names = [clean_text(name, lines=False) for name in request.POST.getlist("new_theme")]
    by: Any = request.user
    return [segments.theme_called(film=film, name=name, by=by) for name in names if name]


@film_view(EDIT)
@require_POST
def segment_bin(request: HttpRequest, film: Film, recording: int, segment: int) -> HttpResponse:
    if _wants_row(request):
        found = _segment(film, recording, segment, Segment.everything.all())
        return _row(film, segments.put_away(segment=found, by=request.user))  # type: ignore[arg-type]
    found = _segment(film, recording, segment)
    undo = reverse("segment-restore", args=[film.slug, found.recording_id, found.pk])
    return bin_record(request, found, undo=undo, back=reverse("log", args=[film.slug, found.recording_id]))


@film_view(EDIT)
@require_POST
def segment_restore(request: HttpRequest, film: Film, recording: int, segment: int) -> HttpResponse:
    found = _segment(film, recording, segment, Segment.everything.all())
    now = segments.bring_back(segment=found, by=request.user)  # type: ignore[arg-type]
    if _wants_row(request):
        return _row(film, now)
    messages.success(request, _("Restored: %(record)s.") % {"record": now})
    return redirect(page_of(film, now))
