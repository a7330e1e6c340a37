"""The kinds of records of a film, in one list: what each is called in addresses and who may see and
change it. The bin, the history and undo walk this list; a test fails for a Record that isn't on it.

An app above this one puts its own kinds here when it is made ready: ``register(Kind(…))``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import ForeignKey
from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils.translation import gettext_lazy as _

from production.access import Access, Permission
from production.actions import schedule
from production.models import (
    ArchiveClip,
    Call,
    Copy,
    DepartmentNote,
    Evidence,
    Film,
    HistoricalEvent,
    Location,
    LocationPicture,
    Membership,
    Permit,
    Person,
    ProductionReport,
    Record,
    Release,
    RunningItem,
    Scene,
    Set,
    ShootDay,
    Shot,
    Source,
    Theme,
    TravelTime,
    Vehicle,
)

P = Permission
# who may change a kind may see its history, and so may who sees its pages
_SEEN_WITH = {
    P.EDIT_SCENES: P.SEE_SCENES,
    P.EDIT_PEOPLE: P.SEE_PEOPLE,
    P.EDIT_LOCATIONS: P.SEE_LOCATIONS,
    P.EDIT_RELEASES: P.SEE_RELEASES,
    P.EDIT_ARCHIVE: P.SEE_ARCHIVE,
    P.EDIT_INTERVIEWS: P.SEE_INTERVIEWS,
    P.EDIT_SCHEDULE: P.SEE_DRAFTS,  # a day's history tells what was never issued
}


def _nothing(access: Access, record: Any) -> frozenset[str]:
    return frozenset()


@dataclass(frozen=True)
class Kind:
    """Records of one kind.

    ``noun`` begins the names of their addresses (``scene-edit``), ``owner`` is the field through
    which they belong to the film and stands in their addresses where it isn't the film itself.
    ``page`` is the address that shows one where that isn't ``<noun>-detail``, ``list_page`` the
    one of all where that isn't ``<noun>-list``; ``edit_by`` the field whose row stands in the
    address of their form instead of their own key.
    """

    model: type[Record]
    noun: str
    permission: Permission  # to change, delete and bring back
    owner: str = "film"
    sees: Permission | None = None
    page: str = ""
    list_page: str = ""
    edit_by: str = ""
    # fields that this reader must not be sent
    hidden: Callable[[Access, Any], frozenset[str]] = _nothing
    # what follows from a record's change, as after its form
    settle: Callable[[Any, Any], None] | None = None
    # fields with a way of their own to change, left alone when an earlier version comes back
    own_way: tuple[str, ...] = ()
    # rows inside its form, with what they are called
    lines: dict[str, Any] = field(default_factory=dict)
    is_purged: bool = True  # leaves the bin for good after its time
    undoes: bool = True  # a saved form may be undone

    @property
    def seen_with(self) -> Permission:
        return self.sees or _SEEN_WITH.get(self.permission, self.permission)

    @property
    def is_binned(self) -> bool:
        """Whether there is a way back from the bin, and so one into it."""
        return f"{self.noun}-restore" in get_resolver().reverse_dict

    def owner_key(self, record: Any) -> list[int]:
        """What stands in addresses before the record's own key."""
        return [] if self.owner == "film" else [getattr(record, f"{self.owner}_id")]

    def path(self, film: Film, verb: str, record: Any) -> str:
        return reverse(f"{self.noun}-{verb}", args=[film.slug, *self.owner_key(record), record.pk])

    def edit_path(self, film: Film, record: Any) -> str:
        """The address of the record's form; "" for one that has none."""
        if self.model is Film:
            return reverse("film-settings", args=[film.slug])
        key = getattr(record, f"{self.edit_by}_id") if self.edit_by else record.pk
        try:
            return reverse(f"{self.noun}-edit", args=[film.slug, *self.owner_key(record), key])
        except NoReverseMatch:
            return ""

    def page_path(self, film: Film, record: Any) -> str:
        """Where the record is shown: its page, its owner's, or the list in which it stands."""
        names = [self.page] if self.page else [f"{self.noun}-detail"]
        for name in names:
            for args in ([*self.owner_key(record), record.pk], self.owner_key(record), []):
                try:
                    return reverse(name, args=[film.slug, *args])
                except NoReverseMatch:
                    continue
        return reverse("film-overview", args=[film.slug])

    @property
    def film_path(self) -> str:
        """The lookup from the record to its film."""
        if self.model is Film:
            return "pk"
        if self.owner == "film":
            return "film"
        owner: Any = self.model._meta.get_field(self.owner)
        return f"{self.owner}__{_path_of(owner)}"


def _path_of(field: ForeignKey[Any, Any]) -> str:
    from production.models.records import film_path

    path = film_path(field.related_model)
    assert path is not None, f"{field} reaches no film"  # noqa: S101  # the sweep of models sees to it
    return path


def _private(access: Access, person: Person) -> frozenset[str]:
    return access.hidden_fields(person)


def _reach(access: Access, source: Source) -> frozenset[str]:
    return frozenset() if access.may(P.EDIT_ARCHIVE) else frozenset(Source.CONTACT)


def _settle_item(item: RunningItem, by: Any) -> None:
    schedule.settle_scene(item.scene, by=by)


KINDS = [
    Kind(Film, "film", P.EDIT_FILM, page="film-settings"),
    Kind(Membership, "member", P.MANAGE_MEMBERS, page="member-list", is_purged=False, undoes=False),
    Kind(Scene, "scene", P.EDIT_SCENES),
    Kind(Theme, "theme", P.EDIT_SCENES, page="theme-list"),
    Kind(
        Person,
        "person",
        P.EDIT_PEOPLE,
        hidden=_private,
        lines={"unavailable": _("dates on which they are not available")},
    ),
    Kind(Location, "location", P.EDIT_LOCATIONS),
    Kind(Set, "set", P.EDIT_LOCATIONS, "location", page="location-detail"),
    Kind(Permit, "permit", P.EDIT_LOCATIONS, "location", page="location-detail"),
    Kind(LocationPicture, "picture", P.EDIT_LOCATIONS, "location", page="location-detail"),
    Kind(TravelTime, "travel", P.EDIT_LOCATIONS, "origin", page="location-detail"),
    Kind(Release, "release", P.EDIT_RELEASES, lines={"heirs": _("heirs")}),
    Kind(Evidence, "evidence", P.EDIT_RELEASES, "release", page="release-detail"),
    Kind(ShootDay, "day", P.EDIT_SCHEDULE),
    Kind(RunningItem, "item", P.EDIT_SCHEDULE, page="stripboard", settle=_settle_item, own_way=("day",)),
    Kind(Call, "call", P.EDIT_SCHEDULE, "day", page="day-detail", edit_by="person", own_way=("person",)),
    Kind(Vehicle, "vehicle", P.EDIT_SCHEDULE, "day", page="day-detail"),
    Kind(DepartmentNote, "note", P.EDIT_SCHEDULE, "day", page="day-detail"),
    Kind(Shot, "shot", P.EDIT_SCENES),
    Kind(Source, "source", P.EDIT_ARCHIVE, hidden=_reach),
    Kind(ArchiveClip, "clip", P.EDIT_ARCHIVE),
    Kind(Copy, "copy", P.EDIT_ARCHIVE, "clip", page="clip-detail"),
    Kind(HistoricalEvent, "event", P.EDIT_SCENES, lines={"sources": _("sources")}),
    Kind(ProductionReport, "production-report", P.FILL_REPORTS, "day", sees=P.SEE_REPORTS, undoes=False),
]


def register(*kinds: Kind) -> None:
    KINDS.extend(kinds)


def kind_of(record: Record | type[Record]) -> Kind:
    model = record if isinstance(record, type) else type(record)
    return next(kind for kind in KINDS if kind.model is model)


def kind_called(noun: str) -> Kind | None:
    return next((kind for kind in KINDS if kind.noun == noun), None)


def named_by(model: type[Record]) -> list[str]:
    """The rows that a record's name may speak of, to be fetched with it."""
    return [field.name for field in model._meta.fields if field.is_relation]
