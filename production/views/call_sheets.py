"""Call sheets: the list, the draft with its readiness, issuing, issued versions, what changed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from production.access import Permission, film_view
from production.actions import call_sheets
from production.forms.call_sheets import AcceptForm, IssueForm
from production.forms.faults import faults
from production.models import Film, IssuedCallSheet, ShootDay
from production.readiness import Readiness, readiness
from production.views.call_sheet_pages import Told, film_day, in_language, issued_sheet, shown, told_by_person


def _versions(day: ShootDay) -> list[IssuedCallSheet]:
    """All issued versions of a day, the current one first."""
    return list(day.call_sheets.select_related("issued_by").defer("content").order_by("-version"))


# The draft


@film_view(Permission.SEE_DRAFTS)
@require_safe
@in_language
def call_sheet_draft(request: HttpRequest, film: Film, day: int) -> HttpResponse:
    """The sheet as it would be issued now, what is missing, and the versions so far."""
    found = film_day(film, day)
    content, state = call_sheets.gather(found), readiness(found)
    last = call_sheets.last_issued(found)
    changed = call_sheets.changed_from(last, content) if last else None
    next_version = last.version + 1 if last else 1
    context = {
        "day": found,
        "versions": _versions(found),
        "last": last,
        "changed": changed,
        "told": Told.of(changed),
        "affected": told_by_person(changed, last.sheet, content) if changed and last else [],
        "next_colour": film.colour(next_version),
        "issue_form": IssueForm(
            initial={"expected_version": next_version, "seen": call_sheets.digest(content)}
        ),
        "may_issue": state.may_issue and (changed is None or bool(changed.changes)),
        **_readiness(request, film, found, state),
        **shown(request, content, call_sheets.DRAFT, changed),
    }
    return render(request, "production/call_sheet_draft.html", context)


@film_view(Permission.SEE_DRAFTS)
@require_safe
def day_readiness(request: HttpRequest, film: Film, day: int) -> HttpResponse:
    """The readiness panel by itself, for the day's page."""
    found = film_day(film, day)
    context = _readiness(request, film, found, readiness(found), back="day")
    return render(request, "production/_readiness.html", {"day": found, **context})


def _readiness(
    request: HttpRequest, film: Film, day: ShootDay, state: Readiness, back: str = "draft"
) -> dict[str, Any]:
    return {
        "readiness": state,
        "back": back,
        "points": [
            {
                "point": point,
                "url": point.link.url(film.slug),
                "form": AcceptForm(
                    initial={"rule": point.rule, "subject": point.subject, "facts": point.facts},
                    auto_id=f"accept-{n}-%s",
                ),
            }
            for n, point in enumerate(state.points)
        ],
    }


@film_view(Permission.ISSUE_CALL_SHEETS)
@require_POST
def warning_accept(request: HttpRequest, film: Film, day: int) -> HttpResponse:
    found = film_day(film, day)
    form = AcceptForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(faults(form)))
        return _back(request, film, found)
    wanted = {name: form.cleaned_data[name] for name in ("rule", "subject", "facts", "reason")}
    try:
        call_sheets.accept_warning(day=found, by=request.user, **wanted)  # type: ignore[arg-type]
    except call_sheets.PointChanged:
        messages.warning(request, _("This has changed meanwhile. Please read it again."))
    else:
        messages.success(request, _("Accepted. The reason is kept with the day."))
    return _back(request, film, found)


def _back(request: HttpRequest, film: Film, day: ShootDay) -> HttpResponseRedirect:
    name = "day-detail" if request.POST.get("back") == "day" else "call-sheet-draft"
    return redirect(reverse(name, kwargs={"film": film.slug, "day": day.pk}) + "#readiness")


@film_view(Permission.ISSUE_CALL_SHEETS)
@require_POST
def call_sheet_issue(request: HttpRequest, film: Film, day: int) -> HttpResponse:
    found = film_day(film, day)
    form = IssueForm(request.POST)
    if not form.is_valid():
        raise Http404
    try:
        sheet = call_sheets.issue(
            day=found,
            expected_version=form.cleaned_data["expected_version"],
            seen=form.cleaned_data["seen"],
            by=request.user,  # type: ignore[arg-type]
        )
    except call_sheets.CannotIssue as reason:
        return _not_issued(request, film, found, reason)
    messages.success(request, _("Issued: %(colour)s.") % {"colour": sheet.colour})
    return redirect("call-sheet-detail", film=film.slug, sheet=sheet.pk)


def _not_issued(
    request: HttpRequest, film: Film, day: ShootDay, reason: call_sheets.CannotIssue
) -> HttpResponseRedirect:
    """Say why nothing was issued, and lead to what the reader needs next."""
    match reason:
        case call_sheets.AlreadyIssued(sheet=sheet):
            issue = call_sheets.issue_of(sheet)
            text = _("%(who)s issued %(colour)s at %(time)s meanwhile. Nothing was issued twice.")
            words = {"who": issue.issued_by, "colour": issue.colour, "time": f"{issue.issued_at:%H:%M}"}
            messages.warning(request, text % words)
            return redirect("call-sheet-detail", film=film.slug, sheet=sheet.pk)
        case call_sheets.NothingChanged(sheet=sheet):
            text = _("Nothing has changed since %(colour)s; there is nothing to issue.")
            messages.info(request, text % {"colour": sheet.colour})
            return redirect("call-sheet-detail", film=film.slug, sheet=sheet.pk)
        case call_sheets.NotReady():
            messages.error(request, _("Not issued: please look at what is missing below."))
        case _:
            messages.warning(
                request, _("The day changed while you looked. Please read it again, then issue.")
            )
    return redirect("call-sheet-draft", film=film.slug, day=day.pk)


# Issued versions


@film_view(Permission.SEE_FILM)
@require_safe
@in_language
def call_sheet_detail(request: HttpRequest, film: Film, sheet: int) -> HttpResponse:
    """One issued version, as it was issued; the reader's own call comes first."""
    found = issued_sheet(film, sheet)
    versions = _versions(found.day)
    previous = _before(found)
    changed = call_sheets.changed_since(previous, found, hidden=_hidden(request)) if previous else None
    context = {
        "day": found.day,
        "issued": found,
        "versions": versions,
        "current": versions[0],
        "previous": previous,
        "changed": changed,
        "told": Told.of(changed),
        **shown(request, call_sheets.read(found, _hidden(request)), call_sheets.issue_of(found), changed),
    }
    return render(request, "production/call_sheet_detail.html", context)


@film_view(Permission.SEE_FILM)
@require_safe
@in_language
def call_sheet_phone(request: HttpRequest, film: Film, sheet: int) -> HttpResponse:
    """One page for a phone at five in the morning; it asks for nothing more once it is there."""
    found = issued_sheet(film, sheet)
    context = {
        "day": found.day,
        "issued": found,
        "current": _versions(found.day)[0],
        **shown(request, call_sheets.read(found, _hidden(request)), call_sheets.issue_of(found)),
    }
    return render(request, "production/call_sheet_phone.html", context)


@film_view(Permission.SEE_FILM)
@require_safe
@in_language
def call_sheet_changes(request: HttpRequest, film: Film, day: int) -> HttpResponse:
    """What changed between any two issued versions of a day, by section and by person."""
    found = film_day(film, day)
    sheets = list(found.call_sheets.select_related("issued_by").order_by("version"))
    if len(sheets) < 2:
        raise Http404
    old = _chosen(sheets, request.GET.get("from"), sheets[-2])
    new = _chosen(sheets, request.GET.get("to"), sheets[-1])
    hidden = _hidden(request)
    changed = call_sheets.changed_since(old, new, hidden=hidden)
    before, after = call_sheets.read(old, hidden), call_sheets.read(new, hidden)
    context = {
        "day": found,
        "versions": sheets,
        "old": old,
        "new": new,
        "changed": changed,
        "told": Told.of(changed),
        "affected": told_by_person(changed, before, after),
        **shown(request, after, call_sheets.issue_of(new), changed),
    }
    return render(request, "production/call_sheet_changes.html", context)


def _chosen(sheets: list[IssuedCallSheet], typed: str | None, default: IssuedCallSheet) -> IssuedCallSheet:
    return next((sheet for sheet in sheets if str(sheet.version) == typed), default)


def _before(sheet: IssuedCallSheet) -> IssuedCallSheet | None:
    earlier = sheet.day.call_sheets.filter(version__lt=sheet.version).select_related("issued_by")
    return earlier.order_by("-version").first()


def _hidden(request: HttpRequest) -> frozenset[str]:
    hidden: frozenset[str] = request.access.hidden_fields()  # type: ignore[attr-defined]
    return hidden
