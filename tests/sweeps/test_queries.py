"""No page asks the database more often because there is more to show."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from interviews.models import Cue
from production import models
from production.models.indexing import changed, gathered
from script.actions import drafts
from tests import factories
from tests.access_table import TABLE, rows
from tests.sweeps.addresses import addresses
from tests.sweeps.furnished.house import DAY
from tests.sweeps.visits import rolled_back

pytestmark = pytest.mark.django_db
FEW, MANY = 2, 20
# Pages that may ask more often with more rows, and why
GROWS: dict[str, str] = {
    "day-report-sign": "each release signed on the day is held against its own rules, as its form would",
    "day-report-pdf": "the same",
}

# What reads each table of a film by itself
EVERY_TABLE = {"film-export"}

PAGES = [
    found
    for found in addresses()
    if found.name in TABLE and found.is_of_a_film and "GET" in rows(found.name)[0].methods
]


def grow(house, numbers):
    """More of everything, each tied to what the pages show."""
    with gathered():
        for number in numbers:
            _grow_registers(house, number)
            _grow_day(house, number)


def _grow_registers(house, number):
    film, place = house.film, house.things["location"]
    member = factories.MembershipFactory(film=film, role="crew")
    crew = factories.PersonFactory(film=film, membership=member)
    person = factories.ContributorFactory(film=film, number=100 + number, born=DAY)
    for who in (crew, house.things["person"]):
        models.Unavailability.objects.create(person=who, first_date=DAY, last_date=DAY)
    away = factories.LocationFactory(film=film)
    a_set = factories.SetFactory(location=place)
    factories.SetFactory(location=away)
    first = datetime.date(2010, 1, 1) + datetime.timedelta(days=2 * number)
    factories.PermitFactory(
        location=place, first_date=first, last_date=first, file=house.things["permit_file"]
    )
    models.TravelTime.objects.create(origin=place, destination=away, minutes=5)
    models.LocationPicture.objects.create(location=place, file=house.things["location_file"])
    release = factories.ReleaseFactory(person=house.things["person"])
    models.Heir.objects.create(release=house.things["release"], name=f"Heir {number}")
    factories.ReleaseFactory(person=person)
    factories.ReleaseFactory(film=film, kind="location", person=None, location=away)
    factories.EvidenceFactory(release=house.things["release"], file=house.things["evidence_file"])
    theme = factories.ThemeFactory(film=film)
    factories.QuestionFactory(subject=house.things["subject"], theme=theme)
    factories.QuestionFactory(subject=factories.SubjectFactory(person=person), theme=theme)
    scene = factories.SceneFactory(
        film=film, number=f"5{number}", set=a_set, people=[person, crew, house.things["person"]]
    )
    scene.themes.set([theme, house.things["theme"]])
    event = factories.EventFactory(film=film, scenes=[scene, house.things["scene"]], people=[person])
    event.themes.set([theme, house.things["theme"]])
    models.EventSource.objects.create(event=event, kind="book", citation="x")
    models.EventSource.objects.create(event=house.things["event"], kind="article", citation="y")
    house.things["event"].scenes.add(scene)
    house.things["scene"].themes.add(theme)
    house.things["scene"].people.add(person)
    _grow_archive(house, scene, person, theme)
    _grow_interviews(house, scene, person, theme)
    _grow_script(house, scene, person)
    models.Invitation.objects.create(
        film=film,
        email=f"guest{number}@example.org",
        role="crew",
        token_hash=f"{film.pk}-{number}-".ljust(64, "x"),
        created_by=house.users["producer"],
        expires_at=house.things["invitation"].expires_at,
    )
    for record in (
        factories.ThemeFactory(film=film),
        factories.SceneFactory(film=film, number=f"7{number}"),
        factories.SetFactory(location=place),
        factories.PersonFactory(film=film),
    ):
        record.bin(by=house.users["producer"])
    shots = {"clip": house.things["clip"], "file": house.things["shot_file"], "shot_on": house.things["day"]}
    factories.ShotFactory(scene=house.things["scene"], **shots)
    factories.ShotFactory(scene=scene, **shots)
    factories.ShotFactory(scene=None, location=place, category="hands", **shots)
    factories.ShotFactory(scene=None, location=away, category="objects", **shots)
    imported = factories.ImportFactory(
        film=film,
        created_by=house.users["producer"],
        state="taken",
        taken_by=house.users["director"],
        taken_at=house.things["sheet_1"].issued_at,
    )
    factories.ImportRowFactory(of=imported)
    factories.ImportRowFactory(of=house.things["imported"], line=10 + number)
    house.things |= {f"crew_{number}": crew, f"person_{number}": person, f"scene_{number}": scene}
    house.things |= {f"set_{number}": a_set, f"away_{number}": away, f"release_{number}": release}


def _grow_interviews(house, scene, person, theme):
    """Another sitting with its transcript, and more said and marked in the one that stands."""
    subject = factories.SubjectFactory(person=factories.ContributorFactory(film=house.film))
    interview = factories.InterviewFactory(film=house.film, subjects=[subject, house.things["subject"]])
    transcript = factories.TranscriptFactory(recording=factories.RecordingFactory(interview=interview))
    for of in (transcript, house.things["transcript"]):
        speaker = factories.SpeakerFactory(transcript=of, person=person)
        cue = factories.CueFactory(transcript=of, speaker=speaker)
        changed(Cue, [cue.pk])
        segment = factories.SegmentFactory(recording=of.recording, in_frame=cue.in_frame, rating=4)
        segment.themes.set([theme, house.things["theme"]])
        segment.scenes.set([scene, house.things["scene"]])
        segment.questions.set([house.things["question"]])


def _grow_script(house, scene, person):
    """Another scene of a script, and more rows of the one that stands, with what they cite."""
    script, segment = house.things["script"], house.things["cited_segment"]
    other = factories.ScriptSceneFactory(script=script, scene=scene)
    clip = factories.ArchiveClipFactory(film=house.film)
    for of in (other, house.things["script_scene"]):
        row = factories.RowFactory(scene=of)
        factories.SoundbiteFactory(row=row, segment=segment)
        factories.CellFactory(row=row, column="picture", element="archive", text="", clip=clip)
        factories.CellFactory(row=row, column="picture", element="lower_third", text="", person=person)
    drafts.lock(script=script, by=house.users["editor"], although_same=True)


def _grow_archive(house, scene, person, theme):
    film, source = house.film, house.things["source"]
    clip = factories.ArchiveClipFactory(
        film=film, source=source, file=house.things["clip_file"], people=[person, house.things["person"]]
    )
    clip.scenes.set([scene, house.things["scene"]])
    clip.themes.set([theme, house.things["theme"]])
    factories.ArchiveClipFactory(film=film).themes.set([theme])
    for copy in (factories.CopyFactory(clip=clip), factories.CopyFactory(clip=house.things["clip"])):
        factories.CopyFactory(clip=copy.clip, replaced_by=copy, file=house.things["copy_file"])
    house.things["clip"].people.add(person)
    house.things["clip"].themes.add(theme)
    house.things["clip"].scenes.add(scene)
    factories.ArchiveClipFactory(film=film).bin(by=house.users["producer"])
    factories.CopyFactory(clip=clip).bin(by=house.users["producer"])


def _grow_day(house, number):
    models.CalendarFeed.objects.create(
        film=house.film,
        membership=house.things["membership_director"],
        kind="film",
        token_hash=f"feed-{house.film.pk}-{number}-".ljust(64, "x"),
        expires_at=house.things["feed"].expires_at,
    )
    film, day = house.film, house.things["day"]
    crew, person = house.things[f"crew_{number}"], house.things[f"person_{number}"]
    scene, away = house.things[f"scene_{number}"], house.things[f"away_{number}"]
    factories.RunningItemFactory(day=day, scene=scene, people=[crew], position=10 + number, minutes=5)
    factories.RunningItemFactory(day=day, kind="b_roll", location=away, people=[person], minutes=5)
    factories.RunningItemFactory(film=film, day=None, scene=scene, people=[crew])
    factories.CallFactory(day=day, person=crew)
    factories.CallFactory(day=day, person=person, mode="absolute", at=480, met_by=crew)
    vehicle = models.Vehicle.objects.create(day=day, name=f"Van {number}", driver=crew)
    vehicle.passengers.set([person, house.things["person"]])
    later = factories.ShootDayFactory(film=film, date=DAY + datetime.timedelta(days=1 + number))
    factories.RunningItemFactory(day=later, scene=scene, people=[crew])
    factories.CallFactory(day=later, person=house.things["person"], mode="absolute", at=480)
    _grow_report(house, number)
    issued = house.things["sheet_1"]
    for of, version in ((day, 3 + number), (later, 1)):
        models.IssuedCallSheet.objects.create(
            film=film,
            day=of,
            version=version,
            colour="Pink",
            content=issued.content,
            issued_at=issued.issued_at + datetime.timedelta(minutes=number),
            issued_by=house.users["director"],
        )


def _grow_report(house, number):
    film, report, person = house.film, house.things["production_report"], house.things[f"person_{number}"]
    item = factories.RunningItemFactory(day=report.day, scene=house.things[f"scene_{number}"], minutes=5)
    models.ReportedItem.objects.create(report=report, item=item, outcome="part")
    shot = factories.ShotFactory(scene=house.things["scene"], number=f"R{number}")
    models.ReportedShot.objects.create(report=report, shot=shot)
    models.AddedItem.objects.create(report=report, scene=item.scene, title="x")
    models.PersonTime.objects.create(report=report, person=person, arrived=480, released=900)
    models.MediaCard.objects.create(report=report, label=f"A{number}", gigabytes=64)
    release = factories.ReleaseFactory(person=person)
    models.ReleaseSigning.objects.create(report=report, release=release, signer="x", signed_on=DAY)
    signed = house.things["report"]
    closed = factories.ShootDayFactory(film=film, date=DAY - datetime.timedelta(days=2 + number))
    factories.ProductionReportFactory(day=closed, closed_at=signed.signed_at, closed_by=signed.signed_by)
    models.SignedReport.objects.create(
        film=film,
        day=closed,
        version=1,
        content=signed.content,
        signer="x",
        signed_at=signed.signed_at,
        signed_by=signed.signed_by,
    )


def queries_of(world, found, row):
    kwargs = world.own.arguments(found.parameters, row.things)
    with CaptureQueriesContext(connection) as captured:
        response = world.clients["producer"].get(reverse(found.name, kwargs=kwargs))
        body = b"".join(response.streaming_content) if response.streaming else response.content
    assert response.status_code == row.status, f"{found.name}: {response.status_code}"
    assert b'href=""' not in body, f"{found.name}: a link without an address leads to the page itself"
    return [query["sql"] for query in captured]


@pytest.fixture(scope="module")
def asked(world):
    """What each page asks with few rows of everything (none is empty); then there are many."""
    grow(world.own, range(FEW))
    few = {found.name: _asked(world, found) for found in PAGES}
    grow(world.own, range(FEW, MANY))
    return few


def _asked(world, found):
    with rolled_back():
        try:
            return queries_of(world, found, rows(found.name)[0])
        except Exception as error:  # told by the test of this page
            return error


@pytest.mark.parametrize("found", PAGES, ids=lambda found: found.name)
def test_more_rows_are_no_more_queries(world, asked, found):
    few = asked[found.name]
    if isinstance(few, Exception):
        raise few
    with rolled_back():
        many = queries_of(world, found, rows(found.name)[0])
    if found.name in GROWS:
        return
    shapes = {shape(sql) for sql in few}
    extra = [sql for sql in many if shape(sql) not in shapes] or many
    assert len(many) <= len(few), (
        f"{found.name} asks {len(few)} times for {FEW} rows and {len(many)} times for {MANY}:\n"
        + "\n".join(sql[:300] for sql in extra[:12])
    )


@pytest.mark.parametrize("found", PAGES, ids=lambda found: found.name)
def test_no_page_asks_very_often(world, asked, found):
    if isinstance(asked[found.name], Exception):
        raise asked[found.name]
    if found.name in EVERY_TABLE:
        return
    assert len(asked[found.name]) <= 60, f"{found.name} asks {len(asked[found.name])} times"


def shape(sql):
    return sql.split(" WHERE ")[0][:200]
