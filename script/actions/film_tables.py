"""What belongs to one film: the tables, the rows of each, and the numbers by which they name each other.

Nothing is listed by hand but what stays behind and what lies inside JSON: a new model of a film comes
along by itself, and a new JSON column fails a test until somebody says whether numbers stand in it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.apps import apps
from django.db import models
from django.db.models import Q

from production.models.records import film_path

APPS = ("production", "interviews", "script")
USERS = "production.user"
Model = type[models.Model]

# Tables of a film that stay where they are, and why
LEFT_BEHIND = {
    "production.invitation": "a private link to this installation",
    "production.calendarfeed": "a private link to this installation",
    "production.import": "a table on its way in; what it brought is in the registers",
    "production.importrow": "a table on its way in; what it brought is in the registers",
    "production.bulkedit": "a way back that ends where the rows were changed",
    "interviews.transcriptimport": "a file on its way in; what it brought is in the transcripts",
    "interviews.proxyupload": "a file on its way in",
    "interviews.transcriptstep": "a way back that ends where the cues were changed",
    "script.scriptstep": "a way back that ends where the rows were changed",
    "script.scriptimport": "a file on its way in; what it brought is in the script",
    "production.searchentry": "made anew from the rows that it is made of",
}

# JSON columns in which no number names a row
PLAIN = {
    "film.languages",
    "film.revision_colours",
    "film.private_fields",
    "person.languages",
    "location.closed_weekdays",
    "columnmemory.meant",
    "interview.languages",
    "cue.word_times",
    "script.paces",
    "script.reading",
    "cell.ranges",
    "cell.kept",
}

# Where inside a document a number names a row, and of which table
NUMBERED: dict[str, dict[str, str]] = {
    "issuedcallsheet.content": {
        "places.key": "production.location",
        "rows.key": "production.runningitem",
        "rows.place": "production.location",
        "contributors.key": "production.person",
        "contributors.first_place": "production.location",
        "contributors.items": "production.runningitem",
        "crew.key": "production.person",
    },
    "signedreport.content": {
        "shots.key": "production.shot",
        "people.key": "production.person",
        "signings.key": "production.release",
    },
    "draft.content": {
        "media.recording": "interviews.recording",
        "media.clip": "production.archiveclip",
        "scenes.key": "script.scriptscene",
        "scenes.scene": "production.scene",
        "rows.key": "script.row",
        "rows.scene": "script.scriptscene",
        "cells.key": "script.cell",
        "cells.row": "script.row",
        "cells.segment": "interviews.segment",
        "cells.recording": "interviews.recording",
        "cells.clip": "production.archiveclip",
        "cells.shot": "production.shot",
        "cells.people": "production.person",
    },
}
# Where the table depends on another value of the same row: field, its values
BY_KIND: dict[str, dict[str, tuple[str, dict[str, str]]]] = {
    "signedreport.content": {
        "items": ("kind", {"": "production.addeditem", "*": "production.runningitem"}),
        "consequences": (
            "kind",
            {
                "scene": "production.scene",
                "shot": "production.shot",
                "release": "production.release",
                "*": "production.runningitem",
            },
        ),
    },
}
# Texts of the form "person:12"
NAMED = {"acceptedwarning.subject"}
SUBJECTS = {
    "person": "production.person",
    "day": "production.shootday",
    "item": "production.runningitem",
    "location": "production.location",
}

# The filters of lists that name a row, in the address that a saved filter keeps
FILTERS = {
    "theme": "production.theme",
    "location": "production.location",
    "person": "production.person",
    "scene": "production.scene",
    "source": "production.source",
    "set": "production.set",
    "day": "production.shootday",
    "subject": "interviews.subject",
    "interview": "interviews.interview",
    "recording": "interviews.recording",
}

NewNumber = Callable[[str, int], int]


def tables() -> dict[str, Model]:
    """Every table of which rows come along with a film, by its label."""
    found = (
        model for name in APPS for model in apps.get_app_config(name).get_models(include_auto_created=True)
    )
    return {
        model._meta.label_lower: model
        for model in found
        if model._meta.label_lower not in LEFT_BEHIND and (is_history(model) or film_path(model))
    }


def is_history(model: Model) -> bool:
    """Whether it keeps what another model, or a link between two, was."""
    return hasattr(model, "instance_type")


def kept_model(model: Model) -> Model:
    """Whose history this is."""
    kept: Model = model.instance_type  # type: ignore[attr-defined]
    return kept


def is_history_of_links(model: Model) -> bool:
    return is_history(model) and model._meta.pk.name == "m2m_history_id"


def rows_of(model: Model, film: int) -> Q:
    """Which rows of a table are the film's."""
    if not is_history(model):
        path = film_path(model)
        assert path is not None, model  # noqa: S101  # tables() holds no other
        return Q(**{path: film})
    if is_history_of_links(model):
        whole: Any = model._meta.get_field("history").related_model
        return Q(history__in=whole._base_manager.filter(rows_of(whole, film)).values("pk"))
    if any(field.name == "film" for field in model._meta.fields):
        return Q(film=film)
    kept = kept_model(model)
    return Q(id__in=kept._base_manager.filter(rows_of(kept, film)).values("pk"))


def column_name(model: Model, column: Any) -> str:
    """``person.languages``, of a row and of its history alike."""
    whose = kept_model(model) if is_history(model) else model
    return f"{whose._meta.model_name}.{column.name}"


def renumbered(name: str, content: Any, new: NewNumber) -> Any:
    """A document with other numbers in it; what it says stays as it was."""
    for path, label in NUMBERED.get(name, {}).items():
        section, field = path.split(".")
        for row in _rows(content, section):
            row[field] = _each(row.get(field), lambda number, label=label: new(label, number))  # type: ignore[misc]
    for section, (kind, labels) in BY_KIND.get(name, {}).items():
        for row in _rows(content, section):
            label = labels.get(row.get(kind, ""), labels["*"])
            row["key"] = _each(row.get("key"), lambda number, label=label: new(label, number))  # type: ignore[misc]
    return content


def _rows(content: Any, section: str) -> list[dict[str, Any]]:
    rows = content.get(section) if isinstance(content, dict) else None
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _each(value: Any, change: Callable[[int], int]) -> Any:
    if isinstance(value, list):
        return [_each(item, change) for item in value]
    return change(value) if isinstance(value, int) and not isinstance(value, bool) else value


def renamed(text: str, new: NewNumber) -> str:
    """``person:12`` with another number."""
    kind, _colon, number = text.partition(":")
    if kind in SUBJECTS and _is_number(number):
        return f"{kind}:{new(SUBJECTS[kind], int(number))}"
    return text


def refiltered(query: str, new: NewNumber) -> str:
    """``theme=12&q=house`` with another number."""
    pairs = [
        (name, str(new(FILTERS[name], int(value))) if name in FILTERS and _is_number(value) else value)
        for name, value in parse_qsl(query, keep_blank_values=True)
    ]
    return urlencode(pairs)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 12
