"""What interviews show on the pages of scenes, days and the timeline."""

import datetime

import pytest
from django.urls import reverse

from tests.factories import (
    ContributorFactory,
    EventFactory,
    InterviewFactory,
    RecordingFactory,
    RunningItemFactory,
    SceneFactory,
    SegmentFactory,
    ShootDayFactory,
)
from tests.production.forms import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def recording(film):
    return RecordingFactory(interview=InterviewFactory(film=film, title="Volkov, morning"), reel="A007")


def page(client, name, film, record):
    return Page(client.get(reverse(name, args=[film.slug, record.pk]))).text


def test_a_scene_shows_what_speaks_to_it_the_best_first(film, recording, editor, client_of):
    scene = SceneFactory(film=film)
    for gist, rating, person in (("The wall", 1, None), ("The gate", 5, "Octavio")):
        speaker = ContributorFactory(film=film, name=person) if person else None
        segment = SegmentFactory(
            recording=recording, in_frame=0, out_frame=250, gist=gist, rating=rating, speaker=speaker
        )
        segment.scenes.add(scene)
    SegmentFactory(recording=recording, gist="Elsewhere")
    text = page(client_of(editor), "scene-detail", film, scene)
    assert text.index("The gate 0:10") < text.index("The wall 0:10")
    assert "Octavio" in text
    assert "Volkov, morning" in text
    assert "2 segments, 0:20" in text
    assert "Elsewhere" not in text
    board = reverse("select-list", args=[film.slug])
    listed = Page(client_of(editor).get(board, {"scene": scene.pk})).text
    assert "The gate" in listed
    assert "Elsewhere" not in listed


def test_what_lies_in_the_bin_speaks_to_nothing(film, recording, editor, client_of):
    scene, event = SceneFactory(film=film), EventFactory(film=film)
    segment = SegmentFactory(recording=recording, gist="The gate")
    segment.scenes.add(scene)
    segment.events.add(event)
    for record in (segment, recording, recording.interview):
        record.bin(by=editor)
        assert "The gate" not in page(client_of(editor), "scene-detail", film, scene)
        assert "not covered" in page(client_of(editor), "event-detail", film, event)
        record.restore()
    assert "The gate" in page(client_of(editor), "event-detail", film, event)


def test_an_event_is_covered_by_what_is_told_of_it(film, recording, editor, client_of):
    event = EventFactory(film=film, title="The attack")
    segment = SegmentFactory(recording=recording, in_frame=250, gist="From how many sides")
    client, url = client_of(editor), reverse("event-list", args=[film.slug])
    assert event in client.get(url, {"coverage": "uncovered"}).context["rows"]
    segment.events.add(event)
    assert event in client.get(url, {"coverage": "covered"}).context["rows"]
    assert event not in client.get(url, {"coverage": "segments"}).context["rows"]
    answer = client.get(reverse("event-detail", args=[film.slug, event.pk])).content.decode()
    log = reverse("log", args=[film.slug, recording.pk])
    assert f'<a href="{log}?at=250">Volkov, morning: From how many sides</a>' in answer


def test_a_day_leads_to_its_interviews_and_to_those_to_be_entered(film, editor, viewer, crew, client_of):
    day = ShootDayFactory(film=film, date=datetime.date(2003, 6, 17))
    entered, waits = (RunningItemFactory(day=day, kind="interview", title=title) for title in ("One", "Two"))
    interview = InterviewFactory(film=film, title="Volkov, morning", item=entered)
    url = reverse("day-detail", args=[film.slug, day.pk])
    answer = client_of(editor).get(url).content.decode()
    assert reverse("interview-detail", args=[film.slug, interview.pk]) in answer
    new = reverse("interview-new", args=[film.slug])
    assert f"{new}?item={waits.pk}" in answer
    assert f"{new}?item={entered.pk}" not in answer
    assert f"{new}?item=" not in client_of(viewer).get(url).content.decode()
    assert "Volkov, morning" not in client_of(crew).get(url).content.decode()


def test_an_interview_whose_item_became_something_else_is_still_found(film, editor, client_of):
    day = ShootDayFactory(film=film)
    item = RunningItemFactory(day=day, kind="b_roll")
    InterviewFactory(film=film, title="Volkov, morning", item=item)
    assert "Volkov, morning" in page(client_of(editor), "day-detail", film, day)
