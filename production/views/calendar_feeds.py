"""Calendar feeds: one's own, made and taken back; and what a calendar program is answered."""

from __future__ import annotations

from typing import Any

from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from production.access import Access, Permission, film_view
from production.actions import calendar_feeds
from production.models import CalendarFeed, Film

NEW = "new_calendar_feed"  # in the session, until the page has told it once
MOST = 20  # open at a time, of one member


@film_view(Permission.SEE_FILM)
@require_safe
def calendar_list(request: HttpRequest, film: Film) -> HttpResponse:
    """One's own feeds; who manages members sees everybody's. A new address is told this once."""
    access: Access = request.access  # type: ignore[attr-defined]
    told = request.session.pop(NEW, {})
    context = {
        "feeds": _feeds(access).select_related("membership__user"),
        "new": told if told.get("film") == film.pk else None,
        "person": access.person,
        "sees_all": access.may(Permission.MANAGE_MEMBERS),
    }
    return render(request, "production/calendar_list.html", context)


def _feeds(access: Access) -> Any:
    """Those that still answer."""
    feeds = CalendarFeed.objects.open().filter(film=access.film)
    return feeds if access.may(Permission.MANAGE_MEMBERS) else feeds.filter(membership=access.membership)


@film_view(Permission.SEE_FILM)
@require_POST
def calendar_new(request: HttpRequest, film: Film) -> HttpResponse:
    access: Access = request.access  # type: ignore[attr-defined]
    kind = request.POST.get("kind", "")
    own = CalendarFeed.objects.open().filter(membership=access.membership)
    if kind not in CalendarFeed.Kind.values:
        messages.error(request, _("Choose what the calendar shows."))
    elif kind == CalendarFeed.Kind.OWN and access.person is None:
        messages.error(request, _("Nobody in the register of people is you yet; the producer can say who."))
    elif own.count() >= MOST:
        messages.error(request, _("You have very many calendars; revoke one that you don't use."))
    else:
        feed, token = calendar_feeds.make(membership=access.membership, kind=kind)
        url = request.build_absolute_uri(reverse("calendar-feed", args=[token]))
        request.session[NEW] = {"film": film.pk, "feed": feed.pk, "url": url}
        messages.success(request, _("The calendar is ready: copy its address now."))
    return redirect("calendar-list", film=film.slug)


@film_view(Permission.SEE_FILM)
def calendar_revoke(request: HttpRequest, film: Film, feed: int) -> HttpResponse:
    found = get_object_or_404(_feeds(request.access), pk=feed)  # type: ignore[attr-defined]
    if request.method == "POST":
        calendar_feeds.revoke(feed=found, by=request.user)  # type: ignore[arg-type]
        messages.success(request, _("The address answers nothing any more."))
    return redirect("calendar-list", film=film.slug)


@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """What a calendar program fetches, without a login. Wrong, expired and revoked answer alike."""
    limited = ratelimit.consume_or_429(request, action="calendar", limit_get=True)
    if limited is not None:
        return limited
    try:
        feed = calendar_feeds.find(token=token)
    except calendar_feeds.FeedUnusable:
        response = HttpResponse(_("There is no such calendar."), status=404, content_type="text/plain")
    else:
        language = feed.membership.user.language or settings.LANGUAGE_CODE
        body = calendar_feeds.answer(feed=feed, site=request.build_absolute_uri("/"), language=language)
        response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
        response["Content-Disposition"] = f'inline; filename="{feed.film.slug}.ics"'
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
