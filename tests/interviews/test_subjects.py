"""Interview subjects: a person of the film with what we want to hear from them."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from interviews.models import Subject
from production.models import Person
from tests.factories import (
    ContributorFactory,
    QuestionFactory,
    ReleaseFactory,
    RunningItemFactory,
    SceneFactory,
    ShootDayFactory,
    SubjectFactory,
)
from tests.production.forms import Page, filled_in, send

pytestmark = pytest.mark.django_db
DAY = datetime.date(2003, 6, 17)


@pytest.fixture
def volkov(film):
    return ContributorFactory(film=film, name="Esteban Volkov", line="The grandson", languages=["es", "en"])


@pytest.fixture
def subject(volkov):
    return SubjectFactory(person=volkov, brief="Came in October 1939", sensitivities="The sister")


def address(name, subject, *more):
    return reverse(name, args=[subject.film.slug, subject.pk, *more])


def interview_on(date, person, **more):
    day = ShootDayFactory(film=person.film, date=date)
    return RunningItemFactory(day=day, kind="interview", people=[person], **more)


def test_a_person_becomes_a_subject_once(film, producer, client_of, volkov):
    client = client_of(producer)
    url = reverse("subject-new", args=[film.slug])
    opened = filled_in(client.get(url, {"person": volkov.pk}))
    assert opened["person"] == [str(volkov.pk)]
    assert client.post(url, opened).status_code == 302
    again = client.post(url, {"person": volkov.pk, "status": "research"})
    assert "person" in again.context["form"].errors
    assert Subject.objects.count() == 1
    assert str(volkov.pk) not in dict(client.get(url).context["form"].fields["person"].choices)


def test_a_subject_from_the_bin_does_not_stand_in_the_way(film, producer, client_of, subject, volkov):
    client = client_of(producer)
    assert client.post(address("subject-bin", subject)).status_code == 302
    sent = {"person": volkov.pk, "status": "contacted"}
    assert client.post(reverse("subject-new", args=[film.slug]), sent).status_code == 302
    client.post(address("subject-restore", subject))
    assert Subject.objects.get().status == "contacted"


def test_who_they_are_is_written_here_and_kept_with_the_person(producer, client_of, subject, volkov):
    assert send(client_of(producer), address("subject-edit", subject), line="The host").status_code == 302
    volkov.refresh_from_db()
    assert volkov.line == "The host"
    assert volkov.history.first().line == "The host"


def test_a_line_that_somebody_else_changed_meanwhile_is_not_lost(producer, client_of, subject, volkov):
    client, url = client_of(producer), address("subject-edit", subject)
    opened = filled_in(client.get(url))
    Person.objects.filter(pk=volkov.pk).update(line="Theirs")
    assert client.post(url, opened | {"status": "contacted"}).status_code == 302
    volkov.refresh_from_db()
    assert volkov.line == "Theirs"
    refused = client.post(url, opened | {"line": "Mine", "form_key": "another"})
    assert "Theirs" in " ".join(refused.context["form"].errors["line"])
    assert client.post(url, filled_in(refused)).status_code == 302
    volkov.refresh_from_db()
    assert volkov.line == "Mine"


def test_an_editor_writes_the_brief_but_not_the_register(editor, client_of, subject, volkov):
    client, url = client_of(editor), address("subject-edit", subject)
    assert "line" not in client.get(url).context["form"].fields
    assert send(client, url, line="Mine", brief="New").status_code == 302
    volkov.refresh_from_db()
    assert volkov.line == "The grandson"


@pytest.mark.parametrize("role", ["producer", "director", "editor"])
def test_who_asks_and_who_cuts_knows_what_hurts(request, role, client_of, subject):
    user = request.getfixturevalue(role)
    assert "The sister" in Page(client_of(user).get(address("subject-detail", subject))).text


def test_a_viewer_is_not_told_what_hurts(viewer, client_of, subject):
    answer = client_of(viewer).get(address("subject-detail", subject))
    assert answer.status_code == 200
    assert "The sister" not in answer.content.decode()


def test_crew_see_no_interviews(crew, client_of, subject):
    client = client_of(crew)
    for url in (address("subject-detail", subject), reverse("subject-list", args=[subject.film.slug])):
        assert client.get(url).status_code == 403


@pytest.mark.parametrize(
    ("status", "on", "suggested"),
    [
        ("research", DAY, "scheduled"),
        ("pre_interviewed", DAY, "scheduled"),
        ("contacted", DAY - datetime.timedelta(days=1), "interviewed"),
        ("scheduled", DAY - datetime.timedelta(days=1), "interviewed"),
        ("scheduled", DAY, ""),
        ("interviewed", DAY, ""),
        ("declined", DAY, ""),
    ],
)
def test_the_schedule_suggests_how_far_it_is(producer, client_of, subject, status, on, suggested):
    Subject.objects.filter(pk=subject.pk).update(status=status)
    interview_on(on, subject.person)
    client = client_of(producer)
    with time_machine.travel(datetime.datetime(2003, 6, 17, 12, tzinfo=datetime.UTC)):
        assert client.get(address("subject-detail", subject)).context["suggested"] == suggested
        client.post(address("subject-follow", subject))
    subject.refresh_from_db()
    assert subject.status == (suggested or status)


def test_only_an_interview_that_stands_on_a_day_counts(subject, producer):
    day = ShootDayFactory(film=subject.film, date=DAY)
    RunningItemFactory(day=day, kind="meal", people=[subject.person])
    RunningItemFactory(film=subject.film, day=None, kind="interview", people=[subject.person])
    gone = interview_on(DAY + datetime.timedelta(days=1), subject.person)
    gone.bin(by=producer)
    dropped = interview_on(DAY + datetime.timedelta(days=2), subject.person)
    dropped.day.bin(by=producer)
    assert subject.interview_dates() == []
    scene = SceneFactory(film=subject.film, people=[subject.person])
    RunningItemFactory(day=day, kind="interview", scene=scene)
    assert subject.interview_dates() == [DAY]


def test_the_list_counts_questions_and_open_must_gets(producer, client_of, subject):
    QuestionFactory(subject=subject, is_must=True)
    QuestionFactory(subject=subject, is_must=True, state="answered")
    QuestionFactory(subject=subject).bin(by=producer)
    other = SubjectFactory(person=ContributorFactory(film=subject.film, name="Alan Woods"))
    client, url = client_of(producer), reverse("subject-list", args=[subject.film.slug])
    rows = {row.person.name: row for row in client.get(url).context["rows"]}
    assert (rows["Esteban Volkov"].question_count, rows["Esteban Volkov"].open_musts) == (2, 1)
    found = client.get(url, {"waits": "true"}).context["rows"]
    assert [row.pk for row in found] == [subject.pk]
    found = client.get(url, {"q": "woods"}).context["rows"]
    assert [row.pk for row in found] == [other.pk]
    export = b"".join(client.get(url, {"export": "csv"}).streaming_content).decode()
    assert "Esteban Volkov" in export
    assert "The sister" not in export


def test_the_page_links_to_what_it_depends_on(producer, client_of, subject):
    scene = SceneFactory(film=subject.film, people=[subject.person])
    item = interview_on(DAY, subject.person)
    release = ReleaseFactory(person=subject.person)
    html = client_of(producer).get(address("subject-detail", subject)).content.decode()
    slug = subject.film.slug
    for name, key in (
        ("person-detail", subject.person_id),
        ("scene-detail", scene.pk),
        ("day-detail", item.day_id),
        ("release-detail", release.pk),
    ):
        assert reverse(name, args=[slug, key]) in html


def test_from_the_person_to_the_interview(producer, viewer, client_of, subject, volkov):
    slug = subject.film.slug
    link = reverse("subject-of", args=[slug, volkov.pk])
    client = client_of(producer)
    assert link in client.get(reverse("person-detail", args=[slug, volkov.pk])).content.decode()
    assert client.get(link)["Location"] == address("subject-detail", subject)
    other = ContributorFactory(film=subject.film)
    link = reverse("subject-of", args=[slug, other.pk])
    assert client.get(link)["Location"] == reverse("subject-new", args=[slug]) + f"?person={other.pk}"
    assert "no interview subject" in Page(client_of(viewer).get(link)).text


def test_a_person_of_another_film_is_not_offered(film, producer, client_of, other_film):
    person = ContributorFactory(film=other_film)
    client, url = client_of(producer), reverse("subject-new", args=[film.slug])
    assert filled_in(client.get(url, {"person": person.pk}))["person"] == [""]
    refused = client.post(url, {"person": person.pk, "status": "research"})
    assert "person" in refused.context["form"].errors
    for odd in ("", "x", "9" * 50, "-1", "\0", "٣"):
        assert client.get(url, {"person": odd}).status_code == 200
