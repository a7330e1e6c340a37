"""What every page's shell needs: the film at hand, what its member may do, theme."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from production.access import Access


def shell(request: HttpRequest) -> dict[str, Any]:
    access: Access | None = getattr(request, "access", None)
    user = getattr(request, "user", None)
    theme = getattr(user, "theme", "") or request.COOKIES.get("theme", "system")
    return {
        "access": access,
        "film": access.film if access else None,
        "theme": theme if theme in {"light", "dark", "system"} else "system",
    }
