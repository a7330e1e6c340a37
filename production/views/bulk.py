"""One change for many rows of a list: chosen by ticks or as found, looked at, made, undone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_filters import FilterSet

from production.access import Access, Permission, film_view
from production.actions import bulk as actions
from production.actions.bulk import Change, Outcome, Seen
from production.kinds import Kind, kind_called, kind_of
from production.models import BulkEdit, Film, Record
from production.models.indexing import owners
from production.models.search import live

MOST = 1_000  # rows at once
NAMED = 20  # of them by name


@dataclass(frozen=True)
class Bulk:
    """What may be changed for many records of a kind: fields of choices, and lists of tags."""

    noun: str  # its address is <noun>-bulk
    model: type[Record]
    permission: Permission
    fields: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    # what a field without choices of its own may be set to
    choices: dict[str, list[tuple[str, Any]]] = dataclass_field(default_factory=dict)

    def offers(self, film: Film) -> list[tuple[str, list[tuple[str, str]]]]:
        """What to choose from, in groups: (label, [(code of the change, words)])."""
        groups = []
        for name in self.fields:
            field: Any = self.model._meta.get_field(name)
            choices = self.choices.get(name) or field.choices
            words = [(f"{name}:{code}", str(label)) for code, label in choices]
            groups.append((str(capfirst(str(field.verbose_name))), words))
        for name in self.tags:
            field = self.model._meta.get_field(name)
            rows = list(field.related_model.objects.filter(film=film))
            label = str(field.verbose_name)
            add, away = _("Add: %(what)s"), _("Take away: %(what)s")
            groups.append((add % {"what": label}, [(f"{name}+{row.pk}", str(row)) for row in rows]))
            groups.append((away % {"what": label}, [(f"{name}-{row.pk}", str(row)) for row in rows]))
        return [(label, words) for label, words in groups if words]

    def change(self, film: Film, code: str) -> tuple[Change, str] | None:
        """The change that a code means, and its words; None for one that isn't offered."""
        for label, offers in self.offers(film):
            for offered, words in offers:
                if offered == code:
                    return self._change(film, code), f"{label}: {words}"
        return None

    def _change(self, film: Film, code: str) -> Change:
        for sign, how in (("+", "add"), ("-", "remove")):
            name, found, key = code.partition(sign)
            if found and name in self.tags:
                field: Any = self.model._meta.get_field(name)
                return Change(name, how, field.related_model.objects.get(film=film, pk=int(key)))
        name, _colon, value = code.partition(":")
        changed: Any = self.model._meta.get_field(name)
        return Change(name, "set", changed.to_python(value))


def bulk_edit(request: HttpRequest, film: Film, bulk: Bulk, filters: type[FilterSet]) -> HttpResponse:
    """First what would change, then, confirmed, the change itself."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    query = request.POST.get("query", "")[:4_000]
    back = reverse(_list_of(kind_of(bulk.model)), args=[film.slug]) + (
        f"?{QueryDict(query).urlencode()}" if query else ""
    )
    chosen = bulk.change(film, request.POST.get("change", ""))
    seen = _seen(request, film, bulk, filters, query)
    if chosen is None or not seen:
        text = _("Choose what to change.") if chosen is None else _("Tick the rows to change.")
        messages.warning(request, text)
        return redirect(back)
    change, words = chosen
    if not request.POST.get("confirmed"):
        return _preview(request, film, bulk, seen, change, {"words": words, "back": back, "query": query})
    access: Access = request.access  # type: ignore[attr-defined]
    done = actions.change_many(
        film=film, kind=bulk.noun, model=bulk.model, seen=seen, change=change, by=access.user
    )
    undo = reverse("bulk-undo", args=[film.slug, done.bulk.pk]) if done.bulk else ""
    text = ngettext("%(count)s row changed.", "%(count)s rows changed.", len(done.changed))
    _tell(request, text, done, undo)
    return redirect(back)


def _seen(request: HttpRequest, film: Film, bulk: Bulk, filters: type[FilterSet], query: str) -> list[Seen]:
    """The rows meant, each with the version in which it was seen."""
    if request.POST.get("all"):
        rows: Any = live(bulk.model).filter(**{kind_of(bulk.model).film_path: film})
        found = filters(QueryDict(query), queryset=rows, request=request).qs
        return list(dict(found.values_list("pk", "version")[: 2 * MOST]).items())[:MOST]
    texts = [*request.POST.getlist("pick"), *request.POST.get("rows", "").split(",")]
    return list(dict(filter(None, map(_pair, texts[: 2 * MOST]))).items())[:MOST]


def _pair(text: str) -> Seen | None:
    key, _colon, version = text.partition(":")
    parts = [part for part in (key, version) if part.isascii() and part.isdigit() and len(part) < 12]
    return (int(key), int(version)) if len(parts) == 2 else None


def _preview(
    request: HttpRequest, film: Film, bulk: Bulk, seen: list[Seen], change: Change, context: dict[str, Any]
) -> HttpResponse:
    of_film = {kind_of(bulk.model).film_path: film}
    rows: Any = live(bulk.model).filter(pk__in=[key for key, _version in seen], **of_film)
    rows = rows.select_related(*owners(bulk.model))
    fresh = _to_change(rows, change)
    context |= {
        "bulk": bulk,
        "change": request.POST["change"],
        "rows": ",".join(f"{key}:{version}" for key, version in seen),
        "chosen": len(seen),
        "will": fresh.count(),
        "named": fresh[:NAMED],
        "is_most": len(seen) == MOST,
        "most": MOST,
        "address": reverse(f"{bulk.noun}-bulk", args=[film.slug]),
    }
    context["more"] = context["will"] - len(context["named"])
    return render(request, "production/bulk_preview.html", context)


def _to_change(rows: Any, change: Change) -> Any:
    """The rows that aren't so already."""
    if change.how == "add":
        return rows.exclude(**{change.field: change.value})
    if change.how == "remove":
        return rows.filter(**{change.field: change.value})
    return rows.exclude(**{change.field: change.value})


def _tell(request: HttpRequest, text: str, done: Outcome, undo: str = "") -> None:
    words = [text % {"count": len(done.changed)}]
    if done.same:
        words.append(
            ngettext("%(count)s was so already.", "%(count)s were so already.", done.same)
            % {"count": done.same}
        )
    if done.overtaken:
        left = _("Left alone, since somebody changed them meanwhile: %(rows)s.")
        words.append(left % {"rows": _some(done.overtaken)})
    if done.gone:
        words.append(
            ngettext("%(count)s is deleted.", "%(count)s are deleted.", done.gone) % {"count": done.gone}
        )
    say: Callable[..., None] = messages.warning if done.overtaken else messages.success
    say(request, " ".join(words), extra_tags=undo)


def _some(rows: Iterable[Record]) -> str:
    names = [str(row) for row in rows]
    more = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f" … (+{more})" if more > 0 else "")


@film_view(Permission.SEE_FILM)
def bulk_undo(request: HttpRequest, film: Film, bulk: int) -> HttpResponse:
    """Take a change of many rows back as a whole."""
    access: Access = request.access  # type: ignore[attr-defined]
    found = get_object_or_404(BulkEdit, film=film, pk=bulk)
    kind = kind_called(found.kind)
    if kind is None:
        raise Http404
    if not access.may(kind.permission):
        raise PermissionDenied
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        done = actions.undo_many(bulk=found, model=kind.model, by=access.user)
    except actions.DoneBefore:
        messages.info(request, _("This was undone already."))
    else:
        text = ngettext(
            "%(count)s row is as it was before.", "%(count)s rows are as they were before.", len(done.changed)
        )
        _tell(request, text, done)
    return redirect(_list_of(kind), film.slug)


def _list_of(kind: Kind) -> str:
    return kind.list_page or f"{kind.noun}-list"
