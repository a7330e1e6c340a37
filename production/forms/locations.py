"""The forms of a location and of what belongs to it: sets, permits, pictures, travel times."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from production.formats import coordinates, uploads
from production.forms.fields import DateInput, PlainSelect, TimeInput, WeekdaysField
from production.forms.files import Upload, UploadsField, WithFile
from production.forms.films import zone_choices
from production.forms.records import RecordForm
from production.models import Film, Location, LocationPicture, Permit, Set, TravelTime, User
from production.once import FIELD, new_key


class CoordinateField(forms.CharField):
    """Degrees, decimal or with minutes and seconds, as maps and telephones give them."""

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        self.most = most
        kwargs["max_length"] = 120
        kwargs["empty_value"] = None
        super().__init__(required=False, **kwargs)
        self.widget.attrs.pop("maxlength", None)

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if text is None:
            return None
        try:
            return coordinates.parse(text, self.most)
        except coordinates.NoCoordinate as error:
            raise ValidationError(
                _("Write degrees between -%(most)s and %(most)s, like 19.3449 or 19°20'42\"N."),
                params={"most": self.most},
            ) from error

    def run_validators(self, value: Any) -> None:
        """A number has no length."""

    def prepare_value(self, value: Any) -> Any:
        return format(value.normalize(), "f") if isinstance(value, Decimal) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(initial != self.to_python(data))
        except ValidationError:
            return True


class LocationForm(RecordForm):
    latitude = CoordinateField(
        label=_("latitude"),
        most=90,
        help_text=_("Or paste both coordinates here, as a map gives them: 19.3449, -99.0972"),
    )
    longitude = CoordinateField(label=_("longitude"), most=180)
    closed_weekdays = WeekdaysField(label=_("closed on"), required=False)

    groups: ClassVar[list[tuple[Any, list[str]]]] = [
        (_("Place"), ["name", "address", "latitude", "longitude", "time_zone"]),
        (
            _("Arriving and working"),
            ["entrance", "crew_parking", "unit_parking", "base", "holding", "catering", "toilets", "load_in"],
        ),
        (
            _("The house"),
            ["opens", "closes", "hours", "closed_weekdays", "rules", "contact_name", "contact_phone"],
        ),
        (
            _("In an emergency"),
            ["hospital_name", "hospital_address", "hospital_phone", "emergency_number"],
        ),
        (_("Permission and notes"), ["permit_required", "notes"]),
    ]

    class Meta:
        model = Location
        fields = [
            "name",
            "address",
            "latitude",
            "longitude",
            "time_zone",
            "entrance",
            "crew_parking",
            "unit_parking",
            "base",
            "holding",
            "catering",
            "toilets",
            "load_in",
            "opens",
            "closes",
            "closed_weekdays",
            "hours",
            "rules",
            "contact_name",
            "contact_phone",
            "hospital_name",
            "hospital_address",
            "hospital_phone",
            "emergency_number",
            "permit_required",
            "notes",
        ]
        widgets = {
            "opens": TimeInput(),
            "closes": TimeInput(),
            "notes": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(_split(data), *args, **kwargs)
        own = self.instance.time_zone
        choices = [("", _("found from the coordinates")), *zone_choices()]
        if own and own not in dict(choices):
            choices.append((own, own))
        self.fields["time_zone"] = forms.ChoiceField(
            label=capfirst(_("time zone")), required=False, choices=choices, initial=own, widget=PlainSelect
        )


def _split(data: Any) -> Any:
    """Both coordinates pasted into the first field go where they belong."""
    if data is None or data.get("longitude", "").strip():
        return data
    pair = coordinates.split_pair(data.get("latitude", ""))
    if pair is None:
        return data
    data = data.copy()
    data["latitude"], data["longitude"] = pair
    return data


class SetForm(RecordForm):
    class Meta:
        model = Set
        fields = ["name", "notes"]


class PermitForm(WithFile):
    groups: ClassVar[list[tuple[Any, list[str]]]] = [
        (_("Permit"), ["number", "issuer"]),
        (_("Valid"), ["first_date", "last_date", "daily_from", "daily_until"]),
        (_("Conditions"), ["conditions"]),
        (_("The paper itself"), ["upload", "take_off"]),
    ]

    class Meta:
        model = Permit
        fields = [
            "number",
            "issuer",
            "first_date",
            "last_date",
            "daily_from",
            "daily_until",
            "conditions",
        ]
        widgets = {
            "first_date": DateInput(),
            "last_date": DateInput(),
            "daily_from": TimeInput(),
            "daily_until": TimeInput(),
            "conditions": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {
            "daily_from": _("Both empty: the whole day."),
            "daily_until": _("Earlier than the first time: until the next morning."),
        }


class TravelForm(RecordForm):
    minutes = forms.IntegerField(label=_("minutes"), min_value=1, max_value=1440)

    class Meta:
        model = TravelTime
        fields = ["destination", "minutes"]
        labels = {"destination": _("to or from")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others: Any = self.fields["destination"]
        others.queryset = others.queryset.exclude(pk=self.instance.origin_id)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        cleaned = self.cleaned_data if cleaned is None else cleaned
        back = TravelTime.objects.filter(
            origin=cleaned.get("destination"), destination_id=self.instance.origin_id
        )
        if cleaned.get("destination") and back.exists():
            self.add_error("destination", _("The travel time between these two is given already."))
        return cleaned


class PictureForm(RecordForm):
    class Meta:
        model = LocationPicture
        fields = ["caption"]


class PicturesForm(forms.Form):
    """Several pictures of a location at once."""

    pictures = UploadsField(label=_("pictures"), allowed=uploads.PICTURES)
    caption = forms.CharField(label=_("caption"), required=False, max_length=200)
    form_key = forms.CharField(required=False, widget=forms.HiddenInput, max_length=64)

    is_multipart_form = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[FIELD].initial = new_key()
        for field in self.fields.values():
            field.label = capfirst(field.label)

    def sections(self) -> list[tuple[str, list[forms.BoundField]]]:
        return [("", [self["pictures"], self["caption"]])]

    def save(self, *, location: Location, film: Film, by: User) -> list[LocationPicture]:
        given: list[Upload] = self.cleaned_data["pictures"]
        caption = self.cleaned_data["caption"]
        return [
            LocationPicture.objects.create(
                location=location, file=upload.keep(film=film, by=by), caption=caption
            )
            for upload in given
        ]
