"""Scripts, their rows, drafts, papers and what goes in and out of them; below films/<film>/scripts/."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = [
    # scripts and their page
    # rows and cells
    # drafts
    # papers
    # exports, and cuts that come back
    # paper edits and screenplays
]
