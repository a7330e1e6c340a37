"""The film's own forms: the first one, short, and its settings, whole."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from production import zones
from production.actions.films import RESERVED
from production.formats import uploads
from production.forms.fields import LanguagesField
from production.forms.files import UploadField
from production.forms.records import RecordForm
from production.models import Film, Person
from production.models.fields import clean_text

MOST_COLOURS = 40


class ColoursField(forms.CharField):
    """Revision colours in their order, one a line."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        kwargs.pop("encoder", None), kwargs.pop("decoder", None)
        super().__init__(max_length=2_000, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        text = clean_text(super().clean(value), lines=True)
        colours = [" ".join(line.split()) for line in text.split("\n") if line.strip()]
        if not colours:
            raise ValidationError(_("Name at least one colour."))
        if len(colours) > MOST_COLOURS or any(len(colour) > 30 for colour in colours):
            raise ValidationError(
                _("At most %(most)s colours, each of at most 30 letters.") % {"most": MOST_COLOURS}
            )
        if len({colour.casefold() for colour in colours}) < len(colours):
            raise ValidationError(_("Each colour stands in the list once."))
        return colours

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class PrivateFieldsField(forms.TypedMultipleChoiceField):
    """Which fields of people are for producers and directors alone."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.pop("encoder", None), kwargs.pop("decoder", None)
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(choices=private_field_choices, **kwargs)

    def clean(self, value: Any) -> list[str]:
        return list(super().clean(value))


def private_field_choices() -> list[tuple[str, Any]]:
    words = {"unavailable": _("dates on which they are not available")}
    return [
        (name, words.get(name) or Person._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
        for name in Person.MAY_BE_PRIVATE
    ]


def zone_choices() -> list[tuple[str, str]]:
    return [(name, name.replace("_", " ")) for name in zones.common_zones()]


class ZoneField(forms.ChoiceField):
    """A zone of the list, or one that the film has already."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=zone_choices, **kwargs)

    def valid_value(self, value: Any) -> bool:
        return zones.is_zone(str(value))


def check_slug(slug: str) -> str:
    if slug in RESERVED:
        raise ValidationError(_("This address is needed for something else."))
    return slug


class FilmNewForm(RecordForm):
    """What a film needs to begin with; the rest has a sensible default in its settings."""

    time_zone = ZoneField(label=_("Time zone"), initial="UTC")
    languages = LanguagesField(label=_("Languages of the film"))

    class Meta:
        model = Film
        fields = ["title", "slug", "directors", "company", "time_zone", "paper", "languages"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].widget.attrs["autofocus"] = True
        self.fields["slug"].required = False
        self.fields["slug"].help_text = _(
            "Stands in the address of every page of this film. Leave it empty to have it made from the title."
        )

    def clean_slug(self) -> str:
        return check_slug(self.cleaned_data["slug"])


class FilmSettingsForm(RecordForm):
    time_zone = ZoneField(label=_("Time zone"))
    languages = LanguagesField(label=_("Languages of the film"))
    revision_colours = ColoursField(
        label=_("Revision colours"),
        help_text=_("One a line, in their order; after the last one begins Second White …"),
        widget=forms.Textarea(attrs={"rows": 9}),
    )
    private_fields = PrivateFieldsField(
        label=_("Private fields of people"),
        required=False,
        help_text=_(
            "Only producers and directors see the marked ones; they aren't sent to anybody else "
            "and don't stand on call sheets."
        ),
    )

    new_logo = UploadField(
        label=_("Logo"),
        required=False,
        allowed=uploads.PICTURES,
        help_text=_("Stands in the head of call sheets. JPEG, PNG or WebP."),
    )
    remove_logo = forms.BooleanField(label=_("Remove the logo"), required=False)

    groups: ClassVar[list[tuple[Any, list[str]]]] = [
        (
            _("Identity"),
            ["title", "slug", "directors", "company", "languages", "notice", "new_logo", "remove_logo"],
        ),
        (_("Time and paper"), ["time_zone", "paper", "frame_rate", "drop_frame", "show_eighths"]),
        (
            _("Rules of the schedule"),
            ["turnaround_hours", "issue_hours", "lunch_within_hours", "lunch_minutes"],
        ),
        (
            _("On call sheets"),
            [
                "emergency_number",
                "production_office",
                "production_office_phone",
                "safety_line",
                "confidentiality",
                "approvals",
            ],
        ),
        (_("Revision colours"), ["revision_colours"]),
        (_("Privacy"), ["private_fields"]),
    ]

    class Meta:
        model = Film
        fields = [
            "title",
            "slug",
            "directors",
            "company",
            "languages",
            "notice",
            "time_zone",
            "paper",
            "frame_rate",
            "drop_frame",
            "show_eighths",
            "turnaround_hours",
            "issue_hours",
            "lunch_within_hours",
            "lunch_minutes",
            "emergency_number",
            "production_office",
            "production_office_phone",
            "safety_line",
            "confidentiality",
            "approvals",
            "revision_colours",
            "private_fields",
        ]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        if cleaned.get("drop_frame") and cleaned.get("frame_rate") not in (Film.Rate.R2997, Film.Rate.R5994):
            self.add_error("drop_frame", _("Drop-frame timecode exists at 29.97 and 59.94 only."))
        return cleaned

    def clean_slug(self) -> str:
        return check_slug(self.cleaned_data["slug"])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.logo_id:
            del self.fields["remove_logo"]

    def save(self, commit: bool = True) -> Film:
        by: Any = self.user
        upload = self.cleaned_data.get("new_logo")
        if upload:
            self.instance.logo = upload.keep(film=self.instance, by=by)
        elif self.cleaned_data.get("remove_logo"):
            self.instance.logo = None
        film: Film = super().save(commit=commit)
        return film
