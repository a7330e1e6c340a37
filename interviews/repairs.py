"""What reading a transcript has to say, in the reader's language: why it was refused, what was mended."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interviews.formats.cues import Refused

REFUSALS: dict[str, Any] = {
    "empty": gettext_lazy("This file is empty."),
    "binary": gettext_lazy("This is no transcript: it isn't text at all."),
    "too_big": gettext_lazy("This file is too large for a transcript: more than %(megabytes)s MB."),
    "encoding": gettext_lazy("“%(found)s” is no encoding that texts are read in."),
    "foreign": gettext_lazy(
        "This is a file of another kind (%(found)s). Save the transcript as SRT, VTT, DOCX or TXT."
    ),
    "markup": gettext_lazy("This is a page or an XML file, which no transcript is read from."),
    "other_zip": gettext_lazy("This file is packed, but is neither a DOCX nor an XLSX. Unpack it first."),
    "no_cues": gettext_lazy(
        "This is no subtitle file: there is no line of times like 00:00:01,000 --> 00:00:02,000."
    ),
    "too_many": gettext_lazy("There are more than %(most)s cues. Divide the file into several."),
    "long_text": gettext_lazy(
        "What is said at one time is longer than %(most)s; the times after it can't be told."
    ),
    "no_times": gettext_lazy(
        "There is no timecode at the beginning of any line. Write one like [00:01:02] before each paragraph."
    ),
    "no_words": gettext_lazy("There are times in this file, but no words."),
    "not_json": gettext_lazy("This is no JSON: it can't be read from column %(column)s on."),
    "too_deep": gettext_lazy("This JSON is nested deeper than any transcript."),
    "too_many_values": gettext_lazy("This JSON holds far more values than a transcript has."),
    "not_a_transcript": gettext_lazy(
        "This JSON holds no transcript that we know: neither segments nor words with their times."
    ),
    "not_docx": gettext_lazy("This is not a DOCX, whatever its name says. Save it again as DOCX."),
    "damaged": gettext_lazy("This file can't be unpacked: it is damaged or was cut off. Save it again."),
    "damaged_xml": gettext_lazy("The text in this file is damaged and can't be read. Save it again."),
    "entries": gettext_lazy("This file holds more than %(most)s parts; no transcript needs so many."),
    "unpacked": gettext_lazy("Unpacked, this file would be far too large."),
    "entities": gettext_lazy("This file declares entities, which no transcript needs."),
    "lines": gettext_lazy("This text has far more lines than a transcript."),
    "paragraphs": gettext_lazy("This document has more than %(most)s paragraphs."),
    "not_a_workbook": gettext_lazy(
        "This is not an XLSX workbook, whatever its name says. Save it again as XLSX or CSV."
    ),
    "columns": gettext_lazy("This table has %(found)s columns; %(most)s at most are read."),
    "rows": gettext_lazy("This table has more than %(most)s rows. Divide it into several."),
    "no_such_column": gettext_lazy("This table has no such column any more. Choose the columns again."),
}

REPAIRS: dict[str, Any] = {
    # times
    "end_before_start": gettext_lazy("the end lies before the start; it now ends where the next begins"),
    "no_end": gettext_lazy("there is no end; it now ends where the next begins"),
    "no_last_end": gettext_lazy("nothing comes after the last words; they were given %(seconds)s s"),
    "no_length": gettext_lazy("the end is the start; it now ends where the next begins"),
    "no_start": gettext_lazy("there is no start; it now begins where the one before ends"),
    "no_time": gettext_lazy("“%(found)s” is no time"),
    "negative": gettext_lazy("the time %(found)s lies before zero; it was read as zero"),
    "unsorted": gettext_lazy("it begins before the one above; it was put in order"),
    "overlaps": gettext_lazy("it begins before the one above has ended; both were kept"),
    "shared_time": gettext_lazy("no time stands before this speaker; that of the paragraph was taken"),
    "past_a_day": gettext_lazy("times lie beyond 24 hours; they were kept"),
    "sixty": gettext_lazy("there are more than 59 minutes or seconds; they were carried over"),
    "minutes_over_59": gettext_lazy("there are more than 59 minutes in %(found)s; they were carried over"),
    "seconds_over_59": gettext_lazy("there are more than 59 seconds in %(found)s; they were carried over"),
    "timing_unread": gettext_lazy("this looks like times but can't be read as such: %(found)s"),
    "timing_in_note": gettext_lazy("times in a note are no cue: %(found)s"),
    "unusual_time": gettext_lazy("times are written in an unusual way; an export writes them so again"),
    "time_inside": gettext_lazy("a time among the words was kept as text"),
    # frames
    "frames": gettext_lazy("times end in frames"),
    "base_guessed": gettext_lazy("no rate is known; the greatest frame suggests %(base)s frames a second"),
    "frame_beyond": gettext_lazy("there is no frame %(found)s in a second; %(most)s was taken"),
    "dropped": gettext_lazy("drop-frame leaves out frame %(found)s here; the next that exists was taken"),
    "semicolons": gettext_lazy(
        "semicolons mean drop-frame, but the recording isn't; they were read as colons"
    ),
    "hundredths": gettext_lazy(
        "what follows the full stop was read as hundredths of a second, not as frames"
    ),
    # words
    "no_text": gettext_lazy("nothing is said here"),
    "text_beside": gettext_lazy("text stands beside the times; it was kept: %(found)s"),
    "left_out": gettext_lazy("stands before the first times and was left out: %(found)s"),
    "before_first": gettext_lazy("lines before the first timecode: %(lines)s; they were left out: %(text)s"),
    "blank_line": gettext_lazy("a blank line stands among the words; they were kept together"),
    "nul": gettext_lazy("signs that stand for nothing (NUL) were taken away"),
    "signs": gettext_lazy("control signs were taken away"),
    "letters": gettext_lazy("some letters can't be read in this encoding"),
    "unreadable": gettext_lazy("some letters can't be read in this encoding"),
    "named": gettext_lazy(
        "names in capitals before a colon say who speaks (%(names)s); cues that begin so: %(count)s"
    ),
    "name_cut": gettext_lazy("the name of a speaker is too long and was cut"),
    "no_number": gettext_lazy("there is no number above the times"),
    "no_header": gettext_lazy("the first line doesn't say WEBVTT"),
    "grouped": gettext_lazy(
        "the file parts no sentences; its %(words)s words were parted at full stops and pauses"
    ),
    "doubled_key": gettext_lazy("“%(key)s” stands twice in one place; the last was taken"),
    "not_a_segment": gettext_lazy("this is no segment and was left out"),
    "words_differ": gettext_lazy("the timed words aren't those of the text; their times were left out"),
    # single words
    "not_a_word": gettext_lazy("this is no word and was left out"),
    "no_word": gettext_lazy("there is nothing in this word; it was left out"),
    "word_time": gettext_lazy("times of words lie outside their cue and were left out"),
    "word_without_times": gettext_lazy("the word has no times"),
    "word_ends_before_start": gettext_lazy("the word ends before it starts; its times were left out"),
    "word_unsorted": gettext_lazy("the word starts before the one before; its times were left out"),
    # tables
    "row_without_time": gettext_lazy("the row has no time where it begins"),
    "rating": gettext_lazy("“%(found)s” is no number of stars from 0 to %(most)s"),
    "quote": gettext_lazy("a quotation mark is never closed; it was read as a plain sign"),
    "doubled": gettext_lazy("the heading “%(column)s” stands twice"),
    "above": gettext_lazy("stands above the headings and isn't read: %(text)s"),
    "short": gettext_lazy("missing cells: %(missing)s; they were read as empty"),
    "long": gettext_lazy("cells beyond the last column aren't read: %(beyond)s"),
    "cut": gettext_lazy("a cell was cut after %(most)s letters"),
    "error_cell": gettext_lazy("a formula gave an error (%(found)s); the cell was read as empty"),
}

_OF_WORDS = {"not_a_word", "no_word", "word_without_times", "word_ends_before_start", "word_unsorted"}
_OF_SEGMENTS = {"whisper", "autoedit", "bbc", "words"}


class _Facts(dict[str, Any]):
    """The facts of a sentence; one that is missing spoils no page."""

    def __missing__(self, key: str) -> str:
        return "?"


def refusal(refused: Refused) -> str:
    facts = _Facts(refused.facts)
    if isinstance(most := facts.get("most"), int):
        facts["megabytes"] = most // 1_000_000
    words = str(REFUSALS[refused.code]) % facts
    if not refused.line:
        return words
    return _("Line %(line)s: %(words)s") % {"line": refused.line, "words": words}


def repair(line: int, code: str, facts: Mapping[str, Any], format: str = "") -> str:
    """One repair as a sentence; `format` is the reading's, and says what is counted."""
    said = {"line": line, "words": str(REPAIRS[code]) % _Facts(facts)}
    if not line:
        return _("The file: %(words)s.") % said
    if code in _OF_WORDS:
        return _("Word %(line)s: %(words)s.") % said
    if format in _OF_SEGMENTS:
        return _("Segment %(line)s: %(words)s.") % said
    if format == "docx":
        return _("Paragraph %(line)s: %(words)s.") % said
    return _("Line %(line)s: %(words)s.") % said
