"""The models of a production, one file per concept."""

from production.models.archive import ArchiveClip, Copy, Source
from production.models.calendar_feeds import CalendarFeed
from production.models.call_sheets import Frozen, IssuedCallSheet
from production.models.day_parts import AcceptedWarning, DepartmentNote, Vehicle
from production.models.events import EventSource, HistoricalEvent
from production.models.files import StoredFile
from production.models.films import Film, Invitation, Membership, SubmittedForm
from production.models.imports import ColumnMemory, Import, ImportRow
from production.models.lists import BulkEdit, SavedFilter
from production.models.locations import Location, LocationPicture, Permit, Set, TravelTime
from production.models.people import Person, Unavailability
from production.models.production_reports import (
    AddedItem,
    MediaCard,
    PersonTime,
    ProductionReport,
    ReleaseSigning,
    ReportedItem,
    ReportedShot,
    SignedReport,
)
from production.models.records import Record, StaleRecord
from production.models.release_standing import Standing, is_in_force, standing, standing_of
from production.models.releases import Evidence, Heir, Release
from production.models.scenes import Scene
from production.models.schedule import Call, RunningItem, ShootDay
from production.models.search import SearchEntry
from production.models.shots import Progress, Shot
from production.models.tags import Theme
from production.models.users import User

__all__ = [
    "AcceptedWarning",
    "AddedItem",
    "ArchiveClip",
    "BulkEdit",
    "CalendarFeed",
    "Call",
    "ColumnMemory",
    "Copy",
    "DepartmentNote",
    "EventSource",
    "Evidence",
    "Film",
    "Frozen",
    "Heir",
    "HistoricalEvent",
    "Import",
    "ImportRow",
    "Invitation",
    "IssuedCallSheet",
    "Location",
    "LocationPicture",
    "MediaCard",
    "Membership",
    "Permit",
    "Person",
    "PersonTime",
    "ProductionReport",
    "Progress",
    "Record",
    "Release",
    "ReleaseSigning",
    "ReportedItem",
    "ReportedShot",
    "RunningItem",
    "SavedFilter",
    "Scene",
    "SearchEntry",
    "Set",
    "ShootDay",
    "Shot",
    "SignedReport",
    "Source",
    "StaleRecord",
    "Standing",
    "StoredFile",
    "SubmittedForm",
    "Theme",
    "TravelTime",
    "Unavailability",
    "User",
    "Vehicle",
    "is_in_force",
    "standing",
    "standing_of",
]
