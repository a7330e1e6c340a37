"""What reading a paper edit or a screenplay has to say, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interviews import repairs as of_transcripts
from script.formats.read_script import Refused

REFUSALS: dict[str, Any] = {
    "empty": gettext_lazy("There is nothing to read in it."),
    "binary": gettext_lazy("This isn't text, nor a document that we know."),
    "markup": gettext_lazy("This is a page or an XML file, which no paper edit is read from."),
    "size": gettext_lazy("This is too large for a script: more than %(megabytes)s MB."),
    "encoding": gettext_lazy("“%(found)s” is no encoding that texts are read in."),
    "too_many": gettext_lazy("There are more than %(most)s paragraphs. Divide it into several."),
    "paragraphs": gettext_lazy("There are more than %(most)s paragraphs. Divide it into several."),
    "no_screenplay": gettext_lazy(
        "This is neither Fountain nor Final Draft (FDX). Bring it as a paper edit instead."
    ),
    "xml": gettext_lazy("This XML is damaged or was cut off: it can't be read from column %(column)s on."),
    "kind": gettext_lazy("This is no Final Draft screenplay, whatever its name says."),
    "entities": gettext_lazy("This file declares entities, which no script needs."),
    "too_deep": gettext_lazy("This file is nested deeper than any script."),
    "too_many_values": gettext_lazy("This JSON holds far more values than a paper edit has."),
    "not_json": gettext_lazy("This is no JSON: it can't be read from column %(column)s on."),
    "not_a_transcript": gettext_lazy(
        "This JSON is no paper edit that we know, of the BBC's digital paper edit or of autoEdit."
    ),
    "no_words": gettext_lazy("There are times in this file, but no words."),
    "not_docx": gettext_lazy("This is not a DOCX, whatever its name says. Save it again as DOCX."),
    "damaged": gettext_lazy("This file can't be unpacked: it is damaged or was cut off. Save it again."),
    "damaged_xml": gettext_lazy("The text in this file is damaged and can't be read. Save it again."),
    "entries": gettext_lazy("This file holds more than %(most)s parts; no document needs so many."),
    "unpacked": gettext_lazy("Unpacked, this file would be far too large."),
}
REPAIRS: dict[str, Any] = {
    "nul": gettext_lazy("signs that stand for nothing (NUL) were taken away"),
    "letters": gettext_lazy("some letters can't be read in this encoding"),
    "cut": gettext_lazy("the text is too long and was cut"),
    "boneyard": gettext_lazy("a comment (/*) is never closed; it was read as text"),
    "note": gettext_lazy("a note ([[) is never closed; it was read as text"),
    "silent": gettext_lazy("a name without words was left out"),
    "ends_before_start": gettext_lazy("the end lies before the start; neither counts"),
    "element": gettext_lazy("this kind of line isn't known; it was read as a note"),
    "passed": gettext_lazy("it wasn't looked for: what is said repeats itself too often; divide it"),
    "no_text": gettext_lazy("there is nothing in it; it was left out"),
}
MOST_LINES = 12  # that are told of one kind


class _Facts(dict[str, Any]):
    """The facts of a sentence; one that is missing spoils no page."""

    def __missing__(self, key: str) -> str:
        return "?"


def refusal(refused: Refused) -> str:
    facts = _Facts(refused.facts)
    if isinstance(most := facts.get("most"), int):
        facts["megabytes"] = most // 1_000_000
    words = str(REFUSALS.get(refused.code) or REFUSALS["binary"]) % facts
    if not facts.get("line"):
        return words
    return _("Line %(line)s: %(words)s") % {"line": facts["line"], "words": words}


def repairs(found: Mapping[str, Any]) -> list[str]:
    """A sentence for each kind of repair, with the lines that it was made in."""
    lines: dict[str, list[int]] = {}
    told: dict[str, str] = {}
    for line, code, fact in found["repairs"]:
        lines.setdefault(code, []).append(line)
        told.setdefault(code, fact)
    return [_sentence(code, lines[code], told[code]) for code in lines]


def _sentence(code: str, lines: Sequence[int], fact: str) -> str:
    words = str(REPAIRS.get(code) or of_transcripts.REPAIRS.get(code) or code)
    if "%(" in words:  # it speaks of more than was kept
        words = words % _Facts(found=fact, words=fact, key=fact, text=fact)
    where = _lines(line for line in lines if line)
    return _("%(where)s: %(words)s.") % {"where": where, "words": words} if where else f"{words}."


def _lines(lines: Iterable[int]) -> str:
    found = list(lines)
    if not found:
        return ""
    shown = ", ".join(map(str, found[:MOST_LINES]))
    if len(found) > MOST_LINES:
        shown = _("%(lines)s and %(more)s more") % {"lines": shown, "more": len(found) - MOST_LINES}
    return _("Line %(lines)s") % {"lines": shown}
