"""The shell's pieces: the rooms of a film, icons, status badges, the way back from a mistake."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from allauth.account.adapter import get_adapter
from django import template
from django.conf import settings
from django.contrib.messages.storage.base import Message
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _

from production.access import Access, Permission, Role
from production.models import Record
from production.once import FIELD, new_key

register = template.Library()

P = Permission


@dataclass(frozen=True)
class Room:
    """A place of the film in the navigation; its pages' names begin with one of the prefixes."""

    name: str
    words: str | Promise
    icon: str
    permission: Permission
    prefixes: tuple[str, ...]
    is_within: bool = False


ROOMS = (
    Room("film-overview", _("Overview"), "house", P.SEE_FILM, ("film-overview",)),
    Room("scene-list", _("Scenes"), "card-list", P.SEE_SCENES, ("scene-", "theme-")),
    Room("shot-list", _("Shots"), "camera-reels", P.SEE_SCENES, ("shot-",), True),
    Room(
        "script-list",
        _("Script"),
        "layout-split",
        P.SEE_SCRIPT,
        ("script-", "draft-", "row-", "cell-"),
    ),
    Room("person-list", _("People"), "people", P.SEE_PEOPLE, ("person-",)),
    Room(
        "interview-list",
        _("Interviews"),
        "chat-quote",
        P.SEE_INTERVIEWS,
        (
            "interview-",
            "subject-",
            "question-",
            "recording-",
            "proxy-",
            "transcript-",
            "translation-",
            "log",
            "segment-",
            "select-",
        ),
    ),
    Room(
        "location-list",
        _("Locations"),
        "geo-alt",
        P.SEE_LOCATIONS,
        ("location-", "set-", "permit-", "travel-", "picture-"),
    ),
    Room("clip-list", _("Archive"), "film", P.SEE_ARCHIVE, ("clip-", "copy-", "source-")),
    Room("event-list", _("Timeline"), "hourglass-split", P.SEE_SCENES, ("event-",)),
    Room("day-list", _("Schedule"), "calendar3", P.SEE_FILM, ("day-", "item-", "call-", "vehicle-", "note-")),
    Room("stripboard", _("Stripboard"), "layout-three-columns", P.SEE_SCENES, ("stripboard",), True),
    Room("calendar-list", _("Calendar"), "calendar-plus", P.SEE_FILM, ("calendar-",), True),
    Room(
        "call-sheet-list",
        _("Call sheets"),
        "file-earmark-text",
        P.SEE_FILM,
        ("call-sheet-", "courtesy-", "warning-"),
    ),
    Room("release-list", _("Releases"), "pen", P.SEE_RELEASES, ("release-", "evidence-")),
    Room("report-list", _("Reports"), "file-earmark-ruled", P.SEE_FILM, ("report-", "production-report-")),
    Room("import-list", _("Imports"), "box-arrow-in-down", P.EDIT_SCENES, ("import-",), True),
    Room("film-settings", _("Settings"), "gear", P.EDIT_FILM, ("film-settings",)),
    Room("member-list", _("Members"), "person-badge", P.MANAGE_MEMBERS, ("member-", "invitation-"), True),
)

SHORTCUTS = {
    Role.PRODUCER: ("film-overview", "day-list", "call-sheet-list", "person-list"),
    Role.DIRECTOR: ("film-overview", "scene-list", "stripboard", "call-sheet-list"),
    Role.EDITOR: ("film-overview", "interview-list", "script-list", "day-list"),
    Role.CREW: ("film-overview", "day-list", "call-sheet-list"),
    Role.VIEWER: ("film-overview", "scene-list", "day-list", "call-sheet-list"),
}


# what leads there after g; a room without one is reached by its link
KEYS = {
    "film-overview": "o",
    "scene-list": "s",
    "script-list": "w",
    "interview-list": "i",
    "person-list": "p",
    "location-list": "l",
    "clip-list": "a",
    "event-list": "t",
    "day-list": "d",
    "stripboard": "b",
    "call-sheet-list": "c",
    "release-list": "r",
    "report-list": "e",
}


@dataclass(frozen=True)
class Door:
    """A room as one member finds it on one page."""

    url: str
    words: str
    icon: str
    is_within: bool
    is_current: bool
    key: str


def _doors(context: template.Context, rooms: tuple[Room, ...]) -> list[Door]:
    access: Access = context["access"]
    here = _room_of(_page_name(context))
    doors = []
    for room in rooms:
        if not access.may(room.permission):
            continue
        try:
            url = reverse(room.name, kwargs={"film": access.film.slug})
        except NoReverseMatch:
            continue
        doors.append(
            Door(url, str(room.words), room.icon, room.is_within, room == here, KEYS.get(room.name, ""))
        )
    return doors


def _room_of(page: str) -> Room | None:
    """The room whose prefix says most: ``call-sheet-draft`` is Call sheets, ``call-edit`` Schedule."""
    fits = [(len(prefix), room) for room in ROOMS for prefix in room.prefixes if page.startswith(prefix)]
    return max(fits, key=lambda fit: fit[0])[1] if fits else None


def _page_name(context: template.Context) -> str:
    match = getattr(context.get("request"), "resolver_match", None)
    return getattr(match, "url_name", None) or ""


@register.simple_tag(takes_context=True)
def navigation(context: template.Context) -> list[Door]:
    return _doors(context, ROOMS)


@register.simple_tag(takes_context=True)
def bottom_bar(context: template.Context) -> list[Door]:
    names = SHORTCUTS[Role(context["access"].membership.role)]
    return _doors(context, tuple(room for room in ROOMS if room.name in names))


@register.simple_tag(takes_context=True)
def link(context: template.Context, name: str, **parts: Any) -> str:
    """The address of a page of the film at hand; "" for one that doesn't exist."""
    try:
        return reverse(name, kwargs={"film": context["film"].slug, **parts})
    except NoReverseMatch:
        return ""


@register.inclusion_tag("components/tile.html", takes_context=True)
def tile(context: template.Context, name: str, count: int) -> dict[str, Any]:
    """A room with how much is in it; nothing for one that doesn't exist."""
    room = next((room for room in ROOMS if room.name == name), None)
    return {"room": room, "count": count, "url": link(context, name)}


@register.simple_tag
def one_time_key() -> SafeString:
    """For a form without a form class: its second submit answers like the first."""
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, new_key())


@register.simple_tag(takes_context=True)
def sign_up_is_open(context: template.Context) -> bool:
    return bool(get_adapter().is_open_for_signup(context["request"]))


@register.simple_tag
def icon(name: str) -> SafeString:
    """A picture beside a word; it says nothing by itself."""
    return format_html('<i class="bi bi-{}" aria-hidden="true"></i>', name)


BADGES = {
    "ok": "check-circle-fill",
    "open": "circle",
    "part": "circle-half",
    "warn": "exclamation-triangle-fill",
    "stop": "x-octagon-fill",
    "off": "dash-circle",
    "info": "info-circle",
}


@register.simple_tag
def badge(state: str, words: Any) -> SafeString:
    """A status by shape, word and colour: ``{% badge "warn" _("Draft") %}``; the states are in BADGES."""
    return format_html(
        '<span class="state is-{}"><i class="bi bi-{}" aria-hidden="true"></i>{}</span>',
        state,
        BADGES[state],
        words,
    )


@register.simple_tag
def tick(row: Record) -> SafeString:
    """The box by which a row of a list is chosen for a change of many."""
    box = '<td class="tick"><input class="form-check-input" type="checkbox" form="bulk" name="pick" {}></td>'
    named = format_html('value="{}:{}" aria-label="{}"', row.pk, row.version, _("Choose %s") % row)
    return format_html(box, named)


@register.simple_tag
def languages() -> list[tuple[str, str]]:
    """The languages of the pages, each in its own name."""
    return [(code, get_language_info(code)["name_local"].capitalize()) for code, _name in settings.LANGUAGES]


@register.simple_tag
def language_name() -> str:
    return get_language_info(get_language() or settings.LANGUAGE_CODE)["name_local"].capitalize()


@register.filter
def undo(message: Message) -> str:
    """Where a message's Undo button posts to: the address that it carries as its extra tag."""
    return _undo_tag(message).partition("?")[0]


@register.filter
def undo_fields(message: Message) -> list[tuple[str, str]]:
    """What is sent there: the query of that address."""
    return parse_qsl(_undo_tag(message).partition("?")[2])


def _undo_tag(message: Message) -> str:
    return next((tag for tag in (message.extra_tags or "").split() if tag.startswith("/")), "")
