"""Which steps a release may take, and why not: what was signed isn't unsigned by choosing from a list."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from production.models.releases import Release

OPEN = ("needed", "sent", "spoken")
GIVEN = ("signed", "filed", "restricted")
# the states of kinds that nobody signs, or that nobody can speak on camera
POSTED = ("needed", "filed", "not_required", "expired", "superseded")
WITHOUT_SPEECH = ("estate", "materials", "heritage")


def why_not(was: Release, to: str, *, expires_on: date | None, today: date) -> str:
    """Why a release that stands like `was` can't become `to`; "" where it can."""
    if to == was.state:
        return ""
    if to == "withdrawn" and was.state not in (*GIVEN, "spoken"):
        return _("Only a consent that was given can be withdrawn.")
    if to == "expired" and was.state not in GIVEN:
        return _("Only what was signed expires.")
    return _why_it_stays(was, to, expires_on=expires_on, today=today)


def _why_it_stays(was: Release, to: str, *, expires_on: date | None, today: date) -> str:
    if was.state == "withdrawn" and to != "superseded":
        return _("It stays withdrawn. If they agree again, enter a new release that takes its place.")
    if was.state == "superseded" and was.superseded_by and not was.superseded_by.is_binned:
        words = {"release": was.superseded_by}
        return _("“%(release)s” has taken its place; delete that one first.") % words
    if was.state in (*GIVEN, "expired") and to in (*OPEN, "refused", "not_required"):
        return _(
            "A signature isn't undone: they may withdraw it. If it was entered by mistake, delete this "
            "entry and enter it anew."
        )
    if was.state == "expired" and to in GIVEN and expires_on and expires_on < today:
        return _("It has expired: enter a new release, or correct the date on which it expires.")
    return ""


def why_not_of_kind(kind: str, state: str) -> str:
    """Why a release of this kind has no such state; "" where it has."""
    if kind == "crowd" and state not in POSTED:
        return _("Nobody signs a notice: it is needed, or filed with its photograph.")
    if kind in WITHOUT_SPEECH and state == "spoken":
        return _("Nobody says this on camera; it needs a paper.")
    return ""


def faults(release: Any, *, today: date) -> dict[str, str]:
    """What is wrong with the step that a release takes from where it stands in the database."""
    if reason := why_not_of_kind(release.kind, release.state):
        return {"state": reason}
    model = type(release)
    was = model._base_manager.select_related("superseded_by").filter(pk=release.pk).first()
    if was is None:  # entered late, as it stands now
        return {}
    reason = why_not(was, release.state, expires_on=release.expires_on, today=today)
    return {"state": reason} if reason else {}
