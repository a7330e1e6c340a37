"""Segments to take away one after the other: what the selects board was narrowed to, or chosen ones."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from interviews.forms.selects import SelectFilter
from interviews.models import Segment
from interviews.selects import ORDERS, light
from production.access import Permission, film_view
from production.models import Film
from production.views.listing import kept_query
from script import cut_words, cutting, repairs
from script.actions import cut as cuts
from script.actions import cut_files
from script.actions import reading as reading_rules
from script.cutting import Made
from script.formats.cut import Refused
from script.forms.exports import CutForm
from script.pdf import content
from script.views.exports import FORMATS, file_of, offered, table
from script.views.seen import seen

SHOWN = 100


class Chosen:
    """The segments that the address names, with what comes of them; the first 2,000 of them."""

    def __init__(self, request: HttpRequest, film: Film) -> None:
        rows = Segment.objects.of_film(film)
        if keys := _keys(request.GET.get("segments", "")):
            rows = rows.filter(pk__in=keys)
        self.filter = SelectFilter(request.GET, queryset=rows, request=request)
        found = light(self.filter.qs)
        order = request.GET.get("sort", "")
        if keys and order not in ORDERS:
            places = {key: at for at, key in enumerate(keys)}
            found.sort(key=lambda one: places[one.pk])
        else:
            found.sort(key=ORDERS.get(order, ORDERS["source"]))
        self.total = len(found)
        kept = [one.pk for one in found[: cuts.MOST_SEGMENTS]]
        segments = Segment.objects.select_related("recording__interview__item__day", "speaker")
        segments = segments.prefetch_related("themes")
        of = segments.in_bulk(kept)
        self.segments = [of[key] for key in kept]
        self.form = CutForm(request.GET if request.GET.get("asked") else None, film=film)
        title = f"{film.title} {_('selects')}"
        pages = cuts.of_segments(film, self.segments, title=title, into=self.form.language)
        self.pages = seen(request, pages)

    def made(self) -> Made:
        made = cutting.cut(self.pages, words=cut_words.Words())
        return replace(made, cut=cut_files.of_tracks(made.cut, self.form.track_names))

    @property
    def name(self) -> str:
        return cut_files.stem(self.pages.title, rate=self.pages.frames)


def _keys(text: str) -> list[int]:
    keys = [int(key) for key in text.split(",") if key.isdigit() and key.isascii() and len(key) < 19]
    return list(dict.fromkeys(keys))[: cuts.MOST_SEGMENTS]


@film_view(Permission.SEE_SCRIPT)
@require_safe
def script_segments(request: HttpRequest, film: Film) -> HttpResponse:
    chosen = Chosen(request, film)
    made = chosen.made()
    rows = zip(chosen.segments[:SHOWN], chosen.pages.rows, chosen.pages.cells, strict=False)
    context = {
        "filter": chosen.filter,
        "total": chosen.total,
        "more": max(0, chosen.total - SHOWN),
        "left_out": max(0, chosen.total - cuts.MOST_SEGMENTS),
        "segments": [_shown(segment, row, cell) for segment, row, cell in rows],
        "carried": [
            (key, value)
            for key, value in request.GET.items()
            if key not in chosen.form.fields and key != "page" and value
        ],
        **offered(chosen.form, made, lambda key: reverse("script-segments-export", args=[film.slug, key])),
    }
    return render(request, "script/script_segments.html", context)


def _shown(segment: Segment, row: content.Row, cell: content.Cell) -> dict[str, Any]:
    return {
        "segment": segment,
        "who": ", ".join(cell.speakers),
        "lasts": content.clock(row.seconds),
        "words": cell.words,
    }


@film_view(Permission.SEE_SCRIPT)
@require_safe
def script_segments_export(request: HttpRequest, film: Film, format: str) -> HttpResponseBase:
    if format not in FORMATS:
        raise Http404
    chosen = Chosen(request, film)
    if format in ("csv", "xlsx"):
        return table(chosen.pages, chosen.pages.rows, chosen.name, format)
    made = chosen.made()
    try:
        reading = reading_rules.of_film(film)
        return file_of(film, format, chosen.form, chosen.pages, made, chosen.name, reading)
    except Refused as error:
        messages.error(request, repairs.refusal_to_write(error))
        query = kept_query(request.GET)
        return redirect(f"{reverse('script-segments', args=[film.slug])}{'?' if query else ''}{query}")
