"""The registers, and what is entered in them."""

from django.urls import reverse

NOUNS = ["person", "location", "scene", "theme", "release"]

LISTS = [f"{noun}-list" for noun in NOUNS]

DETAILS = ["person-detail", "location-detail", "scene-detail", "release-detail"]


def address(film, name, world, *, new=False):
    noun = name.split("-")[0]
    owner = [world["location"].pk] if noun in ("set", "permit", "picture", "travel") else []
    ends_with_pk = name.rsplit("-", 1)[1] not in ("list", "new")
    return reverse(name, args=[film.slug, *owner, *([world[noun].pk] if ends_with_pk else [])])


EDITS = {
    "person": {"producer", "director"},
    "location": {"producer", "director"},
    "set": {"producer", "director"},
    "permit": {"producer", "director"},
    "scene": {"producer", "director", "editor"},
    "theme": {"producer", "director", "editor"},
    "release": {"producer"},
}
