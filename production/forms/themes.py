"""The form of a theme."""

from __future__ import annotations

from production.forms.records import RecordForm
from production.models import Theme


class ThemeForm(RecordForm):
    class Meta:
        model = Theme
        fields = ["name"]
