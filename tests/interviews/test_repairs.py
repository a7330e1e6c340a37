"""Every code of every reader has its sentence, which names only facts that the code brings."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from django.utils import translation

from interviews import repairs
from interviews.formats.cues import Refused

ROOT = Path(repairs.__file__).parent.parent
READERS = [*sorted((ROOT / "interviews/formats").glob("*.py")), ROOT / "production/formats/tables.py",
           ROOT / "production/formats/sheets.py"]  # fmt: skip


# codes that come from elsewhere, as they are written there, with what they may be
PASSED_ON = {
    "code": {"no_end", "no_length", "end_before_start"},
    "timing.odd": {"minutes_over_59", "seconds_over_59"},
    "repair.code": set(),
    "refused.code": set(),
    "_PACKED[ending]": set(),
}


def texts_of(node):
    """The texts that an argument may be: both of ``"a" if x else "b"``."""
    leaves = [leaf.value for leaf in ast.walk(node) if isinstance(leaf, ast.Constant)]
    found = [text for text in leaves if isinstance(text, str) and re.fullmatch("[a-z][a-z0-9_]+", text)]
    return found or PASSED_ON[ast.unparse(node)]


@cache
def calls():
    return list(_calls())


def _calls():
    for path in READERS:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield node, getattr(node.func, "id", getattr(node.func, "attr", ""))


def codes(names, place):
    found = {}
    for node, name in calls():
        if name in names and len(node.args) > place:
            for code in texts_of(node.args[place]):
                found.setdefault(code, []).append({keyword.arg for keyword in node.keywords})
    return found


MENDED = codes({"mend", "repair"}, 1) | codes({"note"}, 0)
REFUSED = codes({"Refused"}, 0) | {"not_docx": [], "not_a_workbook": []}


def test_the_readers_have_codes():
    assert len(MENDED) >= 40
    assert len(REFUSED) > 20


@pytest.mark.parametrize("code", sorted(MENDED))
def test_every_repair_has_a_sentence(code):
    assert repairs.repair(3, code, {}).startswith(("Line 3: ", "Word 3: "))


@pytest.mark.parametrize("code", sorted(REFUSED))
def test_every_refusal_has_a_sentence(code):
    assert str(repairs.REFUSALS[code])


@pytest.mark.parametrize(("codes", "sentences"), [(MENDED, repairs.REPAIRS), (REFUSED, repairs.REFUSALS)])
def test_sentences_name_only_facts_that_are_there(codes, sentences):
    for code, calls in codes.items():
        named = set(re.findall(r"%\((\w+)\)s", str(sentences[code]))) - {"megabytes"}
        assert all(named <= facts for facts in calls if None not in facts), code


def test_what_is_counted():
    assert repairs.repair(4, "no_end", {}, "srt") == (
        "Line 4: there is no end; it now ends where the next begins."
    )
    assert repairs.repair(4, "no_end", {}, "docx").startswith("Paragraph 4: ")
    assert repairs.repair(4, "no_end", {}, "whisper").startswith("Segment 4: ")
    assert repairs.repair(4, "no_word", {}, "whisper").startswith("Word 4: ")
    assert repairs.repair(0, "base_guessed", {"base": 25}).startswith("The file: no rate is known")
    assert repairs.refusal(Refused("not_json", 2, column=7)).startswith("Line 2: This is no JSON")
    assert "more than 60 MB" in repairs.refusal(Refused("too_big", most=60_000_000))


def test_in_spanish():
    with translation.override("es"):
        assert repairs.repair(4, "no_end", {}, "docx") == (
            "Párrafo 4: no hay fin; ahora termina donde empieza lo siguiente."
        )
        assert repairs.refusal(Refused("no_times")).startswith(
            "Ninguna línea empieza con un código de tiempo"
        )
