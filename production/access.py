"""Who may do what in a film, and the one door through which every page of a film is entered."""

from __future__ import annotations

import enum
import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.functional import cached_property

from production.models import Film, Membership, Person, User
from production.once import once

Role = Membership.Role


class Permission(enum.Enum):
    SEE_FILM = "see the film, its schedule and issued call sheets"
    SEE_SCENES = "see scenes and their themes"
    SEE_PEOPLE = "see the register of people"
    SEE_PRIVATE = "see private data of people"
    SEE_LOCATIONS = "see locations with permits"
    SEE_RELEASES = "see releases"
    SEE_INTERVIEWS = "see interview subjects and their questions"
    SEE_SENSITIVITIES = "see what hurts interview subjects, and how to approach it"
    SEE_ARCHIVE = "see archive clips with their sources and copies"
    SEE_DRAFTS = "see call sheets before they are issued"
    SEE_REPORTS = "see production reports and the progress of the week"
    EDIT_FILM = "change the film's settings"
    MANAGE_MEMBERS = "invite people and change roles"
    EDIT_PEOPLE = "change the register of people"
    EDIT_LOCATIONS = "change locations, sets and permits"
    EDIT_SCENES = "change scenes and themes"
    EDIT_RELEASES = "change releases"
    EDIT_INTERVIEWS = "change interview subjects and their questions"
    EDIT_ARCHIVE = "change archive clips, their sources and copies; see how to reach a source"
    EDIT_SCHEDULE = "change days, running orders and calls"
    ISSUE_CALL_SHEETS = "issue call sheets and accept warnings"
    FILL_REPORTS = "write the production report of a day"
    SIGN_REPORTS = "sign a production report, which closes its day"
    REOPEN_DAYS = "reopen a closed day to correct its report"
    SEE_SCRIPT = "see scripts, their drafts and their papers"
    EDIT_SCRIPT = "write scripts, lock drafts, take in paper edits and cuts"


P = Permission
_SEES = {
    P.SEE_FILM,
    P.SEE_SCENES,
    P.SEE_PEOPLE,
    P.SEE_LOCATIONS,
    P.SEE_INTERVIEWS,
    P.SEE_ARCHIVE,
    P.SEE_SCRIPT,
}
_INTERVIEWS = {P.SEE_SENSITIVITIES, P.EDIT_INTERVIEWS}  # who asks, and who cuts what was said
_MATERIAL = {P.EDIT_SCENES, P.EDIT_ARCHIVE, P.EDIT_SCRIPT}  # what the film is made of
ROLES: dict[str, frozenset[Permission]] = {
    Role.PRODUCER: frozenset(P),
    Role.DIRECTOR: frozenset(
        _SEES
        | {P.SEE_PRIVATE, P.SEE_RELEASES, P.SEE_DRAFTS, P.SEE_REPORTS}
        | {P.FILL_REPORTS, P.SIGN_REPORTS}
        | {P.EDIT_PEOPLE, P.EDIT_LOCATIONS, P.EDIT_SCHEDULE}
        | _INTERVIEWS
        | _MATERIAL
    ),
    Role.EDITOR: frozenset(_SEES | _INTERVIEWS | _MATERIAL | {P.SEE_RELEASES, P.SEE_REPORTS}),
    Role.CREW: frozenset({P.SEE_FILM}),
    Role.VIEWER: frozenset(_SEES),
}


@dataclass(frozen=True)
class Access:
    """One member in one film."""

    film: Film
    user: User
    membership: Membership

    def may(self, permission: Permission) -> bool:
        return permission in ROLES[self.membership.role]

    def __getitem__(self, name: str) -> bool:
        """``{% if access.EDIT_SCENES %}`` in templates."""
        return self.may(Permission[name])

    @cached_property
    def person(self) -> Person | None:
        """Who in the register this member is."""
        return Person.objects.filter(film=self.film, membership=self.membership).first()

    def hidden_fields(self, person: Person | None = None) -> frozenset[str]:
        """The fields of people that this member must not be sent; their own are never hidden."""
        if self.may(Permission.SEE_PRIVATE) or (person is not None and person == self.person):
            return frozenset()
        return frozenset(self.film.private_fields)


def access_of(user: User, slug: str) -> Access:
    """The access of a user to the film of this address; strangers learn nothing (404)."""
    membership = (
        Membership.objects.filter(user=user, film__slug=slug, film__binned_at=None)
        .select_related("film")
        .first()
    )
    if membership is None:
        raise Http404
    return Access(film=membership.film, user=user, membership=membership)


View = Callable[..., HttpResponseBase]


def film_view(permission: Permission, *, atomic: bool = True) -> Callable[[View], View]:
    """The door of every page of a film: ``/films/<film>/…``.

    Nobody signed in: to the login. A stranger: 404. A member without the permission: 403.
    The view gets the film instead of its address, and fetches every object through it. A form
    that carries a one-time key is taken once. A page that works for seconds says ``atomic=False``
    and opens short transactions of its own.
    """

    def decorate(view: View) -> View:
        @functools.wraps(view)
        @login_required
        def wrapper(request: HttpRequest, film: str, **kwargs: Any) -> HttpResponseBase:
            access = access_of(request.user, film)  # type: ignore[arg-type]
            request.access = access  # type: ignore[attr-defined]
            if not access.may(permission):
                raise PermissionDenied
            if request.method == "POST" and atomic:
                return once(request, lambda: view(request, access.film, **kwargs))
            return view(request, access.film, **kwargs)

        wrapper.permission = permission  # type: ignore[attr-defined]  # for the tenancy sweep
        return wrapper

    return decorate
