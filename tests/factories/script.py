"""Scripts, what stands in them, and their drafts."""

import datetime

import factory
from factory.django import DjangoModelFactory

from production.pdf.report_content import Head
from script import models
from script.pdf import content
from tests.factories.films import FilmFactory, UserFactory
from tests.factories.interviews import SegmentFactory
from tests.factories.numbers import DAY
from tests.factories.planning import SceneFactory


class ScriptFactory(DjangoModelFactory):
    """At 25, from 01:00:00:00; its narration in English at 130 words a minute."""

    class Meta:
        model = models.Script

    film = factory.SubFactory(FilmFactory)
    title = factory.Sequence(lambda n: f"Script {n}")


class ScriptSceneFactory(DjangoModelFactory):
    class Meta:
        model = models.ScriptScene

    script = factory.SubFactory(ScriptFactory)
    scene = factory.SubFactory(SceneFactory, film=factory.SelfAttribute("..script.film"))
    position = factory.Sequence(lambda n: (n + 1) << 20)


class RowFactory(DjangoModelFactory):
    class Meta:
        model = models.Row

    scene = factory.SubFactory(ScriptSceneFactory)
    position = factory.Sequence(lambda n: (n + 1) << 20)


class CellFactory(DjangoModelFactory):
    """Narration of thirteen words: six seconds."""

    class Meta:
        model = models.Cell

    row = factory.SubFactory(RowFactory)
    column = "sound"
    position = factory.Sequence(lambda n: (n + 1) << 20)
    element = "narration"
    text = "The house stands in Coyoacan behind a wall that was made higher twice."


class SoundbiteFactory(CellFactory):
    """A segment, as it stands in the log."""

    element = "soundbite"
    text = ""
    segment = factory.SubFactory(
        SegmentFactory, recording__interview__film=factory.SelfAttribute("....row.scene.script.film")
    )


class DraftFactory(DjangoModelFactory):
    """Locked and empty."""

    class Meta:
        model = models.Draft

    script = factory.SubFactory(ScriptFactory)
    film = factory.SelfAttribute("script.film")
    number = factory.Sequence(lambda n: n + 1)
    colour = "White"
    content = factory.LazyAttribute(
        lambda draft: content.to_json(
            content.Script(Head(draft.film.title, DAY), draft.script.title, number=1, colour="White")
        )
    )
    locked_at = datetime.datetime(2003, 7, 1, 12, tzinfo=datetime.UTC)
    locked_by = factory.SubFactory(UserFactory)


class ScriptImportFactory(DjangoModelFactory):
    class Meta:
        model = models.ScriptImport

    script = factory.SubFactory(ScriptFactory)
    kind = "paper_edit"
    name = "paper edit.txt"
    format = "txt"
    size = 6
    sha256 = "0" * 64
    content = factory.django.FileField(data=b"words", filename="paper edit.txt")
    created_by = factory.SubFactory(UserFactory)


class ScriptStepFactory(DjangoModelFactory):
    class Meta:
        model = models.ScriptStep

    script = factory.SubFactory(ScriptFactory)
    number = factory.Sequence(lambda n: n + 1)
    kind = "edit"
    made_by = factory.SubFactory(UserFactory)
