"""Search over everything in a film: a page, and a short list under the box on top of every page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from production import full_text
from production.access import Access, Permission, film_view
from production.models import Film
from production.search import KINDS, Answer, Result, find, results
from production.words import LONGEST_QUESTION, Asked, Piece, excerpt, marked, read

PAGE = 30
QUICK = 8


@dataclass(frozen=True)
class Shown:
    """A result with the words that were asked for marked."""

    result: Result
    title: list[Piece]
    text: list[Piece]

    @classmethod
    def of(cls, result: Result, asked: Asked) -> Shown:
        entry = result.entry
        text = excerpt([part for part in entry.texts if part and part != entry.note], asked)
        return cls(result, marked(entry.shown or entry.title, asked), marked(text, asked))


@film_view(Permission.SEE_FILM)
def search(request: HttpRequest, film: Film) -> HttpResponse:
    access: Access = request.access  # type: ignore[attr-defined]
    text = request.GET.get("q", "")[:LONGEST_QUESTION]
    asked = read(text)
    if request.headers.get("HX-Request"):
        return _quick(request, access, text, asked)
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS else ""
    answer = find(access, asked, kind)
    page = Paginator(answer.hits, PAGE).get_page(request.GET.get("page"))
    context = {
        "q": text,
        "asked": asked,
        "kind": kind,
        "kinds": _kinds(answer),
        "answer": answer,
        "most": full_text.MOST,
        "total": len(answer.hits),
        "page": page,
        "shown": [Shown.of(result, asked) for result in results(access, page.object_list)],
        "query": _query(request),
    }
    return render(request, "script/search.html", context)


def _quick(request: HttpRequest, access: Access, text: str, asked: Asked) -> HttpResponse:
    answer = find(access, asked)
    shown = [Shown.of(result, asked) for result in results(access, answer.hits[:QUICK])]
    context = {"q": text, "asked": asked, "shown": shown, "total": len(answer.hits), "answer": answer}
    return render(request, "script/_search_quick.html", context)


def _kinds(answer: Answer) -> list[tuple[str, Any, int]]:
    return [(code, KINDS[code], count) for code, count in answer.counts.items()]


def _query(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()
