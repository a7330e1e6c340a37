"""Transcripts in JSON, in the shapes of the programs that write them, and in none."""

import json
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviews.formats import opening, word_json
from interviews.formats.cues import Refused, Word
from tests.own_time import within


def read(tree, **how):
    data = tree if isinstance(tree, bytes) else (tree if isinstance(tree, str) else json.dumps(tree)).encode()
    return word_json.read(data, **how)


def told(reading):
    return [(repair.line, repair.code) for repair in reading.repairs]


def word(text, start=None, end=None, key="text"):
    return {key: text, "start": start, "end": end}


HOUSE = [word(" La", 1.0, 1.2, "word"), word(" casa", 1.2, 1.6, "word"), word(" azul.", 1.7, 2.25, "word")]


def test_whisper_with_words():
    reading = read(
        {
            "text": " La casa azul. Sí.",
            "language": "es",
            "segments": [
                {"id": 0, "start": 1.0, "end": 2.4, "text": " La casa azul.", "words": HOUSE},
                {"id": 1, "start": 2.4, "end": 3.0004, "text": " Sí."},
            ],
        }
    )
    assert (reading.format, reading.language, reading.repairs) == ("whisper", "es", [])
    first, second = reading.cues
    assert first[:3] == (1000, 2400, "La casa azul.")
    assert first.words == (Word("La", 1000, 1200), Word("casa", 1200, 1600), Word("azul.", 1700, 2250))
    assert (second[:3], second.words, second.line) == ((2400, 3000, "Sí."), (), 2)


def test_whisper_words_beside_the_segments_are_laid_over_them():
    beside = [word("la", 1.0, 1.2, "word"), word("casa", 1.2, 1.6, "word"), word("sí", 2.4, 2.9, "word")]
    segments = [{"start": 1, "end": 2.4, "text": "La casa."}, {"start": 2.4, "end": 3, "text": "¡Sí!"}]
    cues = read({"segments": segments, "words": beside}).cues
    assert cues[0].words == (Word("La", 1000, 1200), Word("casa.", 1200, 1600))
    assert cues[1].words == (Word("¡Sí!", 2400, 2900),)


def test_parts_of_words_come_together():
    pieces = [word(" veinti", 0, 0.5, "word"), word("cinco", 0.5, 1, "word"), word(" años", 1, 1.5, "word")]
    cue = read({"segments": [{"start": 0, "end": 2, "text": "veinticinco — años", "words": pieces}]}).cues[0]
    assert cue.words == (Word("veinticinco", 0, 1000), Word("—"), Word("años", 1000, 1500))


def test_words_of_another_text_are_left_out_and_told():
    reading = read({"segments": [{"start": 0, "end": 2, "text": "Otra cosa", "words": HOUSE}]})
    assert (reading.cues[0].text, reading.cues[0].words) == ("Otra cosa", ())
    assert told(reading) == [(1, "words_differ")]


def test_whisper_cpp_counts_milliseconds():
    entry = {
        "timestamps": {"from": "00:00:01,000", "to": "00:00:02,500"},
        "offsets": {"from": 1000, "to": 2500},
        "text": " Hola",
        "tokens": [
            {"text": "[_BEG_]", "offsets": {"from": 1000, "to": 1000}},
            {"text": " Ho", "offsets": {"from": 1000, "to": 1500}},
            {"text": "la", "offsets": {"from": 1500, "to": 2400}},
        ],
    }
    reading = read({"result": {"language": "es"}, "transcription": [entry]})
    assert reading.language == "es"
    assert reading.cues[0][:3] == (1000, 2500, "Hola")
    assert reading.cues[0].words == (Word("Hola", 1000, 2400),)
    del entry["offsets"]
    assert read({"transcription": [entry]}).cues[0][:2] == (1000, 2500)


def test_speakers_and_lists_of_segments_and_chunks():
    segments = [{"start": 0, "end": 1, "text": "Hola a todos", "speaker": "SPEAKER_00"}]
    assert read(segments).speakers == read({"segments": segments}).speakers == ["SPEAKER_00"]
    chunks = [{"timestamp": [0.5, 2.0], "text": " Hola"}, {"timestamp": [2.0, None], "text": " adiós"}]
    reading = read({"text": " Hola adiós", "chunks": chunks})
    assert [cue[:3] for cue in reading.cues] == [(500, 2000, "Hola"), (2000, 3000, "adiós")]
    assert told(reading) == [(2, "no_last_end")]


def test_words_with_paragraphs():
    words = [word("Did", 1, 1.2), word("you?", 1.2, 1.5), word("I", 4.0, 4.1), word("did.", 4.1, 4.6)]
    paragraphs = [
        {"id": 1, "start": 4.0, "end": 4.6, "speaker": "Volkov"},
        {"id": 0, "start": 1, "end": 1.5, "speaker": "Q"},
    ]
    for tree in (
        {"words": words, "paragraphs": paragraphs},
        {"transcript": {"words": words, "paragraphs": paragraphs}},
    ):
        reading = read(tree)
        assert reading.format == "bbc"
        assert [(c.start, c.end, c.speaker, c.text) for c in reading.cues] == [
            (1000, 1500, "Q", "Did you?"),
            (4000, 4600, "Volkov", "I did."),
        ]
        assert reading.cues[0].words == (Word("Did", 1000, 1200), Word("you?", 1200, 1500))


def test_punctuated_words_in_an_answer_of_a_service():
    words = [{"word": "there", "punct": "There.", "start": "13.02", "end": "13.17"}]
    segmentation = {"segments": [{"start": 13.0, "duration": 1, "speaker": {"@id": "S0"}}]}
    reading = read({"retval": {"words": words, "segmentation": segmentation}})
    assert [(c[:3], c.speaker) for c in reading.cues] == [((13020, 13170, "There."), "S0")]


def test_words_alone_are_grouped_by_sentence_pause_and_length_and_that_is_told():
    words = [word("One.", 0, 1), word("Two", 1, 2), word("three", 3.5, 4)]
    words += [word(f"w{n}", 4 + n, 4.9 + n) for n in range(20)]
    reading = read(words)
    assert told(reading) == [(0, "grouped")]
    assert [cue.text.split()[0] for cue in reading.cues] == ["One.", "Two", "three", "w11"]
    assert all(cue.end - cue.start <= 12_000 for cue in reading.cues)
    assert read({"words": words}).cues == reading.cues


def test_autoedit_paragraphs():
    lines = [word("Hai", 6.1, 6.4), {"text": "deciso\nsubito", "startTime": 6.4, "endTime": 7.0}]
    group = {"speaker": "Intervista", "paragraph": [{"startTime": 6.1, "endTime": 7.2, "line": lines}]}
    for tree in ([group], {"title": "x", "text": [group]}):
        reading = read(tree)
        assert (reading.format, reading.speakers) == ("autoedit", ["Intervista"])
        assert reading.cues[0][:3] == (6100, 7200, "Hai deciso\nsubito")
        assert [w.text for w in reading.cues[0].words] == ["Hai", "deciso", "subito"]


def test_an_end_before_the_start_is_mended_and_told():
    segments = [
        {"start": 5, "end": 4, "text": "eins"},
        {"start": 9, "end": 9, "text": "zwei"},
        {"start": 12, "end": 1, "text": "drei"},
    ]
    reading = read({"segments": segments})
    assert [cue[:2] for cue in reading.cues] == [(5000, 9000), (9000, 12000), (12000, 13000)]
    assert told(reading) == [(1, "end_before_start"), (2, "no_length"), (3, "end_before_start")]


def test_a_word_that_ends_before_it_starts_has_no_times():
    words = [word("ma", 5.75, 4.9), word("come", 6, 6.5), word("hai", 5, 5.5), word("fatto", "x", 9)]
    reading = read({"segments": [{"start": 5, "end": 7, "text": "ma come hai fatto", "words": words}]})
    assert reading.cues[0].words == (Word("ma"), Word("come", 6000, 6500), Word("hai"), Word("fatto"))
    assert told(reading) == [
        (1, "word_ends_before_start"), (3, "word_unsorted"), (4, "no_time"), (4, "word_without_times"),
    ]  # fmt: skip


def test_order_and_overlap_are_told():
    segments = [{"start": s, "end": e, "text": str(s)} for s, e in ((5, 8), (1, 2), (7, 9))]
    reading = read({"segments": segments})
    assert [cue.text for cue in reading.cues] == ["1", "5", "7"]
    assert told(reading) == [(2, "unsorted"), (3, "overlaps")]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("NaN", "no_time"),
        ("Infinity", "no_time"),
        ("-Infinity", "no_time"),
        ("1e400", "no_time"),
        ("9" * 5000, "no_time"),
        ("1e12", "no_time"),
        ('"soon"', "no_time"),
        ("true", "no_time"),
        ("[]", "no_time"),
        ("{}", "no_time"),
        ("-0.5", "negative"),
    ],
)
def test_numbers_that_are_no_times(number, code):
    reading = read(f'[{{"start": {number}, "end": 4.5, "text": "hola a todos"}}]')
    assert (1, code) in told(reading)
    assert reading.cues[0][:2] == (0, 4500)


@pytest.mark.parametrize("tree", ["{", "[1,", '{"a" 1}', "\ufeff{]", "'x'"])
def test_what_is_no_json_is_refused_with_its_line(tree):
    with pytest.raises(Refused) as refusal:
        read(tree)
    assert (refusal.value.code, refusal.value.line) == ("not_json", 1)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \r\n\0", "empty"),
        (b"\x00\x01\x02\x03\x7f\x05\x06" * 50, "binary"),
        ("[" * 200_000, "too_deep"),
        ('{"a":' * 100_000, "too_deep"),
        ("[" * 800_000, "too_many_values"),
        ("[" + "1," * 5_000_000, "too_many_values"),
        ("1", "not_a_transcript"),
        ("null", "not_a_transcript"),
        ("[]", "not_a_transcript"),
        ("[1,2]", "not_a_transcript"),
        ({"segments": []}, "not_a_transcript"),
        ({"annotations": [{"start": 1, "end": 2}]}, "not_a_transcript"),
        ({"segments": [{"start": 1, "end": 2, "text": " "}]}, "no_words"),
        ({"words": {}}, "not_a_transcript"),
        ({"segments": [1, None, "x"]}, "not_a_transcript"),
        ({"text": "only words"}, "not_a_transcript"),
    ],
)
def test_what_is_no_transcript_is_refused(data, code):
    with within(3):
        with pytest.raises(Refused) as refusal:
            read(data)
        assert refusal.value.code == code


def test_doubled_keys_are_told():
    reading = read('[{"start": 1, "start": 2, "end": 3, "text": "dos veces"}]')
    assert (reading.cues[0].start, reading.repairs[0].code, reading.repairs[0].facts) == (
        2000,
        "doubled_key",
        {"key": "start"},
    )


def test_signs_that_no_text_holds_are_told():
    reading = read('[{"start": 1, "end": 3, "text": "a\\u0000b \\ud800c d\\u001be"}]')
    assert reading.cues[0].text == "ab c de"
    assert told(reading) == [(1, "nul")]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_encodings(encoding):
    tree = '[{"start": 1, "end": 3, "text": "¿Qué pasó entonces?"}]'
    reading = read(tree.encode(encoding))
    assert reading.cues[0].text == "¿Qué pasó entonces?"
    assert reading.encoding_is_sure


MEASURED = """
import resource, sys, time
from pathlib import Path
from interviews.formats import word_json
data = Path(sys.argv[1]).read_bytes()
before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
reading = word_json.read(data)
took, after = time.process_time() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(len(reading.cues), reading.cues[-1].words[-1].start, after - before, took)
"""


def test_a_hundred_thousand_words_are_quick_and_small(tmp_path):
    words = [word(f" w{n}", n / 2, n / 2 + 0.4, "word") | {"probability": 0.5} for n in range(100_000)]
    segments = [
        {"start": n / 2, "end": n / 2 + 5, "text": "".join(w["word"] for w in ten), "words": ten}
        for n in range(0, 100_000, 10)
        for ten in [words[n : n + 10]]
    ]
    path = tmp_path / "long.json"
    path.write_text(json.dumps({"segments": segments}))
    answer = subprocess.run(  # in a process of its own, whose memory nothing else has grown
        [sys.executable, "-c", MEASURED, path], capture_output=True, text=True, check=True
    ).stdout.split()
    cues, last, kilobytes, seconds = (float(figure) for figure in answer)
    assert (cues, last) == (10_000, 49_999_500)
    assert kilobytes < 150_000
    assert seconds < 8


def test_the_file_whose_words_end_before_they_start(samples):
    reading = word_json.read((samples / "autoedit2_transcript_bad_times.json").read_bytes())
    assert len(reading.cues) == 123
    assert sum(len(cue.text.split()) for cue in reading.cues) >= 840
    assert all(cue.end > cue.start for cue in reading.cues)
    assert len(reading.repairs) + reading.more_repairs >= 842
    assert reading.repairs[0][:2] == (1, "word_ends_before_start")


@pytest.mark.parametrize("name", ["dpe_annotations.json", "dpe_programme_script.json"])
def test_other_files_of_the_paper_edit_are_no_transcripts(samples, name):
    with pytest.raises(Refused):
        word_json.read((samples / name).read_bytes())


scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
keys = st.sampled_from(
    [
        "start",
        "end",
        "text",
        "word",
        "words",
        "segments",
        "paragraphs",
        "paragraph",
        "line",
        "speaker",
        "startTime",
        "endTime",
        "timestamp",
        "offsets",
        "from",
        "to",
        "transcription",
        "chunks",
        "retval",
        "tokens",
        "language",
    ]
)
trees = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=5),
    max_leaves=30,
)


@settings(max_examples=300)
@given(trees)
def test_no_shape_breaks_it(tree):
    try:
        reading = word_json.read(json.dumps(tree).encode())
    except Refused:
        return
    assert all(0 <= cue.start < cue.end and cue.text.strip() for cue in reading.cues)
    assert all(not cue.words or len(cue.words) == len(cue.text.split()) for cue in reading.cues)


@settings(max_examples=200)
@given(st.binary(max_size=200))
def test_no_bytes_break_it(data):
    for candidate in (data, b'[{"start":1,"end":2,"text":"' + data + b'"}]'):
        try:
            word_json.read(candidate)
        except Refused:
            continue


def test_a_file_beyond_the_bound_is_refused_before_it_unfolds():
    with pytest.raises(Refused, match="too_big"):
        word_json.read(b" " * opening.MOST_BYTES + b"[]")
