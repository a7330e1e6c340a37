"""Panels on the pages of this app that a higher app brings: what was said about a scene, on a day.

A page shows those that were added under its name, without knowing what is in them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from production.access import Access, Permission


@dataclass(frozen=True)
class Panel:
    """`template` is shown with what `content` gives for the page's record, as `panel`."""

    template: str
    permission: Permission
    content: Callable[[Access, Any], dict[str, Any]]


_PANELS: dict[str, list[Panel]] = defaultdict(list)


def add(page: str, panel: Panel) -> None:
    _PANELS[page].append(panel)


def panels(page: str, access: Access, record: Any) -> list[dict[str, Any]]:
    """Those that this member may see, ready to be shown."""
    return [
        {**panel.content(access, record), "template": panel.template}
        for panel in _PANELS[page]
        if access.may(panel.permission)
    ]
