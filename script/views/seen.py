"""What of a script a member may see: where the releases of who is heard stand isn't for all who read it."""

from __future__ import annotations

from django.http import HttpRequest

from production.access import Access, Permission
from script.pdf.content import Script, without_releases


def seen(request: HttpRequest, pages: Script) -> Script:
    return seen_by(_access(request), pages)


def seen_by(access: Access, pages: Script) -> Script:
    return pages if access.may(Permission.SEE_RELEASES) else without_releases(pages)


def sees_releases(request: HttpRequest) -> bool:
    return _access(request).may(Permission.SEE_RELEASES)


def _access(request: HttpRequest) -> Access:
    access: Access = request.access  # type: ignore[attr-defined]
    return access
