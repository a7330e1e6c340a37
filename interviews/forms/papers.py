"""How a transcript or a log is printed; every wish stands in the address."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from interviews.forms.narrowing import at_least
from interviews.models import Transcript, Translation
from interviews.pdf.log_content import ORDERS
from interviews.pdf.transcript_content import Wish
from production.forms.fields import PlainSelect, languages_in_words
from production.models import Film, Theme

WORDS = [
    ("original", _("the original")),
    ("translation", _("the translation")),
    ("both", _("both side by side")),
]
EVERY = [("", _("at each paragraph")), ("30", _("every 30 seconds")), ("60", _("every minute"))]
TIMES = [
    ("", _("source timecode")),
    ("short", _("source timecode without frames")),
    ("running", _("running time")),
]
GROUPS = dict(zip(ORDERS, (_("in order, by reel"), _("by theme"), _("by rating")), strict=True))


class TranscriptPaperForm(forms.Form):
    words = forms.ChoiceField(label=_("Words"), choices=WORDS, required=False)
    translation = forms.ChoiceField(label=_("Translation"), required=False)
    every = forms.ChoiceField(label=_("Timecode"), choices=EVERY, required=False)
    times = forms.ChoiceField(label=capfirst(_("times")), choices=TIMES, required=False)

    def __init__(self, *args: Any, transcript: Transcript, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Translation.objects.filter(transcript=transcript)
        self.translations = {str(one.pk): one for one in rows}
        field: Any = self.fields["translation"]
        field.choices = [(key, languages_in_words([one.language])) for key, one in self.translations.items()]
        if not self.translations:
            del self.fields["words"], self.fields["translation"]

    def wished(self) -> tuple[Wish, Translation | None]:
        """What was asked for; what can't be read counts as not asked."""
        self.is_valid()
        data = self.cleaned_data
        beside = self.translations.get(data.get("translation") or next(iter(self.translations), ""))
        words = (data.get("words") or "original") if beside else "original"
        times = data.get("times")
        wish = Wish(words, int(data.get("every") or 0), times != "short", times == "running")
        return wish, beside if wish.is_translated else None


class LogPaperForm(forms.Form):
    by = forms.ChoiceField(label=_("Order"), choices=list(GROUPS.items()), required=False)
    rating = forms.TypedChoiceField(
        label=_("Rating at least"),
        choices=lambda: [("", "–"), *at_least()],
        coerce=int,
        empty_value=0,  # type: ignore[arg-type]  # any value may stand for none
        required=False,
    )
    theme = forms.ModelChoiceField(
        Theme.objects.none(), label=_("Theme"), widget=PlainSelect, empty_label="–", required=False
    )

    def __init__(self, *args: Any, film: Film, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["theme"]
        field.queryset = Theme.objects.filter(film=film)

    def wished(self) -> dict[str, Any]:
        self.is_valid()
        data = self.cleaned_data
        return {
            "by": data.get("by") or "order",
            "at_least": data.get("rating") or 0,
            "theme": data.get("theme"),
        }
