"""Which texts carry the film's mark, and how it comes in."""

from django.db import models as django_models

from production import models
from production.forms.releases import OF_KIND
from production.models.fields import LineField, ParagraphsField
from production.models.historic import HistoricDateField

_PLAIN = {"number"}  # texts too short for a mark, or with a form of their own


def write_marks(house):
    """The film's mark into every text that nobody has written yet."""
    for thing in [*house.things.values(), house.film]:
        before = [getattr(thing, column.attname) for column in texts_of(thing)]
        for column in texts_of(thing):
            value = getattr(thing, column.attname)
            if house.mark not in value and house.secret not in value:
                setattr(thing, column.attname, f"{house.mark} {column.name}"[: column.max_length])
        if before != [getattr(thing, column.attname) for column in texts_of(thing)]:
            thing.save()


def _is_of_another_kind(thing: django_models.Model, name: str) -> bool:
    """What the form of a release refuses: the material of an appearance, the authority of a crowd."""
    return isinstance(thing, models.Release) and name in OF_KIND and thing.kind not in OF_KIND[name][0]


def texts_of(thing: django_models.Model) -> list[django_models.Field]:
    return [
        column
        for column in thing._meta.fields
        if isinstance(column, (LineField, ParagraphsField))
        and not isinstance(column, HistoricDateField)
        and column.name not in _PLAIN
        and not _is_of_another_kind(thing, column.name)
        and not column.name.endswith("phone")
    ]
