"""The size of requests, the reader's language, pages that no cache may keep, and what can't be deleted."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from production.models.citing import StillCited

Answer = Callable[[HttpRequest], HttpResponse]


class UploadLimitMiddleware:
    """Refuse a body that is too large before anything reads or stores it.

    Only addresses under a film, which ask for a member, may carry files; everything else is a
    small form. A body without a stated length is refused.
    """

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in {"GET", "HEAD", "OPTIONS"}:
            return self.answer(request)
        length = request.headers.get("content-length") or "0"
        if "transfer-encoding" in request.headers or not length.isascii() or not length.isdigit():
            return HttpResponse(
                "The length of the request is missing.\n", status=411, content_type="text/plain"
            )
        if int(length[:20]) > self.limit(request):
            return HttpResponse(too_large(request), status=413, content_type="text/html; charset=utf-8")
        return self.answer(request)

    def limit(self, request: HttpRequest) -> int:
        carries_files = (
            request.path_info.startswith("/films/") and settings.SESSION_COOKIE_NAME in request.COOKIES
        )
        return settings.UPLOAD_LIMIT + settings.FORM_LIMIT if carries_files else settings.FORM_LIMIT


def too_large(request: HttpRequest) -> str:
    from django.template.loader import render_to_string

    with translation.override(translation.get_language_from_request(request)):
        return render_to_string("413.html", {"limit": settings.UPLOAD_LIMIT // 1_000_000})


class ReaderMiddleware:
    """Who reads: nobody is taken for somebody else, and the page speaks their language.

    The language is the user's choice, else the cookie's, else what the browser asks for. A page that
    sends by itself says whose it is: another session of the same browser isn't to sign for it.
    """

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = str(request.user.pk or "")
        if request.headers.get("X-Reader", key) != key:
            return HttpResponse("This page is somebody else's.\n", status=403, content_type="text/plain")
        chosen = getattr(request.user, "language", "")
        known = dict(settings.LANGUAGES)
        language = chosen if chosen in known else translation.get_language_from_request(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.answer(request)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        response.headers.setdefault("Content-Language", language)
        return response


class PrivatePagesMiddleware:
    """What a signed-in person sees is kept by no cache and told to no other site."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.answer(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class CitedMiddleware:
    """Who deletes what is still cited is told where; nothing of the request has been written."""

    MOST = 6  # places that are told

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, StillCited):
            return None
        told = self._told(error)
        if request.POST.get("answer") == "row":
            return JsonResponse({"errors": {"": [told]}}, status=422)
        from production.kinds import kind_of

        messages.error(request, told)
        film = request.access.film  # type: ignore[attr-defined]  # nothing is deleted outside a film
        return HttpResponseRedirect(kind_of(error.record).page_path(film, error.record))

    def _told(self, error: StillCited) -> str:
        places = [one.words for one in error.citations[: self.MOST]]
        if len(error.citations) > self.MOST:
            places.append("…")
        text = _("%(record)s can't be deleted, for it is cited: %(places)s.")
        return text % {"record": error.record, "places": ", ".join(places)}
