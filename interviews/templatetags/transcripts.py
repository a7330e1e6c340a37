"""What the pages of transcripts say in words: languages, counts of what is missing."""

from __future__ import annotations

from django import template

from production.forms.fields import languages_in_words

register = template.Library()


@register.filter
def language(code: str) -> str:
    return languages_in_words([code]) if code else ""


@register.simple_tag
def missing(whole: int, there: int) -> int:
    return max(whole - there, 0)
