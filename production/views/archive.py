"""The archive: what the film shows that it didn't shoot, one clip with its copies, and its catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe
from django_filters import ChoiceFilter, FilterSet, ModelChoiceFilter

from production.access import Access, Permission, film_view
from production.actions import archive
from production.formats import pbcore
from production.forms.archive import ArchiveClipForm
from production.forms.fields import PlainSelect
from production.models import ArchiveClip, Copy, Film, Person, Scene, Source, Theme
from production.panels import panels
from production.templatetags.dates import historic_date
from production.templatetags.registers import word
from production.timecode import NAMES
from production.views.bulk import Bulk, bulk_edit
from production.views.facts import facts
from production.views.listing import Column, SearchFilter, listing
from production.views.records import bin_record, edit_record, restore_record

PAGE = ["creator", "colour", "sound", "language", "notes"]


def _own(model: Any) -> Any:
    return lambda request: model.objects.filter(film=request.access.film)


class ArchiveFilter(FilterSet):
    q = SearchFilter(
        "title",
        "catalogue_number",
        "number_issuer",
        "creator",
        "description",
        "people_named",
        "source__name",
        label=_("Search"),
    )
    kind = ChoiceFilter(choices=ArchiveClip.Kind, label=_("Kind"))
    state = ChoiceFilter(choices=ArchiveClip.State, label=_("State"))
    source = ModelChoiceFilter(queryset=_own(Source), widget=PlainSelect, label=_("Source"))
    person = ModelChoiceFilter(
        field_name="people", queryset=_own(Person), widget=PlainSelect, label=_("Person")
    )
    theme = ModelChoiceFilter(field_name="themes", queryset=_own(Theme), widget=PlainSelect, label=_("Theme"))
    scene = ModelChoiceFilter(field_name="scenes", queryset=_own(Scene), widget=PlainSelect, label=_("Scene"))
    thumbnail = ChoiceFilter(
        choices=[("with", _("With thumbnail")), ("without", _("Without thumbnail"))],
        method="by_thumbnail",
        label=_("Thumbnail"),
    )

    class Meta:
        model = ArchiveClip
        fields: list[str] = []

    def by_thumbnail(self, clips: Any, name: str, value: str) -> Any:
        return clips.with_thumbnail() if value == "with" else clips.without_thumbnail()


COLUMNS = [
    Column("title", _("Title"), lambda c: c.title, sort="title"),
    Column("kind", _("Kind"), lambda c: word(c.kind, "clip"), sort="kind"),
    Column("date", _("Date"), lambda c: historic_date(c.date, "short"), sort="date_earliest"),
    Column("source", _("Source"), lambda c: c.source.name if c.source else "", sort="source__name"),
    Column("number", _("Number"), lambda c: c.catalogue_number, sort="catalogue_number"),
    Column("timecode_in", _("In"), lambda c: c.timecode_in, sort="timecode_in", align="end"),
    Column("timecode_out", _("Out"), lambda c: c.timecode_out, align="end"),
    Column("length", _("Length"), lambda c: str(c.length or ""), align="end"),
    Column("scenes", _("Scenes"), lambda c: ", ".join(s.number for s in c.scenes.all())),
    Column("state", _("State"), lambda c: word(c.state, "clip_state"), sort="state"),
]
# what a page has no room for, and a spreadsheet has
EXPORTED = [
    *COLUMNS,
    Column("issuer", _("Number issued by"), lambda c: c.issuer),
    Column("creator", _("Made by"), lambda c: c.creator),
    Column("people", _("People"), lambda c: ", ".join(c.names_shown)),
    Column("rate", _("Frames a second"), lambda c: f"{NAMES.get(c.rate, '')}{' DF' * c.drop_frame}"),
    Column("description", _("Description"), lambda c: c.description),
]


BULK = Bulk("clip", ArchiveClip, Permission.EDIT_ARCHIVE, fields=("state",), tags=("themes",))


def with_all(film: Film) -> QuerySet[ArchiveClip]:
    """Clips with everything that a line about one says."""
    return (
        ArchiveClip.objects.filter(film=film)
        .select_related("source", "file")
        .prefetch_related("people", "scenes")
    )


@film_view(Permission.SEE_ARCHIVE)
def clip_list(request: HttpRequest, film: Film) -> HttpResponse:
    return listing(
        request,
        with_all(film),
        filters=ArchiveFilter,
        columns=EXPORTED if "export" in request.GET else COLUMNS,
        template="production/clip_list.html",
        name=str(_("archive")),
        context={"row_template": "production/_clip_row.html", "has_bin": True},
        bulk=BULK,
    )


@film_view(Permission.EDIT_ARCHIVE)
def clip_bulk(request: HttpRequest, film: Film) -> HttpResponse:
    return bulk_edit(request, film, BULK, ArchiveFilter)


@film_view(Permission.SEE_ARCHIVE)
def clip_detail(request: HttpRequest, film: Film, clip: int) -> HttpResponse:
    access: Access = request.access  # type: ignore[attr-defined]
    copies = Prefetch("copies", Copy.objects.select_related("file", "replaced_by"))
    found = get_object_or_404(with_all(film).prefetch_related("themes", copies), pk=clip)
    context = {
        "clip": found,
        "facts": facts(found, PAGE),
        "copies": found.copies.all(),
        "scenes": found.scenes.select_related("set__location"),
        "events": found.events.all() if access.may(Permission.SEE_SCENES) else (),
        "shots": found.shots.select_related("scene") if access.may(Permission.SEE_SCENES) else (),
        "releases": found.releases.all() if access.may(Permission.SEE_RELEASES) else (),
        "panels": panels("clip", access, found),
    }
    return render(request, "production/clip_detail.html", context)


@film_view(Permission.EDIT_ARCHIVE)
def clip_new(request: HttpRequest, film: Film) -> HttpResponse:
    """A new clip; `?source=` says where it comes from, as the link on a source's page does."""
    clip = ArchiveClip(film=film)
    key = request.GET.get("source", "")
    if key.isascii() and key.isdigit() and len(key) < 12:
        clip.source = Source.objects.filter(film=film, pk=int(key)).first()
    return _edit(request, film, clip)


@film_view(Permission.EDIT_ARCHIVE)
def clip_edit(request: HttpRequest, film: Film, clip: int) -> HttpResponse:
    return _edit(request, film, get_object_or_404(ArchiveClip.objects, film=film, pk=clip))


def _edit(request: HttpRequest, film: Film, clip: ArchiveClip) -> HttpResponse:
    return edit_record(
        request,
        film,
        ArchiveClipForm,
        clip,
        template="production/clip_edit.html",
        done=lambda saved: reverse("clip-detail", args=[film.slug, saved.pk]),
    )


@film_view(Permission.EDIT_ARCHIVE)
@require_POST
def clip_bin(request: HttpRequest, film: Film, clip: int) -> HttpResponse:
    found = get_object_or_404(ArchiveClip.objects, film=film, pk=clip)
    return bin_record(
        request,
        found,
        undo=reverse("clip-restore", args=[film.slug, found.pk]),
        back=reverse("clip-list", args=[film.slug]),
    )


@film_view(Permission.EDIT_ARCHIVE)
@require_POST
def clip_restore(request: HttpRequest, film: Film, clip: int) -> HttpResponse:
    found = get_object_or_404(ArchiveClip.everything, film=film, pk=clip)
    return restore_record(request, found, back=reverse("clip-list", args=[film.slug]))


# -- the catalogue -----------------------------------------------------------------------------


@film_view(Permission.SEE_ARCHIVE)
@require_safe
def clip_pbcore(request: HttpRequest, film: Film, clip: int) -> HttpResponseBase:
    """One clip as PBCore 2.1."""
    found = get_object_or_404(with_all(film).prefetch_related("copies", "themes"), pk=clip)
    record = archive.pbcore_asset(found)
    return _xml(iter([pbcore.document(record)]), f"{film.slug}-archive-{found.pk}")


@film_view(Permission.SEE_ARCHIVE)
@require_safe
def clip_list_pbcore(request: HttpRequest, film: Film) -> HttpResponseBase:
    """The list as it is filtered, as one collection."""
    clips = ArchiveFilter(request.GET, queryset=with_all(film), request=request).qs
    rows = clips.prefetch_related("copies", "themes").iterator(chunk_size=500)
    title = _("%(film)s: archive") % {"film": film.title}
    return _xml(pbcore.collection(map(archive.pbcore_asset, rows), title=title), f"{film.slug}-archive")


def _xml(pieces: Iterator[str], name: str) -> HttpResponseBase:
    response = StreamingHttpResponse(pieces, content_type="application/xml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.pbcore.xml"'
    return response
