"""The forms of questions: one at a time, and a whole list pasted from a document."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from interviews.actions import questions
from interviews.models import Question
from production.forms.fields import language_or_none
from production.forms.records import RecordForm
from production.models import Film, Theme
from production.models.fields import clean_text
from production.models.records import film_path

MOST = 200  # questions pasted at once
LONGEST = 2_000
_LISTED = re.compile(r"^(?:[-–—•·]|[0-9]{1,3}[.)])[ \t]+")
_MUST = re.compile(r"^[*!][ \t]*")


class QuestionForm(RecordForm):
    language = forms.ChoiceField(label=_("asked in"), required=False, choices=language_or_none)

    groups: ClassVar[list[tuple[Any, list[str]]]] = [
        (_("Question"), ["text", "is_must", "language", "theme", "state"]),
        (_("For who asks"), ["note"]),
    ]

    class Meta:
        model = Question
        fields = ["text", "is_must", "language", "theme", "state", "note"]
        widgets = {
            "text": forms.Textarea(attrs={"rows": 3}),
            "note": forms.Textarea(attrs={"rows": 3}),
        }

    def save(self, commit: bool = True) -> Any:
        if not self.instance.pk:
            self.instance.position = questions.next_position(self.instance.subject)
        return super().save(commit)


@dataclass(frozen=True, slots=True)
class Pasted:
    text: str
    is_must: bool


class QuestionPasteForm(forms.Form):
    """Several questions at once, as they stand in somebody's document."""

    questions = forms.CharField(
        label=_("questions"),
        widget=forms.Textarea(attrs={"rows": 14}),
        max_length=100_000,
        strip=False,
        help_text=_(
            "One a line; or, where empty lines stand between them, one a paragraph. A star before "
            "a question makes it a must-get; numbers and dashes before it are left out."
        ),
    )
    language = forms.ChoiceField(label=_("asked in"), required=False, choices=language_or_none)
    theme = forms.ModelChoiceField(Theme.objects.none(), label=_("theme"), required=False, empty_label="–")

    def __init__(self, *args: Any, film: Film, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        theme: Any = self.fields["theme"]
        theme.queryset = Theme.objects.filter(**{str(film_path(Theme)): film.pk})

    def clean_questions(self) -> list[Pasted]:
        found = split(self.cleaned_data["questions"])
        if not found:
            raise ValidationError(_("There is no question in this text."))
        if len(found) > MOST:
            text = _("These are %(count)s questions; %(most)s at most are taken at once.")
            raise ValidationError(text % {"count": len(found), "most": MOST})
        if any(len(one.text) > LONGEST for one in found):
            text = _("One of these is longer than %(most)s letters; separate the questions by empty lines.")
            raise ValidationError(text % {"most": LONGEST})
        return found


def split(text: str) -> list[Pasted]:
    """Questions of a text: by paragraph where it has empty lines, else by line."""
    text = clean_text(text, lines=True)
    parts = re.split(r"\n[ \t]*\n", text)
    if len(parts) == 1:
        parts = text.split("\n")
    return [found for part in parts if (found := _question(part)).text]


def _question(part: str) -> Pasted:
    rest = _LISTED.sub("", part.strip())
    words = _MUST.sub("", rest)
    return Pasted(_LISTED.sub("", words).strip(), is_must=words != rest)
