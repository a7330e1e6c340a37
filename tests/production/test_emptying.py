"""The bin emptied after its time: what goes, what stays, and what goes with it."""

import datetime
import io

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from production.actions import emptying
from production.actions.files import keep
from production.formats import uploads
from production.models import (
    Call,
    IssuedCallSheet,
    Location,
    LocationPicture,
    Membership,
    Person,
    RunningItem,
    Scene,
    Set,
    ShootDay,
    StoredFile,
)
from tests.factories import (
    CallFactory,
    ContributorFactory,
    LocationFactory,
    MembershipFactory,
    ReleaseFactory,
    RunningItemFactory,
    SceneFactory,
    SetFactory,
    ShootDayFactory,
    ThemeFactory,
)
from tests.sweeps.furnished.files import picture

pytestmark = pytest.mark.django_db
LONG = datetime.timedelta(days=emptying.DAYS, minutes=1)


def binned(record, by, *, ago=LONG):
    record.bin(by=by)
    type(record)._base_manager.filter(pk=record.pk).update(binned_at=timezone.now() - ago)
    return record


def an_issue(film, day, by, content):
    now = timezone.now()
    return IssuedCallSheet.objects.create(
        film=film, day=day, version=1, colour="White", content=content, issued_at=now, issued_by=by
    )


def test_what_is_due_goes_with_its_history_and_nothing_else(film, producer):
    due = binned(SceneFactory(film=film), producer)
    due.themes.add(ThemeFactory(film=film))
    young = binned(SceneFactory(film=film), producer, ago=LONG - datetime.timedelta(minutes=2))
    live = SceneFactory(film=film)
    done = emptying.empty_bin()
    assert done.gone == {"production.Scene": 1}
    assert set(Scene.everything.all()) == {young, live}
    kept = Scene.history.model.objects
    assert not kept.filter(id=due.pk).exists()
    assert kept.filter(id=young.pk).exists()


def test_what_something_cites_stays_and_is_told(film, producer, client_of):
    person = ContributorFactory(film=film, name="Ana")
    ReleaseFactory(person=person)
    binned(person, producer)
    assert emptying.empty_bin().kept == [person]
    assert Person.everything.filter(pk=person.pk).exists()
    page = client_of(producer).get(reverse("bin-list", args=[film.slug])).content.decode()
    assert "its time is over" in page


def test_who_cites_goes_first_then_the_cited(film, producer):
    person = ContributorFactory(film=film)
    binned(ReleaseFactory(person=person), producer)
    binned(person, producer)
    done = emptying.empty_bin()
    assert not done.kept
    assert not Person.everything.exists()


def test_a_place_takes_what_lies_in_it_along(film, producer):
    location = LocationFactory(film=film)
    place = SetFactory(location=location)
    scene = SceneFactory(film=film, set=place)
    binned(location, producer)
    emptying.empty_bin()
    assert not Location.everything.exists()
    assert not Set.everything.exists()
    assert not Set.history.model.objects.exists()
    scene.refresh_from_db()
    assert scene.set is None


def test_a_day_takes_its_running_order_along_and_an_issued_one_stays(film, producer):
    day = ShootDayFactory(film=film)
    RunningItemFactory(day=day)
    CallFactory(day=day, person__film=film)
    issued = ShootDayFactory(film=film)
    RunningItemFactory(day=issued)
    IssuedCallSheet.objects.create(
        film=film,
        day=issued,
        version=1,
        colour="White",
        content={},
        issued_at=timezone.now(),
        issued_by=producer,
    )
    for one in (day, issued):
        binned(one, producer)
    emptying.empty_bin()
    assert list(ShootDay.everything.all()) == [issued]
    assert [item.day for item in RunningItem.everything.all()] == [issued]
    assert not Call.everything.exists()


def test_who_was_a_member_is_kept(film, producer):
    membership = binned(MembershipFactory(film=film, role="crew"), producer)
    emptying.empty_bin()
    assert Membership.everything.filter(pk=membership.pk).exists()


def test_what_was_restored_meanwhile_stays(film, producer):
    scene = binned(SceneFactory(film=film), producer)
    before = emptying.due_before(timezone.now())
    Scene.everything.get(pk=scene.pk).restore()
    assert not emptying._remove(Scene, scene.pk, before)
    assert Scene.objects.filter(pk=scene.pk).exists()


def test_the_command_says_what_it_did(film, producer):
    binned(SceneFactory(film=film), producer)
    said = io.StringIO()
    call_command("empty_bin", stdout=said)
    assert "production.Scene: 1 removed" in said.getvalue()


# -- files -------------------------------------------------------------------------------------


def a_file(film, by, text, *, old=True):
    stored = keep(film=film, upload=uploads.inspect(picture(text)), name=f"{text}.jpg", by=by)
    if old:
        StoredFile.objects.filter(pk=stored.pk).update(created_at=timezone.now() - LONG)
    return stored


def names(stored):
    return [stored.original.name, stored.preview.name]


def test_only_files_that_nothing_mentions_go(film, producer, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        loose, young = a_file(film, producer, "loose"), a_file(film, producer, "young", old=False)
        shown, replaced, printed = (a_file(film, producer, text) for text in ("shown", "replaced", "printed"))
        shot = LocationPicture.objects.create(location=LocationFactory(film=film), file=replaced)
        shot.file = shown
        shot.save()
        an_issue(film, ShootDayFactory(film=film), producer, {"deep": [{"logo": printed.sha256}]})
    with django_capture_on_commit_callbacks(execute=True):
        assert emptying.empty_bin().files == 1
    assert set(StoredFile.objects.all()) == {young, shown, replaced, printed}
    assert not any(default_storage.exists(name) for name in names(loose))
    for stored in (young, shown, replaced, printed):
        assert all(default_storage.exists(name) for name in names(stored))


def test_a_file_goes_with_the_last_that_mentioned_it(film, producer, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        stored = a_file(film, producer, "gone")
        shot = LocationPicture.objects.create(location=LocationFactory(film=film), file=stored)
        binned(shot, producer)
    with django_capture_on_commit_callbacks(execute=True):
        assert emptying.empty_bin().files == 1
    assert not default_storage.exists(stored.original.name)


def test_no_file_is_touched_when_the_transaction_fails(film, producer, monkeypatch):
    stored = a_file(film, producer, "kept")

    def fail(*args, **kwargs):
        raise emptying.IntegrityError

    monkeypatch.setattr(StoredFile, "delete", fail)
    assert emptying.empty_bin().files == 0
    assert default_storage.exists(stored.original.name)
