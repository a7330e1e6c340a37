"""The selects board: groups and sums, filters, what goes out, many changed at once."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from interviews.models import Segment
from interviews.search import index_cues
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(film):
    names = {"volkov": "Esteban Volkov", "broue": "Pierre Broué"}
    return {key: factories.ContributorFactory(film=film, name=name) for key, name in names.items()}


@pytest.fixture
def recordings(film, people):
    """One each, the second on an earlier day."""
    days = {"volkov": "2030-05-02", "broue": "2030-05-01"}
    made = {}
    for key, person in people.items():
        subject = factories.SubjectFactory(film=film, person=person)
        interview = factories.InterviewFactory(
            film=film, title=f"With {person}", subjects=[subject], date=days[key]
        )
        made[key] = factories.RecordingFactory(interview=interview, reel=key.upper())
    return made


@pytest.fixture
def themes(film):
    return [factories.ThemeFactory(film=film, name=name) for name in ("Exile", "Garden")]


@pytest.fixture
def segments(recordings, themes):
    volkov, broue = recordings["volkov"], recordings["broue"]
    made = [
        factories.SegmentFactory(recording=volkov, in_frame=0, out_frame=250, gist="The gate", rating=5),
        factories.SegmentFactory(recording=volkov, in_frame=500, out_frame=1500, gist="Rabbits", rating=3),
        factories.SegmentFactory(recording=broue, in_frame=0, out_frame=25, gist="Archives", rating=5),
    ]
    made[0].themes.set(themes)
    made[1].themes.set(themes[1:])
    return made


@pytest.fixture
def board(film, editor, client_of):
    client = client_of(editor)

    def get(**query):
        return client.get(reverse("select-list", args=[film.slug]), query)

    return get


def groups(response):
    return [
        (shown.words, shown.group.running, [str(one.segment) for one in shown.selects])
        for shown in response.context["groups"]
    ]


def gists(response):
    return sorted({str(one.segment) for shown in response.context["groups"] for one in shown.selects})


def test_grouped_by_theme_each_stands_in_every_one_of_its_themes(board, segments):
    response = board()
    assert groups(response) == [
        ("Exile", "0:10", ["The gate"]),
        ("Garden", "0:50", ["The gate", "Rabbits"]),
        ("Without a theme", "0:01", ["Archives"]),
    ]
    assert (response.context["total"], response.context["sum"]) == (3, "0:51"), "each counts once"


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("person", [("Esteban Volkov", ["The gate", "Rabbits"]), ("Pierre Broué", ["Archives"])]),
        ("rating", [("★★★★★", ["Archives", "The gate"]), ("★★★☆☆", ["Rabbits"])]),
        (
            "interview",
            [("With Pierre Broué", ["Archives"]), ("With Esteban Volkov", ["The gate", "Rabbits"])],
        ),
    ],
)
def test_grouped_as_one_likes(board, segments, by, expected):
    assert [(words, rows) for words, _sum, rows in groups(board(group=by))] == expected


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("source", ["Archives", "The gate", "Rabbits"]),
        ("rating", ["Archives", "The gate", "Rabbits"]),
        ("longest", ["Rabbits", "The gate", "Archives"]),
        ("shortest", ["Archives", "The gate", "Rabbits"]),
        ("nonsense", ["Archives", "The gate", "Rabbits"]),
    ],
)
def test_sorted(board, segments, sort, expected):
    for one in segments:
        one.themes.clear()
    ((_words, _sum, rows),) = groups(board(sort=sort))
    assert rows == expected


def test_filters(board, segments, people, themes, recordings, film):
    scene = factories.SceneFactory(film=film)
    segments[0].scenes.add(scene)
    question = factories.QuestionFactory(subject__film=film, text="When?")
    segments[1].questions.add(question)
    factories.TranscriptFactory(recording=recordings["broue"], language="fr")
    everything = ["Archives", "Rabbits", "The gate"]
    for query, expected in [
        ({}, everything),
        ({"theme": themes[0].pk}, ["The gate"]),
        ({"theme": "null"}, ["Archives"]),
        ({"person": people["volkov"].pk}, ["Rabbits", "The gate"]),
        ({"rating": "5"}, ["Archives", "The gate"]),
        ({"rating": "5", "used": "no"}, ["Archives"]),
        ({"used": "yes"}, ["The gate"]),
        ({"language": "fr"}, ["Archives"]),
        ({"question": question.pk}, ["Rabbits"]),
        ({"interview": recordings["broue"].interview_id}, ["Archives"]),
        ({"q": "rabb"}, ["Rabbits"]),
        ({"q": "rabbits", "rating": "4"}, []),
        ({"q": "-"}, everything),
    ]:
        assert gists(board(**query)) == expected, query


def test_a_language_is_that_of_the_words_it_quotes_from_another_camera_too(board, segments, recordings):
    first = recordings["volkov"]
    second = factories.RecordingFactory(interview=first.interview, reel="B")
    factories.SegmentFactory(recording=second, in_frame=0, out_frame=25, gist="From the side")
    factories.TranscriptFactory(recording=first, language="fr")
    assert gists(board(language="fr")) == ["From the side", "Rabbits", "The gate"]
    factories.TranscriptFactory(recording=second, language="es")  # its own comes first
    assert gists(board(language="fr")) == ["Rabbits", "The gate"]
    assert gists(board(language="es")) == ["From the side"]


def test_found_by_the_words_beneath_it(board, segments, recordings):
    transcript = factories.TranscriptFactory(recording=recordings["volkov"])
    cues = [
        factories.CueFactory(transcript=transcript, in_frame=600, out_frame=700, text="Los conejos comían."),
        factories.CueFactory(transcript=transcript, in_frame=2000, out_frame=2100, text="Conejos, otra vez."),
    ]
    index_cues(transcript, [(cue.pk, cue.text) for cue in cues])
    assert gists(board(q="conejos")) == ["Rabbits"]
    text = board(q="conejos").content.decode()
    assert "Los conejos comían." in text
    # the second camera began 500 frames later, and quotes the transcript of the first
    interview = recordings["volkov"].interview
    second = factories.RecordingFactory(interview=interview, reel="B", sync_offset=500)
    factories.SegmentFactory(recording=second, in_frame=100, out_frame=200, gist="From the side")
    factories.SegmentFactory(recording=second, in_frame=600, out_frame=700, gist="Later")
    assert gists(board(q="conejos")) == ["From the side", "Rabbits"]


def test_nothing_of_other_films_or_of_the_bin(board, segments, other_film, editor, recordings):
    factories.SegmentFactory(recording__interview__film=other_film, gist="Elsewhere")
    segments[0].bin(by=editor)
    recordings["broue"].bin(by=editor)
    assert gists(board()) == ["Rabbits"]


def test_a_row_leads_to_its_place_in_the_log(board, segments, film):
    log = reverse("log", args=[film.slug, segments[1].recording_id])
    assert f"{log}?at=500&amp;segment={segments[1].pk}" in board().content.decode()


def test_it_goes_out_once_each_whatever_the_grouping(board, segments, themes):
    body = b"".join(board(export="csv", group="theme").streaming_content).decode("utf-8-sig")
    lines = body.strip().split("\r\n")
    assert len(lines) == 4
    assert lines[2].startswith(
        'With Esteban Volkov,VOLKOV,01:00:00:00,01:00:10:00,0:10,The gate,5,"Exile, Garden",Esteban Volkov,'
    )
    book = load_workbook(io.BytesIO(board(export="xlsx", rating="5").content))
    assert [row[5].value for row in book.active.iter_rows(min_row=2)] == ["Archives", "The gate"]


def test_pages_and_constant_queries(board, recordings, themes):
    counts = []
    for many in (1, 120):
        made = [
            factories.SegmentFactory(recording=recordings["volkov"], in_frame=10 * n, out_frame=10 * n + 9)
            for n in range(many)
        ]
        for one in made:
            one.themes.set(themes[:1])
        with CaptureQueriesContext(connection) as queries:
            response = board()
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert response.context["page"].paginator.num_pages == 2
    assert [shown.goes_on for shown in board(page=2).context["groups"]] == [True]


# -- many at once ------------------------------------------------------------------------------


@pytest.fixture
def many(film, editor, client_of):
    client = client_of(editor)

    def post(who=client, **data):
        return who.post(reverse("segment-bulk", args=[film.slug]), data, follow=True)

    return post


def picks(segments):
    return [f"{one.pk}:{one.version}" for one in segments]


def test_many_get_a_rating_a_theme_a_scene_and_it_is_undone(many, segments, themes, film, editor, client_of):
    scene = factories.SceneFactory(film=film)
    for change, holds in [
        ("rating:2", lambda one: one.rating == 2),
        (f"themes+{themes[0].pk}", lambda one: themes[0] in one.themes.all()),
        (f"scenes+{scene.pk}", lambda one: scene in one.scenes.all()),
    ]:
        fresh = list(Segment.objects.filter(pk__in=[one.pk for one in segments]))
        assert many(change=change, pick=picks(fresh)).status_code == 200
        assert not all(holds(one) for one in Segment.objects.all()), "looked at first"
        response = many(change=change, rows=",".join(picks(fresh)), confirmed="yes")
        assert all(holds(one) for one in Segment.objects.all())
        undo = film.bulk_edits.latest("pk")
        client_of(editor).post(reverse("bulk-undo", args=[film.slug, undo.pk]))
        assert not all(holds(one) for one in Segment.objects.all())
        assert response.redirect_chain[0][0] == reverse("select-list", args=[film.slug])


def test_all_that_a_filter_finds(many, segments):
    many(change="rating:1", all="on", query="rating=5")
    many(
        change="rating:1",
        rows=",".join(picks(Segment.objects.filter(rating=5))),
        confirmed="yes",
        query="rating=5",
    )
    assert sorted(Segment.objects.values_list("rating", flat=True)) == [1, 1, 3]


def test_nothing_of_another_film_is_changed(many, other_film):
    theirs = factories.SegmentFactory(recording__interview__film=other_film)
    many(change="rating:1", rows=",".join(picks([theirs])), confirmed="yes")
    theirs.refresh_from_db()
    assert theirs.rating == 0
