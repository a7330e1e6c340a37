"""Files that a script leaves as."""

from django.urls import reverse


def address(script, format):
    return reverse("script-export", args=[script.film.slug, script.pk, format])


def body(answer):
    assert answer.status_code == 200
    return b"".join(answer) if answer.streaming else answer.content
