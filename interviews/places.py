"""Where in a recording a typed time lies: source timecode as it stands on the reel, or running time.

A label to the frame is source timecode. One to the second is source timecode where the recording
has it, else the time since its first frame; a plus says that it is running time: ``+12:03``.
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
from production.timecode import BadTimecode, Label, Rate

_EXACT = re.compile(r"#([0-9]{1,12})")  # as the page writes it: a frame, counted from the first one
_SECONDS = re.compile(r"[0-9]{1,5}")


def frame_typed(text: str, recording: Recording) -> int:
    """The frame meant; BadTimecode says what is wrong, `outside` that the recording doesn't have it."""
    text = text.strip()
    if exact := _EXACT.fullmatch(text):
        return _inside(int(exact[1]), recording)
    if text.startswith("+"):
        return _inside(_running(text[1:], recording.frames), recording)
    label = timecode.read(text)
    timecode.check(label, recording.frames)
    at = timecode.offset_of(label, recording.start, recording.frames)
    if not label.has_frames and at > last_frame(recording):
        at = _after(label, recording.frames)
    return _inside(at, recording)


def last_frame(recording: Recording) -> int:
    """One after its last; where its length isn't known, what lies half a day ahead is no part of it."""
    return recording.duration or recording.frames.day // 2


def _inside(frame: int, recording: Recording) -> int:
    if frame > last_frame(recording):
        raise BadTimecode("outside", start=recording.source(0), end=recording.source(last_frame(recording)))
    return frame


def _running(text: str, rate: Rate) -> int:
    text = text.strip()
    if _SECONDS.fullmatch(text) and len(text) < 6:
        return timecode.frame_at(int(text) * 1000, rate)
    return _after(timecode.read(text), rate)


def _after(label: Label, rate: Rate) -> int:
    return timecode.frame_at(label.total_seconds * 1000, rate) + (label.frames or 0)


class PlaceField(forms.CharField):
    """A frame of a recording, typed and shown as its source timecode; the form says of which."""

    recording: Recording

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=40, **kwargs)
        self.widget.attrs.update({"autocomplete": "off", "class": "notation", "inputmode": "text"})

    def to_python(self, value: Any) -> Any:
        text = value if isinstance(value, int) else super().to_python(value)
        if isinstance(text, int) or not text:
            return text
        try:
            return frame_typed(text, self.recording)
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
