"""The form of an interview subject. Who they are in one line is their person's: written here, kept there."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from interviews.models import Subject
from production.access import Permission, access_of
from production.forms.records import RecordForm
from production.models import Person
from production.models.fields import clean_text


class SubjectForm(RecordForm):
    line = forms.CharField(
        label=_("who they are, in one line"),
        required=False,
        max_length=200,
        show_hidden_initial=True,
        help_text=_("Stands in the register of people, and on call sheets."),
    )

    groups: ClassVar[list[tuple[Any, list[str]]]] = [
        (_("Who"), ["person", "line", "is_irreplaceable", "status"]),
        (_("The interview"), ["brief", "sensitivities"]),
    ]

    class Meta:
        model = Subject
        fields = ["person", "is_irreplaceable", "status", "brief", "sensitivities"]
        widgets = {
            "brief": forms.Textarea(attrs={"rows": 6}),
            "sensitivities": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["person"]
            self.fields["line"].initial = self.instance.person.line
        else:
            del self.fields["line"]
            self._offer_who_is_none_yet()
        for name, permission in {
            "line": Permission.EDIT_PEOPLE,
            "sensitivities": Permission.SEE_SENSITIVITIES,
        }.items():
            if not self._may(permission):
                self.fields.pop(name, None)

    def _offer_who_is_none_yet(self) -> None:
        people: Any = self.fields["person"]
        taken = Subject.objects.filter(film=self.film).values("person")
        people.queryset = people.queryset.exclude(pk__in=taken).order_by("-is_contributor", "name", "pk")

    def _may(self, permission: Permission) -> bool:
        return self.user is not None and access_of(self.user, self.film.slug).may(permission)

    def clean_line(self) -> str:
        """What somebody else wrote meanwhile is shown first; sending once more keeps one's own."""
        mine = clean_text(self.cleaned_data["line"], lines=False)
        stored = self.instance.person.line
        opened = str(self.data.get(self.add_initial_prefix("line"), stored))
        if mine == opened:
            return stored
        if stored not in (opened, mine):
            self.data = self.data.copy()
            self.data[self.add_initial_prefix("line")] = stored
            text = _("Somebody else changed this to “%(theirs)s” meanwhile. Save again to keep yours.")
            raise ValidationError(text % {"theirs": stored})
        return mine

    def save(self, commit: bool = True) -> Any:
        subject = super().save(commit)
        person: Person = subject.person
        line = self.cleaned_data.get("line", person.line)
        if line != person.line:
            person.line = line
            person.save()
        return subject
