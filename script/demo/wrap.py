"""How the first two days went: one closed and corrected, one that waits to be signed. All sample data."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from production.actions import production_reports as reports
from production.clock import parse_day_time as at
from production.models import (
    AddedItem,
    MediaCard,
    Person,
    PersonTime,
    ProductionReport,
    Release,
    ReleaseSigning,
    ReportedItem,
    ReportedShot,
    ShootDay,
    Shot,
    User,
)
from script.demo import SAMPLE

FIRST: dict[str, Any] = {
    "times": {
        "call": "08:00",
        "first_shot": "10:40",
        "lunch_out": "12:25",
        "lunch_in": "13:25",
        "wrap": "15:50",
    },
    "weather": "Overcast, dry until 16:00",
    "notes": f"{SAMPLE}: he tired towards the end of the second session, so it was kept short.",
    "outcomes": {"4": ("done", ""), "5": ("part", "The reading room closed an hour earlier than agreed")},
    "late": {"Daniel Ocampo": ("08:00", "17:10")},
    "cards": [
        ("A001", "Camera A", "58.4", 74, "RAID 1", "LTO shelf B", "xxh64", "Daniel Ocampo"),
        ("B001", "Camera B", "41.0", 52, "RAID 1", "LTO shelf B", "xxh64", "Daniel Ocampo"),
        ("S001", "Sound recorder", "3.2", 96, "RAID 1", "", "", ""),
    ],
}
SECOND: dict[str, Any] = {
    "times": {
        "call": "07:30",
        "first_shot": "09:45",
        "lunch_out": "13:10",
        "lunch_in": "14:10",
        "wrap": "16:50",
    },
    "weather": "Sun, 25 °C",
    "incidents": f"{SAMPLE}: a lamp stand was knocked over in the library; nobody was hurt, nothing broke.",
    "next_day": "Bring the macro lens again: the photographs need another hour.",
    "outcomes": {
        "8": ("done", ""),
        "9": ("done", ""),
        "13": ("done", ""),
        "17": ("part", "The light went behind the trees"),
    },
    "late": {},
    "cards": [
        ("A002", "Camera A", "96.0", 121, "RAID 1", "LTO shelf B", "xxh64", "Daniel Ocampo"),
        ("S002", "Sound recorder", "5.1", 158, "RAID 1", "", "xxh64", "Daniel Ocampo"),
    ],
}
WHY = f"The second copy of the sound card is made and verified ({SAMPLE.lower()})"


def close_first(*, day: ShootDay, people: dict[str, Person], by: User) -> None:
    """Closed on the evening itself; corrected the next morning, when the second copy was made."""
    report = _filled(day, people, FIRST)
    _sign_release(report)
    _close(report, by, datetime(2003, 6, 5, 23, 20, tzinfo=UTC))
    reports.reopen(day=day, reason=WHY, by=by)
    report.cards.filter(label="S001").update(
        copy_2="LTO shelf B", checksum="xxh64", verified_by="Daniel Ocampo"
    )
    _close(report, by, datetime(2003, 6, 6, 15, 5, tzinfo=UTC))


def fill_second(*, day: ShootDay, people: dict[str, Person]) -> None:
    """Written down, not signed yet: the sound card lies in one place only."""
    _filled(day, people, SECOND)


def _filled(day: ShootDay, people: dict[str, Person], told: dict[str, Any]) -> ProductionReport:
    texts = {name: told.get(name, "") for name in ("weather", "incidents", "notes", "next_day")}
    report = ProductionReport(day=day, **texts, **{name: at(time) for name, time in told["times"].items()})
    report.full_clean()
    report.save()
    items: Any = day.running_items.exclude(scene=None).select_related("scene")
    for item in items:
        outcome, reason = told["outcomes"][item.scene.number]
        ReportedItem.objects.create(report=report, item=item, outcome=outcome, reason=reason)
        if outcome == "done":
            _land(report, item.scene.shots.all())
    for call in day.calls.select_related("person"):
        arrived, released = told["late"].get(call.person.name, ("", told["times"]["wrap"]))
        came = at(arrived) if arrived else (call.time(day.general_call) or day.general_call)
        PersonTime.objects.create(report=report, person=call.person, arrived=came, released=at(released))
    names = ("label", "camera", "gigabytes", "minutes", "copy_1", "copy_2", "checksum", "verified_by")
    for card in told["cards"]:
        MediaCard.objects.create(report=report, **dict(zip(names, card, strict=True)))
    title = f"The street door, from across ({SAMPLE.lower()})"
    AddedItem.objects.create(report=report, title=title, minutes=10)
    return report


def _land(report: ProductionReport, shots: Any) -> None:
    """Every must-have shot of a scene that was done."""
    for shot in shots.filter(priority=Shot.Priority.MUST, status__in=Shot.OPEN):
        ReportedShot.objects.get_or_create(report=report, shot=shot)


def _sign_release(report: ProductionReport) -> None:
    """The home is released by a relative on the day itself."""
    first: Any = report.day.running_items.exclude(scene=None).first()
    home = first.place
    release = Release.objects.filter(
        location=home, kind=Release.Kind.LOCATION, state__in=Release.OPEN
    ).first()
    if release is not None:
        signer = f"A relative ({SAMPLE.lower()})"
        ReleaseSigning.objects.create(
            report=report, release=release, signer=signer, signed_on=report.day.date
        )


def _close(report: ProductionReport, by: User, now: datetime) -> None:
    report = reports.report_of(report.day)
    seen = reports.digest(reports.read(report))
    reports.close(report=report, signer="Inés Robledo", seen=seen, by=by, now=now)
