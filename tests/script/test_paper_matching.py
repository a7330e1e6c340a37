"""Paragraphs that somebody retyped, found in what was said."""

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from production.words import fold_each
from script.paper_matching import AMBIGUOUS, AROUND, Cue, Search, choose, lay_over, text_of
from script.word_alignment import align

SAID = (
    "Mi abuelo criaba conejos y gallinas detrás de la casa",
    "y les daba de comer todas las mañanas antes de escribir",
    "los guardias se burlaban un poco de él",
    "pero nunca delante de mi abuela que no lo permitía",
    "por la noche cerraban las ventanas con hierro",
    "y nadie podía salir al jardín hasta que amanecía",
)


def cues(*texts, times=False):
    """Each of a hundred frames; words of ten."""
    made = []
    for at, text in enumerate(texts):
        of_words = [[10 * n, 10 * n + 8] for n in range(len(text.split()))] if times else None
        made.append(Cue(at, 200 * at, 200 * at + 200, text, of_words, "Volkov"))
    return made


def over(asked, *texts, times=False):
    return lay_over(text_of(asked.split()), 1, cues(*texts, times=times))


def find(paragraphs, tracks):
    """As the import does it: windows first, then the words."""
    search = Search([text_of(text.split()) for text in paragraphs])
    for key, texts in tracks.items():
        search.look(key, enumerate(fold_each(texts)))
    answers = []
    for number, text in enumerate(search.paragraphs):
        found = []
        for window in search.windows(number):
            texts = tracks[window.track]
            first, last = max(0, window.first - AROUND), min(len(texts) - 1, window.last + AROUND)
            here = [Cue(at, 200 * at, 200 * at + 200, texts[at]) for at in range(first, last + 1)]
            found.append(lay_over(text, window.track, here))
        answers.append(choose([one for one in found if one]))
    return answers


def test_the_same_words_are_found_to_the_word():
    found = over("les daba de comer todas las mañanas", *SAID, times=True)
    assert (found.ranges, found.confidence, found.by) == (((210, 278),), 100, "words")
    assert found.speaker == "Volkov"


def test_without_times_of_words_cues_are_taken_whole():
    found = over("les daba de comer todas las mañanas", *SAID)
    assert (found.ranges, found.by) == (((200, 400),), "cues")


def test_a_word_without_a_time_goes_with_its_neighbours():
    made = cues(SAID[0], times=True)[0]
    times = [None, *made.times[1:3], None, *made.times[4:]]
    found = lay_over(text_of(["abuelo", "criaba", "conejos", "y"]), 1, [Cue(1, 0, 200, made.text, times)])
    assert found.ranges == ((10, 48),)


def test_words_that_were_left_out_or_changed_are_told():
    found = over("Mi abuelo tenía conejos, gallinas … detrás de la casa", *SAID)
    assert found.ranges == ((0, 200),)
    assert 70 <= found.confidence < 100
    assert [text for text, is_same in found.asked if not is_same] == ["tenía"]
    assert [text for text, is_same in found.said if not is_same] == ["criaba", "y"]


def test_punctuation_case_and_accents_make_no_difference():
    assert over("«¡MI ABUELO: criaba conejos — y gallinas!»", *SAID).confidence == 100


def test_another_form_of_a_word_counts_half():
    assert 80 < over("los guardias se burlaron un poco", *SAID).confidence < 100


def test_what_was_left_out_between_parts_a_soundbite():
    found = over(f"{SAID[0]} [...] {SAID[4]}", *SAID)
    assert found.ranges == ((0, 200), (800, 1000))
    assert " // " not in found.said[0][0]
    assert "//" in " ".join(text for text, _is_same in found.said)


def test_a_word_far_off_is_no_part_of_it():
    assert over("los guardias se burlaban un poco de él amanecía", *SAID).ranges == ((400, 600),)


def test_nothing_is_forced():
    assert over("Nobody said these words.", *SAID) is None
    assert find(["Nobody said these words."], {1: SAID}) == [[]]


def test_a_word_or_two_are_hardly_believed():
    assert over("sí", "sí", *SAID).confidence == 25


def test_what_stands_in_two_places_alike_is_doubted():
    (found,) = find([SAID[2]], {1: SAID, 2: SAID})
    assert {one.track for one in found} == {1, 2}
    assert {one.confidence for one in found} == {AMBIGUOUS}


def test_the_right_transcript_is_found_among_many():
    vocabulary = random.Random(5)
    words = [f"{a}{b}{c}" for a in "bcdfgl" for b in "aeiou" for c in ("ta", "men", "dor", "s", "ción", "ra")]
    tracks = {
        key: [" ".join(vocabulary.choices(words, k=vocabulary.randint(4, 20))) for _cue in range(120)]
        for key in range(20)
    }
    asked, truth = [], []
    for _paragraph in range(60):
        track, first = vocabulary.randrange(20), vocabulary.randrange(115)
        said = " ".join(tracks[track][first : first + 4]).split()
        asked.append(" ".join(word for word in said if vocabulary.random() > 0.15))
        truth.append((track, first))
    answers = find(asked, tracks)
    right = [
        answer and (answer[0].track, answer[0].ranges[0][0] // 200) == one
        for answer, one in zip(answers, truth, strict=True)
    ]
    assert sum(bool(one) for one in right) >= 57


def test_words_that_stand_everywhere_tell_nothing():
    search = Search([text_of(["de", "la", "casa"])])
    search.look(1, enumerate(["de la casa"] * 500))
    assert search.windows(0) == []


def test_words_said_over_and_over_take_no_longer():
    """Matches grow with both texts; what is looked at doesn't."""
    found = lay_over(text_of(["ja"] * 20_000), 1, [Cue(1, 0, 100, "ja " * 2_000)])
    assert found.ranges
    asked = [f"{'ja ' * 300}{n}" for n in range(30)]
    assert len(find(asked, {1: ["ja " * 200] * 40})) == 30


def test_a_row_of_five_thousand_words_is_found():
    said = [" ".join(f"word{cue}x{n}" for n in range(10)) for cue in range(600)]
    (found,) = find([" ".join(said[50:550])], {1: said})
    assert found[0].ranges == ((50 * 200, 550 * 200),)
    assert found[0].confidence == 100


@given(st.lists(st.sampled_from("abcde"), max_size=40), st.lists(st.sampled_from("abcdef"), max_size=60))
def test_an_alignment_is_in_the_order_of_both(asked, said):
    found = align(asked, said)
    assert all(asked[i] == said[j] for i, j in found.pairs)
    both = sorted((*found.pairs, *found.alike))
    assert all(i < k and j < m for (i, j), (k, m) in pairwise(both))
    assert 0 <= found.confidence <= 100


@given(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=30))
def test_the_same_is_the_same(words):
    assert align(words, words).confidence == 100 or len(set(words)) < len(words)


@pytest.mark.parametrize("text", ["", "…", "— — —"])
def test_a_paragraph_without_words_is_nowhere(text):
    assert find([text], {1: SAID}) == [[]]
