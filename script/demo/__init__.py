"""The demo film: Adolfo Videla's documentary about Trotsky's last years, shot in Coyoacán in June 2003.

Facts come from an account of the shoot dated London, 30 June 2003; whatever it doesn't give
(addresses, phones, times, dates, the crew beyond the director) is sample data and says so.
"""

from __future__ import annotations

from typing import Any

SAMPLE = "Sample data"
NOTICE = "Sample data where the source is silent"


def kept(record: Any) -> Any:
    """Save a row that a form would take."""
    record.full_clean()
    record.save()
    return record
