"""What is gathered for transcripts, logs and lap sheets on paper."""

import datetime

import pytest

from interviews.actions import papers, transcript_papers
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2003, 6, 17)


def test_a_translation_is_stale_where_the_original_was_worded_anew():
    translation = factories.TranslationFactory()
    transcript = translation.transcript
    first, second, _bare = (
        factories.CueFactory(transcript=transcript, in_frame=n * 200, out_frame=n * 200 + 100)
        for n in (0, 1, 2)
    )
    for cue, wording in ((first, first.wording), (second, second.wording + 1)):
        factories.TranslatedCueFactory(translation=translation, cue=cue, wording=wording)
    film = transcript.recording.interview.film
    found = transcript_papers.transcript(transcript, translation, film=film, today=TODAY)
    assert [cue.state for cue in found.cues] == ["", "stale", "missing"]


def test_a_log_has_the_words_of_its_segments_and_only_those_asked_for():
    cue = factories.CueFactory(in_frame=0, out_frame=100, text="one two three four five six seven")
    recording = cue.transcript.recording
    theme = factories.ThemeFactory(film=recording.interview.film)
    good = factories.SegmentFactory(recording=recording, in_frame=0, out_frame=100, rating=4)
    good.themes.add(theme)
    factories.SegmentFactory(recording=recording, in_frame=0, out_frame=50, rating=2)
    film, interview = recording.interview.film, recording.interview
    whole = transcript_papers.log(interview, film=film, by="order", at_least=0, theme=None, today=TODAY)
    assert len(whole.picks) == 2
    found = transcript_papers.log(interview, film=film, by="order", at_least=3, theme=theme, today=TODAY)
    (pick,) = found.picks
    assert (pick.in_words, pick.out_words) == ("one two three", "five six seven")
    assert (pick.source_in, pick.source_out) == (str(good.source_in), str(good.source_out))


def test_an_interview_is_held_back_on_paper_until_its_day():
    transcript = factories.TranscriptFactory(recording__interview__not_before=TODAY)
    film = transcript.recording.interview.film
    before = TODAY - datetime.timedelta(days=1)
    assert transcript_papers.transcript(transcript, None, film=film, today=before).not_before == TODAY
    assert transcript_papers.transcript(transcript, None, film=film, today=TODAY).not_before is None


def test_a_lap_sheet_tells_which_segments_answer():
    question = factories.QuestionFactory(state="answered")
    film = question.subject.film
    segment = factories.SegmentFactory(recording__interview__film=film)
    segment.questions.add(question)
    (asked,) = papers.lap_sheet(question.subject, today=TODAY, with_sensitivities=False).guest.questions
    (answer,) = asked.answers
    assert (answer.reel, answer.source_in) == (segment.recording.reel, str(segment.source_in))
    segment.bin(by=factories.UserFactory())
    (asked,) = papers.lap_sheet(question.subject, today=TODAY, with_sensitivities=False).guest.questions
    assert asked.answers == ()
