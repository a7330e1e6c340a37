"""The production report of a day: filled in, signed, which closes the day, read, corrected."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from django_filters import DateFilter, FilterSet

from production.access import Access, Permission, film_view
from production.actions import production_reports as reports
from production.actions.report_gathering import withhold
from production.forms.fields import DateInput
from production.forms.production_reports import ReopenForm, ReportForm, SignForm
from production.models import Film, ProductionReport, ShootDay, SignedReport, StaleRecord
from production.pdf import production_report as paper
from production.pdf.production_report_content import ProductionReport as Content
from production.pdf.wording import Words
from production.running_order import day_numbers
from production.views.call_sheet_files import bounded, paper_of, pdf_answer
from production.views.call_sheet_pages import film_day, language_of
from production.views.listing import Column, SearchFilter, listing
from production.views.records import edit_record

P = Permission


def _report_of(film: Film, day: int) -> ProductionReport:
    return reports.report_of(film_day(film, day))


# Filled in


@film_view(P.FILL_REPORTS)
def day_report(request: HttpRequest, film: Film, day: int) -> HttpResponse:
    """The form of the wrap; a closed day leads to what was signed."""
    report = _report_of(film, day)
    if report.is_closed:
        return redirect(_signed_page(film, report.day))
    if request.method == "POST" and request.headers.get("X-Autosave"):
        return _keep_typed(request, film, report)
    page = reverse("day-report-sign" if "preview" in request.POST else "day-report", args=[film.slug, day])
    return edit_record(
        request,
        film,
        ReportForm,
        report,
        template="production/day_report.html",
        done=lambda saved: page,
        context={"day": report.day},
    )


def _keep_typed(request: HttpRequest, film: Film, report: ProductionReport) -> HttpResponse:
    """What the page saves by itself while it is filled in; conflicts and mistakes wait for the button."""
    form = ReportForm(request.POST, instance=report, film=film, user=request.user)
    if not form.is_valid():
        return JsonResponse({"fields": list(form.errors)}, status=409 if form.conflicts else 422)
    try:
        form.save()
    except StaleRecord:
        return JsonResponse({"fields": []}, status=409)
    return JsonResponse({"fields": form.fresh_bookkeeping()})


def _signed_page(film: Film, day: ShootDay) -> str:
    signed: Any = day.signed_reports.order_by("version").last()
    return reverse("production-report-detail", args=[film.slug, signed.pk])


# Signed


@film_view(P.SIGN_REPORTS)
def day_report_sign(request: HttpRequest, film: Film, day: int) -> HttpResponse:
    """What closing the day changes, before the name is set beneath it."""
    report = _report_of(film, day)
    if report.is_closed:
        return redirect(_signed_page(film, report.day))
    if report.pk is None:
        messages.warning(request, _("Fill in the report first."))
        return redirect("day-report", film.slug, day)
    content = reports.read(report)
    form = SignForm(request.POST or None, initial=_name_and_seen(request, content))
    if request.method == "POST" and form.is_valid():
        try:
            signed = reports.close(
                report=report,
                signer=form.cleaned_data["signer"],
                seen=form.cleaned_data["seen"],
                by=request.user,  # type: ignore[arg-type]
            )
        except reports.CannotSign as reason:
            return _not_signed(request, film, report, reason)
        messages.success(request, _("Signed: the day is closed."))
        return redirect("production-report-detail", film.slug, signed.pk)
    words = Words(request.LANGUAGE_CODE, content.on)
    context = {
        "day": report.day,
        "form": form,
        "content": content,
        "missing": reports.missing(content),
        "consequences": paper.consequences(content, words),
        "unsafe": [card for card in content.cards if not card.is_safe],
        "number": content.number,
    }
    return render(request, "production/day_report_sign.html", context)


def _name_and_seen(request: HttpRequest, content: Content) -> dict[str, str]:
    return {"signer": str(request.user), "seen": reports.digest(content)}


def _not_signed(
    request: HttpRequest, film: Film, report: ProductionReport, reason: reports.CannotSign
) -> HttpResponse:
    match reason:
        case reports.AlreadyClosed(signed=signed):
            words = {"who": signed.signer}
            messages.warning(request, _("%(who)s has signed it meanwhile. Nothing was signed twice.") % words)
            return redirect("production-report-detail", film.slug, signed.pk)
        case reports.NotComplete():
            messages.error(request, _("Something is still missing. Nothing was signed."))
        case _:
            text = _(
                "The report or the film has changed meanwhile. Please read it again; nothing was signed."
            )
            messages.warning(request, text)
    return redirect("day-report-sign", film.slug, report.day_id)


@film_view(P.REOPEN_DAYS)
@require_POST
def day_report_reopen(request: HttpRequest, film: Film, day: int) -> HttpResponse:
    found = film_day(film, day)
    form = ReopenForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say why the report is corrected."))
        return redirect("day-detail", film.slug, day)
    try:
        reports.reopen(day=found, reason=form.cleaned_data["reason"], by=request.user)  # type: ignore[arg-type]
    except reports.NotClosed:
        messages.warning(request, _("This day is open already."))
    else:
        messages.success(request, _("The day is open again. Signing makes the next version."))
    return redirect("day-report", film.slug, day)


# Read


class ReportFilter(FilterSet):
    q = SearchFilter("unit", "signed_reports__signer", label=gettext_lazy("Search"))
    since = DateFilter("date", "gte", label=gettext_lazy("From"), widget=DateInput)
    until = DateFilter("date", "lte", label=gettext_lazy("To"), widget=DateInput)

    class Meta:
        model = ShootDay
        fields: list[str] = []


@film_view(P.SEE_REPORTS)
def production_report_list(request: HttpRequest, film: Film) -> HttpResponse:
    """Every day with its report: signed, being filled in, or none yet."""
    numbers = day_numbers(film)
    columns = [
        Column("number", gettext_lazy("Day"), lambda d: numbers.get(d.pk, ("",))[0], align="end"),
        Column("date", gettext_lazy("Date"), lambda d: d.date, sort="date"),
        Column("unit", gettext_lazy("Unit"), lambda d: d.unit, sort="unit"),
        Column("state", gettext_lazy("State"), lambda d: _state(d)[1]),
        Column("version", gettext_lazy("Version"), lambda d: d.versions[0].version if d.versions else ""),
        Column("signer", gettext_lazy("Signed by"), lambda d: d.versions[0].signer if d.versions else ""),
    ]
    return listing(
        request,
        _days(film),
        filters=ReportFilter,
        columns=columns,
        template="production/production_report_list.html",
        name=f"production-reports-{film.slug}",
        context={"row_template": "production/_production_report_row.html", "numbers": numbers},
    )


def _days(film: Film) -> QuerySet[Any]:
    signed = SignedReport.objects.defer("content").order_by("-version")
    own = ProductionReport.objects.filter(day=OuterRef("pk"))
    return (
        ShootDay.objects.filter(film=film)
        .exclude(day_type=ShootDay.Type.OFF)
        .annotate(has_report=Exists(own), is_closed=Exists(own.exclude(closed_at=None)))
        .prefetch_related(Prefetch("signed_reports", signed, to_attr="versions"))
    )


def _state(day: Any) -> tuple[str, str]:
    if day.is_closed:
        return "ok", _("closed")
    if day.versions:
        return "warn", _("being corrected")
    return ("part", _("being filled in")) if day.has_report else ("open", _("none yet"))


@film_view(P.SEE_REPORTS)
@require_safe
def production_report_detail(request: HttpRequest, film: Film, report: int) -> HttpResponse:
    signed = _signed(film, report)
    words = Words(request.LANGUAGE_CODE, signed.day.date)
    versions = list(signed.day.signed_reports.defer("content").order_by("-version"))
    context = {
        "day": signed.day,
        "signed": signed,
        "versions": versions,
        "report": _laid_out(request, signed, words),
        "closed": ProductionReport.objects.closed().filter(day=signed.day).exists(),
        "is_last": versions[0].pk == signed.pk,
        "form": ReopenForm(),
    }
    return render(request, "production/production_report_detail.html", context)


def _signed(film: Film, key: int) -> SignedReport:
    found: SignedReport = get_object_or_404(film.signed_reports.select_related("day"), pk=key)
    return found


def _shown(request: HttpRequest, content: Content) -> Content:
    access: Access = request.access  # type: ignore[attr-defined]
    return content if access.may(P.SEE_PRIVATE) else withhold(content)


def _laid_out(request: HttpRequest, signed: SignedReport, words: Words) -> Any:
    """The report with what it corrected in the version before."""
    content = _shown(request, signed.report)
    earlier = signed.day.signed_reports.filter(version=signed.version - 1).first()
    before = _shown(request, earlier.report) if earlier else None
    return paper.lay_out(content, reports.version_of(signed), words, before=before)


@film_view(P.SEE_REPORTS)
@require_safe
@bounded
def production_report_pdf(request: HttpRequest, film: Film, report: int) -> HttpResponse:
    signed = _signed(film, report)
    words = Words(language_of(request), signed.day.date)
    body = paper.render(lambda words: _laid_out(request, signed, words), words, paper=paper_of(request))
    return pdf_answer(body, f"{film.slug}-production-report-{signed.day.date}-v{signed.version}")


@film_view(P.FILL_REPORTS)
@require_safe
@bounded
def day_report_pdf(request: HttpRequest, film: Film, day: int) -> HttpResponse:
    """The draft, marked as one."""
    report = _report_of(film, day)
    content = reports.read(report)
    words = Words(language_of(request), report.day.date)
    body = paper.render(
        lambda words: paper.lay_out(content, reports.draft_of(content), words), words, paper=paper_of(request)
    )
    return pdf_answer(body, f"{film.slug}-production-report-{report.day.date}-draft")
