"""A log from its table into the film: columns, what each row becomes, all rows or none."""

import pytest

from interviews.models import Cue, Segment, Transcript, TranscriptImport
from production.models import Theme
from tests.factories import ContributorFactory, InterviewFactory, RecordingFactory, ThemeFactory
from tests.interviews.transcript_files import address, hand_in, said, take, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clear_limits")]
HEADINGS = "TC in,TC out,Who,Gist,Rating,Themes,Notes"
LOG = f"""{HEADINGS}
01:00:10:00,01:00:20:05,Esteban,How they came,4,Exile;Arrival,by night
01:00:30:00,,,The garden,,Exile,
01:01:00:00,01:01:02:00,Nobody Known,Rabbits,★★,,
"""


@pytest.fixture
def recording(film):
    """An hour at 25, from 01:00:00:00."""
    return RecordingFactory(interview=InterviewFactory(film=film), reel="A001")


@pytest.fixture
def client(client_of, editor):
    return client_of(editor)


def brought(client, recording, text=LOG, name="log.csv"):
    data = text.encode() if isinstance(text, str) else text
    return hand_in(client, recording, data, name)


def columns(client, imported, **more):
    """The guessed columns are confirmed."""
    page = client.get(address(imported.recording, "columns", imported))
    form = page.context["form"]
    guessed = {name: form[name].value() for name in form.fields}
    return client.post(address(imported.recording, "columns", imported), guessed | more, follow=True)


def segments():
    rows = Segment.objects.order_by("in_frame")
    return [(row.in_frame, row.out_frame, row.gist, row.rating) for row in rows]


def test_the_columns_are_guessed_and_asked_for_first(client, recording):
    answer, imported = brought(client, recording)
    assert answer.redirect_chain[-1][0] == address(recording, "columns", imported)
    words = words_of(answer)
    assert "01:00:10:00" in words
    assert answer.context["form"]["column-3"].value() == "gist"
    assert answer.context["form"]["use"].value() == "segments"


def test_rows_become_segments(client, recording, film, editor):
    person = ContributorFactory(film=film, name="Esteban")
    exile = ThemeFactory(film=film, name="exile")
    _answer, imported = brought(client, recording)
    words = words_of(columns(client, imported))
    assert "1 row has no out; it ends where the next begins" in words
    assert "these segments get no speaker: Nobody Known" in words
    assert "new themes Arrival" in words
    take(client, imported, zero="source", makes_themes="on")
    assert segments() == [
        (250, 505, "How they came", 4),
        (750, 1500, "The garden", 0),
        (1500, 1550, "Rabbits", 2),
    ]
    first = Segment.objects.get(gist="How they came")
    assert (first.speaker, first.note) == (person, "by night")
    assert set(first.themes.values_list("name", flat=True)) == {"exile", "Arrival"}
    assert set(Segment.objects.get(gist="The garden").themes.all()) == {exile}
    line = first.history.get()
    assert (line.history_user, line.themes.count()) == (editor, 2)
    imported.refresh_from_db()
    assert (imported.state, imported.transcript) == ("taken", None)


def test_new_themes_are_made_only_where_that_is_wanted(client, recording):
    _answer, imported = brought(client, recording)
    columns(client, imported)
    take(client, imported, zero="source")
    assert Segment.objects.count() == 3
    assert not Theme.objects.exists()


def test_segments_of_a_log_are_found_at_once(client, recording, film):
    from django.urls import reverse

    _answer, imported = brought(client, recording)
    columns(client, imported)
    take(client, imported, zero="source")
    answer = client.get(reverse("search", args=[film.slug]), {"q": "garden"})
    assert "The garden" in words_of(answer)


def test_rows_become_cues(client, recording):
    text = "In\tOut\tSpeaker\tText\n00:00:01:00\t00:00:02:00\tANA\tGood morning.\n00:00:03:00\t\t\tYes.\n"
    _answer, imported = brought(client, recording, text, "log.tsv")
    answer = columns(client, imported)
    assert answer.context["form"].initial["zero"] == "first_frame"
    take(client, imported)
    assert list(Cue.objects.values_list("in_frame", "speaker__name", "text")) == [
        (25, "ANA", "Good morning."),
        (75, None, "Yes."),
    ]
    assert Transcript.objects.get().original.content_type == "text/csv"


def test_rows_that_have_no_place_are_told_and_left_out_on_purpose(client, recording):
    text = f"{HEADINGS}\n01:00:10:00,,,first,,,\n,,,nowhere,,,\n05:00:00:00,,,too late,,,\n"
    _answer, imported = brought(client, recording, text)
    words = words_of(columns(client, imported))
    assert "Line 3: the row has no time where it begins." in words
    assert "1 row lies after the recording's end" in words.replace("&#x27;", "'")
    answer = take(client, imported, zero="source")
    assert "2 rows can be no segments here" in words_of(answer)
    assert not Segment.objects.exists()
    take(client, imported, zero="source", leave_out="on")
    assert [gist for _in, _out, gist, _rating in segments()] == ["first"]


def test_a_log_of_several_reels_gives_ours(client, recording):
    text = "Reel,In,Gist\na001,01:00:10:00,ours\nB007,01:00:20:00,theirs\n,01:00:30:00,nobody's\n"
    _answer, imported = brought(client, recording, text)
    assert "1 row is of another reel" in words_of(columns(client, imported))
    take(client, imported, zero="source")
    assert [gist for _in, _out, gist, _rating in segments()] == ["ours", "nobody's"]


def test_a_row_without_an_out_may_end_after_so_many_seconds(client, recording):
    _answer, imported = brought(client, recording, "In,Gist\n01:00:10:00,a\n01:05:00:00,b\n")
    columns(client, imported, ends="length", seconds=4)
    take(client, imported, zero="source")
    assert segments() == [(250, 350, "a", 0), (7_500, 7_600, "b", 0)]


def test_what_is_too_long_for_a_line_stands_whole_in_the_note(client, recording):
    _answer, imported = brought(client, recording, f"In,Gist,Notes\n01:00:10:00,{'word ' * 100},more\n")
    columns(client, imported)
    take(client, imported, zero="source")
    segment = Segment.objects.get()
    assert len(segment.gist) == 300
    assert segment.note == f"{('word ' * 100).strip()}\n\nmore"


def test_the_next_log_of_the_film_begins_with_what_columns_meant(client, recording, film):
    text = "Minute,Wer,Inhalt\n01:00:10:00,Ana,etwas\n"
    _answer, imported = brought(client, recording, text)
    columns(client, imported, **{"column-0": "in", "column-1": "speaker", "column-2": "gist"})
    other = RecordingFactory(interview=InterviewFactory(film=film))
    answer, _imported = brought(client, other, text + "01:00:20:00,Ana,mehr\n")
    form = answer.context["form"]
    assert [form[f"column-{at}"].value() for at in range(3)] == ["in", "speaker", "gist"]


def test_a_mapping_without_the_in_is_refused(client, recording):
    _answer, imported = brought(client, recording)
    answer = columns(client, imported, **{"column-0": ""})
    assert "without it no row has a place" in words_of(answer)
    assert TranscriptImport.objects.get().found == {}


def test_a_log_that_was_taken_is_recognised(client, recording):
    _answer, imported = brought(client, recording)
    columns(client, imported)
    take(client, imported, zero="source")
    _answer, again = brought(client, recording)
    assert "was taken on" in words_of(columns(client, again))
    take(client, again, zero="source")
    assert Segment.objects.count() == 3


def test_the_same_take_twice_writes_once(client, recording):
    _answer, imported = brought(client, recording)
    columns(client, imported)
    for _ in range(2):
        client.post(address(recording, "take", imported), said(zero="source", form_key="k"))
    assert Segment.objects.count() == 3
