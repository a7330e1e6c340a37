"""Hostile texts, typed into every form and shown on every page."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from production.models.fields import LineField, ParagraphsField
from production.models.historic import HistoricDateField
from tests import hostile
from tests.access_table import Row
from tests.sweeps.addresses import Address
from tests.sweeps.furnished.days import freeze
from tests.sweeps.furnished.house import Furnished
from tests.sweeps.pages import Page, csv_rows
from tests.sweeps.sweep import Sweep
from tests.sweeps.visits import Visit, World, rolled_back, signed_in_as_before, visit

_FORMULA = re.compile(r"^[=+\-@\t\r]")
_NUMBER = re.compile(r"^-?\d+([.,]\d+)?$")
_FLOWS = {"p", "br"}  # paragraphs and lines of a long text
# marks in brackets are set apart in the words of a transcript, words that changed in a comparison
_MARKED = {"transcript-detail": {"span"}, "transcript-cues": {"span"}, "draft-compare": {"span"}}
# lists that are longer or shorter by what stands in the texts: subtitles that read too fast
_LISTED = {"script-subtitles": {"div", "a", "table", "thead", "tbody", "tr", "th", "td", "span", "details"}}


def turned(texts: list[str], by: int) -> list[str]:
    return texts[by % len(texts) :] + texts[: by % len(texts)]


@dataclass
class Typed:
    """One form, typed full of hostile texts, sent, and read back."""

    world: World
    address: Address
    row: Row
    texts: list[str]
    findings: list[str] = field(default_factory=list)

    def run(self) -> list[str]:
        sweep = Sweep(self.world, self.address, self.row)
        who, url = sweep.allowed[0], sweep.url
        with rolled_back(), signed_in_as_before(self.world.clients[who]):
            shown = visit(self.world, who, "GET", url)
            form = Page(shown.body.decode()).form_for(url)
            names = [name for name in (form.texts if form else []) if name != "csrfmiddlewaretoken"]
            if not names:
                return []
            harmless = sweep.what_is_sent()
            typed = {name: self.texts[number % len(self.texts)] for number, name in enumerate(names)}
            kept = self.sent(who, url, harmless, typed)
            if kept is not None:
                self.read_back(who, shown.context, kept)
        return self.findings

    def sent(self, who: str, url: str, harmless: dict, typed: dict) -> dict[str, str] | None:
        """What was taken; what a field refuses is put back to what stood there."""
        wanted = dict(typed)
        for _ in range(len(typed) + 1):
            answer = visit(self.world, who, "POST", url, {**harmless, **wanted})
            if answer.status in {302, 204}:
                return wanted
            if answer.status != 200:
                self.findings.append(f"{self.address.name}: {answer.status} for {list(wanted.values())}")
                return None
            wrong = [name for name in wanted if self.is_refused(answer, name)]
            if not wrong:
                said = dict(answer.context["form"].errors)
                self.findings.append(f"{self.address.name}: refused without saying which of {wanted}: {said}")
                return None
            for name in wrong:
                del wanted[name]
        return None

    @staticmethod
    def is_refused(answer: Visit, name: str) -> bool:
        errors = answer.context["form"].errors
        return name in errors or name.split("-")[0] in errors

    def read_back(self, who: str, context: Any, kept: dict[str, str]) -> None:
        instance = getattr(context.get("form"), "instance", None)
        if not isinstance(instance, models.Model):
            return
        rows = type(instance)._base_manager
        stored = rows.get(pk=instance.pk) if instance.pk else rows.order_by("-pk").first()
        for name, text in kept.items():
            column = next((c for c in stored._meta.fields if c.name == name), None)
            if not isinstance(column, (LineField, ParagraphsField)):
                continue
            wanted = hostile.as_stored(text, lines=isinstance(column, ParagraphsField))
            if getattr(stored, name) != wanted:
                self.findings.append(
                    f"{self.address.name}: {name} keeps {getattr(stored, name)!r} of {text!r}"
                )


FROZEN = {"issuedcallsheet", "signedreport"}


def filled(house: Furnished, texts: list[str]) -> None:
    """Every text of a film, of every model; and a frozen call sheet that says the same."""
    number = 0
    for thing in [*{id(t): t for t in house.things.values()}.values(), house.film]:
        written = [
            column
            for column in thing._meta.fields
            if isinstance(column, (LineField, ParagraphsField)) and not isinstance(column, HistoricDateField)
        ]
        if not written or not hasattr(thing, "version") or thing._meta.model_name in FROZEN:
            continue
        thing.refresh_from_db()
        for column in written:
            setattr(thing, column.name, texts[number % len(texts)][: column.max_length])
            number += 1
        thing.save()
    house.things["sheet"] = freeze(house, 3, "Pink")


@dataclass
class Shown:
    """A page, as often as there are texts: its elements must always be the same."""

    elements: Counter
    answer: Visit

    @classmethod
    def of(cls, world: World, url: str) -> "Shown":
        with rolled_back(), signed_in_as_before(world.clients["producer"]):
            answer = visit(world, "producer", "GET", url)
        if "html" not in answer.text.split("\n\n")[0] and not answer.body.lstrip().startswith(b"<!"):
            return cls(Counter(), answer)
        found = Page(answer.body.decode()).elements
        return cls(Counter(element for element in found if element[0] not in _FLOWS), answer)


def different(address: Address, plain: Shown, odd: Shown) -> Iterator[str]:
    if odd.answer.status != plain.answer.status:
        yield f"{address.name}: {odd.answer.status} instead of {plain.answer.status}"
    elif odd.elements != plain.elements:
        more, fewer = odd.elements - plain.elements, plain.elements - odd.elements
        if {element[0] for element in more | fewer} <= _LISTED.get(address.name, set()):
            return
        marks = {element for element in more if element[0] in _MARKED.get(address.name, ())}
        if not fewer and set(more) == marks:
            return
        yield f"{address.name}: elements appear {list(more)[:4]} or vanish {list(fewer)[:4]}"


def formulas(body: bytes) -> list[str]:
    """Cells of an exported table that a spreadsheet would take for a formula."""
    cells = [cell for row in csv_rows(body) for cell in row]
    return [cell for cell in cells if _FORMULA.match(cell) and not _NUMBER.match(cell)]
