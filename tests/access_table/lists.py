"""What is about many rows at once: imports, reports, changes of many, saved filters."""

from typing import Any

from tests.access_table.row import ALL, PRODUCER, REGISTERS, Row, Rows, act, form, nothing, picked


def _shot(own: Any) -> dict[str, Any]:
    return {"pick": picked(own, "loose_scene"), "change": "status:shot", "confirmed": "yes"}


def _paid(own: Any) -> dict[str, Any]:
    return {"pick": picked(own, "clip"), "change": "state:paid", "confirmed": "yes"}


def _foreign_rows(other: Any) -> dict[str, Any]:
    return {"pick": picked(other, "loose_scene"), "change": f"themes+{other.things['theme'].pk}"}


def _a_table(own: Any) -> dict[str, Any]:
    return {"kind": "scenes", "pasted": "No.,Title\n99,New"}


def _looked_at(house: Any) -> None:
    """The columns of the imports are chosen and their rows checked."""
    from production.actions import imports
    from production.importing import reading
    from production.importing.columns import Mapping

    for name in ("imported", "people_import"):
        one = house.things[name]
        one.refresh_from_db()
        imports.choose_columns(imported=one, mapping=Mapping.of(one), by=house.users["producer"])
        reading.work(one)


def _imported(house: Any) -> None:
    from production.actions import imports

    _looked_at(house)
    imports.take(imported=house.things["imported"], by=house.users["producer"])


def _rows_shown(own: Any) -> dict[str, Any]:
    return {"row": own.things["imported_row"].pk, f"cell-{own.things['imported_row'].pk}-title": "Mended"}


def _a_foreign_row(other: Any) -> dict[str, Any]:
    return {"row": other.things["imported_row"].pk}


TABLE: Rows = {
    # imports: who may write what the table holds
    "import-list": Row("PDE"),
    "import-new": form("PDE", _a_table),
    "import-detail": (
        Row("PDE"),
        Row("PDE", prepare=_looked_at),
        Row("PD", things={"imported": "people_import"}),
        Row("PD", things={"imported": "people_import"}, prepare=_looked_at),
    ),
    "import-work": act("PDE", writes=False),
    "import-reading": act("PDE", lambda own: {"encoding": "cp1252", "separator": ",", "heading": "on"}),
    "import-columns": (
        form("PDE"),
        form("PD", things={"imported": "people_import"}),
    ),
    "import-mend": act("PDE", _rows_shown, foreign=_a_foreign_row, prepare=_looked_at),
    "import-take": act("PDE", prepare=_looked_at),
    "import-undo": act("PDE", prepare=_imported),
    "import-discard": act("PDE"),
    # reports
    "report-list": Row(ALL),
    **{
        f"report-{name}{form}": Row(who, asked=("?language=es&paper=letter", "?language=xx&paper=a0"))
        for form in ("", "-pdf")
        for name, who in {
            "locations": REGISTERS,
            "progress": "PDE",
            "one-liner": ALL,
            "shooting-schedule": ALL,
            "day-out-of-days": REGISTERS,
            "contacts": REGISTERS,
            "contacts-private": "PD",
            "archive": REGISTERS,
            "archive-states": REGISTERS,
            "shot-list": REGISTERS,
            "shots-left": REGISTERS,
            "releases": "PDE",
            "question-lists": REGISTERS,
        }.items()
    },
    # one change for many rows
    "scene-bulk": act("PDE", _shot, foreign=_foreign_rows),
    "clip-bulk": act("PDE", _paid),
    "shot-bulk": act(
        "PDE", lambda own: {**_shot(own), "change": "priority:nice", "pick": picked(own, "shot")}
    ),
    "bulk-undo": act("PDE"),
    # saved filters: whoever sees a list keeps theirs; to others they don't exist
    "filter-new": act(ALL, lambda own: {"page": "day-list", "query": "unit=a&page=3", "name": "Mine"}),
    "filter-edit": Row(PRODUCER, "GET POST", unseen="DECV"),
    "filter-delete": Row(PRODUCER, "POST", post=nothing, unseen="DECV"),
}
