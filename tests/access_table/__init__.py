"""Who may do what at every address, written down once more beside the code.

A new address without a row fails the tenancy sweep. Roles are their first letters: Producer,
Director, Editor, Crew, Viewer. What stands here is what is right; that the code says the same
is what the sweep finds out. Each area has its room, named after what its addresses are about.
"""

from tests.access_table import (
    accounts,
    archive,
    film,
    interviews,
    lists,
    papers,
    planning,
    releases,
    schedule,
    scripts,
    transcripts,
)
from tests.access_table.row import Row, Rows

_AREAS = [
    accounts.TABLE,
    film.TABLE,
    planning.TABLE,
    schedule.TABLE,
    archive.TABLE,
    releases.TABLE,
    lists.TABLE,
    interviews.TABLE,
    transcripts.TABLE,
    scripts.TABLE,
    papers.TABLE,
]
TABLE: Rows = {name: row for area in _AREAS for name, row in area.items()}
assert len(TABLE) == sum(map(len, _AREAS)), "an address stands in two rooms of the table"


def rows(name: str) -> tuple[Row, ...]:
    row = TABLE[name]
    return row if isinstance(row, tuple) else (row,)
