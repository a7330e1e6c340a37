"""The form of a recording: its reel, its timecode, how long it runs, how it lies beside the others.

Lengths and offsets are typed as timecode at the recording's rate and kept as frames. What stands in
a field as it was opened is not read again: a rate that is mended converts it.
"""

from __future__ import annotations

import re
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from interviews.actions import recordings
from interviews.models import Recording
from production import timecode
from production.forms.records import RecordForm
from production.notation import TimecodeFormField, refused_timecode
from production.timecode import BadTimecode, Label, Rate

NOTATION = {"autocomplete": "off", "class": "notation", "inputmode": "text"}
MOST_HOURS = 999
_LENGTH = re.compile(r"([0-9]{1,3})(:[0-9]{1,2}:[0-9]{1,2}(?:[:;.][0-9]{1,2})?)")
_OFFSET = re.compile(r"([+-]?)([0-9]{1,9}|[0-9]{1,2}(?:[:;.][0-9]{1,2}){1,3})")


class FramesField(forms.CharField):
    """Frames, typed and shown as a timecode; the form reads it, since the rate is another field's."""

    widget = forms.TextInput(attrs=NOTATION)

    def __init__(self, words: Any, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=timecode.LONGEST, **kwargs)
        self.words = words
        self.rate: Rate | None = None

    def prepare_value(self, value: Any) -> Any:
        return self.words(value, self.rate) if isinstance(value, int) and self.rate else value


def length_words(frames: int, rate: Rate) -> str:
    """``00:58:12:10``; the hours may pass 23."""
    days, rest = divmod(frames, rate.day)
    label = timecode.label_of(rest, rate)
    return str(Label(label.hours + 24 * days, label.minutes, label.seconds, label.frames, label.drop))


def read_length(text: str, rate: Rate) -> int:
    """``00:58:12:10`` to the frame, ``58:12`` to the second."""
    days, found = 0, _LENGTH.fullmatch(text.strip())
    if found:
        days, hours = divmod(min(int(found[1]), MOST_HOURS), 24)
        text = f"{hours:02d}{found[2]}"
    label = timecode.read(text)
    timecode.check(label, rate)
    return days * rate.day + timecode.frame_of(label, rate)


def offset_words(frames: int, rate: Rate) -> str:
    return str(frames)


def read_offset(text: str, rate: Rate) -> int:
    """``-12`` frames, ``+00:00:02:10``."""
    found = _OFFSET.fullmatch(text.strip().replace("−", "-"))
    if not found:
        raise BadTimecode("form")
    if found[2].isdigit():
        frames = int(found[2])
    else:
        label = timecode.read(found[2])
        timecode.check(label, rate)
        frames = timecode.frame_of(label, rate)
    return -frames if found[1] == "-" else frames


READ = {"duration": read_length, "sync_offset": read_offset}


class RecordingForm(RecordForm):
    duration = FramesField(
        length_words,
        label=_("length"),
        help_text=_("As a timecode, 00:58:12:10 or 58:12; or write where it ends."),
    )
    end = forms.CharField(
        label=_("ends at timecode"),
        required=False,
        max_length=timecode.LONGEST,
        widget=forms.TextInput(attrs=NOTATION),
        help_text=_("The first frame that isn't there any more."),
    )
    sync_offset = FramesField(
        offset_words,
        label=_("sync offset"),
        help_text=_(
            "How many frames after the interview's first recording it begins: 250, -12, or 00:00:10:00."
        ),
    )
    clap_in = forms.ModelChoiceField(
        Recording.objects.none(), label=_("the same clap in"), required=False, empty_label="–"
    )
    clap_there = TimecodeFormField(label=_("timecode of the clap there"), required=False)
    clap_here = TimecodeFormField(
        label=_("timecode of the clap here"),
        required=False,
        help_text=_("The offset is reckoned from the two."),
    )
    convert = forms.BooleanField(
        label=_("Convert what is counted in its frames, and show its timecode anew"), required=False
    )

    groups: ClassVar[list[tuple[Any, list[str]]]] = [
        (_("Reel"), ["reel", "kind", "camera", "file_name"]),
        (
            _("Timecode"),
            ["rate", "drop_frame", "convert", "start_timecode", "duration", "end"],
        ),
        (_("Beside the other cameras"), ["clap_in", "clap_there", "clap_here", "sync_offset"]),
        (_("Notes"), ["notes"]),
    ]

    class Meta:
        model = Recording
        fields = [
            "reel",
            "kind",
            "camera",
            "rate",
            "drop_frame",
            "start_timecode",
            "duration",
            "sync_offset",
            "file_name",
            "notes",
        ]
        widgets = {"notes": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "start_timecode": _(
                "As the camera wrote it: 01:00:00:00. Changed later, it moves labels and no frame: cues "
                "and segments stay on their picture."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        recording: Recording = self.instance
        self.was = recording.frames if recording.rate else None
        for name in READ:
            self.fields[name].rate = self.was  # type: ignore[attr-defined]
        self.initial["end"] = _end_words(recording)
        self._offer_claps()
        if not self._is_to_be_asked():
            del self.fields["convert"]

    def _offer_claps(self) -> None:
        others = Recording.objects.filter(interview=self.instance.interview).exclude(pk=self.instance.pk)
        self.others = {other.pk: other for other in others.order_by("sync_offset", "pk")}
        if not self.others:
            for name in ("clap_in", "clap_there", "clap_here"):
                del self.fields[name]
            return
        field: Any = self.fields["clap_in"]
        field.queryset = others
        self.initial["clap_in"] = next(iter(self.others))

    def _is_to_be_asked(self) -> bool:
        """Whether what was sent would give another meaning to frames that are counted already."""
        if not self.is_bound or not self.instance.pk or not any(self.instance.holds()):
            return False
        sent = self.data.get(self.add_prefix("rate")), bool(self.data.get(self.add_prefix("drop_frame")))
        return bool(sent != (self.instance.rate, self.instance.drop_frame))

    # -- what was sent -----------------------------------------------------------------------

    def clean(self) -> dict[str, Any] | None:
        data = self.cleaned_data
        rate = _rate(data)
        untouched = self._untouched(data)
        for name in READ:
            if name in untouched:
                data[name] = getattr(self._base(), name)
            elif rate is not None:
                self._read(data, name, rate)
        if rate is not None:
            self._read_end(data, rate, "duration" not in untouched)
            self._read_claps(data, rate)
        cleaned = super().clean()
        data = self.cleaned_data if cleaned is None else cleaned
        self._convert(data, untouched)
        self.instance.converts = bool(data.get("convert"))
        return data

    def _base(self) -> Any:
        """What the form was opened with: an earlier version where somebody saved since."""
        read = self.cleaned_data.get("version")
        if self.instance.pk and read not in (None, self.instance.version):
            return self._as_read(read) or self.instance
        return self.instance

    def _untouched(self, data: dict[str, Any]) -> set[str]:
        base = self._base()
        if not base.rate:
            return set()
        rate = timecode.rate_of(base.rate, drop=base.drop_frame)
        words = {
            name: "" if getattr(base, name) is None else self.fields[name].words(getattr(base, name), rate)  # type: ignore[attr-defined]
            for name in READ
        }
        return {name for name in READ if data.get(name, "").strip() == words[name]}

    def _read(self, data: dict[str, Any], name: str, rate: Rate) -> None:
        text = data.get(name, "")
        try:
            data[name] = READ[name](text, rate) if text else (0 if name == "sync_offset" else None)
        except BadTimecode as error:
            self.add_error(name, refused_timecode(error))
        else:
            if name == "duration" and data[name] == 0:
                self.add_error(name, _("It lasts a frame at least; leave it empty where it isn't known."))

    def _read_end(self, data: dict[str, Any], rate: Rate, is_length_typed: bool) -> None:
        text = data.get("end", "").strip()
        if not text or text == _end_words(self._base()) or "start_timecode" not in data:
            return
        try:
            lasts = timecode.offset_of(timecode.read(text), timecode.read(data["start_timecode"]), rate)
        except BadTimecode as error:
            self.add_error("end", refused_timecode(error))
            return
        if lasts == 0:
            self.add_error("end", _("It ends where it begins."))
        elif is_length_typed and data.get("duration") not in (None, lasts):
            text = _("From its start to here it would last %(length)s: correct one of the two.")
            self.add_error("end", text % {"length": length_words(lasts, rate)})
        else:
            data["duration"] = lasts

    def _read_claps(self, data: dict[str, Any], rate: Rate) -> None:
        """The offset, from what one clap is called on two recordings."""
        typed = [name for name in ("clap_there", "clap_here") if data.get(name)]
        other = self.others.get(getattr(data.get("clap_in"), "pk", 0))
        if not typed or "start_timecode" not in data:
            return
        if other is None:
            self.add_error("clap_in", _("Choose in which recording the same clap stands."))
            return
        there = self._frame(data, "clap_there", other.start, other.frames, other.duration)
        here = self._frame(data, "clap_here", _label(data["start_timecode"]), rate, data.get("duration"))
        if there is not None and here is not None:
            begun = timecode.convert(there + other.sync_offset, other.frames, rate)
            data["sync_offset"] = begun - here

    def _frame(
        self, data: dict[str, Any], name: str, start: Label | None, rate: Rate, lasts: int | None
    ) -> int | None:
        """Which frame of a recording a clap's timecode names; None where it is told why not."""
        if name in self.errors or start is None:
            return None
        if not data.get(name):
            self.add_error(name, _("Write the timecode of the clap on both."))
            return None
        try:
            frame = timecode.offset_of(timecode.read(data[name]), start, rate)
        except BadTimecode as error:
            self.add_error(name, refused_timecode(error))
            return None
        if frame >= (lasts or rate.day // 2):
            self.add_error(name, _("This lies outside the recording, which begins at %s.") % start)
            return None
        return frame

    def _convert(self, data: dict[str, Any], untouched: set[str]) -> None:
        """At another rate, what was left as it stood is as long as before by the clock."""
        rate = _rate(data)
        if self.was is None or rate is None:
            return
        for name in untouched:
            value = getattr(self.instance, name)
            if value is not None and data.get(name) == value:
                data[name] = timecode.convert(value, self.was, rate)

    def save(self, commit: bool = True) -> Any:
        if self.instance.converts and self.was is not None and self.user is not None:
            recordings.change_rate(recording=self.instance, was=self.was, by=self.user)
            return self.instance
        return super().save(commit)


def _rate(data: dict[str, Any]) -> Rate | None:
    """As it was sent; None where the form says what is wrong with it."""
    if not data.get("rate"):
        return None
    try:
        return timecode.rate_of(data["rate"], drop=data.get("drop_frame", False))
    except BadTimecode:
        return None


def _label(text: str) -> Label | None:
    try:
        return timecode.read(text)
    except BadTimecode:
        return None


def _end_words(recording: Any) -> str:
    """Of a recording or of an earlier version of it."""
    if not recording.rate or not recording.duration:
        return ""
    rate = timecode.rate_of(recording.rate, drop=recording.drop_frame)
    return str(timecode.source(recording.duration, timecode.read(recording.start_timecode), rate))
