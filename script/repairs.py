"""What reading an editor's cut has to say, in the reader's language: why it was refused, what was mended;
and, of what is written, what a format can't take along.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from script.formats.cut import Refused, Repair
from script.formats.edl import Loss

REFUSALS: dict[str, Any] = {
    # writing
    "rates": gettext_lazy(
        "This format knows one rate, and the cut runs at %(record)s frames a second. Its sources: %(reels)s. "
        "Take FCPXML, xmeml or OTIO, or the ZIP of EDLs, in which sources of other rates are gaps."
    ),
    "rates_other": gettext_lazy("This format has no word for the rate %(found)s."),
    "nothing": gettext_lazy("There is nothing in it that this format could carry."),
    # reading
    "empty": gettext_lazy("There are no events in this file."),
    "kind": gettext_lazy("This is no edit list: neither an EDL nor FCPXML, xmeml or OTIO."),
    "unreadable": gettext_lazy("This file can't be read: it is damaged, or isn't text at all."),
    "size": gettext_lazy("This file is far larger than any cut: at most %(megabytes)s MB are read."),
    "many": gettext_lazy("This file holds more than %(most)s events or parts; no cut has so many."),
    "long": gettext_lazy("Something in this file is far longer than anything that a cut says."),
    "depth": gettext_lazy("This file is nested deeper than any cut."),
    "entities": gettext_lazy("This file declares entities, which no cut needs."),
    "encoding": gettext_lazy("This file names an encoding that it isn't written in."),
    "version": gettext_lazy(
        "Version “%(found)s” of this format isn't read. Export the cut as another version."
    ),
    "rate": gettext_lazy("An EDL doesn't say its rate. Choose how many frames a second the cut has."),
    "rate_found": gettext_lazy(
        "There is a frame %(found)s in this list, but at this rate a second ends with frame %(most)s. "
        "Choose another rate."
    ),
    "rate_unknown": gettext_lazy("The cut's own rate can't be told from this file (“%(found)s”)."),
}

REPAIRS: dict[str, Any] = {
    # the file
    "encoding": gettext_lazy("the text is in %(found)s, not in UTF-8"),
    "line_ends": gettext_lazy("lines end in several ways, or as on old Macs"),
    "signs": gettext_lazy("signs that stand for nothing (NUL) were taken away"),
    "letters": gettext_lazy("some letters can't be read in this encoding"),
    "long_line": gettext_lazy("the line is far too long; its end was left out"),
    "unread": gettext_lazy("this stands before the first event and says nothing that is known: %(found)s"),
    "beyond": gettext_lazy("an event that no record can hold was left out"),
    "more": gettext_lazy("%(found)s further repairs aren't told one by one"),
    "several_titles": gettext_lazy(
        "another list begins here; its events were read after those of the first: %(found)s"
    ),
    # how frames are counted
    "other_rate": gettext_lazy(
        "the list says that it runs at %(found)s; it was read at the rate that was chosen"
    ),
    "no_flag": gettext_lazy("no line says whether drop-frame is counted; it was read as %(found)s"),
    "flag_differs": gettext_lazy(
        "the list counts otherwise than was chosen (drop-frame or not); its word was taken"
    ),
    "flag_changes": gettext_lazy("from here on the sources are counted otherwise (drop-frame or not)"),
    "drop_at_rate": gettext_lazy(
        "the list says drop-frame, which doesn't exist at this rate; it was passed over"
    ),
    "colons": gettext_lazy("colons stand in the timecodes, but the list is drop-frame; it was counted so"),
    "semicolons": gettext_lazy(
        "semicolons stand in the timecodes, but the list isn't drop-frame; they were read as colons"
    ),
    "dropped": gettext_lazy("drop-frame leaves out %(found)s; the next frame that exists was taken"),
    # lines
    "times": gettext_lazy("this is no timecode at the list's rate; the event was passed over: %(found)s"),
    "channels": gettext_lazy("no channels are named; the event was taken for a picture"),
    "no_reel": gettext_lazy("no reel is named"),
    "no_transition": gettext_lazy("no transition is named; it was read as a cut"),
    "no_star": gettext_lazy("a comment without its star: %(found)s"),
    "split": gettext_lazy("sound and picture begin at different times, which wasn't taken over: %(found)s"),
    "speed_unread": gettext_lazy(
        "this speed can't be read; the clip was taken to run as it was shot: %(found)s"
    ),
    # transitions
    "dissolve": gettext_lazy("a dissolve of %(found)s frames was read as a cut at its beginning"),
    "wipe": gettext_lazy("a wipe of %(found)s frames was read as a cut at its beginning"),
    "fade": gettext_lazy("a fade from black of %(found)s frames was read as a cut"),
    "key": gettext_lazy("one picture is keyed over another; the upper one was taken to the second track"),
    # ranges
    "no_length": gettext_lazy("the event lasts nothing and was passed over"),
    "backwards": gettext_lazy("the event ends in the record before it begins and was passed over"),
    "source_backwards": gettext_lazy("the source ends before it begins; its end was counted from the record"),
    "source_empty": gettext_lazy("no length of the source is told; it was counted from the record"),
    "lengths": gettext_lazy(
        "source and record aren't of one length (%(found)s frames), and no speed is told"
    ),
    "unsorted": gettext_lazy("events aren't in order of the record; they were put in order"),
    "overlap": gettext_lazy("it begins before the one above on its track has ended; both were kept"),
    # FCPXML, xmeml, OTIO
    "no_sequence": gettext_lazy("there is no time line in it"),
    "several_sequences": gettext_lazy("it holds several time lines; the first was read: %(found)s"),
    "version": gettext_lazy("version “%(found)s” of this format is newer than those that are known"),
    "duplicate_id": gettext_lazy("“%(found)s” is described twice; the first was taken"),
    "transition": gettext_lazy("a transition was read as a cut: %(found)s"),
    "disabled": gettext_lazy("this clip is switched off and was passed over: %(found)s"),
    "track_off": gettext_lazy("this track is switched off and was passed over: %(found)s"),
    "alternative": gettext_lazy("another take that isn't seen was passed over: %(found)s"),
    "missing_media": gettext_lazy("the file doesn't say which medium this clip is of: %(found)s"),
    "empty_event": gettext_lazy("this clip lasts less than a frame and was passed over: %(found)s"),
    "bad_time": gettext_lazy("this is no time: %(found)s"),
    "bad_number": gettext_lazy("this is no number of frames: %(found)s"),
    "no_in": gettext_lazy(
        "no in point is told; the clip was taken to begin with its medium's first frame: %(found)s"
    ),
    "timecode_differs": gettext_lazy(
        "the timecode and the number of the frame differ; the timecode was taken: %(found)s"
    ),
    "speed": gettext_lazy("the clip runs at %(found)s times its speed; the frames that are seen were told"),
    "reversed": gettext_lazy(
        "clips that run backwards were taken to begin with the frame that their source begins with, and to "
        "go down from it"
    ),
    "speed_changes": gettext_lazy(
        "the speed changes inside this clip, or can't be told; its source frames are about right: %(found)s"
    ),
    "nested": gettext_lazy("a clip that is made of others was followed to their media: %(found)s"),
    "nested_speed": gettext_lazy(
        "a clip that is made of others runs at another speed and was passed over: %(found)s"
    ),
    "shifted": gettext_lazy(
        "how the angles of this multiclip are shifted against each other can't be counted; it was passed "
        "over: %(found)s"
    ),
    "recursion": gettext_lazy("a clip that holds itself was passed over: %(found)s"),
    "unknown_item": gettext_lazy("this is no clip, gap or track and was passed over: %(found)s"),
    # logs
    "no_rate": gettext_lazy("“%(found)s” is no rate; times were left out"),
    "long_row": gettext_lazy("cells beyond the last column weren't read: %(found)s"),
}

LOSSES: dict[str, Any] = {
    "numbers": ngettext_lazy(
        "The list has %(count)s event; numbers over 999 have four figures, which old systems don't read.",
        "The list has %(count)s events; numbers over 999 have four figures, which old systems don't read.",
        "count",
    ),
    "tracks": ngettext_lazy(
        "%(count)s more track stands in a list of its own.",
        "%(count)s more tracks stand in lists of their own.",
        "count",
    ),
    "titles": ngettext_lazy(
        "%(count)s title isn't in the list: an EDL knows none.",
        "%(count)s titles aren't in the list: an EDL knows none.",
        "count",
    ),
    "markers": ngettext_lazy(
        "%(count)s marker lies where nothing is shown or heard, and stands in the list of markers alone.",
        "%(count)s markers lie where nothing is shown or heard, and stand in the list of markers alone.",
        "count",
    ),
    "letters": ngettext_lazy(
        "In %(count)s event letters with accents were spelled in ASCII; the table has them as they are.",
        "In %(count)s events letters with accents were spelled in ASCII; the table has them as they are.",
        "count",
    ),
    "words": ngettext_lazy(
        "In %(count)s event the words were too many for comments; the table has all of them.",
        "In %(count)s events the words were too many for comments; the table has all of them.",
        "count",
    ),
    "title": ngettext_lazy(
        "The title was cut after 70 letters.", "The title was cut after 70 letters.", "count"
    ),
}


class _Facts(dict[str, Any]):
    """The facts of a sentence; one that is missing spoils no page."""

    def __missing__(self, key: str) -> str:
        return "?"


def refusal(refused: Refused) -> str:
    facts = _Facts(refused.facts)
    code = refused.code
    if code == "rates" and "reels" not in facts:
        code = "rates_other"
    elif code == "rate" and facts:
        code = "rate_found" if "most" in facts else "rate_unknown"
    elif code == "size":
        most = facts.get("most")
        if "events" in facts or (isinstance(most, int) and most < 1_000_000):
            code, facts["most"] = "many", facts.get("events", most)
        elif isinstance(most, int):
            facts["megabytes"] = most // 1_000_000
    words = str(REFUSALS.get(code, REFUSALS["unreadable"])) % facts
    if not facts.get("line"):
        return words
    return _("Line %(line)s: %(words)s") % {"line": facts["line"], "words": words}


def refusal_to_write(refused: Refused) -> str:
    """The same while writing, where what is empty is the cut."""
    return str(REFUSALS["nothing"]) if refused.code == "empty" else refusal(refused)


def repair(found: Repair | Mapping[str, Any]) -> str:
    """One repair as a sentence; also as it is stored, a mapping of its fields."""
    if isinstance(found, Mapping):
        found = Repair(found["code"], found.get("line", 0), found.get("found", ""))
    words = str(REPAIRS.get(found.code, found.code)) % _Facts(found=found.found)
    said = {"line": found.line, "words": words}
    return (_("Line %(line)s: %(words)s.") if found.line else _("The file: %(words)s.")) % said


def loss(found: Loss) -> str:
    return str(LOSSES[found.code] % {"count": found.count})
