"""Words as search compares them, and what somebody types."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from production.words import MOST, Asked, Term, as_fts5, as_tsquery, excerpt, fold, fold_each, marked, read


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Octavio Fernández", "octavio fernandez"),
        ("FERNÁNDEZ", "fernandez"),
        ("Fernandez\u0301", "fernandez"),
        ("ёлка й Ё", "елка и е"),
        ("Ørsted Łódź Đorđe", "orsted lodz dorde"),
        ("Straße ÆSIR œuvre", "strasse aesir oeuvre"),
        ("L’Humanité d'Annunzio", "l humanite d annunzio"),
        ("Av. Río Churubusco, 410", "av rio churubusco 410"),
        ("ﬁlm ①", "film 1"),
        ("İstanbul ışık", "istanbul isik"),
        ("soft\u00adhyphen zero\u200bwidth", "softhyphen zerowidth"),
        ("snake_case a-b", "snake case a b"),
        ("", ""),
        ("?!", ""),
    ],
)
def test_case_accents_and_signs_fall_away(text, folded):
    assert fold(text) == fold(text, by_sign=True) == folded


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("她喝咖啡。コーヒー", "她 喝 咖 啡 コ ー ヒ ー"),
        ("ｶﾞ時々 ㍿", "カ 時 々 株 式 会 社"),
        ("1939年 Rio河", "1939 年 rio 河"),
        ("커피를 2019年", "커피를 2019 年"),
        ("他" * 100, " ".join("他" * 100)),
        ("𠮷野家", "𠮷 野 家"),
    ],
)
def test_for_search_each_sign_of_languages_without_spaces_is_a_word(text, folded):
    folded = unicodedata.normalize("NFKD", folded)  # Korean is folded to the parts of its signs
    assert fold(text, by_sign=True) == folded
    assert fold_each([text, "Año"], by_sign=True) == [folded, "ano"]
    assert fold(text) != folded, "names are compared whole"


@pytest.mark.parametrize("text", ["커피를 마셨다", "กาแฟร้อน", "ёлка", "العربية"])
def test_other_writings_are_searched_as_they_are_written(text):
    assert fold(text, by_sign=True) == fold(text)


def test_texts_are_cut_where_nobody_reads_on():
    assert len(fold("ab " * MOST)) <= MOST
    assert fold("x" * 1000) == "x" * 60


@given(st.text())
def test_a_folded_text_is_words_and_stays_as_it_is(text):
    folded = fold(text)
    assert fold(folded) == folded
    assert "  " not in folded
    assert folded == folded.strip()


def word(text, **more):
    return Term(tuple(text.split()), **more)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("fern", [word("fern")]),
        ("4", [word("4", is_beginning=False)]),
        ("12A", [word("12a")]),
        ("Casa  azul", [word("casa"), word("azul")]),
        ('"Casa azul"', [word("casa azul", is_beginning=False)]),
        ("“Casa azul”", [word("casa azul", is_beginning=False)]),
        ("«Casa azul» x", [word("casa azul", is_beginning=False), word("x", is_beginning=False)]),
        ("-noche", [word("noche", is_excluded=True)]),
        ('casa -"de noche"', [word("casa"), word("de noche", is_beginning=False, is_excluded=True)]),
        ("río-churubusco", [word("rio churubusco")]),
        ('"not closed', [word("not closed", is_beginning=False)]),
        ('" - * () ""', []),
        ("AND OR NOT NEAR(x y)", [word("and"), word("or"), word("not"), word("near x", is_beginning=False)]),
        ("\0", []),
    ],
)
def test_what_is_typed_is_read(text, terms):
    assert list(read(text).terms)[: len(terms) or 1] == terms


def test_too_much_is_cut():
    assert len(read("ab " * 500).terms) == 12
    assert read("x" * 10_000).terms[0].words == ("x" * 60,)


def test_only_leaving_out_asks_nothing():
    assert not read("-noche").asks
    assert not read("").asks
    assert read("casa -noche").asks


def test_both_languages_of_databases():
    asked = read('fern "casa azul" -noche -"a b"')
    assert as_fts5(asked) == '("fern" * AND "casa azul") NOT ("noche" * OR "a b")'
    assert as_tsquery(asked) == "('fern':*) & ('casa' <-> 'azul') & !('noche':*) & !('a' <-> 'b')"


@given(st.text(max_size=60))
def test_nothing_typed_gets_out_of_its_quotes(text):
    asked = read(text)
    for term in asked.terms:
        assert all(part.isalnum() for part in term.words)
    assert as_fts5(asked).count('"') == 2 * len(asked.terms)
    assert as_tsquery(asked).count("'") == 2 * sum(len(term.words) for term in asked.terms)


def shown(text, asked):
    return "".join(f"[{piece.text}]" if piece.is_found else piece.text for piece in marked(text, read(asked)))


@pytest.mark.parametrize(
    ("text", "asked", "result"),
    [
        ("El niño Fernández", "fernand", "El niño [Fernández]"),
        ("Straße 12", "strasse", "[Straße] 12"),
        ("the last will, the last word", '"last word"', "the last will, the [last word]"),
        ("rio río RÍO", "rio", "[rio] [río] [RÍO]"),
        ("Fernandez\u0301 x", "fernandez", "[Fernandez\u0301] x"),
        ("casa azul", "casa azul", "[casa] [azul]"),
        ("casa azul", "noche", "casa azul"),
        ("casa azul", "-casa", "casa azul"),
        ("<b>casa</b>", "casa", "<b>[casa]</b>"),
        ("他喝咖啡。", "咖啡", "他喝[咖啡]。"),
        ("ｶﾞｽを", "ガス", "[ｶﾞｽ]を"),
    ],
)
def test_found_words_are_marked_in_the_text_itself(text, asked, result):
    assert shown(text, asked) == result


@given(st.text(max_size=80), st.text(max_size=10))
def test_marking_loses_nothing(text, asked):
    assert "".join(piece.text for piece in marked(text, read(asked))) == text


ODD = st.one_of(st.characters(codec="utf-8"), st.sampled_from(" _\n\u0345ıİßÆøπЙй他ガ々\u2028\x85\x1c"))


@given(st.lists(st.text(ODD, max_size=80), max_size=6))
def test_many_texts_are_folded_as_one_is(texts):
    for by_sign in (False, True):
        assert fold_each(texts, by_sign=by_sign) == [fold(text, by_sign=by_sign) for text in texts]


@pytest.mark.parametrize("text", ["a" * 60, "a" * 61, "Ω", "ﷺ" * 20_000, "á" * (MOST + 5), "x " * MOST, ""])
def test_what_is_out_of_the_ordinary_is_folded_alike(text):
    texts = ["Año", text, "b"]
    assert fold_each(texts) == [fold(text) for text in texts]


def test_an_excerpt_stands_round_the_word():
    text = "before " * 100 + "Fernández " + "after " * 100
    part = excerpt(["nothing here", text], read("fernandez"))
    assert "Fernández" in part
    assert part.startswith("… ")
    assert part.endswith(" …")
    assert len(part) < 170
    assert excerpt(["nothing here"], read("fernandez")) == ""
    assert excerpt(["a short one, Fernández"], read("fernandez")) == "a short one, Fernández"


def test_an_excerpt_of_a_text_without_spaces_stands_round_it_too():
    part = excerpt(["那" * 300 + "喝咖啡" + "以" * 300], read("咖啡"))
    assert "喝咖啡" in part
    assert part.startswith("… 那")
    assert part.endswith("以 …")
    assert len(part) < 170


def test_nothing_asked_is_nothing_marked():
    assert [piece.text for piece in marked("casa", Asked(()))] == ["casa"]
