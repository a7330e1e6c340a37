"""Shoot days and what belongs to them: running order, calls, call sheets, production reports."""

from typing import Any

from tests.access_table.row import ALL, PRODUCER, REGISTERS, Row, Rows, act, binned, form


def _to_the_day(house: Any) -> dict[str, Any]:
    return {"where": house.things["day"].pk}


def _before_the_item(house: Any) -> dict[str, Any]:
    return {"day": house.things["day"].pk, "before": house.things["pinned_item"].pk}


def _an_open_warning(own: Any) -> dict[str, Any]:
    from production.readiness import readiness

    point = next(point for point in readiness(own.things["day"]).points if point.level == "amber")
    return {"rule": point.rule, "subject": point.subject, "facts": point.facts, "reason": "meant so"}


def _ready(house: Any) -> None:
    """What is red is mended, what is amber accepted; the sheet has changed since the last one."""
    from production.actions.call_sheets import accept_warning
    from production.readiness import readiness

    day, producer = house.things["day"], house.users["producer"]
    day.refresh_from_db()
    day.weather = f"{house.mark} weather 3"
    day.save()
    for point in readiness(day).open:
        accept_warning(
            day=day,
            rule=point.rule,
            subject=point.subject,
            facts=point.facts,
            reason=f"{house.mark} meant so",
            by=producer,
        )


TABLE: Rows = {
    # call sheets
    "call-sheet-list": Row(ALL),
    "call-sheet-detail": Row(ALL, asked=("?language=es", "?language=xx")),
    "call-sheet-phone": Row(ALL),
    "call-sheet-pdf": Row(ALL, asked=("?paper=letter&language=es",)),
    "courtesy-pdf": Row("PD"),
    "day-readiness": Row("PD"),
    "call-sheet-draft": Row("PD"),
    "warning-accept": act(PRODUCER, _an_open_warning),
    "call-sheet-issue": act(PRODUCER, lambda own: {"expected_version": 3}, prepare=_ready),
    "call-sheet-changes": Row(ALL, asked=("?from=1&to=2", "?from=2&to=1", "?from=99&to=x")),
    "call-sheet-draft-pdf": Row("PD"),
    "courtesy-draft-pdf": Row("PD"),
    # the schedule
    "day-list": Row(ALL, listing=True),
    "day-detail": Row(ALL),
    "day-new": form("PD", lambda own: {"date": "2031-01-02"}),
    "day-edit": form("PD"),
    "day-bin": act("PD", things={"day": "other_day"}),
    "day-restore": act("PD", prepare=binned("other_day"), things={"day": "other_day"}),
    # production reports: of a day that is open, and as they were signed
    "day-report": form("PD"),
    "day-report-pdf": Row("PD"),
    "day-report-sign": form("PD", lambda own: {"signer": "Inés"}),
    "day-report-reopen": act("P", lambda own: {"reason": "New"}, things={"day": "closed_day"}),
    "production-report-list": Row("PDE", listing=True),
    "production-report-detail": Row("PDE"),
    "production-report-pdf": Row("PDE", asked=("?language=es&paper=letter", "?language=xx&paper=a0")),
    "call-fill": act("PD"),
    "call-new": form("PD", lambda own: {"people": [own.things["uncalled"].pk]}),
    "call-edit": form("PD"),
    "call-bin": act("PD"),
    "call-restore": act("PD", prepare=binned("call")),
    "vehicle-new": form("PD", lambda own: {"name": "Van"}),
    "vehicle-edit": form("PD"),
    "vehicle-bin": act("PD"),
    "vehicle-restore": act("PD", prepare=binned("vehicle")),
    "note-new": form("PD", lambda own: {"department": "camera", "note": "New"}),
    "note-edit": form("PD"),
    "note-bin": act("PD"),
    "note-restore": act("PD", prepare=binned("note")),
    "stripboard": Row(REGISTERS),
    "stripboard-pdf": Row(
        REGISTERS, asked=("?colours=light&language=es&paper=letter", "?colours=x&paper=a0")
    ),
    "scene-schedule": (
        form("PD", _to_the_day, foreign=_to_the_day, things={"scene": "loose_scene"}),
        Row(
            "PD",
            "POST",
            post=_before_the_item,
            foreign=_before_the_item,
            shows=True,
            things={"scene": "loose_scene"},
        ),
    ),
    "item-new": form("PD", lambda own: {"title": "New"}, asked_foreign={"day": "day", "before": "item"}),
    "item-edit": form("PD"),
    "item-times": act("PD", lambda own: {"minutes": "45"}),
    "item-move": (
        form("PD", lambda own: {"where": "pool"}, foreign=_to_the_day),
        Row("PD", "POST", post=_before_the_item, foreign=_before_the_item, shows=True),
    ),
    "item-park": act("PD"),
    "item-bin": act("PD"),
    "item-restore": act("PD", prepare=binned("item")),
}
