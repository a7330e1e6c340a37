"""Interviews: with whom, on which day, how much of it is recorded, transcribed and logged."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from interviews.models import Interview
from tests.factories import (
    ContributorFactory,
    InterviewFactory,
    LocationFactory,
    QuestionFactory,
    RecordingFactory,
    RunningItemFactory,
    SceneFactory,
    SegmentFactory,
    ShootDayFactory,
    SubjectFactory,
    TranscriptFactory,
)
from tests.production.forms import Page, filled_in, send

pytestmark = pytest.mark.django_db
DAY = datetime.date(2003, 6, 17)


@pytest.fixture
def subject(film):
    return SubjectFactory(person=ContributorFactory(film=film, name="Esteban Volkov", languages=["es"]))


@pytest.fixture
def item(film, subject):
    day = ShootDayFactory(film=film, date=DAY)
    house = LocationFactory(film=film, name="House in Coyoacán")
    return RunningItemFactory(day=day, kind="interview", location=house, people=[subject.person])


@pytest.fixture
def interview(film, subject):
    return InterviewFactory(film=film, subjects=[subject], title="Volkov, morning", date=DAY)


def address(name, record, *more):
    return reverse(name, args=[record.film.slug, record.pk, *more])


def listed(client, film, **query):
    answer = client.get(reverse("interview-list", args=[film.slug]), query)
    return [row.title for row in answer.context["rows"]]


# -- the form ----------------------------------------------------------------------------------


def test_from_a_subject_with_title_and_language_begun(film, subject, editor, client_of):
    client, url = client_of(editor), reverse("interview-new", args=[film.slug])
    opened = filled_in(client.get(url, {"subject": subject.pk}))
    assert (opened["title"], opened["subjects"]) == (["Esteban Volkov"], [str(subject.pk)])
    assert opened["languages"] == ["es"]
    assert client.post(url, opened).status_code == 302
    assert list(Interview.objects.get().subjects.all()) == [subject]


def test_from_an_item_of_the_schedule_who_stands_in_it_and_when(film, item, subject, editor, client_of):
    client, url = client_of(editor), reverse("interview-new", args=[film.slug])
    opened = filled_in(client.get(url, {"item": item.pk}))
    assert opened["title"] == ["Esteban Volkov, 17 Jun 2003"]
    client.post(url, opened)
    found = Interview.objects.get()
    assert (found.item, found.day, found.date) == (item, DAY, None)


def test_people_of_the_scene_are_those_of_its_item(film, subject, editor, client_of):
    scene = SceneFactory(film=film, people=[subject.person])
    item = RunningItemFactory(film=film, day=None, kind="interview", scene=scene)
    url = reverse("interview-new", args=[film.slug])
    opened = filled_in(client_of(editor).get(url, {"item": item.pk}))
    assert opened["subjects"] == [str(subject.pk)]


def test_a_title_left_empty_is_made_of_subject_and_date(film, subject, editor, client_of):
    client, url = client_of(editor), reverse("interview-new", args=[film.slug])
    client.post(url, {"subjects": [subject.pk], "date": "2003-06-17", "status": "shot"})
    assert Interview.objects.get().title == "Esteban Volkov, 17 Jun 2003"
    refused = client.post(url, {"status": "shot"})
    assert "title" in refused.context["form"].errors


def test_the_schedule_alone_says_the_day(film, item, editor, client_of):
    client, url = client_of(editor), reverse("interview-new", args=[film.slug])
    sent = {"title": "x", "item": item.pk, "date": "2003-06-18", "status": "shot"}
    assert "17 Jun 2003" in str(client.post(url, sent).context["form"].errors["date"])
    client.post(url, sent | {"date": "2003-06-17"})
    assert Interview.objects.get().date is None


def test_only_interviews_of_this_film_are_offered(film, item, other_film, interview, editor, client_of):
    meal = RunningItemFactory(day=item.day, kind="meal")
    foreign = RunningItemFactory(film=other_film, day=None, kind="interview")
    form = client_of(editor).get(address("interview-edit", interview)).context["form"]
    offered = set(form.fields["item"].queryset)
    assert (item in offered, meal in offered, foreign in offered) == (True, False, False)
    sent = send(client_of(editor), address("interview-edit", interview), item=foreign.pk, date="")
    assert "item" in sent.context["form"].errors


def test_from_the_bin_and_back(interview, editor, client_of):
    client = client_of(editor)
    client.post(address("interview-bin", interview))
    assert not Interview.objects.exists()
    assert client.get(address("interview-detail", interview)).status_code == 404
    client.post(address("interview-restore", interview))
    assert Interview.objects.get() == interview


# -- the list ----------------------------------------------------------------------------------


def test_the_list_is_filtered(film, interview, editor, client_of):
    other = InterviewFactory(
        film=film, title="Woods", date=DAY + datetime.timedelta(days=9), languages=["en"]
    )
    TranscriptFactory(recording=RecordingFactory(interview=other))
    other.not_before = datetime.date(2999, 1, 1)
    other.save()
    client, subject = client_of(editor), interview.subjects.get()
    assert set(listed(client, film)) == {"Volkov, morning", "Woods"}
    assert listed(client, film, subject=subject.pk) == ["Volkov, morning"]
    assert listed(client, film, q="volkov esteban") == ["Volkov, morning"]
    assert listed(client, film, language="en") == ["Woods"]
    assert listed(client, film, first="2003-06-20") == ["Woods"]
    assert listed(client, film, last="2003-06-17") == ["Volkov, morning"]
    assert listed(client, film, held_back="true") == ["Woods"]
    assert listed(client, film, held_back="false") == ["Volkov, morning"]
    assert listed(client, film, transcript="true") == ["Woods"]
    assert listed(client, film, transcript="false") == ["Volkov, morning"]


def test_the_day_of_the_schedule_counts_for_the_dates(film, item, editor, client_of):
    InterviewFactory(film=film, title="Planned", item=item, date=None)
    client = client_of(editor)
    assert listed(client, film, first="2003-06-17", last="2003-06-17") == ["Planned"]
    assert listed(client, film, first="2003-06-18") == []
    assert b"2003-06-17" in b"".join(
        client.get(reverse("interview-list", args=[film.slug]), {"export": "csv"}).streaming_content
    )


def test_what_two_cameras_saw_at_once_counts_once(film, interview, editor, client_of):
    first = RecordingFactory(interview=interview, camera="A", duration=90_000)
    RecordingFactory(interview=interview, camera="A", duration=45_000, reel="A2")
    RecordingFactory(interview=interview, camera="B", duration=90_000)
    SegmentFactory(recording=first, in_frame=0, out_frame=1_500)
    SegmentFactory(recording=first, in_frame=750, out_frame=1_500).bin(by=editor)
    answer = client_of(editor).get(reverse("interview-list", args=[film.slug]), {"export": "csv"})
    row = b"".join(answer.streaming_content).decode().splitlines()[1]
    assert row.split(",")[-6:-2] == ["01:30:00", "0/3", "1", "00:01:00"]


def test_the_status_of_many_at_once(film, interview, editor, client_of):
    url = reverse("interview-bulk", args=[film.slug])
    pick = f"{interview.pk}:{interview.version}"
    client_of(editor).post(url, {"pick": pick, "change": "status:logged", "confirmed": "1"})
    interview.refresh_from_db()
    assert interview.status == "logged"


# -- the page ----------------------------------------------------------------------------------


def test_the_page_leads_to_day_place_and_subject(film, item, interview, editor, client_of):
    Interview.objects.update(item=item, date=None)
    page = client_of(editor).get(address("interview-detail", interview)).content.decode()
    day = reverse("day-detail", args=[film.slug, item.day_id])
    place = reverse("location-detail", args=[film.slug, item.location_id])
    for link in (f"{day}#item-{item.pk}", place, address("subject-detail", interview.subjects.get())):
        assert f'href="{link}"' in page
    assert "17 June 2003" in page


def test_what_is_held_back_says_so_until_its_day(interview, editor, client_of):
    Interview.objects.update(not_before=datetime.date(2003, 7, 1), restrictions="Not in Spain")
    client, url = client_of(editor), address("interview-detail", interview)
    with time_machine.travel("2003-06-30 12:00"):
        before = Page(client.get(url)).text
    with time_machine.travel("2003-07-01 12:00"):
        after = Page(client.get(url)).text
    assert "held back until 1 Jul 2003" in before
    assert "held back" not in after.casefold()
    assert "Not in Spain" in after


def test_questions_show_the_segments_that_answer_them(interview, editor, client_of):
    question = QuestionFactory(subject=interview.subjects.get(), text="Who opened the gate?")
    recording = RecordingFactory(interview=interview, reel="A007")
    segment = SegmentFactory(recording=recording, in_frame=250, out_frame=500, gist="The guard", rating=3)
    segment.questions.add(question)
    binned = SegmentFactory(recording=RecordingFactory(interview=interview), gist="Gone with its reel")
    binned.questions.add(question)
    binned.recording.bin(by=editor)
    client = client_of(editor)
    for url in (address("interview-detail", interview), address("subject-detail", interview.subjects.get())):
        text = Page(client.get(url)).text
        assert "A007 01:00:10:00" in text
        assert "The guard 0:10" in text
        assert "Gone with its reel" not in text


def test_a_subject_s_page_sums_up_what_they_said(film, interview, editor, client_of):
    subject = interview.subjects.get()
    recording = RecordingFactory(interview=interview, duration=90_000)
    SegmentFactory(recording=recording, in_frame=0, out_frame=250, speaker=subject.person)
    SegmentFactory(recording=recording, in_frame=0, out_frame=500, speaker=ContributorFactory(film=film))
    text = Page(client_of(editor).get(address("subject-detail", subject))).text
    assert "01:00:00 recorded · 1 segment, 00:00:10" in text
    assert "Volkov, morning" in text


@pytest.mark.parametrize(
    ("status", "transcript", "last", "suggested"),
    [
        ("planned", False, 0, "shot"),
        ("shot", False, 0, ""),
        ("shot", True, 0, "transcribed"),
        ("shot", True, 60_000, "transcribed"),
        ("shot", True, 67_500, "logged"),
        ("shot", False, 90_000, "logged"),
        ("logged", True, 0, ""),
    ],
)
def test_the_status_follows_what_there_is(interview, editor, client_of, status, transcript, last, suggested):
    Interview.objects.update(status=status)
    recording = RecordingFactory(interview=interview, duration=90_000)
    if transcript:
        TranscriptFactory(recording=recording)
    if last:
        SegmentFactory(recording=recording, in_frame=0, out_frame=last)
    client = client_of(editor)
    assert client.get(address("interview-detail", interview)).context["suggested"] == suggested
    client.post(address("interview-follow", interview))
    interview.refresh_from_db()
    assert interview.status == (suggested or status)
