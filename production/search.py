"""What is found of a production's records, and as what; and the looking itself.

Every model of a film is either here (or in the ``search`` of an app above), or stands with a reason
in tests/production/test_search_sources.py. What may be private of people is found by nobody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from babel.dates import format_date
from django.conf import settings
from django.db.models import Model
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from production import full_text
from production.access import Access, Permission
from production.looking import Found, Look, Narrowed
from production.models import (
    ArchiveClip,
    Copy,
    Evidence,
    HistoricalEvent,
    Location,
    LocationPicture,
    Permit,
    Person,
    Release,
    RunningItem,
    Scene,
    Set,
    ShootDay,
    Shot,
    Source,
    Theme,
)
from production.models.indexing import Entry, Findable, add, findables
from production.models.search import live
from production.templatetags.dates import long_date, year_date
from production.words import Asked

P = Permission


# -- as what something is found ----------------------------------------------------------------


@dataclass(frozen=True)
class Kind:
    words: str | Promise
    icon: str
    weight: float = 1  # what one looks for by name stands before what merely carries the name


KINDS: dict[str, Kind] = {
    "person": Kind(_("People"), "people", 3),
    "scene": Kind(_("Scenes"), "card-list", 2),
    "location": Kind(_("Locations"), "geo-alt", 2.5),
    "set": Kind(_("Sets"), "door-open"),
    "permit": Kind(_("Permits"), "patch-check"),
    "day": Kind(_("Schedule"), "calendar3"),
    "release": Kind(_("Releases"), "pen"),
    "document": Kind(_("Documents and pictures"), "paperclip"),
    "theme": Kind(_("Themes"), "tags", 2),
    "shot": Kind(_("Shots"), "camera-video"),
    "clip": Kind(_("Archive clips"), "archive", 1.5),
    "source": Kind(_("Sources"), "building", 1.5),
    "event": Kind(_("Historical events"), "hourglass-split", 1.5),
}
Hit = tuple[str, int, str]  # model, row, kind


def document(file: Any, permission: Permission, page: str, *keys: int, of: str) -> Iterator[Entry]:
    """A stored file, found by its name; its page is that of what it belongs to."""
    if file is not None:
        yield Entry("document", permission.name, file.name, (), page, keys, note=of)


def names(rows: Iterable[Any]) -> str:
    return ", ".join(str(row) for row in rows)


# -- the production's own ----------------------------------------------------------------------


def _person(person: Person) -> Iterator[Entry]:
    texts = (person.said, person.line, person.position)
    yield Entry("person", P.SEE_PEOPLE.name, person.name, texts, "person-detail", (person.pk,))


def _scene(scene: Any) -> Iterator[Entry]:
    texts = (scene.synopsis, str(scene.set or ""), names(scene.people.all()), names(scene.themes.all()))
    yield Entry(
        "scene",
        P.SEE_SCENES.name,
        str(scene),
        texts,
        "scene-detail",
        (scene.pk,),
        note=str(scene.get_status_display()),
    )


def _theme(theme: Theme) -> Iterator[Entry]:
    yield Entry("theme", P.SEE_SCENES.name, theme.name, (), "scene-list", query=f"theme={theme.pk}")


def _location(location: Location) -> Iterator[Entry]:
    texts = (
        location.address,
        location.entrance,
        location.base,
        location.hours,
        location.rules,
        location.contact_name,
        location.hospital_name,
        location.notes,
    )
    yield Entry("location", P.SEE_LOCATIONS.name, location.name, texts, "location-detail", (location.pk,))


def _set(found: Set) -> Iterator[Entry]:
    keys = (found.location_id,)
    yield Entry("set", P.SEE_LOCATIONS.name, str(found), (found.notes,), "location-detail", keys)


def _permit(permit: Permit) -> Iterator[Entry]:
    where, texts = str(permit.location), (permit.conditions, str(permit.location))
    keys = (permit.location_id,)
    until = f"{year_date(permit.first_date)} – {year_date(permit.last_date)}"
    yield Entry(
        "location",
        P.SEE_LOCATIONS.name,
        str(permit),
        texts,
        "location-detail",
        keys,
        note=f"{where}, {until}",
    )
    yield from document(permit.file, P.SEE_LOCATIONS, "location-detail", *keys, of=where)


def _picture(picture: LocationPicture) -> Iterator[Entry]:
    texts = (picture.file.name, str(picture.location))
    yield Entry(
        "document",
        P.SEE_LOCATIONS.name,
        str(picture),
        texts,
        "location-detail",
        (picture.location_id,),
        note=str(picture.location),
    )


def _day(day: ShootDay) -> Iterator[Entry]:
    told = tuple(format_date(day.date, "full", locale=code) for code, _name in settings.LANGUAGES)
    yield Entry(
        "day",
        P.SEE_FILM.name,
        str(day),
        told,
        "day-detail",
        (day.pk,),
        shown=f"{long_date(day.date)}, {day.unit}",
        note=str(day.get_day_type_display()),
    )


def _item(item: RunningItem) -> Iterator[Entry]:
    """A line of a running order leads to its day; what waits for a day is found as the scene it is of."""
    if item.day is not None and (item.title or item.scene):
        texts = (str(item.scene) if item.scene and item.title else "", str(item.place or ""))
        note = year_date(item.day.date)
        yield Entry("day", P.SEE_FILM.name, str(item), texts, "day-detail", (item.day.pk,), note=note)


def _release(release: Any) -> Iterator[Entry]:
    who = release.person or release.location or release.material
    texts = (release.signer, release.limits, release.reason, names(release.heirs.all()), release.notes)
    note = f"{release.get_kind_display()}, {release.get_state_display()}"
    keys = (release.pk,)
    yield Entry("release", P.SEE_RELEASES.name, str(who), texts, "release-detail", keys, note=note)
    yield from document(release.file, P.SEE_RELEASES, "release-detail", *keys, of=str(who))


def _evidence(evidence: Evidence) -> Iterator[Entry]:
    of = str(evidence.release.person or evidence.release.location or evidence.release.material)
    keys = (evidence.release_id,)
    title, note = evidence.words or of, f"{evidence.get_kind_display()}, {of}"
    yield Entry("release", P.SEE_RELEASES.name, title, (of,), "release-detail", keys, note=note)
    yield from document(evidence.file, P.SEE_RELEASES, "release-detail", *keys, of=of)


def _shot(shot: Shot) -> Iterator[Entry]:
    texts = (shot.angle, shot.movement, shot.lens, shot.notes, str(shot.owner))
    keys, note = (shot.pk,), str(shot.get_status_display())
    yield Entry("shot", P.SEE_SCENES.name, str(shot), texts, "shot-detail", keys, note=note)
    yield from document(shot.file, P.SEE_SCENES, "shot-detail", *keys, of=str(shot))


def _clip(clip: Any) -> Iterator[Entry]:
    texts = (
        clip.catalogue_number,
        clip.issuer,
        clip.creator,
        clip.description,
        ", ".join(clip.names_shown),
        names(clip.themes.all()),
        clip.date,
        clip.notes,
    )
    keys, note = (clip.pk,), str(clip.get_kind_display())
    yield Entry("clip", P.SEE_ARCHIVE.name, clip.title, texts, "clip-detail", keys, note=note)
    yield from document(clip.file, P.SEE_ARCHIVE, "clip-detail", *keys, of=clip.title)


def _copy(copy: Copy) -> Iterator[Entry]:
    texts = (copy.place, copy.format, copy.file_name, copy.clip.title)
    keys = (copy.clip_id,)
    title, note = copy.name or copy.clip.title, str(copy.get_kind_display())
    yield Entry("clip", P.SEE_ARCHIVE.name, title, texts, "clip-detail", keys, note=note)
    yield from document(copy.file, P.SEE_ARCHIVE, "clip-detail", *keys, of=copy.clip.title)


def _source(source: Source) -> Iterator[Entry]:
    """Without whom to phone and what it costs: that is for those who deal with the holder."""
    texts = (source.credit, source.website)
    yield Entry("source", P.SEE_ARCHIVE.name, source.name, texts, "source-detail", (source.pk,))


def _event(event: Any) -> Iterator[Entry]:
    texts = (event.place, event.figures, names(event.people.all()), event.description, event.date)
    sources = tuple(f"{source.citation} {source.quotation}" for source in event.sources.all())
    keys = (event.pk,)
    yield Entry(
        "event", P.SEE_SCENES.name, event.title, (*texts, *sources), "event-detail", keys, note=event.place
    )


add(
    Findable(Person, _person),
    Findable(
        Scene,
        _scene,
        lambda rows: rows.select_related("set__location").prefetch_related("people", "themes"),
        ("people", "themes", "set", "set__location"),
    ),
    Findable(Theme, _theme),
    Findable(Location, _location),
    Findable(Set, _set, lambda rows: rows.select_related("location")),
    Findable(Permit, _permit, lambda rows: rows.select_related("location", "file")),
    Findable(LocationPicture, _picture, lambda rows: rows.select_related("location", "file")),
    Findable(ShootDay, _day),
    Findable(
        RunningItem,
        _item,
        lambda rows: rows.filter(day__binned_at=None).select_related(
            "day", "scene__set__location", "set__location", "location"
        ),
        ("day", "scene", "set", "set__location", "location", "scene__set", "scene__set__location"),
    ),
    Findable(
        Release,
        _release,
        lambda rows: rows.select_related("person", "location", "file").prefetch_related("heirs"),
        ("person", "location"),
    ),
    Findable(
        Evidence,
        _evidence,
        lambda rows: rows.select_related("release__person", "release__location", "file"),
        ("release__person", "release__location"),
    ),
    Findable(
        Shot,
        _shot,
        lambda rows: rows.filter(Shot.STANDING).select_related("scene", "location", "file"),
        ("scene", "location"),
    ),
    Findable(
        ArchiveClip,
        _clip,
        lambda rows: rows.select_related("source", "file").prefetch_related("people", "themes"),
        ("source", "people", "themes"),
    ),
    Findable(Copy, _copy, lambda rows: rows.select_related("clip", "file")),
    Findable(Source, _source),
    Findable(
        HistoricalEvent,
        _event,
        lambda rows: rows.prefetch_related("people", "sources"),
        ("people",),
    ),
)


# -- looking -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Result:
    entry: Entry
    url: str

    @property
    def kind(self) -> Kind:
        return KINDS[self.entry.kind]


@dataclass(frozen=True)
class Answer:
    """What was found: the keys of all, and the results of the part that is shown.

    Of the kinds in `more` there are more than the newest that were weighed.
    """

    hits: list[Hit]
    counts: dict[str, int]
    more: frozenset[str] = frozenset()

    @property
    def is_cut(self) -> bool:
        return bool(self.more)


def find(
    access: Access, asked: Asked, kind: str = "", narrowed: Mapping[type[Model], Narrowed] | None = None
) -> Answer:
    """What this member may find, the best first; where it is narrowed down, of these models alone."""
    if not asked.asks:
        return Answer([], {})
    permissions = tuple(permission.name for permission in Permission if access.may(permission))
    look = Look(access.film.pk, permissions, asked, narrowed)
    spoken = {one.line.kind for one in findables() if one.line}
    found, more = _known(look.records()), set[str]()
    if len(found) >= full_text.MOST:
        more |= {hit[2] for hit in found}
        found += _known(look.records(kind)) if kind and kind not in spoken else []
    lines = _known(look.lines())
    more |= spoken if len(lines) >= full_text.MOST else set()
    return _answer({hit[:3]: hit for hit in [*found, *lines]}.values(), kind, more)


def _known(hits: list[Found]) -> list[Found]:
    """An app that was taken out leaves its entries."""
    return [hit for hit in hits if hit[2] in KINDS]


def _answer(found: Iterable[Found], kind: str, more: set[str]) -> Answer:
    """Counts of all kinds, hits of the one that is asked for."""
    best = sorted(found, key=lambda hit: -hit[3] * KINDS[hit[2]].weight)
    counts = Counter(hit[2] for hit in best)
    hits = [hit[:3] for hit in best if kind in ("", hit[2])]
    if kind in more and counts[kind] < full_text.MOST:
        more -= {kind}  # it was asked for alone, and that is all of it
    return Answer(hits, {code: counts[code] for code in KINDS if counts[code]}, frozenset(more & {*counts}))


def results(access: Access, hits: Iterable[Hit]) -> list[Result]:
    """The rows that these hits are of as they stand now, in the order of the hits."""
    hits = list(hits)
    entries: dict[Hit, Entry] = {}
    for findable in findables():
        source = findable.model._meta.label_lower
        keys = [key for of, key, _kind in hits if of == source]
        for row in findable.read(live(findable.model)).filter(pk__in=keys).order_by() if keys else ():
            entries |= {(source, row.pk, entry.kind): entry for entry in findable.entries(row)}
    found = [Result(entries[hit], address(access, entries[hit])) for hit in hits if hit in entries]
    return [result for result in found if result.url]


def address(access: Access, entry: Entry) -> str:
    try:
        url = reverse(entry.page, args=[access.film.slug, *entry.keys])
    except NoReverseMatch:
        return ""
    return f"{url}?{entry.query}" if entry.query else url
