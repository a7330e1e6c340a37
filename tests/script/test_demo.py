"""The demo film: built through the actions, the same every time, with a draft that waits to be mended."""

import datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from interviews.models import Cue, Proxy, Recording, Segment, Subject, Translation
from interviews.quotes import quote, quotes
from production.actions import production_reports as reports
from production.actions.gathering import gather
from production.models import (
    ArchiveClip,
    Evidence,
    Film,
    IssuedCallSheet,
    Person,
    ProductionReport,
    Release,
    ShootDay,
    Shot,
    User,
    standing,
)
from production.readiness import readiness
from script.actions.content import script as gather_script
from script.compare import compare
from script.demo import writing
from script.demo.build import build
from script.demo.said_others import FERNANDEZ
from script.demo.said_volkov import VOLKOV_1
from script.demo.said_volkov_later import VOLKOV_2
from script.demo.sittings import REWORDED
from script.models import Cell, Draft, Script
from script.warnings import KINDS, findings

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """Built once for these tests, and taken back after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build(password="rodaje-demo-2003")
        transaction.set_rollback(True)


def test_it_is_as_large_as_a_documentary(demo):
    assert demo.scenes.count() >= 16
    assert demo.locations.count() == 8
    assert sum(place.sets.count() for place in demo.locations.all()) >= 8
    assert demo.people.contributors().exclude(line__startswith="Sample data").count() == 4
    assert demo.people.crew().filter(line="Sample data").count() == 14
    assert demo.shoot_days.count() == 9
    assert demo.memberships.count() == 5


def test_the_archive_has_the_entries_of_its_catalogues(demo):
    assert demo.archive_clips.count() >= 20
    assert {clip.state for clip in demo.archive_clips.all()} == set(ArchiveClip.State.values)
    reels = demo.archive_clips.filter(source__name="Footage Farm").exclude(catalogue_number="")
    told = {c.catalogue_number: f"{c.timecode_in}–{c.timecode_out} = {c.length}" for c in reels}
    assert told == {
        "220606-08": "03:40:22–03:43:33 = 00:03:11",
        "221409-05": "16:54:33–17:09:15 = 00:14:42",
        "220309-08": "12:54:21–13:06:12 = 00:11:51",
    }
    funeral = reels.get(catalogue_number="220606-08")
    assert (funeral.dated.earliest, funeral.best_copy.name) == (datetime.date(1940, 8, 22), "FF-2")
    assert demo.archive_clips.filter(source__credit="Own work", kind="photograph").count() == 3


def test_shots_stand_in_every_state(demo):
    shots = demo.shots.all()
    assert shots.count() >= 60
    assert {shot.status for shot in shots} == set(Shot.Status.values)
    assert {shot.category for shot in shots} == {"", *Shot.Category.values}
    assert (
        shots.filter(scene__number="4", priority="must", status="shot", shot_on__date="2003-06-05").count()
        == 3
    )
    assert shots.exclude(file=None).count() == 4
    assert shots.get(description="A tanker passes").clip is not None


def test_the_french_unit_works_on_its_own_clock(demo):
    [day] = demo.shoot_days.filter(unit="French unit")
    assert gather(day).zone == "Europe/Paris"


def test_two_days_are_issued_and_one_of_them_twice(demo):
    sheets = IssuedCallSheet.objects.filter(film=demo)
    assert [(str(s.day.date), s.colour) for s in sheets] == [
        ("2003-06-05", "White"),
        ("2003-06-09", "White"),
        ("2003-06-09", "Blue"),
    ]


def test_the_draft_has_one_red_point_and_three_amber_ones(demo):
    state = readiness(demo.shoot_days.get(date=datetime.date(2003, 6, 10)))
    assert [point.rule for point in state.red] == ["no_arrival"]
    assert sorted(point.rule for point in state.open) == ["issued_late", "late_lunch", "release_missing"]


def test_the_other_days_have_nothing_that_blocks(demo):
    days = demo.shoot_days.exclude(date=datetime.date(2003, 6, 10)).exclude(day_type=ShootDay.Type.OFF)
    assert {str(day): [p.rule for p in readiness(day).red] for day in days} == {str(day): [] for day in days}


def test_the_first_day_is_closed_and_corrected_and_the_second_waits_to_be_signed(demo):
    first, second = (demo.shoot_days.get(date=datetime.date(2003, 6, day)) for day in (5, 9))
    versions = list(first.signed_reports.all())
    assert [one.version for one in versions] == [1, 2]
    assert [sum(not card.is_safe for card in one.report.cards) for one in versions] == [1, 0]
    assert ProductionReport.objects.closed().filter(day=first).exists()
    assert not second.signed_reports.exists()
    assert reports.missing(reports.read(reports.report_of(second))) == []
    assert demo.scenes.get(number="4").status in ("shot", "part_shot")
    assert demo.releases.filter(signed_on=first.date, signer__startswith="A relative").exists()


def test_fernandez_waits_for_his_heirs(demo):
    person = demo.people.get(name="Octavio Fernández")
    releases = Release.objects.filter(person=person).prefetch_related("heirs")
    on = datetime.date(2003, 7, 1)
    assert (standing(person, releases, on).code, standing(person, releases, on).detail) == ("estate", "2/3")


def test_releases_stand_in_every_kind_and_every_state(demo):
    releases = Release.objects.filter(film=demo)
    assert set(releases.values_list("kind", flat=True)) == set(Release.Kind.values)
    assert set(releases.values_list("state", flat=True)) == set(Release.State.values)
    photographs = releases.get(kind="materials", state="restricted")
    assert photographs.clips.count() >= 3
    assert Evidence.objects.filter(release__film=demo).count() >= 6
    assert releases.get(state="filed", kind="appearance").fee_amount == 15000


def test_the_four_subjects_have_their_questions(demo):
    subjects = Subject.objects.filter(film=demo).with_counts()
    assert {str(subject): subject.status for subject in subjects} == {
        "Esteban Volkov": "pre_interviewed",
        "Pierre Broué": "scheduled",
        "Octavio Fernández": "interviewed",
        "Alan Woods": "contacted",
    }
    assert all(6 <= subject.question_count <= 10 for subject in subjects)
    assert subjects.get(person__name="Octavio Fernández").is_irreplaceable


def test_the_film_can_stop_at_a_stage(demo):
    Film.objects.filter(pk=demo.pk).update(slug="elsewhere")
    film = build(password="rodaje-demo-2003", stage="planned")
    assert film.scenes.exists()
    assert not film.shoot_days.exists()


def test_the_same_content_comes_out_every_time(demo):
    first = gather(demo.shoot_days.get(date=datetime.date(2003, 6, 10)))
    assert [row.description for row in first.rows][:2] == [
        "Load in through the garden",
        "The house before the visitors",
    ]
    assert first.number == 3


def test_nobody_is_given_a_phone_outside_the_sample_range(demo):
    for person in Person.objects.filter(film=demo):
        assert "555" in person.phone


def test_the_command_leaves_a_film_alone(demo):
    with pytest.raises(CommandError):
        call_command("demo", stdout=StringIO())
    call_command("demo", if_empty=True, stdout=StringIO())
    assert Film.objects.count() == 1


def test_the_logins_are_told_one_a_role(demo):
    out = StringIO()
    call_command("demo", logins=True, stdout=out)
    assert all(role in out.getvalue() for role in ("producer", "director", "editor", "crew", "viewer"))
    assert User.objects.get(email="crew@example.org").check_password("rodaje-demo-2003")


# -- interviews ----------------------------------------------------------------------------------


def segments(demo):
    return Segment.objects.of_film(demo).select_related("recording__interview", "speaker")


def test_four_interviews_are_logged_at_three_rates(demo):
    assert {str(s.person) for s in Subject.objects.filter(film=demo, interviews__isnull=False)} == {
        "Esteban Volkov",
        "Pierre Broué",
        "Octavio Fernández",
        "Alan Woods",
    }
    recordings = Recording.objects.filter(interview__film=demo)
    assert {(r.rate, r.drop_frame) for r in recordings} == {
        ("25/1", False),
        ("30000/1001", True),
        ("24000/1001", False),
    }
    assert segments(demo).count() >= 60
    assert segments(demo).values("themes").distinct().count() == 10


def test_one_interview_has_two_cameras_that_quote_the_same_words(demo):
    (beside,) = Recording.objects.filter(interview__film=demo).filter(reel="B001")
    assert not beside.transcripts.exists()
    tanker = segments(demo).get(recording=beside, gist__startswith="The same sentence")
    first = segments(demo).get(gist__startswith="“The Old Man” feared")
    assert quote(tanker).words == quote(first).words != ""


def test_what_is_quoted_is_reported_and_short(demo):
    said = quotes(segments(demo))
    assert {q.by for q in said.values()} == {"words", "cues", ""}
    assert max(len(q.in_words.split()) for q in said.values()) <= 6
    told = {sentence for notes in (VOLKOV_1, VOLKOV_2, FERNANDEZ) for n in notes for sentence, _ in n.said}
    cues = Cue.objects.filter(transcript__recording__interview__film=demo)
    assert {cue.text for cue in cues} - told == {*REWORDED.values(), writing.REWORDED}


def test_one_translation_waits_for_what_was_worded_anew(demo):
    (translation,) = Translation.objects.filter(transcript__recording__interview__film=demo)
    lines = translation.cues.all()
    assert translation.transcript.language == "es"
    assert {line.cue.text for line in lines.stale()} == set(REWORDED.values())
    assert 0 < lines.count() < translation.transcript.cues.count()


def test_two_recordings_play(demo):
    for proxy in Proxy.objects.filter(recording__interview__film=demo):
        lasts = proxy.recording.frames.seconds(proxy.recording.duration)
        assert proxy.duration_ms == pytest.approx(float(lasts) * 1000, abs=100)
        assert proxy.start_timecode == proxy.recording.start_timecode
        assert 0 < proxy.size < 2_000_000
    assert Proxy.objects.filter(recording__interview__film=demo).count() == 2


# -- the script ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def written(demo, django_db_blocker):
    with django_db_blocker.unblock():
        return gather_script(Script.objects.get(film=demo, is_working=True), into="en")


def test_the_script_is_as_long_as_a_film_for_television(demo, written):
    assert len([scene for scene in written.scenes if not scene.is_omitted]) >= 16
    assert len(written.rows) >= 220
    assert 50 * 60 <= written.running_time.total <= 54 * 60
    assert 0 < written.running_time.measured < written.running_time.total
    assert 0 < written.running_time.uncleared < written.running_time.total
    assert Script.objects.filter(film=demo).count() == 2  # and a teaser


def test_every_element_of_the_trade_stands_in_it(written):
    assert {cell.element for cell in written.cells} == set(Cell.Element.values)
    assert {cell.move for cell in written.cells if cell.element == "music"} == set(Cell.Move.values)
    assert {cell.basis for cell in written.cells} == {"", "measured", "estimated", "given"}
    assert {cell.clearance for cell in written.cells} == {"", "clear", "open", "blocked"}
    assert any(len(cell.parts) > 1 for cell in written.cells)
    assert not all(cell.on_camera for cell in written.cells)
    assert written.narrator_pace > 0


def test_two_drafts_are_locked_and_the_script_went_on(demo, written):
    white, blue = Draft.objects.filter(film=demo).order_by("number")
    assert (white.colour, blue.colour) == ("White", "Blue")
    assert not any(row.is_changed for row in white.pages.rows)
    assert any(row.is_changed for row in blue.pages.rows)
    assert [scene.title for scene in blue.pages.scenes if scene.is_omitted] == ["Reading the script"]
    assert "8A" in {scene.number for scene in blue.pages.scenes}
    for old, new in ((white.pages, blue.pages), (blue.pages, written)):
        assert not compare(old, new).is_same


def test_a_pinned_line_says_that_its_source_went_on(written):
    (cell,) = [cell for cell in written.cells if cell.is_changed]
    assert cell.is_pinned
    assert "Mercader bien vestido" in cell.words


def test_what_a_script_may_lack_is_seen(written):
    assert {finding.kind for finding in findings(written)} == set(KINDS)
