"""The forms of a release: of a person, an estate, a place, of materials, a notice, a permit; what proves
it, and its withdrawal."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from production.forms.fields import DateInput, currency_choices, language_choices
from production.forms.files import WithFile
from production.forms.records import RecordForm
from production.forms.rows import Row, RowsField, WithRows
from production.models import Evidence, Release

Kind, State = Release.Kind, Release.State
# fields that only some kinds have, and the word for who tries elsewhere
OF_KIND: dict[str, tuple[tuple[str, ...], Any]] = {
    "heirs": ((Kind.ESTATE,), _("Only the release of an estate has heirs.")),
    "authority_on_file": ((Kind.ESTATE,), _("Only the release of an estate needs this authority.")),
    "material": ((Kind.MATERIALS,), _("Only a release of materials names a material.")),
    "owner": ((Kind.MATERIALS,), _("Only a release of materials names an owner.")),
    "copyright_holder": ((Kind.MATERIALS,), _("Only a release of materials names a copyright holder.")),
    "clips": ((Kind.MATERIALS,), _("Only a release of materials names clips.")),
    "posted_on": ((Kind.CROWD,), _("Only a notice is posted.")),
    "posted_where": ((Kind.CROWD,), _("Only a notice is posted.")),
    "permit": ((Kind.HERITAGE,), _("Only a heritage permit rests on a permit.")),
    "authority": ((Kind.HERITAGE,), _("Only a heritage permit names an authority.")),
    "authority_number": ((Kind.HERITAGE,), _("Only a heritage permit has this number.")),
    "valid_from": ((Kind.HERITAGE,), _("Only a heritage permit begins on a date.")),
}
# shown by kind and state, so that a form asks only for what belongs to it (release_form.js)
SHOWN_BY_KIND: dict[str, list[Any]] = {
    **{name: list(kinds) for name, (kinds, _words) in OF_KIND.items()},
    "person": [Kind.APPEARANCE, Kind.MINOR, Kind.ESTATE, Kind.MATERIALS],
    "location": [Kind.LOCATION, Kind.CROWD, Kind.HERITAGE],
    "signer": [kind for kind in Kind if kind != Kind.CROWD],
    "on_behalf_of": [kind for kind in Kind if kind != Kind.CROWD],
    "signed_on": [kind for kind in Kind if kind not in (Kind.ESTATE, Kind.CROWD)],
    "fee_amount": [kind for kind in Kind if kind != Kind.CROWD],
    "fee_currency": [kind for kind in Kind if kind != Kind.CROWD],
    "fee_paid_on": [kind for kind in Kind if kind != Kind.CROWD],
}
SHOWN_BY_STATE = {
    "reason": [State.NOT_REQUIRED],
    "superseded_by": [State.SUPERSEDED],
    "withdrawn_on": [State.WITHDRAWN],
    "withdrawal_ground": [State.WITHDRAWN],
    "withdrawal_decision": [State.WITHDRAWN],
}
WITHDRAWAL = ("withdrawn_on", "withdrawal_ground", "withdrawal_decision")


def heir(row: Row) -> Row:
    name, signed_on = row
    if not name:
        raise ValidationError(_("Give the heir's name."))
    return name, signed_on


class ReleaseForm(WithFile, WithRows):
    heirs = RowsField(
        label=_("heirs"),
        help_text=_("All of them; the release of an estate is complete when every one has signed."),
        columns={
            "name": forms.CharField(label=_("name"), required=False, max_length=120),
            "signed_on": forms.DateField(label=_("signed on"), required=False),
        },
        check=heir,
    )
    language = forms.ChoiceField(
        label=_("language of the form"), required=False, choices=lambda: [("", "–"), *language_choices()]
    )
    fee_currency = forms.ChoiceField(
        label=_("currency"), required=False, choices=lambda: [("", "–"), *currency_choices()]
    )

    rows = ("heirs",)
    groups: ClassVar[list[tuple[Any, list[str]]]] = [
        (_("Of whom or what"), ["kind", "person", "location"]),
        (_("The material"), ["material", "owner", "copyright_holder", "clips"]),
        (_("The notice"), ["posted_on", "posted_where"]),
        (_("The permit"), ["permit", "authority", "authority_number", "valid_from"]),
        (
            _("How far it has come"),
            [
                "state",
                "signer",
                "on_behalf_of",
                "signed_on",
                "expires_on",
                "limits",
                "reason",
                "superseded_by",
            ],
        ),
        (_("Withdrawal"), [*WITHDRAWAL]),
        (_("Estate"), ["authority_on_file", "heirs"]),
        (_("Fee"), ["fee_amount", "fee_currency", "fee_paid_on"]),
        (_("The form itself"), ["language", "upload", "take_off"]),
        (_("Notes"), ["notes"]),
    ]

    class Meta:
        model = Release
        fields = [
            "kind",
            "person",
            "location",
            "material",
            "owner",
            "copyright_holder",
            "clips",
            "posted_on",
            "posted_where",
            "permit",
            "authority",
            "authority_number",
            "valid_from",
            "state",
            "signer",
            "on_behalf_of",
            "signed_on",
            "expires_on",
            "limits",
            "reason",
            "superseded_by",
            *WITHDRAWAL,
            "authority_on_file",
            "fee_amount",
            "fee_currency",
            "fee_paid_on",
            "language",
            "notes",
        ]
        widgets = {
            "clips": forms.CheckboxSelectMultiple,
            "posted_on": DateInput(),
            "valid_from": DateInput(),
            "signed_on": DateInput(),
            "expires_on": DateInput(),
            "withdrawn_on": DateInput(),
            "fee_paid_on": DateInput(),
            "notes": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {
            "person": _("Who appears, or who died; for materials their owner, where on record."),
            "location": _("The place that is shown, where the notice hangs, that the permit is for."),
            "material": _("“Three photographs of picnics, 1939”."),
            "owner": _("Who holds it; empty where it is the person chosen above."),
            "copyright_holder": _("Where another than the owner: the photographer, the paper, their heirs."),
            "posted_where": _("“Both gates, from 07:00”; the photograph of the notice goes below."),
            "permit": _("A permit of the location: its number and dates then count."),
            "signer": _("For a minor: the guardian."),
            "on_behalf_of": _("Of the child, the heirs, the museum, the company."),
            "reason": _("Why no release is required; obligatory then."),
            "limits": _("As agreed: “no promo”, “not before …”; obligatory when signed with restrictions."),
            "fee_amount": _("In Mexico consent to a portrait may be revoked unless it was paid for."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose_states()
        permits: Any = self.fields["permit"]
        permits.queryset = permits.queryset.filter(location__binned_at=None)
        others: Any = self.fields["superseded_by"]
        others.queryset = others.queryset.exclude(pk=self.instance.pk).select_related("person", "location")
        clips: Any = self.fields["clips"]
        if not clips.queryset.exists():
            del self.fields["clips"]

    def _choose_states(self) -> None:
        """Withdrawing has a page of its own; what was withdrawn says so here."""
        if self.instance.pk and self.instance.state == State.WITHDRAWN:
            return
        for name in WITHDRAWAL:
            del self.fields[name]
        state: Any = self.fields["state"]
        state.choices = [choice for choice in state.choices if choice[0] != State.WITHDRAWN]

    @property
    def shown_by_kind(self) -> dict[str, list[str]]:
        return {name: [str(kind) for kind in kinds] for name, kinds in SHOWN_BY_KIND.items()}

    @property
    def shown_by_state(self) -> dict[str, list[str]]:
        return {name: [str(state) for state in states] for name, states in SHOWN_BY_STATE.items()}

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        cleaned = self.cleaned_data if cleaned is None else cleaned
        kind = cleaned.get("kind")
        if kind in Release.OF_PLACE:
            cleaned["person"] = None
        elif kind:
            cleaned["location"] = None
        if kind:
            self._refuse_what_is_of_another_kind(kind, cleaned)
        if kind == Kind.ESTATE and cleaned.get("state") in Release.GIVEN:
            self._ask_for_all_heirs(cleaned)
        return cleaned

    def _refuse_what_is_of_another_kind(self, kind: str, cleaned: dict[str, Any]) -> None:
        for name, (kinds, words) in OF_KIND.items():
            if cleaned.get(name) and kind not in kinds:
                self.add_error(name, words)

    def _ask_for_all_heirs(self, cleaned: dict[str, Any]) -> None:
        heirs = cleaned.get("heirs") or []
        signed = sum(signed_on is not None for _name, signed_on in heirs)
        if not heirs or signed < len(heirs):
            words = _("It is signed when every heir has: %(signed)s of %(of)s so far.")
            self.add_error("state", words % {"signed": signed, "of": len(heirs)})
        elif not cleaned.get("authority_on_file"):
            self.add_error("authority_on_file", _("The authority over the estate has to be on file first."))


class EvidenceForm(WithFile):
    groups: ClassVar[list[tuple[Any, list[str]]]] = [
        ("", ["kind", "on", "words", "upload", "take_off"]),
    ]

    class Meta:
        model = Evidence
        fields = ["kind", "on", "words"]
        widgets = {"on": DateInput()}
        help_texts = {
            "words": _("“Card A003 at 01:02:03: she agrees to everything”, “mails of 3 to 5 June”."),
        }

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        cleaned = self.cleaned_data if cleaned is None else cleaned
        keeps = self.instance.file_id and not cleaned.get("take_off")
        if not (cleaned.get("words") or cleaned.get("upload") or keeps or self.errors):
            self.add_error("words", _("Hand in the file, or say where it lies."))
        return cleaned


class WithdrawForm(RecordForm):
    """When a consent was withdrawn, why, and what follows; ticked before it is taken."""

    understood = forms.BooleanField(
        label=_("I have seen what this touches."),
        error_messages={"required": _("Look at what this touches, and tick here.")},
    )

    groups: ClassVar[list[tuple[Any, list[str]]]] = [("", [*WITHDRAWAL, "understood"])]

    class Meta:
        model = Release
        fields = [*WITHDRAWAL]
        widgets = {"withdrawn_on": DateInput()}
        help_texts = {
            "withdrawal_ground": _("In their words: “the family doesn't want it”; by letter, by telephone."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in WITHDRAWAL:
            self.fields[name].required = True

    def _post_clean(self) -> None:
        self.instance.state = State.WITHDRAWN
        super()._post_clean()

    def _update_errors(self, errors: ValidationError) -> None:
        """What is wrong in fields that this form doesn't show is told above it."""
        if hasattr(errors, "error_dict"):
            elsewhere = [name for name in errors.error_dict if name not in self.fields]
            for name in elsewhere:
                self.add_error(None, errors.error_dict.pop(name))
        super()._update_errors(errors)  # type: ignore[misc]
