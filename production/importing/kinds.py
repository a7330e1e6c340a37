"""The kinds of records that come out of a table."""

from __future__ import annotations

from production.importing.clips import CLIPS
from production.importing.days import DAYS
from production.importing.kind import Kind
from production.importing.locations import LOCATIONS
from production.importing.people import PEOPLE
from production.importing.scenes import SCENES
from production.importing.shots import SHOTS

__all__ = ["KINDS", "Kind"]

KINDS = {kind.code: kind for kind in (PEOPLE, SCENES, SHOTS, LOCATIONS, CLIPS, DAYS)}
