"""A proxy that comes in pieces, as the page's script sends it; each answer says how far it has come."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from interviews.actions import proxy_uploads
from interviews.forms.proxies import BeginForm, PieceForm
from interviews.models import ProxyUpload
from interviews.views.fetching import recording_of
from interviews.views.proxies import EDIT, no_room, why_refused
from production.access import film_view
from production.formats.uploads import Refused
from production.models import Film


def _upload_of(film: Film, recording: int, pk: int) -> ProxyUpload:
    of = recording_of(film, recording)
    return get_object_or_404(ProxyUpload.objects.select_related("recording__interview"), recording=of, pk=pk)


def _said(film: Film, upload: ProxyUpload, status: int = 200, *, at: int | None = None) -> JsonResponse:
    args = [film.slug, upload.recording_id, upload.pk]
    body: dict[str, Any] = {
        "received": proxy_uploads.standing(upload) if at is None else at,
        "size": upload.size,
        "address": reverse("proxy-upload", args=args),
        "finish": reverse("proxy-upload-finish", args=args),
        "abandon": reverse("proxy-upload-abandon", args=args),
    }
    return JsonResponse(body, status=status)


def _refused(text: str, status: int) -> JsonResponse:
    return JsonResponse({"error": text}, status=status)


@film_view(EDIT)
@require_POST
def proxy_upload_new(request: HttpRequest, film: Film, recording: int) -> HttpResponse:
    """Begin, or go on where the same file had stopped."""
    of = recording_of(film, recording)
    form = BeginForm(request.POST, request.FILES)
    if not form.is_valid():
        return _refused(_("The beginning of the file didn't arrive whole. Try again."), 400)
    name, size = form.cleaned_data["name"], form.cleaned_data["size"]
    head = form.cleaned_data["head"].read()
    by: Any = request.user
    try:
        upload = proxy_uploads.begin(recording=of, name=name, size=size, head=head, by=by)
    except Refused as refusal:
        return _refused(why_refused(refusal), 422)
    except proxy_uploads.NoRoom:
        return _refused(no_room(), 507)
    return _said(film, upload)


@film_view(EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def proxy_upload(request: HttpRequest, film: Film, recording: int, upload: int) -> HttpResponse:
    """How far it has come; a POST brings the next piece, and 409 says where that begins instead."""
    found = _upload_of(film, recording, upload)
    if request.method != "POST":
        return _said(film, found)
    form = PieceForm(request.POST, request.FILES)
    if not form.is_valid() or form.cleaned_data["piece"].size > proxy_uploads.PIECE:
        return _said(film, found, 409)
    offset, piece = form.cleaned_data["offset"], form.cleaned_data["piece"].read()
    try:
        return _said(film, proxy_uploads.append(upload=found, offset=offset, piece=piece))
    except proxy_uploads.Elsewhere as elsewhere:
        return _said(film, found, 409, at=elsewhere.at)
    except proxy_uploads.NoRoom:
        return _refused(no_room(), 507)
    except proxy_uploads.Gone as gone:
        raise Http404 from gone


@film_view(EDIT, atomic=False)
@require_POST
def proxy_upload_finish(request: HttpRequest, film: Film, recording: int, upload: int) -> HttpResponse:
    found = _upload_of(film, recording, upload)
    by: Any = request.user
    try:
        saved = proxy_uploads.finish(upload=found, by=by)
    except proxy_uploads.Elsewhere as elsewhere:
        return _said(film, found, 409, at=elsewhere.at)
    except Refused as refusal:
        return _refused(why_refused(refusal), 422)
    except proxy_uploads.Gone as gone:
        raise Http404 from gone
    messages.success(request, _("Saved: %(record)s.") % {"record": saved})
    return JsonResponse({"page": reverse("proxy-edit", args=[film.slug, found.recording_id])})


@film_view(EDIT)
@require_POST
def proxy_upload_abandon(request: HttpRequest, film: Film, recording: int, upload: int) -> HttpResponse:
    found = _upload_of(film, recording, upload)
    proxy_uploads.abandon(upload=found)
    messages.success(request, _("Removed: the upload of %(name)s.") % {"name": found.name})
    return redirect("proxy-edit", film.slug, found.recording_id)
