"""Films, who is a member of them, and what members keep: themes, imports, saved filters."""

import factory
from factory.django import DjangoModelFactory

from production import models


class UserFactory(DjangoModelFactory):
    class Meta:
        model = models.User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"user{n}@example.org")
    name = factory.Sequence(lambda n: f"User {n}")
    password = factory.django.Password("correct horse battery")


class FilmFactory(DjangoModelFactory):
    class Meta:
        model = models.Film

    title = factory.Sequence(lambda n: f"Film {n}")
    slug = factory.Sequence(lambda n: f"film-{n}")
    time_zone = "America/Mexico_City"
    emergency_number = "065"


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = models.Membership

    film = factory.SubFactory(FilmFactory)
    user = factory.SubFactory(UserFactory)
    role = "producer"


class ThemeFactory(DjangoModelFactory):
    class Meta:
        model = models.Theme

    film = factory.SubFactory(FilmFactory)
    name = factory.Sequence(lambda n: f"Theme {n}")


class ImportFactory(DjangoModelFactory):
    """A table of scenes, read and not yet told what its columns are."""

    class Meta:
        model = models.Import

    film = factory.SubFactory(FilmFactory)
    kind = "scenes"
    state = "mapping"
    name = factory.Sequence(lambda n: f"table {n}.csv")
    size = 100
    sha256 = "0" * 64
    columns = factory.LazyFunction(lambda: ["No.", "Title"])
    created_by = factory.SubFactory(UserFactory)


class ImportRowFactory(DjangoModelFactory):
    class Meta:
        model = models.ImportRow

    of = factory.SubFactory(ImportFactory)
    line = factory.Sequence(lambda n: n + 2)
    cells = factory.LazyAttribute(lambda row: [str(row.line), f"Scene of line {row.line}"])


class SavedFilterFactory(DjangoModelFactory):
    class Meta:
        model = models.SavedFilter

    film = factory.SubFactory(FilmFactory)
    owner = factory.SubFactory(UserFactory)
    page = "scene-list"
    query = "status=planned"
    name = factory.Sequence(lambda n: f"Filter {n}")
