"""The form of a scene; themes may be typed new while writing it."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from production.forms.records import RecordForm
from production.models import Person, Scene, Theme
from production.models.fields import clean_text
from production.notation import EighthsFormField

LONGEST_THEME = 80


class PeopleField(forms.ModelMultipleChoiceField):
    """People to tick, contributors first; a number stands before the name as on the call sheet."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(Person.objects.order_by("-is_contributor", "number", "name", "pk"), **kwargs)

    def label_from_instance(self, obj: Person) -> str:
        return f"{obj.number} {obj.name}" if obj.number is not None else obj.name


class SceneForm(RecordForm):
    people = PeopleField(label=_("people"), required=False)
    eighths = EighthsFormField(label=_("page eighths"), required=False, help_text=_("Like 3/8 or 1 3/8."))
    new_themes = forms.CharField(
        label=_("new themes"),
        required=False,
        max_length=400,
        help_text=_("Not in the list yet: names separated by commas."),
    )

    groups: ClassVar[list[tuple[Any, list[str]]]] = [
        (_("Scene"), ["number", "title", "kind", "status", "planned_minutes", "eighths"]),
        (_("Where and when"), ["set", "int_ext", "day_night"]),
        (_("What happens"), ["synopsis"]),
        (_("People"), ["people"]),
        (_("Themes"), ["themes", "new_themes"]),
    ]

    class Meta:
        model = Scene
        fields = [
            "number",
            "title",
            "kind",
            "int_ext",
            "day_night",
            "set",
            "synopsis",
            "themes",
            "people",
            "planned_minutes",
            "eighths",
            "status",
        ]
        widgets = {
            "themes": forms.CheckboxSelectMultiple,
            "synopsis": forms.Textarea(attrs={"rows": 5}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.film.show_eighths:
            del self.fields["eighths"]
        sets: Any = self.fields["set"]
        sets.queryset = sets.queryset.filter(location__binned_at=None).select_related("location")
        sets.empty_label = _("not chosen yet")
        if not self.fields["themes"].queryset.exists():  # type: ignore[attr-defined]
            del self.fields["themes"]

    def clean_new_themes(self) -> list[str]:
        names = [clean_text(name, lines=False) for name in self.cleaned_data["new_themes"].split(",")]
        if any(len(name) > LONGEST_THEME for name in names):
            text = _("A theme's name has %(most)s letters at most.")
            raise ValidationError(text % {"most": LONGEST_THEME})
        return list({name.casefold(): name for name in reversed(names) if name}.values())[::-1]

    def save(self, commit: bool = True) -> Any:
        scene = super().save(commit)
        if names := self.cleaned_data["new_themes"]:
            scene.themes.add(*(self._theme(name) for name in names))
        return scene

    def _theme(self, name: str) -> Theme:
        """The theme of this name, whatever its capitals, or a new one."""
        known = Theme.objects.filter(film=self.film, name__iexact=name).first()
        return known or Theme.objects.create(film=self.film, name=name)
