"""How the papers of a script are printed; every wish stands in the address."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from interviews.models import Translation
from production.forms.fields import language_choices, languages_in_words
from production.numbers import natural_key
from script.models import Draft, Script
from script.pdf.content import Scene
from script.pdf.elements import Wish

WORDS = [
    ("original", _("the original")),
    ("translation", _("the translation")),
    ("both", _("both, one below the other")),
]
WITHOUT = [
    ("notes", _("notes")),
    ("references", _("reference lines")),
    ("states", _("warnings")),
    ("marks", _("revision marks")),
    ("numbers", _("row numbers")),
]
NOWHERE = -1  # a key that no scene has
_RANGE = re.compile(r"\s*[–—]\s*|\s+-\s+|(?<=\w)-(?=\w)")


class ScriptPaperForm(forms.Form):
    draft = forms.ChoiceField(label=_("Draft"), required=False)
    scenes = forms.CharField(
        label=_("Scenes"), max_length=200, required=False, help_text=_("All, or their numbers: 3, 5–8.")
    )
    words = forms.ChoiceField(label=_("Words"), choices=WORDS, required=False)
    into = forms.ChoiceField(label=_("Translation"), required=False)
    target = forms.ChoiceField(
        label=_("Translate into"), required=False, help_text=_("Of the translator's table.")
    )
    without = forms.MultipleChoiceField(
        label=_("Leave out"), choices=WITHOUT, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, script: Script, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.drafts = {str(one.number): one for one in Draft.objects.filter(script=script).defer("content")}
        rows = Translation.objects.filter(transcript__recording__interview__film=script.film_id)
        self.languages = sorted(rows.values_list("language", flat=True).distinct())
        fields: Any = self.fields
        names = [(number, _named(one)) for number, one in reversed(self.drafts.items())]
        fields["draft"].choices = [("", _("as it stands now")), *names]
        fields["into"].choices = [(code, languages_in_words([code])) for code in self.languages]
        fields["target"].choices = [("", _("as the other papers")), *language_choices()]
        if not self.drafts:
            del fields["draft"]
        if len(self.languages) < 2:
            del fields["into"]
        if not self.languages:
            del fields["words"]

    @cached_property
    def asked(self) -> dict[str, Any]:
        """What was asked for; what can't be read counts as not asked."""
        self.is_valid()
        found: dict[str, Any] = self.cleaned_data
        return found

    @property
    def language(self) -> str:
        """Of the translations that were asked for; "" for the one that the script is translated into most."""
        found: str = self.asked.get("into") or ""
        return found

    @property
    def translators_language(self) -> str:
        """Into which a translator works; "" for the language of the translations that stand beside."""
        found: str = self.asked.get("target") or self.language
        return found

    def wish(self, scenes: Iterable[Scene]) -> Wish:
        out = self.asked.get("without") or ()
        return Wish(
            words=self.asked.get("words") or "original",
            notes="notes" not in out,
            references="references" not in out,
            states="states" not in out,
            marks="marks" not in out,
            numbers="numbers" not in out,
            into=self.translators_language,
            scenes=chosen(self.asked.get("scenes") or "", scenes),
        )


def _named(draft: Draft) -> str:
    return f"{draft.number} · {draft.colour}"


def chosen(typed: str, scenes: Iterable[Scene]) -> tuple[int, ...]:
    """Keys of the scenes that numbers and ranges name, in order; () for all, NOWHERE where none is there."""
    places = {natural_key(scene.number): (at, scene.key) for at, scene in enumerate(scenes)}
    parts = [part.strip() for part in re.split(r"[,;]", typed) if part.strip()]
    if not parts:
        return ()
    found: set[tuple[int, int]] = set()
    for part in parts:
        ends = [places.get(natural_key(end)) for end in _RANGE.split(part, maxsplit=1)]
        if None not in ends:
            first, last = ends[0], ends[-1]
            assert first is not None and last is not None  # noqa: S101, PT018
            found |= {place for place in places.values() if first[0] <= place[0] <= last[0]}
    return tuple(key for _at, key in sorted(found)) or (NOWHERE,)
