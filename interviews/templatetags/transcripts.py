"""What the pages of transcripts say in words: languages, counts of what is missing."""

from __future__ import annotations

from django import template

from interviews.models import Transcript
from production.forms.fields import languages_in_words

register = template.Library()


@register.filter
def language(code: str) -> str:
    return languages_in_words([code]) if code else ""


@register.filter
def in_words(transcript: Transcript) -> str:
    """A001 · Spanish · Verbatim"""
    return f"{transcript.recording} · {language(transcript.language)} · {transcript.get_kind_display()}"


@register.simple_tag
def missing(whole: int, there: int) -> int:
    return max(whole - there, 0)
