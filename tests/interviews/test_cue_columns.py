"""The cues of a reading become rows: in order, on frames, cleaned; what lies outside is left out."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviews.formats.cues import Cue, Reading, Refused, Word
from interviews.importing.cues import Outside, prepare
from interviews.models import Recording
from interviews.models.transcripts import LONGEST_TEXT
from production.models.fields import clean_text, clean_texts

FIRST, SOURCE = "first_frame", "source"


def prepared(*cues, zero=FIRST, leave_out=False):
    recording = Recording(rate="25/1", start_timecode="10:00:00:00")
    return prepare(Reading(cues=list(cues)), recording, zero=zero, leave_out=leave_out)


def test_rows_stand_in_order_and_what_begins_together_as_the_file_has_it():
    found = prepared(
        Cue(2_000, 3_000, "b", "Rosa"),
        Cue(0, 1_000, "a", "Dina"),
        Cue(2_000, 2_001, "c"),
        Cue(1_990, 3_000, "d"),
    )
    assert found.rows.text == ("a", "b", "c", "d")
    assert (found.rows.in_frame, found.rows.out_frame) == ((0, 50, 50, 50), (25, 75, 51, 75))
    assert found.speakers == ["Dina", "Rosa"]


def test_what_lies_before_the_first_frame_is_left_out_on_purpose_only():
    hour = 36_000_000
    cues = [
        Cue(hour - 9_000, hour - 8_000, "before"),
        Cue(hour - 40, hour + 40, "across"),
        Cue(hour, hour + 80, "in"),
    ]
    with pytest.raises(Outside) as error:
        prepared(*cues, zero=SOURCE)
    assert error.value.count == 1
    found = prepared(*cues, zero=SOURCE, leave_out=True)
    assert (found.count, found.left_out, list(found.rows.in_frame)) == (2, 1, [0, 0])
    assert prepared(cues[0], zero=SOURCE, leave_out=True).count == 0


def test_words_keep_their_frames_after_the_cues_first():
    words = (Word("a", 1_000, 1_010), Word("b"), Word("c", 1_400, 1_800))
    found = prepared(Cue(1_000, 2_000, "a b c", words=words), Cue(3_000, 4_000, "d", words=(Word("d"),)))
    assert [times and json.loads(times) for times in found.rows.word_times] == [
        [[0, 1], None, [10, 20]],
        None,
    ]


def test_a_text_that_is_too_long_is_told_with_its_line():
    with pytest.raises(Refused) as error:
        prepared(Cue(0, 40, "a", line=2), Cue(40, 80, "b" * (LONGEST_TEXT + 1), line=6))
    assert (error.value.code, error.value.line) == ("long_text", 6)


@given(
    st.lists(
        st.text(st.one_of(st.characters(), st.sampled_from("\r\n\0 \x85e\u0301\u1100\u1161\ud800"))),
        max_size=5,
    )
)
def test_many_texts_are_cleaned_as_one_is(texts):
    assert clean_texts(texts) == [clean_text(text, lines=True) for text in texts]
