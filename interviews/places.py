"""Where in a recording a typed time lies: source timecode as it stands on the reel, or running time.

A label to the frame is source timecode. One to the second is source timecode where the recording
has it, else the time since its first frame; an r says that it is running time: ``r 12:03``. A sign
makes it a step: ``+4:00`` is four seconds on.
"""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from interviews.models import Recording
from production import timecode
from production.notation import refused_timecode
from production.timecode import LONGEST, BadTimecode, Label, Rate

_EXACT = re.compile(r"#([0-9]{1,12})")  # as the page writes it: a frame, counted from the first one
_RUNNING = re.compile(r"r\s*(.+)", re.I)
_SECONDS = re.compile(r"[0-9]{1,5}")


def frame_typed(text: str, recording: Recording, at: int = 0) -> int:
    """The frame meant; BadTimecode says what is wrong, `outside` that the recording doesn't have it.

    A step counts from the frame `at`.
    """
    text, rate = text.strip(), recording.frames
    if len(text) > LONGEST:
        raise BadTimecode("form")
    if exact := _EXACT.fullmatch(text):
        return _inside(int(exact[1]), recording)
    if running := _RUNNING.fullmatch(text):
        return _inside(_running(running[1], rate), recording)
    if text[:1] in ("+", "-"):
        return _inside(timecode.typed(text, recording.start, rate, at), recording)
    label = timecode.read(text)
    frame = timecode.offset_of(label, recording.start, rate)
    if not label.has_frames and frame > last_frame(recording):
        frame = _after(label, rate)
    return _inside(frame, recording)


def last_frame(recording: Recording) -> int:
    """One after its last; where its length isn't known, what lies half a day ahead is no part of it."""
    return recording.duration or recording.frames.day // 2


def _inside(frame: int, recording: Recording) -> int:
    if frame > last_frame(recording):
        raise BadTimecode("outside", start=recording.source(0), end=recording.source(last_frame(recording)))
    return frame


def _running(text: str, rate: Rate) -> int:
    if _SECONDS.fullmatch(text):
        return timecode.frame_at(int(text) * 1000, rate)
    return _after(timecode.read(text), rate)


def _after(label: Label, rate: Rate) -> int:
    return timecode.frame_at(label.total_seconds * 1000, rate) + (label.frames or 0)


class PlaceField(forms.CharField):
    """A frame of a recording, typed and shown as its source timecode; the form says of which."""

    recording: Recording
    at: int = 0  # the frame from which a step counts

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST, **kwargs)
        self.widget.attrs.update({"autocomplete": "off", "class": "notation", "inputmode": "text"})

    def to_python(self, value: Any) -> Any:
        text = value if isinstance(value, int) else super().to_python(value)
        if isinstance(text, int) or not text:
            return text
        try:
            return frame_typed(text, self.recording, self.at)
        except BadTimecode as error:
            raise _refused(error) from error

    def run_validators(self, value: Any) -> None:
        """What was typed is a number by now; its length says nothing."""

    def prepare_value(self, value: Any) -> Any:
        return str(self.recording.source(value)) if isinstance(value, int) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(initial != self.to_python(data))
        except ValidationError:
            return True


def _refused(error: BadTimecode) -> ValidationError:
    if error.code != "outside":
        return refused_timecode(error)
    text = _("The recording goes from %(start)s to %(end)s.")
    return ValidationError(text, code=error.code, params=error.facts)
