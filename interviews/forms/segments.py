"""The form of a segment: whole, as a page; or only what somebody just changed, from the log."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from interviews.actions import segments
from interviews.models import Segment
from interviews.models.segments import MOST_STARS
from interviews.places import PlaceField
from production.forms.fields import PlainSelect
from production.forms.records import BOOKKEEPING, RecordForm
from production.models.fields import clean_text

LONGEST_THEME = 80
STARS = [(0, "–"), *((n, "★" * n) for n in range(1, MOST_STARS + 1))]
_IN = _("Source timecode; r 12:03 is running time, +12 are frames on.")
_OUT = _("The first frame that no longer belongs to it; +4:00 is four seconds after the in.")


class SegmentForm(RecordForm):
    in_frame = PlaceField(label=_("in"), help_text=_IN)
    out_frame = PlaceField(label=_("out"), help_text=_OUT)
    rating = forms.TypedChoiceField(
        label=_("rating"),
        choices=STARS,
        coerce=int,
        empty_value=0,  # type: ignore[arg-type]  # any value may stand for none
        required=False,
    )
    new_themes = forms.CharField(
        label=_("new themes"),
        required=False,
        max_length=400,
        help_text=_("Not in the list yet: names separated by commas."),
    )

    groups: ClassVar[list[tuple[Any, list[str]]]] = [
        (_("Segment"), ["in_frame", "out_frame", "gist", "rating", "speaker", "note"]),
        (_("Themes"), ["themes", "new_themes"]),
        (_("Questions that it answers"), ["questions"]),
        (_("Scenes and events it speaks to"), ["scenes", "events"]),
    ]

    class Meta:
        model = Segment
        fields = [
            "in_frame",
            "out_frame",
            "gist",
            "rating",
            "speaker",
            "themes",
            "note",
            "questions",
            "scenes",
            "events",
        ]
        widgets = {
            "speaker": PlainSelect,
            "note": forms.Textarea(attrs={"rows": 3}),
            "themes": forms.CheckboxSelectMultiple,
            "questions": forms.CheckboxSelectMultiple,
            "scenes": forms.CheckboxSelectMultiple,
            "events": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("in_frame", "out_frame"):
            place: Any = self.fields[name]
            place.recording, place.at = self.instance.recording, self.instance.in_frame or 0
        self._offer_own_questions()

    def _offer_own_questions(self) -> None:
        """Those of who sits in this interview, and what the segment answers already."""
        field: Any = self.fields["questions"]
        asked = Q(subject__interviews=self.instance.recording.interview_id)
        if self.instance.pk:
            asked |= Q(pk__in=self.instance.questions.values("pk"))
        field.queryset = field.queryset.filter(asked).distinct().select_related("subject__person")

    def clean_in_frame(self) -> Any:
        """Steps of the out count from the in that was typed with it."""
        found = self.cleaned_data["in_frame"]
        if "out_frame" in self.fields:
            self.fields["out_frame"].at = found  # type: ignore[attr-defined]
        return found

    def clean_new_themes(self) -> list[str]:
        names = [clean_text(name, lines=False) for name in self.cleaned_data["new_themes"].split(",")]
        if any(len(name) > LONGEST_THEME for name in names):
            text = _("A theme's name has %(most)s letters at most.")
            raise ValidationError(text % {"most": LONGEST_THEME})
        return list({name.casefold(): name for name in reversed(names) if name}.values())[::-1]

    def clean(self) -> dict[str, Any] | None:
        cleaned: dict[str, Any] = super().clean() or {}
        start, end = (cleaned.get(name, getattr(self.instance, name)) for name in ("in_frame", "out_frame"))
        if start is not None and end is not None and end <= start:
            text = _("The out must lie after the in; it is the first frame left out.")
            self.add_error("out_frame" if "out_frame" in self.fields else "in_frame", text)
        return cleaned

    def save(self, commit: bool = True) -> Any:
        segment = super().save(commit)
        if names := self.cleaned_data.get("new_themes"):
            themes = [segments.theme_called(film=self.film, name=n, by=self.user) for n in names]  # type: ignore[arg-type]
            segment.themes.add(*themes)
        return segment


class SegmentChange(SegmentForm):
    """Only the fields that were sent; the others stay as they are."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in [name for name in self.fields if name not in BOOKKEEPING and name not in self.data]:
            del self.fields[name]

    def _update_errors(self, errors: ValidationError) -> None:
        """What is wrong with a field that wasn't sent is no reason to lose what was."""
        if hasattr(errors, "error_dict"):
            errors.error_dict = {
                name: found for name, found in errors.error_dict.items() if name in self.fields
            }
        super()._update_errors(errors)  # type: ignore[misc]
