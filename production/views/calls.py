"""Who is called on a day, and when."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from production.access import Permission, film_view
from production.actions import calls, schedule
from production.forms.calls import CallForm, CallPeopleForm
from production.models import Call, Film, ShootDay
from production.views.day_pages import CALLS, changed, film_day, on_open_day, planned, running
from production.views.records import bin_record, edit_record, restore_record


def _back(film: Film, day: int) -> str:
    return f"{reverse('day-detail', args=[film.slug, day])}#calls"


@film_view(Permission.EDIT_SCHEDULE)
@on_open_day
def call_edit(request: HttpRequest, film: Film, day: int, person: int) -> HttpResponse:
    """One person's call: on its own page, or in the table where the row asks for it."""
    found = film_day(film, day)
    if request.method == "POST":
        schedule.lock_days(found)  # so that two can't write the first call of somebody at once
    call = _call(film, found, person)
    context = {"day": found, "call": call, "person": call.person, "back": _back(film, day)}
    if not request.htmx:  # type: ignore[attr-defined]
        return edit_record(
            request,
            film,
            CallForm,
            call,
            template="production/call_edit.html",
            done=lambda saved: _back(film, day),
            context=context,
        )
    row = "production/_day_call_form.html"
    if request.method != "POST":
        form = CallForm(instance=call, film=film, user=request.user)
        return render(request, row, {"form": form, **context})
    answer = edit_record(
        request, film, CallForm, call, template=row, done=lambda saved: _back(film, day), context=context
    )
    if answer.status_code != 302:
        return answer
    list(messages.get_messages(request))  # the table itself shows what was saved
    anew = running(request, film, planned(film, day), saved=call.person.pk, with_picture=True)
    response = changed(render(request, CALLS, anew))
    response["HX-Retarget"], response["HX-Reswap"] = "#calls", "outerHTML"
    return response


def _call(film: Film, day: ShootDay, key: int) -> Call:
    """The call of somebody, or the one that the running order suggests to begin with."""
    person = get_object_or_404(film.people.all(), pk=key)
    call = Call.objects.filter(day=day, person=person).select_related("person").first()
    if call is not None:
        return call
    timed = planned(film, day.pk)
    if wanted := timed.calls.get(person.pk):
        return calls.default_call(timed, wanted)
    return Call(day=day, person=person)


@film_view(Permission.EDIT_SCHEDULE)
@on_open_day
@require_POST
def call_fill(request: HttpRequest, film: Film, day: int) -> HttpResponse:
    found = film_day(film, day)
    try:
        made = calls.fill_calls(day=found, by=request.user)  # type: ignore[arg-type]
    except calls.NoGeneralCall as refusal:
        messages.error(request, str(refusal.message))
        return redirect(_back(film, day))
    text = ngettext(
        "%(count)s call filled in from the running order.",
        "%(count)s calls filled in from the running order.",
        len(made),
    )
    messages.success(request, text % {"count": len(made)})
    return redirect(_back(film, day))


@film_view(Permission.EDIT_SCHEDULE)
@on_open_day
def call_new(request: HttpRequest, film: Film, day: int) -> HttpResponse:
    """Call people besides those of the items."""
    found = film_day(film, day)
    form = CallPeopleForm(request.POST or None, film=film, day=found)
    if request.method == "POST" and form.is_valid():
        made = calls.call_crew(day=found, people=form.cleaned_data["people"], by=request.user)  # type: ignore[arg-type]
        text = ngettext("%(count)s person called.", "%(count)s people called.", len(made))
        messages.success(request, text % {"count": len(made)})
        return redirect(_back(film, day))
    return render(request, "production/call_new.html", {"form": form, "day": found, "back": _back(film, day)})


@film_view(Permission.EDIT_SCHEDULE)
@on_open_day
@require_POST
def call_bin(request: HttpRequest, film: Film, day: int, call: int) -> HttpResponse:
    found = film_day(film, day)
    record = get_object_or_404(found.calls.select_related("person"), pk=call)
    undo = reverse("call-restore", args=[film.slug, day, call])
    return bin_record(request, record, undo=undo, back=_back(film, day))


@film_view(Permission.EDIT_SCHEDULE)
@on_open_day
@require_POST
def call_restore(request: HttpRequest, film: Film, day: int, call: int) -> HttpResponse:
    found = film_day(film, day)
    record = get_object_or_404(Call.everything.filter(day=found).select_related("person"), pk=call)
    return restore_record(request, record, back=_back(film, day))
