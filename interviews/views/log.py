"""The log: a recording plays, its transcript follows, and what is worth keeping becomes segments."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from interviews.actions import log
from interviews.models import Recording
from interviews.places import last_frame
from interviews.quotes import Source, source_of
from interviews.views.fetching import recording_of
from interviews.views.log_words import WORDS
from production import timecode
from production.access import Access, Permission, film_view
from production.models import Film, Person, Theme

MOST_PEOPLE = 500  # offered as speakers


@film_view(Permission.SEE_INTERVIEWS)
@require_safe
def log_page(request: HttpRequest, film: Film, recording: int) -> HttpResponse:
    """`?at=` a frame, `?segment=` the one to light up."""
    of = recording_of(film, recording)
    segments = log.segments_of(of)
    lit = _number(request, "segment")
    at = next((s.in_frame for s in segments if s.pk == lit), min(_number(request, "at"), last_frame(of)))
    words = log.words_of(of, at)
    context = {
        "recording": of,
        "segments": segments,
        "stars": range(5, 0, -1),
        "words": words,
        "label": of.source(at),
        "running": timecode.running(at, of.frames),
        "others": Recording.objects.filter(interview=of.interview_id).exclude(pk=of.pk),
        "data": {**_data(request, film, of, at, lit), "segments": [log.row_of(s) for s in segments]},
    }
    return render(request, "interviews/log.html", context)


def _number(request: HttpRequest, name: str) -> int:
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 13 else 0


def _data(request: HttpRequest, film: Film, recording: Recording, at: int, lit: int) -> dict[str, Any]:
    """What the page's program has to know."""
    access: Access = request.access  # type: ignore[attr-defined]
    rate, proxy = recording.frames, recording.proxies.filter(binned_at=None).first()
    return {
        "user": access.user.pk,
        "recording": recording.pk,
        "rate": [rate.num, rate.den, rate.drop],
        "start": timecode.frame_of(recording.start, rate),
        "duration": recording.duration,
        "at": at,
        "segment": lit,
        "mayEdit": access.may(Permission.EDIT_INTERVIEWS),
        "offset": proxy.offset_ms if proxy else 0,
        "themes": list(Theme.objects.filter(film=film).values_list("pk", "name")),
        "people": _people(film, access),
        "urls": _addresses(film, recording, proxy),
        "words": {key: str(text) for key, text in WORDS.items()},
    }


def _people(film: Film, access: Access) -> list[tuple[int, str]]:
    if not access.may(Permission.EDIT_INTERVIEWS):
        return []
    people = Person.objects.filter(film=film).order_by("-is_contributor", "name", "pk")
    return list(people.values_list("pk", "name")[:MOST_PEOPLE])


def _addresses(film: Film, recording: Recording, proxy: Any) -> dict[str, str]:
    own = [film.slug, recording.pk]
    one = reverse("segment-row", args=[*own, 0]).removesuffix("0/") + "{id}/"
    urls = {"cues": reverse("log-cues", args=own), "segments": reverse("log-segments", args=own)}
    urls |= {"new": reverse("segment-new", args=own), "row": one}
    urls |= {verb: f"{one}{verb}/" for verb in ("edit", "mark", "bin", "restore")}
    return {**urls, "play": reverse("proxy-play", args=own) if proxy else ""}


@film_view(Permission.SEE_INTERVIEWS)
@require_safe
def log_segments(request: HttpRequest, film: Film, recording: int) -> HttpResponse:
    """All segments with their words."""
    return JsonResponse({"segments": log.with_words(log.segments_of(recording_of(film, recording)))})


@film_view(Permission.SEE_INTERVIEWS)
@require_safe
def log_cues(request: HttpRequest, film: Film, recording: int) -> HttpResponseBase:
    """The whole transcript, as compact as it goes, sent while it is read."""
    source = source_of(recording_of(film, recording))
    if source is None:
        return JsonResponse({"speakers": {}, "cues": []})
    return StreamingHttpResponse(_streamed(source), content_type="application/json")


def _streamed(source: Source) -> Iterator[str]:
    yield f'{{"speakers":{json.dumps(log.speakers_of(source), ensure_ascii=False)},"cues":['
    lines = (json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in log.cue_rows(source))
    held: list[str] = []
    comma = ""
    for line in lines:
        held.append(line)
        if len(held) == log.AT_ONCE:
            yield comma + ",".join(held)
            held, comma = [], ","
    yield (comma + ",".join(held) if held else "") + "]}"
