"""The proxy of a recording: what it says beside what the recording says; playing it, pointing at it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from interviews import media_folder
from interviews.actions import proxies, proxy_uploads
from interviews.forms.proxies import OffsetForm, TakeForm, WholeForm
from interviews.models import Proxy, ProxyUpload, Recording
from interviews.views.fetching import recording_of
from production.access import Permission, film_view
from production.formats import media
from production.formats.uploads import Refused
from production.models import Film, StaleRecord
from production.timecode import format_seconds
from production.views import ranged
from production.views.records import bin_record, restore_record

EDIT = Permission.EDIT_INTERVIEWS


def proxy_of(film: Film, recording: int) -> Proxy:
    found = recording_of(film, recording)
    proxy = get_object_or_404(Proxy.objects, recording=found)
    proxy.recording = found
    return proxy


def why_refused(refusal: Refused) -> str:
    """Why a file isn't taken, in words that help."""
    return {
        "type": _("This is no file that plays in a browser: MP4, WebM, M4A, MP3 or WAV."),
        "unreadable": _("The file is damaged or cut short: it can't be read."),
        "codec": _("Browsers don't play %(codec)s. Make a proxy in H.264 or VP9 of it, and take that.")
        % {"codec": refusal.found},
        "empty": _("The file is empty."),
        "size": _("A proxy may have up to %(limit)s.") % {"limit": filesizeformat(settings.PROXY_LIMIT)},
        "cut": _("The beginning of the file didn't arrive whole. Try again."),
        "many": _("%(count)s of your uploads are under way. Finish one of them or remove it first.")
        % {"count": proxy_uploads.MOST_OPEN},
    }[refusal.code]


def no_room() -> str:
    return _("The disk of the server is full: there is no room for this file. Tell whoever looks after it.")


def _home(recording: Recording) -> str:
    return reverse("proxy-edit", args=[recording.interview.film.slug, recording.pk])


@film_view(EDIT, atomic=False)
def proxy_edit(request: HttpRequest, film: Film, recording: int) -> HttpResponse:
    """What the proxy holds; a POST brings a whole small file, as browsers without our script send it."""
    found = recording_of(film, recording)
    form = WholeForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            saved = proxy_uploads.take_whole(
                recording=found,
                file=form.cleaned_data["file"],
                by=request.user,  # type: ignore[arg-type]
            )
        except Refused as refusal:
            form.add_error("file", why_refused(refusal))
        except proxy_uploads.NoRoom:
            form.add_error("file", no_room())
        else:
            messages.success(request, _("Saved: %(record)s.") % {"record": saved})
            return redirect(_home(found))
    return render(request, "interviews/proxy_edit.html", {"form": form, **_shown(request, film, found)})


def _shown(request: HttpRequest, film: Film, recording: Recording) -> dict[str, Any]:
    context = {
        "recording": recording,
        "proxy": None,
        "uploads": ProxyUpload.objects.filter(recording=recording).select_related("created_by"),
        "has_folder": media_folder.folder_of(film.pk) is not None,
        "folder": film.pk if settings.MEDIA_DIR else None,
        "piece": proxy_uploads.PIECE,
        "head": media.HEAD,
        "form_limit": settings.UPLOAD_LIMIT,
        "accepted": ",".join(f".{ending}" for ending in (*media.EXTENSIONS.values(), "mov")),
    }
    proxy = Proxy.objects.filter(recording=recording).first()
    if proxy is None:
        return context
    proxy.recording = recording
    later = proxies.later_by(recording, proxy)
    return context | {
        "proxy": proxy,
        "is_missing": proxies.is_missing(proxy),
        "kind": media.EXTENSIONS.get(proxy.content_type, "").upper(),
        "rate": proxies.rate_in_words(proxy.rate, drop=proxy.drop_frame) if proxy.rate else "",
        "length": "" if proxy.duration_ms is None else format_seconds(proxy.duration_ms // 1000),
        "offers": proxies.offers(recording, proxy),
        "later": later if later and later != proxy.offset_ms else None,
        "offset": OffsetForm(initial={"offset_ms": proxy.offset_ms, "version": proxy.version}),
    }


@film_view(Permission.SEE_INTERVIEWS)
@require_safe
def proxy_play(request: HttpRequest, film: Film, recording: int) -> HttpResponseBase:
    proxy = proxy_of(film, recording)
    if proxy.content_type not in media.EXTENSIONS:
        raise Http404
    try:
        return ranged.play(request, proxies.file_of(proxy), content_type=proxy.content_type, tag=proxy.sha256)
    except (OSError, media_folder.Outside) as fault:
        raise Http404 from fault


@film_view(EDIT)
@require_POST
def proxy_take(request: HttpRequest, film: Film, recording: int) -> HttpResponse:
    """Write one fact of the file into the recording."""
    proxy = proxy_of(film, recording)
    form = TakeForm(request.POST)
    if not form.is_valid():
        raise Http404
    try:
        proxies.take_over(recording=proxy.recording, proxy=proxy, **form.cleaned_data)
    except StaleRecord:
        messages.error(request, _("Somebody else has just changed this. Look again."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The recording says now what the file says."))
    return redirect(_home(proxy.recording))


@film_view(EDIT)
@require_POST
def proxy_offset(request: HttpRequest, film: Film, recording: int) -> HttpResponse:
    proxy = proxy_of(film, recording)
    form = OffsetForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write the offset in whole milliseconds, a day at most."))
        return redirect(_home(proxy.recording))
    try:
        proxies.shift(proxy=proxy, **form.cleaned_data)
    except StaleRecord:
        messages.error(request, _("Somebody else has just changed this. Look again."))
    else:
        messages.success(request, _("Saved: %(record)s.") % {"record": proxy})
    return redirect(_home(proxy.recording))


@film_view(EDIT)
@require_POST
def proxy_bin(request: HttpRequest, film: Film, recording: int, proxy: int) -> HttpResponse:
    of = recording_of(film, recording)
    found = get_object_or_404(Proxy.objects, recording=of, pk=proxy)
    undo = reverse("proxy-restore", args=[film.slug, of.pk, found.pk])
    return bin_record(request, found, undo=undo, back=_home(of))


@film_view(EDIT)
@require_POST
def proxy_restore(request: HttpRequest, film: Film, recording: int, proxy: int) -> HttpResponse:
    of = recording_of(film, recording)
    found = get_object_or_404(Proxy.everything, recording=of, pk=proxy)
    return restore_record(request, found, back=_home(of))


@film_view(EDIT, atomic=False)
def proxy_folder(request: HttpRequest, film: Film, recording: int) -> HttpResponse:
    """Choose a file of the media folder; a POST points at it."""
    found = recording_of(film, recording)
    if media_folder.folder_of(film.pk) is None:
        raise Http404
    if request.method == "POST":
        try:
            saved = proxies.point_at(
                recording=found,
                film=film,
                path=request.POST.get("path", ""),
                by=request.user,  # type: ignore[arg-type]
            )
        except Refused as refusal:
            messages.error(request, why_refused(refusal))
        except (media_folder.Outside, OSError):
            messages.error(request, _("There is no such file in the media folder."))
        else:
            messages.success(request, _("Saved: %(record)s.") % {"record": saved})
            return redirect(_home(found))
    at = request.GET.get("at", "")
    try:
        listed = media_folder.entries(film, at)
    except (media_folder.Outside, OSError) as fault:
        raise Http404 from fault
    context = {"recording": found, "entries": listed, "at": at, "above": at.rpartition("/")[0]}
    return render(request, "interviews/proxy_folder.html", context)
