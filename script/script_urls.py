"""Scripts, their rows, drafts, papers and what goes in and out of them; below films/<film>/scripts/."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from script.views import script_page

urlpatterns: list[URLPattern | URLResolver] = [
    # scripts and their page
    path("<int:script>/", script_page.script_detail, name="script-detail"),
    path("<int:script>/drawer/", script_page.script_drawer, name="script-drawer"),
    # rows and cells
    # drafts
    # papers
    # exports, and cuts that come back
    # paper edits and screenplays
]
