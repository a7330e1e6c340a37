"""Pages that look across a whole film; they stand below films/<film>/."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from script.views import film_archive, overview, papers, search

urlpatterns: list[URLPattern | URLResolver] = [
    path("", overview.film_overview, name="film-overview"),
    path("search/", search.search, name="search"),
    path("archive-file/", film_archive.film_export, name="film-export"),
    path("reports/scripts/", papers.report_scripts, name="report-scripts"),
    path("scripts/", include("script.script_urls")),
]
