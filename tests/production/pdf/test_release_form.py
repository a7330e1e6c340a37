"""Release forms to be signed: each kind, both languages, both papers, and a warning on every page."""

from dataclasses import fields, replace
from pathlib import Path

import pytest

from production.pdf.release_form import render
from production.pdf.release_form_content import KINDS
from production.pdf.wording import Words
from tests import hostile
from tests.production.pdf import papers, reading
from tests.production.pdf.release_papers import BLANK, FILLED, heirs_of

GOLDEN = Path(__file__).parents[2] / "golden"
WARNING = {"en": "checked by a lawyer", "es": "revisarlo un abogado"}


def drawn(content, language="en", paper="a4"):
    return render(content, Words(language, papers.HEAD.as_of), paper=paper)


@pytest.mark.parametrize("language", ["en", "es"])
def test_golden_forms_read_word_for_word(language):
    read = [line for kind in KINDS for line in reading.lines(drawn(FILLED[kind], language))]
    path = GOLDEN / f"release_forms_{language}.txt"
    assert read == path.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("kind", KINDS)
def test_each_form_is_signed_on_one_page(kind, language, paper):
    for content in (FILLED[kind], BLANK[kind]):
        data = drawn(content, language, paper)
        [page] = reading.pages(data)
        assert page.casefold().count(WARNING[language]) == 2  # above the words, and in the foot
        for (width, height), boxes in reading.line_boxes(data):
            for left, bottom, right, top in boxes:
                assert 20 <= left <= right <= width - 20
                assert 15 <= bottom <= top <= height - 15
            assert not reading.overlapping(boxes)


@pytest.mark.parametrize("kind", KINDS)
def test_the_file_is_sound_and_tagged(kind):
    data = drawn(FILLED[kind])
    assert not reading.problems(data)
    assert reading.is_balanced(data)
    assert all(reading.fonts(data).values())
    assert "H1" in {found for _depth, found in reading.structure(data)}


def test_every_heir_has_a_place_to_sign_and_every_page_its_warning():
    pages = reading.pages(drawn(heirs_of(9)))
    assert len(pages) > 1
    assert all("checked by a lawyer" in page for page in pages)
    text = " ".join(pages)
    assert all(f"Heir {n} of 9" in text and f"Heir number {n - 1}" in text for n in range(1, 10))
    assert text.count("Signature") == 10  # and the company's


def test_what_the_crew_alone_may_read_is_not_printed_on_what_leaves_the_house():
    assert papers.HEAD.confidentiality not in reading.words(drawn(FILLED["appearance"]))


def test_a_fee_is_printed_with_its_currency():
    assert "MXN 1,500.00" in reading.words(drawn(FILLED["appearance"]))
    assert "MXN 1,500.00" in reading.words(drawn(FILLED["appearance"], "es"))
    assert "MXN" not in reading.words(drawn(BLANK["appearance"]))


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_words_are_nothing_but_text(kind):
    free = [f.name for f in fields(FILLED[kind]) if f.type == "str" and f.name not in ("kind", "currency")]
    for text in hostile.STRINGS.values():
        head = replace(papers.HEAD, film=text, company=text)
        data = drawn(replace(FILLED[kind], head=head, heirs=(text,), **dict.fromkeys(free, text)))
        assert not reading.problems(data)
        assert reading.is_balanced(data)
        assert not reading.links(data)
