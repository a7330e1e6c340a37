"""A script leaves as a table, whole, by scene or by row; segments by themselves."""

import csv
import io

import pytest
from django.urls import reverse

from tests.factories import (
    CellFactory,
    FilmFactory,
    RowFactory,
    ScriptFactory,
    ScriptSceneFactory,
    SegmentFactory,
)
from tests.script.cut_exports.files import address, body

pytestmark = pytest.mark.django_db


def test_the_rows_as_a_table(client, script, rows):
    text = body(client.get(address(script, "csv"), {"into": "en"})).decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text)))
    assert [line["Row"] for line in lines] == ["1.1", "1.2"]
    assert lines[1]["In"] == "01:00:04:00"
    assert lines[1]["Starts"] == "01:00:06:00"
    assert lines[1]["Translation"] == "We lived here, all together."
    assert lines[0]["Counted by"] == "pace"


def test_formulas_stay_text(client, script, scene):
    CellFactory(row=RowFactory(scene=scene), text="=1+1")
    assert "'=1+1" in body(client.get(address(script, "csv"))).decode()


def test_one_scene_or_some_rows_alone(client, script, rows):
    other = RowFactory(scene=ScriptSceneFactory(script=script))
    CellFactory(row=other)
    answer = client.get(address(script, "csv"), {"scene": other.scene_id})
    assert [line["Row"] for line in csv.DictReader(io.StringIO(body(answer).decode("utf-8-sig")))] == ["2.1"]
    assert answer["Content-Disposition"] == 'attachment; filename="la-casa-n-2-25.csv"'
    answer = client.get(address(script, "csv"), {"rows": f"{rows[1].pk},{other.pk},x"})
    found = [line["Row"] for line in csv.DictReader(io.StringIO(body(answer).decode("utf-8-sig")))]
    assert found == ["1.2", "2.1"]


def test_an_unknown_format_is_not_there(client, script):
    assert client.get(address(script, "exe")).status_code == 404


def test_another_film_is_not_there(client, rows):
    other = ScriptFactory(film=FilmFactory())
    assert client.get(reverse("script-exports", args=[other.film.slug, other.pk])).status_code == 404


def test_segments_go_out_in_the_order_in_which_they_are_named(client, film, recording, segment):
    second = SegmentFactory(recording=recording, in_frame=500, out_frame=600, gist="The wall")
    asked = {"segments": f"{second.pk},{segment.pk}"}
    page = client.get(reverse("script-segments", args=[film.slug]), asked)
    assert [one["segment"] for one in page.context["segments"]] == [second, segment]
    answer = client.get(reverse("script-segments-export", args=[film.slug, "csv"]), asked)
    lines = list(csv.DictReader(io.StringIO(body(answer).decode("utf-8-sig"))))
    assert [line["In"] for line in lines] == ["01:00:20:00", "01:00:04:00"]


def test_segments_are_filtered_as_on_the_board(client, film, recording, segment):
    SegmentFactory(recording=recording, rating=5, gist="Best")
    page = client.get(reverse("script-segments", args=[film.slug]), {"rating": "5"})
    assert [one["segment"].gist for one in page.context["segments"]] == ["Best"]


def test_segments_as_subtitles(client, film, segment):
    answer = client.get(reverse("script-segments-export", args=[film.slug, "srt"]))
    assert body(answer).decode().startswith("1\n00:00:00,000 --> 00:00:04,000\nVivíamos aquí")


def test_the_selects_tell_no_releases_either(client, client_of, viewer, film, segment):
    where = reverse("script-segments-export", args=[film.slug, "csv"])
    assert ",open," in body(client.get(where)).decode()
    assert ",open," not in body(client_of(viewer).get(where)).decode()
