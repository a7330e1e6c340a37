"""One address, visited by everybody, and what was wrong with the answers.

The findings are plain sentences, so that the same sweep serves as test and, with a fault planted
on purpose, as the proof that it would be found.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from production.models.records import film_path
from tests.access_table import Row
from tests.sweeps.addresses import Address
from tests.sweeps.furnished.house import ROLES, SEES_PRIVATE, Furnished
from tests.sweeps.pages import Page
from tests.sweeps.visits import Visit, World, rolled_back, signed_in_as_before, visit

METHODS = ("GET", "HEAD", "OPTIONS", "TRACE", "POST", "PUT", "PATCH", "DELETE")
SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}
LETTERS = {role: role[0].upper() for role in ROLES}
# what stands inside a parent, and under no other
CHILDREN = {
    "location": {"set", "permit", "picture", "travel"},
    "day": {"call", "vehicle", "note"},
    "recording": {"proxy", "segment", "upload"},
    "script": {"row", "cell", "scene", "cut_import"},
}


class Found(Exception):
    """The first finding, where one is enough."""


@dataclass
class Sweep:
    """One address, visited by everybody; ``findings`` is empty when nobody got what isn't theirs."""

    world: World
    address: Address
    row: Row
    thorough: bool = False
    at_once: bool = False  # stop at the first finding
    findings: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return self.url_of(self.world.own)

    def url_of(self, house: Furnished, **swapped: object) -> str:
        return reverse(self.address.name, kwargs=self.arguments(house) | swapped)

    def arguments(self, house: Furnished) -> dict[str, object]:
        return house.arguments(self.address.parameters, self.row.things)

    @property
    def allowed(self) -> list[str]:
        return [role for role in ROLES if LETTERS[role] in self.row.who]

    @property
    def refused(self) -> list[str]:
        return [role for role in ROLES if LETTERS[role] not in self.row.who]

    def run(self) -> list[str]:
        with suppress(Found), rolled_back():
            if self.row.prepare:
                for house in (self.world.own, self.world.other):
                    self.row.prepare(house)
            if self.address.is_of_a_film:
                sent = self.what_is_sent()
                self.unknown_are_led_to_the_login(sent)
                self.outsiders_find_nothing(sent)
                self.members_without_the_right_are_refused(sent)
                self.members_see_theirs()
                self.foreign_objects_are_not_found(sent)
                self.children_belong_to_their_parents(sent)
                self.what_is_sent_is_taken(sent)
                self.foreign_choices_are_refused(sent)
            else:
                self.elsewhere()
        return self.findings

    # -- the visits --------------------------------------------------------------------------

    def unknown_are_led_to_the_login(self, sent: dict) -> None:
        for who in self.world.unknown if self.thorough else ("anonymous",):
            for method in METHODS:
                answer = self.go(who, method, self.url, sent)
                if answer.status != 302 or not answer.location.startswith(reverse("account_login")):
                    self.say(who, method, f"isn't led to the login but answered {answer.status}")
                self.nothing_of(self.world.own, who, method, answer)
                self.nothing_written(who, method, answer)

    def outsiders_find_nothing(self, sent: dict) -> None:
        outsiders = self.world.outsiders if self.thorough else self.world.outsiders[:2]
        for who in outsiders:
            for method in METHODS:
                answer = self.go(who, method, self.url, sent)
                if answer.status != 404:
                    self.say(who, method, f"is answered {answer.status} instead of 404")
                self.nothing_of(self.world.own, who, method, answer)
                self.nothing_written(who, method, answer)

    def members_without_the_right_are_refused(self, sent: dict) -> None:
        for who in self.refused:
            for method in METHODS if self.thorough else ("GET", "POST", "PUT", "DELETE"):
                answer = self.go(who, method, self.url, sent)
                wanted = 404 if LETTERS[who] in self.row.unseen else 403
                if answer.status != wanted:
                    self.say(who, method, f"is answered {answer.status} instead of {wanted}")
                self.nothing_foreign(who, method, answer)
                self.nothing_written(who, method, answer)

    def members_see_theirs(self) -> None:
        for who in self.allowed:
            for method in METHODS if self.thorough or who == self.allowed[-1] else ("GET",):
                if method == "POST" and "POST" in self.row.methods:
                    continue  # sent with what it needs, below
                answer = self.go(who, method, self.url, {})
                wanted = {self.row.status} if "GET" in self.row.methods else {302, 405}
                if method == "GET" and not self.row.shows and answer.status not in wanted:
                    self.say(who, method, f"is answered {answer.status}: a member must get {sorted(wanted)}")
                if method == "HEAD" and "GET" in self.row.methods and answer.status != self.row.status:
                    self.say(who, method, f"is answered {answer.status}, GET {self.row.status}")
                if answer.status >= 500:
                    self.say(who, method, f"is answered {answer.status}")
                self.nothing_foreign(who, method, answer)
                self.nothing_written(who, method, answer)
            for query in self.row.queries(self.world.other):
                answer = self.go(who, "GET", f"{self.url}{query}", {})
                if answer.status != self.row.status:
                    self.say(who, f"GET {query}", f"is answered {answer.status}")
                self.nothing_foreign(who, f"GET {query}", answer)

    def foreign_objects_are_not_found(self, sent: dict) -> None:
        """One film's address with another film's objects in it: each parameter in turn, then all."""
        theirs = self.arguments(self.world.other)
        words = {name for name, thing in self.row.things.items() if thing.startswith("=")}
        names = [name for name in self.address.parameters if name != "film" and name not in words]
        for swapped in [[name] for name in names] + ([names] if len(names) > 1 else []):
            url = self.url_of(self.world.own, **{name: theirs[name] for name in swapped})
            for who in self.allowed if self.thorough else self.allowed[:1]:
                for method in METHODS:
                    answer = self.go(who, method, url, sent)
                    wanted = {404} if method in self.row.methods.split() else {302, 404, 405}
                    if answer.status not in wanted:
                        self.say(who, method, f"is answered {answer.status} for the other film's {swapped}")
                    self.nothing_foreign(who, method, answer)
                    self.nothing_written(who, method, answer)

    def children_belong_to_their_parents(self, sent: dict) -> None:
        """A thing of this film under another parent of this film isn't there."""
        names = set(self.address.parameters)
        for parent, children in CHILDREN.items():
            if parent not in names or not names & children:
                continue
            url = self.url_of(self.world.own, **{parent: self.world.own.things[f"other_{parent}"].pk})
            for method in ("GET", "POST"):
                answer = self.go(self.allowed[0], method, url, sent)
                wanted = {404} if method in self.row.methods.split() else {302, 404, 405}
                if answer.status not in wanted:
                    self.say(self.allowed[0], method, f"is answered {answer.status} under another {parent}")
                self.nothing_written(self.allowed[0], method, answer)

    def what_is_sent_is_taken(self, sent: dict) -> None:
        if "POST" not in self.row.methods:
            return
        for who in self.allowed:
            answer = self.go(who, "POST", self.url, sent)
            if not answer.is_taken:
                self.say(who, "POST", f"is answered {answer.status}; what was sent must be taken")
            elif self.row.writes and not answer.writes:
                self.say(
                    who, "POST", f"is answered {answer.status}, but nothing was written: {errors(answer)}"
                )
            self.nothing_foreign(who, "POST", answer)
            if not self.thorough:
                return

    def foreign_choices_are_refused(self, sent: dict) -> None:
        """The form as shown, but with another film's row chosen in each field in turn."""
        if "POST" not in self.row.methods:
            return
        who = self.allowed[0]
        for name, value in self.foreign_choices(sent):
            with rolled_back(), signed_in_as_before(self.world.clients[who]):
                answer = visit(self.world, who, "POST", self.url, {**sent, name: value})
                if answer.status >= 500:
                    self.say(who, "POST", f"with a foreign {name} is answered {answer.status}")
                self.nothing_foreign(who, f"POST foreign {name}", answer)
                for crossing in crossings():
                    self.say(who, "POST", f"with a foreign {name} tied two films together: {crossing}")

    def foreign_choices(self, sent: dict) -> Iterator[tuple[str, object]]:
        yield from self.row.foreign(self.world.other).items()
        for name, model in self.choices.items():
            thing = self.world.other.of(model)
            if thing is not None:
                yield name, [thing.pk] if isinstance(sent.get(name), list) else thing.pk

    def elsewhere(self) -> None:
        """Addresses outside films: nobody is told anything of a film that isn't theirs."""
        everybody = list(self.world.clients)
        for who in everybody if self.thorough else ("anonymous", "stranger", "newcomer", "viewer"):
            for method in METHODS:
                answer = self.go(who, method, self.url, {})
                if answer.status >= 500:
                    self.say(who, method, f"is answered {answer.status}")
                if self.row.who == "signed in" and who in self.world.unknown:
                    if not answer.location.startswith(reverse("account_login")) and answer.status != 405:
                        self.say(who, method, f"isn't led to the login but answered {answer.status}")
                elif (
                    method == "GET"
                    and "GET" in self.row.methods
                    and answer.status not in {200, 302, self.row.status}
                ):
                    self.say(who, method, f"is answered {answer.status}")
                if who not in ROLES and not self.row.tells:
                    self.nothing_of(self.world.own, who, method, answer)
                if who in ROLES:
                    self.nothing_foreign(who, method, answer)
                if method in SAFE and not (
                    self.row.notes and answer.writes == ["UPDATE production_calendarfeed"]
                ):
                    self.nothing_written(who, method, answer)

    # -- what is sent ------------------------------------------------------------------------

    choices: dict = field(default_factory=dict)

    def what_is_sent(self) -> dict:
        """The form as the page shows it, with what the table adds."""
        if "POST" not in self.row.methods:
            return {}
        sent: dict = {}
        if "GET" in self.row.methods and self.allowed:
            answer = self.go(self.allowed[0], "GET", self.url, {})
            form = Page(answer.body.decode("utf-8", "replace")).form_for(self.url)
            if form is None and not self.row.post:
                self.say(self.allowed[0], "GET", "shows no form that can be sent")
            sent = form.data() if form else {}
            self.choices = model_choices(answer.context)
        for key in [key for key in sent if key == "form_key"]:
            del sent[key]
        return {**sent, **(self.row.post(self.world.own) if self.row.post else {})}

    def go(self, who: str, method: str, url: str, sent: dict) -> Visit:
        with rolled_back(), signed_in_as_before(self.world.clients[who]):
            return visit(self.world, who, method, url, sent if method == "POST" else None)

    # -- what is wrong -----------------------------------------------------------------------

    def say(self, who: str, method: str, what: str) -> None:
        self.findings.append(f"{self.address.name}: {who} {method} {what}")
        if self.at_once:
            raise Found

    def nothing_of(self, house: Furnished, who: str, method: str, answer: Visit) -> None:
        if marks := house.marks_in(answer.text + answer.mails):
            self.say(who, method, f"is told of a film that isn't theirs: {sorted(marks)}")

    def nothing_foreign(self, who: str, method: str, answer: Visit) -> None:
        self.nothing_of(self.world.other, who, method, answer)
        if who not in SEES_PRIVATE and (secrets := self.world.own.secrets_in(answer.text)):
            self.say(who, method, f"is sent private data: {sorted(secrets)}")

    def nothing_written(self, who: str, method: str, answer: Visit) -> None:
        if answer.writes:
            self.say(who, method, f"writes: {sorted(set(answer.writes))}")


def model_choices(context: Any) -> dict[str, Any]:
    """Fields of the page's form that choose rows of a film."""
    from django import forms

    form: Any = context.get("form") if context is not None else None
    fields = getattr(form, "fields", {})
    return {
        form.add_prefix(name): field.queryset.model
        for name, field in fields.items()
        if isinstance(field, forms.ModelChoiceField) and film_path(field.queryset.model)
    }


def errors(answer: Visit) -> str:
    form = answer.context.get("form") if answer.context is not None else None
    return str(dict(getattr(form, "errors", {}) or {}))


def crossings() -> list[str]:
    """Rows of one film that point to rows of another."""
    from django.apps import apps
    from django.db.models import F

    found = []
    for model in apps.get_app_config("production").get_models():
        path = None if model.__name__.startswith("Historical") else film_path(model)
        if path is None or path == "pk":
            continue
        for column in [*model._meta.fields, *model._meta.many_to_many]:
            target = column.related_model
            if (
                target is None
                or not isinstance(target, type)
                or target is model._meta.get_field(path.split("__")[0]).related_model
            ):
                continue
            there = film_path(target)
            if there is None or there == "pk":
                continue
            rows = model._base_manager.filter(**{f"{column.name}__isnull": False})
            wrong = rows.exclude(**{f"{column.name}__{there}": F(path)})
            found += [f"{model.__name__}.{column.name} of row {row.pk}" for row in wrong[:3]]
    return found
