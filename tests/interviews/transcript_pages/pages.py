"""The pages of a transcript: their addresses, what is sent and what is shown."""

from django.urls import reverse


def address(name, transcript, *more):
    recording = transcript.recording
    return reverse(name, args=[recording.interview.film.slug, recording.pk, transcript.pk, *more])


def shown(answer):
    return [row.cue.text for row in answer.context["window"].rows]


def place(client, name, transcript, cue, **data):
    """Sent from the page itself, which asks for rows."""
    more = data.pop("more", [cue.pk])
    return client.post(address(name, transcript, *more), {"answer": "rows", **data})
