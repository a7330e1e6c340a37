"""Vehicles and department notes of a day."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from production.access import Permission, film_view
from production.forms.days import NoteForm, VehicleForm
from production.forms.records import RecordForm
from production.models import DepartmentNote, Film, Record, ShootDay, Vehicle
from production.views.day_pages import film_day, on_open_day
from production.views.records import bin_record, edit_record, restore_record


def _edit(
    request: HttpRequest, film: Film, day: ShootDay, form: type[RecordForm], record: Record, part: str
) -> HttpResponse:
    back = f"{reverse('day-detail', args=[film.slug, day.pk])}#{part}"
    return edit_record(
        request,
        film,
        form,
        record,
        template="production/day_part_edit.html",
        done=lambda saved: back,
        context={"day": day, "part": part, "back": back},
    )


def _back(film: Film, day: ShootDay, part: str) -> str:
    return f"{reverse('day-detail', args=[film.slug, day.pk])}#{part}"


@film_view(Permission.EDIT_SCHEDULE)
@on_open_day
def vehicle_new(request: HttpRequest, film: Film, day: int) -> HttpResponse:
    found = film_day(film, day)
    return _edit(request, film, found, VehicleForm, Vehicle(day=found), "vehicles")


@film_view(Permission.EDIT_SCHEDULE)
@on_open_day
def vehicle_edit(request: HttpRequest, film: Film, day: int, vehicle: int) -> HttpResponse:
    found = film_day(film, day)
    return _edit(
        request, film, found, VehicleForm, get_object_or_404(found.vehicles.all(), pk=vehicle), "vehicles"
    )


@film_view(Permission.EDIT_SCHEDULE)
@on_open_day
@require_POST
def vehicle_bin(request: HttpRequest, film: Film, day: int, vehicle: int) -> HttpResponse:
    found = film_day(film, day)
    undo = reverse("vehicle-restore", args=[film.slug, day, vehicle])
    record = get_object_or_404(found.vehicles.all(), pk=vehicle)
    return bin_record(request, record, undo=undo, back=_back(film, found, "vehicles"))


@film_view(Permission.EDIT_SCHEDULE)
@on_open_day
@require_POST
def vehicle_restore(request: HttpRequest, film: Film, day: int, vehicle: int) -> HttpResponse:
    found = film_day(film, day)
    record = get_object_or_404(Vehicle.everything.filter(day=found), pk=vehicle)
    return restore_record(request, record, back=_back(film, found, "vehicles"))


@film_view(Permission.EDIT_SCHEDULE)
@on_open_day
def note_new(request: HttpRequest, film: Film, day: int) -> HttpResponse:
    found = film_day(film, day)
    return _edit(request, film, found, NoteForm, DepartmentNote(day=found), "notes")


@film_view(Permission.EDIT_SCHEDULE)
@on_open_day
def note_edit(request: HttpRequest, film: Film, day: int, note: int) -> HttpResponse:
    found = film_day(film, day)
    record = get_object_or_404(found.department_notes.all(), pk=note)
    return _edit(request, film, found, NoteForm, record, "notes")


@film_view(Permission.EDIT_SCHEDULE)
@on_open_day
@require_POST
def note_bin(request: HttpRequest, film: Film, day: int, note: int) -> HttpResponse:
    found = film_day(film, day)
    undo = reverse("note-restore", args=[film.slug, day, note])
    record = get_object_or_404(found.department_notes.all(), pk=note)
    return bin_record(request, record, undo=undo, back=_back(film, found, "notes"))


@film_view(Permission.EDIT_SCHEDULE)
@on_open_day
@require_POST
def note_restore(request: HttpRequest, film: Film, day: int, note: int) -> HttpResponse:
    found = film_day(film, day)
    record = get_object_or_404(DepartmentNote.everything.filter(day=found), pk=note)
    return restore_record(request, record, back=_back(film, found, "notes"))
