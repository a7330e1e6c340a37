"""Whether what a script cites may be shown: releases of who is heard, states of archive clips."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from interviews.models import Recording
from production.models import ArchiveClip, Film, Person, Release
from production.models.release_standing import standing
from script.pdf.content import CLEARANCES

CLEAR = (ArchiveClip.State.SIGNED, ArchiveClip.State.PAID)


def clip_clearance(clip: ArchiveClip) -> str:
    return "clear" if clip.state in CLEAR else "blocked" if clip.state in ArchiveClip.GONE else "open"


def cleared(
    people: Iterable[int], clearances: Mapping[int, tuple[str, str]], recording: Recording, today: date
) -> tuple[str, str]:
    """The worst of those who are heard; nobody known is not cleared, what is held back may not be shown."""
    if recording.interview.is_held_back(today):
        return "blocked", "held_back"
    found = [clearances[person] for person in people if person in clearances]
    return max(found, key=lambda one: CLEARANCES.index(one[0]), default=("open", "unknown"))


def clearances(film: Film, people: Iterable[int], today: date) -> dict[int, tuple[str, str]]:
    """By person: whether what they say may be shown, and the code of where their release stands."""
    found = list(Person.everything.filter(film=film, pk__in=people))
    releases: dict[int, list[Release]] = defaultdict(list)
    for release in Release.objects.filter(film=film, person__in=found).prefetch_related("heirs"):
        releases[release.person_id].append(release)
    told = {}
    for person in found:
        stands = standing(person, releases[person.pk], today)
        blocked = stands.code in ("refused", "withdrawn", "expired")
        told[person.pk] = ("clear" if stands.is_clear else "blocked" if blocked else "open", stands.code)
    return told
