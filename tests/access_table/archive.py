"""Archive clips, their copies and sources, and historical events."""

from tests.access_table.row import REGISTERS, Row, Rows, act, binned, form

TABLE: Rows = {
    # archive
    "clip-list": Row(REGISTERS, listing=True),
    "clip-list-pbcore": Row(REGISTERS, asked=("?kind=footage", "?q=nothing")),
    "clip-detail": Row(REGISTERS),
    "clip-pbcore": Row(REGISTERS),
    "clip-new": form("PDE", lambda own: {"title": "New"}, asked_foreign={"source": "source"}),
    "clip-edit": form("PDE"),
    "clip-bin": act("PDE"),
    "clip-restore": act("PDE", prepare=binned("clip")),
    "copy-new": form("PDE", lambda own: {"name": "New"}),
    "copy-edit": form("PDE"),
    "copy-bin": act("PDE"),
    "copy-restore": act("PDE", prepare=binned("copy")),
    "event-list": Row(
        REGISTERS,
        listing=True,
        asked=("?first=1937&last=1940", "?first=1940&last=1e9", "?coverage=uncovered", "?coverage=archive"),
    ),
    "event-list-pdf": Row(REGISTERS, asked=("?language=es&paper=letter", "?language=xx&paper=a0")),
    "event-detail": Row(REGISTERS),
    "event-new": form("PDE", lambda own: {"title": "New", "date": "1938"}),
    "event-edit": form("PDE"),
    "event-bin": act("PDE"),
    "event-restore": act("PDE", prepare=binned("event")),
    "source-list": Row(REGISTERS, listing=True),
    "source-detail": Row(REGISTERS),
    "source-new": form("PDE", lambda own: {"name": "New"}),
    "source-edit": form("PDE"),
    "source-bin": act("PDE", things={"source": "loose_source"}),
    "source-restore": act("PDE", prepare=binned("loose_source"), things={"source": "loose_source"}),
}
