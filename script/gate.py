"""Pages of no film in particular that look across the apps; they stand below films/."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from script.views import film_archive

urlpatterns: list[URLPattern | URLResolver] = [
    path("import/", film_archive.film_import, name="film-import"),
]
