"""Rows for tests: the least that is valid, overridden by what a test is about."""

from __future__ import annotations

import datetime
import hashlib

import factory
from factory.django import DjangoModelFactory

from interviews import models as interviews
from interviews.models import Question, Subject
from production import models
from production.pdf.report_content import Head
from script import models as script
from script.pdf import content

DAY = datetime.date(2003, 6, 17)
ABOVE = 1_000  # counted numbers begin above those that tests name: these never meet, however many ran before


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


class PersonFactory(DjangoModelFactory):
    """A member of the crew."""

    class Meta:
        model = models.Person

    film = factory.SubFactory(FilmFactory)
    name = factory.Sequence(lambda n: f"Crew {n}")
    is_crew = True
    department = "camera"
    position = "Camera operator"
    phone = "+52 55 5550 0100"


class ContributorFactory(DjangoModelFactory):
    class Meta:
        model = models.Person

    film = factory.SubFactory(FilmFactory)
    name = factory.Sequence(lambda n: f"Contributor {n}")
    is_contributor = True
    number = factory.Sequence(lambda n: 500 + n % 500)  # the highest is 999
    phone = "+52 55 5550 0101"


class LocationFactory(DjangoModelFactory):
    """The house in Coyoacán by default, ready for a call sheet."""

    class Meta:
        model = models.Location

    film = factory.SubFactory(FilmFactory)
    name = factory.Sequence(lambda n: f"Location {n}")
    address = "Av. Río Churubusco 410, Coyoacán"
    latitude = "19.344900"
    longitude = "-99.097200"
    hospital_name = "Hospital General"
    hospital_address = "Calle Uno 1"
    hospital_phone = "+52 55 5550 0199"


class SetFactory(DjangoModelFactory):
    class Meta:
        model = models.Set

    location = factory.SubFactory(LocationFactory)
    name = factory.Sequence(lambda n: f"Set {n}")


class PermitFactory(DjangoModelFactory):
    class Meta:
        model = models.Permit

    location = factory.SubFactory(LocationFactory)
    number = factory.Sequence(lambda n: f"P-{n}")
    issuer = "Museum"
    first_date = datetime.date(2003, 6, 1)
    last_date = datetime.date(2003, 6, 30)


class SceneFactory(DjangoModelFactory):
    class Meta:
        model = models.Scene
        skip_postgeneration_save = True

    film = factory.SubFactory(FilmFactory)
    number = factory.Sequence(lambda n: str(ABOVE + n))
    title = factory.Sequence(lambda n: f"Scene {n}")

    @factory.post_generation
    def people(self, create, extracted):
        if create and extracted:
            self.people.set(extracted)


class ShootDayFactory(DjangoModelFactory):
    class Meta:
        model = models.ShootDay

    film = factory.SubFactory(FilmFactory)
    date = factory.Sequence(lambda n: DAY + datetime.timedelta(days=ABOVE + n % 2000))
    general_call = 7 * 60


class RunningItemFactory(DjangoModelFactory):
    class Meta:
        model = models.RunningItem
        skip_postgeneration_save = True

    film = factory.SelfAttribute("day.film")
    day = factory.SubFactory(ShootDayFactory)
    kind = "interview"
    title = factory.Sequence(lambda n: f"Item {n}")
    position = factory.Sequence(lambda n: n)
    minutes = 60

    @factory.post_generation
    def people(self, create, extracted):
        if create and extracted:
            self.people.set(extracted)


class CallFactory(DjangoModelFactory):
    class Meta:
        model = models.Call

    day = factory.SubFactory(ShootDayFactory)
    person = factory.SubFactory(PersonFactory)
    mode = "general"


class EventFactory(DjangoModelFactory):
    class Meta:
        model = models.HistoricalEvent
        skip_postgeneration_save = True

    film = factory.SubFactory(FilmFactory)
    title = factory.Sequence(lambda n: f"Event {n}")
    date = "24 May 1940"

    @factory.post_generation
    def scenes(self, create, extracted):
        if create and extracted:
            self.scenes.set(extracted)

    @factory.post_generation
    def people(self, create, extracted):
        if create and extracted:
            self.people.set(extracted)


class ReleaseFactory(DjangoModelFactory):
    class Meta:
        model = models.Release

    film = factory.SelfAttribute("person.film")
    kind = "appearance"
    person = factory.SubFactory(ContributorFactory)
    state = "needed"


class ProductionReportFactory(DjangoModelFactory):
    """Of a day that is still open."""

    class Meta:
        model = models.ProductionReport

    day = factory.SubFactory(ShootDayFactory)
    call = 7 * 60
    wrap = 18 * 60


class EvidenceFactory(DjangoModelFactory):
    class Meta:
        model = models.Evidence

    release = factory.SubFactory(ReleaseFactory)
    kind = "note"
    on = DAY
    words = "Said so on the doorstep"


class SubjectFactory(DjangoModelFactory):
    class Meta:
        model = Subject

    film = factory.SelfAttribute("person.film")
    person = factory.SubFactory(ContributorFactory)


class QuestionFactory(DjangoModelFactory):
    class Meta:
        model = Question

    subject = factory.SubFactory(SubjectFactory)
    position = factory.Sequence(lambda n: n)
    text = factory.Sequence(lambda n: f"Question {n}?")


class SourceFactory(DjangoModelFactory):
    class Meta:
        model = models.Source

    film = factory.SubFactory(FilmFactory)
    name = factory.Sequence(lambda n: f"Archive {n}")


class ArchiveClipFactory(DjangoModelFactory):
    """Footage of a reel whose timecode ends at the second, as archives write it."""

    class Meta:
        model = models.ArchiveClip
        skip_postgeneration_save = True

    film = factory.SubFactory(FilmFactory)
    title = factory.Sequence(lambda n: f"Clip {n}")
    source = factory.SubFactory(SourceFactory, film=factory.SelfAttribute("..film"))
    catalogue_number = factory.Sequence(lambda n: f"2206-{ABOVE + n}")
    timecode_in = "03:40:22"
    timecode_out = "03:43:33"

    @factory.post_generation
    def people(self, create, extracted):
        if create and extracted:
            self.people.set(extracted)

    @factory.post_generation
    def scenes(self, create, extracted):
        if create and extracted:
            self.scenes.set(extracted)


class CopyFactory(DjangoModelFactory):
    class Meta:
        model = models.Copy

    clip = factory.SubFactory(ArchiveClipFactory)
    name = factory.Sequence(lambda n: f"Tape {n}")


class ShotFactory(DjangoModelFactory):
    """Of a scene; a menu's shot is given ``scene=None, location=…, category=…``."""

    class Meta:
        model = models.Shot

    scene = factory.SubFactory(SceneFactory)
    film = factory.LazyAttribute(lambda shot: (shot.scene or shot.location).film)
    number = factory.Sequence(lambda n: str(ABOVE + n))
    position = factory.Sequence(lambda n: n + 1)
    description = factory.Sequence(lambda n: f"Shot {n}")
    size = "cu"


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


class InterviewFactory(DjangoModelFactory):
    class Meta:
        model = interviews.Interview
        skip_postgeneration_save = True

    film = factory.SubFactory(FilmFactory)
    title = factory.Sequence(lambda n: f"Interview {n}")
    date = DAY
    status = "shot"
    languages = factory.LazyFunction(lambda: ["es"])

    @factory.post_generation
    def subjects(self, create, extracted, **kwargs):
        if create and extracted:
            self.subjects.set(extracted)


class RecordingFactory(DjangoModelFactory):
    """An hour at 25, from 01:00:00:00."""

    class Meta:
        model = interviews.Recording

    interview = factory.SubFactory(InterviewFactory)
    reel = factory.Sequence(lambda n: f"A{ABOVE + n}")
    rate = "25/1"
    start_timecode = "01:00:00:00"
    duration = 90_000


class ProxyFactory(DjangoModelFactory):
    """An hour at 25 from 01:00:00:00, as its recording says; its bytes are any."""

    class Meta:
        model = interviews.Proxy

    recording = factory.SubFactory(RecordingFactory)
    name = "A001.webm"
    file = factory.django.FileField(data=b"frames", filename="A001.webm")
    content_type = "video/webm"
    size = 6
    sha256 = hashlib.sha256(b"frames").hexdigest()
    duration_ms = 3_600_000
    rate = "25/1"
    start_timecode = "01:00:00:00"


class ProxyUploadFactory(DjangoModelFactory):
    """Begun, and nothing of it has come."""

    class Meta:
        model = interviews.ProxyUpload

    recording = factory.SubFactory(RecordingFactory)
    name = "A001.webm"
    size = 6
    content = factory.django.FileField(data=b"", filename="A001.webm")
    created_by = factory.SubFactory(UserFactory)


class TranscriptFactory(DjangoModelFactory):
    class Meta:
        model = interviews.Transcript

    recording = factory.SubFactory(RecordingFactory)
    language = "es"
    maker = "Transcriber"
    is_main = True


class SpeakerFactory(DjangoModelFactory):
    class Meta:
        model = interviews.Speaker

    transcript = factory.SubFactory(TranscriptFactory)
    name = factory.Sequence(lambda n: f"SPEAKER {n}")


class CueFactory(DjangoModelFactory):
    """Four seconds at 25, each after the other."""

    class Meta:
        model = interviews.Cue

    transcript = factory.SubFactory(TranscriptFactory)
    in_frame = factory.Sequence(lambda n: n * 100)
    out_frame = factory.LazyAttribute(lambda cue: cue.in_frame + 100)
    text = factory.Sequence(lambda n: f"Words of cue {n}.")


class TranslationFactory(DjangoModelFactory):
    class Meta:
        model = interviews.Translation

    transcript = factory.SubFactory(TranscriptFactory)
    language = "en"


class TranslatedCueFactory(DjangoModelFactory):
    class Meta:
        model = interviews.TranslatedCue

    translation = factory.SubFactory(TranslationFactory)
    cue = factory.SubFactory(CueFactory)
    text = "In other words."
    wording = 1


class SegmentFactory(DjangoModelFactory):
    class Meta:
        model = interviews.Segment

    recording = factory.SubFactory(RecordingFactory)
    in_frame = factory.Sequence(lambda n: n * 100)
    out_frame = factory.LazyAttribute(lambda segment: segment.in_frame + 250)
    gist = factory.Sequence(lambda n: f"Gist {n}")


class ScriptFactory(DjangoModelFactory):
    """At 25, from 01:00:00:00; its narration in English at 130 words a minute."""

    class Meta:
        model = script.Script

    film = factory.SubFactory(FilmFactory)
    title = factory.Sequence(lambda n: f"Script {n}")


class ScriptSceneFactory(DjangoModelFactory):
    class Meta:
        model = script.ScriptScene

    script = factory.SubFactory(ScriptFactory)
    scene = factory.SubFactory(SceneFactory, film=factory.SelfAttribute("..script.film"))
    position = factory.Sequence(lambda n: (n + 1) << 20)


class RowFactory(DjangoModelFactory):
    class Meta:
        model = script.Row

    scene = factory.SubFactory(ScriptSceneFactory)
    position = factory.Sequence(lambda n: (n + 1) << 20)


class CellFactory(DjangoModelFactory):
    """Narration of thirteen words: six seconds."""

    class Meta:
        model = script.Cell

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
        model = script.Draft

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
        model = script.ScriptImport

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
        model = script.ScriptStep

    script = factory.SubFactory(ScriptFactory)
    number = factory.Sequence(lambda n: n + 1)
    kind = "edit"
    made_by = factory.SubFactory(UserFactory)
