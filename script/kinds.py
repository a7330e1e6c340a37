"""The records of scripts in the list of all kinds: for their history, the bin and undo.

Rows and cells are no records: their way back is that of steps.
"""

from __future__ import annotations

from production.access import Permission
from production.kinds import Kind, register
from script.models import Script

register(
    # another rate converts what is counted in its frames, so it is mended in the form alone
    Kind(
        Script,
        "script",
        Permission.EDIT_SCRIPT,
        sees=Permission.SEE_SCRIPT,
        own_way=("is_working", "rate", "drop_frame"),
    ),
)
