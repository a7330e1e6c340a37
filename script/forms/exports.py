"""What is taken out of a script, and how: chosen in the address, so that a link to it can be sent."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from interviews.models import Translation
from production.forms.fields import languages_in_words
from production.models import Film
from script.actions.cut import Scope
from script.models import Draft, Script
from script.pdf import content

TRACKS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "": (_("all tracks"), ()),
    "voices": (_("the voices: V1, A1"), ("V1", "A1")),
    "cover": (_("what covers them: V2, A2"), ("V2", "A2")),
    "beside": (_("music and natural sound: A3, A4"), ("A3", "A4")),
}
MOST_ROWS = 2_000


class CutForm(forms.Form):
    """Which tracks go out, and in which words."""

    tracks = forms.ChoiceField(
        label=_("tracks"), choices=[(key, words) for key, (words, _names) in TRACKS.items()], required=False
    )
    into = forms.ChoiceField(label=_("words of subtitles and tables"), required=False)
    narration = forms.BooleanField(label=_("narration in the subtitles too"), required=False, initial=True)
    # a box that isn't ticked leaves nothing in the address: it tells apart what was never asked
    asked = forms.CharField(required=False, initial="1", widget=forms.HiddenInput, max_length=1)

    def __init__(self, *args: Any, film: Film, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["into"]
        field.choices = [("", _("as they are said")), *languages(film)]
        for shown in self.fields.values():
            shown.label = capfirst(shown.label or "")

    def said(self, name: str) -> Any:
        """What was chosen; what can't be read counts as not chosen."""
        if not self.is_bound:
            return self.fields[name].initial
        self.is_valid()
        return self.cleaned_data.get(name)

    @property
    def language(self) -> str:
        """Of the translation that is wanted; "" for what was said."""
        found = self.data.get("into", "") if self.is_bound else ""
        return found if found in dict(self.fields["into"].choices) else ""  # type: ignore[attr-defined]

    @property
    def has_narration(self) -> bool:
        return bool(self.said("narration")) or not self.said("asked")

    @property
    def track_names(self) -> tuple[str, ...]:
        return TRACKS[self.said("tracks") or ""][1]


class ExportForm(CutForm):
    """And of a script: which draft of it, which scene, which rows."""

    draft = forms.ChoiceField(label=_("draft"), required=False)
    scene = forms.ChoiceField(label=_("what"), required=False)
    warnings = forms.BooleanField(label=_("warnings as markers"), required=False)
    rows = forms.CharField(required=False, widget=forms.HiddenInput, max_length=20_000)
    field_order = ("draft", "scene", "tracks", "into", "narration", "warnings")

    def __init__(self, *args: Any, script: Script, **kwargs: Any) -> None:
        super().__init__(*args, film=script.film, **kwargs)
        self.drafts = {str(one.number): one for one in _drafts(script)}
        named = [(key, str(one)) for key, one in self.drafts.items()]
        drafts: Any = self.fields["draft"]
        drafts.choices = [("", _("as it is written now")), *named]
        if not self.drafts:
            drafts.widget = forms.HiddenInput()
        self.order_fields(self.field_order)

    def of(self, found: content.Script) -> None:
        """The scenes that may be chosen are those of the draft."""
        field: Any = self.fields["scene"]
        shown = [one for one in found.scenes if not one.is_omitted]
        field.choices = [
            ("", _("the whole script")),
            *((str(one.key), f"{one.number} {one.title}") for one in shown),
        ]

    @property
    def locked(self) -> Draft | None:
        found = self.drafts.get(self.data.get("draft", "")) if self.is_bound else None
        return Draft.objects.get(pk=found.pk) if found else None

    @property
    def scope(self) -> Scope:
        scene = self.data.get("scene", "") if self.is_bound else ""
        known = {key for key, _words in self.fields["scene"].choices}  # type: ignore[attr-defined]
        rows = self.data.get("rows", "") if self.is_bound else ""
        keys = frozenset(int(key) for key in rows.split(",")[:MOST_ROWS] if _is_number(key))
        return Scope(int(scene) if scene and scene in known else None, keys)


def _is_number(key: str) -> bool:
    return key.isascii() and key.isdecimal() and len(key) < 19


def _drafts(script: Script) -> Any:
    return Draft.objects.filter(script=script).defer("content").select_related("script").order_by("-number")


def languages(film: Film) -> list[tuple[str, str]]:
    """Into which something of the film was translated."""
    found = Translation.objects.filter(transcript__recording__interview__film=film)
    codes = found.order_by("language").values_list("language", flat=True).distinct()
    return [(code, languages_in_words([code])) for code in codes]
