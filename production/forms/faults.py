"""What is wrong with a form that has no page of its own to say it on."""

from __future__ import annotations

from django import forms


def faults(form: forms.BaseForm) -> list[str]:
    return [str(words) for errors in form.errors.values() for words in errors]
