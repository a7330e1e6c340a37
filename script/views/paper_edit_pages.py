"""The page of what was read: each line beside what was found of it, and what it becomes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from production.formats import texts
from script import reading_words
from script.actions import paper_edits as edits
from script.actions.paper_edits import SCREENPLAY
from script.actions.screenplays import Headings, Meant
from script.actions.steps import taken_back
from script.forms.paper_edits import ChoiceForm, EncodingForm
from script.models import Cell, ScriptImport

A_PAGE = 100  # lines
MOST_NOWHERE = 40  # that are led to
FIELD = "line-"
KINDS = {
    "scene": gettext_lazy("Heading"),
    "speech": gettext_lazy("Said"),
    "narration": gettext_lazy("Narration"),
    "picture": gettext_lazy("Picture"),
    "note": gettext_lazy("Note"),
}
BECOMES = {
    "scene": gettext_lazy("a scene"),
    "narration": gettext_lazy("narration"),
    "picture": gettext_lazy("picture or sound"),
    "note": gettext_lazy("a note"),
    "skip": gettext_lazy("nothing: it is left out"),
}
FORMATS: dict[str, Any] = {
    "txt": gettext_lazy("Text"),
    "docx": "DOCX",
    "fountain": "Fountain",
    "fdx": "Final Draft",
    "json": gettext_lazy("Paper edit (JSON)"),
    "autoedit": "autoEdit (JSON)",
    "bbc": "BBC digital paper edit (JSON)",
    "whisper": "Whisper (JSON)",
}
ELEMENTS = dict(Cell.Element.choices)
SURE, LIKELY, DOUBTFUL = 90, 70, 50


def of_page(data: Mapping[str, str]) -> dict[int, str]:
    """What was chosen of the lines that the page showed."""
    return {
        int(name.removeprefix(FIELD)): str(choice)
        for name, choice in data.items()
        if name.startswith(FIELD) and name[len(FIELD) :].isascii() and name[len(FIELD) :].isdecimal()
        and len(name) < 16
    }  # fmt: skip


def preview(request: HttpRequest, imported: ScriptImport, form: ChoiceForm | None = None) -> HttpResponse:
    context: dict[str, Any] = {"imported": imported, "script": imported.script, "found": imported.found}
    context["is_screenplay"] = imported.kind == SCREENPLAY
    context["format"] = FORMATS.get(imported.format, imported.format)
    if imported.is_open:
        context |= _open(request, imported, form)
    else:
        context["undone"] = taken_back(imported)
    return render(request, "script/reading.html", context)


def _open(request: HttpRequest, imported: ScriptImport, form: ChoiceForm | None) -> dict[str, Any]:
    found, known = imported.found, edits.taken_before(imported)
    choices = [edits.choice_of(imported, at) for at in range(len(found["items"]))]
    page = Paginator(range(len(choices)), A_PAGE).get_page(request.GET.get("page"))
    headings = Headings(imported.script)
    nowhere = [at for at, item in enumerate(found["items"]) if item["kind"] == "speech" and not item["hits"]]
    is_text = imported.format in ("txt", "fountain")
    return {
        "form": form or ChoiceForm(imported=imported, is_known=known is not None),
        "known": known,
        "page": page,
        "lines": [_line(at, found["items"][at], choices[at], headings) for at in page],
        "counts": _counts(found["items"], choices),
        "nowhere": [(at + 1, at // A_PAGE + 1) for at in nowhere[:MOST_NOWHERE]],
        "more_nowhere": max(0, len(nowhere) - MOST_NOWHERE),
        "before_heading": _before_heading(choices),
        "repairs": reading_words.repairs(found),
        "repaired": len(found["repairs"]) + found["more_repairs"],
        "encoding": texts.ENCODINGS.get(found["encoding"], found["encoding"]) if is_text else "",
        "encoding_form": EncodingForm(initial={"encoding": found["encoding"]}) if is_text else None,
    }


def _line(at: int, item: dict[str, Any], choice: str, headings: Headings) -> dict[str, Any]:
    hits = [{**hit, "sure": sure(hit["confidence"]), "key": f"hit{n}"} for n, hit in enumerate(item["hits"])]
    chosen = next((hit for hit in hits if hit["key"] == choice), hits[0] if hits else None)
    return {
        **item,
        "name": f"{FIELD}{at}",
        "at": at + 1,
        "kind_words": KINDS[item["kind"]],
        "element_words": ELEMENTS.get(item["element"], ""),
        "hit": chosen,
        "choice": choice,
        "is_found": choice.startswith("hit"),
        "options": [(key, words, key == choice) for key, words in _options(item, hits)],
        "meant": _meant(headings.meant(item)) if item["kind"] == "scene" else "",
    }


def _options(item: dict[str, Any], hits: list[dict[str, Any]]) -> list[tuple[str, Any]]:
    found = [
        (hit["key"], _("%(reel)s %(start)s (%(confidence)s)") % {**hit, "start": hit["labels"][0][0]})
        for hit in hits
    ]
    return [*found, *((key, BECOMES[key]) for key in edits.BECOMES[item["kind"]])]


def sure(confidence: int) -> Any:
    """A word for how sure a place is."""
    if confidence >= SURE:
        return _("sure")
    if confidence >= LIKELY:
        return _("likely")
    return _("doubtful") if confidence >= DOUBTFUL else _("hardly")


def _meant(meant: Meant) -> str:
    if meant.there is not None:
        return _("goes on in “%(scene)s”, which is in the script") % {"scene": meant.there}
    if meant.scene is not None:
        return _("scene %(scene)s of the film") % {"scene": meant.scene}
    return _("a new chapter")


def _counts(items: list[dict[str, Any]], choices: list[str]) -> dict[str, int]:
    """How many there are, and how many of what was said go in with their place."""
    counts = Counter("found" if choice.startswith("hit") else choice for choice in choices)
    speeches = sum(item["kind"] == "speech" for item in items)
    return {"lines": len(items), "speeches": speeches, "found": counts["found"]}


def _before_heading(choices: list[str]) -> int:
    """How many lines stand before the first scene, and need to be told where they go."""
    for at, choice in enumerate(choices):
        if choice == "scene":
            return sum(one != "skip" for one in choices[:at])
    return sum(one != "skip" for one in choices)
